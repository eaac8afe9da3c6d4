import { isAlias, isMap, isScalar, isSeq, type ParsedNode, parseDocument, type YAMLError } from 'yaml';
import type { Code } from '../text/codes.ts';
import type { Checked, Diagnostic } from '../text/diagnostic.ts';
import type { Source, Span } from '../text/source.ts';
import type { Wording } from '../text/wording.ts';
import type { MapEntry, Node } from './node.ts';
import { readPlainYaml } from './plain-yaml.ts';

/**
 * Reads a criteria file as YAML, without anchors, tags and other surprises; all that is wrong in one go. A source is
 * read once.
 */
export function readYaml(source: Source): Checked<Node> {
  const known = READ.get(source);
  if (known !== undefined) return known;
  const part = {
    source,
    start: 0,
    end: source.text.length,
    name: { en: 'the criteria file', zh: '标准文件' },
  };
  const read = readYamlPart(part);
  READ.set(source, read);
  return read;
}

// Calibrate edits the same file for every choice that it offers.
const READ = new WeakMap<Source, Checked<Node>>();

// The parser takes ten microseconds for each of them.
const MOST_MARKS = 100_000;

// Where the last of so many marks stands that begin or end a value; null where there are fewer. What stands in a line of
// comment does not count.
function findMark({ source: { text }, start, end }: YamlPart, count: number): number | null {
  let met = 0;
  let isLineStart = true;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (MARKS[code] === true && ++met === count) return at - start;
    if (isLineStart && code === HASH) at = endOfLine(text, at) - 1;
    else if (code !== BLANK) isLineStart = code === LINE_END;
  }
  return null;
}

function endOfLine(text: string, at: number): number {
  const end = text.indexOf('\n', at);
  return end < 0 ? text.length : end;
}

const HASH = 0x23;
const BLANK = 0x20;
const LINE_END = 0x0a;

// By character code: a set would be asked three million times.
const MARKS: readonly boolean[] = Array.from({ length: 128 }, (_, code) =>
  '\n,:[]{}-?"\'\\&*!%#'.includes(String.fromCharCode(code)),
);

// Each side may be a file for itself: nothing else is said of it.
function mergeConflict(text: string, part: YamlPart): Diagnostic | null {
  const found = CONFLICT.exec(text);
  if (found === null) return null;
  const message = {
    en: `${part.name.en} holds both sides of a merge that git could not end: from here to ">>>>>>>"`,
    zh: `${part.name.zh}中留有 git 未能合并的两份内容：从这里到“>>>>>>>”`,
  };
  const help = {
    en: 'keep one side of each, and delete the lines with <<<<<<<, ======= and >>>>>>>',
    zh: '请每处保留一份，并删去带 <<<<<<<、======= 和 >>>>>>> 的行',
  };
  return problem('merge-conflict', message, spanOf(part, found.index, found.index + MARK_WIDTH), help);
}

const CONFLICT = /^<{7}(?= |$)/m;
const MARK_WIDTH = 7;

function tooMuch(part: YamlPart, at: number): Diagnostic {
  const message = {
    en: `${part.name.en}: expected at most 100,000 lines, keys, values and marks, found more`,
    zh: `${part.name.zh}：行、键、值和符号最多 100,000 个，实际更多`,
  };
  const help = {
    en: 'keep what is no criterion in the customer file; a business unit can have a criteria file of its own',
    zh: '不属于标准的内容请放在客户文件中；事业部可以有自己的标准文件',
  };
  return problem('wrong-shape', message, spanOf(part, at, at + 1), help);
}

/** The YAML within a file, such as the front matter of a plan, and what to call it. */
export interface YamlPart {
  readonly source: Source;
  readonly start: number;
  readonly end: number;
  readonly name: Wording;
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
  const plain = readPlainYaml(part);
  return plain === null ? parseYaml(part) : { value: plain, diagnostics: [] };
}

