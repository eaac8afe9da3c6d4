import type { Variable } from '../../../condition/cells.ts';
import { type Interval, isNever } from '../../../facts/interval.ts';
import type { Field } from '../../../fields/field.ts';
import { niceBetween } from '../../../fields/nice-number.ts';

/** A number for each variable of a customer that is tried, as a decimal; null where it has none. */
export type Pick = (variable: number) => string | null;

/**
 * Likely customers within some ranges: amounts in simple proportion to the largest bound that the conditions
 * name, so that growth, margins and shares come to likely values. Always the same ones.
 */
export function createSamples(
  variables: readonly Variable[],
): (ranges: readonly Interval[]) => Generator<Pick> {
  const scale = scaleOf(variables);
  return function* (ranges) {
    const picks = variables.map(({ field }, index) => samplesOf(ranges[index]!, field, scale));
    for (let round = 0; round < ROUNDS; round += 1) {
      // Each variable strides through its samples in its own way: no two rounds meet the same mix.
      yield (variable) => {
        const own = picks[variable]!;
        const stride = STRIDES[variable % STRIDES.length]!;
        return own[round === 0 ? 0 : (round * stride + variable) % own.length] ?? null;
      };
    }
  };
}

const ROUNDS = 24;
const STRIDES = [1, 3, 5, 7, 11, 13];
const PROPORTIONS = [1, 0.1, 2, 0.5, 0.2, 1.5, 5, 0.05, 0.8, 0.01, 10, -1];

/** One number of a range, as short as people would write it. */
export function sampleOf(range: Interval, { type }: Field): string | null {
  if (isNever(range)) return null;
  if (range.low === range.high) return String(range.low);
  return niceBetween(range.low, range.high, { whole: type === 'date', ratio: type === 'percent' });
}

function samplesOf(range: Interval, field: Field, scale: number): string[] {
  const first = sampleOf(range, field);
  const free = field.type === 'number' || field.type === 'money';
  const own = PROPORTIONS.map((part) => part * scale).filter(
    (value) => free && value > range.low && value < range.high,
  );
  return [...(first === null ? [] : [first]), ...own.map((value) => String(Number(value.toPrecision(12))))];
}

function scaleOf(variables: readonly Variable[]): number {
  const bounds = variables.flatMap(({ cells }) =>
    cells.map((cell) => (cell.kind === 'point' ? Math.abs(cell.low) : 0)),
  );
  return Math.max(100, ...bounds.filter((bound) => bound < 1e15));
}
