/** A bar for each value, the tallest for the largest; what is not above zero has the lowest. */
export function barsOf(values: readonly number[]): string {
  const most = Math.max(...values);
  return values
    .map((value) => BARS[value <= 0 || most <= 0 ? 0 : Math.ceil((value / most) * (BARS.length - 1))])
    .join('');
}

const BARS = [...'▁▂▃▄▅▆▇█'];
