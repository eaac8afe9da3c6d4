/**
 * An expression of SQL. Every node means the same in every dialect: true, false and NULL are the three outcomes, numbers
 * are doubles, exact decimals or whole numbers of many digits. How it is written is the dialect's.
 */
export type Sql =
  | { readonly kind: 'column'; readonly name: string }
  /** A column of the customers' table as it stands there. */
  | { readonly kind: 'source'; readonly name: string }
  | { readonly kind: 'decimal'; readonly text: string }
  | { readonly kind: 'double'; readonly value: number }
  | { readonly kind: 'text'; readonly value: string }
  /** Days since 1970-01-01. */
  | { readonly kind: 'day'; readonly day: number }
  | { readonly kind: 'truth'; readonly value: boolean }
  | { readonly kind: 'null' }
  | { readonly kind: 'logic'; readonly operator: 'AND' | 'OR'; readonly of: readonly Sql[] }
  | { readonly kind: 'not'; readonly of: Sql }
  | { readonly kind: 'null_test'; readonly of: Sql; readonly isNull: boolean }
  | { readonly kind: 'compare'; readonly operator: ComparisonSign; readonly left: Sql; readonly right: Sql }
  /** Whether a value lies between two others, or is one of them. */
  | { readonly kind: 'between'; readonly of: Sql; readonly low: Sql; readonly high: Sql }
  | { readonly kind: 'in'; readonly of: Sql; readonly values: readonly Sql[]; readonly among: boolean }
  | { readonly kind: 'case'; readonly when: readonly Branch[]; readonly otherwise: Sql | null }
  | {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticSign;
      /** Doubles round; whole numbers have up to 38 digits at least, and no division. */
      readonly of: 'double' | 'whole';
      readonly left: Sql;
      readonly right: Sql;
    }
  /** Several values in one, and one of them, counted from 0. */
  | { readonly kind: 'list'; readonly of: readonly Sql[] }
  | { readonly kind: 'item'; readonly of: Sql; readonly index: number }
  | { readonly kind: 'call'; readonly name: FunctionOfSql; readonly of: readonly Sql[] }
  /** An exact decimal as a whole number of its last place. */
  | { readonly kind: 'scaled'; readonly of: Sql; readonly places: number }
  /** A function over the rows that have the same values, in an order; `running` up to the row itself, in that order. */
  | {
      readonly kind: 'window';
      readonly of: Sql;
      readonly within: readonly Sql[];
      readonly order: { readonly by: Sql; readonly from: 'smallest' | 'largest' } | null;
      readonly running: boolean;
    }
  /** Whether a text matches one of some patterns, in which `\s` is any blank, a dot any sign, and the rest is the same everywhere. */
  | { readonly kind: 'matches'; readonly of: Sql; readonly patterns: readonly string[] }
  /** NULL where whole numbers of too many digits would stop the query. */
  | { readonly kind: 'attempt'; readonly of: Sql }
  /** What a column of a table holds, read as a type; NULL where it is no such thing. */
  | { readonly kind: 'read'; readonly of: Sql; readonly as: ReadAs; readonly form: TableForm }
  /** A decimal in a column of 18 digits, with so many places; NULL where it has more digits. */
  | { readonly kind: 'narrow'; readonly of: Sql; readonly places: number };

/** Whether the columns of a table hold values of their type, or texts. */
export type TableForm = 'typed' | 'text';

/** Two values compared. */
export type ComparisonSign = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** A sign between two numbers. */
export type ArithmeticSign = '+' | '-' | '*' | '/';

/** The first branch whose condition is true gives the value. */
export interface Branch {
  readonly if: Sql;
  readonly gives: Sql;
  /** What it is, for those who read the query. */
  readonly comment?: string;
}

/**
 * What columns are read as. `decimal` has so many places before the point is moved by `shift`; of more places, or of more
 * than 18 digits, it is NULL. `flag` is 1 or 0.
 */
export type ReadAs =
  | { readonly kind: 'decimal'; readonly places: number; readonly shift: number }
  | { readonly kind: 'flag' }
  | { readonly kind: 'day' }
  | { readonly kind: 'text' };

