import type { Diagnostic } from '../text/diagnostic.ts';
import { didYouMean } from '../text/suggest.ts';
import { type Node, nodeAt, plainOf } from './node.ts';
import { keysAt, type ShapeIssue, shapeIssues } from './schema.ts';

/** Holds a document against the schema: what has the wrong shape, each at its own place. */
export function checkShape(root: Node): Diagnostic[] {
  return shapeIssues(plainOf(root)).flatMap((issue) => describe(root, issue, []));
}

function describe(root: Node, issue: ShapeIssue, above: readonly PropertyKey[]): Diagnostic[] {
  const path = [...above, ...issue.path];
  const node = nodeAt(root, path);
  switch (issue.code) {
    case 'unrecognized_keys':
      return issue.keys.map((key) => unknownKey(node, key, path));
    case 'invalid_union': {
      const branch = nearestBranch(issue.errors);
      if (branch !== null) return branch.flatMap((inner) => describe(root, inner, path));
      return [wrongShape(node, path, 'a value or a map')];
    }
    case 'invalid_value':
      return [
        isMissing(root, path)
          ? { ...missingKey(node, path), help: `one of ${issue.values.map(String).join(', ')}` }
          : unknownValue(node, path, issue.values.map(String)),
      ];
    case 'invalid_type':
      return [isMissing(root, path) ? missingKey(node, path) : wrongShape(node, path, issue.expected)];
    case 'too_small':
    case 'too_big':
      return [
        {
          ...wrongShape(node, path, sizeOf(issue)),
          code: issue.origin === 'array' ? 'empty-list' : 'wrong-shape',
        },
      ];
    default:
      return [wrongShape(node, path, issue.message.toLowerCase())];
  }
}

// The branch that was meant is the one whose complaint lies deeper than "this is another kind of thing".
function nearestBranch(errors: readonly (readonly ShapeIssue[])[]): readonly ShapeIssue[] | null {
  const meant = errors.filter(
    (issues) => !issues.some((issue) => issue.path.length === 0 && issue.code === 'invalid_type'),
  );
  return meant.find((issues) => issues.every((issue) => issue.code !== 'invalid_value')) ?? meant[0] ?? null;
}

function isMissing(root: Node, path: readonly PropertyKey[]): boolean {
  const parent = nodeAt(root, path.slice(0, -1));
  const last = path.at(-1);
  return last !== undefined && nodeAt(parent, [last]) === parent;
}

function unknownKey(node: Node, key: string, path: readonly PropertyKey[]): Diagnostic {
  const entry = node.kind === 'map' ? node.entries.find((candidate) => candidate.key === key) : undefined;
  const where = path.length === 0 ? '' : ` in "${path.join('.')}"`;
  const inTest = keysAt(path).includes('at_least') && keysAt(path).includes('per');
  return {
    code: inTest ? 'unknown-operator' : 'unknown-key',
    severity: 'error',
    message: `unknown ${inTest ? 'operator' : 'key'} "${key}"${where}`,
    help: didYouMean(key, keysAt(path)),
    at: entry?.keySpan ?? node.span,
  };
}

function unknownValue(node: Node, path: readonly PropertyKey[], allowed: readonly string[]): Diagnostic {
  const found = node.kind === 'scalar' ? node.text : node.kind;
  const isCategory = allowed.includes('normal') && allowed.includes('lost');
  return {
    code: isCategory ? 'unknown-category' : 'wrong-shape',
    severity: 'error',
    message: `"${path.join('.')}": expected ${allowed.join(', ')}, found "${found}"`,
    help: didYouMean(found, allowed),
    at: node.span,
  };
}

function missingKey(node: Node, path: readonly PropertyKey[]): Diagnostic {
  const where = path.length === 1 ? 'the file' : `"${path.slice(0, -1).join('.')}"`;
  const message = `${where} needs the key "${String(path.at(-1))}"`;
  return { code: 'missing-key', severity: 'error', message, at: node.span };
}

function wrongShape(node: Node, path: readonly PropertyKey[], expected: string): Diagnostic {
  const found =
    node.kind === 'scalar' ? (node.value === null ? 'nothing' : `"${node.text}"`) : `a ${node.kind}`;
  const words: Record<string, string> = {
    object: 'a map',
    record: 'a map',
    array: 'a list',
    tuple: 'a list of two',
    string: 'text',
    boolean: 'true or false',
    int: 'a whole number',
    number: 'a number',
  };
  const name = path.length === 0 ? 'the file' : `"${path.join('.')}"`;
  return {
    code: 'wrong-shape',
    severity: 'error',
    message: `${name}: expected ${words[expected] ?? expected}, found ${found}`,
    at: node.span,
  };
}

function sizeOf(issue: Extract<ShapeIssue, { code: 'too_small' | 'too_big' }>): string {
  if (issue.code === 'too_big') return `at most ${issue.maximum}`;
  return issue.origin === 'array' ? 'a list with at least one item' : `at least ${issue.minimum}`;
}
