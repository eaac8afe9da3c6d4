import { keyCategory } from '../../../criteria/criteria.ts';
import { formatDay } from '../../../fields/day.ts';
import { type ExactNumber, nearest } from '../../../fields/exact-number.ts';
import {
  type Block,
  type Cell,
  type Chart,
  count,
  type Figures,
  money,
  share,
  type Table,
  text,
} from '../../../output/report.ts';
import { categoryName } from '../../../say/category.ts';
import { sayGroups } from '../../../say/groups.ts';
import { knownOfText } from '../../../say/known-of.ts';
import { ratioOf } from '../../../verdict/amounts.ts';
import { hasAmounts } from '../../../verdict/known-values.ts';
import { STANDINGS, type Standing } from '../../../verdict/verdict.ts';
import type { PortfolioAnalysis } from '../analysis/analysis.ts';
import type { GroupFigures } from '../analysis/groups.ts';
import type { PastRun, PortfolioModel } from '../model.ts';
import { mondayBlock } from './monday.ts';
import { type BuildSection, criterionName, partOf, type SectionContext, shareText, show } from './section.ts';

/** The four categories with what they bring, the key portfolio, and what to do first. */
export const overviewSection: BuildSection = (model, context) => {
  const { analysis } = model;
  const { words, say } = context;
  const key = analysis.categories.get('key')!;
  const { overview } = say.money;
  const lead =
    key.customers === 0
      ? overview.noKeys
      : overview.lead({
          keys: key.customers,
          customers: analysis.total.customers,
          ofCustomers: shareText(key.customers, analysis.total.customers, words)!,
          ofRevenue: analysis.has.revenue ? shareText(key.revenue, analysis.total.revenue, words) : null,
          ofProfit: analysis.has.profit ? shareText(key.profit, analysis.total.profit, words) : null,
        });
  const blocks: Block[] = [
    figuresBlock(model, context),
    mondayBlock(model, context),
    categoryChart(analysis, context),
  ];
  const gaps = knownNote(model, context);
  if (gaps !== null) blocks.push({ kind: 'note', severity: 'info', text: gaps });
  if (losesSomewhere(analysis)) blocks.push({ kind: 'note', severity: 'info', text: overview.losing });
  const trend = trendChart(model, context);
  if (trend !== null) blocks.push(trend);
  const criteria = keyCriteria(analysis, context);
  if (criteria !== null) blocks.push(criteria);
  return {
    kind: 'section',
    id: 'overview',
    title: overview.title,
    short: say.frame.short.overview,
    lead,
    blocks,
  };
};

// Sums leave out what is not known, which they must say.
function knownNote(
  { analysis, run }: PortfolioModel,
  { words, say, language }: SectionContext,
): string | null {
  const has = hasAmounts(run.criteria);
  const { customers, revenueKnown, profitKnown } = analysis.total;
  return knownOfText(
    [
      { label: words.columns.revenue, known: has.revenue ? revenueKnown : null },
      { label: say.money.columns.profit, known: has.profit ? profitKnown : null },
    ],
    customers,
    language,
  );
}

function losesSomewhere({ has, categories }: PortfolioAnalysis): boolean {
  return has.profit && [...categories.values()].some(({ profit }) => Number(profit) < 0);
}

function categoryChart(analysis: PortfolioAnalysis, context: SectionContext): Chart {
  const { words, say } = context;
  const { overview } = say.money;
  const { has, total, categories } = analysis;
  const shown = STANDINGS.filter((name) => name !== 'undetermined' || categories.get(name)!.customers > 0);
  const rowOf = (label: string, part: (of: GroupFigures) => number, note: string) => ({
    label,
    values: shown.map((name) => {
      const all = part(total);
      return all > 0 ? part(categories.get(name)!) / all : 0;
    }),
    note,
  });
  const rows = [
    rowOf(overview.rows.customers, (of) => of.customers, show(count(total.customers), words)),
    ...(has.revenue && Number(total.revenue) > 0
      ? [rowOf(overview.rows.revenue, (of) => Number(of.revenue), show(money(total.revenue), words))]
      : []),
    ...(has.profit && Number(total.profit) > 0 && !losesSomewhere(analysis)
      ? [rowOf(overview.rows.profit, (of) => Number(of.profit), show(money(total.profit), words))]
      : []),
  ];
  const measure = (of: GroupFigures): ExactNumber | null => (has.revenue ? of.revenue : of.customers);
  return {
    kind: 'chart',
    id: 'categories',
    title: overview.chart,
    description: overview.description,
    data: {
      kind: 'bars',
      value: { label: overview.share, kind: 'share', from: 0, to: 1 },
      legend: shown.map((name) => ({ series: name, label: categoryName(name, words) })),
      rows,
    },
    lines: shown.map((name) => {
      const own = categories.get(name)!;
      const part = ratioOf(measure(own), measure(total));
      return {
        label: categoryName(name, words),
        length: part === null ? 0 : Math.max(0, part),
        value: has.revenue ? money(own.revenue) : count(own.customers),
        note: `${show(share(part), words)} · ${words.sentences.customers(own.customers)}`,
        series: name,
      };
    }),
    table: categoryTable(analysis, shown, context),
    open: true,
  };
}

