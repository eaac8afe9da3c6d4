import { compileConditionNode } from './compile-condition.ts';
import { CATEGORY_NAMES, type Category, type CategoryName, type Criterion } from './criteria.ts';
import { child, entriesOf, itemsOf, type MapEntry, type Node, scalarText } from './node.ts';
import { complain, type Scope } from './scope.ts';
import { noteTitle } from './titles.ts';

/** Compiles the categories in the order in which they decide. */
export function compileCategories(root: Node, scope: Scope): Category[] {
  const node = child(root, 'categories');
  if (node === undefined) {
    complain(
      scope,
      'missing-key',
      { en: 'the file needs "categories"', zh: '文件缺少 categories' },
      root.span,
      { en: 'at least key: and normal:, each with when:', zh: '至少要有 key: 和 normal:，各带 when:' },
    );
    return [];
  }
  const entries = new Map(entriesOf(node).map((entry) => [entry.key as CategoryName, entry]));
  const order = compilePriority(child(root, 'priority'), [...entries.keys()], scope);
  const ids = new Set<string>();
  return order.flatMap((name, index) => {
    const entry = entries.get(name);
    const category =
      entry === undefined ? null : compileCategory(entry, name, index === order.length - 1, ids, scope);
    return category === null ? [] : [category];
  });
}

function compilePriority(
  node: Node | undefined,
  declared: readonly CategoryName[],
  scope: Scope,
): CategoryName[] {
  if (node === undefined)
    return (['lost', 'key', 'target', 'normal'] as const).filter((name) => declared.includes(name));
  const named = itemsOf(node).map((item) => scalarText(item) as CategoryName);
  for (const [index, name] of named.entries()) {
    const at = itemsOf(node)[index]!.span;
    if (named.indexOf(name) < index)
      complain(
        scope,
        'bad-priority',
        { en: `"${name}" stands twice in priority`, zh: `“${name}”在 priority 中出现了两次` },
        at,
      );
    if (!declared.includes(name))
      complain(
        scope,
        'bad-priority',
        {
          en: `priority names "${name}", which "categories" does not define`,
          zh: `priority 中的“${name}”在 categories 中没有定义`,
        },
        at,
      );
  }
  for (const name of CATEGORY_NAMES) {
    if (declared.includes(name) && !named.includes(name)) {
      complain(
        scope,
        'bad-priority',
        { en: `priority leaves out "${name}"`, zh: `priority 漏了“${name}”` },
        node.span,
        {
          en: 'name every category once, the deciding one first',
          zh: '请把每个类别各写一次，优先判定的写在前面',
        },
      );
    }
  }
  return [...new Set(named)];
}

function compileCategory(
  entry: MapEntry,
  name: CategoryName,
  last: boolean,
  ids: Set<string>,
  scope: Scope,
): Category | null {
  const when = child(entry.value, 'when')!;
  const stays = child(entry.value, 'stays_while');
  const staysWhile = stays === undefined ? null : compileConditionNode(stays, scope);
  const capacityText = scalarText(child(entry.value, 'capacity'));
  const common = {
    name,
    staysWhile,
    capacity: capacityText === undefined ? null : Number(capacityText),
    span: entry.keySpan,
  };
  if (scalarText(when) === 'otherwise') {
    if (!last)
      complain(
        scope,
        'misplaced-otherwise',
        {
          en: `"${name}" takes every customer that is left, so it must be the last in priority`,
          zh: `“${name}”收下其余所有客户，因此必须排在 priority 的最后`,
        },
        when.span,
      );
    return { ...common, when: { kind: 'otherwise' } };
  }
  const only = entriesOf(when);
  const parts = only.length === 1 && only[0]!.key === 'any' ? itemsOf(only[0]!.value) : [when];
  const criteria = parts
    .map((part, index) => compileCriterion(part, name, index, ids, scope))
    .filter((part) => part !== null);
  return { ...common, when: { kind: 'criteria', criteria } };
}

function compileCriterion(
  node: Node,
  category: CategoryName,
  index: number,
  ids: Set<string>,
  scope: Scope,
): Criterion | null {
  const idNode = child(node, 'id');
  const id = scalarText(idNode) ?? `${category}-${index + 1}`;
  if (id.trim() === '')
    complain(
      scope,
      'wrong-shape',
      { en: 'the id of a criterion is blank', zh: '标准的 id 为空' },
      idNode!.span,
      { en: 'write a name, or leave the id out', zh: '请写一个名称，或删去 id' },
    );
  else if (ids.has(id))
    complain(
      scope,
      'duplicate-id',
      { en: `the id "${id}" stands twice`, zh: `id“${id}”出现了两次` },
      (idNode ?? node).span,
      { en: 'give each criterion its own id', zh: '请给每条标准各起一个 id' },
    );
  ids.add(id);
  noteTitle(scope.titles.criteria, id, child(node, 'title'));
  const condition = compileConditionNode(node, scope);
  return condition === null ? null : { id, category, condition, span: node.span };
}
