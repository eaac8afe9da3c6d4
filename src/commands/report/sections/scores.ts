import { type Block, type Chart, text } from '../../../output/report.ts';
import { percentOf } from '../../../say/distance.ts';
import { factName } from '../../../say/fact.ts';
import type { ScoreShape } from '../portrait/score-shape.ts';
import { categoryName, count, SHOWN_CATEGORIES } from './cells.ts';
import { nearTable } from './near.ts';
import type { BuildSection, SectionVoice } from './section.ts';

/** How scores are spread, who is one step short of key, and who holds it narrowly. */
export const scoresSection: BuildSection = ({ portrait }, voice) => {
  const { say } = voice;
  const { scores } = say.money;
  const { near } = portrait;
  const blocks: Block[] = portrait.scores.map((shape, index) => scoreChart(shape, index, voice));
  if (portrait.scores.length === 0) blocks.push({ kind: 'paragraph', text: scores.noScores });
  blocks.push(nearTable('misses', near.misses, voice), nearTable('narrow', near.narrow, voice));
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

function scoreChart(shape: ScoreShape, index: number, { words, say, language }: SectionVoice): Chart {
  const name = factName(shape.name, language);
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
