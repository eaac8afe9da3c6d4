import type { Diagnostic } from '../text/diagnostic.ts';
import { quoteYaml } from '../text/quote-yaml.ts';
import { shortenText } from '../text/shorten.ts';
import { didYouMean, meant, nearestName } from '../text/suggest.ts';
import { afterHan, COMMA, joined, OR, quoted, verbatim, type Wording } from '../text/wording.ts';
import {
  child,
  type ListNode,
  type MapEntry,
  type MapNode,
  type Node,
  type ScalarNode,
  scalarText,
} from './node.ts';
import { criteriaShape, type Shape, type ShapeType } from './schema.ts';

/** Holds a document against the schema: what has the wrong shape, each at its own place. */
export function checkShape(root: Node): readonly Diagnostic[] {
  const found = CHECKED.get(root) ?? [
    ...(fits(root, criteriaShape) ? [] : complaints(root, criteriaShape, [])).flatMap(({ say }) => say()),
    ...curlyTexts(root),
  ];
  CHECKED.set(root, found);
  return found;
}

// A file that no other is laid over is asked for what is wrong with it, and as the whole for what it lacks.
const CHECKED = new WeakMap<Node, readonly Diagnostic[]>();

// A document of Word makes curly quotes of plain ones: YAML takes them for a part of the text.
function curlyTexts(node: Node): Diagnostic[] {
  if (node.kind === 'map') return node.entries.flatMap(({ value }) => curlyTexts(value));
  if (node.kind === 'list') return node.items.flatMap(curlyTexts);
  const { text, span } = node;
  if (!CURLY.test(text) || !CURLY.test(span.source.text.slice(span.start, span.end))) return [];
  const plain = JSON.stringify(text.slice(1, -1));
  const help = {
    en: `write ${plain}, or ${JSON.stringify(text)} where the quotes are meant`,
    zh: `请写成 ${plain}；如果引号本身就是内容，请写成 ${JSON.stringify(text)}`,
  };
  const message = { en: 'curly quotes do not quote a text', zh: '中文弯引号在 YAML 中不起引号的作用' };
  return [{ code: 'mistyped-line', severity: 'error', message, help, at: span }];
}

const CURLY = /^(?:“[^“”]*”|„[^“”„]*[“”]|‘[^‘’]*’)$/;

// Whether there is nothing to complain of, which is asked first: of most files that is all there is to know.
function fits(node: Node, shape: Shape): boolean {
  if (shape.anyOf !== undefined) return shape.anyOf.some((branch) => fits(node, branch));
  if (!suits(node, shape)) return false;
  switch (node.kind) {
    case 'scalar':
      return isWithin(node.value, shape);
    case 'list': {
      const { items } = shape;
      return hasSize(node, shape) && (items === undefined || node.items.every((item) => fits(item, items)));
    }
    case 'map':
      return fitsMap(node, shape);
  }
}

function fitsMap(node: MapNode, { properties = {}, required, additionalProperties: others }: Shape): boolean {
  for (const { key, value } of node.entries) {
    const inner = Object.hasOwn(properties, key) ? properties[key] : others;
    if (inner === false || (inner !== undefined && !fits(value, inner))) return false;
  }
  return required === undefined || required.every((key) => child(node, key) !== undefined);
}

/** What is wrong with one place; how it is said is worked out only when it is. */
interface Complaint {
  /** How many mistakes it is. */
  readonly count: number;
  /** Whether everything has the right type all the same: it is a matter of keys, sizes and spelling. */
  readonly isMinor: boolean;
  say(): Diagnostic[];
}

type Path = readonly (string | number)[];

// `place` is all that may stand here, where `shape` is a branch of it.
function complaints(node: Node, shape: Shape, path: Path, place = shape): Complaint[] {
  if (!suits(node, shape)) return [major(() => wrongKind(node, shape, path))];
  if (shape.anyOf !== undefined) {
    const branches = shape.anyOf
      .filter((branch) => suits(node, branch))
      .map((branch) => complaints(node, branch, path, place));
    return branchMeant(branches);
  }
  switch (node.kind) {
    case 'scalar':
      return isWithin(node.value, shape)
        ? []
        : [minor(() => wrongShape(node, path, place.$expected ?? verbatim('')))];
    case 'list':
      return inList(node, shape, path, place);
    case 'map':
      return inMap(node, shape, path);
  }
}

function major(say: () => Diagnostic): Complaint {
  return { count: 1, isMinor: false, say: () => [say()] };
}