/** What the parser of YAML makes of it. */
export function parseYaml(part: YamlPart): Checked<Node> {
  const text = part.source.text.slice(part.start, part.end);
  const document = parseLevels(text);
  if (document === null) return { value: null, diagnostics: [tooDeep(text, part)] };
  const diagnostics: Diagnostic[] = document.errors
    .slice(0, MOST_ERRORS)
    .map((error) => syntaxError(part, error));
  const root = document.contents;
  if (root === null) {
    if (diagnostics.length === 0) {
      diagnostics.push(
        problem(
          'missing-key',
          { en: `${part.name.en} is empty`, zh: `${part.name.zh}是空的` },
          spanOf(part, 0, 0),
        ),
      );
    }
    return { value: null, diagnostics };
  }
  const value = convert(root as ParsedNode, part, diagnostics);
  return { value: diagnostics.length > 0 ? null : value, diagnostics };
}

/**
 * Of what is no YAML, the first mistake of each part of a file that is none by itself, a part being what stands under a
 * key of the file. One bracket or colon that is missing makes an error of every line behind it.
 */
export function withoutConsequences(found: readonly Diagnostic[]): Diagnostic[] {
  const broken = new Map<string, Set<number>>();
  return found.filter(({ code, at }) => {
    if (at.kind !== 'span') return true;
    const known = broken.get(at.source.name);
    if (code !== 'yaml-syntax') return known === undefined || !CONSEQUENCES.includes(code);
    const part = partAround(at);
    const isOther = known === undefined || (!known.has(part.start) && isBrokenAlone(part));
    broken.set(at.source.name, (known ?? new Set()).add(part.start));
    return isOther;
  });
}

// What a tree with a hole in it looks like.
const CONSEQUENCES: readonly Code[] = ['wrong-shape', 'duplicate-key'];

function partAround({ source, start }: Span): Span {
  let part: Span = { kind: 'span', source, start: 0, end: source.text.length };
  for (const { index } of source.text.matchAll(PART)) {
    if (index > start) return { ...part, end: index };
    part = { ...part, start: index };
  }
  return part;
}

const PART = /^[\p{L}_]/gmu;

function isBrokenAlone({ source, start, end }: Span): boolean {
  const document = parseLevels(source.text.slice(start, end));
  return document === null || document.errors.length > 0;
}

