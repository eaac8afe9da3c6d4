import type { Condition } from '../condition/condition.ts';
import { type Diagnostic, hasErrors, type Checked } from '../text/diagnostic.ts';
import { compileConditionNode } from './compile-condition.ts';
import { checkName, compileFields } from './compile-fields.ts';
import { compileFactors } from './compile-score.ts';
import { compileDuties } from './compile-duties.ts';
import { CATEGORY_NAMES, type Category, type CategoryName, type Criteria, type Criterion, type Derived, type Score } from './criteria.ts';
import { namesInFormula, parseFormula } from './formula.ts';
import { child, type Entry, entriesOf, itemsOf, type Node, textOf } from './node.ts';
import { complain, findFact, type Scope } from './scope.ts';

/** Compiles a document of the right shape into the checked model; every mistake is reported. */
export function compileCriteria(root: Node): Checked<Criteria> {
  const diagnostics: Diagnostic[] = [];
  const fields: Criteria['fields'][number][] = [];
  const scope: Scope = { fields, facts: new Map(), cohorts: [], used: new Set(), report: (found) => diagnostics.push(found) };
  fields.push(...compileFields(child(root, 'fields'), scope));
  const ids = fields.filter((field) => field.type === 'id');
  if (ids.length !== 1) {
    complain(scope, 'no-id-field', `the fields need one of type id, found ${ids.length}`, (child(root, 'fields') ?? root).span, 'customer_id: { type: id }');
  }
  const computed = compileComputed(root, scope);
  const categories = compileCategories(root, scope);
  compileDuties(root, scope);
  const by = child(child(root, 'units'), 'by');
  if (by !== undefined) findFact(scope, textOf(by) ?? '', by.span);
  if (hasErrors(diagnostics)) return { value: null, diagnostics };
  const value: Criteria = {
    name: textOf(child(root, 'name')) ?? root.span.source.name,
    version: textOf(child(root, 'version')) ?? '',
    decimal: textOf(child(child(root, 'input'), 'decimal')) === ',' ? ',' : '.',
    encoding: textOf(child(child(root, 'input'), 'encoding')) ?? null,
    delimiter: textOf(child(child(root, 'input'), 'delimiter')) ?? null,
    fields,
    idField: ids[0]!,
    computed,
    facts: scope.facts,
    cohorts: scope.cohorts,
    categories,
    units: null,
    slots: fields.length + computed.length,
  };
  return { value, diagnostics };
}

// Derived values and scores may need each other in any order; each is compiled after what it needs.
function compileComputed(root: Node, scope: Scope): (Derived | Score)[] {
  const entries = new Map<string, { entry: Entry; kind: 'derived' | 'score' }>();
  for (const entry of entriesOf(child(root, 'derived'))) entries.set(entry.key, { entry, kind: 'derived' });
  for (const entry of entriesOf(child(root, 'scores'))) {
    if (entries.has(entry.key)) complain(scope, 'duplicate-name', `"${entry.key}" is already a derived value`, entry.keySpan);
    entries.set(entry.key, { entry, kind: 'score' });
  }
  const computed: (Derived | Score)[] = [];
  const state = new Map<string, 'open' | 'done'>();
  const visit = (name: string, path: readonly string[]): void => {
    const found = entries.get(name);
    if (found === undefined || state.get(name) === 'done') return;
    if (state.get(name) === 'open') {
      const cycle = [...path.slice(path.indexOf(name)), name].join(' → ');
      complain(scope, 'cycle', `"${name}" needs itself: ${cycle}`, found.entry.keySpan, 'write one of them with fields only');
      return;
    }
    state.set(name, 'open');
    for (const needed of needsOf(found.entry.value)) visit(needed, [...path, name]);
    state.set(name, 'done');
    if (!path.includes(name)) compileOne(found.entry, found.kind, computed, scope);
  };
  for (const name of entries.keys()) visit(name, []);
  return computed;
}

function needsOf(node: Node): string[] {
  if (node.kind === 'scalar') return namesInFormula(node);
  return itemsOf(node).map((factor) => textOf(child(factor, 'fact')) ?? '');
}

