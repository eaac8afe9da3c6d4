import type { Quantity } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import type { Unit } from '../fields/value.ts';
import type { Factor, PointRule } from './criteria.ts';
import { child, entriesOf, itemsOf, type Node, type ScalarNode, scalarText } from './node.ts';
import { addCohort, allMade, complain, findFact, readQuantity, type Scope, suggestName } from './scope.ts';

/** Compiles the factors of a score; null after a report. */
export function compileFactors(node: Node, scope: Scope): Factor[] | null {
  return allMade(itemsOf(node).map((item) => compileFactor(item, scope)));
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
      { en: `a weight is above zero, found ${weight.text}`, zh: `权重必须大于零，实际为 ${weight.text}` },
      weightNode!.span,
      { en: 'leave the factor out if it should not count', zh: '不计分的项请直接删去' },
    );
  }
  const missing = readPoints(child(node, 'missing'), 'missing', scope);
  const points = fact === null ? null : compilePoints(fact, node, scope);
  return fact === null || weight === null || points === null
    ? null
    : { fact, weight, points, missing, span: node.span };
}

function compilePoints(fact: Fact, node: Node, scope: Scope): PointRule | null {
  const rules = ['scale', 'bands', 'points', 'quantiles'].filter((key) => child(node, key) !== undefined);
  if (rules.length !== 1) {
    return complain(
      scope,
      'bad-bands',
      {
        en: `a factor has one of scale, bands, points or quantiles, found ${rules.join(' and ') || 'none'}`,
        zh: `评分项须有 scale、bands、points、quantiles 其中之一，实际${rules.length === 0 ? '没有' : `为 ${rules.join('、')}`}`,
      },
      node.span,
    );
  }
  const rule = rules[0]!;
  const value = child(node, rule)!;
  const order = child(node, 'order');
  if (rule !== 'quantiles' && order !== undefined) warnOfOrder(rule, value, order, scope);
  if (rule === 'points') return compilePointMap(fact, value, scope);
  const unit = fact.type.kind === 'number' ? fact.type.unit : null;
  if (unit === null || unit === 'flag') {
    return complain(
      scope,
      'wrong-type',
      {
        en: `"${rule}" needs a number, and "${fact.name}" is none`,
        zh: `“${rule}”需要数值，而“${fact.name}”不是数值`,
      },
      value.span,
      { en: 'use points: { value: points }', zh: '请用 points: { 取值: 分数 }' },
    );
  }
  if (rule === 'scale') return compileScale(value, unit, fact, scope);
  if (rule === 'bands') return compileBands(value, unit, fact, scope);
  const of = Number(scalarText(value) ?? scalarText(child(value, 'of')));
  const method = scalarText(child(value, 'method')) === 'rfm' ? 'rfm' : 'type7';
  return {
    kind: 'quantiles',
    cohort: addCohort(scope, fact, null, { kind: 'quantiles', of, method }, value.span),
    of,
    order: scalarText(order) === 'low' ? 'low' : 'high',
  };
}

// It does nothing there, which is no error: a book may keep criteria in which it stands.
function warnOfOrder(rule: string, value: Node, order: Node, scope: Scope): void {
  const ends = itemsOf(value).map(scalarText).reverse().join(', ');
  scope.report({
    code: 'wrong-type',
    severity: 'warning',
    message: {
      en: `"order" turns quantiles round, and no ${rule}`,
      zh: `order 只对 quantiles 起作用，对 ${rule} 不起作用`,
    },
    at: order.span,
    help:
      rule === 'scale' && scalarText(order) === 'low'
        ? {
            en: `swap the ends in its place, and small values give most: scale: [${ends}]`,
            zh: `要让数值小的得高分，请改为对调两端：scale: [${ends}]`,
          }
        : { en: 'take it out', zh: '请删去' },
  });
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
      {
        en: `a scale needs two different ends, found ${low.text} twice`,
        zh: `scale 的两端不能相同，实际都是 ${low.text}`,
      },
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
    const points = readPoints(value, 'points', scope);
    if (from === null || points === null) return null;
    const before = bands.at(-1);
    if (before !== undefined && from.value <= before.from.value) {
      return complain(
        scope,
        'bad-bands',
        {
          en: `bands rise from one to the next, and ${from.text} is not above ${before.from.text}`,
          zh: `分档须由低到高，而 ${from.text} 不高于 ${before.from.text}`,
        },
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
    const found = readPoints(value, 'points', scope);
    if (found === null) return null;
    if (fact.type.kind === 'number') {
      const named: ScalarNode = { kind: 'scalar', value: key, text: key, span: keySpan };
      const quantity = readQuantity(scope, named, fact.type.unit, fact.name);
      if (quantity === null) return null;
      points.set(String(quantity.value), found);
    } else {
      const declared = scope.fields[fact.slot]?.values;
      if (declared !== undefined && declared.size > 0 && !declared.has(key)) {
        return complain(
          scope,
          'unknown-value',
          { en: `"${fact.name}" has no value "${key}"`, zh: `“${fact.name}”没有“${key}”这个取值` },
          keySpan,
          suggestName(key, declared),
        );
      }
      points.set(key, found);
    }
  }
  return { kind: 'points', points };
}

function readPoints(node: Node | undefined, name: string, scope: Scope): Quantity | null {
  const points = readQuantity(scope, node, 'points', name);
  if (node === undefined || points === null || (points.value >= 0 && points.value <= 100)) return points;
  return complain(
    scope,
    'bad-bands',
    {
      en: `points run from 0 to 100, found ${points.text}`,
      zh: `分数范围为 0 到 100，实际为 ${points.text}`,
    },
    node.span,
  );
}
