import { isAscii, isUtf8 } from 'node:buffer';
import type { Diagnostic } from '../text/diagnostic.ts';
import { COMMA, joined, quoted, verbatim, type Wording } from '../text/wording.ts';
import { incompleteEnd } from './bytes.ts';
import type { CsvRow } from './csv-row.ts';
import { createDecoder, type Decoder } from './decode.ts';
import { DecodeError } from './decode-error.ts';
import {
  BROKEN_WORDS,
  fullRows,
  isBlank,
  LOOSE_THOUSANDS_HELP,
  leaveOutHelp,
  type RowFault,
} from './full-rows.ts';
import { isOneByte } from './guess-encoding.ts';
import { groupsColumns, holdsNames } from './header-rows.ts';
import { findHtmlSign, readHtmlSigns } from './html-signs.ts';
import { HEADER_ROWS, type Layout } from './layout.ts';
import { DecodeFailure, readCsv } from './read-csv.ts';
import { openRowBlocks, type RowBlocks } from './row-blocks.ts';
import {
  findQuotedRows,
  findSurplus,
  hasLooseThousands,
  hasSurplus,
  type MendRow,
  withoutLast,
} from './row-shape.ts';
import type { CustomerTable, Dialect, TableOptions, TableRecord } from './table.ts';

// Says why a file cannot be read, in all or from a line on.
type Fail = (code: Diagnostic['code'], message: Wording, help: Wording | undefined, line?: number) => null;

// The rows of a file of a known form.
interface OpenedRows {
  readonly dialect: Dialect;
  readonly rows: AsyncIterable<readonly CsvRow[]>;
  /** The rows as blocks of bytes, where they stand in such. */
  readonly blocks?: RowBlocks;
  /** What is wrong with a row besides its form, by its line. */
  readonly faults?: ReadonlyMap<number, RowFault>;
}

/** Opens a customer file: finds what it is, and its header. Null after a report of what it is instead. */
export async function openTable(
  chunks: AsyncIterable<Uint8Array>,
  options: TableOptions,
): Promise<CustomerTable | null> {
  let failed = false;
  const fail: Fail = (code, message, help, line = 0) => {
    failed = true;
    const at =
      line === 0
        ? ({ kind: 'file', file: options.file } as const)
        : ({ kind: 'cell', file: options.file, line, column: null } as const);
    options.report({ code, severity: 'error', message, help, at });
    return null;
  };
  const read = await openRows(chunks, options, fail);
  const opened = read === null ? null : ofDatabase(read, options);
  if (opened === null) return null;
  const batches = opened.rows[Symbol.asyncIterator]();
  const first = await readRows(batches, options.layout === undefined ? 1 : HEADER_ROWS);
  const unquoted = findQuotedRows(first, onlyDelimiter);
  const isHtml = options.layout?.html === true;
  const early = [...(unquoted === null ? [] : [unquoted.mend]), ...(isHtml ? [readHtmlSigns] : [])];
  const rows = early.reduce((mended, mend) => mended.map(mend), first);
  const dialect = unquoted === null ? opened.dialect : { ...opened.dialect, delimiter: unquoted.delimiter };
  if (unquoted !== null)
    sayOf(options, 'quoted-rows', {
      en: 'every row stands in one pair of quotes, which was taken off',
      zh: '每行整体包在一对引号里，已去除引号',
    });
  const at = findHeader(rows, options, fail);
  const found = rows[at];
  if (found === undefined) return failed ? null : fail('empty-file', ...NO_HEADER);
  if (found.broken !== null) return fail(found.broken, ...BROKEN_WORDS[found.broken], found.line);
  for (const row of rows.slice(0, at)) if (!isBlank(row)) options.leftOut?.('above', row);
  const below = rows.slice(at + 1);
  const width = found.cells.length;
  if (isLooseThroughout(below, width))
    return fail('loose-thousands', LOOSE_THOUSANDS, LOOSE_THOUSANDS_HELP, found.line);
  const surplus = findSurplus(found, below);
  if (surplus !== null) sayOf(options, 'surplus-delimiter', SURPLUS_WORDS[surplus]);
  const header = surplus === 'header' ? withoutLast(found, dialect.delimiter) : found;
  const shorten: MendRow = (row) =>
    row.broken === null && hasSurplus(row, width) ? withoutLast(row, dialect.delimiter) : row;
  const mends = [...early, ...(surplus === 'rows' ? [shorten] : [])];
  if (!isHtml) sayHtmlSigns([header, ...below.slice(0, LOOKED_AT)], options);
  const faults = findNames(below, header, options, opened.faults);
  const rest = mends.reduce(mendEach, { [Symbol.asyncIterator]: () => batches });
  const isAsWritten = mends.length === 0 && options.layout?.endsAtBlankRow !== true;
  const records = fullRows(surplus === 'rows' ? below.map(shorten) : below, rest, header, options, faults);
  return {
    file: options.file,
    dialect,
    header,
    records,
    blocks: isAsWritten ? opened.blocks : undefined,
    added: [],
    addedFrom: [],
    get isCut() {
      return failed;
    },
  };
}