function minor(say: () => Diagnostic): Complaint {
  return { count: 1, isMinor: true, say: () => [say()] };
}

// Whether a node is of a kind that belongs here, whatever is inside.
function suits(node: Node, shape: Shape): boolean {
  if (shape.anyOf !== undefined) return shape.anyOf.some((branch) => suits(node, branch));
  if (shape.enum !== undefined)
    return node.kind === 'scalar' && typeof node.value === 'string' && shape.enum.includes(node.value);
  const { type } = shape;
  return typeof type === 'object' ? type.some((one) => isOfType(node, one)) : isOfType(node, type);
}

function isOfType(node: Node, type: ShapeType | undefined): boolean {
  switch (type) {
    case undefined:
      return false;
    case 'object':
      return node.kind === 'map';
    case 'array':
      return node.kind === 'list';
    case 'null':
      return node.kind === 'scalar' && node.value === null;
    case 'integer':
      return node.kind === 'scalar' && Number.isInteger(node.value);
    case 'number':
      return node.kind === 'scalar' && Number.isFinite(node.value);
    case 'string':
    case 'boolean':
      return node.kind === 'scalar' && typeof node.value === type;
  }
}

// The branch that was meant is wrong in nothing but keys, sizes and spelling, or in the fewest places.
function branchMeant(branches: readonly (readonly Complaint[])[]): Complaint[] {
  const minors = branches.filter((branch) => branch.every(({ isMinor }) => isMinor));
  const count = (branch: readonly Complaint[]): number => branch.reduce((sum, one) => sum + one.count, 0);
  const [best] = (minors.length === 1 ? minors : branches).toSorted((a, b) => count(a) - count(b));
  return [...best!];
}

function isWithin(value: ScalarNode['value'], { pattern, minimum, maximum }: Shape): boolean {
  if (typeof value === 'number') return value >= (minimum ?? value) && value <= (maximum ?? value);
  return typeof value !== 'string' || pattern === undefined || new RegExp(pattern).test(value);
}

function inList(node: ListNode, shape: Shape, path: Path, place: Shape): Complaint[] {
  const { items } = shape;
  if (!hasSize(node, shape)) return [minor(() => wrongSize(node, path, place.$expected))];
  return items === undefined ? [] : node.items.flatMap((item, at) => complaints(item, items, [...path, at]));
}

function hasSize({ items: { length } }: ListNode, { minItems = 0, maxItems = Infinity }: Shape): boolean {
  return length >= minItems && length <= maxItems;
}

function inMap(node: MapNode, shape: Shape, path: Path): Complaint[] {
  const { properties = {}, required = [], additionalProperties: others } = shape;
  const further = node.entries.filter(({ key }) => !Object.hasOwn(properties, key));
  const found = Object.entries(properties).flatMap(([key, inner]) => {
    const value = child(node, key);
    if (value !== undefined) return complaints(value, inner, [...path, key]);
    // A key that is there, but misspelt, is one mistake.
    const isMisspelt = others === false && further.some((entry) => keyMeant(entry.key, [key]) === key);
    return required.includes(key) && !isMisspelt ? [major(() => missingKey(node, key, inner, path))] : [];
  });
  if (further.length === 0 || others === undefined) return found;
  if (others !== false)
    return [...found, ...further.flatMap(({ key, value }) => complaints(value, others, [...path, key]))];
  const say = (): Diagnostic[] => unknownKeys(node, further, keysOf(shape), path);
  return [...found, { count: further.length, isMinor: true, say }];
}

function unknownKeys(
  node: Node,
  entries: readonly MapEntry[],
  known: readonly string[],
  path: Path,
): Diagnostic[] {
  const name = nameOf(path);
  const where = path.length === 0 ? verbatim('') : { en: ` in ${name.en}`, zh: `${name.zh}中` };
  const inTest = known.includes('at_least') && known.includes('per');
  return entries.map(({ key, keySpan }) => ({
    code: inTest ? 'unknown-operator' : 'unknown-key',
    severity: 'error',
    message: {
      en: `unknown ${inTest ? 'operator' : 'key'} "${key}"${where.en}`,
      zh: `${where.zh}没有“${key}”这个${inTest ? '运算符' : '键'}`,
    },
    help: methodHelp(node, key) ?? keyHelp(key, known),
    at: keySpan,
  }));
}

function keyHelp(key: string, known: readonly string[]): Wording | undefined {
  const name = keyMeant(key, known);
  return name === null ? didYouMean(key, known) : meant(name);
}

