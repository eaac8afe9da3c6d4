import { capital } from '../../../output/language.ts';
import { type Block, type Cell, type Chart, type Table, text } from '../../../output/report.ts';
import type { Figures } from '../portrait/amounts.ts';
import type { Portrait } from '../portrait/portrait.ts';
import {
  categoryName,
  count,
  criterionName,
  money,
  partOf,
  SHOWN_CATEGORIES,
  share,
  shareText,
  show,
} from './cells.ts';
import { figuresBlock } from './figures.ts';
import { mondayBlock } from './monday.ts';
import type { BuildSection, SectionVoice } from './section.ts';
import { trendChart } from './trend.ts';

/** The four categories with what they bring, the key portfolio, and what to do first. */
export const overviewSection: BuildSection = (model, voice) => {
  const { portrait } = model;
  const { words, say } = voice;
  const key = portrait.categories.get('key')!;
  const { overview } = say.money;
  const lead =
    key.customers === 0
      ? overview.noKeys
      : overview.lead(
          key.customers,
          shareText(key.customers, portrait.total.customers, words)!,
          portrait.has.revenue ? shareText(key.revenue, portrait.total.revenue, words) : null,
          portrait.has.profit ? shareText(key.profit, portrait.total.profit, words) : null,
        );
  const blocks: Block[] = [
    figuresBlock(model, voice),
    mondayBlock(model, voice),
    categoryChart(portrait, voice),
  ];
  const gaps = knownOf(portrait, voice);
  if (gaps !== '') blocks.push({ kind: 'note', severity: 'info', text: gaps });
  if (losesSomewhere(portrait)) blocks.push({ kind: 'note', severity: 'info', text: overview.losing });
  const trend = trendChart(model, voice);
  if (trend !== null) blocks.push(trend);
  const criteria = keyCriteria(portrait, voice);
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
function knownOf({ has, total }: Portrait, { words, say }: SectionVoice): string {
  const { overview, columns } = say.money;
  const gap = (label: string, known: number): string[] =>
    known < total.customers ? [overview.knownOf(capital(label), known, total.customers)] : [];
  return [
    ...(has.revenue ? gap(words.columns.revenue, total.revenueKnown) : []),
    ...(has.profit ? gap(columns.profit, total.profitKnown) : []),
  ].join('; ');
}

function losesSomewhere({ has, categories }: Portrait): boolean {
  return has.profit && [...categories.values()].some(({ profit }) => profit < 0);
}

function categoryChart(portrait: Portrait, voice: SectionVoice): Chart {
  const { words, say } = voice;
  const { overview } = say.money;
  const { has, total, categories } = portrait;
  const shown = SHOWN_CATEGORIES.filter(
    (name) => name !== 'undetermined' || categories.get(name)!.customers > 0,
  );
  const rowOf = (label: string, part: (of: Figures) => number, note: string) => ({
    label,
    values: shown.map((name) => {
      const all = part(total);
      return all > 0 ? part(categories.get(name)!) / all : 0;
    }),
    note,
  });
  const rows = [
    rowOf(overview.rows.customers, (of) => of.customers, show(count(total.customers), words)),
    ...(has.revenue && total.revenue > 0
      ? [rowOf(overview.rows.revenue, (of) => of.revenue, show(money(total.revenue), words))]
      : []),
    ...(has.profit && total.profit > 0 && !losesSomewhere(portrait)
      ? [rowOf(overview.rows.profit, (of) => of.profit, show(money(total.profit), words))]
      : []),
  ];
  const measure = (of: Figures): number => (has.revenue ? of.revenue : of.customers);
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
      const part = measure(total) > 0 ? measure(own) / measure(total) : null;
      return {
        label: categoryName(name, words),
        length: part === null ? 0 : Math.max(0, part),
        value: has.revenue ? money(own.revenue) : count(own.customers),
        note: `${show(share(part), words)} · ${words.sentences.customers(own.customers)}`,
        series: name,
      };
    }),
    table: categoryTable(portrait, shown, voice),
    open: true,
  };
}

function categoryTable(
  { has, total, categories }: Portrait,
  shown: readonly (typeof SHOWN_CATEGORIES)[number][],
  { words, say, brief }: SectionVoice,
): Table {
  const { columns } = say.money;
  const right = (header: string) => ({ header, align: 'right' as const });
  const cellsOf = (of: Figures): Cell[] => [
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

function keyCriteria({ portfolio, has }: Portrait, { words, say }: SectionVoice): Block | null {
  if (portfolio.keyCriteria.size === 0) return null;
  const all = [...portfolio.keyCriteria.values()].reduce((sum, { revenue }) => sum + revenue, 0);
  return {
    kind: 'table',
    caption: say.money.overview.byCriterion,
    columns: [
      { header: words.columns.criterion, align: 'left', flexible: 'cut' },
      { header: words.columns.customers, align: 'right' },
      ...(has.revenue
        ? [
            { header: words.columns.revenue, align: 'right' as const },
            { header: words.columns.shareOfKeyAccounts, align: 'right' as const },
          ]
        : []),
    ],
    rows: [...portfolio.keyCriteria].map(([id, { customers, revenue }]) => [
      text(criterionName(id, say)),
      count(customers),
      ...(has.revenue ? [money(revenue), partOf(revenue, all)] : []),
    ]),
  };
}
