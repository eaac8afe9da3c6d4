import { compileConditionNode } from './compile-condition.ts';
import type { Case, CategoryName, Check, Duties } from './criteria.ts';
import { child, entriesOf, itemsOf, type Node, scalarText } from './node.ts';
import { complain, complainOfField, findFact, readQuantity, type Scope, suggestName } from './scope.ts';
import { titleIn } from './titles.ts';

/** Compiles what every key account must have. */
export function compileDuties(root: Node, scope: Scope): Duties {
  const duties = child(root, 'duties');
  const manager = child(duties, 'manager');
  const most = scalarText(child(duties, 'max_key_accounts_per_manager'));
  return {
    manager: manager === undefined ? null : findFact(scope, scalarText(manager) ?? '', manager.span),
    plan: scalarText(child(duties, 'plan')) === 'required' ? 'required' : 'optional',
    reviewEvery: readQuantity(scope, child(duties, 'review_every'), 'days', 'review_every'),
    maxKeyAccountsPerManager: most === undefined ? null : Number(most),
    openIssuesAtMost: readQuantity(
      scope,
      child(duties, 'open_issues_at_most'),
      'days',
      'open_issues_at_most',
    ),
  };
}

/** Compiles what should hold for the customers of a category. */
export function compileChecks(root: Node, scope: Scope): Check[] {
  const ids = new Set<string>();
  return itemsOf(child(root, 'checks')).flatMap((check) => {
    const id = scalarText(child(check, 'id')) ?? '';
    if (ids.has(id))
      complain(
        scope,
        'duplicate-id',
        { en: `the check id "${id}" stands twice`, zh: `检查项 id“${id}”出现了两次` },
        child(check, 'id')!.span,
      );
    ids.add(id);
    const expect = compileConditionNode(child(check, 'expect')!, scope);
    if (expect === null) return [];
    const categories = child(check, 'for')!;
    const names = categories.kind === 'list' ? itemsOf(categories) : [categories];
    return [
      {
        id,
        title: titleIn(child(check, 'title')),
        for: names.map((name) => scalarText(name) as CategoryName),
        duty: scalarText(child(check, 'duty')) ?? null,
        expect,
        severity: scalarText(child(check, 'severity')) === 'warning' ? 'warning' : 'error',
        span: check.span,
      } as const,
    ];
  });
}

/** Compiles the examples; their cells are read when they are run, as those of an export are. */
export function compileCases(root: Node, scope: Scope): Case[] {
  const names = new Set(scope.fields.map((field) => field.name));
  return itemsOf(child(root, 'cases')).map((example) => {
    const customer = new Map<string, { text: string; span: Node['span'] }>();
    for (const { key, keySpan, value } of entriesOf(child(example, 'customer'))) {
      if (!names.has(key)) complainOfField(scope, key, keySpan, suggestName(key, names));
      const text = scalarText(value);
      if (text !== undefined) customer.set(key, { text, span: value.span });
    }
    return {
      name: scalarText(child(example, 'name')) ?? '',
      customer,
      expect: scalarText(child(example, 'expect')) as Case['expect'],
      span: example.span,
    };
  });
}
