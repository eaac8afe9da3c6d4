/** Where a share lies with 95 % confidence, as ratios from 0 to 1. */
export interface ConfidenceInterval {
  readonly low: number;
  readonly high: number;
}

/** A share of some customers: `of` is how many there are, `count` how many of them. */
export interface Share {
  readonly count: number;
  readonly of: number;
}

/**
 * The score interval of a share, which stays honest where there are few customers or none of the kind; null of nobody.
 * E. B. Wilson, "Probable inference, the law of succession, and statistical inference", JASA 22 (1927).
 */
export function wilsonInterval({ count, of }: Share): ConfidenceInterval | null {
  if (of === 0) return null;
  const ratio = count / of;
  const middle = ratio + Z2 / (2 * of);
  const spread = Z * Math.sqrt((ratio * (1 - ratio)) / of + Z2 / (4 * of * of));
  const whole = 1 + Z2 / of;
  // At the ends the formula gives 0 and 1, but for the last digit.
  return {
    low: count === 0 ? 0 : (middle - spread) / whole,
    high: count === of ? 1 : (middle + spread) / whole,
  };
}

/**
 * The interval of the difference between two shares of different customers; null where one is of nobody. A difference
 * whose interval holds 0 may be chance.
 * R. G. Newcombe, "Interval estimation for the difference between independent proportions", Statistics in Medicine 17
 * (1998), method 10.
 */
export function newcombeInterval(one: Share, other: Share): ConfidenceInterval | null {
  const [first, second] = [wilsonInterval(one), wilsonInterval(other)];
  if (first === null || second === null) return null;
  const [p, q] = [one.count / one.of, other.count / other.of];
  return {
    low: p - q - Math.hypot(p - first.low, second.high - q),
    high: p - q + Math.hypot(first.high - p, q - second.low),
  };
}

// The 97.5th percentile of the standard normal distribution.
const Z = 1.959963984540054;
const Z2 = Z * Z;
