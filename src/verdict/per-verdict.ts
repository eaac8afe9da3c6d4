import type { Decided } from './verdict.ts';

/**
 * Makes something of verdicts once for each. All customers that meet a criterion share its verdict, so there are few, and
 * the first ones are found without a look into a map.
 */
export function perVerdict<T>(make: (verdict: Decided) => T): (verdict: Decided) => T {
  const first: { readonly verdict: Decided; readonly of: T }[] = [];
  const others = new Map<Decided, { readonly of: T }>();
  return (verdict) => {
    for (let at = 0; at < first.length; at += 1) if (first[at]!.verdict === verdict) return first[at]!.of;
    let found = others.get(verdict);
    if (found === undefined) {
      found = { of: make(verdict) };
      if (first.length < FEW) first.push({ verdict, of: found.of });
      else others.set(verdict, found);
    }
    return found.of;
  };
}

const FEW = 16;