function categoryTable(
  { has, total, categories }: PortfolioAnalysis,
  shown: readonly Standing[],
  { words, say, brief }: SectionContext,
): Table {
  const { columns } = say.money;
  const right = (header: string) => ({ header, align: 'right' as const });
  const cellsOf = (of: GroupFigures): Cell[] => [
    count(of.customers),
    ...(brief ? [] : [partOf(of.customers, total.customers)]),
    ...(has.revenue ? [money(of.revenue), partOf(of.revenue, total.revenue)] : []),
    ...(has.profit ? [money(of.profit), share(of.margin)] : []),
    ...(has.revenue && has.prior && !brief ? [share(of.growth)] : []),
  ];
  return {
    kind: 'table',
    columns: [
      { header: words.columns.category, align: 'left' },
      { header: words.columns.goal, align: 'left', flexible: 'wrap' },
      right(words.columns.customers),
      ...(brief ? [] : [right(words.columns.shareOfCustomers)]),
      ...(has.revenue ? [right(words.columns.revenue), right(words.columns.shareOfRevenue)] : []),
      ...(has.profit ? [right(columns.profit), right(columns.margin)] : []),
      ...(has.revenue && has.prior && !brief ? [right(columns.growth)] : []),
    ],
    rows: shown.map((name) => [
      { ...text(categoryName(name, words)), series: name },
      text(name === 'undetermined' ? '' : words.goals[name]),
      ...cellsOf(categories.get(name)!),
    ]),
    total: [text(words.total), text(''), ...cellsOf(total)],
  };
}

function keyCriteria(
  { portfolio, has, categories }: PortfolioAnalysis,
  context: SectionContext,
): Block | null {
  const { words, say } = context;
  if (portfolio.keyCriteria.size === 0) return null;
  const all = categories.get('key')!.revenue;
  return {
    kind: 'table',
    caption: say.money.overview.byCriterion,
    columns: [
      { header: words.columns.criterion, align: 'left', flexible: 'cut' },
      { header: words.columns.customers, align: 'right' },
      ...(has.revenue
        ? [
            { header: words.columns.revenue, align: 'right' as const },
            { header: words.columns.shareOfTheirRevenue, align: 'right' as const },
          ]
        : []),
    ],
    rows: [...portfolio.keyCriteria].map(([id, { customers, revenue }]) => [
      text(criterionName(id, context)),
      count(customers),
      ...(has.revenue ? [money(revenue), partOf(revenue, all)] : []),
    ]),
  };
}

