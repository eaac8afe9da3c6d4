import type { Amount } from '../fields/amount.ts';
import type { Expression, FormulaUnit, FunctionName } from './expression.ts';
import type { ArithmeticOperator } from './formula-syntax.ts';

/** The unit of an amount as it is written: `15%`, `90 days` and `¥500` say theirs. */
export function unitOfAmount(written: Amount['unit']): FormulaUnit {
  return written === 'percent' ? 'ratio' : written;
}

/** The unit that an operation gives; null when the two do not join. */
export function unitOfArithmetic(
  operator: ArithmeticOperator,
  left: FormulaUnit,
  right: FormulaUnit,
): FormulaUnit | null {
  switch (operator) {
    case '+':
    case '-':
      return unitOfSum(operator, left, right);
    case '*':
      return unitOfProduct(left, right);
    case '/':
      return unitOfQuotient(left, right);
  }
}

const WITHOUT_DIMENSION: ReadonlySet<FormulaUnit> = new Set([
  'plain',
  'quotient',
  'number',
  'ratio',
  'points',
  'flag',
]);
// What moves a date by so many days.
const DAYS_BESIDE_DATES: ReadonlySet<FormulaUnit> = new Set(['days', 'number', 'plain', 'quotient']);
// What a product takes the other's unit of.
const FACTORS: ReadonlySet<FormulaUnit> = new Set(['plain', 'quotient', 'ratio', 'flag']);

function unitOfSum(operator: '+' | '-', left: FormulaUnit, right: FormulaUnit): FormulaUnit | null {
  if (left === 'day' && right === 'day') return operator === '-' ? 'days' : null;
  if (left === 'day') return DAYS_BESIDE_DATES.has(right) ? 'day' : null;
  if (right === 'day') return null;
  if (left === right) return left;
  if (left === 'plain') return right === 'flag' ? 'number' : right;
  if (right === 'plain') return left === 'flag' ? 'number' : left;
  if (!WITHOUT_DIMENSION.has(left) || !WITHOUT_DIMENSION.has(right)) return null;
  return left === 'ratio' || right === 'ratio' ? 'ratio' : 'number';
}

function unitOfProduct(left: FormulaUnit, right: FormulaUnit): FormulaUnit | null {
  if (left === 'day' || right === 'day') return null;
  if (!WITHOUT_DIMENSION.has(left)) return WITHOUT_DIMENSION.has(right) ? left : null;
  if (!WITHOUT_DIMENSION.has(right)) return right;
  if (left === right) return left;
  const other = FACTORS.has(left) ? right : left;
  // A scaled ratio may be anything: margin * 100 is a percentage as a number.
  return FACTORS.has(other) ? 'number' : other;
}

function unitOfQuotient(left: FormulaUnit, right: FormulaUnit): FormulaUnit | null {
  if (left === 'day' || right === 'day') return null;
  if (right === 'plain') return left === 'flag' ? 'number' : SCALED.has(left) ? 'quotient' : left;
  if (left === 'plain') return 'number';
  if (left === right) return 'ratio';
  if (WITHOUT_DIMENSION.has(right)) return WITHOUT_DIMENSION.has(left) ? 'ratio' : left;
  return left === 'money' ? 'money' : 'number';
}

const SCALED: ReadonlySet<FormulaUnit> = new Set(['number', 'points']);

/** The unit that a function gives; null when its arguments do not suit. */
export function unitOfCall(name: FunctionName, of: readonly Expression[]): FormulaUnit | null {
  const first = of[0]!.unit;
  if (name === 'days_since') return first === 'day' ? 'days' : null;
  if (name === 'abs' || name === 'round') return first === 'day' ? null : first;
  const unit = of.find((part) => part.unit !== 'plain')?.unit ?? 'plain';
  return of.every((part) => suits(part, unit)) ? unit : null;
}

function suits(part: Expression, unit: FormulaUnit): boolean {
  if (part.unit === unit || isZero(part)) return true;
  if (part.unit === 'plain') return unit !== 'day';
  return WITHOUT_DIMENSION.has(part.unit) && WITHOUT_DIMENSION.has(unit);
}

// Nothing is nothing in every unit.
function isZero(part: Expression): boolean {
  return part.kind === 'literal' && part.value === 0;
}
