import type { Day } from '../../fields/day.ts';
import { namesNobody } from '../../fields/unknown-cell.ts';
import { formOf } from '../../table/layout.ts';
import { isRowNumber, looksLikeId, nameFields, type StarterField } from './fields.ts';
import { type DecimalGuess, findDayFirst, findLetter, guessDecimal } from './guess-type.ts';
import { yearsOfMonths } from './months.ts';
import { type MoneyPlan, planMoney } from './plan-money.ts';
import { blankCells, type ColumnProfile, type Profile, type RowForm } from './profile.ts';
import { closedValues, keyValues, type Mark, prospectValues } from './vocabulary.ts';

/** The criteria file that init writes, as data: what the columns mean, and which rules they allow. */
export interface Starter {
  readonly rows: number;
  readonly decimal: DecimalGuess;
  readonly fields: readonly StarterField[];
  readonly id: StarterField;
  readonly rules: StarterRules;
  readonly money: MoneyPlan;
  /** What rows that are no customers begin with, by the field that it stands in; where no rule reads that, they lack an id. */
  readonly leftOut: ReadonlyMap<string | 'no id', readonly RowForm[]>;
  readonly hasFooter: boolean;
  /** The columns that name the parents of groups of companies, the one to group by first. */
  readonly parents: readonly StarterField[];
  /** Whether cells hold marks of HTML. */
  readonly html: boolean;
  /** A field and what stands in it in a row of units; null where there is no such row. */
  readonly unitRow: { readonly name: string; readonly text: string } | null;
  /** Columns without a header, from which nothing can be read. */
  readonly nameless: readonly ColumnProfile[];
  /** How the fields are worked out from order lines; null where each is read from a column. */
  readonly lines: StarterLines | null;
}

/** A table beside the one that makes revenue, such as tickets: what could be worked out from it, for people to choose. */
export interface SpareTable {
  readonly name: string;
  readonly file: string;
  readonly table: readonly string[];
  readonly fields: readonly string[];
}

/** The table of order lines as the file says it, and what stands behind the name of each field. */
export interface StarterLines {
  readonly table: readonly string[];
  /** The same without the rates that a person has to write, so that it can be read. */
  readonly draft: readonly string[];
  readonly lacksRates: boolean;
  /** Whether there is a customer file, too. */
  readonly hasCustomers: boolean;
  /** Other tables, of which no rule speaks. */
  readonly spare: readonly SpareTable[];
  readonly fields: ReadonlyMap<string, string>;
}

/** The rules that the columns allow; their amounts come later, from what the customers reach. */
export interface StarterRules {
  /** What makes a customer large: revenue where there is any; null when no column holds amounts. */
  readonly measure: SizeMeasure | null;
  readonly derived: readonly DerivedRule[];
  readonly lost: readonly LostRule[];
  readonly target: TargetRule | null;
  readonly key: readonly KeyRule[];
  /** Fields whose blank cells count as 0: customers without sales have a blank in many exports. */
  readonly zeroBlanks: ReadonlySet<string>;
  /** Facts that rules, duties or checks read, and those that people read in outputs. */
  readonly used: ReadonlySet<string>;
}

/** The facts that measure growth, read from a column or calculated. */
export type GrowthName = (typeof GROWTHS)[number][0];

/** The column that says how large a customer is, and the one for the year before, where there is one. */
export interface SizeMeasure {
  readonly field: StarterField;
  readonly prior: StarterField | null;
  /** Whether some cells are blank without a default, so that a rule must say what it makes of them. */
  readonly blanks: boolean;
}

/** A value to be calculated, in the words of the criteria language. */
interface DerivedRule {
  readonly name: string;
  readonly formula: string;
}

/** Who is lost: by status, by a flag, without orders, or without sales after sales in the year before. */
export type LostRule =
  | { readonly kind: 'closed'; readonly field: StarterField; readonly values: readonly string[] }
  | { readonly kind: 'marked'; readonly field: StarterField; readonly is: 'yes' | 'no' }
  | { readonly kind: 'no-order' }
  | { readonly kind: 'stopped-buying'; readonly measure: string; readonly prior: string };

/** Who is a target: by status, by a flag, or without sales, in the year before too where a column has it. */
export type TargetRule =
  | { readonly kind: 'status'; readonly field: StarterField; readonly values: readonly string[] }
  | { readonly kind: 'marked'; readonly field: StarterField }
  | { readonly kind: 'never-bought'; readonly measure: string; readonly prior: string | null };

