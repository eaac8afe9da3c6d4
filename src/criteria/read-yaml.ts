import { isAlias, isMap, isScalar, isSeq, type ParsedNode, parseDocument, type YAMLError } from 'yaml';
import type { Code } from '../text/codes.ts';
import type { Checked, Diagnostic } from '../text/diagnostic.ts';
import type { Source, Span } from '../text/source.ts';
import type { MapEntry, Node } from './node.ts';

/**
 * Reads a criteria file as YAML, without anchors, tags and other surprises; all that is wrong in one go. A source is
 * read once.
 */
export function readYaml(source: Source): Checked<Node> {
  const known = READ.get(source);
  if (known !== undefined) return known;
  const part = { source, start: 0, end: source.text.length, name: 'the criteria file' };
  const read = readYamlPart(part);
  READ.set(source, read);
  return read;
}

// Calibrate edits the same file for every choice that it offers.
const READ = new WeakMap<Source, Checked<Node>>();

// The parser takes ten microseconds for each of them.
const MOST_MARKS = 100_000;

// Where the last of so many marks stands that begin or end a value; null where there are fewer.
function findMark({ source: { text }, start, end }: YamlPart, count: number): number | null {
  let met = 0;
  for (let at = start; at < end; at++) {
    if (MARKS[text.charCodeAt(at)] === true && ++met === count) return at - start;
  }
  return null;
}

// By character code: a set would be asked three million times.
const MARKS: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  '\n,:[]{}-?"\'\\&*!%#'.includes(String.fromCharCode(code)),
);

// Each side may be a file for itself: nothing else is said of it.
function mergeConflict(text: string, part: YamlPart): Diagnostic | null {
  const found = CONFLICT.exec(text);
  if (found === null) return null;
  const message = `${part.name} holds both sides of a merge that git could not end: from here to ">>>>>>>"`;
  const help = 'keep one side of each, and delete the lines with <<<<<<<, ======= and >>>>>>>';
  return problem('merge-conflict', message, spanOf(part, found.index, found.index + MARK_WIDTH), help);
}

const CONFLICT = /^<{7}(?= |$)/m;
const MARK_WIDTH = 7;

function tooMuch(part: YamlPart, at: number): Diagnostic {
  const message = `${part.name}: expected at most 100,000 lines, keys, values and marks, found more`;
  const help =
    'keep what is no criterion in the customer file; a business unit can have a criteria file of its own';
  return problem('wrong-shape', message, spanOf(part, at, at + 1), help);
}

/** The YAML within a file, such as the front matter of a plan, and what to call it. */
export interface YamlPart {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  readonly name: string;
}

/** Reads a part of a file as YAML, as strictly as criteria; what it finds stands where it stands in the file. */
export function readYamlPart(part: YamlPart): Checked<Node> {
  const beyond = findMark(part, MOST_MARKS);
  return beyond === null ? readAnyYaml(part) : { value: null, diagnostics: [tooMuch(part, beyond)] };
}

/** The same however long it is: for what only this program writes. */
export function readAnyYaml(part: YamlPart): Checked<Node> {
  const text = part.source.text.slice(part.start, part.end);
  const conflict = mergeConflict(text, part);
  if (conflict !== null) return { value: null, diagnostics: [conflict] };
  const colons = fullWidthColons(text, part);
  if (colons.length > 0) return { value: null, diagnostics: colons };
  const document = parseDocument(text, { prettyErrors: false, logLevel: 'error', uniqueKeys: false });
  const diagnostics: Diagnostic[] = document.errors
    .slice(0, MOST_ERRORS)
    .map((error) => syntaxError(part, error));
  const root = document.contents;
  if (root === null) {
    if (diagnostics.length === 0) {
      diagnostics.push(problem('missing-key', `${part.name} is empty`, spanOf(part, 0, 0)));
    }
    return { value: null, diagnostics };
  }
  const value = convert(root as ParsedNode, part, diagnostics);
  return { value: diagnostics.length > 0 ? null : value, diagnostics };
}

// One bracket that is missing makes an error of every token behind it.
const MOST_ERRORS = 20;