// A record of a database is known by its number, whatever line breaks stand in its cells.
function ofDatabase(opened: OpenedRows, { database }: TableOptions): OpenedRows {
  if (database === undefined) return opened;
  const { kind, order } = database;
  return {
    dialect: { encoding: kind, delimiter: ',', detected: false, order },
    rows: countRows(opened.rows),
  };
}

async function* countRows(batches: AsyncIterable<readonly CsvRow[]>): AsyncGenerator<readonly CsvRow[]> {
  let count = 0;
  for await (const rows of batches) {
    yield rows.map((row, index) => row.atLine(count + index));
    count += rows.length;
  }
}

async function* mendEach(
  batches: AsyncIterable<readonly CsvRow[]>,
  mend: MendRow,
): AsyncGenerator<readonly CsvRow[]> {
  for await (const rows of batches) yield rows.map(mend);
}

const SURPLUS_WORDS = {
  header: {
    en: 'the header ends with a delimiter too many, which is not read',
    zh: '表头末尾多一个分隔符，不予读取',
  },
  rows: {
    en: 'every row ends with a delimiter too many, which is not read',
    zh: '每行末尾多一个分隔符，不予读取',
  },
} as const;

function onlyDelimiter(text: string): string | null {
  const candidates = findDelimiters(text);
  return candidates.length === 1 ? candidates[0]! : null;
}

// One or two such rows are told apart; where they are the rule, one error says it.
function isLooseThroughout(rows: readonly CsvRow[], width: number): boolean {
  const longer = rows.filter((row) => row.broken === null && row.cells.length > width);
  return (
    longer.length > 2 &&
    longer.length * 2 > rows.length &&
    longer.every(({ cells }) => hasLooseThousands(cells, width))
  );
}

const LOOSE_THOUSANDS = {
  en:
    'the rows have more cells than the header, and the cells too many are groups of three digits: amounts such as ' +
    '6,400,000 without quotes',
  zh: '各行的单元格比表头多，多出来的都是三位数字：金额写成了 6,400,000 却没有加引号',
};

function sayHtmlSigns(rows: readonly CsvRow[], { report, file, layout }: TableOptions): void {
  const row = rows.find(({ cells }) => cells.some((cell) => findHtmlSign(cell) !== null));
  if (row === undefined) return;
  const sign = row.cells.map(findHtmlSign).find((found) => found !== null);
  const message = {
    en: `cells hold marks of HTML such as ${sign}, which are not read as their signs`,
    zh: `单元格中含有 HTML 标记（如 ${sign}），没有还原为符号`,
  };
  const at = { kind: 'cell', file, line: row.line, column: null } as const;
  const help =
    layout === undefined
      ? FROM_PROGRAM
      : {
          en: `${FROM_PROGRAM.en}, or read them, in the criteria: input: { html: yes }`,
          zh: `${FROM_PROGRAM.zh}；或在标准文件中写明要还原：input: { html: yes }`,
        };
  report({ code: 'html-entities', severity: 'warning', message, help, at });
}

// A file that has such marks has them early.
const LOOKED_AT = 1000;
const FROM_PROGRAM = {
  en: 'export the file as CSV from the program itself, not from its web page',
  zh: '请从系统本身导出 CSV，不要从网页导出',
};

// The fault of the row of names that may stand below the header, beside what the rows have already.
function findNames(
  below: readonly CsvRow[],
  header: TableRecord,
  { layout }: TableOptions,
  faults: OpenedRows['faults'],
): OpenedRows['faults'] {
  const [first, ...rows] = below.filter((row) => row.broken === null && !isBlank(row)).slice(0, HEADER_ROWS);
  const { length } = header.cells;
  if (first?.cells.length !== length) return faults;
  if (
    !holdsNames(
      first.cells,
      rows.map(({ cells }) => cells),
    )
  )
    return faults;
  const message = {
    en: 'the row below the header holds names or units, and no customer',
    zh: '表头下面一行是名称或单位，不是客户',
  };
  const help = leaveOutHelp(first, header.cells, layout);
  return new Map([...(faults ?? []), [first.line, { code: 'names-row', severity: 'error', message, help }]]);
}

