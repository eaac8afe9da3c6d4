import { COURSES, type Course, type Fate, type Fates, knownOf, shareOf } from '../../compare/backtest.ts';
import {
  type ConfidenceInterval,
  newcombeInterval,
  type Share,
  wilsonInterval,
} from '../../compare/interval.ts';
import { formatDay } from '../../fields/day.ts';
import type { ExactNumber } from '../../fields/exact-number.ts';
import { formatCount, type Language } from '../../output/language.ts';
import { formatCell } from '../../output/numbers.ts';
import {
  type Block,
  type Cell,
  count,
  money,
  type Report,
  type Series,
  share,
  type Table,
  text,
} from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import { whatDecided } from '../../say/book.ts';
import { compareText } from '../../text/order.ts';
import type { Backtest } from './backtest.ts';
import { backtestWords } from './words.ts';

/** The answer first, then the numbers that it rests on. */
export function reportBacktest(backtest: Backtest, language: Language): Report {
  const { periods, all, against } = backtest;
  const say = backtestWords(language);
  const fates = all.result();
  const hasProfit = [fates.chosen, fates.others].some(
    ({ before }) => before.customers > 0 && before.profit !== null,
  );
  const groups: readonly Group[] = [
    [say.groups.chosen, fates.chosen],
    [say.groups.others, fates.others],
  ];
  const heading = (text: string): Block => ({ kind: 'heading', text });
  const blocks: Block[] = [
    factsOf(backtest, language),
    { kind: 'paragraph', text: answer(fates, language) },
    outcomeChart(groups, language),
    heading(say.headings.amounts),
    amountTable(groups, hasProfit, language),
  ];
  if (periods.length > 1) blocks.push(heading(say.headings.periods), periodTable(periods, language));
  if (fates.byCriterion.size > 0) {
    const criteria = byGrowth(fates).map(
      ([id, fate]): Group => [whatDecided(id, backtest.criteria.read.titles, language), fate],
    );
    blocks.push(heading(say.headings.criteria));
    const compared = bestAndWorst(criteria, language);
    if (compared !== null) blocks.push({ kind: 'paragraph', text: compared });
    blocks.push(outcomeTable(criteria, language), amountTable(criteria, hasProfit, language));
  }
  if (against !== null) {
    const { both, onlyNow, onlyBefore, all: before } = fates.against;
    const sides: readonly Group[] = [
      [say.groups.chosen, fates.chosen],
      [say.groups.all, before],
      [say.groups.both, both],
      [say.groups.onlyNow, onlyNow],
      [say.groups.onlyBefore, onlyBefore],
    ];
    blocks.push(heading(say.headings.against), outcomeTable(sides, language));
    blocks.push(amountTable(sides, hasProfit, language));
  }
  return { title: say.title, blocks: [...blocks, ...notesOf(backtest, fates, language)] };
}

type Group = readonly [name: string, fate: Fate];

function factsOf({ exports, criteria, against, stable }: Backtest, language: Language): Block {
  const { labels, comma, beside } = wordsFor(language);
  const say = backtestWords(language);
  const named = exports.map(({ file, day }) =>
    file === '' ? formatDay(day) : `${file}${beside(formatDay(day))}`,
  );
  return {
    kind: 'facts',
    items: [
      { label: say.labels.exports, value: text(named.join(comma)) },
      { label: labels.criteria, value: text(criteriaName(criteria, language)) },
      ...(against === null
        ? []
        : [{ label: say.labels.against, value: text(criteriaName(against, language)) }]),
      {
        label: say.labels.stable,
        value: text(say.stable(formatCell(share(Number(stable.decimal)), wordsFor(language)))),
      },
      { label: say.labels.confidence, value: text(say.confidence) },
    ],
  };
}

function criteriaName({ file, read }: Backtest['criteria'], language: Language): string {
  if (read.version === '') return file;
  const words = wordsFor(language);
  return `${file}${words.beside(`${words.labels.version} ${read.version}`)}`;
}

function answer({ chosen, others }: Fates, language: Language): string {
  const say = backtestWords(language);
  if (knownOf(chosen) === 0) return say.nobody;
  const [one, other] = [shareOf(chosen, 'grew'), shareOf(others, 'grew')];
  const interval = newcombeInterval(one, other);
  if (interval === null) return say.nobody;
  const between = betweenPoints(interval, language);
  if (interval.low <= 0 && interval.high >= 0) return say.chance(between);
  const points = toPoints(Math.abs(one.count / one.of - other.count / other.of));
  const size = interval.low > 0 ? interval : { low: -interval.high, high: -interval.low };
  return (interval.low > 0 ? say.more : say.fewer)(points, betweenPoints(size, language));
}

// Those of whom most grew first; of equals, those with more customers.
function byGrowth({ byCriterion }: Fates): readonly Group[] {
  const growth = (fate: Fate): number => (knownOf(fate) === 0 ? -1 : fate.outcomes.grew / knownOf(fate));
  return [...byCriterion].sort(
    ([one, first], [two, second]) =>
      growth(second) - growth(first) || second.customers - first.customers || compareText(one, two),
  );
}

function bestAndWorst(criteria: readonly Group[], language: Language): string | null {
  const say = backtestWords(language);
  const known = criteria.filter(([, fate]) => knownOf(fate) > 0);
  const [best, worst] = [known[0], known.at(-1)];
  if (best === undefined || worst === undefined || best === worst) return null;
  const interval = newcombeInterval(shareOf(best[1], 'grew'), shareOf(worst[1], 'grew'))!;
  const between = betweenPoints(interval, language);
  return say.best(best[0], worst[0]) + (interval.low > 0 ? say.apart(between) : say.notApart(between));
}

