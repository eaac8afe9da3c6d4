import { child, entriesOf, itemsOf, type Node, type ScalarNode } from '../../criteria/node.ts';
import { readYaml } from '../../criteria/read-yaml.ts';
import { type Day, formatDay, parseDay } from '../../fields/day.ts';
import type { Source, Span } from '../../text/source.ts';

/** An amount of a condition to be written anew. */
export interface AmountEdit {
  /** Where the test begins in the source: at its operator. */
  readonly start: number;
  readonly part: 'bound' | 'low' | 'high' | 'days' | 'top' | 'at_least' | 'at_most';
  readonly text: string;
}

/** A key of the file to be written anew, or added behind another. */
export interface HeadEdit {
  readonly key: 'version' | 'reason';
  readonly text: string;
}

/**
 * Writes amounts, version and reason into a criteria file. Everything else stays as it is, to the byte: comments,
 * layout, line ends, quotes and BOM. Null when the file does not hold one of the amounts.
 */
export function editCriteria(
  source: Source,
  amounts: readonly AmountEdit[],
  heads: readonly HeadEdit[],
): string | null {
  const { value: root } = readYaml(source);
  if (root === null) return null;
  const replacements: Replacement[] = [];
  for (const { start, part, text } of amounts) {
    const scalar = amountAt(root, start, part);
    if (scalar === null) return null;
    replacements.push({ ...scalar.span, text: likeQuoted(source, scalar.span, text) });
  }
  const added: string[] = [];
  for (const { key, text } of heads) {
    const found = entriesOf(root).find((entry) => entry.key === key);
    if (found?.value.kind !== 'scalar') added.push(`${key}: ${quoted(text)}`);
    else if (found.value.value === null) replacements.push(fillEmpty(source, found.keySpan, text));
    else replacements.push({ ...found.value.span, text: headText(source, found.value, text) });
  }
  if (added.length > 0) replacements.push(insertion(source, root, added));
  return apply(source.text, replacements);
}

interface Replacement {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

function apply(text: string, replacements: readonly Replacement[]): string {
  const last = [...replacements].sort((one, other) => other.start - one.start);
  return last.reduce(
    (result, { start, end, text: by }) => result.slice(0, start) + by + result.slice(end),
    text,
  );
}

/** The scalar that holds an amount of the test that begins at an offset. */
function amountAt(root: Node, start: number, part: AmountEdit['part']): ScalarNode | null {
  const value = valueAt(root, start);
  if (value === null) return null;
  const found =
    part === 'low'
      ? itemsOf(value)[0]
      : part === 'high'
        ? itemsOf(value)[1]
        : part === 'at_least' || part === 'at_most'
          ? child(value, part)
          : value;
  return found?.kind === 'scalar' && found.value !== null ? found : null;
}

function valueAt(node: Node, start: number): Node | null {
  switch (node.kind) {
    case 'scalar':
      return null;
    case 'list':
      return first(node.items, (item) => (holds(item.span, start) ? valueAt(item, start) : null));
    case 'map':
      return first(node.entries, ({ keySpan, value }) =>
        keySpan.start === start ? value : holds(value.span, start) ? valueAt(value, start) : null,
      );
  }
}

function first<T>(items: readonly T[], find: (item: T) => Node | null): Node | null {
  for (const item of items) {
    const found = find(item);
    if (found !== null) return found;
  }
  return null;
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset < end;
}

// After the colon of a key without a value.
function fillEmpty({ text }: Source, { end }: Span, by: string): Replacement {
  const colon = text.indexOf(':', end) + 1;
  return { start: colon, end: colon, text: ` ${quoted(by)}` };
}

// In quotes where the old text was in quotes.
function likeQuoted({ text }: Source, { start }: Span, by: string): string {
  const quote = text[start];
  return quote === '"' || quote === "'" ? `${quote}${by}${quote}` : by;
}

function headText(source: Source, { span }: ScalarNode, by: string): string {
  const old = source.text.slice(span.start, span.end);
  const single = old.startsWith("'") && /^[\p{L}\p{N} .,:;%()/_-]*$/u.test(by);
  const plain = !/^['"|>]/.test(old) && PLAIN_VERSION.test(by);
  const written = single ? `'${by}'` : plain ? by : quoted(by);
  // A block of text ends with a line break, which belongs to what follows.
  return written + (/\r\n|\n|\r/.exec(old.slice(old.trimEnd().length))?.[0] ?? '');
}

// Versions that every YAML reader takes literally; 1.10 would become the number 1.1.
const PLAIN_VERSION = /^\d+(\.\d*[1-9])?$|^\d{4}-\d{2}-\d{2}$|^[A-Za-z][\w.-]*\d[\w.-]*$/;

// JSON's strings are YAML's.
function quoted(text: string): string {
  return JSON.stringify(text);
}

// Behind version, else behind name, else before all other keys.
function insertion({ text }: Source, root: Node, lines: readonly string[]): Replacement {
  const end = text.includes('\r\n') ? '\r\n' : '\n';
  const after = ['version', 'name'].map((key) => entriesOf(root).find((entry) => entry.key === key));
  const entry = after.find((one) => one !== undefined);
  if (text[root.span.start] === '{') {
    const at = root.span.start + 1;
    return { start: at, end: at, text: ` ${lines.join(', ')},` };
  }
  if (entry === undefined) {
    const at = root.span.start;
    return { start: at, end: at, text: lines.map((line) => line + end).join('') };
  }
  const from = Math.max(entry.value.span.end, entry.keySpan.end);
  const lineEnd = /\r\n|\n|\r/.exec(text.slice(from));
  if (lineEnd === null)
    return { start: text.length, end: text.length, text: lines.map((line) => end + line).join('') };
  const at = /[\r\n]$/.test(text.slice(0, from)) ? from : from + lineEnd.index + lineEnd[0].length;
  return { start: at, end: at, text: lines.map((line) => line + end).join('') };
}

/**
 * The version that comes after one: the last number is raised (2026.1 → 2026.2, 1.9 → 1.10, v3 → v4), a date becomes
 * the as-of date, and what has no number gets one.
 */
export function nextVersion(version: string, asOf: Day): string {
  if (version === '') return '1';
  const day = parseDay(version);
  if (day !== null) return day < asOf ? formatDay(asOf) : `${version}.2`;
  const match = /^(.*?)(\d+)(\D*)$/s.exec(version);
  if (match === null) return `${version}.2`;
  const [, before, number, after] = match as unknown as [string, string, string, string];
  // Zeros in front are kept: 1.09 → 1.10.
  return `${before}${String(BigInt(number) + 1n).padStart(number.length, '0')}${after}`;
}
