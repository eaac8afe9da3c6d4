import { RESERVED_NAMES } from '../../condition/operators.ts';
import { FUNCTIONS } from '../../criteria/expression.ts';
import { foldName } from '../../fields/fold.ts';
import { groupBy } from '../../group-by.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { OddText } from './fit.ts';
import { type FileStyle, guessKnown, guessUnknown, PLAIN, type TypeGuess } from './guess-type.ts';
import { type HeaderPeriod, withoutPart } from './header-period.ts';
import { findMonths } from './months.ts';
import type { ColumnProfile, Profile } from './profile.ts';
import {
  closedValues,
  type KnownFact,
  mayDateOrder,
  plainHeader,
  priorOf,
  prospectValues,
} from './vocabulary.ts';

/** A column of the export as a field: its name, and what was seen of its type. */
export interface StarterField {
  readonly name: string;
  readonly column: ColumnProfile;
  readonly guess: TypeGuess;
  /** The name is one that key-account management knows, and the cells are what it means. */
  readonly known: boolean;
}

/** The texts of a field that stand for a blank; texts and choices have none: there they are values. */
export function blankWordsOf({ column, guess }: StarterField): ReadonlyMap<string, OddText> {
  if (!isReckoned(guess)) return new Map();
  const never = guess.type === 'date' ? column.days.never : [];
  return new Map([...column.blankWords, ...guess.odd, ...never]);
}

/** Whether the cells of a column are more than texts, so that a text among them may stand for a blank. */
export function isReckoned({ type }: TypeGuess): boolean {
  return RECKONED.has(type);
}

const RECKONED: ReadonlySet<string> = new Set(['number', 'money', 'percent', 'date', 'flag']);

/** What is wrong with a header whatever the criteria are: no column has a name. */
export function checkHeader(header: readonly string[], file: string, line: number): readonly Diagnostic[] {
  if (header.some(isName)) return [];
  const at = { kind: 'cell', file, line, column: null } as const;
  const help = {
    en: 'export it again, with the column names in the first row',
    zh: '请重新导出，第一行要有列名',
  };
  return [
    {
      code: 'empty-file',
      severity: 'error',
      message: { en: 'no column has a name', zh: '没有任何一列有名称' },
      help,
      at,
    },
  ];
}

/** The fields of a file, in the order of its columns; empty columns without a header, and headers of a page of text, give none. */
export function nameFields(
  profile: Profile,
  style: FileStyle,
): { readonly fields: readonly StarterField[]; readonly id: StarterField } {
  const columns = profile.columns.filter(({ header, index, filled }) =>
    header === `#${index + 1}` ? filled > 0 : isName(header),
  );
  const { column: id, rank } = findId(columns, profile.rows);
  const facts = assignFacts(
    columns.filter((column) => column !== id),
    style,
  );
  for (const [column, fact] of unnamedRevenue(columns, facts, style)) facts.set(column, fact);
  const taken = new Set<string>(['customer_id', ...DERIVED, ...[...facts.values()].map(({ name }) => name)]);
  const fields = columns.map((column): StarterField => {
    // Where nothing is an id, texts come nearer to one than days and amounts.
    if (column === id)
      return { name: 'customer_id', column, guess: idGuess(id), known: rank > 0 || !holdsAmounts(id) };
    const fact = facts.get(column);
    if (fact !== undefined) return { ...fact, column, known: true };
    const name = nameFact(column.header, column.index, taken);
    taken.add(name);
    return { name, column, guess: guessUnknown(column, style), known: false };
  });
  return { fields, id: fields.find(({ column }) => column === id)! };
}

function isName(header: string): boolean {
  return header.length <= LONGEST_NAME && foldName(header) !== '';
}

const LONGEST_NAME = 1000;

// The column that names each customer once: at best one whose header says so, filled and unique in every row; then any
// column of codes without repeats; when no column will do, the one that comes nearest.
function findId(
  columns: readonly ColumnProfile[],
  rows: number,
): { readonly column: ColumnProfile; readonly rank: number } {
  // Beside names that repeat with the days of orders, other numbers are those of the orders.
  const named = nameCustomersAgain(columns, rows) ? columns.filter(namesCustomer) : columns;
  const ranked = named.map((column) => ({ column, rank: rankOf(column, rows) }));
  return ranked.reduce((best, one) => (one.rank > best.rank ? one : best));
}