// At least so many rows that are not blank, unless the file has fewer; whole batches.
async function readRows(
  batches: AsyncIterator<readonly CsvRow[]>,
  least: number,
): Promise<readonly CsvRow[]> {
  const rows: CsvRow[] = [];
  for (let filled = 0; filled < least; ) {
    const next = await batches.next();
    if (next.done) break;
    for (const row of next.value) {
      rows.push(row);
      if (!isBlank(row)) filled += 1;
    }
  }
  return rows;
}

// The row that is told, else the one that the layout finds; binding says what it lacks.
function findHeader(rows: readonly CsvRow[], { layout, report, file }: TableOptions, fail: Fail): number {
  const first = rows.findIndex((row) => !isBlank(row) && !isComment(row));
  if (layout === undefined || first < 0) return first;
  if (layout.headerRow !== null) {
    const told = rows.findIndex(({ line }) => line === layout.headerRow);
    if (told >= 0 && !isBlank(rows[told]!)) return told;
    const what =
      told < 0
        ? {
            en: `no row starts in line ${layout.headerRow}`,
            zh: `第 ${layout.headerRow} 行在一条跨行记录的中间`,
          }
        : { en: `row ${layout.headerRow} is blank`, zh: `第 ${layout.headerRow} 行是空的` };
    fail(
      'empty-file',
      { en: `${what.en}, where the criteria say the header is`, zh: `${what.zh}，而标准文件说表头在这一行` },
      NO_HEADER_ROW_HELP,
      layout.headerRow,
    );
    return -1;
  }
  const filled = rows.filter((row) => row.broken === null && !isBlank(row)).slice(0, HEADER_ROWS);
  const found = filled[layout.findHeader(filled.map(({ cells }) => cells))];
  const nearest = lowerOf(rows, found === undefined ? first : rows.indexOf(found), layout.named);
  if (nearest === first) return first;
  const { line } = rows[nearest]!;
  const above = rows.slice(0, nearest).filter((row) => !isBlank(row)).length;
  const message = {
    en: `header found in row ${line}, ${above} ${above === 1 ? 'row' : 'rows'} above it left out`,
    zh: `表头在第 ${line} 行，略去其上方 ${above} 行`,
  };
  const at = { kind: 'cell', file, line, column: null } as const;
  if (!groupsColumns(rows[nearest - 1]!.cells, rows[nearest]!.cells)) {
    report({ code: 'header-found', severity: 'info', message, at });
    return nearest;
  }
  const groups = rows[nearest - 1]!.cells.filter((cell) => cell.trim() !== '').map(
    (cell) => `"${cell.trim()}"`,
  );
  const two = {
    en: `${message.en}: a header of two rows, of which the upper groups the columns (${groups.slice(0, 5).join(', ')})`,
    zh: `${message.zh}：表头有两行，上一行是各列的分组（${groups
      .slice(0, 5)
      .map((group) => `“${group.slice(1, -1)}”`)
      .join('、')}）`,
  };
  const help = {
    en: `say so in the criteria: input: { header_row: ${line} }`,
    zh: `请在标准文件中写：input: { header_row: ${line} }`,
  };
  report({ code: 'header-found', severity: 'info', message: two, help, at });
  return nearest;
}

// Of two rows that make a header together, the lower, which names the columns, unless the upper names more of them.
function lowerOf(rows: readonly CsvRow[], upper: number, named: Layout['named']): number {
  const [above, below] = [rows[upper]!.cells, rows[upper + 1]?.cells ?? []];
  if (!groupsColumns(above, below)) return upper;
  return named === null || named(below) >= named(above) ? upper + 1 : upper;
}

// "# exported 2026-11-26", a line of its own.
function isComment({ cells }: CsvRow): boolean {
  return cells.length === 1 && cells[0]!.startsWith('#') && cells[0]!.includes(' ');
}

const NO_HEADER = [
  { en: 'the file has no header row', zh: '文件没有表头行' },
  { en: 'export it again, with the column names in the first row', zh: '请重新导出，第一行要有列名' },
] as const;
const NO_HEADER_ROW_HELP = {
  en: 'take header_row out of the criteria, and the header is looked for',
  zh: '请在标准文件中删去 header_row，程序会自行查找表头',
};

