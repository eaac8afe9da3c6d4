import type { Unit } from '../fields/value.ts';
import { defineWords, formatCount, type Language } from '../output/language.ts';
import type { TestTrace } from '../verdict/trace.ts';
import { formatFact } from './fact.ts';

/** How far a value is from its line, and where a relative test draws it; also as a ratio, unless that would crowd it. */
export function distanceText(trace: TestTrace, language: Language, withRatio = true): string {
  const { condition, distance, rank, outcome } = trace;
  const say = distanceWords(language);
  const parts: string[] = [];
  if (rank?.place != null)
    parts.push(say.place(rank.place.rank, rank.place.of, rank.group === '' ? null : rank.group));
  if (distance?.absolute === 0) parts.push(say.onLine);
  else if (distance !== null && condition.fact.type.kind === 'number') {
    const { unit } = condition.fact.type;
    const amount = amountText(distance.absolute, condition.fact.type.unit, language);
    const ratio = !withRatio || distance.ratio === null || unit === 'day' ? null : percentOf(distance.ratio);
    parts.push(outcome === 'true' ? say.toSpare(amount, ratio) : say.toGo(amount, ratio));
    if (rank !== null && typeof trace.value === 'number')
      parts.push(say.cut(formatFact(trace.value + distance.absolute, condition.fact.type, language)));
  }
  return parts.join(say.comma);
}

/** How far a value misses its line, as a clause; null where it is measured by nothing, or stands on the line. */
export function missText({ condition, distance }: TestTrace, language: Language): string | null {
  if (distance === null || distance.absolute === 0 || condition.fact.type.kind !== 'number') return null;
  return distanceWords(language).misses(amountText(distance.absolute, condition.fact.type.unit, language));
}

// Between two days lie days, and between two percents points.
function amountText(absolute: number, unit: Unit, language: Language): string {
  const type = { kind: 'number', unit: unit === 'day' ? 'days' : unit } as const;
  const shown = formatFact(Math.abs(absolute), type, language, 0);
  return unit === 'ratio' ? distanceWords(language).percentPoints(shown.slice(0, -1)) : shown;
}

const distanceWords = defineWords({
  /** Value and bound: how much is missing, or to spare. */
  toGo: {
    en: (amount: string, ratio: string | null) => `${amount} to go${ratio === null ? '' : ` (${ratio})`}`,
    zh: (amount: string, ratio: string | null) => `还差 ${amount}${ratio === null ? '' : `（${ratio}）`}`,
  },
  toSpare: {
    en: (amount: string, ratio: string | null) => `${amount} to spare${ratio === null ? '' : ` (${ratio})`}`,
    zh: (amount: string, ratio: string | null) => `余量 ${amount}${ratio === null ? '' : `（${ratio}）`}`,
  },
  misses: {
    en: (amount: string) => `it misses that by ${amount}`,
    zh: (amount: string) => `相差 ${amount}`,
  },
  onLine: { en: 'exactly on the line', zh: '恰在分界线上' },
  /** Between parts of a cell. */
  comma: { en: ', ', zh: '，' },
  /** The distance between two percents. */
  percentPoints: {
    en: (amount: string) => `${amount} ${amount === '1' ? 'point' : 'points'}`,
    zh: (amount: string) => `${amount} 个百分点`,
  },
  place: {
    en: (rank: number, of: number, group: string | null) =>
      `rank ${formatCount.en(rank)} of ${formatCount.en(of)}${group === null ? '' : ` in ${group}`}`,
    zh: (rank: number, of: number, group: string | null) =>
      `${group === null ? '' : `${group} 内`}第 ${formatCount.zh(rank)} 名，共 ${formatCount.zh(of)} 名`,
  },
  cut: { en: (value: string) => `line at ${value}`, zh: (value: string) => `分界值 ${value}` },
});

/** A ratio as a percent without sign: 2.5%. */
export function percentOf(ratio: number): string {
  const percent = Math.abs(ratio) * 100;
  if (percent > 0 && percent < 0.01) return '<0.01%';
  return `${percent >= 100 ? Math.round(percent) : Number(percent.toPrecision(2))}%`;
}