/** The known key or operator that another one most likely means: misspelt, or in the words of other programs. */
export function keyMeant(key: string, known: readonly string[]): string | null {
  const names = OTHER_WORDS.get(key.toLowerCase().replace(/[\s-]+/g, '_')) ?? [];
  return names.find((name) => known.includes(name)) ?? nearestName(key, known);
}

// What other programs and languages call a key or an operator.
const OTHER_WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ['or', ['any']],
  ['any_of', ['any']],
  ['and', ['all']],
  ['all_of', ['all']],
  ['gte', ['at_least']],
  ['gt', ['more_than']],
  ['lte', ['at_most']],
  ['lt', ['less_than']],
  ['eq', ['is']],
  ['min', ['at_least']],
  ['max', ['at_most']],
  ['minimum', ['min', 'at_least']],
  ['maximum', ['max', 'at_most']],
  ['equals', ['is']],
  ['equal', ['is']],
  ['not', ['is_not']],
  ['not_equal', ['is_not']],
  ['one_of', ['in']],
  ['exists', ['present']],
  ['known', ['present']],
  ['from', ['since']],
  ['by', ['per']],
  ['above_average', ['above_mean']],
  ['below_average', ['below_mean']],
  ['default', ['missing']],
  ['header', ['columns']],
  ['headers', ['columns']],
  ['if', ['when']],
  ['condition', ['when']],
  ['category', ['categories']],
  ['formulas', ['derived']],
  ['duty', ['duties']],
  ['tests', ['cases']],
  ['examples', ['cases']],
]);

// A method of quantiles stands with their number, not beside it.
function methodHelp(node: Node, key: string): Wording | undefined {
  if (key !== 'method') return undefined;
  const method = scalarText(child(node, key)) ?? 'rfm';
  const quantiles = child(node, 'quantiles');
  const of = scalarText(quantiles) ?? scalarText(child(quantiles, 'of'));
  if (of === undefined) return undefined;
  const line = `quantiles: { of: ${of}, method: ${method} }`;
  return { en: `write ${line}`, zh: `请写成 ${line}` };
}

function wrongKind(node: Node, shape: Shape, path: Path): Diagnostic {
  const expected = shape.$expected;
  const allowed = valuesOf(shape);
  if (allowed.length === 0)
    return {
      ...wrongShape(node, path, expected ?? typeWords(shape)),
      ...listHelp(node, shape, path),
      ...formHelp(node, shape),
    };
  const text = scalarText(node);
  const listed = expected === undefined || (text !== undefined && allowed.length > 1);
  const isCategory = text !== undefined && allowed.includes('normal') && allowed.includes('lost');
  return {
    ...wrongShape(node, path, listed ? joined(allowed, COMMA) : expected),
    code: isCategory ? 'unknown-category' : 'wrong-shape',
    help: text === undefined ? undefined : didYouMean(text, allowed),
  };
}

// A list in place of a test means one of its values, or holds conditions under a name that is not theirs.
function listHelp(node: Node, shape: Shape, path: Path): { readonly help?: Wording } {
  if (node.kind !== 'list' || node.items.length === 0 || !keysOf(shape).includes('in')) return {};
  if (node.items.every(({ kind }) => kind === 'map')) {
    const key = String(path.at(-1));
    const name = keyMeant(key, LISTS_OF_CONDITIONS);
    if (name !== null)
      return { help: { en: `write ${name} in place of ${key}`, zh: `请把 ${key} 改为 ${name}` } };
  }
  const values = node.items.map(scalarText);
  if (values.includes(undefined)) return {};
  const line = `{ in: [${values.map((value) => quoteYaml(value!)).join(', ')}] }`;
  return { help: { en: `for one of them, write ${line}`, zh: `如果是其中之一即可，请写 ${line}` } };
}

// What is right but for its brackets or quotes, as it should stand.
function formHelp(node: Node, { type, items }: Shape): { readonly help?: Wording } {
  const written = type === 'array' ? asList(node, items) : type === 'integer' ? asInteger(node) : null;
  return written === null ? {} : { help: { en: `write ${written}`, zh: `请写 ${written}` } };
}

