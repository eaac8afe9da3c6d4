import { displayWidth } from './width.ts';

/** A column as it would stand on the page: its header and the text of its cells. */
export interface ColumnText {
  readonly header: string;
  readonly cells: readonly string[];
  readonly flexible: boolean;
}

/**
 * How wide each column may be on a page of so many cells with a gap between columns: as wide as its text if
 * there is room, else headers wrap, else flexible columns give way, the widest first. Numbers never do. Null
 * when the table does not fit at all.
 */
export function fitColumns(columns: readonly ColumnText[], width: number, gap: number): number[] | null {
  const room = width - gap * (columns.length - 1);
  const headers = columns.map(({ header }) => headerWidth(header));
  const cells = columns.map((column) => widest(column.cells));
  const natural = columns.map(({ header }, index) => Math.max(displayWidth(header), cells[index]!));
  const wrapped = natural.map((_, index) => Math.max(headers[index]!, cells[index]!));
  const least = columns.map(({ flexible }, index) =>
    flexible ? Math.min(wrapped[index]!, Math.max(headers[index]!, LEAST)) : wrapped[index]!,
  );
  const widths = shrink(shrink(natural, wrapped, room), least, room);
  return sum(widths) <= room ? widths : null;
}

// Narrower than this a name or a sentence says nothing.
const LEAST = 12;

function shrink(widths: readonly number[], least: readonly number[], room: number): number[] {
  const result = [...widths];
  for (let excess = sum(result) - room; excess > 0; excess--) {
    let index = -1;
    for (let at = 0; at < result.length; at++) {
      if (result[at]! > least[at]! && (index < 0 || result[at]! > result[index]!)) index = at;
    }
    if (index < 0) break;
    result[index]!--;
  }
  return result;
}

// The least width at which a header takes two lines. Chinese headers are short and stay whole.
function headerWidth(header: string): number {
  const words = header.split(' ');
  const breaks = words.map((_, at) => [words.slice(0, at).join(' '), words.slice(at).join(' ')]);
  return Math.min(...breaks.map(widest));
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
