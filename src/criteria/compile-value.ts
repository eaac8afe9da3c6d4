import type { Condition, Quantity } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import type { Span } from '../text/source.ts';
import { didYouMean } from '../text/suggest.ts';
import type { Node, ScalarNode } from './node.ts';
import { complain, readQuantity, type Scope } from './scope.ts';

/** Compiles equality with one of several values; null after a report. */
export function compileValues(
  fact: Fact,
  nodes: readonly Node[],
  negated: boolean,
  span: Span,
  scope: Scope,
): Condition | null {
  const values = nodes.map((node) => (node.kind === 'scalar' ? compileValue(fact, node, scope) : null));
  const known = values.filter((value) => value !== null);
  return known.length < values.length ? null : { kind: 'member', fact, values: known, negated, span };
}

function compileValue(fact: Fact, node: ScalarNode, scope: Scope): Quantity | string | null {
  if (node.value === null)
    return complain(
      scope,
      'wrong-shape',
      `"${fact.name}": expected a value, found nothing`,
      node.span,
      'present: no tests for a missing value',
    );
  if (fact.type.kind === 'number') return readQuantity(scope, node, fact.type.unit, fact.name);
  const declared = scope.fields[fact.slot]!.values;
  const text = node.text.normalize('NFC').trim();
  if (declared.size === 0 || declared.has(text)) return text;
  const names = [...declared.keys()];
  return complain(
    scope,
    'unknown-value',
    `"${fact.name}" has no value "${text}"`,
    node.span,
    didYouMean(text, names),
  );
}
