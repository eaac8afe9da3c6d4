import { isAscii, isUtf8 } from 'node:buffer';
import type { Diagnostic } from '../text/diagnostic.ts';
import { afterHan, listNames, verbatim, type Wording } from '../text/wording.ts';
import { incompleteEnd, inOneChunk } from './bytes.ts';
import type { CsvRow } from './csv-row.ts';
import { createDecoder, type Decoder } from './decode.ts';
import { DecodeError } from './decode-error.ts';
import { chooseDelimiter } from './delimiter.ts';
import type { RowFault } from './full-rows.ts';
import { encodingNamed, isOneByte } from './guess-encoding.ts';
import { DecodeFailure, readCsv } from './read-csv.ts';
import type { SheetForm } from './read-workbook.ts';
import { openRowBlocks, type RowBlocks } from './row-blocks.ts';
import type { Dialect, Fail, TableOptions } from './table.ts';

/** The rows of a file of a known form. */
export interface OpenedRows {
  readonly dialect: Dialect;
  readonly rows: AsyncIterable<readonly CsvRow[]>;
  /** The rows as blocks of bytes, where they stand in such. */
  readonly blocks?: RowBlocks;
  /** What is wrong with a row besides its form, by its line. */
  readonly faults?: ReadonlyMap<number, RowFault>;
}

/**
 * Finds what a file is by its first bytes, and opens its rows. Null after a report of what it is instead. `isInside`:
 * the bytes were unpacked; an archive in an archive is not.
 */
export async function openRows(
  chunks: AsyncIterable<Uint8Array>,
  options: TableOptions,
  fail: Fail,
  isInside = false,
): Promise<OpenedRows | null> {
  try {
    return await openAsItIs(chunks, options, fail, isInside);
  } catch (error) {
    if (!(error instanceof DecodeError)) throw error;
    return fail(error.code, error.wording, error.help);
  }
}

async function openAsItIs(
  chunks: AsyncIterable<Uint8Array>,
  options: TableOptions,
  fail: Fail,
  isInside: boolean,
): Promise<OpenedRows | null> {
  if (YAML.test(options.file)) return fail('not-csv', ...NO_CRITERIA);
  const bytes = chunks[Symbol.asyncIterator]();
  const start = await readUpTo(START, bytes);
  if (startsWith(start, GZIP) && !isInside) {
    const { gunzip } = await import('./unpack.ts');
    return openRows(gunzip(start, bytes), options, fail, true);
  }
  const form = oldFormOf(start);
  if (form !== null) {
    const rest = await readUpTo(Number.POSITIVE_INFINITY, bytes);
    return openOldWorkbook(Buffer.concat([start, rest]), form, options, fail);
  }
  const disguise = findDisguise(start);
  if (disguise !== null)
    return fail(
      'not-csv',
      {
        en: `the file is ${disguise.what.en}, not CSV`,
        zh: `文件是${afterHan(disguise.what.zh)}，不是 CSV`,
      },
      disguise.help,
    );
  if (!startsWith(start, ZIP)) return openCsv(start, bytes, options, fail);
  const rest = await readUpTo(Number.POSITIVE_INFINITY, bytes);
  return openZip(Buffer.concat([start, rest]), options, fail, isInside);
}

const YAML = /\.ya?ml$/i;
const NO_CRITERIA = [
  { en: 'the file is YAML, as criteria are, and no table', zh: '文件是 YAML（标准文件的格式），不是表格' },
  {
    en: 'name the file with the rows here, and criteria behind -c or --against-criteria',
    zh: '此处应为数据文件；标准文件请写在 -c 或 --against-criteria 之后',
  },
] as const;

async function openZip(
  archive: Buffer,
  options: TableOptions,
  fail: Fail,
  isInside: boolean,
): Promise<OpenedRows | null> {
  const { lookIntoZip } = await import('./unpack.ts');
  const content = lookIntoZip(archive);
  switch (content.kind) {
    case 'workbook':
      return openWorkbook(archive, content.form, options, fail);
    case 'binary-workbook':
      return fail(
        'not-csv',
        { en: 'the file is a binary workbook of Excel (.xlsb)', zh: '文件是 Excel 二进制工作簿（.xlsb）' },
        { en: 'open it in the spreadsheet and save it as .xlsx', zh: '请在电子表格中打开，另存为 .xlsx' },
      );
    case 'file':
      if (isInside)
        return fail(
          'not-csv',
          { en: 'the file is an archive in an archive', zh: '文件是压缩包里的压缩包' },
          { en: 'unpack it first', zh: '请先解压' },
        );
      sayOf(options, 'unpacked', {
        en: `"${content.name}" is read from the zip archive`,
        zh: `读取的是 zip 压缩包中的“${content.name}”`,
      });
      return openRows(inOneChunk(content.bytes), options, fail, true);
    case 'files': {
      const names = listNames(content.names.slice(0, 10));
      const isEmpty = content.names.length === 0;
      const message = {
        en: `the file is a zip archive with ${isEmpty ? 'nothing in it' : names.en}`,
        zh: isEmpty ? '文件是空的 zip 压缩包' : `文件是 zip 压缩包，其中有${names.zh}`,
      };
      return fail('not-csv', message, {
        en: 'unpack it and give the file with the customers',
        zh: '请解压后提供含有客户的文件',
      });
    }
  }
}

