import type { Limits } from '../../compare/gates.ts';
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
