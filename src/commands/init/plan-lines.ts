import { layoutOf } from '../../criteria/input.ts';
import { InputError, UserError } from '../../errors.ts';
import { type Day, formatDay } from '../../fields/day.ts';
import type { ValueType } from '../../fields/value.ts';
import { addUpLines, type LineTotals } from '../../lines/add-up.ts';
import { customersOfLines, joinLines, meetCustomers } from '../../lines/join-lines.ts';
import { madeRow } from '../../table/csv-row.ts';
import type { TableRecord } from '../../table/table.ts';
import { type Diagnostic, hasErrors } from '../../text/diagnostic.ts';
import { quoteYaml } from '../../text/quote-yaml.ts';
import type { CustomerFile } from '../run/inputs.ts';
import type { StarterField } from './fields.ts';
import { textGuess } from './guess-type.ts';
import { printColumns, printTable, type StarterSource } from './print-starter.ts';
import { type Profile, profileTable } from './profile.ts';
import { compileStarter, withoutRates } from './propose-criteria.ts';
import { namesOrder } from './row-kind.ts';
import { planStarter, type SpareTable, type Starter, type StarterLines } from './starter.ts';

/** A starter for customers of whom an export has order lines, and these customers as a file. */
export interface LineStarter {
  readonly starter: Starter;
  readonly customers: Pick<CustomerFile, 'open'>;
  /** What is said of lines that play no part. */
  readonly remarks: readonly Diagnostic[];
  /** Columns of the customer file that are not read, since lines say the same. */
  readonly givenWay: readonly GivenWay[];
}

/** A column of the customer file that gives way to lines, and the field that is worked out from these. */
export interface GivenWay {
  readonly header: string;
  readonly field: string;
  readonly type: ValueType;
}

/** An export that was looked at: what was seen of it, and what the criteria would say of it alone. */
export interface LookedAt {
  readonly file: CustomerFile;
  readonly starter: Starter;
  readonly profile: Profile;
  readonly delimiter: string;
  readonly source: StarterSource;
}

/** The order lines, and by which columns they are told; `table` is what the criteria call them. */
export interface LookedAtLines extends LookedAt {
  readonly table: string;
  readonly date: string;
  readonly amount: string;
}

/**
 * Plans the file for order lines, beside a customer file or without one: what they come to for each customer is looked
 * at as if it were an export.
 */
export async function planLineStarter(
  lines: LookedAtLines,
  base: LookedAt | null,
  spare: readonly SpareTable[],
  asOf: Day,
): Promise<LineStarter> {
  const named = nameAsLines(lines.starter, lines.date, lines.amount);
  const all = workedFields(named.fields, lines.table);
  const givenWay = base === null ? [] : findGivenWay(base, all);
  const own = base === null ? null : withoutWorked(base, givenWay, asOf);
  const { currency } = named.money;
  const other = own?.starter.money.currency ?? null;
  if (own !== null && currency !== null && other !== null && currency !== other)
    throw twoCurrencies(lines, currency, own);
  const worked = all.filter(({ name }) => own?.starter.fields.some((field) => field.name === name) !== true);
  const used = named.fields.filter(({ name }) => worked.some(({ reads }) => reads === name));
  const print = (starter: Starter): string[] =>
    printTable(lines.table, onlyWith(starter, used), used, lines.source);
  const table = print(named);
  const draft = print(withoutRates(named));
  const id = `{ type: id, columns: [${quoteYaml(lines.starter.id.column.header)}] }`;
  const fields = new Map([
    ...(own === null ? [['customer_id', id] as const] : []),
    ...worked.map(({ name, text }) => [name, text] as const),
  ]);
  const criteria = await compileStarter(
    [
      ...draft,
      ...(own === null ? ['fields:'] : printColumns(withoutRates(own.starter), own.source)),
      ...[...fields].map(([name, text]) => `  ${name}: ${text}`),
      ...ANY,
    ].join('\n'),
  );
  const found: Diagnostic[] = [];
  const refused: Diagnostic[] = [];
  const [read] = criteria.tables;
  const totals = await addUpLines(read!, {
    open: (refuse) => lines.file.open(refuse, layoutOf(read!.input, read!.fields)),
    asOf,
    days: [],
    watch: new Set(),
    report: (one) => found.push(one),
    refuse: (one) => refused.push(one),
  });
  if (totals === null || hasErrors(found)) throw new InputError([...found, ...refused]);
  const latest = totals.latest;
  if (latest === null || latest < asOf - YEAR) throw noneInTime(totals, asOf, latest);
  const met = meetCustomers([totals]);
  const open: CustomerFile['open'] = async (refuse, ...layout) => {
    const customers =
      own === null ? customersOfLines(criteria.idField, [totals]) : await own.file.open(refuse, ...layout);
    return customers === null ? null : joinLines(customers, criteria.idField, [totals], met);
  };
  const customers = await open(() => {}, layoutOf(criteria.input, criteria.fields));
  const seen = await profileTable(
    ['customer_id', ...worked.map(({ name }) => name)],
    [],
    workedCells(customers!.records, worked.length),
  );
  const profile: Profile = { ...seen, leftOut: [], hasFooter: false, html: false };
  const alone = planStarter(profile, ',', asOf);
  const said: StarterLines = {
    table,
    draft,
    lacksRates: named.money.others.length > 0,
    hasCustomers: own !== null,
    spare,
    fields,
  };
  if (own === null) return { starter: { ...alone, lines: said }, customers: { open }, remarks: [], givenWay };
  if (totals.ids.length > 0 && totals.ids.every((one) => !met.has(one))) throw nobodyMet(totals, own);
  const starter = planStarter(
    own.profile,
    own.delimiter,
    asOf,
    alone.fields.filter((field) => field !== alone.id),
  );
  return {
    starter: { ...starter, lines: said },
    customers: { open },
    remarks: met.unknown(own.file.name, new Set(), false),
    givenWay,
  };
}

