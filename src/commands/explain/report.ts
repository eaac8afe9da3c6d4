import type { Criteria } from '../../criteria/criteria.ts';
import type { Titles } from '../../criteria/titles.ts';
import { formatDay } from '../../fields/day.ts';
import type { Field } from '../../fields/field.ts';
import { factTypeOf } from '../../fields/value.ts';
import type { Language } from '../../output/language.ts';
import { placeText } from '../../output/region.ts';
import { type Block, type Cell, type Report, type Tone, text } from '../../output/report.ts';
import { type Words, wordsFor } from '../../output/words.ts';
import { categoryName } from '../../say/category.ts';
import { sayCondition } from '../../say/condition.ts';
import { distanceText, percentOf } from '../../say/distance.ts';
import { factName, formatFact } from '../../say/fact.ts';
import { valueText } from '../../say/reason.ts';
import { changeBlocks, changeText } from '../../say/smallest-change.ts';
import { criterionTitle } from '../../say/title.ts';
import { openVerdictText } from '../../say/undetermined.ts';
import type { CategoryTrace, Explanation, ScoreTrace } from '../../verdict/explain.ts';
import type { NearMiss } from '../../verdict/near.ts';
import type { ConditionTrace } from '../../verdict/trace.ts';
import { categoryOf, standingOf } from '../../verdict/verdict.ts';
import type { Explained, ExplainedSites } from './explained.ts';
import { linesBehindBlocks, monthsBlocks } from './lines.ts';
import { type ExplainWords, explainWords } from './words.ts';

/** The explanations of some customers, one after the other. */
export function reportExplanations(explanations: readonly Explained[], language: Language): Report {
  const words = wordsFor(language);
  const say = explainWords(language);
  const [only] = explanations;
  const single = explanations.length === 1 && only !== undefined;
  return {
    title: single ? titleOf(only, words) : say.headings.explanation,
    blocks: explanations.flatMap((one) => [
      ...(single ? [] : [{ kind: 'heading', text: titleOf(one, words) } as const]),
      ...explanationBlocks(one, language),
    ]),
  };
}

function titleOf({ id, name, verdict }: Explanation, words: Words): string {
  return `${id}${name === null ? '' : ` ${name}`}${words.colon}${categoryName(standingOf(verdict), words)}`;
}

function explanationBlocks(one: Explained, language: Language): Block[] {
  return [
    headBlock(one, language),
    ...(one.sites === null ? [] : groupBlocks(one.sites, one, language)),
    ...one.categories.flatMap((trace) => categoryBlocks(trace, one, language)),
    ...one.scores.map((score) => scoreBlock(score, one.criteria.titles, language)),
    ...linesBehindBlocks(one.lines, one.criteria.titles, language),
    ...monthsBlocks(one.months, one.criteria.titles, language),
    ...changeBlocks(one, language),
  ];
}

// The sites of a group with their values, and the group below them.
function groupBlocks(
  { fields, sites, total, asked }: ExplainedSites,
  { id, criteria }: Explanation,
  language: Language,
): Block[] {
  const words = wordsFor(language);
  const say = explainWords(language);
  // Of many fields, those that are added up: JSON has them all.
  const isAdded = ({ inGroup }: Field): boolean => inGroup === 'sum';
  const isShown = fields.length > MOST_FIELDS && fields.some(isAdded) ? isAdded : () => true;
  const valueCells = (values: ExplainedSites['total']): Cell[] =>
    fields.flatMap((field, at) =>
      isShown(field) ? [text(formatFact(values[at]!, factTypeOf(field.type), language))] : [],
    );
  const isAsked = (site: string): boolean => site !== id && asked.includes(site);
  return [
    ...sites
      .filter((site) => isAsked(site.id))
      .map((site): Block => ({ kind: 'paragraph', text: say.partOf(site.id, id) })),
    { kind: 'heading', text: say.sites(sites.length) },
    {
      kind: 'table',
      columns: [
        { header: words.columns.customerId, align: 'left' },
        { header: say.columns.name, align: 'left', flexible: 'wrap' },
        ...fields.filter(isShown).map(({ name }) => ({
          header: factName(name, criteria.titles, language),
          align: 'right' as const,
        })),
      ],
      rows: sites
        .slice(0, MOST_SITES)
        .map((site) => [text(site.id), text(site.name ?? ''), ...valueCells(site.values)]),
      total: [text(say.group), text(''), ...valueCells(total)],
      more: sites.length > MOST_SITES ? say.moreSites(sites.length - MOST_SITES) : undefined,
    },
  ];
}

const MOST_SITES = 50;
// More of them do not stand side by side on a terminal.
const MOST_FIELDS = 3;

function headBlock(one: Explanation, language: Language): Block {
  const { verdict, computed, override, criteria, previous } = one;
  const words = wordsFor(language);
  const say = explainWords(language);
  const items: { label: string; value: Cell }[] = [];
  const add = (label: string, value: string, tone?: Tone): number =>
    items.push({ label, value: { ...text(value), tone } });
  if (verdict.kind === 'undetermined') {
    add(say.labels.category, openVerdictText(one, language), 'warn');
  } else {
    const { category, criterion, by } = verdict;
    const goal = `${words.categories[category]} – ${words.goals[category]}`;
    add(say.labels.category, goal, category === 'key' ? 'key' : undefined);
    if (override !== null) {
      const { reason, author, expires } = override;
      add(say.labels.decidedBy, say.override(reason, author, formatDay(expires)), 'warn');
      add(say.labels.computed, categoryName(standingOf(computed), words));
    } else if (criterion !== null) {
      add(
        say.labels.decidedBy,
        `${criterionText(criterion.id, criteria, language)}${words.colon}${sayCondition(criterion.condition, criteria, language)}`,
      );
      add(say.labels.standsIn, placeText({ at: criterion.span }));
    } else {
      const stays = say.stillKey(words.categories[category]);
      add(say.labels.decidedBy, by === 'stays_while' ? stays : say.otherwise);
    }
  }
  if (previous !== null) add(say.labels.previous, words.categories[previous]);
  return { kind: 'facts', items };
}

