import type { TestTrace } from '../verdict/trace.ts';
import { formatFact } from './fact-value.ts';
import type { ExplainWords } from './words/explain.ts';

/** How far a value is from its line, and where a relative test draws it; also as a ratio, unless that would crowd it. */
export function distanceText(trace: TestTrace, say: ExplainWords, withRatio = true): string {
  const { condition, distance, rank, outcome } = trace;
  const parts: string[] = [];
  if (rank?.place != null)
    parts.push(say.place(rank.place.rank, rank.place.of, rank.group === '' ? null : rank.group));
  if (distance?.absolute === 0) parts.push(say.onLine);
  else if (distance !== null && condition.fact.type.kind === 'number') {
    const { unit } = condition.fact.type;
    // Between two days lie days.
    const type = { kind: 'number', unit: unit === 'day' ? 'days' : unit } as const;
    const shown = formatFact(Math.abs(distance.absolute), type, say.values, 0);
    const amount = unit === 'ratio' ? say.percentPoints(shown.slice(0, -1)) : shown;
    const ratio = !withRatio || distance.ratio === null || unit === 'day' ? null : percentOf(distance.ratio);
    parts.push(outcome === 'true' ? say.toSpare(amount, ratio) : say.toGo(amount, ratio));
    if (rank !== null && typeof trace.value === 'number')
      parts.push(say.cut(formatFact(trace.value + distance.absolute, condition.fact.type, say.values)));
  }
  return parts.join(say.comma);
}

/** A ratio as a percent without sign: 2.5%. */
export function percentOf(ratio: number): string {
  const percent = Math.abs(ratio) * 100;
  if (percent > 0 && percent < 0.01) return '<0.01%';
  return `${percent >= 100 ? Math.round(percent) : Number(percent.toPrecision(2))}%`;
}