// Null where so many levels stand within each other that the parser, which calls itself for each, gives up.
function parseLevels(text: string): ReturnType<typeof parseDocument> | null {
  try {
    return parseDocument(text, { prettyErrors: false, logLevel: 'error', uniqueKeys: false });
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function tooDeep(text: string, part: YamlPart): Diagnostic {
  const lines = [...text.matchAll(LEVELS)];
  const deepest = lines.reduce((one, other) => (other[0].length > one[0].length ? other : one));
  const end = deepest.index + deepest[0].length;
  return problem(
    'yaml-syntax',
    { en: 'too many levels within each other', zh: '层级嵌套太多' },
    spanOf(part, end, end + 1),
    { en: 'write it with fewer levels', zh: '请减少层级' },
  );
}

const LEVELS = /^(?: |[-?] )*/gm;

const MOST_ERRORS = 20;

function convert(node: ParsedNode | null, part: YamlPart, diagnostics: Diagnostic[]): Node {
  const span = node === null ? spanOf(part, 0, 0) : spanOf(part, node.range[0], node.range[1]);
  if (node === null) return { kind: 'scalar', value: null, text: '', span };
  if (isAlias(node) || node.anchor !== undefined) {
    const help = {
      en: 'write the value out where it is needed; criteria can put what is shared into a file named by "extends"',
      zh: '请在用到的地方直接写出该值；多个标准文件共用的内容可放进 extends 指定的文件',
    };
    diagnostics.push(
      problem(
        'yaml-anchor',
        { en: 'anchors and aliases are not used here', zh: '此处不使用锚点和别名' },
        span,
        help,
      ),
    );
  }
  if (!isAlias(node) && node.tag !== undefined) {
    const help = {
      en: 'remove the tag; put the value in quotes if it is meant as text',
      zh: '请删去标签；如果本意是文本，请给值加引号',
    };
    diagnostics.push(
      problem(
        'yaml-tag',
        { en: `the tag "${node.tag}" is not used here`, zh: `此处不使用标签“${node.tag}”` },
        span,
        help,
      ),
    );
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
        if (name === '<<')
          diagnostics.push(
            problem('yaml-anchor', { en: 'merge keys are not used here', zh: '此处不使用合并键' }, keySpan),
          );
        entries.push({ key: name, keySpan, value: convert(value ?? null, part, diagnostics) });
      } else {
        diagnostics.push(
          problem('wrong-shape', { en: 'expected a name as the key', zh: '键应为一个名称' }, keySpan),
        );
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

// In a list without braces it may be a text: "- 金额：元".
const FULL_WIDTH_COLON = /^[ \t{]*(?:- *\{[{ ]*)?[\w\u4e00-\u9fff-]+：/gmu;

function fullWidthColons(text: string, part: YamlPart): Diagnostic[] {
  const lines = [...text.matchAll(FULL_WIDTH_COLON)];
  return lines.map((match) => {
    const end = match.index + match[0].length;
    const help = { en: 'write ": ", an ordinary colon and a space', zh: '请改用“: ”，即半角冒号加一个空格' };
    const message = {
      en: 'a full-width colon "：" does not separate key and value',
      zh: '全角冒号“：”不能分隔键和值',
    };
    return problem('full-width-colon', message, spanOf(part, end - 1, end), help);
  });
}

// The parser compares each key with all before it.
function duplicateKey(at: Span): Diagnostic {
  return problem(
    'duplicate-key',
    { en: 'this key stands twice in the same map', zh: '同一层中这个键出现了两次' },
    at,
    { en: 'keep one of them', zh: '请只保留一个' },
  );
}

function syntaxError(part: YamlPart, error: YAMLError): Diagnostic {
  const span = spanOf(part, error.pos[0], Math.max(error.pos[1], error.pos[0] + 1));
  switch (error.code) {
    case 'MULTIPLE_DOCS':
      return problem(
        'yaml-documents',
        { en: `${part.name.en} holds one document`, zh: `${part.name.zh}只能包含一份文档` },
        span,
        { en: 'remove the line "---" and what follows', zh: '请删去“---”这一行及其后的内容' },
      );
    case 'RESOURCE_EXHAUSTION':
      return problem('yaml-syntax', { en: 'too many brackets within brackets', zh: '括号嵌套太多' }, span, {
        en: 'close them',
        zh: '请把括号闭合',
      });
    case 'BAD_ALIAS':
      return problem(
        'yaml-anchor',
        { en: 'anchors and aliases are not used here', zh: '此处不使用锚点和别名' },
        span,
      );
    default: {
      const text = error.message.split('\n')[0]!.replace(/[.:]$/, '');
      const message = {
        en: text.charAt(0).toLowerCase() + text.slice(1),
        zh: MISTAKES[error.code] ?? '此处不是有效的 YAML',
      };
      const help = {
        en: 'put text that holds ":", "#", ">" or a quote into double quotes, and indent with spaces',
        zh: '含有“:”“#”“>”或引号的文本请放进双引号，缩进请用空格',
      };
      return problem('yaml-syntax', message, span, help);
    }
  }
}

// What the parser says in English, by its codes.
const MISTAKES: Readonly<Partial<Record<YAMLError['code'], string>>> = {
  BAD_DQ_ESCAPE: '双引号中的转义写法无效',
  BAD_INDENT: '缩进不对：同一层的各行必须对齐',
  BAD_SCALAR_START: '文本不能以这个符号开头',
  BLOCK_AS_IMPLICIT_KEY: '一行中出现了两个冒号，或下一层没有另起一行',
  BLOCK_IN_FLOW: '括号里不能用缩进或短横线分层',
  KEY_OVER_1024_CHARS: '键太长',
  MISSING_CHAR: '此处缺少一个符号：逗号、冒号、空格、引号或括号',
  MULTILINE_IMPLICIT_KEY: '键不能跨行，多半是漏了冒号',
  TAB_AS_INDENT: '不能用制表符缩进，请用空格',
  UNEXPECTED_TOKEN: '此处出现了多余的内容',
};

function problem(code: Code, message: Wording, at: Span, help?: Wording): Diagnostic {
  return { code, severity: 'error', message, help, at };
}

function spanOf({ source, start: offset }: YamlPart, start: number, end: number): Span {
  return { kind: 'span', source, start: offset + start, end: offset + end };
}
