import type { NearCustomer, NearList } from '../../../verdict/portrait/near-line.ts';
import type { ScoreShape } from '../../../verdict/portrait/score-shape.ts';
import type { Chart } from '../../chart.ts';
import { nameIn } from '../../plan/amounts.ts';
import { lacksText } from '../../plan/reasons.ts';
import type { Block } from '../../report.ts';
import type { HowMany } from '../../words/report/money/words.ts';
import { changeText } from '../explain-change.ts';
import { percentOf } from '../explain-parts.ts';
import {
  categoryCell,
  categoryName,
  count,
  criterionName,
  customerCells,
  customerColumns,
  firstRows,
  SHOWN_CATEGORIES,
  text,
} from './cells.ts';
import type { BuildSection, SectionVoice } from './section.ts';

/** How scores are spread, who is one step short of key, and who holds it narrowly. */
export const scoresSection: BuildSection = ({ portrait }, voice) => {
  const { say } = voice;
  const { scores } = say.money;
  const { near } = portrait;
  const blocks: Block[] = portrait.scores.map((shape, index) => scoreChart(shape, index, voice));
  if (portrait.scores.length === 0) blocks.push({ kind: 'paragraph', text: scores.noScores });
  blocks.push(nearTable(scores.misses, near.misses.first, voice));
  blocks.push(nearTable(scores.narrow, near.narrow.first, voice));
  blocks.push({ kind: 'note', severity: 'info', text: scores.provenNote });
  return {
    kind: 'section',
    id: 'scores',
    title: scores.title,
    short: say.frame.short.scores,
    lead: scores.lead(counted(near.misses), counted(near.narrow), percentOf(near.within)),
    blocks,
  };
};

function counted({ first, isAll }: NearList): HowMany {
  return { count: first.length, isAll };
}

function scoreChart(shape: ScoreShape, index: number, { words, say, audit }: SectionVoice): Chart {
  const name = nameIn(audit.plan.facts, shape.name);
  const { scores } = say.money;
  const total = (category: (typeof SHOWN_CATEGORIES)[number]): number =>
    shape.bins.reduce((sum, { counts }) => sum + (counts.get(category) ?? 0), 0);
  const shown = SHOWN_CATEGORIES.filter((name) => total(name) > 0);
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
        label: `${criterion === 'stays_while' ? scores.stays : criterion} ${bound}`,
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

function nearTable(caption: string, found: readonly NearCustomer[], voice: SectionVoice): Block {
  const { words, say, explain, most, brief } = voice;
  if (found.length === 0)
    return { kind: 'paragraph', text: `${caption}${words.colon}${say.money.scores.nobody}` };
  const shown = firstRows(found, most, found.length, words);
  const lacks = found.some((one) => one.lacks !== null);
  return {
    kind: 'table',
    caption,
    columns: [
      ...customerColumns(words),
      ...(brief ? [] : [{ header: words.columns.category, align: 'left' as const }]),
      { header: explain.columns.distance, align: 'right' },
      lacks
        ? { header: say.money.columns.lacks, align: 'left', flexible: 'wrap' }
        : { header: say.money.columns.keyBy, align: 'left' },
      { header: say.money.columns.change, align: 'left', flexible: 'wrap' },
    ],
    rows: shown.rows.map((one) => [
      ...customerCells(one.row),
      ...(brief ? [] : [categoryCell(one.row.category, words)]),
      text(one.change.ratio === null ? '' : percentOf(one.change.ratio)),
      text(lineText(one, voice)),
      text(stepText(one, voice)),
    ]),
    more: shown.more,
  };
}

function stepText({ change }: NearCustomer, { words, explain, audit }: SectionVoice): string {
  const field = { ...change.field, name: nameIn(audit.plan.facts, change.field.name) };
  return changeText({ ...change, field, ratio: null }, words, explain);
}

// The criterion that comes next with what keeps it from holding, or the one that holds the customer.
function lineText({ row, lacks }: NearCustomer, { words, say, audit }: SectionVoice): string {
  if (lacks === null) return criterionName(row.criterion, say);
  const { criterion, criteria, trace } = lacks;
  return `${criterion.id}${words.colon}${lacksText(trace, criteria, audit)}`;
}
