import { type Exact, exactOf } from '../fields/exact.ts';
import { digitsOf, type ExactNumber } from '../fields/exact-number.ts';
import {
  type AmountSum,
  type Amounts,
  addAmounts,
  amountsOf,
  emptyAmounts,
  joinAmounts,
} from '../verdict/amounts.ts';
import type { Share } from './interval.ts';

/** What became of a customer until the next export, by its revenue, in the order in which it is shown. */
export const COURSES = ['grew', 'stayed', 'shrank', 'left'] as const;
/** One of them. */
export type Course = (typeof COURSES)[number];

/** What a customer was in an export. */
export interface ExportStanding {
  /** What made it a key account; null for others. */
  readonly criterion: string | null;
  readonly isKey: boolean;
  readonly isLost: boolean;
  /** Whether other criteria made it a key account; false without others. */
  readonly isKeyBefore: boolean;
  readonly revenue: ExactNumber | null;
  readonly profit: ExactNumber | null;
}

/** The customers of an export by id, and those in it of whom nothing else could be read. */
export interface Export {
  readonly standings: ReadonlyMap<string, ExportStanding>;
  readonly unread: ReadonlySet<string>;
}

/** What became of some customers. Amounts are of those whose outcome is known; profit where both sides have it. */
export interface Fate {
  readonly customers: number;
  /** Those whose revenue is missing on one side. */
  readonly unknown: number;
  readonly outcomes: Readonly<Record<Course, number>>;
  readonly before: Amounts;
  readonly after: Amounts;
}

/** What became of those that were chosen as key accounts and of those that were not; who was lost already is in neither. */
export interface Fates {
  readonly chosen: Fate;
  readonly others: Fate;
  /** Of the chosen, by what made them key accounts. */
  readonly byCriterion: ReadonlyMap<string, Fate>;
  /** Beside other criteria; only those that either chose. */
  readonly against: {
    readonly all: Fate;
    readonly both: Fate;
    readonly onlyNow: Fate;
    readonly onlyBefore: Fate;
  };
  readonly alreadyLost: number;
}

/** How many customers of a group have a known outcome. */
export function knownOf({ customers, unknown }: Fate): number {
  return customers - unknown;
}

/** How many of them came to an outcome. */
export function shareOf(fate: Fate, outcome: Course): Share {
  return { count: fate.outcomes[outcome], of: knownOf(fate) };
}

/** Adds up what became of the customers of exports, period by period. */
export interface FateCounter {
  add(before: Export, after: Export): void;
  join(other: FateCounter): void;
  readonly sums: FateSums;
  result(): Fates;
}

/**
 * Opens the counting. Revenue within `stable` of what it was, a ratio such as 0.05, has stayed. Who is not in the later
 * export, is lost there or has no revenue any more has left.
 */
export function countFates(stable: Exact): FateCounter {
  const sums: FateSums = {
    chosen: emptyFate(),
    others: emptyFate(),
    byCriterion: new Map(),
    all: emptyFate(),
    both: emptyFate(),
    onlyNow: emptyFate(),
    onlyBefore: emptyFate(),
    alreadyLost: 0,
  };
  return {
    add: (before, after) => {
      for (const [id, then] of before.standings) {
        if (then.isLost) {
          sums.alreadyLost += 1;
          continue;
        }
        const change = changeOf(then, after.standings.get(id) ?? null, after.unread.has(id), stable);
        for (const sum of sumsOf(then, sums)) addChange(sum, then, change);
      }
    },
    join: (other) => {
      for (const key of FATE_KEYS) joinFate(sums[key], other.sums[key]);
      for (const [id, fate] of other.sums.byCriterion) joinFate(fateOf(sums.byCriterion, id), fate);
      sums.alreadyLost += other.sums.alreadyLost;
    },
    sums,
    result: () => {
      const { chosen, others, byCriterion, all, both, onlyNow, onlyBefore, alreadyLost } = sums;
      return {
        chosen: resultOf(chosen),
        others: resultOf(others),
        byCriterion: new Map([...byCriterion].map(([id, sum]) => [id, resultOf(sum)])),
        against: {
          all: resultOf(all),
          both: resultOf(both),
          onlyNow: resultOf(onlyNow),
          onlyBefore: resultOf(onlyBefore),
        },
        alreadyLost,
      };
    },
  };
}

