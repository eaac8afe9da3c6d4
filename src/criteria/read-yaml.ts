import { isAlias, isMap, isScalar, isSeq, type ParsedNode, parseDocument, type YAMLError } from 'yaml';
import type { Code } from '../text/codes.ts';
import type { Checked, Diagnostic } from '../text/diagnostic.ts';
import type { Source, Span } from '../text/source.ts';
import type { Entry, Node } from './node.ts';

/** Reads a criteria file as YAML, without anchors, tags and other surprises; all that is wrong in one go. */
export function readYaml(source: Source): Checked<Node> {
  const colons = fullWidthColons(source);
  if (colons.length > 0) return { value: null, diagnostics: colons };
  const document = parseDocument(source.text, { prettyErrors: false, logLevel: 'error' });
  const diagnostics: Diagnostic[] = document.errors
    .slice(0, MOST_ERRORS)
    .map((error) => syntaxError(source, error));
  const root = document.contents;
  if (root === null) {
    if (diagnostics.length === 0) {
      diagnostics.push(problem('missing-key', 'the criteria file is empty', spanOf(source, 0, 0)));
    }
    return { value: null, diagnostics };
  }
  const value = convert(root as ParsedNode, source, diagnostics);
  return { value: diagnostics.length > 0 ? null : value, diagnostics };
}

// One bracket that is missing makes an error of every token behind it.
const MOST_ERRORS = 20;

function convert(node: ParsedNode | null, source: Source, diagnostics: Diagnostic[]): Node {
  const span = node === null ? spanOf(source, 0, 0) : spanOf(source, node.range[0], node.range[1]);
  if (node === null) return { kind: 'scalar', value: null, text: '', span };
  if (isAlias(node) || node.anchor !== undefined) {
    const help =
      'write the value out where it is needed, or put what is shared into a file named by "extends"';
    diagnostics.push(problem('yaml-anchor', 'anchors and aliases are not used in criteria', span, help));
  }
  if (!isAlias(node) && node.tag !== undefined) {
    const help = 'remove the tag; put the value in quotes if it is meant as text';
    diagnostics.push(problem('yaml-tag', `the tag "${node.tag}" is not used in criteria`, span, help));
  }
  if (isMap(node)) {
    const entries: Entry[] = [];
    for (const { key, value } of node.items) {
      const keySpan = key === null ? span : spanOf(source, key.range[0], key.range[1]);
      if (isScalar(key)) {
        const name = key.source ?? String(key.value);
        if (name === '<<')
          diagnostics.push(problem('yaml-anchor', 'merge keys are not used in criteria', keySpan));
        entries.push({ key: name, keySpan, value: convert(value ?? null, source, diagnostics) });
      } else {
        diagnostics.push(problem('wrong-shape', 'expected a name as the key', keySpan));
      }
    }
    return { kind: 'map', entries: entries.map((entry) => withSpan(entry)), span };
  }
  if (isSeq(node)) {
    return { kind: 'list', items: node.items.map((item) => convert(item, source, diagnostics)), span };
  }
  if (isScalar(node)) {
    const value = node.value as string | number | boolean | null;
    return { kind: 'scalar', value, text: node.source ?? String(value), span };
  }
  return { kind: 'scalar', value: null, text: '', span };
}

// An empty value has no place of its own: it stands where its key stands.
function withSpan(entry: Entry): Entry {
  const { value } = entry;
  return value.kind === 'scalar' && value.value === null && value.span.start === value.span.end
    ? { ...entry, value: { ...value, span: entry.keySpan } }
    : entry;
}

const FULL_WIDTH_COLON = /^[ \t]*(?:- )?[{ ]*[\w\u4e00-\u9fff-]+：/gmu;

function fullWidthColons(source: Source): Diagnostic[] {
  const lines = [...source.text.matchAll(FULL_WIDTH_COLON)];
  return lines.map((match) => {
    const end = match.index + match[0].length;
    const help = 'write ": ", an ordinary colon and a space';
    const message = 'a full-width colon "：" does not separate key and value';
    return problem('full-width-colon', message, spanOf(source, end - 1, end), help);
  });
}

function syntaxError(source: Source, error: YAMLError): Diagnostic {
  const span = spanOf(source, error.pos[0], Math.max(error.pos[1], error.pos[0] + 1));
  switch (error.code) {
    case 'DUPLICATE_KEY':
      return problem('duplicate-key', 'this key stands twice in the same map', span, 'keep one of them');
    case 'MULTIPLE_DOCS':
      return problem(
        'yaml-documents',
        'a criteria file holds one document',
        span,
        'remove the line "---" and what follows',
      );
    case 'BAD_ALIAS':
      return problem('yaml-anchor', 'anchors and aliases are not used in criteria', span);
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

function spanOf(source: Source, start: number, end: number): Span {
  return { kind: 'span', source, start, end };
}
