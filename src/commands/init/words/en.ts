import { formatCount } from '../../../output/numbers.ts';
import type { SeenColumn, StarterWords } from './words.ts';

/** The comments of a starter file, in English. */
export const starterEn: StarterWords = {
  amounts: 'western',
  title: 'Key-account criteria',
  reason: (file) => `First draft, proposed from ${file}`,
  intro: (file, customers) => [
    `Which customers are key accounts, and why: a first draft from ${file}, ${formatCount(customers)} customers.`,
    'It runs as it is. Its amounts come from this export alone: change them to what your company means by a key',
    'account. Where it says CONFIRM, the export can be read in two ways. Lines after # are notes.',
    '  Amounts      5m, 500k, 1.2bn, 500万, 15%, 90 days, 2026-06-30',
    '  A new rule   goes under "key" with an id of its own; any one rule that holds makes a key account',
    '  After that   raise "version" and say in "reason" what changed',
  ],
  owner: 'owner: who answers for these criteria',
  decimalComma: 'decimals are written with a comma, such as 1.234,50',
  confirmDecimal: (column, text, other) =>
    `CONFIRM: "${text}" in "${column}" can have a comma or point for decimals or for thousands. If it is the other way round, write decimal: "${other}"`,
  fields: [
    'What the columns of the export mean; in "columns" stands the header. After # is what the cells showed.',
  ],
  unused: [
    'Columns that no rule uses yet. To use one, take away the "# " before its lines, and name it in a rule.',
  ],
  nameless: (columns) => `Without a header, so nothing can be read from it: column ${columns}`,
  seen: (seen) => describe(seen),
  confirmDay: (other) =>
    `CONFIRM: no cell shows whether the day or the month comes first. If it is the other way round: ${other}`,
  confirmRatio: (format, other) =>
    `CONFIRM: read as if ${format === 'percent' ? '0.5 meant 0.5%' : '0.5 meant 50%'}. If not, write format: ${other}`,
  blankIsZero: (blanks) =>
    `${formatCount(blanks)} blank ${blanks === 1 ? 'cell counts' : 'cells count'} as 0; delete this if blank means not known`,
  derived:
    'Arithmetic as in a spreadsheet. Where a part is not known, or is divided by zero, the result is not known.',
  priority: 'Which category decides when several apply: the first one here.',
  lost: 'Win it back, but first understand why it left.',
  lostRules: {
    closed: 'the status says so',
    'no-order': 'no order for a year; raise it if customers order less often',
    'stopped-buying': 'bought before, and nothing since',
  },
  noLost: [
    'lost: no column says who has left: none is a status such as "closed", none the date of the last order.',
    'With such a column, write it under "fields" and here:',
    '  lost:',
    '    when: { status: closed }',
  ],
  key: 'Sustain the relationship and optimise profit. Any one of these rules makes a key account.',
  keyRules: {
    catalyst: 'opens a new product or market, or is strategic; a judgement of people',
    class:
      'no column of amounts, so the class decides; add revenue to the export for a rule that is not a judgement',
    flag: 'no column of amounts, so the mark decides; add revenue to the export for a rule that is not a judgement',
  },
  growing: {
    growth: ['among the largest quarter, and growing as fast as the best quarter of these'],
    volume_growth: ['the same by quantity, so that a price rise alone does not look like growth'],
    contribution_growth: ['the same by the gross profit that carries our fixed costs'],
  },
  largeTenth: (reached) => `the largest tenth: ${reached}`,
  largeQuarter: (reached) => `(size: ${reached}; where growth is not known, the rule does not hold)`,
  reached: (reached, of, measure) =>
    `reached by ${formatCount(reached)} of the ${formatCount(of)} customers with ${measure} above 0`,
  nobody: (measure) => `no customer has ${measure} above 0, so this amount is only an example`,
  notRevenue: (measure) => `No column is known as revenue, so size is measured by ${measure}.`,
  noGrowth: 'No rule asks for growth: no column has the figures of the year before.',
  noKey: [
    'key: no column has amounts, a class or a mark to judge size by, so nobody is a key account yet.',
    'With revenue in the export, write it under "fields" and here:',
    '  key:',
    '    when: { revenue: { at_least: 1m } }',
  ],
  target: (why) => `Capture the account: new business (${why}).`,
  targetRules: {
    status: 'the status says so',
    'never-bought': 'no status tells prospects apart, so those without any sales are taken for them',
  },
  noTarget: [
    'target: no column tells prospects from customers. With a status such as "prospect", write here:',
    '  target:',
    '    when: { status: prospect }',
  ],
  normal: 'Service and grow the account: everyone else.',
  duties: 'What every key account must have.',
  noManager: 'manager: the column that names the account manager; every key account needs one',
  checks: 'What should hold for the customers of a category.',
  done: ({ customers, asOf, categories, undetermined, refused }) => {
    const counts = categories.map(([name, count]) => `${formatCount(count)} ${name}`);
    if (undetermined > 0) counts.push(`${formatCount(undetermined)} undetermined`);
    if (refused > 0) counts.push(`${formatCount(refused)} more that cannot be read`);
    return `${formatCount(customers)} customers as of ${asOf}: ${counts.join(', ')}`;
  },
  next: (customers, criteria) => `next: keyaccounts classify ${customers} -c ${criteria}`,
  nextSaved: (customers, criteria) =>
    `next, once it is saved as ${criteria}: keyaccounts classify ${customers} -c ${criteria}`,
};

function describe(seen: SeenColumn): string {
  const { type, fits, filled, rows, misfit, unique } = seen;
  if (filled === 0) return 'every cell is blank';
  const blank = rows - filled;
  const parts = [`${kindOf(seen)}`];
  if (type === 'id' && unique && blank === 0) parts.push('none blank, none twice');
  else if (type === 'id' && !unique) parts.push('NOT unique: rows that repeat an id are refused');
  if (blank > 0) parts.push(`${formatCount(blank)} blank`);
  if (misfit !== null)
    parts.push(
      `${formatCount(filled - fits)} other, the first in line ${misfit.line}: "${misfit.text}"; such rows are refused`,
    );
  return parts.join('; ');
}

function kindOf({ type, format, fits, filled, rows, values, example }: SeenColumn): string {
  const filledCells = filled === rows ? formatCount(rows) : `${formatCount(filled)} filled`;
  const count = fits === filled ? `all ${filledCells}` : `${formatCount(fits)} of ${filledCells}`;
  const cells = filled === 1 ? '1 filled cell:' : `${count} cells are`;
  const like = `like "${example}"`;
  switch (type) {
    case 'id':
      return `${cells} ids ${like}`;
    case 'text':
      return `${cells} text ${like}`;
    case 'choice':
      return values === 1 ? `${cells} "${example}"` : `${cells} one of ${values} texts`;
    case 'flag':
      return `${cells} yes or no ${like}`;
    case 'number':
      return `${cells} numbers ${like}`;
    case 'money':
      return `${cells} money ${like}`;
    case 'percent':
      return `${cells} percents ${like}`;
    case 'date':
      if (format === 'excel') return `${cells} day numbers of Excel ${like}`;
      return `${cells} dates ${like}${format === null || format === 'YYYYMMDD' ? '' : format.startsWith('DD') ? ', day first' : ', month first'}`;
  }
}
