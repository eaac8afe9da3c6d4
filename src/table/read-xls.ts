import { type CellObject, CFB, type ParsingOptions, read, type WorkBook, type WorkSheet } from '@e965/xlsx';
import type { Cell, Sheet } from 'hucre/xlsx';
import { DecodeError } from './decode-error.ts';
import type { SheetValue } from './sheet-cell.ts';

/**
 * The sheets of a spreadsheet of Excel 97 to 2003 (.xls). Throws a DecodeError where it has a password or is older, since
 * such a file keeps its texts in a code page that it does not surely name; and an error where it cannot be read.
 */
export function readXls(bytes: Buffer): Sheet[] {
  const container = CFB.read(bytes, { type: 'buffer' });
  if (CFB.find(container, '/EncryptedPackage') !== null) throw lockedBook();
  const stream = CFB.find(container, '/Workbook') ?? CFB.find(container, '/Book');
  // The version stands in the first record.
  if (stream !== null && Buffer.from(stream.content).readUInt16LE(4) < EXCEL_97) throw tooOld();
  const book = unlocked(bytes);
  return book.SheetNames.map((name, index) => sheetOf(name, book.Sheets[name]!, isHidden(book, index)));
}

function unlocked(bytes: Buffer): WorkBook {
  try {
    return read(bytes, OPTIONS);
  } catch (error) {
    throw /password|encrypt/i.test(String(error)) ? lockedBook() : error;
  }
}

const EXCEL_97 = 0x0600;

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
    Array.from(row ?? [], (cell, column) => {
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