/** The numbers to see first, the key portfolio beside the last run. */
function figuresBlock(
  { analysis, run, past }: PortfolioModel,
  { words, say, language }: SectionContext,
): Figures {
  const { overview } = say.money;
  const { total, others, has } = analysis;
  const key = analysis.categories.get('key')!;
  const before = past?.runs.at(-1);
  const capacity = keyCategory(run.criteria)?.capacity ?? null;
  const joined = (...parts: (string | null)[]): string => parts.filter((part) => part !== null).join(' · ');
  const since = (now: ExactNumber | null, then: ExactNumber | null | undefined): string | null =>
    now === null || then == null || Number(then) <= 0
      ? null
      : overview.sinceLast(signed((Number(now) - Number(then)) / Number(then)));
  const items: Figures['items'][number][] = [
    {
      label: overview.figures.customers,
      value: count(total.customers),
      note: joined(
        run.groups === null ? null : sayGroups(run.groups, language),
        has.revenue ? overview.revenueOfAll(show(money(total.revenue), words)) : null,
      ),
    },
    {
      label: overview.figures.keys,
      value: count(key.customers),
      note: joined(
        overview.ofCustomers(shareText(key.customers, total.customers, words) ?? words.none),
        capacity === null ? null : overview.capacity(show(count(capacity), words)),
        before === undefined ? null : overview.sinceLast(signedCount(key.customers - before.keys)),
      ),
      series: 'key',
    },
  ];
  if (has.revenue)
    items.push({
      label: overview.figures.revenue,
      value: money(key.revenue),
      note: joined(
        overview.ofRevenue(shareText(key.revenue, total.revenue, words) ?? words.none),
        since(key.revenue, before?.revenue),
      ),
      series: 'key',
    });
  if (has.profit)
    items.push({
      label: overview.figures.profit,
      value: money(key.profit),
      note: joined(
        key.margin === null ? null : overview.marginOf(show(share(key.margin), words)),
        since(key.profit, before?.profit),
      ),
      series: 'key',
    });
  if (has.revenue && has.prior)
    items.push({
      label: overview.figures.growth,
      value: share(key.growth),
      note: others.growth === null ? '' : overview.others(show(share(others.growth), words)),
      series: 'key',
    });
  const { undetermined } = analysis.portfolio;
  if (undetermined.customers > 0)
    items.push({
      label: overview.figures.undetermined,
      value: { ...count(undetermined.customers), tone: 'warn' },
      note: overview.undeterminedNote,
      series: 'undetermined',
    });
  return { kind: 'figures', items };
}

// A change of a ratio with its sign: +3.2%.
function signed(ratio: number): string {
  return `${ratio < 0 ? '-' : '+'}${(Math.abs(ratio) * 100).toFixed(1)}%`;
}

function signedCount(difference: number): string {
  return difference === 0 ? '±0' : `${difference < 0 ? '-' : '+'}${Math.abs(difference)}`;
}

/** Revenue and profit of the key portfolio, run over run; null before the second run. */
function trendChart({ analysis, past, run }: PortfolioModel, { words, say }: SectionContext): Chart | null {
  if (past === null || past.runs.length === 0 || !analysis.has.revenue) return null;
  const { overview, columns } = say.money;
  const key = analysis.categories.get('key')!;
  const now: PastRun = {
    asOf: run.asOf,
    criteriaVersion: run.criteria.version,
    criteriaSha256: run.criteriaSha256,
    keys: key.customers,
    revenue: key.revenue,
    profit: analysis.has.profit ? key.profit : null,
  };
  const runs = [...past.runs, now].slice(-MOST_RUNS);
  const largest = Math.max(0, ...runs.flatMap(({ revenue }) => (revenue === null ? [] : [Number(revenue)])));
  const lines = [
    {
      series: 'revenue' as const,
      label: words.columns.revenue,
      values: runs.map(({ revenue }) => nearest(revenue)),
    },
    { series: 'profit' as const, label: columns.profit, values: runs.map(({ profit }) => nearest(profit)) },
  ].filter(({ values }) => values.some((value) => value !== null));
  return {
    kind: 'chart',
    id: 'trend',
    title: overview.trend,
    description: overview.trendDescription,
    data: {
      kind: 'trend',
      y: { label: overview.trendAxis, kind: 'money' },
      steps: runs.map(({ asOf }) => formatDay(asOf)),
      lines,
    },
    lines: runs.map(({ asOf, keys, revenue }) => ({
      label: formatDay(asOf),
      length: largest > 0 && revenue !== null ? Math.max(0, Number(revenue) / largest) : 0,
      value: money(revenue),
      note: words.sentences.keyAccounts(keys),
      series: 'key',
    })),
    table: {
      kind: 'table',
      columns: [
        { header: words.labels.asOf, align: 'left' },
        { header: words.labels.version, align: 'left' },
        { header: words.columns.keyAccounts, align: 'right' },
        { header: words.columns.revenue, align: 'right' },
        { header: columns.profit, align: 'right' },
      ],
      rows: runs.map(({ asOf, criteriaVersion, keys, revenue, profit }) => [
        { kind: 'day', day: asOf },
        text(criteriaVersion),
        count(keys),
        money(revenue),
        money(profit),
      ]),
    },
  };
}

const MOST_RUNS = 24;
