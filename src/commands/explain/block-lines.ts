import type { OpenRows } from '../run/blocks/read-blocks.ts';
import { openLineWriter } from './line-writer.ts';

/** What is said of each customer in a line. */
export interface LineWishes {
  /** Whether the smallest changes are searched for. */
  readonly changes: boolean;
}

/** Explains every customer in a line of JSON, on whichever thread. */
export const openLines: OpenRows<LineWishes> = async ({ changes }, asOf) => {
  // Few ask for them: everybody else starts without what they need.
  const found = changes ? await import('./changes.ts') : null;
  return ({ criteria, cuts }) =>
    openLineWriter(asOf, cuts, found?.openChangesJson(asOf, cuts, criteria) ?? null);
};
