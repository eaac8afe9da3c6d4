import { type Cell, type CellValue, readXlsx, type Sheet } from 'hucre/xlsx';
import { CsvRow } from './csv-row.ts';
import type { Dialect } from './table.ts';
import { csvRecord } from './write-csv.ts';

/** Rows of one sheet as CSV rows, or why there are none: a code with what was found and how to mend it. */
export type Workbook =
  | { readonly kind: 'rows'; readonly dialect: Dialect; readonly rows: AsyncIterable<readonly CsvRow[]> }
  | {
      readonly kind: 'problem';
      readonly code: 'bad-spreadsheet' | 'ambiguous-sheet';
      readonly message: string;
      readonly help: string;
    };

/**
 * Reads an .xlsx file: the sheet that is named, or the only visible one that holds anything. Cells become the
 * text that the same export would have as CSV: 2026-06-30, 95.3%, 1234.5, TRUE.
 */
export async function readWorkbook(bytes: Uint8Array, told: string | null): Promise<Workbook> {
  let sheets: readonly Sheet[];
  try {
    const sheetOf = (info: { name: string; hidden?: boolean; veryHidden?: boolean }): boolean =>
      told === null ? info.hidden !== true && info.veryHidden !== true : info.name === told;
    ({ sheets } = await readXlsx(bytes, { readStyles: true, sheets: sheetOf }));
  } catch (error) {
    // Whatever the library stumbles over is the file's fault, and named; a stack would help nobody.
    const reason = error instanceof Error ? `: ${error.message}` : '';
    const message = `the file looks like a spreadsheet (.xlsx) and cannot be read${reason}`;
    return {
      kind: 'problem',
      code: 'bad-spreadsheet',
      message,
      help: 'open it in the spreadsheet and save it as CSV UTF-8',
    };
  }
  const filled = sheets.filter(({ rows }) => rows.some((row) => row.some((value) => value !== null)));
  const [sheet, other] = filled;
  if (sheet === undefined) {
    const message =
      told === null ? 'the spreadsheet is empty' : `the spreadsheet has nothing in a sheet "${told}"`;
    const help = 'check the name of the sheet as its tab shows it';
    return { kind: 'problem', code: 'bad-spreadsheet', message, help };
  }
  if (other !== undefined) {
    const names = filled.map(({ name }) => `"${name}"`).join(', ');
    const help = `say which: --sheet ${JSON.stringify(sheet.name)}`;
    const message = `customers could stand in several sheets: ${names}`;
    return { kind: 'problem', code: 'ambiguous-sheet', message, help };
  }
  const dialect = { encoding: 'xlsx', delimiter: ',', detected: told === null, sheet: sheet.name };
  return { kind: 'rows', dialect, rows: rowsOf(sheet) };
}

// The line of a row is its number in the sheet.
async function* rowsOf(sheet: Sheet): AsyncGenerator<readonly CsvRow[]> {
  const { rows, cells } = sheet;
  for (let from = 0; from < rows.length; from += BATCH) {
    const batch: CsvRow[] = [];
    for (let index = from; index < Math.min(rows.length, from + BATCH); index += 1) {
      const texts = rows[index]!.map((value, column) => textOf(value, cells?.get(`${index},${column}`)));
      const source = Buffer.from(csvRecord(texts, ','));
      batch.push(new CsvRow(texts, index + 1, source, 0, source.length, null));
    }
    yield batch;
  }
}

const BATCH = 1000;

function textOf(value: CellValue, cell: Cell | undefined): string {
  const format = cell?.style?.numFmt ?? '';
  if (value === null) return '';
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') return numberText(value, format);
  if (Number.isNaN(value.getTime())) return '#VALUE!';
  const [day, time] = value.toISOString().split('T') as [string, string];
  return time.startsWith('00:00:00') ? day : `${day} ${time.slice(0, 8)}`;
}

// A number shown as 95% or 00123 is that to the person who typed it, and to the export as CSV.
function numberText(value: number, format: string): string {
  const shown = format.replace(/"[^"]*"|\\./g, '');
  if (shown.includes('%')) return `${Number((value * 100).toPrecision(15))}%`;
  if (/^0{2,}$/.test(shown) && Number.isInteger(value) && value >= 0)
    return String(value).padStart(shown.length, '0');
  return String(value);
}
