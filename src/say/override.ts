import { formatDay } from '../fields/day.ts';
import type { Override } from '../verdict/override.ts';

/** An override as JSON. */
export function overrideJson({ category, reason, author, expires }: Override): object {
  return { category, reason, author, expires: formatDay(expires) };
}
