import { didYouMean } from '../text/suggest.ts';
import { compileConditionNode } from './compile-condition.ts';
import { child, entriesOf, itemsOf, type Node, textOf } from './node.ts';
import { complain, findFact, readQuantity, type Scope } from './scope.ts';

/** Checks duties, checks and cases: their names, amounts and conditions. */
export function compileDuties(root: Node, scope: Scope): void {
  const duties = child(root, 'duties');
  const manager = child(duties, 'manager');
  if (manager !== undefined) findFact(scope, textOf(manager) ?? '', manager.span);
  readQuantity(scope, child(duties, 'review_every'), 'days', 'review_every');
  readQuantity(scope, child(duties, 'open_issues_at_most'), 'days', 'open_issues_at_most');

  const ids = new Set<string>();
  for (const check of itemsOf(child(root, 'checks'))) {
    const id = textOf(child(check, 'id')) ?? '';
    if (ids.has(id))
      complain(scope, 'duplicate-id', `the check id "${id}" stands twice`, child(check, 'id')!.span);
    ids.add(id);
    compileConditionNode(child(check, 'expect')!, scope);
  }
  const names = scope.fields.map((field) => field.name);
  for (const example of itemsOf(child(root, 'cases'))) {
    for (const { key, keySpan } of entriesOf(child(example, 'customer'))) {
      if (!names.includes(key))
        complain(scope, 'unknown-field', `unknown field "${key}"`, keySpan, didYouMean(key, names));
    }
  }
}