function nameCustomersAgain(columns: readonly ColumnProfile[], rows: number): boolean {
  const names = columns.filter(namesCustomer);
  return (
    names.length > 0 &&
    names.every(({ filled, ids }) => filled >= rows * MOSTLY && ids <= filled / 2) &&
    columns.some(({ known }) => known?.fact.name === 'revenue') &&
    columns.some(
      ({ header, hints, known, filled }) =>
        hints.date && known === null && filled >= rows * MOSTLY && mayDateOrder(header),
    )
  );
}

/** Whether a column is known to name the customers, by their id or their name. */
export function namesCustomer({ known }: ColumnProfile): boolean {
  return known?.fact.name === 'customer_id' || known?.fact.name === 'customer_name';
}

function rankOf(column: ColumnProfile, rows: number): number {
  const known = column.known?.fact.name ?? null;
  const clean = column.unique && column.filled === rows;
  // A few rows without an id are rows to mend, not a reason to take another column.
  const nearly = column.unique && column.filled >= rows * MOSTLY;
  // Repeated customer ids show that the rows are not customers; taking a row number instead would hide that.
  if (known === 'customer_id') return clean ? 10 : nearly ? 9 : 8;
  if (known === 'customer_name') return clean ? 6 : column.unique && column.filled > rows / 2 ? 5 : 2;
  if (known !== null || column.hints.othersId || column.period?.rest === '') return 0;
  if (isRowNumber(column)) return clean ? 1 : 0;
  // One that is blank in many rows may stand on the first row of each customer alone.
  if (column.hints.code) return clean ? 7 : nearly ? 4 : column.unique ? 3 : 1;
  // An amount is no id, however rarely it repeats; a number of so many digits may be.
  if (!clean) return 0;
  return holdsAmounts(column) ? (looksLikeId(column) ? 2 : 0) : 4;
}

function holdsAmounts({ probes, days, filled }: ColumnProfile): boolean {
  return [...probes, days].some(({ fits }) => fits === filled);
}

/** Whether a column of numbers looks like one of ids: many digits, as many in each, and never the same twice. */
export function looksLikeId({ leastDigits, mostDigits, unique, hints }: ColumnProfile): boolean {
  return unique && leastDigits >= LEAST_OF_ID && leastDigits === mostDigits && hints.size !== 'says';
}

const LEAST_OF_ID = 4;

/** The part of the rows that an id has to fill: the blanks are then single mistakes. */
export const MOSTLY = 0.9;

/** Whether a column only counts the rows, so that customers get other numbers in the next export. */
export function isRowNumber({ header, counts, filled }: ColumnProfile): boolean {
  const plain = foldName(header);
  return ROW_NUMBER.test(plain) || (counts && filled > 2 && !/(?:id|key)$/.test(plain));
}

const ROW_NUMBER = /^(?:row(?! labels?$)|line|index|s\/n|sl|sr|lfd|zeile)\b|^(?:序号|行号)$/;

function idGuess({ filled, example }: ColumnProfile): TypeGuess {
  return { ...PLAIN, type: 'id', fits: filled, example };
}

// Names that the criteria give to what they calculate.
const DERIVED = ['growth', 'volume_growth', 'contribution_growth', 'margin', 'idle_days'];

interface Fact {
  readonly name: string;
  readonly guess: TypeGuess;
}

