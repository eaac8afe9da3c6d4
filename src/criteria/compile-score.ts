import type { Quantity } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import type { Unit } from '../fields/value.ts';
import type { Factor, PointRule } from './criteria.ts';
import { child, entriesOf, itemsOf, type Node, type ScalarNode, scalarText } from './node.ts';
import { addCohort, complain, findFact, readQuantity, type Scope } from './scope.ts';

/** Compiles the factors of a score; null after a report. */
export function compileFactors(node: Node, scope: Scope): Factor[] | null {
  const factors = itemsOf(node).map((item) => compileFactor(item, scope));
  const known = factors.filter((factor) => factor !== null);
  return known.length < factors.length ? null : known;
}

function compileFactor(node: Node, scope: Scope): Factor | null {
  const factNode = child(node, 'fact')!;
  const fact = findFact(scope, scalarText(factNode) ?? '', factNode.span);
  const weightNode = child(node, 'weight');
  const weight = readQuantity(scope, weightNode, 'number', 'weight');
  if (weight !== null && weight.value <= 0) {
    complain(
      scope,
      'bad-weight',
      `a weight is above zero, found ${weight.text}`,
      weightNode!.span,
      'leave the factor out if it should not count',
    );
  }
  const missing = readQuantity(scope, child(node, 'missing'), 'points', 'missing');
  const points = fact === null ? null : compilePoints(fact, node, scope);
  return fact === null || weight === null || points === null
    ? null
    : { fact, weight, points, missing, span: node.span };
}

function compilePoints(fact: Fact, node: Node, scope: Scope): PointRule | null {
  const rules = ['scale', 'bands', 'points', 'quantiles'].filter((key) => child(node, key) !== undefined);
  if (rules.length !== 1) {
    const found = rules.length === 0 ? 'none' : rules.join(' and ');
    return complain(
      scope,
      'bad-bands',
      `a factor has one of scale, bands, points or quantiles, found ${found}`,
      node.span,
    );
  }
  const rule = rules[0]!;
  const value = child(node, rule)!;
  if (rule === 'points') return compilePointMap(fact, value, scope);
  const unit = fact.type.kind === 'number' ? fact.type.unit : null;
  if (unit === null || unit === 'flag') {
    return complain(
      scope,
      'wrong-type',
      `"${rule}" needs a number, and "${fact.name}" is none`,
      value.span,
      'use points: { value: points }',
    );
  }
  if (rule === 'scale') return compileScale(value, unit, fact, scope);
  if (rule === 'bands') return compileBands(value, unit, fact, scope);
  const of = Number(scalarText(value) ?? scalarText(child(value, 'of')));
  const method = scalarText(child(value, 'method')) === 'rfm' ? 'rfm' : 'type7';
  const order = scalarText(child(node, 'order')) === 'low' ? 'low' : 'high';
  return {
    kind: 'quantiles',
    cohort: addCohort(scope, fact, null, { kind: 'quantiles', of, method }, value.span),
    of,
    order,
  };
}

function compileScale(node: Node, unit: Unit, fact: Fact, scope: Scope): PointRule | null {
  const [first, second] = itemsOf(node);
  const low = readQuantity(scope, first, unit, fact.name);
  const high = readQuantity(scope, second, unit, fact.name);
  if (low === null || high === null) return null;
  if (low.value === high.value)
    return complain(
      scope,
      'bad-bands',
      `a scale needs two different ends, found ${low.text} twice`,
      node.span,
    );
  return { kind: 'scale', low, high };
}

function compileBands(node: Node, unit: Unit, fact: Fact, scope: Scope): PointRule | null {
  const bands: { from: Quantity; points: Quantity }[] = [];
  for (const { key, keySpan, value } of entriesOf(node)) {
    const from = readQuantity(
      scope,
      { kind: 'scalar', value: key, text: key, span: keySpan },
      unit,
      fact.name,
    );
    const points = readPoints(value, scope);
    if (from === null || points === null) return null;
    const before = bands.at(-1);
    if (before !== undefined && from.value <= before.from.value) {
      return complain(
        scope,
        'bad-bands',
        `bands rise from one to the next, and ${from.text} is not above ${before.from.text}`,
        keySpan,
      );
    }
    bands.push({ from, points });
  }
  return { kind: 'bands', bands };
}

function compilePointMap(fact: Fact, node: Node, scope: Scope): PointRule | null {
  const points = new Map<string, Quantity>();
  for (const { key, keySpan, value } of entriesOf(node)) {
    const found = readPoints(value, scope);
    if (found === null) return null;
    if (fact.type.kind === 'number') {
      const named: ScalarNode = { kind: 'scalar', value: key, text: key, span: keySpan };
      const quantity = readQuantity(scope, named, fact.type.unit, fact.name);
      if (quantity === null) return null;
      points.set(String(quantity.value), found);
    } else {
      const declared = scope.fields[fact.slot]?.values;
      if (declared !== undefined && declared.size > 0 && !declared.has(key)) {
        return complain(scope, 'unknown-value', `"${fact.name}" has no value "${key}"`, keySpan);
      }
      points.set(key, found);
    }
  }
  return { kind: 'points', points };
}

function readPoints(node: Node, scope: Scope): Quantity | null {
  const points = readQuantity(scope, node, 'points', 'points');
  if (points === null || (points.value >= 0 && points.value <= 100)) return points;
  return complain(scope, 'bad-bands', `points run from 0 to 100, found ${points.text}`, node.span);
}
