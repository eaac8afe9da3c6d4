import type { Sheet } from 'hucre/xlsx';
import type { Code } from '../text/codes.ts';
import { listNames, type Wording } from '../text/wording.ts';
import { type CsvRow, madeRow } from './csv-row.ts';
import { DecodeError } from './decode-error.ts';
import type { RowFault } from './full-rows.ts';
import { HEADER_ROWS, type Layout } from './layout.ts';
import { rowLabelOf } from './row-label.ts';
import { cellName, cellText, clearFormat } from './sheet-cell.ts';
import type { Dialect } from './table.ts';
import { withFile, withSlashes, zipEntries } from './unzip.ts';
import { csvRecord } from './write-csv.ts';

/**
 * How a spreadsheet is written: two kinds of archive, the bytes of Excel 97, the XML of Excel 2003, a web page, web pages in
 * an archive.
 */
export type SheetForm = 'xlsx' | 'ods' | 'xls' | 'xml' | 'html' | 'mht';

/** Rows of one sheet as CSV rows, or why there are none: a code with what was found and how to mend it. */
export type Workbook =
  | {
      readonly kind: 'rows';
      readonly dialect: Dialect;
      readonly rows: AsyncIterable<readonly CsvRow[]>;
      /** What is worth knowing of the sheet. */
      readonly remarks: readonly RowFault[];
      /** What is wrong with a row, by its line. */
      readonly faults: ReadonlyMap<number, RowFault>;
    }
  | ({ readonly kind: 'problem' } & RowFault);

/** What is known before a workbook is read: the sheet that is told, the columns that are wanted, the sign of decimals. */
export interface SheetHints {
  readonly sheet: string | null;
  /** What all looks at the workbook share, each of which tells the same sheet. */
  readonly looks?: object | undefined;
  readonly named: Layout['named'];
  readonly writeNumber: Layout['writeNumber'];
  readonly plainShares: Layout['plainShares'];
}

/**
 * Reads a spreadsheet, whose bytes are UTF-8 where it is XML or a web page: the sheet that is named, the only visible one
 * that holds anything, or the only one that has the wanted columns. Cells become the text that the same export would have
 * as CSV: 2026-06-30, 95.3%, 1234.5, TRUE. What a vertical merge covers is filled in where it is a text.
 */
export async function readWorkbook(
  bytes: Buffer,
  form: SheetForm,
  { sheet: told, looks, named, ...writing }: SheetHints,
): Promise<Workbook> {
  let sheets: readonly Sheet[];
  try {
    sheets = (looks === undefined ? undefined : PARSED.get(looks)) ?? (await readSheets(bytes, form, told));
    if (looks !== undefined) PARSED.set(looks, sheets);
  } catch (error) {
    if (error instanceof DecodeError) return problem(error.code, error.wording, error.help);
    // Whatever the library stumbles over is the file's fault, and named; a stack would help nobody.
    const reason = error instanceof Error && !(error instanceof TypeError) ? `: ${error.message}` : '';
    const message = {
      en: `the file looks like a spreadsheet (.${form}) and cannot be read${reason}`,
      zh: `文件像是电子表格（.${form}），但无法读取${reason}`,
    };
    return problem('bad-spreadsheet', message, {
      en: 'open it in the spreadsheet and save it as CSV UTF-8',
      zh: '请在电子表格中打开，另存为 CSV UTF-8',
    });
  }
  if (told !== null && sheets.length === 0) {
    const others = await readSheets(bytes, form, null);
    if (others.length > 0) return sayMissing(told, others, named);
  }
  const filled = sheets.filter(({ rows }) => rows.some((row) => row.some((value) => value !== null)));
  const candidates = filled.length === 1 ? filled : withColumns(filled, named);
  const [sheet] = candidates;
  if (filled.length === 0) {
    const message =
      told === null
        ? { en: 'the spreadsheet is empty', zh: '电子表格是空的' }
        : { en: `the sheet "${told}" of the spreadsheet is empty`, zh: `电子表格的工作表“${told}”是空的` };
    return problem('bad-spreadsheet', message, {
      en: 'give the file with the customers, or name another sheet',
      zh: '请提供含有客户的文件，或指定其他工作表',
    });
  }
  if (sheet === undefined || candidates.length > 1) return askForSheet(candidates, named !== null);
  const swapped = findSwappedDates(sheet);
  if (swapped !== null) return swapped;
  const { faults, remarks } = lookAtSheet(sheet, form);
  if (filled.length > 1) {
    const others = listNames(filled.filter((one) => one !== sheet).map(({ name }) => name));
    const message = {
      en: `the sheet "${sheet.name}" is read: it has the columns (others: ${others.en})`,
      zh: `读取的是工作表“${sheet.name}”，它有所需的列（其他工作表：${others.zh}）`,
    };
    remarks.unshift({ code: 'sheet-found', severity: 'info', message, help: undefined });
  }
  const dialect = { encoding: form, delimiter: ',', detected: told === null, sheet: sheet.name };
  return { kind: 'rows', dialect, rows: rowsOf(sheet, writing), remarks, faults };
}

