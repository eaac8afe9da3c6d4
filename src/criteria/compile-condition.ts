import type { Condition, CutRule, Quantity } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import { joinAll } from '../condition/leaves.ts';
import {
  COMPARISONS,
  describeType,
  isIn,
  isOperator,
  MEAN_SIDES,
  MEMBER_OPERATORS,
  MEMBERSHIPS,
  type MemberOperator,
  OPERATORS,
  type OperatorIn,
  type OperatorName,
  suitable,
  suits,
} from '../condition/operators.ts';
import { isProblem, parseAmount } from '../fields/amount.ts';
import { exactOf } from '../fields/exact.ts';
import { boundOf } from '../fields/facts.ts';
import { firstWhere } from '../text/order.ts';
import type { Span } from '../text/source.ts';
import { didYouMean } from '../text/suggest.ts';
import { afterHan } from '../text/wording.ts';
import { child, entriesOf, itemsOf, type MapEntry, type Node, type ScalarNode, scalarText } from './node.ts';
import { addCohort, allMade, complain, findFact, readQuantity, type Scope, suggestName } from './scope.ts';

/** Compiles a condition as written: every member of the map must hold. Null after a report. */
export function compileConditionNode(node: Node, scope: Scope): Condition | null {
  const members = entriesOf(node)
    .filter(({ key }) => key !== 'id' && key !== 'title')
    .map((entry) => compileMember(entry, scope));
  if (members.length === 0)
    return complain(
      scope,
      'wrong-shape',
      { en: 'a condition needs at least one test', zh: '条件至少要包含一项比较' },
      node.span,
    );
  const made = allMade(members);
  return made === null ? null : joinAll(made, node.span);
}

function compileMember({ key, keySpan, value }: MapEntry, scope: Scope): Condition | null {
  switch (key) {
    case 'all':
    case 'any': {
      const of = allMade(itemsOf(value).map((part) => compileConditionNode(part, scope)));
      return of === null ? null : { kind: key, of, span: keySpan };
    }
    case 'not': {
      const of = compileConditionNode(value, scope);
      return of === null ? null : { kind: 'not', of, span: keySpan };
    }
  }
  if (isOperator(key)) {
    return complain(
      scope,
      'reserved-name',
      { en: `operator "${key}" needs a fact before it`, zh: `运算符“${key}”前面缺少要比较的字段` },
      keySpan,
      { en: `write { revenue: { ${key}: … } }`, zh: `请写成 { revenue: { ${key}: … } }` },
    );
  }
  const fact = findFact(scope, key, keySpan);
  return fact === null ? null : compileTest(fact, value, scope);
}

function compileTest(fact: Fact, node: Node, scope: Scope): Condition | null {
  if (node.kind === 'scalar') return compileValues(fact, 'in', [node], node.span, scope);
  const per = child(node, 'per');
  const tests = entriesOf(node).filter((entry) => entry.key !== 'per');
  const perFact = per === undefined ? null : compilePer(per, tests, scope);
  if (tests.length === 0)
    return complain(
      scope,
      'wrong-shape',
      { en: `"${fact.name}" needs an operator`, zh: `“${fact.name}”后面缺少运算符` },
      node.span,
    );
  const made = allMade(tests.map((entry) => compileOperator(fact, entry, perFact, scope)));
  if (made === null || (per !== undefined && perFact === null)) return null;
  checkBounds(fact, made, scope);
  return joinAll(made, node.span);
}

function compilePer(per: Node, tests: readonly MapEntry[], scope: Scope): Fact | null {
  const name = scalarText(per) ?? '';
  const relative = tests.some(({ key }) => isOperator(key) && OPERATORS[key].suits === 'rankable');
  if (!relative)
    return complain(
      scope,
      'wrong-type',
      {
        en: `"per" belongs to relative tests only: ${RELATIVE.join(', ')}`,
        zh: `per 只用于相对条件：${RELATIVE.join(', ')}`,
      },
      per.span,
      { en: 'remove it', zh: '请删去' },
    );
  const fact = findFact(scope, name, per.span);
  if (fact === null || fact.type.kind === 'text') return fact;
  return complain(
    scope,
    'wrong-type',
    { en: `"per: ${name}" needs a text or choice field`, zh: `per: ${name} 需要文本或选项字段` },
    per.span,
  );
}

const RELATIVE = Object.entries(OPERATORS).flatMap(([name, { suits: domain }]) =>
  domain === 'rankable' ? [name] : [],
);