// A column of the customer file that says what the lines say gives way to them; people are known best by their own file.
function findGivenWay({ starter }: LookedAt, worked: readonly WorkedField[]): GivenWay[] {
  const names = new Set(worked.map(({ name }) => name).filter((name) => !PEOPLE.includes(name)));
  return starter.fields
    .filter(({ name }) => names.has(name))
    .map(({ name, column, guess }) => ({ header: column.header, field: name, type: guess.type }));
}

function withoutWorked(base: LookedAt, givenWay: readonly GivenWay[], asOf: Day): LookedAt {
  const columns = base.profile.columns.filter(({ header }) => givenWay.every((one) => one.header !== header));
  const profile = { ...base.profile, columns };
  return { ...base, profile, starter: planStarter(profile, base.delimiter, asOf) };
}

// Behind the cells of the customer file stand those of the lines.
async function* workedCells(
  batches: AsyncIterable<readonly TableRecord[]>,
  count: number,
): AsyncGenerator<readonly TableRecord[]> {
  for await (const batch of batches)
    yield batch.map(({ line, text, cells }, at) =>
      madeRow([String(at), ...cells.slice(cells.length - count)], text, line),
    );
}

const YEAR = 365;

const ANY = [
  'categories:',
  '  key: { when: { revenue: { more_than: 0 } } }',
  '  normal: { when: otherwise }',
];

interface WorkedField {
  readonly name: string;
  /** The field of the lines that it is worked out from. */
  readonly reads: string;
  readonly text: string;
}

/** Lines whose day and amount go by the same names, whatever the headers are. */
export function nameAsLines(
  lines: Starter,
  date: string | null,
  amount: string | null,
  called = { date: DAY, amount: AMOUNT },
): Starter {
  // "Order date" and "Order amount" speak of an order, too.
  const order = lines.fields.find(
    ({ column, guess }) => namesOrder(column) && guess.type !== 'date' && column.header !== amount,
  );
  const names = new Map(
    lines.fields.map(({ name, column }) => {
      const isOrder = column === order?.column;
      return [
        name,
        column.header === date
          ? called.date
          : column.header === amount
            ? called.amount
            : isOrder
              ? ORDER
              : name,
      ];
    }),
  );
  const nameOf = (name: string): string => names.get(name) ?? name;
  return {
    ...lines,
    fields: lines.fields.map((field) => ({
      ...field,
      name: nameOf(field.name),
      // The number of an order names it: next month it may have letters.
      guess: field === order ? textGuess(field.column) : field.guess,
    })),
    money: {
      ...lines.money,
      columns: new Map([...lines.money.columns].map(([name, one]) => [nameOf(name), one])),
    },
    leftOut: new Map([...lines.leftOut].map(([name, forms]) => [nameOf(name), forms])),
    unitRow: lines.unitRow === null ? null : { ...lines.unitRow, name: nameOf(lines.unitRow.name) },
    rules: { ...lines.rules, zeroBlanks: new Set([...lines.rules.zeroBlanks].map(nameOf)) },
  };
}

