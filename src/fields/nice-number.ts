/**
 * A decimal strictly between two numbers, as short as people would write it; null when no number of at most 15
 * digits lies there. `whole`: only whole numbers; `ratio`: beyond a bound, steps of percents.
 */
export function niceBetween(
  low: number,
  high: number,
  { whole, ratio }: { readonly whole: boolean; readonly ratio: boolean },
): string | null {
  const middle = middleOf(low, high, ratio ? 0.1 : whole ? 30 : 100);
  const inside = (value: number): boolean => value > low && value < high;
  for (let digits = 1; digits <= 15; digits += 1) {
    const value = whole ? Math.round(middle) : Number(middle.toPrecision(digits));
    if (inside(value)) return decimalOf(value);
  }
  return null;
}

/** A number well between two others, either of which may be infinite. `step`: how far beyond a single bound. */
export function middleOf(low: number, high: number, step: number): number {
  if (Number.isFinite(low) && Number.isFinite(high)) {
    // Money spans magnitudes: the middle of 1 and 10,000 is 100.
    if (low > 0 && high / low > 4) return Math.sqrt(low * high);
    if (high < 0 && low / high > 4) return -Math.sqrt(low * high);
    if (low === 0 && high > 100) return Math.sqrt(high);
    return low + (high - low) / 2;
  }
  if (Number.isFinite(low)) return low > 0 ? Math.max(low * 2, low + step) : low === 0 ? step : low / 2;
  if (Number.isFinite(high))
    return high > 0 ? high / 2 : high === 0 ? -step : Math.min(high * 2, high - step);
  return step;
}

// Without exponent.
function decimalOf(value: number): string {
  const text = String(value);
  if (!text.includes('e')) return text;
  return Math.abs(value) >= 1 ? BigInt(value).toString() : value.toFixed(20).replace(/\.?0+$/, '');
}
