import { isProblem, parseAmount } from '../fields/amount.ts';
import { exactOf } from '../fields/exact.ts';
import { digitsOf } from '../fields/exact-number.ts';
import { verbatim } from '../text/wording.ts';
import { child, type Node, scalarText } from './node.ts';
import { complain, type Scope } from './scope.ts';

/** How far an export may be from the one before it, until a run that nobody watches stops. Ratios are parts of 1. */
export interface DriftLimits {
  /** Customers of the last run that are missing. */
  readonly maxGone: number;
  /** Customers that move, those that are new or gone among them; null sets no limit. */
  readonly maxMoves: DriftLimit | null;
  /** Key accounts that come or go; null sets no limit. */
  readonly maxKeyChange: DriftLimit | null;
  /** How far the sum or the median of an amount may fall; it may rise by the inverse: 50 % is half or double. */
  readonly maxAmountChange: number;
  /** By how much the share of blank cells in a column may rise. */
  readonly maxBlankRise: number;
  /** By how much the share of customers with one value may change, or that with values that are new. */
  readonly maxValueChange: number;
}

/** A number of customers, or a part of those that there were. */
export interface DriftLimit {
  readonly kind: 'count' | 'ratio';
  readonly value: number;
}

/** How many of so many customers a limit allows, by what was typed: 5% of 40 are 2, and of 39 are 1. */
export function mostAllowed({ kind, value }: DriftLimit, of: number): number {
  return kind === 'count' ? value : Number(exactOf(digitsOf(value)).mul(of).floor());
}

/** What holds where criteria have no `drift`. */
export const DRIFT_LIMITS: DriftLimits = {
  maxGone: 0.2,
  maxMoves: null,
  maxKeyChange: null,
  maxAmountChange: 0.5,
  maxBlankRise: 0.2,
  maxValueChange: 0.3,
};

/** Compiles `drift`. */
export function compileDrift(root: Node, scope: Scope): DriftLimits {
  const node = child(root, 'drift');
  const limit = (key: string): DriftLimit | null => readLimit(key, child(node, key), false, scope);
  const share = (key: string, otherwise: number): number =>
    readLimit(key, child(node, key), true, scope)?.value ?? otherwise;
  return {
    maxGone: share('max_gone', DRIFT_LIMITS.maxGone),
    maxMoves: limit('max_moves'),
    maxKeyChange: limit('max_key_change'),
    maxAmountChange: share('max_amount_change', DRIFT_LIMITS.maxAmountChange),
    maxBlankRise: share('max_blank_rise', DRIFT_LIMITS.maxBlankRise),
    maxValueChange: share('max_value_change', DRIFT_LIMITS.maxValueChange),
  };
}

function readLimit(key: string, node: Node | undefined, isShare: boolean, scope: Scope): DriftLimit | null {
  const text = scalarText(node);
  if (node === undefined || text === undefined) return null;
  const limit = parseLimit(text);
  if (limit !== null && (limit.kind === 'ratio' || !isShare)) return limit;
  const expected = isShare ? A_SHARE : A_LIMIT;
  const message = {
    en: `"${key}": expected ${expected.en}, found "${text}"`,
    zh: `“${key}”：应为${expected.zh}，实际为“${text}”`,
  };
  return complain(scope, 'bad-amount', message, node.span, verbatim(`${key}: ${isShare ? '20%' : '10%'}`));
}

const A_SHARE = { en: 'a percent from 0% to 100%', zh: ' 0% 到 100% 的百分比' };
const A_LIMIT = { en: 'a whole number or a percent from 0% to 100%', zh: '整数或 0% 到 100% 的百分比' };

// A limit as people type it: 5 customers, or 5%; null for anything else.
function parseLimit(text: string): DriftLimit | null {
  const amount = parseAmount(text);
  if (isProblem(amount) || amount.value < 0) return null;
  if (amount.unit === 'percent') return amount.value <= 1 ? { kind: 'ratio', value: amount.value } : null;
  return amount.unit === 'plain' && Number.isInteger(amount.value)
    ? { kind: 'count', value: amount.value }
    : null;
}
