import type { Diagnostic, Place } from '../text/diagnostic.ts';
import { shortenDiagnostic } from '../text/shorten.ts';
import { lineAround, positionAt, type Span } from '../text/source.ts';
import { cleanText } from './clean.ts';
import type { Style } from './style.ts';
import { cutText, cutTextStart, displayWidth } from './width.ts';

/**
 * Diagnostics for a person: `file:line:column: error: message [code]`, the source line with what is meant
 * underlined, then the help. In the order of the files; the same mistake at the same place is said once.
 * Beyond the limit they are counted, and warnings make room for errors. Ends with a newline unless empty.
 */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  options: { readonly style: Style; readonly limit?: number | undefined; readonly more?: number },
): string {
  const all = distinct(diagnostics);
  const limit = options.limit ?? 20;
  const errors = all.filter(({ severity }) => severity === 'error').slice(0, limit);
  const warnings = all.filter(({ severity }) => severity === 'warning').slice(0, limit - errors.length);
  const room = limit - errors.length - warnings.length;
  const remarks = all.filter(({ severity }) => severity === 'info').slice(0, room);
  const shown = [...errors, ...warnings, ...remarks].sort(byPlace);
  const texts = shown.map((diagnostic) => formatDiagnostic(diagnostic, options.style));
  const more = options.more ?? 0;
  if (shown.length < all.length || more > 0) {
    const kept = new Set(shown);
    const rest = countSeverities(
      all.filter((diagnostic) => !kept.has(diagnostic)),
      more,
    );
    texts.push(`${options.style.dim(`… and ${countWords(rest, ' more')}`)}\n`);
  }
  return texts.join('');
}

/** How many there are: "3 errors, 1 warning"; empty when there are none. */
export function formatSummaryLine(diagnostics: readonly Diagnostic[], more = 0): string {
  return countWords(countSeverities(distinct(diagnostics), more), '');
}

function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const { at, code, severity, message } = diagnostic;
    const column = at.kind === 'cell' ? at.column : null;
    const key = JSON.stringify([fileOf(at), orderOf(at), column, severity, code, message]);
    if (!seen.has(key)) seen.set(key, diagnostic);
  }
  return [...seen.values()].sort(byPlace);
}

function byPlace(one: Diagnostic, other: Diagnostic): number {
  const [file, otherFile] = [fileOf(one.at), fileOf(other.at)];
  if (file !== otherFile) return file < otherFile ? -1 : 1;
  return orderOf(one.at) - orderOf(other.at);
}

function fileOf(place: Place): string {
  return place.kind === 'span' ? place.source.name : place.file;
}

// Offsets and lines order a file alike; the file as a whole comes first.
function orderOf(place: Place): number {
  switch (place.kind) {
    case 'span':
      return place.start;
    case 'cell':
      return place.line;
    case 'file':
      return -1;
  }
}

function formatDiagnostic(diagnostic: Diagnostic, style: Style): string {
  const { at, code, severity, message, help, notes } = shortenDiagnostic(diagnostic);
  const mark = { error: style.error, warning: style.warning, info: style.dim }[severity];
  const place = style.bold(`${cleanText(formatPlace(at))}:`);
  const lines = [`${place} ${mark(`${severity}:`)} ${cleanText(message)} ${style.dim(`[${code}]`)}`];
  if (at.kind === 'span') lines.push(...excerptLines(at, style, mark));
  for (const note of notes ?? []) lines.push(`  ${style.dim('note:')} ${cleanText(note)}`);
  if (help !== undefined) lines.push(`  ${style.good('help:')} ${cleanText(help)}`);
  return lines.map((line) => `${line}\n`).join('');
}

function formatPlace(place: Place): string {
  switch (place.kind) {
    case 'span': {
      const { line, column } = positionAt(place.source, place.start);
      return `${place.source.name}:${line}:${column}`;
    }
    case 'cell':
      return `${place.file}:${place.line}`;
    case 'file':
      return place.file;
  }
}

const EXCERPT_WIDTH = 72;
const MOST_READ = 500;

// The line with its number, and carets below the span; of a span over several lines, its first. Of a long line only
// what stands around the span is looked at.
function excerptLines(span: Span, style: Style, mark: (text: string) => string): string[] {
  const { source } = span;
  const line = lineAround(source, span.start);
  const start = Math.min(span.start, line.end);
  const end = Math.min(span.end, line.end);
  const part = (from: number, to: number): string =>
    cleanPart(source.text.slice(Math.max(from, line.start), Math.min(to, line.end)));
  const marked = cutText(part(start, Math.min(end, start + MOST_READ)), EXCERPT_WIDTH / 2);
  const left = EXCERPT_WIDTH - displayWidth(marked);
  const rest = part(end, end + MOST_READ);
  const before = cutTextStart(part(start - MOST_READ, start), Math.max(left / 2, left - displayWidth(rest)));
  const after = cutText(rest, left - displayWidth(before));
  const gutter = `  ${positionAt(source, span.start).line} | `;
  // Tabs stay tabs, so that the carets stand right however wide the terminal makes them.
  const blank = before.replace(/[^\t]+/g, (part) => ' '.repeat(displayWidth(part)));
  const caret = `^${'~'.repeat(Math.max(0, displayWidth(marked) - 1))}`;
  return [
    `${style.dim(gutter)}${before}${mark(marked)}${after}`.trimEnd(),
    `${style.dim(`${' '.repeat(gutter.length - 2)}| `)}${blank}${mark(caret)}`,
  ];
}

function cleanPart(text: string): string {
  return text.split('\t').map(cleanText).join('\t');
}

interface Counts {
  readonly errors: number;
  readonly warnings: number;
  readonly remarks: number;
}

function countSeverities(diagnostics: readonly Diagnostic[], more = 0): Counts {
  const errors = diagnostics.filter(({ severity }) => severity === 'error').length;
  const warnings = diagnostics.filter(({ severity }) => severity === 'warning').length;
  return { errors: errors + more, warnings, remarks: diagnostics.length - errors - warnings };
}

function countWords({ errors, warnings, remarks }: Counts, more: string): string {
  const counted = (count: number, noun: string) => `${count}${more} ${noun}${count === 1 ? '' : 's'}`;
  const parts = [
    errors > 0 ? counted(errors, 'error') : '',
    warnings > 0 ? counted(warnings, 'warning') : '',
    remarks > 0 ? counted(remarks, 'remark') : '',
  ];
  return parts.filter((part) => part !== '').join(', ');
}
