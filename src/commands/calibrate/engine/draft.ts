import type { Way } from './lever.ts';
import type { Side, Standing } from './target.ts';

/** A proposal before its amounts are written: which levers move, and between which customers. */
export interface Draft {
  readonly way: Way;
  readonly moves: readonly DraftMove[];
  /** The customers that turn round: they leave when it tightens, join when it loosens. */
  readonly turned: readonly number[];
  readonly standing: Standing;
  /** On which side of the target it falls. */
  readonly side: Side;
}

/** An amount that moves across the customers `last`, the furthest that it reaches, and not across `next`. */
export interface DraftMove {
  readonly lever: number;
  readonly last: readonly number[];
  /** Empty where there is nobody further. */
  readonly next: readonly number[];
  /** How far was looked, as a part of the amount: it may not move beyond. */
  readonly within: number;
}