// `isInside`: the bytes were unpacked; an archive in an archive is not.
async function openRows(
  chunks: AsyncIterable<Uint8Array>,
  options: TableOptions,
  fail: Fail,
  isInside = false,
): Promise<OpenedRows | null> {
  const bytes = chunks[Symbol.asyncIterator]();
  const start = await readUpTo(START, bytes);
  if (startsWith(start, GZIP) && !isInside) {
    const { gunzip } = await import('./unpack.ts');
    try {
      return await openRows(gunzip(start, bytes), options, fail, true);
    } catch (error) {
      if (error instanceof DecodeError) return fail(error.code, error.wording, error.help);
      throw error;
    }
  }
  const disguise = findDisguise(start);
  if (disguise !== null)
    return fail(
      'not-csv',
      { en: `the file is ${disguise.what.en}, not CSV`, zh: `文件是${disguise.what.zh}，不是 CSV` },
      disguise.help,
    );
  if (!startsWith(start, ZIP)) return openCsv(start, bytes, options, fail);
  const rest = await readUpTo(Number.POSITIVE_INFINITY, bytes);
  return openZip(Buffer.concat([start, rest]), options, fail, isInside);
}

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
      return openRows(oneChunk(content.bytes), options, fail, true);
    case 'files': {
      const names = joined(content.names.slice(0, 10).map(quoted), COMMA);
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
  form: 'xlsx' | 'ods',
  options: TableOptions,
  fail: Fail,
): Promise<OpenedRows | null> {
  const { readWorkbook } = await import('./read-workbook.ts');
  const hints = {
    sheet: options.sheet ?? null,
    named: options.layout?.named ?? null,
    writeNumber: options.layout?.writeNumber ?? String,
  };
  const workbook = await readWorkbook(archive, form, hints);
  if (workbook.kind === 'problem') return fail(workbook.code, workbook.message, workbook.help);
  const at = { kind: 'file', file: options.file } as const;
  for (const remark of workbook.remarks) options.report({ ...remark, at });
  const { dialect, rows, faults } = workbook;
  return faults.size === 0 ? { dialect, rows } : { dialect, rows, faults };
}

async function* oneChunk(bytes: Uint8Array): AsyncGenerator<Uint8Array> {
  yield bytes;
}

function sayOf({ report, file }: TableOptions, code: Diagnostic['code'], message: Wording): void {
  report({ code, severity: 'info', message, at: { kind: 'file', file } });
}

// Enough to see what the file is, however small its chunks are.
async function readUpTo(most: number, bytes: AsyncIterator<Uint8Array>): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  while (size < most) {
    const next = await bytes.next();
    if (next.done) break;
    chunks.push(next.value);
    size += next.value.length;
  }
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks);
}

const START = 64 * 1024;

function startsWith(start: Uint8Array, magic: Buffer): boolean {
  return Buffer.from(start.subarray(0, magic.length)).equals(magic);
}