async function openWorkbook(
  archive: Buffer,
  form: SheetForm,
  options: TableOptions,
  fail: Fail,
): Promise<OpenedRows | null> {
  const { readWorkbook } = await import('./read-workbook.ts');
  const hints = {
    sheet: options.sheet ?? null,
    looks: options.looks,
    named: options.layout?.named ?? null,
    writeNumber: options.layout?.writeNumber ?? String,
    plainShares: options.layout?.plainShares ?? true,
  };
  const workbook = await readWorkbook(archive, form, hints);
  if (workbook.kind === 'problem') return fail(workbook.code, workbook.message, workbook.help);
  const at = { kind: 'file', file: options.file } as const;
  for (const remark of workbook.remarks) options.report({ ...remark, at });
  const { dialect, rows, faults } = workbook;
  return faults.size === 0 ? { dialect, rows } : { dialect, rows, faults };
}

type OldForm = Exclude<SheetForm, 'xlsx' | 'ods'>;

/**
 * The form of what has the name .xls, by its first bytes: what Excel writes since 1997 and since 2003, and what systems
 * write that leave the table to it. Null for what is none of them.
 */
export function oldFormOf(start: Uint8Array): OldForm | null {
  if (startsWith(start, COMPOUND)) return 'xls';
  if (/^mime-version:/i.test(headOf(start))) return 'mht';
  if (!TAG.test(headOf(start))) return null;
  const text = Buffer.from(start).toString('latin1');
  if (text.includes('urn:schemas-microsoft-com:office:spreadsheet')) return 'xml';
  return /<tr[\s>]/i.test(text) || PASSWORD.test(text) ? 'html' : null;
}