/** The functions of which a query is made; what they are called is the dialect's. */
export type FunctionOfSql =
  | 'abs'
  | 'sign'
  | 'floor'
  | 'greatest'
  | 'least'
  | 'coalesce'
  | 'nullif'
  /** The texts that are not NULL, with the first argument between them. */
  | 'join_texts'
  | 'to_double'
  | 'to_whole'
  /** A whole number of at most 18 digits. */
  | 'to_count'
  /** The whole part of one whole number divided by another; both are at least 0. */
  | 'whole_quotient'
  /** The same, where it has 18 digits at most. */
  | 'short_quotient'
  /** The product of a decimal and one of the criteria, exactly. */
  | 'product'
  /** Days from the second day to the first, as a whole number. */
  | 'days_between'
  /** The day so many days before, and so many months: the last day of a month goes back to the last of another. */
  | 'days_before'
  | 'months_before'
  | 'starts_with'
  /** Letters A to Z as small letters, and no others. */
  | 'lower_ascii'
  /** The key of a label: `labelKey` makes the signs of the second argument those of the third. */
  | 'label_key'
  /** Text without blanks at its ends; NULL where nothing is left. */
  | 'trim'
  /** The same of ids, of which hardly any has such blanks. */
  | 'trim_id'
  /** Whether there is no text, or nothing but blanks. */
  | 'is_blank'
  | 'current_day'
  /** How many rows there are. */
  | 'count'
  /** How many values there are, and how many different ones. */
  | 'count_of'
  | 'count_distinct'
  | 'row_number'
  | 'max'
  | 'min'
  /** The last and the first of texts, by their code points. */
  | 'max_text'
  | 'min_text'
  /** The sum of whole numbers. */
  | 'sum'
  /** What is left of one whole number divided by another; both are at least 0. */
  | 'remainder'
  /** Whether a text is not read as it stands: blanks of other kinds at its ends, a formula's signs, letters composed otherwise. */
  | 'is_odd';

/** A column of the step that is read. */
export function column(name: string): Extract<Sql, { kind: 'column' }> {
  return { kind: 'column', name };
}

/** A plain decimal, exact. */
export function decimal(text: string): Sql {
  return { kind: 'decimal', text };
}

/** A whole number of any length. */
export function whole(value: bigint): Sql {
  return { kind: 'decimal', text: String(value) };
}

/** A double. */
export function double(value: number): Sql {
  return { kind: 'double', value };
}

/** A text. */
export function textOf(value: string): Sql {
  return { kind: 'text', value };
}

/** A function with its arguments. */
export function call(name: FunctionOfSql, ...of: readonly Sql[]): Sql {
  return { kind: 'call', name, of };
}

/** Whether a text matches one of some patterns. */
export function matches(of: Sql, ...patterns: readonly string[]): Sql {
  return { kind: 'matches', of, patterns };
}

/** One value compared with another. */
export function compare(left: Sql, operator: ComparisonSign, right: Sql): Sql {
  return { kind: 'compare', operator, left, right };
}

/** Whether all hold, as SQL reckons with NULL; of none, true. */
export function allOf(of: readonly Sql[]): Sql {
  const parts = of.filter((part) => part !== SQL_TRUE);
  const [first] = parts;
  if (first === undefined) return SQL_TRUE;
  return parts.length === 1 ? first : { kind: 'logic', operator: 'AND', of: parts };
}

/** Whether any holds; of none, false. */
export function anyOf(of: readonly Sql[]): Sql {
  const [first] = of;
  if (first === undefined) return SQL_FALSE;
  return of.length === 1 ? first : { kind: 'logic', operator: 'OR', of };
}

/** True, and false. */
export const SQL_TRUE: Sql = { kind: 'truth', value: true };
/** Never holds. */
export const SQL_FALSE: Sql = { kind: 'truth', value: false };

/** No value. */
export const NULL: Sql = { kind: 'null' };

/** The opposite; of NULL, NULL. */
export function not(of: Sql): Sql {
  return { kind: 'not', of };
}

/** Whether there is no value. */
export function isNull(of: Sql): Sql {
  return { kind: 'null_test', of, isNull: true };
}

/** Whether there is a value. */
export function isThere(of: Sql): Sql {
  return { kind: 'null_test', of, isNull: false };
}

/** The value of the first branch that holds, else another; null is NULL. */
export function choose(when: readonly Branch[], otherwise: Sql | null): Sql {
  return when.length === 0 ? (otherwise ?? NULL) : { kind: 'case', when, otherwise };
}

/** Doubles, each result rounded; of two that are known, the result. */
export function doubles(left: Sql, operator: ArithmeticSign, right: Sql): Sql {
  if (left.kind === 'double' && right.kind === 'double') {
    const [one, other] = [left.value, right.value];
    switch (operator) {
      case '+':
        return double(one + other);
      case '-':
        return double(one - other);
      case '*':
        return double(one * other);
      case '/':
        return other === 0 ? NULL : double(one / other);
    }
  }
  const isNothing = right.kind === 'double' && right.value === (operator === '*' || operator === '/' ? 1 : 0);
  if (isNothing) return left;
  return { kind: 'arithmetic', operator, of: 'double', left, right };
}

/** Whole numbers, exactly; of two that are known, the result. */
export function wholes(left: Sql, operator: '+' | '-' | '*', right: Sql): Sql {
  if (left.kind === 'decimal' && right.kind === 'decimal') {
    const [one, other] = [BigInt(left.text), BigInt(right.text)];
    return whole(operator === '+' ? one + other : operator === '-' ? one - other : one * other);
  }
  return { kind: 'arithmetic', operator, of: 'whole', left, right };
}