function asList(node: Node, items: Shape | undefined): string | null {
  const text = scalarText(node)?.replace(/^【(.*)】$/, '$1');
  const parts = (text ?? '').split(/\s*[,，、;；]\s*/).filter((part) => part !== '');
  const { source, start, end } = node.span;
  const typed = source.text.slice(start, end);
  if (node.kind === 'map')
    return items !== undefined && suits(node, items) && /^\{.*\}$/.test(typed) ? `[${typed}]` : null;
  const isFit = (value: string): boolean =>
    items !== undefined && suits({ kind: 'scalar', value, text: value, span: node.span }, items);
  if (parts.length === 0 || typed.length > LONGEST_STEP || !parts.every(isFit)) return null;
  return `[${parts.map(quoteYaml).join(', ')}]`;
}

function asInteger(node: Node): string | null {
  const text = scalarText(node) ?? '';
  return node.kind === 'scalar' && typeof node.value === 'string' && /^[1-9]\d{0,5}$/.test(text)
    ? text
    : null;
}

const LISTS_OF_CONDITIONS = ['all', 'any'];

function keysOf({ properties = {}, anyOf = [] }: Shape): string[] {
  return [...new Set([...Object.keys(properties), ...anyOf.flatMap(keysOf)])];
}

function valuesOf({ enum: values, anyOf }: Shape): readonly string[] {
  return values ?? anyOf?.flatMap(valuesOf) ?? [];
}

function missingKey(node: Node, key: string, shape: Shape, path: Path): Diagnostic {
  const name = nameOf(path);
  const help =
    shape.enum === undefined
      ? undefined
      : { en: `one of ${shape.enum.join(', ')}`, zh: `可填 ${shape.enum.join('、')}` };
  const message = { en: `${name.en} needs the key "${key}"`, zh: `${name.zh}缺少键“${key}”` };
  return { code: 'missing-key', severity: 'error', message, help, at: node.span };
}

function wrongSize(node: ListNode, path: Path, expected: Wording = SOME_ITEMS): Diagnostic {
  const { length } = node.items;
  return length === 0
    ? { ...wrongShape(node, path, expected), code: 'empty-list' }
    : wrongShape(node, path, expected, { en: `a list of ${length}`, zh: `含 ${length} 项的列表` });
}

const SOME_ITEMS = { en: 'a list with at least one item', zh: '至少含一项的列表' };

function wrongShape(node: Node, path: Path, expected: Wording, as = foundIn(node)): Diagnostic {
  // A text in place of all criteria is another file, such as that of the customers.
  const isOther = path.length === 0 && node.kind === 'scalar' && node.value !== null;
  const [name, found] = [nameOf(path), isOther ? OTHER_TEXT : as];
  return {
    code: 'wrong-shape',
    severity: 'error',
    message: {
      en: `${name.en}: expected ${expected.en}, found ${found.en}`,
      zh: `${name.zh}：应为${afterHan(expected.zh)}，实际为${afterHan(found.zh)}`,
    },
    help: isOther ? CRITERIA_HELP : undefined,
    at: node.span,
  };
}

const OTHER_TEXT = { en: 'text without keys', zh: '没有键的文本' };
const CRITERIA_HELP = {
  en: 'give a file of criteria, which this makes: keyaccounts init customers.csv -o criteria.yaml',
  zh: '请提供标准文件，可用此命令生成：keyaccounts init customers.csv -o criteria.yaml',
};

function typeWords({ type }: Shape): Wording {
  const words = [type].flat().map((one) => TYPE_WORDS[one!]);
  return joined(words, OR);
}

const TYPE_WORDS: Readonly<Record<ShapeType, Wording>> = {
  object: { en: 'a map', zh: '键值表' },
  array: { en: 'a list', zh: '列表' },
  string: { en: 'text', zh: '文本' },
  integer: { en: 'a whole number', zh: '整数' },
  number: { en: 'a number', zh: '数字' },
  boolean: { en: 'yes or no', zh: 'yes 或 no' },
  null: { en: 'nothing', zh: '空' },
};

function nameOf(path: Path): Wording {
  if (path.length === 0) return { en: 'the file', zh: '文件' };
  return quoted(path.map((step) => shortenText(String(step), LONGEST_STEP)).join('.'));
}

// A key of megabytes is not repeated in each of the mistakes below it.
const LONGEST_STEP = 100;

function foundIn(node: Node): Wording {
  switch (node.kind) {
    case 'scalar':
      return node.value === null ? TYPE_WORDS.null : quoted(node.text);
    case 'list':
      return node.items.length === 0 ? { en: 'an empty list', zh: '空列表' } : TYPE_WORDS.array;
    case 'map':
      return node.entries.length === 0 ? { en: 'an empty map', zh: '空的键值表' } : TYPE_WORDS.object;
  }
}