/** Who is a key account; `profitable` asks for a margin above zero. `class` and `flag` stand in for a measure. */
export type KeyRule =
  | { readonly kind: 'large'; readonly profitable: boolean }
  | { readonly kind: 'growing'; readonly id: string; readonly growth: GrowthName }
  | { readonly kind: 'catalyst'; readonly field: StarterField; readonly profitable: boolean }
  | { readonly kind: 'class'; readonly field: StarterField; readonly values: readonly string[] }
  | { readonly kind: 'flag'; readonly field: StarterField };

/** Decides what the file says from what the profile shows of the columns; `worked` are fields that no column of it has. */
export function planStarter(
  profile: Profile,
  delimiter: string,
  asOf: Day,
  worked: readonly StarterField[] = [],
): Starter {
  const decimal = guessDecimal(profile.columns, delimiter);
  const { fields: own, id } = nameFields(profile, {
    decimal: decimal.decimal,
    asOf,
    dayFirst: findDayFirst(profile.columns),
    letter: findLetter(profile.columns),
  });
  const fields = [...own, ...worked];
  const named = new Set(own.map(({ column }) => column));
  const rules = planRules(fields, profile.rows);
  return {
    rows: profile.rows,
    decimal,
    fields,
    id,
    rules,
    money: planMoney(own, profile.columns, rules.used),
    leftOut: formsByField([...profile.leftOut, ...nobodyForms(id.column)], fields, rules.used),
    hasFooter: profile.hasFooter,
    parents: PARENTS.flatMap((name) => fields.filter((field) => field.known && field.name === name)),
    html: profile.html,
    unitRow: findUnitRow(profile, fields, rules.used),
    nameless: profile.columns.filter((column) => !named.has(column)),
    lines: null,
  };
}

const PARENTS = ['parent_id', 'ultimate_parent'];

// Ids that say that there is none: such rows are no customers.
function nobodyForms({ blankWords, index }: ColumnProfile): RowForm[] {
  return [...blankWords.keys()]
    .filter(namesNobody)
    .map((text) => ({ form: formOf(text), isTotal: false, column: index }));
}

function formsByField(
  leftOut: readonly RowForm[],
  fields: readonly StarterField[],
  used: ReadonlySet<string>,
): Starter['leftOut'] {
  const found = new Map<string, RowForm[]>();
  for (const form of leftOut) {
    const field = fields.find(({ name, column }) => column.index === form.column && used.has(name));
    const name = field?.name ?? 'no id';
    found.set(name, [...(found.get(name) ?? []), form]);
  }
  return found;
}

// By a field that the criteria read; where none has a unit, by the id that such a row lacks.
function findUnitRow(
  { unitRow }: Profile,
  fields: readonly StarterField[],
  used: ReadonlySet<string>,
): Starter['unitRow'] {
  if (unitRow.size === 0) return null;
  const field = fields.find(({ name, column }) => used.has(name) && unitRow.has(column.index));
  return field === undefined
    ? { name: 'customer_id', text: 'blank' }
    : { name: field.name, text: unitRow.get(field.column.index)! };
}

function planRules(fields: readonly StarterField[], rows: number): StarterRules {
  const years = yearsOfMonths(fields);
  const sums = years.map((months, at) => sumOf(at === 0 ? 'revenue' : 'prior_revenue', months, rows));
  const known = new Map(
    [...fields.filter((field) => field.known), ...sums].map((field) => [field.name, field]),
  );
  const measure = findMeasure(fields, known, rows);
  const derived = [
    ...years.map((months, at) => ({
      name: sums[at]!.name,
      formula: months.map(({ name }) => name).join(' + '),
    })),
    ...planDerived(known, measure),
  ];
  const has = (name: string): boolean => known.has(name) || derived.some((one) => one.name === name);
  const status = known.get('status');
  const marks = fields.filter((field) => markOf(field) !== null);
  const statuses = fields.filter((field) => field === status || tellsStanding(field));
  const lost = planLost(statuses, marks, measure, has);
  const target = planTarget(statuses, marks, measure, rows);
  const key = planKey(known, measure, has);
  const used = new Set(['customer_id', ...PEOPLE.filter((name) => known.has(name))]);
  for (const { formula } of derived) for (const [name] of formula.matchAll(/\w+/g)) used.add(name);
  for (const name of ['margin', 'on_time_rate']) if (known.has(name)) used.add(name);
  if (key.some(({ kind }) => kind === 'growing') && known.has('growth')) used.add('growth');
  if (measure !== null) used.add(measure.field.name);
  if (measure?.prior != null) used.add(measure.prior.name);
  for (const rule of [...lost, ...(target === null ? [] : [target])])
    if ('field' in rule) used.add(rule.field.name);
  for (const rule of key) {
    if (rule.kind === 'catalyst' || rule.kind === 'class' || rule.kind === 'flag') used.add(rule.field.name);
  }
  const zeroBlanks = new Set([
    ...findZeroBlanks(measure, rows),
    ...years.flat().flatMap(({ name, column }) => (column.filled < rows ? [name] : [])),
  ]);
  return { measure, derived, lost, target, key, zeroBlanks, used };
}