/** A column of a step: its value and its name. */
export interface SqlColumn {
  readonly name: string;
  readonly value: Sql;
  /** What it is, for those who read the query. */
  readonly comment?: string;
}

/** What is selected of the rows of a step. */
export interface Select {
  /** Whether the columns of what it reads stay beside its own. */
  readonly keeps: boolean;
  readonly columns: readonly SqlColumn[];
  /** The step that it reads; null reads the table that is named, else that of the customers. */
  readonly from: string | null;
  readonly table?: readonly string[];
  /** Steps whose only row of the same values stands beside each row; NULL where there is none. */
  readonly beside?: readonly StepBeside[];
  /** The rows that count; all where nothing is said. */
  readonly where?: Sql;
  /** One row for all that have the same values in these. */
  readonly groupedBy?: readonly Sql[];
  /** The groups that count. */
  readonly having?: Sql;
}

/** A step that is read beside another, and by what its rows are found; null finds its only one. */
export interface StepBeside {
  readonly step: string;
  readonly on: Sql | null;
}

/** One step of a query, which later ones read by its name: a selection, or rows that are known. */
export type Step = SelectStep | ValuesStep;

/** Rows selected of a step before. */
export interface SelectStep extends Select {
  readonly name: string;
  readonly comment: string;
  /** Whether many read it, each little of it: all of it takes longer to keep than that to calculate again. */
  readonly again?: boolean;
}

/** Rows that the query brings with it. */
export interface ValuesStep {
  readonly name: string;
  readonly comment: string;
  readonly names: readonly string[];
  readonly rows: readonly (readonly Sql[])[];
}

/** A step that reads the one before it, or another that is named; what comes after one `aside` does not read it by itself. */
export type NextStep =
  | (Omit<SelectStep, 'from'> & { readonly from?: string; readonly aside?: boolean })
  | ValuesStep;

/** One that selects. */
export type SelectNext = Exclude<NextStep, { readonly rows: unknown }>;

/** A query: steps, and what is selected of them in the end, one list of rows after the other. */
export interface Query {
  readonly table: readonly string[];
  readonly steps: readonly Step[];
  readonly result: readonly Select[];
  /** How it may be narrowed, for those who read it. */
  readonly note?: string;
}

/** Steps that each read the one before; a step without columns is none. */
export function chain(steps: readonly NextStep[]): Step[] {
  let last: string | null = null;
  return steps.flatMap((step): Step[] => {
    if ('rows' in step) return [step];
    const { from = step.table === undefined ? last : null, aside, ...own } = step;
    if (own.columns.length === 0 && own.beside === undefined) return [];
    if (aside !== true) last = own.name;
    return [{ ...own, from }];
  });
}

/** Steps of which the first has only those columns that the others read. */
export function withoutUnread([first, ...others]: readonly NextStep[]): NextStep[] {
  const read = new Set(others.flatMap(columnsRead));
  return first === undefined || 'rows' in first
    ? others
    : [{ ...first, columns: first.columns.filter(({ name }) => read.has(name)) }, ...others];
}

function columnsRead(step: NextStep): string[] {
  if ('rows' in step) return [];
  const found = (step.beside ?? []).flatMap(({ on }) => (on === null ? [] : [on]));
  return [...step.columns.map(({ value }) => value), ...found].flatMap(columnsOf);
}

/** Whether two expressions are written alike; compared no further than to the first part that differs. */
export function isSameSql(one: Sql | null, other: Sql | null): boolean {
  return isSamePart(one, other, new Map());
}

// What is known to be the same is not looked into again: a part may stand in several places of a formula.
function isSamePart(one: unknown, other: unknown, same: Map<unknown, unknown>): boolean {
  if (one === other) return true;
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null) return false;
  if (same.get(one) === other) return true;
  const [parts, others] = [one as Parts, other as Parts];
  const names = Object.keys(parts);
  const isSame =
    names.length === Object.keys(others).length &&
    names.every((name) => isSamePart(parts[name], others[name], same));
  if (isSame) same.set(one, other);
  return isSame;
}

type Parts = Readonly<Record<string, unknown>>;

/** Whether an expression is written with more than so many parts: one that stands there twice counts twice. */
export function isLongerThan(value: Sql, most: number): boolean {
  const open: unknown[] = [value];
  for (let count = 0; open.length > 0; count += 1) {
    if (count > most) return true;
    for (const inner of Object.values(open.pop() as Parts))
      if (typeof inner === 'object' && inner !== null) open.push(inner);
  }
  return false;
}

/** The columns that an expression reads, as often as it does. */
export function columnsOf(value: Sql): string[] {
  const found: string[] = [];
  const visit = (part: unknown): void => {
    if (typeof part !== 'object' || part === null) return;
    if ('kind' in part && part.kind === 'column' && 'name' in part) found.push(String(part.name));
    for (const inner of Object.values(part)) visit(inner);
  };
  visit(value);
  return found;
}
