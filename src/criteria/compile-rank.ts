import type { Condition, CutRule, MeanTest, Quantity } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import type { MeanOperator } from '../condition/operators.ts';
import { isProblem, parseAmount } from '../fields/amount.ts';
import { exactOf } from '../fields/exact.ts';
import { boundOf } from '../fields/facts.ts';
import type { Span } from '../text/source.ts';
import { child, type Node, scalarText } from './node.ts';
import { addCohort, complain, readQuantity, type Scope } from './scope.ts';

/** Compiles a relative test and asks for its cut points; null after a report. */
export function compileRank(
  fact: Fact,
  operator: 'top' | 'top_share' | 'quantile' | MeanOperator,
  value: Node,
  per: Fact | null,
  span: Span,
  scope: Scope,
): Condition | null {
  if (operator === 'quantile') {
    const number = (key: string): number | null =>
      child(value, key) === undefined ? null : Number(scalarText(child(value, key)));
    const of = number('of') ?? 0;
    const [atLeast, atMost] = [number('at_least'), number('at_most')];
    if (atLeast === null && atMost === null)
      return complain(scope, 'missing-key', '"quantile" needs at_least or at_most', value.span);
    if ((atLeast ?? 1) > (atMost ?? of) || (atLeast ?? 1) > of) {
      return complain(
        scope,
        'reversed-bounds',
        `"quantile": bins run from 1 to ${of}, and at_least is not above at_most`,
        value.span,
      );
    }
    const method = scalarText(child(value, 'method')) === 'rfm' ? 'rfm' : 'type7';
    const order = scalarText(child(value, 'order')) === 'low' ? 'low' : 'high';
    const cohort = addCohort(scope, fact, per, { kind: 'quantiles', of, method }, span);
    return { kind: 'rank', fact, test: { kind: 'quantile', atLeast, atMost, order }, cohort, span };
  }
  if (isOfMean(operator)) {
    const expected = readQuantity(scope, value, 'flag', operator);
    if (expected === null) return null;
    const side = SIDES[operator][expected.value === 1 ? 'yes' : 'no'];
    const cohort = addCohort(scope, fact, per, { kind: 'mean' }, span);
    return { kind: 'rank', fact, test: { kind: 'mean', side }, cohort, span };
  }
  const cut = compileTop(operator, value, scope);
  if (cut === null) return null;
  return { kind: 'rank', fact, test: { kind: 'top' }, cohort: addCohort(scope, fact, per, cut, span), span };
}

function isOfMean(operator: string): operator is MeanOperator {
  return Object.hasOwn(SIDES, operator);
}

const SIDES: Readonly<Record<MeanOperator, Readonly<Record<'yes' | 'no', MeanTest['side']>>>> = {
  above_mean: { yes: 'above', no: 'at_most' },
  at_least_mean: { yes: 'at_least', no: 'below' },
  below_mean: { yes: 'below', no: 'at_least' },
};

function compileTop(operator: 'top' | 'top_share', node: Node, scope: Scope): CutRule | null {
  const text = scalarText(node) ?? '';
  const amount = parseAmount(text);
  if (!isProblem(amount) && amount.unit === 'percent' && isPart(amount.decimal)) {
    const ratio: Quantity = { ...boundOf(amount.value, amount.decimal), unit: 'ratio', text };
    return operator === 'top' ? { kind: 'top_ratio', ratio } : { kind: 'top_share', ratio };
  }
  if (
    operator === 'top' &&
    !isProblem(amount) &&
    amount.unit === 'plain' &&
    Number.isInteger(amount.value) &&
    amount.value > 0
  ) {
    return { kind: 'top_count', count: amount.value };
  }
  const expected =
    operator === 'top' ? 'a whole number such as 20, or a percent such as 10%' : 'a percent such as 80%';
  return complain(scope, 'bad-amount', `"${operator}": expected ${expected}, found "${text}"`, node.span);
}

// More than nothing, and not more than the whole.
function isPart(decimal: string): boolean {
  const part = exactOf(decimal);
  return part.compare(0) > 0 && part.compare(1) <= 0;
}