// A year as the sum of its months, as if it were a column: filled in every row, since a blank month counts as 0.
function sumOf(name: string, months: readonly StarterField[], rows: number): StarterField {
  const [first] = months;
  const zeros = Math.min(...months.map(({ column }) => column.amounts.zeros + rows - column.filled));
  const column = { ...first!.column, filled: rows, amounts: { ...first!.column.amounts, zeros } };
  return { ...first!, name, column };
}

type Known = ReadonlyMap<string, StarterField>;

const SALES: ReadonlySet<string> = new Set(['revenue', 'quantity']);
const PEOPLE = ['customer_name', 'business_unit', 'account_manager', 'lost_reason'];

function findMeasure(fields: readonly StarterField[], known: Known, rows: number): SizeMeasure | null {
  const sizes = fields.filter(isSize);
  const field =
    FIRST.map((name) => known.get(name)).find(varies) ??
    mostFilled(sizes.filter(({ column }) => column.hints.size === 'says')) ??
    mostFilled(sizes.filter(({ guess }) => guess.type === 'money')) ??
    THEN.map((name) => known.get(name)).find(varies) ??
    mostFilled(sizes);
  if (field === undefined) return null;
  const prior = field.known ? (known.get(`prior_${field.name}`) ?? null) : null;
  return { field, prior, blanks: field.column.filled < rows && !(field.known && SALES.has(field.name)) };
}

function findZeroBlanks(measure: SizeMeasure | null, rows: number): Set<string> {
  if (measure === null || measure.blanks) return new Set();
  const both = [measure.field, ...(measure.prior === null ? [] : [measure.prior])];
  return new Set(both.filter(({ column }) => blankCells(column, rows) > 0).map(({ name }) => name));
}

// What says how much a customer buys, before and after amounts that only look like it.
const FIRST = ['revenue', 'gross_profit'];
const THEN = ['quantity', 'potential'];

// Whether an amount of which nothing is known may say how large a customer is. A cost does not, and neither does a
// number that names something, or is the same for all.
function isSize(field: StarterField): boolean {
  const { known, guess, column } = field;
  const { hints, leastDigits, mostDigits, amounts } = column;
  const { largest } = amounts;
  if (known || (guess.type !== 'money' && guess.type !== 'number')) return false;
  if (hints.size === 'denies' || hints.code || !varies(field) || isRowNumber(column)) return false;
  if (hints.size === 'says' || guess.type === 'money') return true;
  // So many digits in each cell are phone numbers or the like.
  if (leastDigits >= LEAST_OF_PHONE) return false;
  const digits = leastDigits === mostDigits ? leastDigits : 0;
  // 0 and 1 are no and yes; four digits may be a year, eight a date, and many digits, never twice the same, an id.
  if (largest <= 1 && digits === 1) return false;
  if (digits === 4 && largest >= 1900 && largest <= 2100) return false;
  if (digits === 8 && largest >= 19000101 && largest <= 21001231) return false;
  return !looksLikeId(column);
}

const LEAST_OF_PHONE = 9;

function varies(field: StarterField | undefined): field is StarterField {
  return field !== undefined && !(field.column.distinct?.size === 1 && field.column.filled > 2);
}

function mostFilled(fields: readonly StarterField[]): StarterField | undefined {
  return fields.toSorted((one, other) => other.column.filled - one.column.filled)[0];
}