function compileOperator(fact: Fact, entry: MapEntry, per: Fact | null, scope: Scope): Condition | null {
  const { key, keySpan, value } = entry;
  if (!isOperator(key))
    return complain(
      scope,
      'unknown-operator',
      { en: `unknown operator "${key}"`, zh: `没有“${key}”这个运算符` },
      keySpan,
      didYouMean(key, Object.keys(OPERATORS)),
    );
  if (!suits(fact, OPERATORS[key].suits)) {
    const message = {
      en: `operator "${key}" does not suit "${fact.name}", which is ${describeType(fact).en}`,
      zh: `运算符“${key}”不适用于“${fact.name}”，它的类型是${afterHan(describeType(fact).zh)}`,
    };
    return complain(scope, 'wrong-type', message, keySpan, {
      en: `it takes: ${suitable(fact).join(', ')}`,
      zh: `可用的运算符：${suitable(fact).join(', ')}`,
    });
  }
  const span: Span = { ...keySpan, end: value.span.source === keySpan.source ? value.span.end : keySpan.end };
  return compileKnown(fact, key, value, per, span, scope);
}

function compileKnown(
  fact: Fact,
  operator: OperatorName,
  value: Node,
  per: Fact | null,
  span: Span,
  scope: Scope,
): Condition | null {
  const unit = fact.type.kind === 'number' ? fact.type.unit : 'number';
  if (isIn('compare', operator)) {
    const bound = readQuantity(scope, value, unit, fact.name);
    return bound === null ? null : { kind: 'compare', fact, operator, bound, span };
  }
  if (isIn('between', operator)) {
    const [first, second] = itemsOf(value);
    const low = readQuantity(scope, first, unit, fact.name);
    const high = readQuantity(scope, second, unit, fact.name);
    if (low === null || high === null) return null;
    if (low.value <= high.value) return { kind: 'between', fact, low, high, span };
    return complain(
      scope,
      'reversed-bounds',
      {
        en: `"${fact.name}": ${low.text} is above ${high.text}`,
        zh: `“${fact.name}”：${low.text} 大于 ${high.text}`,
      },
      value.span,
      { en: 'swap the two', zh: '请把两者对调' },
    );
  }
  if (isIn('member', operator)) {
    const values = value.kind === 'list' ? itemsOf(value) : [value];
    return compileValues(fact, MEMBER_OPERATORS[operator], values, span, scope);
  }
  if (isIn('present', operator)) {
    const expected = readQuantity(scope, value, 'flag', 'present');
    return expected === null ? null : { kind: 'present', fact, expected: expected.value === 1, span };
  }
  if (isIn('age', operator)) {
    const days = readQuantity(scope, value, 'days', fact.name);
    return days === null ? null : { kind: 'age', fact, operator, days, span };
  }
  if (isIn('quantile', operator)) return compileQuantile(fact, value, per, span, scope);
  if (isIn('mean', operator)) {
    const expected = readQuantity(scope, value, 'flag', operator);
    if (expected === null) return null;
    const side = MEAN_SIDES[operator][expected.value === 1 ? 'yes' : 'no'];
    const cohort = addCohort(scope, fact, per, { kind: 'mean' }, span);
    return { kind: 'rank', fact, test: { kind: 'mean', side }, cohort, span };
  }
  const cut = compileTop(operator, value, scope);
  if (cut === null) return null;
  return { kind: 'rank', fact, test: { kind: 'top' }, cohort: addCohort(scope, fact, per, cut, span), span };
}

// Bounds on one fact that no value can meet together.
function checkBounds(fact: Fact, conditions: readonly Condition[], scope: Scope): void {
  let low = Number.NEGATIVE_INFINITY;
  let high = Number.POSITIVE_INFINITY;
  for (const condition of conditions) {
    if (condition.kind !== 'compare') continue;
    if (COMPARISONS[condition.operator].side === 'above') low = Math.max(low, condition.bound.value);
    else high = Math.min(high, condition.bound.value);
  }
  if (low > high)
    complain(
      scope,
      'reversed-bounds',
      { en: `"${fact.name}": the lower bound is above the upper bound`, zh: `“${fact.name}”：下限高于上限` },
      conditions[0]!.span,
      { en: 'no customer can meet both', zh: '没有客户能同时满足这两项' },
    );
}

// The values that are looked for; null after a report.
function compileValues(
  fact: Fact,
  operator: MemberOperator,
  nodes: readonly Node[],
  span: Span,
  scope: Scope,
): Condition | null {
  const compile = MEMBERSHIPS[operator].finds === 'whole' ? compileValue : compileBeginning;
  const values = allMade(nodes.map((node) => (node.kind === 'scalar' ? compile(fact, node, scope) : null)));
  return values === null ? null : { kind: 'member', fact, operator, values, span };
}

