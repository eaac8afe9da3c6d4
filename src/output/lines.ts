import { cleanText } from './clean.ts';
import { formatCell } from './numbers.ts';
import type { Cell, FactList, Note, Tone } from './report.ts';
import type { Style } from './style.ts';
import { cutText, displayWidth, widestOf, wrapText } from './width.ts';
import type { Words } from './words.ts';

/** What a terminal, or a file that is read like one, can show, and in which language. */
export interface Page {
  /** Cells in a line; tables use what they need of it. */
  readonly width: number;
  readonly style: Style;
  readonly words: Words;
  /** False where only ASCII can be shown: rules and marks become ASCII, data stays as it is. */
  readonly unicode?: boolean | undefined;
}

/** Between columns. */
export const GAP = '  ';

/** A text as lines; headings and captions get their mark. */
export function paragraphLines(text: string, page: Page, mark: (line: string) => string): string[] {
  return wrapText(showText(text, page), Math.min(page.width, READABLE_WIDTH)).map(mark);
}

/** A note behind its severity. */
export function noteLines(note: Note, page: Page): string[] {
  const label = page.words.severities[note.severity];
  const mark = { error: page.style.error, warning: page.style.warning, info: page.style.dim }[note.severity];
  return hangingLines(label + page.words.colon, mark(label) + page.words.colon, note.text, page);
}

/** A text behind a prefix, under which further lines are indented; `marked` is the prefix with its colours. */
export function hangingLines(prefix: string, marked: string, text: string, page: Page): string[] {
  const indent = displayWidth(prefix);
  const lines = wrapText(showText(text, page), Math.min(page.width, READABLE_WIDTH) - indent);
  return lines.map((line, index) => (index === 0 ? marked : ' '.repeat(indent)) + line);
}

/** Labels in one column, their values in another. */
export function factLines(items: FactList['items'], page: Page): string[] {
  const labels = items.map(({ label }) =>
    cutText(showText(label, page), Math.floor(page.width / 2), dots(page)),
  );
  const indent = widestOf(labels) + GAP.length;
  return items.flatMap(({ value }, item) => {
    const label = labels[item]!;
    const lines = wrapText(showCell(value, page), page.width - indent);
    return lines.map((line, index) => {
      const start =
        index === 0 ? page.style.dim(label) + ' '.repeat(indent - displayWidth(label)) : ' '.repeat(indent);
      return start + toneMark(value.tone, page.style)(line);
    });
  });
}

// Longer lines are hard to read, however wide the window is.
const READABLE_WIDTH = 100;

/** How the style shows a tone. */
export function toneMark(tone: Tone | undefined, style: Style): (text: string) => string {
  switch (tone) {
    case undefined:
      return (text) => text;
    case 'key':
      return style.key;
    case 'good':
      return style.good;
    case 'warn':
      return style.warning;
    case 'bad':
      return style.error;
    case 'dim':
      return style.dim;
  }
}

/** A value as it is shown on this page; a cell that is not there is empty. */
export function showCell(cell: Cell | undefined, page: Page): string {
  return cell === undefined ? '' : showText(formatCell(cell, page.words), page);
}

/** A text made safe, and ASCII where we chose the characters and the page needs it. */
export function showText(text: string, page: Page): string {
  const clean = cleanText(text);
  if (page.unicode !== false) return clean;
  return clean.replace(/[…⏎–—−·→±]/g, (character) => ASCII[character]!);
}

const ASCII: Readonly<Record<string, string>> = {
  '…': '...',
  '⏎': ' ',
  '–': '-',
  '—': '-',
  '−': '-',
  '·': '|',
  '→': '->',
  '±': '+-',
};

/** What stands where text is cut. */
export function dots(page: Page): string {
  return page.unicode === false ? '...' : '…';
}
