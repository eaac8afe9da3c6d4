import { formatDay } from '../../../fields/day.ts';
import { type Chart, text } from '../../../output/report.ts';
import { count, money } from './cells.ts';
import type { PastRun, PortfolioModel, SectionVoice } from './section.ts';

/** Revenue and profit of the key portfolio, run over run; null before the second run. */
export function trendChart(
  { portrait, past, run }: PortfolioModel,
  { words, say }: SectionVoice,
): Chart | null {
  if (past === null || past.runs.length === 0 || !portrait.has.revenue) return null;
  const { overview, columns } = say.money;
  const key = portrait.categories.get('key')!;
  const now: PastRun = {
    asOf: run.asOf,
    criteriaVersion: run.criteria.version,
    criteriaSha256: run.criteriaSha256,
    keys: key.customers,
    revenue: key.revenue,
    profit: portrait.has.profit ? key.profit : null,
  };
  const runs = [...past.runs, now].slice(-MOST_RUNS);
  const largest = Math.max(0, ...runs.flatMap(({ revenue }) => (revenue === null ? [] : [revenue])));
  const lines = [
    { series: 'revenue' as const, label: words.columns.revenue, values: runs.map(({ revenue }) => revenue) },
    { series: 'profit' as const, label: columns.profit, values: runs.map(({ profit }) => profit) },
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
      length: largest > 0 && revenue !== null ? Math.max(0, revenue / largest) : 0,
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
