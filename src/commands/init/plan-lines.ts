import { layoutOf } from '../../criteria/input.ts';
import { readCriteriaSource } from '../../criteria/read-criteria.ts';
import { InputError, UserError } from '../../errors.ts';
import { type Day, formatDay } from '../../fields/day.ts';
import { addUpLines, type LineTotals } from '../../lines/add-up.ts';
import { customersOfLines, joinLines, meetCustomers } from '../../lines/join-lines.ts';
import type { CustomerTable } from '../../table/table.ts';
import { type Diagnostic, hasErrors } from '../../text/diagnostic.ts';
import { quoteYaml } from '../../text/quote-yaml.ts';
import type { CustomerFile } from '../run/inputs.ts';
import type { StarterField } from './fields.ts';
import { printTable, type StarterSource } from './print-starter.ts';
import { type Profile, profileTable } from './profile.ts';
import { namesOrder, type RepeatedRows } from './row-kind.ts';
import { planStarter, type Starter } from './starter.ts';

/** A starter for customers of whom an export has order lines, and these customers as a file. */
export interface LineStarter {
  readonly starter: Starter;
  readonly profile: Profile;
  readonly customers: Pick<CustomerFile, 'open'>;
}

/** Plans the file for order lines: what they come to for each customer is looked at as if it were an export. */
export async function planLineStarter(
  lines: Starter,
  { date, amount }: Extract<RepeatedRows, { kind: 'lines' }>,
  file: CustomerFile,
  asOf: Day,
  source: StarterSource,
): Promise<LineStarter> {
  const named = nameAsLines(lines, date, amount!);
  const worked = workedFields(named.fields);
  const used = named.fields.filter(({ name }) => worked.some(({ reads }) => reads === name));
  const table = printTable('orders', onlyWith(named, used), used, source);
  const columns = [quoteYaml(lines.id.column.header)];
  const fields = new Map([
    ['customer_id', `{ type: id, columns: [${columns}] }`],
    ...worked.map(({ name, text }) => [name, text] as const),
  ]);
  const draft = [
    ...table,
    'fields:',
    ...[...fields].map(([name, text]) => `  ${name}: ${text}`),
    ...ANY,
  ].join('\n');
  const { value: criteria, diagnostics } = await readCriteriaSource(
    { name: 'starter criteria', text: draft },
    async () => null,
  );
  if (criteria === null)
    throw new Error(
      `the starter criteria do not compile: ${diagnostics.map(({ message }) => message).join('; ')}`,
    );
  const found: Diagnostic[] = [];
  const refused: Diagnostic[] = [];
  const [own] = criteria.tables;
  const totals = await addUpLines(own!, {
    open: (refuse) => file.open(refuse, layoutOf(own!.input, own!.fields)),
    asOf,
    days: [],
    watch: new Set(),
    report: (one) => found.push(one),
    refuse: (one) => refused.push(one),
  });
  if (totals === null || hasErrors(found)) throw new InputError([...found, ...refused]);
  const latest = totals.latest;
  if (latest === null || latest < asOf - YEAR) throw noneInTime(totals, asOf, latest);
  const open = async (): Promise<CustomerTable> =>
    joinLines(
      customersOfLines(criteria.idField, [totals]),
      criteria.idField,
      [totals],
      meetCustomers([totals]),
    );
  const customers = await open();
  const header = ['customer_id', ...customers.added];
  const { columns: seen, rows, perUnit, unitRow } = await profileTable(header, customers.records);
  const profile: Profile = {
    columns: seen,
    rows,
    perUnit,
    unitRow,
    leftOut: [],
    hasFooter: false,
    html: false,
  };
  const starter = planStarter(profile, ',', asOf);
  return { starter: { ...starter, lines: { table, fields } }, profile, customers: { open } };
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

// What every line has goes by the same names, whatever the headers are.
function nameAsLines(lines: Starter, date: string, amount: string): Starter {
  const order = lines.fields.find(({ column }) => namesOrder(column));
  const names = new Map(
    lines.fields.map(({ name, column }) => {
      const isOrder = column === order?.column;
      return [
        name,
        column.header === date ? DAY : column.header === amount ? AMOUNT : isOrder ? ORDER : name,
      ];
    }),
  );
  const nameOf = (name: string): string => names.get(name) ?? name;
  return {
    ...lines,
    fields: lines.fields.map((field) => ({ ...field, name: nameOf(field.name) })),
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

// A rule about a column that is no field of the table could not be read.
function onlyWith(lines: Starter, used: readonly StarterField[]): Starter {
  const known = new Set<string>(['no id', lines.id.name, ...used.map(({ name }) => name)]);
  return {
    ...lines,
    leftOut: new Map([...lines.leftOut].filter(([name]) => known.has(name))),
    unitRow: lines.unitRow !== null && known.has(lines.unitRow.name) ? lines.unitRow : null,
  };
}

function workedFields(fields: readonly StarterField[]): WorkedField[] {
  const named = new Map(fields.map((field) => [field.name, field]));
  const work = (name: string, reads: string, how: string, more = ''): WorkedField => ({
    name,
    reads,
    text: `{ from: orders, ${how}: ${reads}${more} }`,
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
  const last = latest === null ? 'later than that' : `on ${formatDay(latest)}`;
  return new UserError(
    `no line of "${file}" is of the 12 months up to ${formatDay(asOf)}: the last one is ${last}`,
    latest === null
      ? 'say on which day to look: --as-of'
      : `look at it on that day: --as-of ${formatDay(latest)}`,
  );
}
