/** About the median of numbers that come in any order, in little memory whatever their number. */
export interface MedianSketch {
  add(value: number): void;
  /** Within one percent of the median, in three digits; null of nothing. The order of the numbers plays no part. */
  result(): number | null;
}

/**
 * Counts numbers in buckets of equal relative width, as DDSketch does (Masson, Rim and Lee, VLDB 2019); here a bucket
 * is what the sign, the exponent and the first bits of a double say.
 */
export function sketchMedian(): MedianSketch {
  const counts = new Map<number, number>();
  const double = new DataView(new ArrayBuffer(8));
  let all = 0;
  return {
    add(value) {
      double.setFloat64(0, value);
      const bucket = double.getInt32(0) >> DROPPED;
      counts.set(bucket, (counts.get(bucket) ?? 0) + 1);
      all += 1;
    },
    result() {
      if (all === 0) return null;
      let below = 0;
      for (const [middle, count] of [...counts]
        .map(([bucket, count]): [number, number] => [middleOf(bucket, double), count])
        .sort(([one], [other]) => one - other)) {
        below += count;
        if (below * 2 >= all) return middle;
      }
      return null;
    },
  };
}

// Of the upper 32 bits of a double, 12 are sign and exponent: six more leave buckets that are 1.6 percent wide.
const DROPPED = 14;

function middleOf(bucket: number, double: DataView): number {
  double.setInt32(0, (bucket << DROPPED) | (1 << (DROPPED - 1)));
  double.setInt32(4, 0);
  return Number(double.getFloat64(0).toPrecision(3));
}