function compileOne(entry: Entry, kind: 'derived' | 'score', computed: (Derived | Score)[], scope: Scope): void {
  checkName(entry, scope);
  const slot = scope.fields.length + computed.length;
  const { key: name, keySpan: span, value } = entry;
  if (kind === 'score') {
    const factors = compileFactors(value, scope);
    const fact = { name, slot, type: { kind: 'number', unit: 'points' }, origin: 'score' } as const;
    scope.facts.set(name, fact);
    computed.push({ kind, fact, factors: factors ?? [], span });
  } else if (value.kind === 'scalar') {
    const formula = parseFormula(value, scope.facts, scope.report);
    const fact = { name, slot, type: { kind: 'number', unit: formula?.unit ?? 'number' }, origin: 'derived' } as const;
    scope.facts.set(name, fact);
    if (formula !== null) computed.push({ kind, fact, formula, span });
  }
}

function compileCategories(root: Node, scope: Scope): Category[] {
  const node = child(root, 'categories');
  if (node === undefined) {
    complain(scope, 'missing-key', 'the file needs "categories"', root.span, 'at least key: and normal:, each with when:');
    return [];
  }
  const entries = new Map(entriesOf(node).map((entry) => [entry.key as CategoryName, entry]));
  const order = compilePriority(child(root, 'priority'), [...entries.keys()], node, scope);
  const ids = new Set<string>();
  return order.flatMap((name, index) => {
    const entry = entries.get(name);
    const category = entry === undefined ? null : compileCategory(entry, name, index === order.length - 1, ids, scope);
    return category === null ? [] : [category];
  });
}

function compilePriority(node: Node | undefined, declared: readonly CategoryName[], categories: Node, scope: Scope): CategoryName[] {
  const usual = (['lost', 'key', 'target', 'normal'] as const).filter((name) => declared.includes(name));
  if (node === undefined) return usual;
  const named = itemsOf(node).map((item) => textOf(item) as CategoryName);
  for (const [index, name] of named.entries()) {
    const at = itemsOf(node)[index]!.span;
    if (named.indexOf(name) < index) complain(scope, 'bad-priority', `"${name}" stands twice in priority`, at);
    if (!declared.includes(name)) complain(scope, 'bad-priority', `priority names "${name}", which "categories" does not define`, at);
  }
  for (const name of CATEGORY_NAMES) {
    if (declared.includes(name) && !named.includes(name)) {
      complain(scope, 'bad-priority', `priority leaves out "${name}"`, node.span, 'name every category once, the deciding one first');
    }
  }
  return categories.kind === 'map' ? [...new Set(named)] : usual;
}

function compileCategory(entry: Entry, name: CategoryName, last: boolean, ids: Set<string>, scope: Scope): Category | null {
  const when = child(entry.value, 'when')!;
  const stays = child(entry.value, 'stays_while');
  const staysWhile = stays === undefined ? null : compileConditionNode(stays, scope);
  const capacityText = textOf(child(entry.value, 'capacity'));
  const common = { name, staysWhile, capacity: capacityText === undefined ? null : Number(capacityText), span: entry.keySpan };
  if (textOf(when) === 'otherwise') {
    if (!last) complain(scope, 'misplaced-otherwise', `"${name}" takes every customer that is left, so it must be the last in priority`, when.span);
    return { ...common, when: { kind: 'otherwise' } };
  }
  const only = entriesOf(when);
  const parts = only.length === 1 && only[0]!.key === 'any' ? itemsOf(only[0]!.value) : [when];
  const criteria = parts.map((part, index) => compileCriterion(part, name, index, ids, scope)).filter((part) => part !== null);
  return { ...common, when: { kind: 'criteria', criteria } };
}

function compileCriterion(node: Node, category: CategoryName, index: number, ids: Set<string>, scope: Scope): Criterion | null {
  const idNode = child(node, 'id');
  const id = textOf(idNode) ?? `${category}-${index + 1}`;
  if (ids.has(id)) complain(scope, 'duplicate-id', `the id "${id}" stands twice`, (idNode ?? node).span, 'give each criterion its own id');
  ids.add(id);
  const condition: Condition | null = compileConditionNode(node, scope);
  return condition === null ? null : { id, category, condition, span: node.span };
}
