import type { Diagnostic } from '../text/diagnostic.ts';
import type { Wording } from '../text/wording.ts';
import type { Broken, CsvRow } from './csv-row.ts';
import { isFigure } from './header-rows.ts';
import { formOf, type Layout } from './layout.ts';
import { rowLabelOf } from './row-label.ts';
import { hasLooseThousands, isBlank, isRule, startsWithText } from './row-shape.ts';
import type { TableOptions, TableRecord } from './table.ts';

/** What is wrong with a row that has the form of a row. */
export type RowFault = Pick<Diagnostic, 'code' | 'message' | 'help' | 'severity'>;

/** Every row that comes out is as long as the header; the others are refused, whole. Blank rows are left out. */
export async function* fullRows(
  first: readonly CsvRow[],
  batches: AsyncIterable<readonly CsvRow[]>,
  header: TableRecord,
  options: TableOptions,
  faults?: ReadonlyMap<number, RowFault>,
): AsyncGenerator<readonly TableRecord[]> {
  const { sift, end } = rowSifter(header, options, faults);
  yield* keepLast(sift(first));
  for await (const rows of batches) yield* keepLast(sift(rows));
  end();
}

// Whoever reads the next row looks back at the one before it, and batches without any may come in between.
function* keepLast(rows: readonly CsvRow[]): Generator<readonly CsvRow[]> {
  yield rows;
  rows.at(-1)?.detach();
}

/** What is a row of the table among those that come, in batches; the others are refused or left out, which `end` sums up. */
export function rowSifter(
  header: TableRecord,
  options: Omit<TableOptions, 'encoding' | 'delimiter'>,
  faults?: ReadonlyMap<number, RowFault>,
): { readonly sift: (rows: readonly CsvRow[]) => readonly CsvRow[]; readonly end: () => void } {
  const width = header.cells.length;
  const { layout, leftOut = () => {} } = options;
  const isLeftOut = layout?.leaveOut(header.cells) ?? null;
  // Blank rows right below the header part it from the customers, and end nothing.
  let belowHeader = header.line + 1;
  let blank = 0;
  let firstBlank = 0;
  let ended = false;
  // Whether customers follow a blank row, which the end of the table would lose.
  let isFollowed = false;
  const names = header.cells.map(nameOf);
  const beginsAsHeader = compileBeginning([header.cell(0), names[0] ?? '']);
  const faultOf = (row: CsvRow): Diagnostic | null => {
    const fault = faults?.get(row.line);
    return fault === undefined
      ? null
      : { ...fault, at: { kind: 'cell', file: options.file, line: row.line, column: null } };
  };
  const problemIn = (row: CsvRow): Diagnostic | null => {
    const isHeader = row.width === width && names.every((name, at) => nameOf(row.cell(at)) === name);
    const isFooter = blank === 0 ? null : () => !isFollowed;
    return problemOf(row, header.cells, options, { isFooter, isHeader });
  };
  const isData = (row: CsvRow): boolean => {
    if (isBlank(row)) {
      const isBelowHeader = row.line === belowHeader;
      if (isBelowHeader) belowHeader += 1;
      if (isRule(row)) {
        leftOut('rule', row);
        return false;
      }
      if (isBelowHeader) return false;
      if (blank === 0) firstBlank = row.line;
      blank += 1;
      ended ||= layout?.endsAtBlankRow === true;
      return false;
    }
    const why = ended ? 'below' : row.broken === null && isLeftOut?.(row) === true ? 'leave-out' : null;
    if (why !== null) leftOut(why, row);
    const problem = why === null ? (faultOf(row) ?? problemIn(row)) : null;
    if (problem !== null) options.refuse(problem, row);
    if (why === null && blank > 0) isFollowed ||= looksLikeCustomer(row, problem !== null);
    return why === null && problem === null;
  };
  // Nearly every row shows by its form and its first signs that nothing is wrong with it.
  const isPlain = (row: CsvRow): boolean =>
    row.width === width &&
    row.broken === null &&
    !ended &&
    (blank === 0 || isFollowed) &&
    isLeftOut === null &&
    faults === undefined &&
    startsWithText(row) &&
    !beginsAsHeader(row);
  const sift = (rows: readonly CsvRow[]): readonly CsvRow[] =>
    rows.every(isPlain) ? rows : rows.filter((row) => isPlain(row) || isData(row));
  const end = (): void => {
    if (blank === 0 || layout?.endsAtBlankRow === true) return;
    const at = { kind: 'cell', file: options.file, line: firstBlank, column: null } as const;
    const message = {
      en: `${blank} blank ${blank === 1 ? 'row was' : 'rows were'} left out`,
      zh: `略去了 ${blank} 个空行`,
    };
    options.report({ code: 'blank-rows', severity: 'warning', message, at });
  };
  return { sift, end };
}