const DAY = 'order_date';
const AMOUNT = 'amount';
const ORDER = 'order_no';

/** Without rules about columns that are no fields of the table, which could not be read. */
export function onlyWith(lines: Starter, used: readonly StarterField[]): Starter {
  const known = new Set<string>(['no id', lines.id.name, ...used.map(({ name }) => name)]);
  return {
    ...lines,
    leftOut: new Map([...lines.leftOut].filter(([name]) => known.has(name))),
    unitRow: lines.unitRow !== null && known.has(lines.unitRow.name) ? lines.unitRow : null,
  };
}

function workedFields(fields: readonly StarterField[], table: string): WorkedField[] {
  const named = new Map(fields.map((field) => [field.name, field]));
  const work = (name: string, reads: string, how: string, more = ''): WorkedField => ({
    name,
    reads,
    text: `{ from: ${table}, ${how}: ${reads}${more} }`,
  });
  const years = (name: string, reads: string): WorkedField[] => [
    work(name, reads, 'sum', ', within: 12 months'),
    work(`prior_${name}`, reads, 'sum', ', within: [24 months, 12 months]'),
  ];
  const isAdded = (name: string): boolean => {
    const field = named.get(name);
    return field?.known === true && ADDED.has(field.guess.type);
  };
  return [
    ...PEOPLE.filter((name) => named.get(name)?.known === true).map((name) => work(name, name, 'last_value')),
    ...years('revenue', AMOUNT),
    ...SUMS.filter(isAdded).flatMap((name) => years(name, name)),
    work('last_order', DAY, 'latest'),
    ...(named.has(ORDER) ? [work('orders_12m', ORDER, 'distinct', ', within: 12 months')] : []),
  ];
}

const PEOPLE = ['customer_name', 'business_unit', 'account_manager'];
const SUMS = ['gross_profit', 'quantity'];
const ADDED: ReadonlySet<string> = new Set(['money', 'number']);

function noneInTime({ file }: LineTotals, asOf: Day, latest: Day | null): UserError {
  const last =
    latest === null
      ? { en: 'later than that', zh: '在此之后' }
      : { en: `on ${formatDay(latest)}`, zh: ` ${formatDay(latest)}` };
  return new UserError(
    {
      en: `no line of "${file}" is of the 12 months up to ${formatDay(asOf)}: the last one is ${last.en}`,
      zh: `“${file}”中没有截至 ${formatDay(asOf)} 的 12 个月内的明细：最后一笔${latest === null ? '' : '是'}${last.zh}`,
    },
    latest === null
      ? { en: 'say on which day to look: --as-of', zh: '请指明以哪一天为准：--as-of' }
      : {
          en: `look at it on that day: --as-of ${formatDay(latest)}`,
          zh: `请以那一天为准：--as-of ${formatDay(latest)}`,
        },
  );
}

function nobodyMet({ ids, file }: LineTotals, { file: { name }, starter: { id } }: LookedAt): UserError {
  return new UserError(
    {
      en: `no line of "${file}" is of a customer in "${name}": lines are of "${ids[0]}", the file has "${id.guess.example}"`,
      zh: `“${file}”中没有“${name}”里任何客户的明细：明细的客户是“${ids[0]}”，客户文件里是“${id.guess.example}”`,
    },
    { en: 'export both with the same customer number', zh: '请用同一套客户编号导出两个文件' },
  );
}

function twoCurrencies(
  { file }: LookedAtLines,
  currency: string,
  { file: { name }, starter }: LookedAt,
): UserError {
  return new UserError(
    {
      en: `amounts of "${name}" are in ${starter.money.currency}, those of "${file.name}" in ${currency}: they are never compared`,
      zh: `“${name}”的金额为 ${starter.money.currency}，“${file.name}”的金额为 ${currency}：两者不能比较`,
    },
    { en: 'export both in one currency', zh: '请统一用一种币种导出' },
  );
}