function compileValue(fact: Fact, node: ScalarNode, scope: Scope): Quantity | string | null {
  if (node.value === null)
    return complain(
      scope,
      'wrong-shape',
      { en: `"${fact.name}": expected a value, found nothing`, zh: `“${fact.name}”：应填写一个值，实际为空` },
      node.span,
      { en: 'present: no tests for a missing value', zh: '要判断缺少数据，请用 present: no' },
    );
  if (fact.type.kind === 'number') return readQuantity(scope, node, fact.type.unit, fact.name);
  const declared = scope.fields[fact.slot]!.values;
  const text = node.text.normalize('NFC').trim();
  if (declared.size === 0 || declared.has(text)) return text;
  return complain(
    scope,
    'unknown-value',
    { en: `"${fact.name}" has no value "${text}"`, zh: `“${fact.name}”没有“${text}”这个取值` },
    node.span,
    suggestName(text, declared),
  );
}

// A blank at its end counts: "EU " begins "EU North", and not "EUROPE".
function compileBeginning(fact: Fact, node: ScalarNode, scope: Scope): string | null {
  const text = node.text.normalize('NFC').trimStart();
  if (node.value === null || text === '')
    return complain(
      scope,
      'wrong-shape',
      {
        en: `"${fact.name}": expected the beginning of a text, found nothing`,
        zh: `“${fact.name}”：应填写文本的开头，实际为空`,
      },
      node.span,
      { en: 'present: yes tests for any text', zh: '要判断是否有内容，请用 present: yes' },
    );
  const declared = scope.fields[fact.slot]!.values;
  if (declared.size === 0 || beginsName(text, declared)) return text;
  return complain(
    scope,
    'unknown-value',
    {
      en: `"${fact.name}" has no value that starts with "${text}"`,
      zh: `“${fact.name}”没有以“${text}”开头的取值`,
    },
    node.span,
    suggestName(text, declared),
  );
}

// Where names are sorted, the first that does not come before a text is the first that may begin with it.
function beginsName(text: string, declared: ReadonlyMap<string, unknown>): boolean {
  const names = SORTED.get(declared) ?? [...declared.keys()].sort();
  SORTED.set(declared, names);
  const first = firstWhere(names.length, (place) => names[place]! >= text);
  return names[first]?.startsWith(text) ?? false;
}

// Each of thousands of beginnings asks for the same names.
const SORTED = new WeakMap<ReadonlyMap<string, unknown>, readonly string[]>();

// Bins of all customers, with their cut points asked for; null after a report.
function compileQuantile(
  fact: Fact,
  value: Node,
  per: Fact | null,
  span: Span,
  scope: Scope,
): Condition | null {
  const number = (key: string): number | null =>
    child(value, key) === undefined ? null : Number(scalarText(child(value, key)));
  const of = number('of') ?? 0;
  const [atLeast, atMost] = [number('at_least'), number('at_most')];
  if (atLeast === null && atMost === null)
    return complain(
      scope,
      'missing-key',
      { en: '"quantile" needs at_least or at_most', zh: 'quantile 需要 at_least 或 at_most' },
      value.span,
    );
  if ((atLeast ?? 1) > (atMost ?? of) || (atLeast ?? 1) > of) {
    return complain(
      scope,
      'reversed-bounds',
      {
        en: `"quantile": bins run from 1 to ${of}, and at_least is not above at_most`,
        zh: `quantile：分组为 1 到 ${of}，且 at_least 不能大于 at_most`,
      },
      value.span,
    );
  }
  const method = scalarText(child(value, 'method')) === 'rfm' ? 'rfm' : 'type7';
  const order = scalarText(child(value, 'order')) === 'low' ? 'low' : 'high';
  const cohort = addCohort(scope, fact, per, { kind: 'quantiles', of, method }, span);
  return { kind: 'rank', fact, test: { kind: 'quantile', atLeast, atMost, order }, cohort, span };
}

function compileTop(operator: OperatorIn<'top'>, node: Node, scope: Scope): CutRule | null {
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
    operator === 'top'
      ? { en: 'a whole number such as 20, or a percent such as 10%', zh: '整数（如 20）或百分比（如 10%）' }
      : { en: 'a percent such as 80%', zh: '百分比，如 80%' };
  return complain(
    scope,
    'bad-amount',
    {
      en: `"${operator}": expected ${expected.en}, found "${text}"`,
      zh: `“${operator}”：应为${afterHan(expected.zh)}，实际为“${text}”`,
    },
    node.span,
  );
}

// More than nothing, and not more than the whole.
function isPart(decimal: string): boolean {
  const part = exactOf(decimal);
  return part.compare(0) > 0 && part.compare(1) <= 0;
}