// Whether the first cell may begin as one of these names does, by its first two bytes, case apart.
function compileBeginning(names: readonly string[]): (row: CsvRow) => boolean {
  const first = marksAt(0, names);
  const second = marksAt(1, names);
  return (row) => {
    const at = row.cellStart(0);
    return first[row.source[at] ?? 0] === 1 && second[row.source[at + 1] ?? 0] === 1;
  };
}

// Marks the bytes that may stand at a place of one of these names; all of them where one is too short to have any.
function marksAt(place: number, names: readonly string[]): Uint8Array {
  const marks = new Uint8Array(256);
  for (const name of names) {
    const wanted = Buffer.from(name)[place];
    for (let byte = 0; byte < 256; byte += 1)
      if (wanted === undefined || (byte | 0x20) === (wanted | 0x20)) marks[byte] = 1;
  }
  return marks;
}

// Exports that were appended to each other may spell a name in other case, with other blanks or joined otherwise.
function nameOf(cell: string): string {
  return cell.replace(/[\s_-]+/g, '').toLowerCase();
}

/** How to leave a row out that is no customer. */
export function leaveOutHelp(
  { cells }: TableRecord,
  header: readonly string[],
  layout: TableOptions['layout'],
): Wording {
  const line = layout?.leaveOutRow(header, cells) ?? null;
  return line === null
    ? { en: 'take the row out', zh: '请删去这一行' }
    : { en: `leave it out in the criteria: ${line}`, zh: `请在标准文件中把它剔除：${line}` };
}

const ESCAPE_LINE = {
  en: 'say so in the criteria: input: { escape: "\\\\" }',
  zh: '请在标准文件中写：input: { escape: "\\\\" }',
};
const ESCAPE_HELP = {
  en: `a quote is written \\" here, as in a database dump: ${ESCAPE_LINE.en}`,
  zh: `此处引号写作 \\"，像数据库导出的写法：${ESCAPE_LINE.zh}`,
};

/** What to do about amounts whose thousands commas separate cells. */
export const LOOSE_THOUSANDS_HELP = {
  en: 'export it with semicolons or tabs between the columns, or amounts without thousands separators',
  zh: '请用分号或制表符分隔各列导出，或导出不带千位分隔符的金额',
};

/** What to say of a row that is no CSV. */
export const BROKEN_WORDS: Readonly<Record<Broken, readonly [message: Wording, help: Wording]>> = {
  'open-quote': [
    { en: 'a quote opens in this row and is never closed', zh: '这一行有一个引号没有闭合' },
    {
      en: 'close the quote, or double it ("") if it is part of the text',
      zh: '请闭合引号；如果引号是内容的一部分，请写两个（""）',
    },
  ],
  'long-record': [
    {
      en: 'this row is longer than 1 MB, most likely because a quote is never closed',
      zh: '这一行超过 1 MB，多半是引号没有闭合',
    },
    { en: 'close the quote, or double it ("")', zh: '请闭合引号，或写两个（""）' },
  ],
  'broken-quote': [
    { en: 'a quote stands in the middle of a cell of this row', zh: '这一行有单元格中间出现了引号' },
    {
      en: 'put the whole cell into quotes and double the quote inside: "24"" screen"',
      zh: '请把整个单元格放进引号，里面的引号写两个："24"" screen"',
    },
  ],
};