const FATE_KEYS = ['chosen', 'others', 'all', 'both', 'onlyNow', 'onlyBefore'] as const;

type FateSums = { readonly [K in (typeof FATE_KEYS)[number]]: FateSum } & {
  readonly byCriterion: Map<string, FateSum>;
  alreadyLost: number;
};

interface FateSum {
  unknown: number;
  readonly outcomes: Record<Course, number>;
  readonly before: AmountSum;
  readonly after: AmountSum;
}

/** What a customer became; a null outcome is not known. */
interface Changed {
  readonly outcome: Course | null;
  readonly revenue: ExactNumber | null;
  readonly profit: ExactNumber | null;
}

const UNKNOWN: Changed = { outcome: null, revenue: null, profit: null };
const GONE: Changed = { outcome: 'left', revenue: 0, profit: 0 };

function changeOf(
  then: ExportStanding,
  now: ExportStanding | null,
  isUnread: boolean,
  stable: Exact,
): Changed {
  if (then.revenue === null || isUnread) return UNKNOWN;
  if (now === null) return GONE;
  const { revenue, profit } = now;
  if (now.isLost) return { outcome: 'left', revenue: revenue ?? 0, profit };
  if (revenue === null) return UNKNOWN;
  const [was, is] = [exactOf(digitsOf(then.revenue)), exactOf(digitsOf(revenue))];
  if (was.n > 0n && is.n <= 0n) return { outcome: 'left', revenue, profit };
  const room = was.abs().mul(stable);
  const change = is.sub(was);
  const outcome = change.compare(room) > 0 ? 'grew' : change.add(room).n < 0n ? 'shrank' : 'stayed';
  return { outcome, revenue, profit };
}

function sumsOf(then: ExportStanding, sums: FateSums): readonly FateSum[] {
  const { isKey, isKeyBefore, criterion } = then;
  const own = isKey ? [sums.chosen, fateOf(sums.byCriterion, criterion ?? '')] : [sums.others];
  if (isKeyBefore) own.push(sums.all, isKey ? sums.both : sums.onlyBefore);
  else if (isKey) own.push(sums.onlyNow);
  return own;
}

function addChange(sum: FateSum, then: ExportStanding, { outcome, revenue, profit }: Changed): void {
  if (outcome === null) {
    sum.unknown += 1;
    return;
  }
  sum.outcomes[outcome] += 1;
  const isKnown = then.profit !== null && profit !== null;
  addAmounts(sum.before, then.revenue, isKnown ? then.profit : null);
  addAmounts(sum.after, revenue, isKnown ? profit : null);
}

function emptyFate(): FateSum {
  return {
    unknown: 0,
    outcomes: { grew: 0, stayed: 0, shrank: 0, left: 0 },
    before: emptyAmounts(),
    after: emptyAmounts(),
  };
}

function fateOf(sums: Map<string, FateSum>, id: string): FateSum {
  const sum = sums.get(id) ?? emptyFate();
  sums.set(id, sum);
  return sum;
}

function joinFate(sum: FateSum, other: FateSum): void {
  sum.unknown += other.unknown;
  for (const outcome of COURSES) sum.outcomes[outcome] += other.outcomes[outcome];
  joinAmounts(sum.before, other.before);
  joinAmounts(sum.after, other.after);
}

function resultOf({ unknown, outcomes, before, after }: FateSum): Fate {
  return {
    customers: unknown + before.customers,
    unknown,
    outcomes,
    before: amountsOf(before),
    after: amountsOf(after),
  };
}