// Parsing takes most of the time of a look.
const PARSED = new WeakMap<object, readonly Sheet[]>();

function problem(code: Code, message: Wording, help: Wording): Extract<Workbook, { kind: 'problem' }> {
  return { kind: 'problem', code, severity: 'error', message, help };
}

async function readSheets(bytes: Buffer, form: SheetForm, told: string | null): Promise<readonly Sheet[]> {
  const wanted = (info: SheetInfo): boolean =>
    told === null
      ? info.hidden !== true && info.veryHidden !== true
      : nameOf(info) === nameOf({ name: told });
  if (form === 'xlsx') {
    const { readXlsx } = await import('hucre/xlsx');
    return (await readXlsx(withSlashes(bytes), { readStyles: true, sheets: wanted })).sheets;
  }
  if (form !== 'ods') return (await readOldSheets(bytes, form)).filter(wanted).map(fillUp);
  const { readOds } = await import('hucre/ods');
  const content = zipEntries(bytes)?.find(({ name }) => name === CONTENT);
  const text = content?.read().toString() ?? '';
  // The library passes over rows that are held together: those that head each page, and those that can be folded.
  const flat = text.replaceAll(ROW_GROUPS, '');
  const archive = flat === text ? bytes : await withFile(bytes, CONTENT, Buffer.from(flat));
  const { sheets } = await readOds(archive, { readStyles: true });
  showKinds(sheets, flat);
  return sheets.filter(wanted);
}

async function readOldSheets(
  bytes: Buffer,
  form: Exclude<SheetForm, 'xlsx' | 'ods'>,
): Promise<readonly Sheet[]> {
  switch (form) {
    case 'xls':
      return (await import('./read-xls.ts')).readXls(bytes);
    case 'xml':
      return (await import('./read-xml-spreadsheet.ts')).readXmlSpreadsheet(bytes.toString());
    case 'html':
      return (await import('./read-html.ts')).readHtml(bytes.toString());
    case 'mht':
      return (await import('./read-html.ts')).readMhtml(bytes);
  }
}

// A row may end with the last of its cells that holds something.
function fillUp(sheet: Sheet): Sheet {
  const end = (row: Sheet['rows'][number]): number =>
    row.findLastIndex((value) => (value ?? null) !== null) + 1;
  const width = sheet.rows.reduce((most, row) => Math.max(most, end(row)), 0);
  return {
    ...sheet,
    rows: sheet.rows.map((row) => Array.from({ length: width }, (_, at) => row[at] ?? null)),
  };
}

const CONTENT = 'content.xml';
const ROW_GROUPS = /<\/?table:table-(?:header-rows|row-group|rows)(?=[\s/>])[^>]*>/g;

// In an .ods file a cell says itself that it is a percent, or in which currency it is, also where the style is that of its
// column or row; the library reads neither these styles nor what a cell says.
function showKinds(sheets: readonly Sheet[], content: string): void {
  const path: string[] = [];
  let sheet = -1;
  // The rows and columns that the last tag stands for: from the first, up to and without the next.
  let [row, nextRow, nextColumn] = [0, 0, 0];
  for (const [, closes, name, attributes, single] of content.matchAll(TAG)) {
    if (closes === '/') {
      path.pop();
      continue;
    }
    const place = path.join(' ');
    if (single !== '/') path.push(name!);
    const repeated = (what: string): number =>
      Number(attributeOf(attributes!, `table:number-${what}-repeated`) ?? 1);
    if (place === IN_SHEETS && name === 'table:table') {
      sheet += 1;
      nextRow = 0;
    } else if (place === `${IN_SHEETS} table:table` && name === 'table:table-row') {
      row = nextRow;
      nextRow += repeated('rows');
      nextColumn = 0;
    } else if (place === `${IN_SHEETS} table:table table:table-row` && name!.endsWith('table-cell')) {
      const column = nextColumn;
      nextColumn += repeated('columns');
      const format = formatOfKind(attributes!);
      if (format !== null) showKind(sheets[sheet]!, format, [row, nextRow], [column, nextColumn]);
    }
  }
}

