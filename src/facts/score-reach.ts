import type { Factor, Score } from '../criteria/criteria.ts';
import { type Exact, exactOf } from '../fields/exact.ts';

/** The least and the most that something can come to, exactly. */
export interface Reach {
  readonly least: Exact;
  readonly most: Exact;
}

/**
 * What a score lies between, whoever the customer is: each factor by itself at its fewest or most points. Two
 * factors on one fact may not get there together, so that it is never too narrow. `without`: a factor that gives
 * its default only.
 */
export function scoreReach({ factors }: Score, without: Factor | null = null): Reach {
  const parts = factors.map((factor) => {
    const weight = exactOf(factor.weight.decimal);
    const { least, most } = factor === without ? defaultReach(factor) : pointsReach(factor);
    return { weight, least: least.mul(weight), most: most.mul(weight) };
  });
  const sumOf = (name: 'weight' | 'least' | 'most'): Exact =>
    parts.reduce((sum, part) => sum.add(part[name]), NOTHING);
  return { least: sumOf('least').div(sumOf('weight')), most: sumOf('most').div(sumOf('weight')) };
}

const NOTHING = exactOf('0');
const ALL = exactOf('100');

function defaultReach({ missing }: Factor): Reach {
  const points = exactOf(missing!.decimal);
  return { least: points, most: points };
}

function pointsReach(factor: Factor): Reach {
  const { fact, points: rule, missing } = factor;
  const steps = missing === null ? [] : [exactOf(missing.decimal)];
  switch (rule.kind) {
    case 'scale':
    case 'quantiles':
      return { least: NOTHING, most: ALL };
    case 'bands':
      // Below the first band there are no points.
      return endsOf([...steps, NOTHING, ...rule.bands.map(({ points }) => exactOf(points.decimal))]);
    case 'points': {
      // A value that is not named has no points; of a flag both may be.
      const isWhole = fact.type.kind === 'number' && fact.type.unit === 'flag' && rule.points.size === 2;
      const named = [...rule.points.values()].map(({ decimal }) => exactOf(decimal));
      return endsOf([...steps, ...(isWhole ? [] : [NOTHING]), ...named]);
    }
  }
}

function endsOf(points: readonly Exact[]): Reach {
  return {
    least: points.reduce((one, other) => (other.compare(one) < 0 ? other : one)),
    most: points.reduce((one, other) => (other.compare(one) > 0 ? other : one)),
  };
}
