import { conditionsEn } from '../conditions/en.ts';
import type { ExplainWords } from './words.ts';

/** Explanations in English. */
export const explainEn: ExplainWords = {
  conditions: conditionsEn,
  values: {
    none: 'not known',
    yes: 'yes',
    no: 'no',
    days: (count) => `${count} ${count === '1' || count === '-1' ? 'day' : 'days'}`,
  },
  headings: {
    explanation: 'Why each customer is what it is',
    scores: 'Scores',
    change: 'What would change it',
    near: 'Near the line',
  },
  columns: {
    condition: 'condition',
    value: 'value',
    outcome: 'holds',
    distance: 'distance',
    fact: 'fact',
    weight: 'weight',
    points: 'points',
    contribution: 'adds',
    change: 'smallest change',
  },
  labels: {
    customer: 'customer',
    category: 'category',
    decidedBy: 'decided by',
    standsIn: 'stands in',
    computed: 'by the criteria',
    previous: 'before',
    unit: 'criteria of',
  },
  outcomes: { true: 'yes', false: 'no', missing: 'not known' },
  part: (category, part, outcome) => {
    switch (part) {
      case 'decides':
        return outcome === 'missing' ? `${category}: cannot be decided` : `${category}: applies, and decides`;
      case 'passed over':
        return `${category}: does not apply`;
      case 'not asked':
        return outcome === 'true' ? `${category}: would apply, but comes later` : `${category}: comes later`;
    }
  },
  otherwise: 'takes every customer that is left',
  stays: 'stays while',
  stillKey: (category) => `it was ${category} before, and stays so by the lower line`,
  override: (reason, author, until) => `an override: ${reason} (${author}, until ${until})`,
  lacks: (fields) => `undetermined: what is not known could decide (${fields})`,
  gap: 'undetermined: no category applies',
  toGo: (amount, ratio) => `${amount} to go${ratio === null ? '' : ` (${ratio})`}`,
  toSpare: (amount, ratio) => `${amount} to spare${ratio === null ? '' : ` (${ratio})`}`,
  onLine: 'exactly on the line',
  comma: ', ',
  percentPoints: (amount) => `${amount} ${amount === '1' ? 'point' : 'points'}`,
  place: (rank, of, group) => `rank ${rank} of ${of}${group === null ? '' : ` in ${group}`}`,
  cut: (value) => `line at ${value}`,
  change: (field, step, ratio, to, verdict) =>
    `${field} ${step}${ratio === null ? '' : ` (${ratio})`}, to ${to}, ${verdict}`,
  fill: (field, to, verdict) => `${field}, not known now, at ${to} ${verdict}`,
  switch: (field, from, to, verdict) => `${field} from ${from} to ${to} ${verdict}`,
  becomes: (verdict, key) => (key ? `makes it ${verdict}` : `makes it ${verdict}, no longer key`),
  noChange: {
    'become-key': 'no change of a single field makes it key',
    'lose-key': 'no change of a single field takes key from it',
  },
  cutsHeld: 'the lines of relative tests are held where they are; a change moves them a little',
  unknown: (fields) => `a smaller change may exist for ${fields}: the formulas were too tangled to search`,
  defaulted: (points) => `${points} by default`,
  nearTitle: (percent) => `customers within ${percent} of becoming key, or of losing it`,
  nobodyNear: 'nobody is that near',
};
