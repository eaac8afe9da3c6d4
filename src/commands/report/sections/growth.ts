import { groupBy } from '../../../group-by.ts';
import { type Chart, count, type Guide, money, share } from '../../../output/report.ts';
import { categoryCell, categoryName } from '../../../say/category.ts';
import { STANDINGS } from '../../../verdict/verdict.ts';
import type { GrowthMap, PortfolioAnalysis } from '../analysis/analysis.ts';
import type { FactLine } from '../analysis/scores.ts';
import {
  type BuildSection,
  criterionName,
  customerCells,
  customerColumns,
  firstRows,
  nameOf,
  type SectionContext,
  show,
} from './section.ts';

/** How customers grow and what they earn, with the lines that the criteria draw. */
export const growthSection: BuildSection = ({ analysis }, context) => {
  const { words, say } = context;
  const { growth: map } = analysis;
  const { growth } = say.money;
  const base = { kind: 'section', id: 'growth', title: growth.title, short: say.frame.short.growth } as const;
  if (map === null || map.rows.length === 0) return { ...base, lead: growth.nothing, blocks: [] };
  const key = analysis.categories.get('key')!;
  const ratio = (value: number | null): string => show(share(value), words);
  const lead =
    key.customers === 0
      ? growth.leadWithoutKeys
      : growth.lead(
          ratio(key.growth),
          ratio(key.margin),
          ratio(analysis.others.growth),
          ratio(analysis.others.margin),
        );
  return { ...base, lead, blocks: [growthChart(map, analysis, context)] };
};

function growthChart(map: GrowthMap, analysis: PortfolioAnalysis, context: SectionContext): Chart {
  const { words, say, most, brief } = context;
  const { growth, columns } = say.money;
  const { rows } = map;
  const [x, y] = [rangeOf(rows.map((row) => row.growth!)), rangeOf(rows.map((row) => row.margin!))];
  const there = new Set(rows.map(({ category }) => category ?? 'undetermined'));
  const legend = STANDINGS.filter((name) => there.has(name));
  const outside = rows.filter((row) => beyond(row.growth!, x) || beyond(row.margin!, y)).length;
  const left = map.known - rows.length;
  const lines = growth.lines(placesOf(map.growthLines, words), placesOf(map.marginLines, words));
  const table = firstRows(rows, brief ? most : rows.length, rows.length, words);
  return {
    kind: 'chart',
    id: 'growth-map',
    title: growth.chart,
    description: [growth.description(rows.length, map.known), ...(lines === '' ? [] : [lines])].join(
      words.semicolon,
    ),
    data: {
      kind: 'scatter',
      x: { label: growth.x, kind: 'share', ...x },
      y: { label: growth.y, kind: 'share', ...y },
      legend: legend.map((name) => ({ series: name, label: categoryName(name, words) })),
      points: rows.map((row) => ({
        x: row.growth!,
        y: row.margin!,
        size: Number(row.revenue),
        series: row.category ?? 'undetermined',
        label: [
          nameOf(row),
          categoryName(row.category ?? 'undetermined', words),
          show(money(row.revenue), words),
          `${columns.growth} ${show(share(row.growth), words)}`,
          `${columns.margin} ${show(share(row.margin), words)}`,
        ].join(' · '),
      })),
      guides: [...guidesOf('x', map.growthLines, context), ...guidesOf('y', map.marginLines, context)],
    },
    lines: [],
    more:
      left > 0 ? growth.leftOut(show(count(rows.length), words), show(count(map.known), words)) : undefined,
    aside: outside > 0 ? growth.clipped : undefined,
    table: {
      kind: 'table',
      columns: [
        ...customerColumns(words),
        { header: words.columns.category, align: 'left' },
        { header: columns.growth, align: 'right' },
        { header: columns.margin, align: 'right' },
        ...(analysis.has.revenue ? [{ header: words.columns.revenue, align: 'right' as const }] : []),
      ],
      rows: table.rows.map((row) => [
        ...customerCells(row),
        categoryCell(row.category, words),
        share(row.growth),
        share(row.margin),
        money(row.revenue),
      ]),
      more: table.more,
    },
  };
}

interface Range {
  readonly from: number;
  readonly to: number;
}

// Where most are: a few that doubled, or lost everything, would press all others together.
function rangeOf(values: readonly number[]): Range {
  const sorted = [...values].sort((one, other) => one - other);
  const at = (part: number): number => sorted[Math.min(sorted.length - 1, Math.floor(part * sorted.length))]!;
  const [low, high] = [Math.min(0, at(0.02)), Math.max(0, at(0.98))];
  const step = high - low > 1 ? 0.2 : high - low > 0.4 ? 0.1 : 0.05;
  const [from, to] = [Math.floor(low / step) * step, Math.ceil(high / step) * step];
  return { from, to: to > from ? to : from + step };
}

function beyond(value: number, { from, to }: Range): boolean {
  return value < from || value > to;
}

// Several criteria may ask for the same: one line, with all their names.
function guidesOf(axis: 'x' | 'y', lines: readonly FactLine[], context: SectionContext): Guide[] {
  const { words, say } = context;
  return [...groupBy(lines, (line) => line.at)].map(([at, same]) => ({
    axis,
    at,
    label: say.money.growth.line(
      [...new Set(same.map(({ criterion }) => criterionName(criterion, context)))].join(words.comma),
      same[0]!.text,
    ),
  }));
}

function placesOf(lines: readonly FactLine[], words: SectionContext['words']): string {
  const places = new Map(lines.map((line) => [line.at, line.text]));
  return [...places]
    .sort(([one], [other]) => one - other)
    .map(([, place]) => place)
    .join(words.comma);
}
