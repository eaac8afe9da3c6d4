import { type CellObject, CFB, type ParsingOptions, read, type WorkBook, type WorkSheet } from '@e965/xlsx';
import type { Cell, Sheet } from 'hucre/xlsx';
import { breaksOff, DecodeError } from './decode-error.ts';
import type { SheetValue } from './sheet-cell.ts';

/**
 * The sheets of a spreadsheet of Excel 97 to 2003 (.xls). Throws a DecodeError where it has a password or is older, since
 * such a file keeps its texts in a code page that it does not surely name; and an error where it cannot be read.
 */
export function readXls(bytes: Buffer): Sheet[] {
  const container = CFB.read(bytes, { type: 'buffer' });
  if (CFB.find(container, '/EncryptedPackage') !== null) throw lockedBook();
  const stream = CFB.find(container, '/Workbook') ?? CFB.find(container, '/Book');
  if (stream === null) throw new Error('it has no workbook');
  const book = read(onlyCells(Buffer.from(stream.content)), OPTIONS);
  return book.SheetNames.map((name, index) => sheetOf(name, book.Sheets[name]!, isHidden(book, index)));
}

// The records of a workbook, each with its type and length before it; those that say nothing of cells get the type of one
// that is passed over, since the library is not safe from what may be wrong with them, and tells the console of others.
function onlyCells(records: Buffer): Buffer {
  if (records.readUInt16LE(4) < EXCEL_97) throw tooOld();
  let [depth, isKept] = [0, true];
  for (let at = 0; at + 4 <= records.length; ) {
    const type = records.readUInt16LE(at);
    if (type === LOCKED) throw lockedBook();
    if (type === BEGIN) depth += 1;
    // What follows the last sheet fills up the file.
    if (depth === 0) break;
    if (type === END) depth -= 1;
    if (type !== CONTINUE) isKept = KEPT.has(type);
    if (!isKept) records.writeUInt16LE(PASSED_OVER, at);
    const length = records.readUInt16LE(at + 2);
    // The result of a formula stands before it. The library reads both, and never ends where the formula is damaged.
    if (FORMULAS.has(type) && at + 4 + length <= records.length) {
      if (length < RESULT_LENGTH + 2) throw new Error('a formula breaks off');
      records.writeUInt16LE(NO_FORMULA, at + 4 + RESULT_LENGTH);
    }
    at += 4 + length;
    if (at > records.length) throw breaksOff();
  }
  return records;
}

const EXCEL_97 = 0x0600;
// As [MS-XLS] 2.3 numbers the types of records.
const [LOCKED, BEGIN, END, CONTINUE, PASSED_OVER] = [0x2f, 0x809, 0x0a, 0x3c, 0x60];
// The dates of 1904, sheets, texts, formats and styles; then the size of a sheet, rows, cells and merges.
const KEPT: ReadonlySet<number> = new Set([
  ...[BEGIN, END, 0x22, 0x85, 0xfc, 0x41e, 0xe0],
  ...[
    0x200, 0x208, 0x06, 0x206, 0x406, 0x207, 0x203, 0x27e, 0xbd, 0xbe, 0x201, 0xfd, 0x204, 0xd6, 0x205, 0xe5,
  ],
]);

// Where in such a record the length of the formula stands, and what the library takes for none, as [MS-XLS] 2.4.127 has it.
const FORMULAS: ReadonlySet<number> = new Set([0x06, 0x206, 0x406]);
const [RESULT_LENGTH, NO_FORMULA] = [20, 0xffff];

const OPTIONS: ParsingOptions = {
  type: 'buffer',
  dense: true,
  cellDates: true,
  UTC: true,
  cellNF: true,
  cellText: false,
  cellFormula: false,
  cellHTML: false,
};

function lockedBook(): DecodeError {
  return new DecodeError(
    'bad-spreadsheet',
    { en: 'the spreadsheet has a password', zh: '电子表格设有密码' },
    { en: 'open it, take the password off and save it again', zh: '请打开后取消密码，重新保存' },
  );
}

function tooOld(): DecodeError {
  return new DecodeError(
    'bad-spreadsheet',
    { en: 'the spreadsheet is older than Excel 97', zh: '电子表格的格式早于 Excel 97' },
    { en: 'open it in a spreadsheet and save it as .xlsx', zh: '请在电子表格中打开，另存为 .xlsx' },
  );
}

function isHidden({ Workbook: properties }: WorkBook, index: number): boolean {
  return (properties?.Sheets?.[index]?.Hidden ?? 0) !== 0;
}

function sheetOf(name: string, sheet: WorkSheet, hidden: boolean): Sheet {
  const cells = new Map<string, Cell>();
  const rows = Array.from(sheet['!data'] ?? [], (row: readonly (CellObject | undefined)[] | undefined, at) =>
    Array.from(checkWidth(row ?? []), (cell, column) => {
      if (cell === undefined) return null;
      const value = cellValue(cell);
      cells.set(`${at},${column}`, { value, type: 'string', style: { numFmt: String(cell.z ?? '') } });
      return value;
    }),
  );
  const merges = (sheet['!merges'] ?? []).map(({ s, e }) => ({
    startRow: s.r,
    startCol: s.c,
    endRow: e.r,
    endCol: e.c,
  }));
  const rowDefs = new Map(
    (sheet['!rows'] ?? []).flatMap((row, at) => (row?.hidden ? [[at, { hidden: true }]] : [])),
  );
  return { name, rows, cells, merges, rowDefs, hidden };
}

// A cell beyond the last column that such a sheet can have is damage.
function checkWidth<T>(row: readonly T[]): readonly T[] {
  if (row.length > MOST_COLUMNS) throw new Error(`a row has ${row.length} columns`);
  return row;
}

const MOST_COLUMNS = 256;

function cellValue({ t: kind, v: value }: CellObject): SheetValue {
  if (kind === 'e') return ERRORS[Number(value)] ?? '#N/A';
  return value ?? null;
}

const ERRORS: Readonly<Record<number, string>> = {
  0: '#NULL!',
  7: '#DIV/0!',
  15: '#VALUE!',
  23: '#REF!',
  29: '#NAME?',
  36: '#NUM!',
};
