/** Some of the parts: each enough by itself, or, where none is, a set of which none can be left out. */
export interface Sufficient<T> {
  readonly alone: boolean;
  readonly parts: readonly T[];
}

/**
 * Finds which parts bring about what all of them together do. First one at a time; where no single part is enough,
 * parts are taken away from all of them, one after the other, as long as the rest still is.
 */
export function findSufficient<T>(
  parts: readonly T[],
  holds: (chosen: readonly T[]) => boolean,
): Sufficient<T> {
  if (parts.length <= 1) return { alone: true, parts };
  const single = parts.filter((part) => holds([part]));
  if (single.length > 0) return { alone: true, parts: single };
  let kept = parts;
  for (const part of parts) {
    const rest = kept.filter((one) => one !== part);
    if (rest.length > 1 && holds(rest)) kept = rest;
  }
  return { alone: false, parts: kept };
}
