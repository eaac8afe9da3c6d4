import { checkName } from './compile-fields.ts';
import { compileFactors } from './compile-score.ts';
import type { Derived, Score } from './criteria.ts';
import { parseFormula } from './formula.ts';
import { namesInFormula } from './formula-syntax.ts';
import { child, entriesOf, itemsOf, type MapEntry, type Node, scalarText } from './node.ts';
import { complain, type Scope } from './scope.ts';
import { noteTitle, untitled } from './titles.ts';

/** Compiles derived values and scores; they may need each other in any order, so each comes after what it needs. */
export function compileComputed(root: Node, scope: Scope): (Derived | Score)[] {
  const entries = new Map<string, Found>();
  for (const entry of entriesOf(child(root, 'derived'))) entries.set(entry.key, { entry, kind: 'derived' });
  for (const entry of entriesOf(child(root, 'scores'))) {
    if (entries.has(entry.key))
      complain(
        scope,
        'duplicate-name',
        { en: `"${entry.key}" is already a derived value`, zh: `“${entry.key}”已经是派生值的名称` },
        entry.keySpan,
      );
    entries.set(entry.key, { entry, kind: 'score' });
  }
  const computed: (Derived | Score)[] = [];
  const state = new Map<string, 'open' | 'done'>();
  // Those that are being compiled, each needed by the one before it; a chain of them may be longer than the stack.
  const path: { readonly name: string; readonly found: Found; readonly needs: string[] }[] = [];
  const enter = (name: string): void => {
    const found = entries.get(name);
    if (found === undefined || state.get(name) === 'done') return;
    if (state.get(name) === 'open') {
      const names = path.map((one) => one.name);
      const cycle = [...names.slice(names.indexOf(name)), name].join(' → ');
      complain(
        scope,
        'cycle',
        { en: `"${name}" needs itself: ${cycle}`, zh: `“${name}”的计算要用到它自己：${cycle}` },
        found.entry.keySpan,
        { en: 'write one of them with fields only', zh: '请把其中一个改为只用字段计算' },
      );
      return;
    }
    state.set(name, 'open');
    path.push({ name, found, needs: needsOf(untitled(found.entry.value)).reverse() });
  };
  for (const first of entries.keys()) {
    enter(first);
    for (let last = path.at(-1); last !== undefined; last = path.at(-1)) {
      const needed = last.needs.pop();
      if (needed !== undefined) {
        enter(needed);
        continue;
      }
      state.set(last.name, 'done');
      path.pop();
      compileOne(last.found.entry, last.found.kind, computed, scope);
    }
  }
  return computed;
}

interface Found {
  readonly entry: MapEntry;
  readonly kind: 'derived' | 'score';
}

function needsOf(node: Node): string[] {
  if (node.kind === 'scalar') return namesInFormula(node.text);
  return itemsOf(node).map((factor) => scalarText(child(factor, 'fact')) ?? '');
}

function compileOne(
  entry: MapEntry,
  kind: 'derived' | 'score',
  computed: (Derived | Score)[],
  scope: Scope,
): void {
  checkName(entry, scope);
  const slot = scope.fields.length + computed.length;
  const { key: name, keySpan: span } = entry;
  const value = untitled(entry.value);
  noteTitle(scope.titles.facts, name, child(entry.value, 'title'));
  if (kind === 'score') {
    const factors = compileFactors(value, scope);
    const fact = { name, slot, type: { kind: 'number', unit: 'points' }, origin: 'score' } as const;
    scope.facts.set(name, fact);
    computed.push({ kind, fact, factors: factors ?? [], span });
  } else if (value.kind === 'scalar') {
    const formula = parseFormula(value, scope);
    const given = formula?.unit ?? 'number';
    const unit = given === 'plain' || given === 'quotient' ? 'number' : given;
    if (given === 'quotient') scope.quotients.add(name);
    const fact = { name, slot, type: { kind: 'number', unit }, origin: 'derived' } as const;
    scope.facts.set(name, fact);
    if (formula === null) scope.unread.add(name);
    else computed.push({ kind, fact, formula, span });
  }
}