// Each known fact goes to one column: a header that names it outright comes before one that names a year.
function assignFacts(columns: readonly ColumnProfile[], style: FileStyle): Map<ColumnProfile, Fact> {
  const facts = new Map<ColumnProfile, Fact>();
  const taken = new Set(['customer_id']);
  const assign = (column: ColumnProfile, fact: KnownFact): void => {
    if (taken.has(fact.name) || facts.has(column)) return;
    const guess = guessKnown(column, fact, style);
    if (guess === null) return;
    taken.add(fact.name);
    facts.set(column, { name: fact.name, guess });
  };
  const found = columns.flatMap((column) => (column.known === null ? [] : [{ column, ...column.known }]));
  // Of several columns that may be a status, the one that tells who has left or not yet bought.
  const telling = ({ column, fact }: (typeof found)[number]): number =>
    fact.name !== 'status' || tellsStanding(column) ? 0 : 1;
  // A fact's own name is the surest header of all.
  const exact = ({ column, fact }: (typeof found)[number]): number =>
    plainHeader(column.header) === plainHeader(fact.name) ? 0 : 1;
  // Of several amounts, the one that also has its year before.
  const paired = ({ column, fact }: (typeof found)[number]): number => {
    const prior = priorOf(fact.name);
    const stem = foldName(column.header).split(/[^\p{L}]+/u)[0]!;
    const rest = column.period?.rest ?? plainHeader(column.header);
    const has = found.some(
      (one) =>
        one.fact === prior &&
        (one.column.period?.rest === rest || foldName(one.column.header).includes(stem)),
    );
    return prior !== null && has && stem !== '' ? 0 : 1;
  };
  const direct = found
    .filter(({ year }) => year === null)
    .sort(
      (one, other) =>
        telling(one) - telling(other) || paired(one) - paired(other) || exact(one) - exact(other),
    );
  for (const { column, fact } of direct) {
    assign(column, fact);
    // "Margin" is also what an amount is called.
    if (fact.name === 'margin') assign(column, GROSS_PROFIT);
  }
  // Whatever stands before the word, the texts show of what it is the status.
  for (const column of columns)
    if (STATUS_WORD.test(foldName(column.header)) && !column.hints.othersId && tellsStanding(column))
      assign(column, STATUS);
  const dated = found.filter(({ year }) => year !== null).sort((one, other) => other.year! - one.year!);
  const years = new Map<string, number>();
  for (const { column, fact, year } of dated) {
    const newest = years.get(fact.name);
    if (newest === undefined) assign(column, fact);
    if (facts.has(column)) years.set(fact.name, year!);
    // Growth is from one year to the next: older years are no prior year.
    else if (newest === undefined || newest === year! + 1) assign(column, priorOf(fact.name)!);
  }
  return facts;
}

function tellsStanding({ distinct }: ColumnProfile): boolean {
  const texts = [...(distinct?.values() ?? [])].map(({ text }) => text);
  return closedValues(texts).length + prospectValues(texts).length > 0;
}

const STATUS: KnownFact = { name: 'status', types: ['choice'] };
const STATUS_WORD = /(?<![\p{L}])status(?![\p{L}])|(?:状态|阶段)$/u;
const GROSS_PROFIT: KnownFact = { name: 'gross_profit', types: ['money'] };

// Amounts of several years, or of months, whose headers do not say that they are revenue, where nothing else is; and
// "Prior Year" right beside revenue, where nothing else is its year before.
function unnamedRevenue(
  columns: readonly ColumnProfile[],
  facts: ReadonlyMap<ColumnProfile, Fact>,
  style: FileStyle,
): (readonly [ColumnProfile, Fact])[] {
  const columnOf = (wanted: string): ColumnProfile | undefined =>
    columns.find((column) => facts.get(column)?.name === wanted);
  const [revenue, prior] = YEARS.map(columnOf);
  if (prior !== undefined) return [];
  const open = columns.filter((column) => !facts.has(column));
  const guessed = (column: ColumnProfile, name: string): (readonly [ColumnProfile, Fact])[] => {
    const guess = guessKnown(column, { name, types: ['money'] }, style);
    return guess === null ? [] : [[column, { name, guess }]];
  };
  if (revenue !== undefined)
    return open
      .filter(({ index, period }) => index === revenue.index + 1 && period?.rest === '' && period.year === 0)
      .flatMap((column) => guessed(column, 'prior_revenue'));
  const months = findMonths(open);
  const isMonth = new Set(months.map(({ column }) => column));
  const amounts = open.filter((column) => !isMonth.has(column) && guessed(column, '').length > 0);
  const years = findYears(amounts);
  if (years.length > 0) return years.flatMap((column, at) => guessed(column, YEARS[at]!));
  const blank = { ...PLAIN, type: 'money', fits: 0, example: '' } as const;
  return months.flatMap(({ column, name }) =>
    column.filled === 0 ? [[column, { name, guess: blank }] as const] : guessed(column, name),
  );
}

const YEARS = ['revenue', 'prior_revenue'];

/** An amount by what its header says besides the period, and the year of that. */
interface YearColumn {
  readonly column: ColumnProfile;
  readonly period: HeaderPeriod;
}

