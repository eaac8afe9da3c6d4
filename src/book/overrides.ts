import { isUtf8 } from 'node:buffer';
import type { CategoryName, Criteria } from '../criteria/criteria.ts';
import { isProblem } from '../fields/amount.ts';
import { choiceReader } from '../fields/choice-cell.ts';
import { readTypedDay } from '../fields/date-cell.ts';
import { type Day, formatDay } from '../fields/day.ts';
import { factText } from '../fields/facts.ts';
import { foldName } from '../fields/fold.ts';
import { readId, readText } from '../fields/text-cell.ts';
import { gatherBytes, inOneChunk } from '../table/bytes.ts';
import { openTable } from '../table/open-table.ts';
import type { TableRecord } from '../table/table.ts';
import type { Code } from '../text/codes.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { byId } from '../text/order.ts';
import { didYouMean, meant, nearestName } from '../text/suggest.ts';
import { afterHan, type Wording } from '../text/wording.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import { knownFacts } from '../verdict/known-facts.ts';
import type { Override } from '../verdict/override.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { BookFolder } from './files.ts';

/** An override as it stands in the book. */
interface BookOverride extends Override {
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
  const whole = await gatherBytes(bytes);
  const told = { encoding: encodingOf(whole), delimiter: null };
  const table = await openTable(inOneChunk(whole), { file, ...told, report, refuse: report });
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
      const cells = columns.map((column) => record.cell(column));
      const found = readOverride(cells, headers, file, record.line, blame);
      if (found === null) continue;
      const other = inForce.get(found.id);
      if (found.expires < asOf)
        blame(
          'expired-override',
          {
            en: `the override of "${found.id}" ended on ${formatDay(found.expires)}: it is not applied`,
            zh: `“${found.id}”的人工指定已于 ${formatDay(found.expires)} 到期，不再生效`,
          },
          {
            en: 'delete the row, or give it a later day if it is still meant',
            zh: '请删去该行；如仍需保留，请填写更晚的日期',
          },
          record.line,
          headers[EXPIRES]!,
        );
      else if (other !== undefined)
        blame(
          'bad-override',
          {
            en: `customer "${found.id}" has an override in line ${other.line} already`,
            zh: `客户“${found.id}”在第 ${other.line} 行已有人工指定`,
          },
          { en: 'keep one of them', zh: '请只保留一条' },
          record.line,
          headers[0]!,
        );
      else inForce.set(found.id, found);
    }
  }
  return { inForce, diagnostics };
}

/**
 * What a spreadsheet saved the file in, where that is not to be seen of the bytes: that of a Chinese one where it makes
 * Chinese words of them, else that of a western one. Headers, categories and days are known, so that nothing that
 * decides hangs on it.
 */
function encodingOf(bytes: Buffer): string | null {
  const hasMark = bytes.length > 1 && (bytes[0]! ^ bytes[1]!) === 1 && bytes[0]! >= 0xfe;
  if (hasMark || bytes.includes(0) || isUtf8(bytes)) return null;
  try {
    const text = new TextDecoder('gb18030', { fatal: true }).decode(bytes);
    const isKnown = CHINESE_WORDS.some((word) => text.includes(word));
    return isKnown || isCommonChinese(bytes) ? 'gb18030' : WESTERN;
  } catch {
    return WESTERN;
  }
}

const WESTERN = 'windows-1252';

// Two bytes of GB 2312 each, which umlauts between letters never are.
function isCommonChinese(bytes: Buffer): boolean {
  for (let at = 0; at < bytes.length; at += 1) {
    if (bytes[at]! < 0x80) continue;
    at += 1;
    if (bytes[at - 1]! < 0xa1 || !(bytes[at]! >= 0xa1)) return false;
  }
  return true;
}

type Blame = (
  code: Code,
  message: Wording,
  help: Wording | undefined,
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

const CHINESE_WORDS = [...COLUMNS, ...CATEGORIES.values()].flat().filter((word) => /\p{sc=Han}/u.test(word));

function findColumns({ cells, line }: TableRecord, blame: Blame): number[] | null {
  const folded = cells.map(foldName);
  const found = COLUMNS.map((names) => folded.findIndex((cell) => names.includes(cell)));
  const missing = COLUMNS.filter((_, at) => found[at] === -1);
  for (const [name] of missing)
    blame(
      'bad-override',
      { en: `there is no column "${name}"`, zh: `没有“${name}”这一列` },
      didYouMean(name, cells),
      line,
      null,
    );
  return missing.length > 0 ? null : found;
}

const READERS = [readId, choiceReader(CATEGORIES, 'category'), readText, readText, readTypedDay];

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
      ? {
          en: `column "${headers[at]}": expected ${value.expected.en}, found "${cells[at]!.slice(0, 60)}"`,
          zh: `列“${headers[at]}”：应为${afterHan(value.expected.zh)}，实际为“${cells[at]!.slice(0, 60)}”`,
        }
      : { en: `the override has no "${COLUMNS[at]![0]}"`, zh: `这条人工指定没有“${COLUMNS[at]![0]}”` };
    const help = isProblem(value) && at !== EXPIRES ? value.help : NEEDED[at];
    blame('bad-override', message, help, line, headers[at]!);
    return null;
  });
  if (values.includes(null)) return null;
  const [id, category, reason, author, expires] = values as [string, CategoryName, string, string, Day];
  return { id, category, reason, author, expires, file, line };
}

