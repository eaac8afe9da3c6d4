/** What a whole stretch of steps can come to. */
export interface Stretch {
  /** Whether the goal is reached anywhere in it, as far as that can be excluded. */
  readonly can: boolean;
  /** Whether it is reached everywhere in it. */
  readonly must: boolean;
}

/** The smallest number of steps that reaches the goal; null when none does. */
export type SmallestStep = number | GaveUp | null;

/** A search that came no further: fewer steps than these do not reach the goal. */
export interface GaveUp {
  readonly kind: 'gave-up';
  readonly from: number;
}

/**
 * Finds the smallest whole number from 1 to `most` that reaches the goal, by branch and bound: a stretch in
 * which nothing can reach it is left out whole, any other is cut in two, the nearer part first: by size while it spans
 * several, since a cent is as likely as a million. Nothing is assumed of how the goal depends on the steps.
 */
export function findSmallestStep(
  most: number,
  judge: (from: number, to: number) => Stretch,
  reaches: (steps: number) => boolean,
): SmallestStep {
  let tries = 0;
  const dive = (from: number, to: number): SmallestStep => {
    tries += 1;
    if (tries > MOST_TRIES) return { kind: 'gave-up', from };
    if (from === to) return reaches(from) ? from : null;
    const { can, must } = judge(from, to);
    if (!can) return null;
    if (must) return reaches(from) ? from : dive(from + 1, to);
    const middle = Math.floor(to > 4 * from ? Math.sqrt(from) * Math.sqrt(to) : from + (to - from) / 2);
    return dive(from, middle) ?? dive(middle + 1, to);
  };
  return most < 1 ? null : dive(1, most);
}

// Reached only by formulas that subtract a field from itself and the like.
const MOST_TRIES = 4000;
