import {
  type Block,
  type Chart,
  type CurveChart,
  count,
  money,
  share,
  type Table,
  text,
} from '../../../output/report.ts';
import { categoryCell } from '../../../say/category.ts';
import { formatFact } from '../../../say/fact.ts';
import { addKnown, ratioOf } from '../../../verdict/amounts.ts';
import { emptyMoney, moneyOf } from '../../../verdict/money-sum.ts';
import type { Base, PortfolioAnalysis } from '../analysis/analysis.ts';
import {
  CORE_SHARE,
  type Concentration,
  type CurvePoint,
  customersIn,
  TOP_PERCENTS,
} from '../analysis/concentration.ts';
import type { Group } from '../analysis/groups.ts';
import { nameBase } from './base-names.ts';
import {
  type BuildSection,
  customerCells,
  customerColumns,
  partOf,
  type SectionContext,
  shareText,
  show,
} from './section.ts';

/** Who makes the money: the Pareto curve, the customers behind 80 %, the base business of each unit. */
export const concentrationSection: BuildSection = ({ analysis }, context) => {
  const { words, say } = context;
  const { concentration } = say.money;
  const base = {
    kind: 'section',
    id: 'concentration',
    title: concentration.title,
    short: say.frame.short.concentration,
  } as const;
  const { revenue } = analysis;
  if (revenue === null) return { ...base, lead: concentration.noRevenue, blocks: [] };
  const { core, customers } = revenue;
  const part = CORE_SHARE.text;
  const lead = concentration.lead(
    core.customers,
    customers,
    shareText(core.customers, customers, words)!,
    analysis.coreKeys,
    part,
  );
  const cut = formatFact(core.least, { kind: 'number', unit: 'money' }, context.language);
  const blocks: Block[] = [
    paretoChart(analysis, revenue, context),
    { kind: 'note', severity: 'info', text: concentration.boundary(part, cut) },
  ];
  const { profit } = analysis;
  if (profit !== null) blocks.push({ kind: 'paragraph', text: profitText(profit, context) });
  blocks.push(coreTable(analysis, revenue, context));
  return {
    ...base,
    lead,
    blocks: [...blocks, ...analysis.bases.flatMap((one, place) => baseChart(one, place, analysis, context))],
  };
};

function profitText(profit: Concentration, { words, say }: SectionContext): string {
  const { concentration } = say.money;
  // Less would read as 100.0%.
  if (profit.peak.y >= 1.0005)
    return concentration.whale(profit.peak.customers, show(share(profit.peak.y), words), profit.losing);
  return concentration.profitCore(profit.core.customers, CORE_SHARE.text);
}

function paretoChart(
  analysis: PortfolioAnalysis,
  revenue: Concentration,
  { words, say }: SectionContext,
): Chart {
  const { concentration, columns } = say.money;
  const { core, customers } = revenue;
  const key = analysis.categories.get('key')!;
  // Both over the same customers, however many of their profits are known.
  const pointsOf = ({ curve }: Concentration): CurvePoint[] =>
    curve.map((point) => ({ ...point, x: Math.min(1, point.customers / customers) }));
  const curves: CurveChart['curves'][number][] = [
    { series: 'revenue', label: concentration.curves.revenue, points: pointsOf(revenue) },
  ];
  if (analysis.profit !== null)
    curves.push({ series: 'profit', label: concentration.curves.profit, points: pointsOf(analysis.profit) });
  const marks: CurveChart['marks'][number][] = [
    {
      x: core.customers / customers,
      y: Number(core.sum) / Number(revenue.total),
      series: 'revenue',
      label: concentration.coreMark(core.customers),
    },
  ];
  if (key.customers > 0)
    marks.push({
      x: key.customers / customers,
      y: Number(key.revenue) / Number(revenue.total),
      series: 'key',
      label: concentration.keyMark(key.customers),
    });
  const steps = TOP_PERCENTS.map((percent) => {
    const largest = customersIn(percent, customers);
    return { percent, largest, revenue: at(revenue, largest), profit: at(analysis.profit, largest) };
  });
  return {
    kind: 'chart',
    id: 'pareto',
    title: concentration.chart,
    description: concentration.description(core.customers, customers, CORE_SHARE.text),
    data: {
      kind: 'curves',
      x: { label: concentration.x, kind: 'share', from: 0, to: 1 },
      y: { label: concentration.y, kind: 'share', from: 0 },
      curves,
      guides: [{ axis: 'y', at: CORE_SHARE.value, label: CORE_SHARE.text }],
      marks,
    },
    lines: steps.slice(0, -1).map(({ percent, revenue: made }) => ({
      label: concentration.topPart(`${percent}%`),
      length: made === null ? 0 : Math.min(1, Math.max(0, made)),
      value: share(made),
      series: 'revenue',
    })),
    table: {
      kind: 'table',
      columns: [
        { header: concentration.x, align: 'left' },
        { header: words.columns.customers, align: 'right' },
        { header: words.columns.shareOfRevenue, align: 'right' },
        ...(analysis.profit === null ? [] : [{ header: columns.shareOfProfit, align: 'right' as const }]),
      ],
      rows: steps.map(({ percent, largest, revenue: made, profit }) => [
        share(percent / 100),
        count(largest),
        share(made),
        ...(analysis.profit === null ? [] : [share(profit)]),
      ]),
    },
  };
}

