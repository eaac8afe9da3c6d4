import { printCondition } from '../../condition/print.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { formatDay } from '../../fields/day.ts';
import { type Block, type Cell, type Report, type Tone, text } from '../../output/report.ts';
import type { Words } from '../../output/words.ts';
import { formatFact } from '../../say/fact-value.ts';
import { distanceText } from '../../say/reason-parts.ts';
import { changeBlocks } from '../../say/smallest-change.ts';
import type { ExplainWords } from '../../say/words/explain.ts';
import { positionAt } from '../../text/source.ts';
import type { CategoryTrace, Explanation, ScoreTrace } from '../../verdict/explain.ts';
import type { ConditionTrace, TestTrace } from '../../verdict/trace.ts';

/** The explanations of some customers, one after the other. */
export function reportExplanations(
  explanations: readonly Explanation[],
  words: Words,
  say: ExplainWords,
): Report {
  const [only] = explanations;
  const single = explanations.length === 1 && only !== undefined;
  return {
    title: single ? titleOf(only, words) : say.headings.explanation,
    blocks: explanations.flatMap((one) => [
      ...(single ? [] : [{ kind: 'heading', text: titleOf(one, words) } as const]),
      ...explanationBlocks(one, words, say),
    ]),
  };
}

function titleOf({ id, name, verdict }: Explanation, words: Words): string {
  const category = verdict.kind === 'decided' ? words.categories[verdict.category] : words.undetermined;
  return `${id}${name === null ? '' : ` ${name}`}${words.colon}${category}`;
}

function explanationBlocks(one: Explanation, words: Words, say: ExplainWords): Block[] {
  return [
    headBlock(one, words, say),
    ...one.categories.flatMap((trace) => categoryBlocks(trace, one.criteria, words, say)),
    ...one.scores.map((score) => scoreBlock(score, say)),
    ...changeBlocks(one, words, say),
  ];
}

function headBlock(
  { verdict, computed, override, criteria, previous, lacks }: Explanation,
  words: Words,
  say: ExplainWords,
): Block {
  const items: { label: string; value: Cell }[] = [];
  const add = (label: string, value: string, tone?: Tone): number =>
    items.push({ label, value: { ...text(value), tone } });
  if (override !== null && verdict.kind === 'decided') {
    const goal = `${words.categories[verdict.category]} – ${words.goals[verdict.category]}`;
    add(say.labels.category, goal, verdict.category === 'key' ? 'key' : undefined);
    add(
      say.labels.decidedBy,
      say.override(override.reason, override.author, formatDay(override.expires)),
      'warn',
    );
    add(
      say.labels.computed,
      computed.kind === 'decided' ? words.categories[computed.category] : words.undetermined,
    );
  } else if (verdict.kind === 'undetermined') {
    add(say.labels.category, lacks.length > 0 ? say.lacks(lacks.join(words.comma)) : say.gap, 'warn');
  } else {
    const goal = `${words.categories[verdict.category]} – ${words.goals[verdict.category]}`;
    add(say.labels.category, goal, verdict.category === 'key' ? 'key' : undefined);
    const { criterion } = verdict;
    if (criterion !== null) {
      add(
        say.labels.decidedBy,
        `${criterion.id}${words.colon}${sentence(criterion.condition, criteria, say)}`,
      );
      add(say.labels.standsIn, placeOf(criterion.span));
    } else {
      add(
        say.labels.decidedBy,
        verdict.by === 'stays_while' ? say.stillKey(words.categories[verdict.category]) : say.otherwise,
      );
    }
  }
  if (previous !== null) add(say.labels.previous, words.categories[previous]);
  return { kind: 'facts', items };
}

function sentence(condition: ConditionTrace['condition'], criteria: Criteria, say: ExplainWords): string {
  return printCondition(condition, criteria.cohorts, say.conditions);
}

function placeOf(span: {
  readonly source: Parameters<typeof positionAt>[0];
  readonly start: number;
}): string {
  return `${span.source.name}:${positionAt(span.source, span.start).line}`;
}

function categoryBlocks(trace: CategoryTrace, criteria: Criteria, words: Words, say: ExplainWords): Block[] {
  const { category, part, outcome, criteria: own, stays } = trace;
  const heading: Block = { kind: 'heading', text: say.part(words.categories[category.name], part, outcome) };
  if (category.when.kind === 'otherwise') return [heading, { kind: 'paragraph', text: say.otherwise }];
  const rows = own.flatMap(({ criterion, trace: found }) => [
    [{ ...text(criterion.id), tone: toneOf(found) }, text(''), outcomeCell(found, say), text('')],
    ...conditionRows(found, criteria, say, 1),
  ]);
  if (stays !== null)
    rows.push(
      [{ ...text(say.stays), tone: toneOf(stays) }, text(''), outcomeCell(stays, say), text('')],
      ...conditionRows(stays, criteria, say, 1),
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
  say: ExplainWords,
  depth: number,
): Cell[][] {
  const indent = '· '.repeat(depth);
  if (trace.kind === 'test') {
    const words = `${indent}${sentence(trace.condition, criteria, say)}`;
    const value = formatFact(trace.value, trace.condition.fact.type, say.values, boundOf(trace));
    return [[text(words), text(value), outcomeCell(trace, say), text(distanceText(trace, say))]];
  }
  const parts = (deeper: number): Cell[][] =>
    trace.parts.flatMap((part) => conditionRows(part, criteria, say, deeper));
  if (trace.condition.kind === 'all' && depth === 1) return parts(depth);
  const words = `${indent}${sentence(trace.condition, criteria, say)}`;
  return [[text(words), text(''), outcomeCell(trace, say), text('')], ...parts(depth + 1)];
}

function boundOf({ value, distance }: TestTrace): number | null {
  return distance === null || typeof value !== 'number' ? null : value + distance.absolute;
}

function outcomeCell({ outcome }: { outcome: ConditionTrace['outcome'] }, say: ExplainWords): Cell {
  const tone = outcome === 'true' ? 'good' : outcome === 'missing' ? 'warn' : 'dim';
  return { ...text(say.outcomes[outcome]), tone };
}

function toneOf({ outcome }: ConditionTrace): Tone | undefined {
  return outcome === 'true' ? 'good' : undefined;
}

function scoreBlock({ fact, value, factors }: ScoreTrace, say: ExplainWords): Block {
  const points = { kind: 'number', unit: 'points' } as const;
  const show = (number: number | null): string => formatFact(number, points, say.values);
  return {
    kind: 'table',
    caption: `${fact.name} ${show(value)}`,
    columns: [
      { header: say.columns.fact, align: 'left', flexible: 'wrap' },
      { header: say.columns.value, align: 'right' },
      { header: say.columns.weight, align: 'right' },
      { header: say.columns.points, align: 'right' },
      { header: say.columns.contribution, align: 'right' },
    ],
    rows: factors.map(({ factor, value: found, points: given, contribution }) => [
      text(factor.fact.name),
      text(formatFact(found, factor.fact.type, say.values)),
      text(factor.weight.text),
      text(found === null && given !== null ? say.defaulted(show(given)) : show(given)),
      text(show(contribution)),
    ]),
  };
}