const PASSWORD = /<input\s[^>]{0,500}type\s*=\s*["']?password/i;

async function openOldWorkbook(
  bytes: Buffer,
  form: OldForm,
  options: TableOptions,
  fail: Fail,
): Promise<OpenedRows | null> {
  return openWorkbook(decodeOld(bytes, form, options), form, options, fail);
}

/** The bytes of such a file, in UTF-8 where they are a text. Throws a DecodeError where its encoding cannot be told. */
export function decodeOld(
  bytes: Buffer,
  form: OldForm,
  { encoding, layout }: Pick<TableOptions, 'encoding' | 'layout'>,
): Buffer {
  if (form === 'xls' || form === 'mht') return bytes;
  const declared = CHARSET.exec(bytes.subarray(0, START).toString('latin1'))?.[1];
  const wanted = encoding ?? (declared === undefined ? null : encodingNamed(declared));
  const decoder = createDecoder(wanted, bytes, layout?.named ?? null);
  const text = Buffer.concat([decoder.decode(bytes), decoder.end()]);
  decoder.close();
  return text;
}

// Enough to see what the file is, however small its chunks are.
async function readUpTo(most: number, bytes: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size < most) {
    const next = await bytes.next();
    if (next.done) break;
    chunks.push(Buffer.from(next.value));
    size += next.value.length;
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

const START = 128 * 1024;

function startsWith(start: Uint8Array, magic: Buffer): boolean {
  return Buffer.from(start.subarray(0, magic.length)).equals(magic);
}

// What a file really is when it is no text: what it is, and what to do. Null for what may be text.
function findDisguise(start: Uint8Array): { what: Wording; help: Wording } | null {
  const head = headOf(start);
  const found = DISGUISES.find(([sign]) => sign.test(head));
  return found === undefined ? null : { what: found[1], help: found[2] };
}

function headOf(start: Uint8Array): string {
  return Buffer.from(start.subarray(0, 64)).toString('latin1');
}

const COMPOUND = Buffer.from([0xd0, 0xcf, 0x11, 0xe0]);
const TAG = /^(?:\xef\xbb\xbf)?\s*<[!?a-z]/i;
const CHARSET = /(?:charset|encoding)\s*=\s*["']?([\w-]+)/i;

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const GZIP = Buffer.from([0x1f, 0x8b]);
const EXPORT = { en: 'export a CSV file instead', zh: '请改为导出 CSV 文件' };
// By its first bytes; a mark of UTF-8 and blanks may stand before text.
const DISGUISES: readonly (readonly [RegExp, Wording, Wording])[] = [
  [
    /^\x1f\x8b/,
    { en: 'an archive in an archive', zh: '压缩包里的压缩包' },
    { en: 'unpack it first', zh: '请先解压' },
  ],
  [/^%PDF/, { en: 'a PDF', zh: 'PDF' }, EXPORT],
  [/^\x89PNG/, { en: 'a picture', zh: '图片' }, { en: 'give the customer file', zh: '请提供客户文件' }],
  [
    /^PAR1/,
    { en: 'a Parquet file', zh: 'Parquet 文件' },
    {
      en: 'put "parquet:" before its name: DuckDB reads it then',
      zh: '请在文件名前加上“parquet:”，由 DuckDB 读取',
    },
  ],
  [
    /^.{8}DUCK/s,
    { en: 'a database of DuckDB', zh: 'DuckDB 数据库' },
    {
      en: 'name it and its table: duckdb:customers.duckdb?table=customers',
      zh: '请写明数据库和表：duckdb:customers.duckdb?table=customers',
    },
  ],
  [/^SQLite format 3/, { en: 'a SQLite database', zh: 'SQLite 数据库' }, EXPORT],
  [
    /^(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html|table|head|\?xml)/i,
    { en: 'a web page or XML', zh: '网页或 XML' },
    {
      en: 'open it in a spreadsheet and save it as CSV UTF-8',
      zh: '请在电子表格中打开，另存为 CSV UTF-8',
    },
  ],
  [/^(?:\xef\xbb\xbf)?\s*[[{]\s*["{[]/, verbatim('JSON'), EXPORT],
];

// Opens bytes as CSV: finds encoding and delimiter. `start` comes before what `rest` still gives.
function openCsv(
  start: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
  options: TableOptions,
  fail: Fail,
): OpenedRows | null {
  const decoder = createDecoder(options.encoding, start, options.layout?.named ?? null);
  sayUtf8(options, start);
  saySheet(options);
  const head = decoder.decode(start);
  const text = head.toString();
  const told = /^sep=(.)(?:\r\n|\n|\r)/i.exec(text);
  const delimiter = chooseDelimiter(text, told?.[1], options, fail);
  if (delimiter === null) return null;
  const texts = decodeAll(rest, decoder, told === null ? head : head.subarray(told[0].length));
  const dialect = {
    // Only what is not ASCII tells, and it may come late.
    get encoding() {
      return decoder.encoding;
    },
    delimiter,
    detected: options.encoding === null || options.delimiter === null,
    delimiterTold: options.delimiter !== null,
  };
  const firstLine = told === null ? 1 : 2;
  const { escape: sign = null } = options;
  if (sign !== null)
    return { dialect, rows: untilFailure(escapedRows(texts, delimiter, sign, firstLine), fail) };
  const { blocks, elsewhere } = openRowBlocks();
  const rows = readCsv(texts, delimiter, firstLine, undefined, elsewhere);
  return { dialect, rows: untilFailure(rows, fail), blocks };
}

// Text of one byte a sign is never by chance UTF-8: what was told is out of date.
function sayUtf8({ encoding, file, report }: TableOptions, start: Uint8Array): void {
  if (encoding === null || isAscii(start) || !isOneByte(encoding)) return;
  if (!isUtf8(start.subarray(0, start.length - incompleteEnd(start)))) return;
  const message = {
    en: `the file is told to be ${encoding}, and its bytes are UTF-8`,
    zh: `指定的编码是 ${encoding}，而文件其实是 UTF-8`,
  };
  const help = { en: 'take the encoding out, or write utf-8', zh: '请去掉编码设置，或写 utf-8' };
  report({ code: 'other-encoding', severity: 'warning', message, help, at: { kind: 'file', file } });
}

function saySheet({ sheet = null, file, report }: TableOptions): void {
  if (sheet === null) return;
  const message = {
    en: `the file has no sheets: "${sheet}" is not looked for`,
    zh: `该文件没有工作表，不会查找“${sheet}”`,
  };
  const help = {
    en: 'take the sheet out, or give the spreadsheet that has it',
    zh: '请去掉工作表设置，或提供含有该工作表的电子表格',
  };
  report({ code: 'missing-sheet', severity: 'warning', message, help, at: { kind: 'file', file } });
}

async function* escapedRows(
  texts: AsyncIterable<Buffer>,
  delimiter: string,
  sign: string,
  firstLine: number,
): AsyncGenerator<readonly CsvRow[]> {
  const { readEscaped } = await import('./read-escaped.ts');
  yield* readEscaped(texts, delimiter, sign, firstLine);
}

async function* decodeAll(
  bytes: AsyncIterator<Uint8Array>,
  decoder: Decoder,
  head: Buffer,
): AsyncGenerator<Buffer> {
  yield head;
  for (let next = await bytes.next(); !next.done; next = await bytes.next()) yield decoder.decode(next.value);
  yield decoder.end();
  decoder.close();
}

async function* untilFailure(
  batches: AsyncIterable<readonly CsvRow[]>,
  fail: Fail,
): AsyncGenerator<readonly CsvRow[]> {
  try {
    yield* batches;
  } catch (error) {
    if (!(error instanceof DecodeFailure)) throw error;
    const { code, wording, help } = error.reason;
    fail(code, wording, help, error.line);
  }
}

/** Says what was found out about the file. */
export function sayOf({ report, file }: TableOptions, code: Diagnostic['code'], message: Wording): void {
  report({ code, severity: 'info', message, at: { kind: 'file', file } });
}