// What a file really is when it is no text: what it is, and what to do. Null for what may be text.
function findDisguise(start: Uint8Array): { what: Wording; help: Wording } | null {
  const head = Buffer.from(start.subarray(0, 64));
  for (const [bytes, what, help] of MAGIC) {
    if (head.subarray(0, bytes.length).equals(bytes)) return { what, help };
  }
  const text = head
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase();
  if (/^<(!doctype html|html|table|head|\?xml)/.test(text)) {
    return {
      what: { en: 'a web page or XML', zh: '网页或 XML' },
      help: {
        en: 'open it in a spreadsheet and save it as CSV UTF-8',
        zh: '请在电子表格中打开，另存为 CSV UTF-8',
      },
    };
  }
  if (/^[[{]\s*["{[]/.test(text))
    return { what: verbatim('JSON'), help: { en: 'export a CSV file instead', zh: '请改为导出 CSV 文件' } };
  return null;
}

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const GZIP = Buffer.from([0x1f, 0x8b]);
const SAVE = {
  en: 'open it in the spreadsheet and save it as CSV UTF-8',
  zh: '请在电子表格中打开，另存为 CSV UTF-8',
};
const MAGIC: readonly (readonly [Buffer, Wording, Wording])[] = [
  [
    Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
    { en: 'an old spreadsheet (.xls)', zh: '旧版电子表格（.xls）' },
    SAVE,
  ],
  [
    GZIP,
    { en: 'an archive in an archive', zh: '压缩包里的压缩包' },
    { en: 'unpack it first', zh: '请先解压' },
  ],
  [
    Buffer.from('%PDF'),
    { en: 'a PDF', zh: 'PDF' },
    { en: 'export a CSV file instead', zh: '请改为导出 CSV 文件' },
  ],
  [
    Buffer.from([0x89, 0x50, 0x4e, 0x47]),
    { en: 'a picture', zh: '图片' },
    { en: 'give the customer file', zh: '请提供客户文件' },
  ],
  [
    Buffer.from('PAR1'),
    { en: 'a Parquet file', zh: 'Parquet 文件' },
    { en: 'export a CSV file instead', zh: '请改为导出 CSV 文件' },
  ],
  [
    Buffer.from('SQLite format 3'),
    { en: 'a SQLite database', zh: 'SQLite 数据库' },
    { en: 'export a CSV file instead', zh: '请改为导出 CSV 文件' },
  ],
];

// Opens bytes as CSV: finds encoding and delimiter. `start` comes before what `rest` still gives.
function openCsv(
  start: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
  options: TableOptions,
  fail: Fail,
): OpenedRows | null {
  let decoder: Decoder;
  try {
    const named = options.layout?.named ?? null;
    decoder = createDecoder(options.encoding, start, named === null ? {} : { named });
  } catch (error) {
    if (error instanceof DecodeError) return fail(error.code, error.wording, error.help);
    throw error;
  }
  sayUtf8(options, start);
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

async function* escapedRows(
  texts: AsyncIterable<Buffer>,
  delimiter: string,
  sign: string,
  firstLine: number,
): AsyncGenerator<readonly CsvRow[]> {
  const { readEscaped } = await import('./read-escaped.ts');
  yield* readEscaped(texts, delimiter, sign, firstLine);
}

function chooseDelimiter(
  head: string,
  said: string | undefined,
  options: TableOptions,
  fail: Fail,
): string | null {
  const told = options.delimiter === null ? said : delimiterNamed(options.delimiter);
  if (told !== undefined && /^$|["\r\n]/.test(told)) {
    const message = {
      en: `${JSON.stringify(told)} separates no columns`,
      zh: `${JSON.stringify(told)} 不能用来分隔列`,
    };
    return fail('ambiguous-delimiter', message, NO_DELIMITER_HELP, 1);
  }
  if (told !== undefined) return told;
  // An escaped quote is no quote.
  const escaped = options.escape == null ? head : head.replaceAll(`${options.escape}"`, '');
  const candidates = findDelimiters(escaped);
  if (candidates.length < 2) return candidates[0] ?? ',';
  const names = candidates.map(nameDelimiter);
  const message = {
    en: `columns could be separated by ${names.join(' or ')}`,
    zh: `列可能以 ${names.join(' 或 ')} 分隔`,
  };
  return fail(
    'ambiguous-delimiter',
    message,
    { en: `say which: --delimiter ${names[0]}`, zh: `请指明：--delimiter ${names[0]}` },
    1,
  );
}

const NO_DELIMITER_HELP = {
  en: 'say which sign does: --delimiter comma',
  zh: '请指明分隔符：--delimiter comma',
};

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

/** The delimiters that a header may show. */
const DELIMITERS = [',', ';', '\t', '|'] as const;

const NAMES: Readonly<Record<string, string>> = {
  tab: '\t',
  '\\t': '\t',
  comma: ',',
  semicolon: ';',
  pipe: '|',
};

// A delimiter as told: the character or its name.
function delimiterNamed(name: string): string {
  return NAMES[name.toLowerCase()] ?? name;
}

/** A delimiter as people are told of it: its name, or the character in quotes. */
export function nameDelimiter(delimiter: string): string {
  return Object.entries(NAMES).find(([, character]) => character === delimiter)?.[0] ?? `"${delimiter}"`;
}

// The delimiters that could separate these lines: one is clear, several are doubtful, none is one column.
function findDelimiters(text: string): string[] {
  const lines = unquotedLines(text).slice(0, 50);
  const header = lines[0] ?? '';
  const candidates = DELIMITERS.filter((delimiter) => header.includes(delimiter));
  const count = (line: string, delimiter: string): number => line.split(delimiter).length;
  const even = candidates.filter((delimiter) =>
    lines.every((line) => count(line, delimiter) === count(header, delimiter)),
  );
  if (even.length > 0) return even;
  // A title, a comment or a footer is no row of the table: most lines are.
  const alike = DELIMITERS.map((delimiter) => alikeMost(lines.map((line) => count(line, delimiter))));
  const most = Math.max(...alike);
  return most * 2 > lines.length ? DELIMITERS.filter((_, index) => alike[index] === most) : candidates;
}

// How many lines have the most common number of cells, which is more than one.
function alikeMost(counts: readonly number[]): number {
  const lines = new Map<number, number>();
  for (const count of counts) if (count > 1) lines.set(count, (lines.get(count) ?? 0) + 1);
  return Math.max(0, ...lines.values());
}

// Quoted cells say nothing about delimiters or line ends. The last line may be cut, so it is left out.
function unquotedLines(text: string): string[] {
  const lines = text
    .replace(/"[^"]*(?:"|$)/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '');
  return lines.length > 2 ? lines.slice(0, -1) : lines;
}
