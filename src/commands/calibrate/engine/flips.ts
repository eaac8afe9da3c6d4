import type { KeyTree } from './key-tree.ts';
import { OUTCOME_CODES, type Pool, type PoolLayer } from './open-pool.ts';
import { relativeDistance, type Way } from './threshold.ts';

const { true: TRUE, false: FALSE, missing: MISSING } = OUTCOME_CODES;

/** Called with each threshold that flips a customer by itself, when its amount moves across the customer. */
export type EmitFlip = (threshold: number) => void;

/** Called with two thresholds that flip a customer together, while neither does alone. */
export type EmitPair = (one: number, other: number) => void;

/**
 * Names the thresholds that flip a customer each by itself: they take key from it or give it key, while everything else
 * stays as it is. A test whose value is missing cannot be flipped by moving its amount.
 */
export function eachFlip(pool: Pool, customer: number, emit: EmitFlip): void {
  const { layer, read, goal } = viewOf(pool, customer);
  flip(layer.tree, goal, read, layer, emit);
}

// Names the pairs of thresholds that flip a customer together.
function eachFlipPair(pool: Pool, customer: number, emit: EmitPair): void {
  const { layer, read, goal } = viewOf(pool, customer);
  flipPair(layer.tree, goal, read, layer, emit);
}

/** What a part of the tree must come to. */
type Goal = 'true' | 'not true' | 'false' | 'not false';

type Read = (leaf: number) => number;

function viewOf(pool: Pool, customer: number): { layer: PoolLayer; read: Read; goal: Goal } {
  const layer = pool.layers[pool.layerOf[customer]!]!;
  const { outcomes } = pool;
  const at = pool.outcomesAt[customer]!;
  const goal = pool.isKey[customer] === 1 ? 'not true' : 'true';
  return { layer, read: (leaf) => outcomes[at + leaf]!, goal };
}

// Only for a part that is not yet what it must become.
function flip(tree: KeyTree, goal: Goal, read: Read, layer: PoolLayer, emit: EmitFlip): void {
  switch (tree.kind) {
    case 'leaf': {
      const threshold = layer.thresholdOf[tree.leaf]!;
      if (threshold >= 0 && read(tree.leaf) !== MISSING) emit(threshold);
      return;
    }
    case 'not':
      flip(tree.of, NEGATED[goal], read, layer, emit);
      return;
    case 'all':
    case 'any': {
      if (!needsEvery(tree.kind, goal)) {
        for (const part of tree.of) flip(part, goal, read, layer, emit);
        return;
      }
      let open: KeyTree | null = null;
      for (const part of tree.of) {
        if (reaches(part, goal, read)) continue;
        if (open !== null) return;
        open = part;
      }
      if (open !== null) flip(open, goal, read, layer, emit);
    }
  }
}

function flipPair(tree: KeyTree, goal: Goal, read: Read, layer: PoolLayer, emit: EmitPair): void {
  switch (tree.kind) {
    case 'leaf':
      return;
    case 'not':
      flipPair(tree.of, NEGATED[goal], read, layer, emit);
      return;
    case 'all':
    case 'any': {
      if (!needsEvery(tree.kind, goal)) {
        for (const part of tree.of) flipPair(part, goal, read, layer, emit);
        return;
      }
      const open = tree.of.filter((part) => !reaches(part, goal, read));
      const [first, second] = open;
      if (open.length === 1) flipPair(first!, goal, read, layer, emit);
      if (open.length !== 2) return;
      flip(first!, goal, read, layer, (one) => {
        flip(second!, goal, read, layer, (other) => emit(one, other));
      });
    }
  }
}

const NEGATED: Readonly<Record<Goal, Goal>> = {
  true: 'false',
  'not true': 'not false',
  false: 'true',
  'not false': 'not true',
};

// All must be true for `all` to be; one is enough for `any`. The other way round for what must not hold.
function needsEvery(kind: 'all' | 'any', goal: Goal): boolean {
  return (kind === 'all') === (goal === 'true' || goal === 'not false');
}

function reaches(tree: KeyTree, goal: Goal, read: Read): boolean {
  const outcome = treeOutcome(tree, read);
  switch (goal) {
    case 'true':
      return outcome === TRUE;
    case 'not true':
      return outcome !== TRUE;
    case 'false':
      return outcome === FALSE;
    case 'not false':
      return outcome !== FALSE;
  }
}

function treeOutcome(tree: KeyTree, read: Read): number {
  switch (tree.kind) {
    case 'leaf':
      return read(tree.leaf);
    case 'not': {
      const outcome = treeOutcome(tree.of, read);
      return outcome === MISSING ? MISSING : TRUE + FALSE - outcome;
    }
    case 'all':
    case 'any': {
      const decides = tree.kind === 'all' ? FALSE : TRUE;
      let missing = false;
      for (const part of tree.of) {
        const outcome = treeOutcome(part, read);
        if (outcome === decides) return decides;
        if (outcome === MISSING) missing = true;
      }
      return missing ? MISSING : TRUE + FALSE - decides;
    }
  }
}

/** The customers that thresholds flip, alone or two together, while no amount moves further than a given part of it. */
export interface NearFlips {
  /** By threshold. */
  readonly single: readonly (readonly number[])[];
  /** By `pairOf`. */
  readonly pairs: ReadonlyMap<number, readonly number[]>;
}

/** Goes through all customers once; `within` is how far an amount may move, as a part of it. */
export function findNearFlips(pool: Pool, way: Way, within: number): NearFlips {
  const single: number[][] = pool.thresholds.map(() => []);
  const pairs = new Map<number, number[]>();
  const wanted = way === 'tighten' ? 1 : 0;
  const isNear = (threshold: number, customer: number): boolean =>
    relativeDistance(pool.thresholds[threshold]!, pool.measures[threshold]![customer]!) <= within;
  for (let customer = 0; customer < pool.count; customer += 1) {
    if (pool.isKey[customer] !== wanted) continue;
    eachFlip(pool, customer, (threshold) => {
      if (isNear(threshold, customer)) single[threshold]!.push(customer);
    });
    eachFlipPair(pool, customer, (one, other) => {
      if (one === other || !isNear(one, customer) || !isNear(other, customer)) return;
      const pair = pairOf(pool, one, other);
      const known = pairs.get(pair);
      if (known === undefined) pairs.set(pair, [customer]);
      else if (known.at(-1) !== customer) known.push(customer);
    });
  }
  return { single, pairs };
}

/** A number for two thresholds, whatever their order. */
export function pairOf({ thresholds }: Pool, one: number, other: number): number {
  return Math.min(one, other) * thresholds.length + Math.max(one, other);
}
