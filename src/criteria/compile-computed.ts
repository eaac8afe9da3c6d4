import type { Fact } from '../condition/fact.ts';
import { checkName } from './compile-fields.ts';
import { compileFactors } from './compile-score.ts';
import type { Derived, Score } from './criteria.ts';
import { stepsOfExpression } from './expression.ts';
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
  const steps = new Map<number, number>();
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
      refuseDeep(computed, steps, scope);
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

// Takes the last one back where it needs too many others, each by way of the next: these call each other, as formulas do.
function refuseDeep(computed: (Derived | Score)[], steps: Map<number, number>, scope: Scope): void {
  const last = computed.at(-1);
  if (last === undefined || steps.has(last.fact.slot)) return;
  const before = ({ slot }: Fact): number => steps.get(slot) ?? 0;
  const own =
    last.kind === 'derived'
      ? stepsOfExpression(last.formula, before)
      : last.factors.reduce((most, { fact }) => Math.max(most, before(fact)), 0);
  if (own < MOST_STEPS) {
    steps.set(last.fact.slot, own + 1);
    return;
  }
  const { name } = last.fact;
  complain(
    scope,
    'bad-formula',
    {
      en: `"${name}" takes ${MOST_STEPS} steps or more, each calculated from the one before`,
      zh: `“${name}”要一步接一步计算 ${MOST_STEPS} 步以上`,
    },
    last.span,
    { en: 'calculate it from fields in fewer steps', zh: '请减少中间步骤，尽量直接用字段计算' },
  );
  scope.unread.add(name);
  computed.pop();
}

const MOST_STEPS = 1000;