// With its id, by which it is found in the file.
function criterionText(id: string, { titles }: Criteria, language: Language): string {
  const title = criterionTitle(id, titles, language);
  return title === id ? id : `${title} [${id}]`;
}

function categoryBlocks(
  trace: CategoryTrace,
  { criteria, override }: Explanation,
  language: Language,
): Block[] {
  const words = wordsFor(language);
  const say = explainWords(language);
  const { category, part, outcome, criteria: own, stays } = trace;
  const heading: Block = {
    kind: 'heading',
    text: say.part(words.categories[category.name], part, outcome, override !== null),
  };
  if (category.when.kind === 'otherwise') return [heading, { kind: 'paragraph', text: say.otherwise }];
  const rows = own.flatMap(({ criterion, trace: found }) => [
    [
      { ...text(criterionText(criterion.id, criteria, language)), tone: toneOf(found) },
      text(''),
      outcomeCell(found, say),
      text(''),
    ],
    ...conditionRows(found, criteria, language, 1),
  ]);
  if (stays !== null)
    rows.push(
      [{ ...text(say.stays), tone: toneOf(stays) }, text(''), outcomeCell(stays, say), text('')],
      ...conditionRows(stays, criteria, language, 1),
    );
  const { condition, value, outcome: holds, distance } = say.columns;
  return [
    heading,
    {
      kind: 'table',
      columns: [
        { header: condition, align: 'left', flexible: 'wrap' },
        { header: value, align: 'right' },
        { header: holds, align: 'left' },
        { header: distance, align: 'left', flexible: 'wrap' },
      ],
      rows,
    },
  ];
}

// The parts of a list stand below it; a list of all at the top needs no line of its own.
function conditionRows(
  trace: ConditionTrace,
  criteria: Criteria,
  language: Language,
  depth: number,
): Cell[][] {
  const say = explainWords(language);
  const indent = '· '.repeat(depth);
  if (trace.kind === 'test') {
    const words = `${indent}${sayCondition(trace.condition, criteria, language)}`;
    const value = valueText(trace, criteria, language);
    return [[text(words), text(value), outcomeCell(trace, say), text(distanceText(trace, language))]];
  }
  const parts = (deeper: number): Cell[][] =>
    trace.parts.flatMap((part) => conditionRows(part, criteria, language, deeper));
  if (trace.condition.kind === 'all' && depth === 1) return parts(depth);
  const words = `${indent}${sayCondition(trace.condition, criteria, language)}`;
  return [[text(words), text(''), outcomeCell(trace, say), text('')], ...parts(depth + 1)];
}

function outcomeCell({ outcome }: { outcome: ConditionTrace['outcome'] }, say: ExplainWords): Cell {
  const tone = outcome === 'true' ? 'good' : outcome === 'missing' ? 'warn' : 'dim';
  return { ...text(say.outcomes[outcome]), tone };
}

function toneOf({ outcome }: ConditionTrace): Tone | undefined {
  return outcome === 'true' ? 'good' : undefined;
}

function scoreBlock({ fact, value, factors }: ScoreTrace, titles: Titles, language: Language): Block {
  const say = explainWords(language);
  const points = { kind: 'number', unit: 'points' } as const;
  const show = (number: number | null): string => formatFact(number, points, language);
  return {
    kind: 'table',
    caption: `${factName(fact.name, titles, language)} ${show(value)}`,
    columns: [
      { header: say.columns.fact, align: 'left', flexible: 'wrap' },
      { header: say.columns.value, align: 'right' },
      { header: say.columns.weight, align: 'right' },
      { header: say.columns.points, align: 'right' },
      { header: say.columns.contribution, align: 'right' },
    ],
    rows: factors.map(({ factor, value: found, points: given, contribution }) => [
      text(factName(factor.fact.name, titles, language)),
      text(formatFact(found, factor.fact.type, language)),
      text(factor.weight.text),
      text(found === null && given !== null ? say.defaulted(show(given)) : show(given)),
      text(show(contribution)),
    ]),
  };
}

/** Who would become key, or lose it, by a small change of one field; the nearest first. */
export function reportNear(
  found: readonly NearMiss[],
  within: number,
  titles: Titles,
  language: Language,
): Report {
  const words = wordsFor(language);
  const say = explainWords(language);
  const table: Block = {
    kind: 'table',
    columns: [
      { header: words.columns.customerId, align: 'left' },
      { header: words.columns.customerName, align: 'left', flexible: 'cut' },
      { header: words.columns.category, align: 'left' },
      { header: say.columns.distance, align: 'right' },
      { header: say.columns.change, align: 'left', flexible: 'wrap' },
    ],
    rows: found.map(({ id, name, verdict, change }) => [
      text(id),
      text(name ?? ''),
      {
        ...text(categoryName(standingOf(verdict), words)),
        tone: categoryOf(verdict) === 'key' ? 'key' : undefined,
      },
      text(change.ratio === null ? '' : percentOf(change.ratio)),
      text(changeText({ ...change, ratio: null }, titles, language)),
    ]),
  };
  return {
    title: say.headings.near,
    blocks: [
      { kind: 'paragraph', text: say.nearTitle(percentOf(within)) },
      found.length === 0 ? { kind: 'paragraph', text: say.nobodyNear } : table,
    ],
  };
}
