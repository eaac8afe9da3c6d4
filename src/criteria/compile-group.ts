import type { Field } from '../fields/field.ts';
import { nearestName } from '../text/suggest.ts';
import type { Criteria } from './criteria.ts';
import { child, type Node, scalarText } from './node.ts';
import { complain, type Scope } from './scope.ts';

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
      `"${by.name}" cannot name the parent of its own row`,
      child(node, 'by')!.span,
      'group by the field with the parent, such as parent_id: { type: text, optional: true }',
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
        ? `declare it: fields: { ${name}: { type: text, optional: true } }`
        : `did you mean "${nearest}"?`;
    return complain(scope, 'unknown-field', `unknown field "${name}"`, node.span, help);
  }
  if (field.type === 'text' || field.type === 'id') return field;
  return complain(
    scope,
    'wrong-type',
    `"${name}" is a ${field.type}: groups need a text or an id`,
    node.span,
    `write ${name}: { type: text }`,
  );
}