// What the largest so many make; beyond those of whom it is known, all of it.
function at(of: Concentration | null, customers: number): number | null {
  if (of === null) return null;
  return of.curve.find((point) => point.customers >= customers)?.y ?? of.curve.at(-1)!.y;
}

function coreTable(
  analysis: PortfolioAnalysis,
  revenue: Concentration,
  { words, say, most }: SectionContext,
): Table {
  const { concentration, columns } = say.money;
  const inCore = analysis.largest.filter(
    (row) => row.revenue !== null && Number(row.revenue) >= revenue.core.cut,
  );
  const rows = inCore.slice(0, most);
  const sum = emptyMoney();
  const left = revenue.core.customers - rows.length;
  return {
    kind: 'table',
    caption: concentration.core,
    columns: [
      ...customerColumns(words),
      { header: words.columns.category, align: 'left' },
      { header: words.columns.revenue, align: 'right' },
      { header: words.columns.shareOfRevenue, align: 'right' },
      { header: columns.cumulative, align: 'right' },
    ],
    rows: rows.map((row) => {
      addKnown(sum, row.revenue);
      return [
        ...customerCells(row),
        categoryCell(row.category, words),
        money(row.revenue),
        share(ratioOf(row.revenue!, revenue.total)),
        share(ratioOf(moneyOf(sum), revenue.total)),
      ];
    }),
    more: left > 0 ? concentration.more(show(count(left), words), CORE_SHARE.text) : undefined,
  };
}

/** The base business of each unit or other value: what its key accounts bring, and how few customers make 80 % of it. */
function baseChart(
  base: Base,
  place: number,
  { has, total }: PortfolioAnalysis,
  context: SectionContext,
): Chart[] {
  const { words, say } = context;
  const { groups } = base;
  if (!has.revenue || groups.length < 2 || groups.every(({ revenue }) => revenue === null)) return [];
  const { concentration, columns } = say.money;
  const shown = groups.filter(({ all }) => Number(all.revenue) > 0).slice(0, MOST_BARS);
  if (shown.length === 0) return [];
  const { header, unnamed, nameOf: nameOfValue } = nameBase(base, context);
  const nameOf = ({ name }: Group): string => (name === null ? unnamed : nameOfValue(name));
  const largest = Number(shown[0]!.all.revenue);
  const keyShare = ({ key, all }: Group): string => shareText(key.revenue, all.revenue, words) ?? words.none;
  return [
    {
      kind: 'chart',
      id: base.by.kind === 'unit' ? 'units-base' : `base-by-${place}`,
      title: concentration.base(header),
      description: concentration.baseDescription(header),
      data: {
        kind: 'bars',
        value: { label: words.columns.revenue, kind: 'money' },
        legend: [
          { series: 'key', label: columns.keyRevenue },
          { series: 'normal', label: columns.otherRevenue },
        ],
        rows: shown.map((one) => ({
          label: nameOf(one),
          values: [Number(one.key.revenue), Number(one.all.revenue) - Number(one.key.revenue)],
          note: show(money(one.all.revenue), words),
        })),
      },
      lines: shown.map((one) => ({
        label: nameOf(one),
        length: Number(one.all.revenue) / largest,
        value: money(one.all.revenue),
        note: `${columns.keyRevenue} ${keyShare(one)}`,
        series: 'normal',
      })),
      table: {
        kind: 'table',
        columns: [
          { header, align: 'left', flexible: 'cut' },
          { header: words.columns.customers, align: 'right' },
          { header: words.columns.revenue, align: 'right' },
          { header: words.columns.shareOfRevenue, align: 'right' },
          { header: say.money.concentration.coreColumn(CORE_SHARE.text), align: 'right' },
          { header: words.columns.keyAccounts, align: 'right' },
          { header: columns.keyShare, align: 'right' },
        ],
        rows: shown.map((one) => [
          text(nameOf(one)),
          count(one.all.customers),
          money(one.all.revenue),
          partOf(one.all.revenue, total.revenue),
          count(one.revenue?.core.customers ?? null),
          count(one.key.customers),
          partOf(one.key.revenue, one.all.revenue),
        ]),
      },
      more: groups.length > shown.length ? words.sentences.more(groups.length - shown.length) : undefined,
    },
  ];
}

const MOST_BARS = 12;
