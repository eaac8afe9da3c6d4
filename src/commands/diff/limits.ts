import type { Comparison } from '../../compare/comparison.ts';
import { type DriftLimit, mostAllowed } from '../../criteria/drift-limits.ts';
import { readCount, readLimit } from '../run/read-limit.ts';
import type { DiffFlags } from './command.ts';

/** Reads the limits that a comparison is held to. */
export function readLimits({ maxMoves, maxKey, keyLost }: DiffFlags): Limits {
  return {
    maxMoves: maxMoves === undefined ? null : readLimit('--max-moves', maxMoves),
    maxKey: maxKey === undefined ? null : readCount('--max-key', maxKey),
    noKeyLost: keyLost === false,
  };
}

/** What a comparison must not exceed. */
interface Limits {
  /** A number of movements, or a ratio of the customers that there were. */
  readonly maxMoves: DriftLimit | null;
  readonly maxKey: number | null;
  /** No key account may stop being one. */
  readonly noKeyLost: boolean;
}

/** A limit, what was found, and whether it holds. */
export interface Gate {
  readonly kind: 'max-moves' | 'max-key' | 'no-key-lost';
  readonly limit: number;
  readonly found: number;
  readonly passed: boolean;
}

/** The limits that were set, each held against the comparison; a ratio is turned into whole customers. */
export function checkGates(comparison: Comparison, { maxMoves, maxKey, noKeyLost }: Limits): Gate[] {
  const gates: Gate[] = [];
  const add = (kind: Gate['kind'], limit: number, found: number): number =>
    gates.push({ kind, limit, found, passed: found <= limit });
  if (maxMoves !== null)
    add('max-moves', mostAllowed(maxMoves, comparison.before), comparison.moved.customers);
  if (maxKey !== null) add('max-key', maxKey, comparison.keyAfter);
  if (noKeyLost) add('no-key-lost', 0, comparison.fromKey.customers);
  return gates;
}