// The newest of the columns that hold the same amount for several years, and the one of the year before, where there is
// one. The header says nothing but the year, or how much a customer buys; columns of several parts of a year are no pair.
function findYears(columns: readonly ColumnProfile[]): readonly ColumnProfile[] {
  const dated = columns.map((column): YearColumn => {
    const plain = plainHeader(column.header);
    return { column, period: column.period ?? { year: 1, frame: plain, rest: plain } };
  });
  const sized = dated.filter(
    ({ column, period }) => withoutPart(period) === '' || column.hints.size === 'says',
  );
  for (const [amount, parts] of groupBy(sized, ({ period }) => withoutPart(period))) {
    const whole = parts.filter(({ period }) => period.rest === amount);
    const found = hasOneFrame(parts) ? parts : whole;
    if (found.length === 0 || !hasOneFrame(found)) continue;
    const [newest, ...others] = found.sort(
      (one, other) =>
        other.period.year - one.period.year ||
        Number(one.column.period === null) - Number(other.column.period === null),
    );
    const older = others.filter(({ period }) => period.year < newest!.period.year);
    const before = older.find(({ period }) => period.year === newest!.period.year - 1);
    if (older.length > 0)
      return [newest!, ...(before === undefined ? [] : [before])].map(({ column }) => column);
  }
  return [];
}

function hasOneFrame(columns: readonly YearColumn[]): boolean {
  return new Set(columns.map(({ period }) => period.frame)).size === 1;
}

// A name for the fact of a column: the header in plain letters where it has some, else the place of the column.
// Never one that is taken, that the language keeps, or that YAML or a reader would take for something else.
function nameFact(header: string, index: number, taken: ReadonlySet<string>): string {
  const common = COMMON.get(plainHeader(header));
  if (common !== undefined) return distinctName(common, taken);
  const plain = header
    .slice(0, LONGEST * 4)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/__c$/i, '')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
  const foreign = (plain.match(/[^\x20-\x7e]/g) ?? []).length;
  const name = shorten(plain.replace(/[^a-z0-9]+/g, '_').replace(/^[_\d]+|_+$/g, ''));
  const letters = name.replace(/[^a-z]/g, '').length;
  // What is left of a Chinese or emoji header says less than the number of its column.
  const usable = letters >= 2 && foreign <= letters ? name : `column_${index + 1}`;
  return distinctName(KEPT.has(usable) ? `${usable}_column` : usable, taken);
}

function shorten(name: string): string {
  if (name.length <= LONGEST) return name;
  const cut = name.slice(0, LONGEST);
  const end = cut.lastIndexOf('_');
  return end > LONGEST / 2 ? cut.slice(0, end) : cut.replace(/_+$/, '');
}

function distinctName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let number = 2; ; number += 1) if (!taken.has(`${name}_${number}`)) return `${name}_${number}`;
}

const LONGEST = 40;
const KEPT: ReadonlySet<string> = new Set(
  [
    ...RESERVED_NAMES,
    ...Object.keys(FUNCTIONS),
    'yes no on off true false null nan inf constructor prototype'.split(' '),
  ].flat(),
);

// Chinese headers of most exports that no rule knows.
const COMMON: ReadonlyMap<string, string> = new Map([
  ['省市', 'province'],
  ['省份', 'province'],
  ['城市', 'city'],
  ['国家', 'country'],
  ['地区', 'region'],
  ['区域', 'region'],
  ['行业', 'industry'],
  ['地址', 'address'],
  ['联系人', 'contact'],
  ['电话', 'phone'],
  ['付款条件', 'payment_terms'],
  ['创建日期', 'created_on'],
  ['创建时间', 'created_on'],
  ['备注', 'remarks'],
  ['折扣', 'discount'],
  ['信用额度', 'credit_limit'],
  ['员工人数', 'employees'],
  ...['流失', '已流失', '是否流失', '客户流失'].map((header) => [header, 'churned'] as const),
  ...['停用', '已停用', '是否停用', '注销', '已注销', '冻结', '已冻结', '黑名单'].map(
    (header) => [header, 'inactive'] as const,
  ),
  ...['启用', '是否启用', '有效', '是否有效', '活跃', '是否活跃'].map(
    (header) => [header, 'active'] as const,
  ),
  ...['潜在', '是否潜在', '潜在客户', '试用', '是否试用'].map((header) => [header, 'prospect'] as const),
]);