function problemOf(
  row: CsvRow,
  header: readonly string[],
  { file, layout, escape: sign = null }: Omit<TableOptions, 'encoding' | 'delimiter'>,
  { isFooter, isHeader }: { readonly isFooter: (() => boolean) | null; readonly isHeader: boolean },
): Diagnostic | null {
  const width = header.length;
  const at = { kind: 'cell', file, line: row.line, column: null } as const;
  if (row.broken !== null) {
    const [message, help] = BROKEN_WORDS[row.broken];
    const escapes = sign === null && layout !== undefined && row.text.includes('\\"');
    return { code: row.broken, severity: 'error', message, help: escapes ? ESCAPE_HELP : help, at };
  }
  if (isHeader) {
    const message = {
      en: 'the header stands again in this row: exports were appended to each other',
      zh: '这一行又是表头：几份导出文件被拼接在一起',
    };
    return { code: 'second-header', severity: 'error', message, help: leaveOutHelp(row, header, layout), at };
  }
  const found = row.width;
  if (found === width) return null;
  const cells = `${found} ${found === 1 ? 'cell' : 'cells'}`;
  if (!row.ended && found < width) {
    const message = {
      en: `the file ends in the middle of this row: ${cells} of ${width}, and no line end`,
      zh: `文件在这一行中间断开：应有 ${width} 个单元格，只有 ${found} 个，也没有换行`,
    };
    const help = {
      en: 'export or copy it again: rows after this one may be missing',
      zh: '请重新导出或复制：后面的行可能也丢失了',
    };
    return { code: 'truncated-file', severity: 'error', message, help, at };
  }
  const message = {
    en: `the row has ${cells}, the header has ${width}`,
    zh: `这一行有 ${found} 个单元格，表头有 ${width} 个`,
  };
  const help =
    (layout === undefined ? null : helpInCriteria(row, header, layout, sign)) ??
    (hasLooseThousands(row.cells, width)
      ? LOOSE_THOUSANDS_HELP
      : {
          en: 'put a cell that holds the delimiter or a line break into quotes',
          zh: '含有分隔符或换行的单元格请放进引号',
        });
  if (layout === undefined || isFooter === null)
    return { code: 'ragged-row', severity: 'error', message, help, at };
  return {
    code: 'ragged-row',
    severity: 'error',
    message,
    // Asked for when the file was read: by then it is known whether customers follow.
    get help() {
      return isFooter() ? FOOTER_HELP : help;
    },
    at,
  };
}

const FOOTER_HELP = {
  en: 'what stands below a blank row is left out with, in the criteria: input: { ends_at: blank_row }',
  zh: '空行以下的内容要剔除，请在标准文件中写：input: { ends_at: blank_row }',
};

// Notes fill one cell, and totals name themselves.
function looksLikeCustomer({ cells }: CsvRow, isOdd: boolean): boolean {
  const filled = cells.filter((cell) => cell.trim() !== '');
  return (
    filled.length >= Math.max(1, Math.min(2, cells.length)) &&
    rowLabelOf(filled[0]!) === null &&
    (!isOdd || filled.some(isFigure))
  );
}

// What stands below the table, totals it or says something of it has cells of its own.
function helpInCriteria(
  row: CsvRow,
  header: readonly string[],
  { leaveOutLine }: Layout,
  sign: string | null,
): Wording | null {
  const filled = row.cells.filter((cell) => cell.trim() !== '');
  const label = filled[0]?.trim() ?? '';
  const leaveOut = (what: Wording, form: string): Wording | null => {
    const line = leaveOutLine(header, row.cells, form);
    return line === null
      ? null
      : { en: `${what.en} out in the criteria: ${line}`, zh: `${what.zh}：${line}` };
  };
  if (rowLabelOf(label) !== null)
    return leaveOut({ en: 'leave it', zh: '请在标准文件中把它剔除' }, formOf(label));
  if (label.startsWith('#')) return leaveOut({ en: 'leave comments', zh: '请在标准文件中剔除注释行' }, '#*');
  if (row.cells.length > header.length && sign === null && row.cells.some((cell) => cell.endsWith('\\')))
    return {
      en: `a backslash takes the meaning from a delimiter here, as in a database dump: ${ESCAPE_LINE.en}`,
      zh: `此处分隔符前有反斜杠，像数据库导出的写法：${ESCAPE_LINE.zh}`,
    };
  // Next month the numbers in it are others.
  return filled.length > 1
    ? null
    : leaveOut(
        { en: 'if it is no customer, leave it', zh: '如果它不是客户，请在标准文件中剔除' },
        formOf(label).replace(/\d+/g, '*'),
      );
}
