import { type CsvRow, madeRow } from './csv-row.ts';
import { readRecord } from './read-csv.ts';
import { csvRecord } from './write-csv.ts';

/** A way to mend each row of a file in which all are amiss in the same manner. */
export type MendRow = (row: CsvRow) => CsvRow;

/** For a file in which every row is one cell in quotes: the delimiter inside, and how a row is taken apart. */
export function findQuotedRows(
  rows: readonly CsvRow[],
  delimiterOf: (text: string) => string | null,
): { readonly delimiter: string; readonly mend: MendRow } | null {
  const filled = rows.filter(isFilled);
  if (filled.length < 2 || !filled.every(isOneQuotedCell)) return null;
  const delimiter = delimiterOf(filled.map(({ cells }) => cells[0]!).join('\n'));
  if (delimiter === null || !filled.every(({ cells }) => cells[0]!.includes(delimiter))) return null;
  const mend: MendRow = (row) => {
    return isOneQuotedCell(row) ? readRecord(row.cell(0), delimiter, row.line) : row;
  };
  return { delimiter, mend };
}

function isOneQuotedCell(row: CsvRow): boolean {
  return row.width === 1 && row.broken === null && row.source[row.start] === QUOTE;
}

const QUOTE = 0x22;

/** Where a delimiter too many stands, at the end of the header or of every row; null where there is none. */
export function findSurplus(header: CsvRow, rows: readonly CsvRow[]): 'header' | 'rows' | null {
  const width = header.cells.length;
  const most = rows.filter((row) => row.width > 1 && isFilled(row));
  if (most.length === 0) return null;
  if (isBlankCell(header.cells.at(-1)) && most.every((row) => row.width === width - 1)) return 'header';
  return most.every((row) => hasSurplus(row, width)) ? 'rows' : null;
}

/** Whether a row has a blank cell behind those of the header. */
export function hasSurplus(row: CsvRow, width: number): boolean {
  return row.width === width + 1 && isBlankCell(row.cell(width));
}

/** A row without its last cell, which is blank. */
export function withoutLast(row: CsvRow, delimiter: string): CsvRow {
  if (row.text.endsWith(delimiter)) return row.withoutLast(Buffer.byteLength(delimiter));
  const cells = row.cells.slice(0, -1);
  return madeRow(cells, csvRecord(cells, delimiter), row.line);
}

/** Whether the cells that a row has too many are groups of three digits: amounts with thousands commas, unquoted. */
export function hasLooseThousands(cells: readonly string[], width: number): boolean {
  if (cells.length <= width) return false;
  let groups = 0;
  let inNumber = false;
  for (const cell of cells) {
    const isGroup = inNumber && /^\d{3}(?:\.\d+)?$/.test(cell.trim());
    if (isGroup) groups += 1;
    else inNumber = /^\(?-?[^\d\s]{0,3}\s?\d{1,3}$/.test(cell.trim());
  }
  return groups >= cells.length - width;
}

function isFilled(row: CsvRow): boolean {
  return row.broken !== null || startsWithText(row) || row.cells.some((cell) => cell.trim() !== '');
}

/** Whether nothing stands in any cell, or only a rule. The end-of-file mark of old systems is nothing. */
export function isBlank(row: CsvRow): boolean {
  return (
    row.broken === null &&
    !startsWithText(row) &&
    (row.cells.every((cell) => cell.trim() === '' || cell === '\x1a') || isRule(row))
  );
}

/** Whether something stands in a row that could be taken apart. */
export function isRead(row: CsvRow): boolean {
  return row.broken === null && !isBlank(row);
}

/** Whether a row is a line that is drawn and says nothing: |---|---|, +----+----+, ========. */
export function isRule({ cells }: CsvRow): boolean {
  const first = cells.find((cell) => cell.trim() !== '')?.trimStart() ?? '';
  if (!RULES.includes(first.charCodeAt(0))) return false;
  return cells.every((cell) => cell.trim() === '' || RULE.test(cell));
}

/** Whether a row is one cell with a line for each of several columns, with blanks between them: ---- ------. */
export function isRuleOfColumns({ cells }: CsvRow): boolean {
  return cells.length === 1 && /^\s*-+(?: +-+)+\s*$/.test(cells[0]!);
}

const RULES = [...'-=_:+'].map((sign) => sign.charCodeAt(0));
const RULE = /^[\s+|:]*(?:-{3,}|={3,}|_{3,})(?:[\s+|:]+(?:-+|=+|_+))*[\s+|:]*$/;

/**
 * Whether the first cell plainly starts with text: nearly every row does, and then is neither blank nor a rule. Of what is
 * not ASCII the Chinese signs are enough.
 */
export function startsWithText(row: CsvRow): boolean {
  const at = row.cellStart(0);
  if (row.width === 0 || at === row.cellEnd(0)) return false;
  return STARTS_TEXT[row.source[at]!] === 1;
}

const STARTS_TEXT = Uint8Array.from({ length: 256 }, (_, byte) =>
  (byte > 0x20 && byte < 0x7f && !RULES.includes(byte)) || (byte >= 0xe4 && byte <= 0xe9) ? 1 : 0,
);

function isBlankCell(cell: string | undefined): boolean {
  return cell !== undefined && cell.trim() === '';
}