function outcomeTable(groups: readonly Group[], language: Language): Table {
  const { columns } = backtestWords(language);
  return {
    kind: 'table',
    columns: [
      { header: columns.group, align: 'left', flexible: 'wrap' },
      { header: columns.customers, align: 'right' },
      ...COURSES.map((outcome) => ({ header: columns.outcomes[outcome], align: 'right' }) as const),
    ],
    rows: groups.map(([name, fate]) => [
      text(name),
      count(fate.customers),
      ...COURSES.map((outcome) => withInterval(shareOf(fate, outcome), language)),
    ]),
  };
}

function amountTable(groups: readonly Group[], hasProfit: boolean, language: Language): Block {
  const { columns } = backtestWords(language);
  const right = (header: string) => ({ header, align: 'right' }) as const;
  const kinds = hasProfit ? (['revenue', 'profit'] as const) : (['revenue'] as const);
  return {
    kind: 'table',
    columns: [
      { header: columns.group, align: 'left', flexible: 'wrap' },
      ...kinds.flatMap((kind) => [
        right(columns.before(columns[kind])),
        right(columns.after(columns[kind])),
        right(columns.change),
      ]),
    ],
    rows: groups.map(([name, { before, after }]) => [
      text(name),
      ...kinds.flatMap((kind): Cell[] => [
        money(before[kind]),
        money(after[kind]),
        share(changeBetween(before[kind], after[kind])),
      ]),
    ]),
  };
}

function changeBetween(before: ExactNumber | null, after: ExactNumber | null): number | null {
  return after !== null && Number(before) > 0 ? Number(after) / Number(before) - 1 : null;
}

function periodTable(periods: Backtest['periods'], language: Language): Block {
  const { columns } = backtestWords(language);
  const right = (header: string) => ({ header, align: 'right' }) as const;
  return {
    kind: 'table',
    columns: [
      { header: columns.period, align: 'left', flexible: 'wrap' },
      right(columns.keyGrew),
      right(columns.othersGrew),
      right(columns.keyLeft),
      right(columns.othersLeft),
    ],
    rows: periods.map(({ from, to, fates }) => {
      const { chosen, others } = fates.result();
      return [
        text(`${formatDay(from)} → ${formatDay(to)}`),
        ...(['grew', 'left'] as const).flatMap((outcome) =>
          [chosen, others].map((fate) => withInterval(shareOf(fate, outcome), language)),
        ),
      ];
    }),
  };
}

const SERIES: Readonly<Record<Course, Series>> = {
  grew: 'good',
  stayed: 'plain',
  shrank: 'warn',
  left: 'bad',
};

function outcomeChart(groups: readonly Group[], language: Language): Block {
  const words = wordsFor(language);
  const say = backtestWords(language);
  const parts = groups.filter(([, fate]) => knownOf(fate) > 0);
  return {
    kind: 'chart',
    id: 'outcomes',
    title: say.chart.title,
    description: parts
      .map(
        ([name, fate]) =>
          `${name}${words.colon}${COURSES.map((outcome) => `${say.columns.outcomes[outcome]} ${percent(ratioOf(fate, outcome), language)}`).join(words.comma)}`,
      )
      .join(words.semicolon),
    data: {
      kind: 'bars',
      value: { label: words.columns.shareOfCustomers, kind: 'share', from: 0, to: 1 },
      legend: COURSES.map((outcome) => ({ series: SERIES[outcome], label: say.columns.outcomes[outcome] })),
      rows: parts.map(([label, fate]) => ({
        label,
        values: COURSES.map((outcome) => ratioOf(fate, outcome)),
        note: wordsFor(language).sentences.customers(knownOf(fate)),
      })),
    },
    lines: [],
    table: outcomeTable(groups, language),
    open: true,
  };
}

function ratioOf(fate: Fate, outcome: Course): number {
  return fate.outcomes[outcome] / knownOf(fate);
}

function notesOf({ periods }: Backtest, fates: Fates, language: Language): Block[] {
  const say = backtestWords(language);
  const note = (text: string): Block => ({ kind: 'note', severity: 'info', text });
  const unknown = fates.chosen.unknown + fates.others.unknown;
  return [
    note(say.regression),
    ...(periods.length > 1 ? [note(say.pooled(periods.length))] : []),
    ...(unknown > 0 ? [note(say.unknown(unknown))] : []),
    ...(fates.alreadyLost > 0 ? [note(say.alreadyLost(fates.alreadyLost))] : []),
  ];
}

// A share never stands alone: 60 % (44–73).
function withInterval(part: Share, language: Language): Cell {
  const interval = wilsonInterval(part);
  if (interval === null) return { kind: 'none' };
  const { low, high } = interval;
  return text(
    `${percent(part.count / part.of, language)} (${Math.round(low * 100)}–${Math.round(high * 100)})`,
  );
}

function percent(ratio: number, language: Language): string {
  return `${formatCount[language](Math.round(ratio * 100))}%`;
}

function betweenPoints({ low, high }: ConfidenceInterval, language: Language): string {
  return backtestWords(language).between(toPoints(low), toPoints(high));
}

function toPoints(ratio: number): string {
  return String(Math.round(ratio * 100));
}
