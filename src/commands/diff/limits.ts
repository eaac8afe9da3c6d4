import type { Limits } from '../../compare/gates.ts';
import { UserError } from '../../errors.ts';
import { isProblem, parseAmount } from '../../fields/amount.ts';
import { readShare, type ShareFlag } from '../run/read-share.ts';
import type { DiffFlags } from './command.ts';

/** Reads the limits that a comparison is held to. */
export function readLimits({ maxMoves, maxKey, keyLost }: DiffFlags): Limits {
  return {
    maxMoves: maxMoves === undefined ? null : readMoves(maxMoves),
    maxKey: maxKey === undefined ? null : readCount('--max-key', maxKey),
    noKeyLost: keyLost === false,
  };
}

const MAX_MOVES: ShareFlag = { flag: '--max-moves', example: '5%', orNothing: true };

function readMoves(told: string): Limits['maxMoves'] {
  const amount = parseAmount(told);
  if (!isProblem(amount) && amount.unit === 'percent')
    return { kind: 'ratio', value: readShare(MAX_MOVES, told).value };
  return { kind: 'count', value: readCount('--max-moves', told) };
}

function readCount(flag: string, told: string): number {
  const amount = parseAmount(told);
  if (!isProblem(amount) && amount.unit === 'plain' && Number.isInteger(amount.value) && amount.value >= 0)
    return amount.value;
  const expected = flag === '--max-moves' ? 'a whole number or a percent such as 5%' : 'a whole number';
  throw new UserError(`${flag}: expected ${expected}, found "${told}"`);
}