const NEEDED = [
  { en: 'name the customer, or delete the row', zh: '请填写客户，或删去该行' },
  { en: 'one of target, normal, lost, key', zh: 'target、normal、lost、key 之一' },
  { en: 'say why the criteria do not fit this customer', zh: '请说明标准为何不适用于该客户' },
  { en: 'say who answers for it', zh: '请填写负责人' },
  {
    en: 'give the last day on which it holds, such as 2026-12-31: an override has an end',
    zh: '请填写最后有效日，如 2026-12-31：人工指定必须有期限',
  },
];

// Flags of a command are about the customer file.
function withHelp(one: Diagnostic): Diagnostic {
  return { ...one, help: FILE_HELP[one.code] ?? one.help };
}

const HEADER = COLUMNS.map(([name]) => name).join(',');
const SAVE_AGAIN = {
  en: 'save it again as CSV UTF-8, with commas',
  zh: '请重新另存为 CSV UTF-8，以逗号分隔',
};
const FILE_HELP: Readonly<Partial<Record<Code, Wording>>> = {
  'empty-file': {
    en: `write ${HEADER} into its first line, or delete the file`,
    zh: `请在第一行写上 ${HEADER}，或删去该文件`,
  },
  'bad-encoding': SAVE_AGAIN,
  'ambiguous-encoding': SAVE_AGAIN,
  'ambiguous-delimiter': SAVE_AGAIN,
};

/** An override beside what the criteria say. */
export interface AppliedOverride {
  readonly id: string;
  readonly name: string | null;
  readonly override: Override;
  readonly computed: Verdict;
}

/** Whether the customer would be something else without it. */
export function changesCategory({ override, computed }: AppliedOverride): boolean {
  return computed.kind === 'undetermined' || computed.category !== override.category;
}

/** Follows which overrides meet a customer, and which of them change its category. */
export interface OverrideUse {
  /** Starts again, as a sink does. */
  begin(): void;
  take(customer: ClassifiedCustomer): void;
  /** Those that were applied, by id. */
  applied(): readonly AppliedOverride[];
  /**
   * What is to be said of the others, once all customers were seen; `file` is the customer file, `groupOf` finds the group
   * that a site belongs to.
   */
  problems(file: string, groupOf: (id: string) => string | null): readonly Diagnostic[];
}

/** Begins to follow the overrides in force; the company's `criteria` say which fact is a customer's name. */
export function watchOverrides({ inForce }: Overrides, criteria: Criteria): OverrideUse {
  const { name } = knownFacts(criteria);
  const met = new Map<string, AppliedOverride>();
  // Only to say what was meant: a part of a large file is enough.
  let ids: string[] = [];
  return {
    begin() {
      met.clear();
      ids = [];
    },
    take({ facts, criteria: own, override, computed }) {
      if (inForce.size === 0) return;
      const id = factText(facts, own.idField.slot)!;
      if (override === null) {
        if (ids.length < MOST_KNOWN) ids.push(id);
        return;
      }
      const shown = name === null ? null : factText(facts, name.slot);
      met.set(id, { id, name: shown, override, computed });
    },
    applied: () => [...met.values()].sort(byId),
    problems(file, groupOf) {
      const found: Diagnostic[] = [];
      for (const override of inForce.values()) {
        const applied = met.get(override.id);
        const group = applied === undefined ? groupOf(override.id) : null;
        if (group !== null) found.push(ofSite(override, group));
        else if (applied === undefined)
          found.push(unknown(override, file, found.length < MOST_COMPARED ? ids : []));
        else if (!changesCategory(applied)) found.push(changesNothing(override));
      }
      return found;
    },
  };
}

const MOST_KNOWN = 100_000;
// Each is compared with all that are known.
const MOST_COMPARED = 20;

function unknown({ id, ...place }: BookOverride, file: string, ids: readonly string[]): Diagnostic {
  const near = nearestName(id, ids);
  return {
    code: 'unknown-override',
    severity: 'warning',
    message: {
      en: `the override is for customer "${id}", which ${file} does not have`,
      zh: `人工指定针对客户“${id}”，而 ${file} 中没有这个客户`,
    },
    help:
      near === null
        ? { en: 'delete the row if the customer is gone for good', zh: '如果该客户不会再出现，请删去该行' }
        : meant(near),
    at: atLine(place),
  };
}

function ofSite({ id, ...place }: BookOverride, group: string): Diagnostic {
  return {
    code: 'unknown-override',
    severity: 'warning',
    message: {
      en: `the override is for "${id}", which is part of group "${group}"`,
      zh: `人工指定针对“${id}”，而它属于集团“${group}”`,
    },
    help: {
      en: `an override holds for a whole group: write "${group}"`,
      zh: `人工指定对整个集团有效：请写“${group}”`,
    },
    at: atLine(place),
  };
}

function changesNothing({ id, category, ...place }: BookOverride): Diagnostic {
  return {
    code: 'idle-override',
    severity: 'warning',
    message: {
      en: `the override of "${id}" changes nothing: the criteria say ${category} too`,
      zh: `“${id}”的人工指定不起作用：按标准得出的也是 ${category}`,
    },
    help: {
      en: 'delete the row; it would hide it when the criteria say something else',
      zh: '请删去该行，否则标准的结果变化时会被它掩盖',
    },
    at: atLine(place),
  };
}

function atLine({ file, line }: Pick<BookOverride, 'file' | 'line'>): Diagnostic['at'] {
  return { kind: 'cell', file, line, column: null };
}
