import type { Diagnostic } from '../text/diagnostic.ts';
import { shortenText } from '../text/shorten.ts';
import { didYouMean } from '../text/suggest.ts';
import { child, entryOf, type Node, nodeAt, plainOf, scalarText } from './node.ts';
import { expectedAt, keysAt, type ShapeIssue, shapeIssues } from './schema.ts';

/** Holds a document against the schema: what has the wrong shape, each at its own place. */
export function checkShape(root: Node): Diagnostic[] {
  return [...shapeIssues(plainOf(root)).flatMap((issue) => describe(root, issue, [])), ...curlyTexts(root)];
}

// A document of Word makes curly quotes of plain ones: YAML takes them for a part of the text.
function curlyTexts(node: Node): Diagnostic[] {
  if (node.kind === 'map') return node.entries.flatMap(({ value }) => curlyTexts(value));
  if (node.kind === 'list') return node.items.flatMap(curlyTexts);
  const { text, span } = node;
  if (!CURLY.test(text) || !CURLY.test(span.source.text.slice(span.start, span.end))) return [];
  const help = `write ${JSON.stringify(text.slice(1, -1))}, or ${JSON.stringify(text)} where the quotes are meant`;
  return [
    { code: 'mistyped-line', severity: 'error', message: 'curly quotes do not quote a text', help, at: span },
  ];
}

const CURLY = /^(?:“[^“”]*”|„[^“”„]*[“”]|‘[^‘’]*’)$/;

function describe(root: Node, issue: ShapeIssue, above: readonly PropertyKey[]): Diagnostic[] {
  const path = [...above, ...issue.path];
  const node = nodeAt(root, path);
  if (isMissing(root, path)) return [missingKey(node, path, issue)];
  switch (issue.code) {
    case 'unrecognized_keys':
      return unknownKeys(node, issue.keys, path);
    case 'invalid_union': {
      // The branch that was meant is one for this kind of node: it complains of what is inside, or of fewest keys.
      const [meant] = issue.errors
        .filter((branch) => !isOfOtherKind(branch))
        .sort((one, other) => countComplaints(one) - countComplaints(other));
      if (meant !== undefined) return meant.flatMap((inner) => describe(root, inner, path));
      const values = issue.errors.flat().flatMap(valuesOf);
      return [values.length > 0 ? unknownValue(node, path, values) : wrongShape(node, path, issue.code)];
    }
    case 'invalid_value':
      return [unknownValue(node, path, valuesOf(issue))];
    case 'invalid_type':
      return [wrongShape(node, path, issue.expected)];
    case 'too_small':
    case 'too_big':
      return [wrongSize(node, path, issue)];
    default:
      return [wrongShape(node, path, issue.message.toLowerCase())];
  }
}

function countComplaints(branch: readonly ShapeIssue[]): number {
  return branch.reduce((sum, issue) => sum + (issue.code === 'unrecognized_keys' ? issue.keys.length : 1), 0);
}

function isOfOtherKind(branch: readonly ShapeIssue[]): boolean {
  return branch.some((issue) => {
    if (issue.path.length > 0) return false;
    if (issue.code === 'invalid_union') return issue.errors.every(isOfOtherKind);
    return issue.code === 'invalid_type' || issue.code === 'invalid_value';
  });
}

function valuesOf(issue: ShapeIssue): string[] {
  return issue.code === 'invalid_value' ? issue.values.map(String) : [];
}

function isMissing(root: Node, path: readonly PropertyKey[]): boolean {
  const parent = nodeAt(root, path.slice(0, -1));
  const last = path.at(-1);
  return last !== undefined && nodeAt(parent, [last]) === parent;
}

function unknownKeys(node: Node, keys: readonly string[], path: readonly PropertyKey[]): Diagnostic[] {
  const where = path.length === 0 ? '' : ` in ${nameOf(path)}`;
  const known = keysAt(path);
  const inTest = known.includes('at_least') && known.includes('per');
  return keys.map((key) => ({
    code: inTest ? 'unknown-operator' : 'unknown-key',
    severity: 'error',
    message: `unknown ${inTest ? 'operator' : 'key'} "${key}"${where}`,
    help: methodHelp(node, key) ?? didYouMean(key, known),
    at: entryOf(node, key)?.keySpan ?? node.span,
  }));
}

// A method of quantiles stands with their number, not beside it.
function methodHelp(node: Node, key: string): string | undefined {
  if (key !== 'method') return undefined;
  const method = scalarText(child(node, key)) ?? 'rfm';
  const quantiles = child(node, 'quantiles');
  const of = scalarText(quantiles) ?? scalarText(child(quantiles, 'of'));
  return of === undefined ? undefined : `write quantiles: { of: ${of}, method: ${method} }`;
}

function unknownValue(node: Node, path: readonly PropertyKey[], allowed: readonly string[]): Diagnostic {
  const isCategory = allowed.includes('normal') && allowed.includes('lost');
  const text = scalarText(node);
  const expected = text !== undefined && allowed.length > 1 ? undefined : expectedAt(path);
  return {
    code: isCategory && text !== undefined ? 'unknown-category' : 'wrong-shape',
    severity: 'error',
    message: `${nameOf(path)}: expected ${expected ?? allowed.join(', ')}, found ${foundIn(node)}`,
    help: text === undefined ? undefined : didYouMean(text, allowed),
    at: node.span,
  };
}

function missingKey(node: Node, path: readonly PropertyKey[], issue: ShapeIssue): Diagnostic {
  const where = nameOf(path.slice(0, -1));
  const message = `${where} needs the key "${String(path.at(-1))}"`;
  const values = valuesOf(issue);
  const help = values.length > 0 ? `one of ${values.join(', ')}` : undefined;
  return { code: 'missing-key', severity: 'error', message, help, at: node.span };
}

function wrongShape(node: Node, path: readonly PropertyKey[], type: string): Diagnostic {
  const expected = expectedAt(path) ?? TYPE_WORDS[type] ?? type;
  return {
    code: 'wrong-shape',
    severity: 'error',
    message: `${nameOf(path)}: expected ${expected}, found ${foundIn(node)}`,
    at: node.span,
  };
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  object: 'a map',
  record: 'a map',
  array: 'a list',
  string: 'text',
  int: 'a whole number',
  number: 'a number',
};

type SizeIssue = Extract<ShapeIssue, { code: 'too_small' | 'too_big' }>;

function wrongSize(node: Node, path: readonly PropertyKey[], issue: SizeIssue): Diagnostic {
  if (node.kind !== 'list') {
    const limit = issue.code === 'too_big' ? `at most ${issue.maximum}` : `at least ${issue.minimum}`;
    return wrongShape(node, path, limit);
  }
  const found = wrongShape(node, path, 'a list with at least one item');
  return node.items.length === 0 ? { ...found, code: 'empty-list' } : found;
}

function nameOf(path: readonly PropertyKey[]): string {
  if (path.length === 0) return 'the file';
  return `"${path.map((step) => shortenText(String(step), LONGEST_STEP)).join('.')}"`;
}

// A key of megabytes is not repeated in each of the mistakes below it.
const LONGEST_STEP = 100;

function foundIn(node: Node): string {
  switch (node.kind) {
    case 'scalar':
      return node.value === null ? 'nothing' : `"${node.text}"`;
    case 'list':
      return node.items.length === 0 ? 'an empty list' : 'a list';
    case 'map':
      return node.entries.length === 0 ? 'an empty map' : 'a map';
  }
}
