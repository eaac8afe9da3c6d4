import type { Field } from '../fields/field.ts';
import { meant, nearestName } from '../text/suggest.ts';
import type { Criteria } from './criteria.ts';
import { child, type Node, scalarText } from './node.ts';
import { complain, complainOfField, type Scope } from './scope.ts';

/** Compiles `group`: by which field rows are groups of companies; null where each row is a customer. */
export function compileGroup(root: Node, fields: readonly Field[], scope: Scope): Criteria['group'] {
  const node = child(root, 'group');
  if (node === undefined) return null;
  const by = readField(child(node, 'by'), fields, scope);
  const told = child(node, 'matches');
  const matches =
    told === undefined ? fields.find(({ type }) => type === 'id') : readField(told, fields, scope);
  if (by == null || matches == null) return null;
  if (by === matches)
    return complain(
      scope,
      'wrong-type',
      {
        en: `"${by.name}" cannot name the parent of its own row`,
        zh: `“${by.name}”不能作为自己那一行的上级`,
      },
      child(node, 'by')!.span,
      {
        en: 'group by the field with the parent, such as parent_id: { type: text, optional: true }',
        zh: '请按上级所在的字段归集，如 parent_id: { type: text, optional: true }',
      },
    );
  return { by, matches };
}

function readField(node: Node | undefined, fields: readonly Field[], scope: Scope): Field | null {
  const name = scalarText(node);
  if (node === undefined || name === undefined) return null;
  const field = fields.find((one) => one.name === name);
  if (field === undefined) {
    const nearest = nearestName(
      name,
      fields.map((one) => one.name),
    );
    const help =
      nearest === null
        ? {
            en: `declare it: fields: { ${name}: { type: text, optional: true } }`,
            zh: `请先声明：fields: { ${name}: { type: text, optional: true } }`,
          }
        : meant(nearest);
    return complainOfField(scope, name, node.span, help);
  }
  if (field.type === 'text' || field.type === 'id') return field;
  return complain(
    scope,
    'wrong-type',
    {
      en: `"${name}" is a ${field.type}: groups need a text or an id`,
      zh: `“${name}”的类型是 ${field.type}：归集集团需要文本或编号字段`,
    },
    node.span,
    { en: `write ${name}: { type: text }`, zh: `请写 ${name}: { type: text }` },
  );
}
