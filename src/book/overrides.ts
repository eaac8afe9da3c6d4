import type { CategoryName } from '../criteria/criteria.ts';
import { isProblem } from '../fields/amount.ts';
import { choiceReader } from '../fields/choice-cell.ts';
import { dateReader } from '../fields/date-cell.ts';
import type { Day } from '../fields/day.ts';
import { formatDay } from '../fields/day.ts';
import { foldName } from '../fields/fold.ts';
import { readId, readText } from '../fields/text-cell.ts';
import { openTable } from '../table/open-table.ts';
import type { TableRecord } from '../table/table.ts';
import type { Code } from '../text/codes.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { didYouMean } from '../text/suggest.ts';
import type { Override } from '../verdict/override.ts';
import type { BookFolder } from './files.ts';

/** An override as it stands in the book. */
export interface BookOverride extends Override {
  readonly id: string;
  readonly file: string;
  readonly line: number;
}

/** The overrides that hold on a day, by customer, and what is wrong with the others. */
export interface Overrides {
  readonly inForce: ReadonlyMap<string, BookOverride>;
  readonly diagnostics: readonly Diagnostic[];
}

/** The file in which people set categories against the criteria. */
export const OVERRIDES = 'overrides.csv';

/**
 * Reads the overrides, as people leave them in a spreadsheet: headers and categories in English or Chinese, any
 * encoding and delimiter that a customer file may have. `name` is that of a file of the book.
 */
export async function readOverrides(book: BookFolder, asOf: Day, name = OVERRIDES): Promise<Overrides> {
  const inForce = new Map<string, BookOverride>();
  const diagnostics: Diagnostic[] = [];
  const bytes = await book.bytes(name);
  if (bytes === null) return { inForce, diagnostics };
  const file = book.nameOf(name);
  const report = (one: Diagnostic): number => diagnostics.push(withHelp(one));
  const told = { encoding: null, delimiter: null };
  const table = await openTable(bytes, { file, ...told, report, refuse: report });
  if (table === null) return { inForce, diagnostics };
  const blame: Blame = (code, message, help, line, column) => {
    const severity = code === 'bad-override' ? 'error' : 'warning';
    diagnostics.push({ code, severity, message, help, at: { kind: 'cell', file, line, column } });
  };
  const columns = findColumns(table.header, blame);
  if (columns === null) return { inForce, diagnostics };
  const headers = columns.map((column) => table.header.cells[column]!);
  for await (const batch of table.records) {
    for (const record of batch) {
      const cells = columns.map((column) => record.cells[column]!);
      const found = readOverride(cells, headers, file, record.line, blame);
      if (found === null) continue;
      const other = inForce.get(found.id);
      if (found.expires < asOf)
        blame(
          'expired-override',
          `the override of "${found.id}" ended on ${formatDay(found.expires)}: it is not applied`,
          'delete the row, or give it a later day if it is still meant',
          record.line,
          headers[EXPIRES]!,
        );
      else if (other !== undefined)
        blame(
          'bad-override',
          `customer "${found.id}" has an override in line ${other.line} already`,
          'keep one of them',
          record.line,
          headers[0]!,
        );
      else inForce.set(found.id, found);
    }
  }
  return { inForce, diagnostics };
}

type Blame = (
  code: Code,
  message: string,
  help: string | undefined,
  line: number,
  column: string | null,
) => void;

// What each column may be called; the first name is the one to write.
const COLUMNS: readonly (readonly [string, ...string[]])[] = [
  ['customer_id', 'customer id', 'id', '客户编号', '客户编码', '客户号'],
  ['category', '类别', '客户类别', '分类'],
  ['reason', '原因', '理由', '指定理由', '调整原因'],
  ['author', '指定人', '填写人', '负责人', '批准人', '审批人', '作者'],
  ['expires', 'expires on', 'valid until', '有效期至', '到期日', '失效日期', '截止日期'],
];

const EXPIRES = 4;

const CATEGORIES: ReadonlyMap<CategoryName, readonly string[]> = new Map([
  ['target', ['目标客户']],
  ['normal', ['常规客户', '普通客户']],
  ['lost', ['丢失的客户', '流失客户']],
  ['key', ['大客户', '重点客户']],
]);

function findColumns({ cells, line }: TableRecord, blame: Blame): number[] | null {
  const folded = cells.map(foldName);
  const found = COLUMNS.map((names) => folded.findIndex((cell) => names.includes(cell)));
  const missing = COLUMNS.filter((_, at) => found[at] === -1);
  for (const [name] of missing)
    blame('bad-override', `there is no column "${name}"`, didYouMean(name, cells), line, null);
  return missing.length > 0 ? null : found;
}

const READERS = [readId, choiceReader(CATEGORIES), readText, readText, dateReader(null, { decimal: '.' })];

function readOverride(
  cells: readonly string[],
  headers: readonly string[],
  file: string,
  line: number,
  blame: Blame,
): BookOverride | null {
  const values = READERS.map((read, at) => {
    const value = read(cells[at]!);
    if (!isProblem(value) && value !== null) return value;
    const message = isProblem(value)
      ? `column "${headers[at]}": expected ${value.expected}, found "${cells[at]!.slice(0, 60)}"`
      : `the override has no "${COLUMNS[at]![0]}"`;
    const help = isProblem(value) && at !== EXPIRES ? value.help : NEEDED[at];
    blame('bad-override', message, help, line, headers[at]!);
    return null;
  });
  if (values.includes(null)) return null;
  const [id, category, reason, author, expires] = values as [string, CategoryName, string, string, Day];
  return { id, category, reason, author, expires, file, line };
}

const NEEDED = [
  'name the customer, or delete the row',
  'one of target, normal, lost, key',
  'say why the criteria do not fit this customer',
  'say who answers for it',
  'give the last day on which it holds, such as 2026-12-31: an override has an end',
];

// Flags of a command speak of the customer file.
function withHelp(one: Diagnostic): Diagnostic {
  return ['bad-encoding', 'ambiguous-encoding', 'ambiguous-delimiter'].includes(one.code)
    ? { ...one, help: 'save it again as CSV UTF-8, with commas' }
    : one;
}
