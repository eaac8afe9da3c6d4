import type { Unit } from '../fields/value.ts';
import type { Expression, FunctionName } from './expression.ts';

const PLAIN: ReadonlySet<Unit> = new Set(['number', 'ratio', 'points', 'flag']);

/** The unit that an operation gives; null when the two do not join. */
export function unitOfArithmetic(operator: '+' | '-' | '*' | '/', left: Unit, right: Unit): Unit | null {
  switch (operator) {
    case '+':
    case '-':
      if (left === 'day' && right === 'day') return operator === '-' ? 'days' : null;
      if (left === 'day') return right === 'days' || right === 'number' ? 'day' : null;
      if (left === right) return left;
      if (PLAIN.has(left) && PLAIN.has(right))
        return left === 'ratio' || right === 'ratio' ? 'ratio' : 'number';
      return null;
    case '*':
      if (left === 'day' || right === 'day') return null;
      if (PLAIN.has(left)) return PLAIN.has(right) ? (left === 'ratio' ? right : left) : right;
      return PLAIN.has(right) ? left : null;
    case '/':
      if (left === 'day' || right === 'day') return null;
      if (left === right) return 'ratio';
      if (PLAIN.has(right)) return PLAIN.has(left) ? 'ratio' : left;
      return left === 'money' ? 'money' : 'number';
  }
}

/** The unit that a function gives; null when its arguments do not suit. */
export function unitOfCall(name: FunctionName, of: readonly Expression[]): Unit | null {
  const first = of[0]!.unit;
  if (name === 'days_since') return first === 'day' ? 'days' : null;
  if (name === 'abs' || name === 'round') return first === 'day' ? null : first;
  const fits = of.every(
    (part) => part.unit === first || (PLAIN.has(part.unit) && PLAIN.has(first)) || isZero(part),
  );
  return fits ? first : null;
}

// Nothing is nothing in every unit: max(revenue, 0).
function isZero(part: Expression): boolean {
  return part.kind === 'literal' && part.value === 0;
}
