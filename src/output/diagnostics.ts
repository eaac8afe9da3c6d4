import type { UserError } from '../errors.ts';
import type { Diagnostic, Place, Severity } from '../text/diagnostic.ts';
import { compareText } from '../text/order.ts';
import { sayDiagnostic, shortenMessage } from '../text/shorten.ts';
import { lineAround, positionAt, type Span } from '../text/source.ts';
import type { Language } from '../text/wording.ts';
import { cleanText } from './clean.ts';
import { diagnosticWords } from './diagnostic-words.ts';
import type { Style } from './style.ts';
import { cutText, cutTextStart, displayWidth } from './width.ts';

/**
 * Diagnostics for a person: `file:line:column: error: message [code]`, the source line with what is meant
 * underlined, then the help. In the order of the files; the same mistake at the same place is said once.
 * Beyond the limit they are counted, and warnings make room for errors. Ends with a newline unless empty.
 */
export function formatDiagnostics(
  diagnostics: readonly Diagnostic[],
  options: {
    readonly style: Style;
    readonly language: Language;
    readonly limit?: number | undefined;
    readonly more?: number;
  },
): string {
  const { style, language } = options;
  const all = distinct(diagnostics);
  const limit = options.limit ?? 20;
  const errors = all.filter(({ severity }) => severity === 'error').slice(0, limit);
  const warnings = all.filter(({ severity }) => severity === 'warning').slice(0, limit - errors.length);
  const room = limit - errors.length - warnings.length;
  const remarks = all.filter(({ severity }) => severity === 'info').slice(0, room);
  const shown = [...errors, ...warnings, ...remarks].sort(byPlace);
  const texts = shown.map((diagnostic) => formatDiagnostic(diagnostic, style, language));
  const more = options.more ?? 0;
  if (shown.length < all.length || more > 0) {
    const kept = new Set(shown);
    const rest = countSeverities(
      all.filter((diagnostic) => !kept.has(diagnostic)),
      more,
    );
    texts.push(`${style.dim(diagnosticWords(language).more(countText(rest, language, true)))}\n`);
  }
  return texts.join('');
}

/** How many there are: "3 errors, 1 warning"; empty when there are none. */
export function formatSummaryLine(diagnostics: readonly Diagnostic[], language: Language, more = 0): string {
  return countText(countSeverities(distinct(diagnostics), more), language, false);
}

/** A command that cannot be carried out, for a person: what is wrong, then the help. */
export function formatUserError({ wording, help }: UserError, style: Style, language: Language): string {
  const words = diagnosticWords(language);
  const cleaned = (text: string): string => cleanText(shortenMessage(text));
  const said = cleaned(wording[language]);
  const advice =
    help === undefined ? '' : `  ${style.good(words.help)}${words.gap}${cleaned(help[language])}\n`;
  return `${style.error(`${words.severities.error}${words.colon}`)}${words.gap}${said}\n${advice}`;
}

function distinct(diagnostics: readonly Diagnostic[]): Diagnostic[] {
  const seen = new Map<string, Diagnostic>();
  for (const diagnostic of diagnostics) {
    const { at, code, severity, message } = diagnostic;
    const column = at.kind === 'cell' ? at.column : null;
    const key = JSON.stringify([fileOf(at), orderOf(at), column, severity, code, message.en]);
    if (!seen.has(key)) seen.set(key, diagnostic);
  }
  return [...seen.values()].sort(byPlace);
}

function byPlace(one: Diagnostic, other: Diagnostic): number {
  const [file, otherFile] = [fileOf(one.at), fileOf(other.at)];
  if (file !== otherFile) return compareText(file, otherFile);
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

function formatDiagnostic(diagnostic: Diagnostic, style: Style, language: Language): string {
  const { at, code, severity, message, help, notes } = sayDiagnostic(diagnostic, language);
  const words = diagnosticWords(language);
  const mark = { error: style.error, warning: style.warning, info: style.dim }[severity];
  const place = style.bold(`${cleanText(formatPlace(at))}:`);
  const lines = [
    `${place} ${mark(`${words.severities[severity]}${words.colon}`)}${words.gap}${cleanText(message)} ${style.dim(`[${code}]`)}`,
  ];
  if (at.kind === 'span') lines.push(...excerptLines(at, style, mark));
  for (const note of notes) lines.push(`  ${style.dim(words.note)}${words.gap}${cleanText(note)}`);
  if (help !== undefined) lines.push(`  ${style.good(words.help)}${words.gap}${cleanText(help)}`);
  return lines.map((line) => `${line}\n`).join('');
}

function formatPlace(place: Place): string {
  switch (place.kind) {
    case 'span': {
      const { line, column } = positionAt(place.source, place.start);
      return `${place.source.name}:${line}:${column}`;
    }
    case 'cell':
      return place.line === 0 ? place.file : `${place.file}:${place.line}`;
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

type Counts = Readonly<Record<Severity, number>>;

function countSeverities(diagnostics: readonly Diagnostic[], more: number): Counts {
  const count = (wanted: Severity): number =>
    diagnostics.filter(({ severity }) => severity === wanted).length;
  return { error: count('error') + more, warning: count('warning'), info: count('info') };
}

function countText(counts: Counts, language: Language, isRest: boolean): string {
  const words = diagnosticWords(language);
  return (['error', 'warning', 'info'] as const)
    .filter((severity) => counts[severity] > 0)
    .map((severity) => words.counts[severity](counts[severity], isRest))
    .join(words.comma);
}