function planDerived(known: Known, measure: SizeMeasure | null): DerivedRule[] {
  const derived: DerivedRule[] = [];
  const growths = measure === null ? [] : GROWTHS;
  for (const [name, now, prior] of growths) {
    if (known.has(name) || !known.has(now) || !known.has(prior)) continue;
    // A loss turned into a profit is growth, so only the size of the base counts.
    const base = now === 'gross_profit' ? `abs(${prior})` : prior;
    derived.push({ name, formula: `(${now} - ${prior}) / ${base}` });
  }
  if (measure?.field.name === 'revenue' && known.has('gross_profit') && !known.has('margin'))
    derived.push({ name: 'margin', formula: 'gross_profit / revenue' });
  if (known.has('last_order')) derived.push({ name: 'idle_days', formula: 'days_since(last_order)' });
  return derived;
}

const GROWTHS = [
  ['growth', 'revenue', 'prior_revenue'],
  ['volume_growth', 'quantity', 'prior_quantity'],
  ['contribution_growth', 'gross_profit', 'prior_gross_profit'],
] as const;

// What a yes in this field says of a customer; only of flags whose header says so.
function markOf({ guess, column }: StarterField): Mark | null {
  return guess.type === 'flag' ? column.hints.mark : null;
}

// Whether the texts of a choice say who has left or not bought yet, though its header says nothing of it: at most two
// words each, as "Attrited Customer", in a column that is not about an order, a contract or the like.
function tellsStanding({ known, guess, column }: StarterField): boolean {
  const { values } = guess;
  const told = [...closedValues(values), ...prospectValues(values)];
  return (
    !known && guess.type === 'choice' && !column.hints.othersId && told.length > 0 && told.every(isShort)
  );
}

function isShort(text: string): boolean {
  return text.length <= 30 && text.split(/\s+/).length <= 2;
}

function planLost(
  statuses: readonly StarterField[],
  marks: readonly StarterField[],
  measure: SizeMeasure | null,
  has: (name: string) => boolean,
): LostRule[] {
  const rules: LostRule[] = [];
  for (const field of statuses) {
    const values = closedValues(field.guess.values);
    if (values.length > 0) rules.push({ kind: 'closed', field, values });
  }
  for (const field of marks) {
    const mark = markOf(field);
    if (mark === 'prospect') continue;
    rules.push({ kind: 'marked', field, is: mark === 'lost' ? 'yes' : 'no' });
  }
  if (has('idle_days')) rules.push({ kind: 'no-order' });
  if (measure?.prior != null && SALES.has(measure.field.name))
    rules.push({ kind: 'stopped-buying', measure: measure.field.name, prior: measure.prior.name });
  return rules;
}

function planTarget(
  statuses: readonly StarterField[],
  marks: readonly StarterField[],
  measure: SizeMeasure | null,
  rows: number,
): TargetRule | null {
  for (const field of statuses) {
    const values = prospectValues(field.guess.values);
    if (values.length > 0) return { kind: 'status', field, values };
  }
  const marked = marks.find((field) => markOf(field) === 'prospect');
  if (marked !== undefined) return { kind: 'marked', field: marked };
  if (measure === null || !SALES.has(measure.field.name)) return null;
  const { field, prior } = measure;
  // The rule only tells prospects apart where somebody has no sales.
  const idle = field.column.filled < rows || field.column.amounts.zeros > 0;
  return idle ? { kind: 'never-bought', measure: field.name, prior: prior?.name ?? null } : null;
}

function planKey(known: Known, measure: SizeMeasure | null, has: (name: string) => boolean): KeyRule[] {
  const profitable = has('margin');
  const graded = known.get('customer_class');
  const best = keyValues(graded?.guess.values ?? []);
  const flag = known.get('new_market');
  if (measure === null) {
    if (graded !== undefined && best.length > 0) return [{ kind: 'class', field: graded, values: best }];
    return flag === undefined ? [] : [{ kind: 'flag', field: flag }];
  }
  const rules: KeyRule[] = [{ kind: 'large', profitable }];
  for (const [growth] of GROWTHS) if (has(growth)) rules.push({ kind: 'growing', id: IDS[growth], growth });
  if (flag !== undefined) rules.push({ kind: 'catalyst', field: flag, profitable });
  return rules;
}

const IDS = {
  growth: 'growing',
  volume_growth: 'growing-volume',
  contribution_growth: 'growing-contribution',
} as const;
