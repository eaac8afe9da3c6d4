import { type CsvRow, madeRow } from './csv-row.ts';
import { onlyDelimiter } from './delimiter.ts';
import { findHeader, headerCells } from './find-header.ts';
import { BROKEN_WORDS, fullRows, LOOSE_THOUSANDS_HELP, leaveOutHelp } from './full-rows.ts';
import { holdsNames } from './header-rows.ts';
import { findHtmlSign, readHtmlSigns } from './html-signs.ts';
import { HEADER_ROWS } from './layout.ts';
import { type OpenedRows, openRows, sayOf } from './open-rows.ts';
import {
  findQuotedRows,
  findSurplus,
  hasLooseThousands,
  hasSurplus,
  isBlank,
  isRead,
  isRule,
  isRuleOfColumns,
  type MendRow,
  withoutLast,
} from './row-shape.ts';
import type { CustomerTable, Fail, TableOptions, TableRecord } from './table.ts';
import { csvRecord } from './write-csv.ts';

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
  if (found.width === 1 && rows.some(isRuleOfColumns))
    return fail('not-csv', LINED_UP, LINED_UP_HELP, found.line);
  for (const row of rows.slice(0, at)) {
    if (isRule(row)) options.leftOut?.('rule', row);
    else if (!isBlank(row)) options.leftOut?.('above', row);
  }
  const below = rows.slice(at + 1);
  const width = found.cells.length;
  if (isLooseThroughout(below, width))
    return fail('loose-thousands', LOOSE_THOUSANDS, LOOSE_THOUSANDS_HELP, found.line);
  const surplus = findSurplus(found, below);
  if (surplus !== null) sayOf(options, 'surplus-delimiter', SURPLUS_WORDS[surplus]);
  const joined = headerCells(rows, at);
  const named =
    joined === found.cells ? found : madeRow(joined, csvRecord(joined, dialect.delimiter), found.line);
  const header = (surplus === 'header' ? withoutLast(named, dialect.delimiter) : named).detach();
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

const LINED_UP = {
  en: 'the columns are only lined up by blanks, with no sign between them',
  zh: '各列只用空格对齐，中间没有分隔符',
};
const LINED_UP_HELP = {
  en: 'export with tabs or commas between the columns: in SQL Server Management Studio under Query Options > Results > Text, "Tab delimited"',
  zh: '请以制表符或逗号分隔列后重新导出：在 SQL Server Management Studio 中为“查询选项 > 结果 > 文本”，“制表符分隔”',
};

// One or two such rows are told apart; where they are the rule, one error says it.
function isLooseThroughout(rows: readonly CsvRow[], width: number): boolean {
  const longer = rows.filter((row) => row.broken === null && row.width > width);
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
  const row = rows.find(
    (one) => findHtmlSign(one.text) !== null && one.cells.some((cell) => findHtmlSign(cell) !== null),
  );
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
  const [first, ...rows] = below.filter(isRead).slice(0, HEADER_ROWS);
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

// At least so many rows that are not blank, unless the file has fewer or blank ones without end; whole batches.
async function readRows(
  batches: AsyncIterator<readonly CsvRow[]>,
  least: number,
): Promise<readonly CsvRow[]> {
  const rows: CsvRow[] = [];
  let batch: readonly CsvRow[] = [];
  for (let filled = 0; filled < least && (filled === 0 || rows.length < MOST_ROWS); ) {
    const next = await batches.next();
    if (next.done) break;
    for (const row of batch) rows.push(row.detach());
    batch = next.value;
    for (const row of batch) if (!isBlank(row)) filled += 1;
  }
  return [...rows, ...batch];
}

const MOST_ROWS = 10_000;

const NO_HEADER = [
  { en: 'the file has no header row', zh: '文件没有表头行' },
  { en: 'export it again, with the column names in the first row', zh: '请重新导出，第一行要有列名' },
] as const;
