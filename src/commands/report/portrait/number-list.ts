import { exactOf } from '../../../fields/exact.ts';
import { digitsOf, type ExactNumber } from '../../../fields/exact-number.ts';

/** Amounts as they come, 8 bytes each; those that a double cannot tell also as they are. */
export interface NumberList {
  push(value: ExactNumber): void;
  readonly length: number;
  /** The nearest doubles, the largest first. */
  sorted(): Float64Array;
  /** By the nearest double, the amounts that it cannot tell apart, the largest first. */
  long(): ReadonlyMap<number, readonly ExactNumber[]>;
}

/** An empty list; its memory doubles when it is full. */
export function createNumberList(): NumberList {
  let values = new Float64Array(16);
  let length = 0;
  const exact = new Map<number, ExactNumber[]>();
  return {
    push(value) {
      if (length === values.length) {
        const larger = new Float64Array(length * 2);
        larger.set(values);
        values = larger;
      }
      const nearest = Number(value);
      values[length] = nearest;
      length += 1;
      if (typeof value === 'string') exact.set(nearest, [...(exact.get(nearest) ?? []), value]);
    },
    get length() {
      return length;
    },
    sorted: () => values.slice(0, length).sort().reverse(),
    long: () => {
      const compare = (one: ExactNumber, other: ExactNumber): number =>
        exactOf(digitsOf(other)).compare(exactOf(digitsOf(one)));
      return new Map([...exact].map(([nearest, amounts]) => [nearest, amounts.sort(compare)]));
    },
  };
}
