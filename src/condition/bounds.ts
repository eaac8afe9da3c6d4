import type { Condition, Quantity } from './condition.ts';
import { COMPARISONS } from './operators.ts';

/**
 * What a condition asks of single facts at least, by slot: a customer with a value outside makes it false. Only
 * what is plain to see; a fact that is not here may have any value.
 */
export type Bounds = ReadonlyMap<number, Bound>;

/** A range of numbers, both ends included, or some texts. */
type Bound =
  | { readonly kind: 'range'; readonly low: number; readonly high: number }
  | { readonly kind: 'texts'; readonly texts: ReadonlySet<string> };

/** Reads the bounds off a condition. `not`, `present`, ages and relative tests bound nothing. */
export function boundsOf(condition: Condition): Bounds {
  switch (condition.kind) {
    case 'all':
      return condition.of.map(boundsOf).reduce(intersect);
    case 'any':
      return condition.of.map(boundsOf).reduce(unite);
    case 'compare': {
      const { value } = condition.bound;
      return COMPARISONS[condition.operator].side === 'above'
        ? range(condition.fact.slot, value, Infinity)
        : range(condition.fact.slot, -Infinity, value);
    }
    case 'between':
      return range(condition.fact.slot, condition.low.value, condition.high.value);
    case 'member': {
      if (condition.operator !== 'in') return ANY;
      const texts = condition.values.filter((value) => typeof value === 'string');
      if (texts.length > 0) return new Map([[condition.fact.slot, { kind: 'texts', texts: new Set(texts) }]]);
      const numbers = condition.values.map((value) => (value as Quantity).value);
      return range(condition.fact.slot, Math.min(...numbers), Math.max(...numbers));
    }
    case 'not':
    case 'present':
    case 'age':
    case 'rank':
      return ANY;
  }
}

const ANY: Bounds = new Map();

function range(slot: number, low: number, high: number): Bounds {
  return new Map([[slot, { kind: 'range', low, high }]]);
}

/** What two conditions ask together. */
export function intersect(one: Bounds, other: Bounds): Bounds {
  const both = new Map(one);
  for (const [slot, bound] of other) {
    const own = both.get(slot);
    both.set(slot, own === undefined ? bound : meet(own, bound));
  }
  return both;
}

/** Whether no value of some fact suits both; an empty bound suits nothing. */
export function areDisjoint(one: Bounds, other: Bounds): boolean {
  for (const slot of other.keys()) {
    const own = one.get(slot);
    if (own !== undefined && exclude(own, other.get(slot)!)) return true;
  }
  return false;
}

function exclude(one: Bound, other: Bound): boolean {
  if (one.kind === 'texts' && other.kind === 'texts')
    return ![...one.texts].some((text) => other.texts.has(text));
  if (one.kind === 'range' && other.kind === 'range')
    return isEmpty(Math.max(one.low, other.low), Math.min(one.high, other.high));
  return one.kind === 'texts' ? one.texts.size === 0 : isEmpty(one.low, one.high);
}

// Bounds are decimals, and their doubles may lie on either side of them.
function isEmpty(low: number, high: number): boolean {
  return low > high && low - high > Math.max(Math.abs(low), Math.abs(high)) * 1e-12;
}

function meet(one: Bound, other: Bound): Bound {
  if (one.kind === 'texts' && other.kind === 'texts')
    return { kind: 'texts', texts: new Set([...one.texts].filter((text) => other.texts.has(text))) };
  if (one.kind === 'range' && other.kind === 'range')
    return { kind: 'range', low: Math.max(one.low, other.low), high: Math.min(one.high, other.high) };
  return one;
}

function unite(one: Bounds, other: Bounds): Bounds {
  const both = new Map<number, Bound>();
  for (const [slot, bound] of other) {
    const own = one.get(slot);
    if (own?.kind === 'range' && bound.kind === 'range')
      both.set(slot, {
        kind: 'range',
        low: Math.min(own.low, bound.low),
        high: Math.max(own.high, bound.high),
      });
    if (own?.kind === 'texts' && bound.kind === 'texts')
      both.set(slot, { kind: 'texts', texts: new Set([...own.texts, ...bound.texts]) });
  }
  return both;
}