const TAG = /<(\/?)([\w:.-]+)((?:[^>"'/]|"[^"]*"|'[^']*'|\/(?!>))*)(\/?)>/g;
const IN_SHEETS = 'office:document-content office:body office:spreadsheet';

function attributeOf(attributes: string, name: string): string | undefined {
  return new RegExp(`\\s${name}\\s*=\\s*["']([^"']*)["']`).exec(attributes)?.[1];
}

function formatOfKind(attributes: string): string | null {
  const kind = attributeOf(attributes, 'office:value-type');
  if (kind === 'percentage') return '0%';
  const currency = kind === 'currency' ? attributeOf(attributes, 'office:currency') : undefined;
  return currency === undefined ? null : `[$${currency}]`;
}

type Range = readonly [from: number, to: number];

function showKind(sheet: Sheet, format: string, [top, bottom]: Range, [left, right]: Range): void {
  sheet.cells ??= new Map();
  for (let row = top; row < Math.min(bottom, sheet.rows.length); row += 1) {
    const values = sheet.rows[row]!;
    for (let column = left; column < Math.min(right, values.length); column += 1) {
      const key = `${row},${column}`;
      const cell = sheet.cells.get(key) ?? { value: values[column]!, type: 'number' };
      const numFmt = clearFormat(cell.style?.numFmt ?? '', format);
      sheet.cells.set(key, { ...cell, style: { ...cell.style, numFmt } });
    }
  }
}

/** The names of the sheets that are not hidden, in their order; of an .xlsx file without reading what stands in them. */
export async function sheetNames(bytes: Buffer, form: SheetForm): Promise<readonly string[]> {
  if (form !== 'xlsx') return (await readSheets(bytes, form, null)).map(({ name }) => name);
  const { readXlsx } = await import('hucre/xlsx');
  const names: string[] = [];
  const note = ({ name, hidden, veryHidden }: SheetInfo): boolean => {
    if (hidden !== true && veryHidden !== true) names.push(name);
    return false;
  };
  await readXlsx(withSlashes(bytes), { sheets: note });
  return names;
}

interface SheetInfo {
  readonly name: string;
  readonly hidden?: boolean;
  readonly veryHidden?: boolean;
}

// The sheets with a row that names the most of the wanted columns, more than one of them and more than twice as many as
// in any other sheet; else all.
function withColumns(sheets: readonly Sheet[], named: Layout['named']): readonly Sheet[] {
  if (named === null) return sheets;
  const counts = sheets.map((sheet) => mostNamed(sheet, named));
  const most = Math.max(...counts);
  const isClear = most > 1 && counts.every((count) => count === most || count * 2 < most);
  return isClear ? sheets.filter((_, index) => counts[index] === most) : sheets;
}

// How many of the wanted columns the row of a sheet names that names the most.
function mostNamed({ rows }: Sheet, named: NonNullable<SheetHints['named']>): number {
  const texts = rows
    .slice(0, HEADER_ROWS)
    .map((row) => row.map((value) => (value === null ? '' : String(value))));
  return Math.max(0, ...texts.map(named));
}

// Spreadsheets take no two sheets whose names differ in case only.
function nameOf({ name }: { readonly name: string }): string {
  return name.trim().toLowerCase();
}

// Those with the most of the wanted columns first, then those that look most like a table.
function sayMissing(told: string, sheets: readonly Sheet[], named: SheetHints['named']): Workbook {
  const columns = (sheet: Sheet): number => (named === null ? 0 : mostNamed(sheet, named));
  const ranked = byFullness(sheets).sort((a, b) => columns(b) - columns(a));
  const names = ranked.map(({ name }) => JSON.stringify(name));
  const message = {
    en: `the spreadsheet has no sheet "${told}", only ${names.join(', ')}`,
    zh: `电子表格没有工作表“${told}”，只有 ${names.join('、')}`,
  };
  const flag = `--sheet ${names[0]}`;
  const help =
    named === null
      ? { en: `say which: ${flag}`, zh: `请指明：${flag}` }
      : {
          en: `say ${flag}, or in the criteria: input: { sheet: ${names[0]} }`,
          zh: `请指明 ${flag}，或在标准文件中写：input: { sheet: ${names[0]} }`,
        };
  return problem('missing-sheet', message, help);
}

function byFullness(sheets: readonly Sheet[]): Sheet[] {
  const fullness = (sheet: Sheet): number =>
    sheet.rows.filter((row) => row.filter((value) => value !== null).length > 1).length;
  return [...sheets].sort((a, b) => fullness(b) - fullness(a));
}

// Those that look most like a table first.
function askForSheet(sheets: readonly Sheet[], inCriteria: boolean): Workbook {
  const names = byFullness(sheets).map(({ name }) => JSON.stringify(name));
  const message = {
    en: `customers could stand in several sheets: ${names.join(', ')}`,
    zh: `有几张工作表都可能是客户数据：${names.join('、')}`,
  };
  const help = inCriteria
    ? {
        en: `say which in the criteria: input: { sheet: ${names[0]} }`,
        zh: `请在标准文件中指明：input: { sheet: ${names[0]} }`,
      }
    : { en: `say which: --sheet ${names[0]}`, zh: `请指明：--sheet ${names[0]}` };
  return problem('ambiguous-sheet', message, help);
}

// A spreadsheet that expects the month first makes a date of 10/12/2026, of 10 December, and leaves 15/09/2026 as text.
function findSwappedDates(sheet: Sheet): Workbook | null {
  const width = Math.max(...sheet.rows.slice(0, HEADER_ROWS).map((row) => row.length));
  for (let column = 0; column < width; column += 1) {
    const dates = sheet.rows.flatMap((row) => (row[column] instanceof Date ? [row[column] as Date] : []));
    const texts = sheet.rows.flatMap((row) => {
      const value = row[column];
      return typeof value === 'string' && DAY_AND_MONTH.test(value) ? [value] : [];
    });
    const isAbove = (text: string): boolean =>
      (DAY_AND_MONTH.exec(text) ?? []).slice(1, 3).some((part) => Number(part) > 12);
    if (dates.length < 2 || texts.length < 2) continue;
    if (!dates.every((date) => date.getUTCDate() <= 12) || !texts.every(isAbove)) continue;
    const header = sheet.rows.find((row) => typeof row[column] === 'string')?.[column];
    const message = {
      en:
        `the column "${header}" has ${dates.length} real dates, all with a day up to 12, and ${texts.length} texts such ` +
        `as "${texts[0]}", all above: the spreadsheet took days for months when it opened the export`,
      zh: `列“${header}”有 ${dates.length} 个真正的日期，日都不超过 12，另有 ${texts.length} 个文本（如“${texts[0]}”）都超过 12：电子表格打开导出文件时把日和月弄反了`,
    };
    const help = {
      en: 'give the export itself, not the file that the spreadsheet saved; or import it there with this column as text',
      zh: '请直接提供导出文件，而不是电子表格另存的文件；或把导出文件导入电子表格并将该列设为文本',
    };
    return problem('swapped-dates', message, help);
  }
  return null;
}

const DAY_AND_MONTH = /^\s*(\d{1,2})[./-](\d{1,2})[./-]\d{2,4}\b/;

// Fills in what vertical merges cover, and finds what is wrong or worth knowing.
function lookAtSheet(sheet: Sheet, form: SheetForm): { remarks: RowFault[]; faults: Map<number, RowFault> } {
  const remarks: RowFault[] = [];
  const faults = new Map<number, RowFault>();
  const filled = fillMerges(sheet, form, faults);
  if (filled > 0) {
    const cells = filled === 1 ? 'cell' : 'cells';
    const message = {
      en: `${filled} ${cells} under a merged cell of the spreadsheet got its text`,
      zh: `合并单元格下方的 ${filled} 个单元格取了它的文本`,
    };
    remarks.push({ code: 'merged-cells', severity: 'info', message, help: undefined });
  }
  blameFormulas(sheet, faults);
  const hidden = [...(sheet.rowDefs ?? [])]
    .flatMap(([at, { hidden }]) => (hidden === true && isFilled(sheet, at) ? [at] : []))
    .sort((one, other) => one - other);
  const [first] = hidden;
  if (first !== undefined) {
    const rows = hidden.length === 1 ? 'row is' : 'rows are';
    const message = {
      en: `${hidden.length} ${rows} read that a filter or a person hid in the spreadsheet, the first in row ${first + 1}`,
      zh: `读取了电子表格中被筛选或手动隐藏的 ${hidden.length} 行，第一处在第 ${first + 1} 行`,
    };
    remarks.push({
      code: 'hidden-rows',
      severity: 'info',
      message,
      help: {
        en: 'leave such rows out of the export if they are no customers',
        zh: '这些行如果不是客户，请在导出时去掉',
      },
    });
  }
  return { remarks, faults };
}

function isFilled({ rows }: Pick<Sheet, 'rows'>, at: number): boolean {
  return rows[at]?.some((value) => value !== null) === true;
}

function fillMerges(sheet: Sheet, form: SheetForm, faults: Map<number, RowFault>): number {
  let filled = 0;
  for (const { startRow, startCol, endRow } of sheet.merges ?? []) {
    const value = sheet.rows[startRow]?.[startCol] ?? null;
    if (value === null) continue;
    for (let at = startRow + 1; at <= Math.min(endRow, sheet.rows.length - 1); at += 1) {
      const row = sheet.rows[at]!;
      if ((row[startCol] ?? null) !== null || !isFilled(sheet, at)) continue;
      const isNumber =
        typeof value === 'number' || ((form === 'html' || form === 'mht') && NUMBER.test(String(value)));
      if (isNumber) faults.set(at + 1, mergedNumber(cellName(startRow, startCol), at + 1));
      else {
        while (row.length < startCol) row.push(null);
        row[startCol] = value;
        filled += 1;
      }
    }
  }
  return filled;
}

// In a web page, everything is text. A day is no number.
const NUMBER = /^(?!\d{1,4}([./-])\d{1,2}\1)[^\p{L}]*\d[^\p{L}]*$/u;

function mergedNumber(name: string, line: number): RowFault {
  return {
    code: 'merged-number',
    severity: 'error',
    message: {
      en: `the number in the merged cell ${name} could be that of row ${line}, too, or one for several rows`,
      zh: `合并单元格 ${name} 中的数字可能也属于第 ${line} 行，或由几行共有`,
    },
    help: {
      en: 'unmerge it in the spreadsheet and give each row its own number',
      zh: '请在电子表格中取消合并，给每行各填一个数字',
    },
  };
}

// The row of a total is no customer, and says so itself.
function blameFormulas({ cells, rows }: Sheet, faults: Map<number, RowFault>): void {
  const names = new Map<number, string[]>();
  for (const [key, cell] of cells ?? []) {
    if (cell.formula === undefined || cell.value !== null) continue;
    const [at, column] = key.split(',').map(Number) as [number, number];
    const label = rows[at]?.find((value) => value !== null) ?? '';
    if (rowLabelOf(String(label)) !== null || !isFilled({ rows }, at)) continue;
    names.set(at + 1, [...(names.get(at + 1) ?? []), cellName(at, column)]);
  }
  for (const [line, found] of names) {
    faults.set(line, {
      code: 'uncalculated-formula',
      severity: 'error',
      message: {
        en: `the ${found.length === 1 ? 'formula' : 'formulas'} in ${found.join(', ')} ${found.length === 1 ? 'has' : 'have'} no stored result`,
        zh: `${found.join('、')} 中的公式没有存下计算结果`,
      },
      help: {
        en: 'open the file in the spreadsheet, which calculates it, and save it',
        zh: '请在电子表格中打开该文件（会自动计算）并保存',
      },
    });
  }
}

// The columns in which most numbers are percents: a plain 0.5 there is 50%. What is above 1 may be 97% typed as 97.
function percentColumns({ rows, cells }: Sheet): ReadonlySet<number> {
  const counts = new Map<number, number>();
  for (const [at, row] of rows.entries())
    for (const [column, value] of row.entries()) {
      if (typeof value !== 'number') continue;
      const isPercent = cells?.get(`${at},${column}`)?.style?.numFmt?.includes('%') === true;
      counts.set(column, (counts.get(column) ?? 0) + (isPercent ? 1 : -1));
    }
  return new Set([...counts].filter(([, more]) => more > 0).map(([column]) => column));
}

// The line of a row is its number in the sheet; a used range may go on for a million blank rows.
async function* rowsOf(
  sheet: Sheet,
  { writeNumber, plainShares }: Pick<SheetHints, 'writeNumber' | 'plainShares'>,
): AsyncGenerator<readonly CsvRow[]> {
  const { rows, cells } = sheet;
  const percents = plainShares ? percentColumns(sheet) : NONE;
  const last = rows.findLastIndex((row) => row.some((value) => value !== null && value !== ''));
  for (let from = 0; from <= last; from += BATCH) {
    const batch: CsvRow[] = [];
    for (let index = from; index <= Math.min(last, from + BATCH - 1); index += 1) {
      const texts = rows[index]!.map((value, column) => {
        const format = cells?.get(`${index},${column}`)?.style?.numFmt ?? '';
        const isPlain = typeof value === 'number' && (format === '' || format === 'General');
        return cellText(
          value,
          isPlain && percents.has(column) && Math.abs(value) <= 1 ? '0%' : format,
          writeNumber,
        );
      });
      batch.push(madeRow(texts, csvRecord(texts, ','), index + 1));
    }
    yield batch;
  }
}

const NONE: ReadonlySet<number> = new Set();
const BATCH = 1000;