function convert(node: ParsedNode | null, part: YamlPart, diagnostics: Diagnostic[]): Node {
  const span = node === null ? spanOf(part, 0, 0) : spanOf(part, node.range[0], node.range[1]);
  if (node === null) return { kind: 'scalar', value: null, text: '', span };
  if (isAlias(node) || node.anchor !== undefined) {
    const help =
      'write the value out where it is needed; criteria can put what is shared into a file named by "extends"';
    diagnostics.push(problem('yaml-anchor', 'anchors and aliases are not used here', span, help));
  }
  if (!isAlias(node) && node.tag !== undefined) {
    const help = 'remove the tag; put the value in quotes if it is meant as text';
    diagnostics.push(problem('yaml-tag', `the tag "${node.tag}" is not used here`, span, help));
  }
  if (isMap(node)) {
    const entries: MapEntry[] = [];
    const met = new Set<unknown>();
    for (const { key, value } of node.items) {
      const keySpan = key === null ? span : spanOf(part, key.range[0], key.range[1]);
      if (isScalar(key)) {
        const name = key.source ?? String(key.value);
        if (met.has(key.value)) diagnostics.push(duplicateKey(spanOf(part, key.range[0], key.range[0] + 1)));
        met.add(key.value);
        if (name === '<<') diagnostics.push(problem('yaml-anchor', 'merge keys are not used here', keySpan));
        entries.push({ key: name, keySpan, value: convert(value ?? null, part, diagnostics) });
      } else {
        diagnostics.push(problem('wrong-shape', 'expected a name as the key', keySpan));
      }
    }
    return { kind: 'map', entries: entries.map((entry) => withSpan(entry)), span };
  }
  if (isSeq(node)) {
    return { kind: 'list', items: node.items.map((item) => convert(item, part, diagnostics)), span };
  }
  if (isScalar(node)) {
    const value = node.value as string | number | boolean | null;
    return { kind: 'scalar', value, text: node.source ?? String(value), span };
  }
  return { kind: 'scalar', value: null, text: '', span };
}

// An empty value has no place of its own: it stands where its key stands.
function withSpan(entry: MapEntry): MapEntry {
  const { value } = entry;
  return value.kind === 'scalar' && value.value === null && value.span.start === value.span.end
    ? { ...entry, value: { ...value, span: entry.keySpan } }
    : entry;
}

const FULL_WIDTH_COLON = /^[ \t{]*(?:- [{ ]*)?[\w\u4e00-\u9fff-]+：/gmu;

function fullWidthColons(text: string, part: YamlPart): Diagnostic[] {
  const lines = [...text.matchAll(FULL_WIDTH_COLON)];
  return lines.map((match) => {
    const end = match.index + match[0].length;
    const help = 'write ": ", an ordinary colon and a space';
    const message = 'a full-width colon "：" does not separate key and value';
    return problem('full-width-colon', message, spanOf(part, end - 1, end), help);
  });
}

// The parser compares each key with all before it.
function duplicateKey(at: Span): Diagnostic {
  return problem('duplicate-key', 'this key stands twice in the same map', at, 'keep one of them');
}

function syntaxError(part: YamlPart, error: YAMLError): Diagnostic {
  const span = spanOf(part, error.pos[0], Math.max(error.pos[1], error.pos[0] + 1));
  switch (error.code) {
    case 'MULTIPLE_DOCS':
      return problem(
        'yaml-documents',
        `${part.name} holds one document`,
        span,
        'remove the line "---" and what follows',
      );
    case 'RESOURCE_EXHAUSTION':
      return problem('yaml-syntax', 'too many brackets within brackets', span, 'close them');
    case 'BAD_ALIAS':
      return problem('yaml-anchor', 'anchors and aliases are not used here', span);
    default: {
      const message = error.message.split('\n')[0]!.replace(/[.:]$/, '');
      const help = 'put text that holds ":", "#", ">" or a quote into double quotes, and indent with spaces';
      return problem('yaml-syntax', message.charAt(0).toLowerCase() + message.slice(1), span, help);
    }
  }
}

function problem(code: Code, message: string, at: Span, help?: string): Diagnostic {
  return { code, severity: 'error', message, help, at };
}

function spanOf({ source, start: offset }: YamlPart, start: number, end: number): Span {
  return { kind: 'span', source, start: offset + start, end: offset + end };
}
