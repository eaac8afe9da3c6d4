import { type Block, type Chart, count, text } from '../../../output/report.ts';
import { categoryCell, categoryName } from '../../../say/category.ts';
import { percentOf } from '../../../say/distance.ts';
import { factName } from '../../../say/fact.ts';
import { STANDINGS, type Standing } from '../../../verdict/verdict.ts';
import type { NearList } from '../../run/portfolio/near.ts';
import { lineText, stepText } from '../../run/portfolio/near-text.ts';
import type { ScoreShape } from '../analysis/scores.ts';
import {
  type BuildSection,
  criterionName,
  customerCells,
  customerColumns,
  firstRows,
  type SectionContext,
} from './section.ts';

/** How scores are spread, who is one step short of key, and who holds it narrowly. */
export const scoresSection: BuildSection = ({ analysis }, context) => {
  const { say } = context;
  const { scores } = say.money;
  const { near } = analysis;
  const blocks: Block[] = analysis.scores.map((shape, index) => scoreChart(shape, index, context));
  if (analysis.scores.length === 0) blocks.push({ kind: 'paragraph', text: scores.noScores });
  blocks.push(nearTable('misses', near.misses, context), nearTable('narrow', near.narrow, context));
  blocks.push({
    kind: 'note',
    severity: 'info',
    text: scores.provenNote(near.misses.isExact && near.narrow.isExact),
  });
  return {
    kind: 'section',
    id: 'scores',
    title: scores.title,
    short: say.frame.short.scores,
    lead: scores.lead(near.misses, near.narrow, percentOf(near.within)),
    blocks,
  };
};

function scoreChart(
  shape: ScoreShape,
  index: number,
  { words, say, titles, language }: SectionContext,
): Chart {
  const name = factName(shape.name, titles, language);
  const { scores } = say.money;
  const total = (category: Standing): number =>
    shape.bins.reduce((sum, { counts }) => sum + (counts.get(category) ?? 0), 0);
  const shown = STANDINGS.filter((name) => total(name) > 0);
  const bins = shape.bins.map(({ from, counts }) => ({
    from,
    to: from + shape.width,
    counts: shown.map((name) => counts.get(name) ?? 0),
  }));
  const sumOf = (counts: readonly number[]): number => counts.reduce((sum, one) => sum + one, 0);
  const largest = Math.max(1, ...bins.map(({ counts }) => sumOf(counts)));
  const lines = [...new Map(shape.lines.map((line) => [line.at, line])).values()];
  return {
    kind: 'chart',
    id: `score-${index + 1}`,
    title: scores.chart(name),
    description: scores.description(name, lines.map((line) => line.text).join(words.comma)),
    data: {
      kind: 'histogram',
      x: { label: scores.x, kind: 'score', from: 0, to: 100 },
      y: { label: scores.y, kind: 'count', from: 0 },
      legend: shown.map((name) => ({ series: name, label: categoryName(name, words) })),
      bins,
      guides: lines.map(({ at, text: bound, criterion }) => ({
        axis: 'x',
        at,
        label: `${criterionName(criterion, { say, titles, language })} ${bound}`,
      })),
    },
    lines: bins.map(({ from, to, counts }) => ({
      label: scores.range(from, to),
      length: sumOf(counts) / largest,
      value: count(sumOf(counts)),
      series: 'plain',
    })),
    more: shape.unknown > 0 ? scores.unknown(shape.unknown) : undefined,
    table: {
      kind: 'table',
      columns: [
        { header: scores.x, align: 'left' },
        ...shown.map((name) => ({ header: categoryName(name, words), align: 'right' as const })),
        { header: words.total, align: 'right' },
      ],
      rows: bins.map(({ from, to, counts }) => [
        text(scores.range(from, to)),
        ...counts.map(count),
        count(sumOf(counts)),
      ]),
    },
  };
}

/** Near misses with what each lacks, or narrowly key accounts with what would no longer hold. */
function nearTable(kind: 'misses' | 'narrow', list: NearList, context: SectionContext): Block {
  const { words, say, titles, language, most, brief } = context;
  const caption = say.money.scores[kind];
  if (list.count === 0)
    return { kind: 'paragraph', text: `${caption}${words.colon}${say.money.scores.nobody}` };
  const shown = firstRows(list.first, most, list.isExact ? list.count : list.first.length, words);
  return {
    kind: 'table',
    caption,
    columns: [
      ...customerColumns(words),
      ...(brief ? [] : [{ header: words.columns.category, align: 'left' as const }]),
      { header: say.money.columns.distance, align: 'right' },
      { header: say.money.columns[LINE_OF[kind]], align: 'left', flexible: 'wrap' },
      { header: say.money.columns.change, align: 'left', flexible: 'wrap' },
    ],
    rows: shown.rows.map((one) => [
      ...customerCells(one.row),
      ...(brief ? [] : [categoryCell(one.row.category, words)]),
      text(one.change.ratio === null ? '' : percentOf(one.change.ratio)),
      text(lineText(kind, one, (id) => criterionName(id, context), language)),
      text(stepText(one, titles, language)),
    ]),
    more: shown.more,
  };
}

const LINE_OF = { misses: 'lacks', narrow: 'holds' } as const;
