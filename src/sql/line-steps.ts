import type { Fact } from '../condition/fact.ts';
import {
  daysWithin,
  type LineSum,
  type LineTable,
  type LineWindow,
  type WindowEnd,
} from '../criteria/tables.ts';
import type { Field } from '../fields/field.ts';
import { factTypeOf } from '../fields/value.ts';
import { compileConditionSql } from './conditions.ts';
import type { Names } from './quote.ts';
import { type FieldProblem, readTable, type TableColumns, type TableSource } from './read-table.ts';
import type { RefuseSql } from './refuse-sql.ts';
import {
  allOf,
  anyOf,
  type Branch,
  call,
  choose,
  column,
  compare,
  isNull,
  isThere,
  type NextStep,
  type SelectNext,
  SQL_FALSE,
  SQL_TRUE,
  type Sql,
  type SqlColumn,
  type StepBeside,
  textOf,
  whole,
} from './tree.ts';
import { type LinesUsed, lineFieldsRead, type WorkedSum } from './used-facts.ts';
import { type WorkedColumns, workOut } from './worked-values.ts';

/** The steps that add up the lines of a table for each customer, and where they leave what comes of it. */
export interface LineSteps {
  readonly table: LineTable;
  /** The cells first. */
  readonly steps: readonly [cells: SelectNext, ...others: NextStep[]];
  /** What lines come to stands beside a customer whose id is a text. */
  beside(id: Sql): StepBeside;
  /** The step with what lines come to, the id of a customer there, and whether it has a line up to the as-of date. */
  readonly last: string;
  readonly of: Extract<Sql, { kind: 'column' }>;
  readonly isCustomer: Sql;
  readonly worked: readonly WorkedColumns[];
  /** Why a customer is not classified: by the columns that stand beside it. */
  readonly unreadable: readonly Branch[];
  readonly checks: LineChecks;
}

/** What may be wrong with lines, by the columns of the steps that read them. */
export interface LineChecks {
  /** The steps with the cells, with the values of each line, and with what the lines of a customer come to. */
  readonly steps: { readonly cells: string; readonly lines: string; readonly sums: string };
  readonly fields: readonly FieldProblem[];
  /** The lines that are kept although their customer looks like none, by the step with the cells; null is none. */
  readonly isKept: Sql | null;
  /** The id of the customer of a line. */
  readonly customer: Sql;
  /** Whether a line has no day; null where it may have none. */
  readonly isUndated: Sql | null;
  /** Whether a line that is fine otherwise stands more than once, and what names it; null where nothing tells lines apart. */
  readonly isTwice: Sql | null;
  readonly keys: readonly Sql[];
}

/** What is known when lines are added up. */
export interface LineStepOptions {
  readonly asOf: Sql;
  readonly names: Names;
  readonly refuse: RefuseSql;
  /** The column that a field has in the end. */
  nameOf(field: Field): string;
  /** Whether everybody who has a line is a customer. */
  readonly ofEverybody: boolean;
}

/**
 * Compiles one GROUP BY over the lines of a table. A line that keyaccounts would refuse counts for nobody: its customer
 * is not classified.
 */
export function compileLines(used: LinesUsed, source: TableSource, options: LineStepOptions): LineSteps {
  const { table, sums } = used;
  const { names, refuse } = options;
  const claim = (what: string): string => names.claim(`${table.name}_${what}`);
  const [cellsStep, linesStep] = [claim('cells'), claim('lines')];
  const all = lineFieldsRead(used);
  const fields = new Map(
    all.map((field) => [field, field === table.customer ? claim('customer') : names.claim(field.name)]),
  );
  const read = readTable(source, {
    fields,
    used: new Set(all.map(({ slot }) => slot)),
    keptCell: null,
    factOf: lineFact,
    rules: table.input,
    currencies: table.input,
    names,
    refuse,
  });
  const customer = columnOf(table.customer, read);
  // What a rule alone looks at may hold anything.
  const checked = read.problems.filter(({ field }) => table.read.includes(field));
  const isUndated =
    table.date === null || table.date.missing !== null ? null : isNull(columnOf(table.date, read));
  const wrong: readonly Branch[] = [
    ...checked
      .filter(({ isBad }) => isBad !== SQL_FALSE)
      .map(({ field, isBad }) => ({ if: isBad, gives: textOf(`unreadable: ${table.name}.${field.name}`) })),
    ...(isUndated === null
      ? []
      : [{ if: isUndated, gives: textOf(`no day: ${table.name}.${table.date!.name}`) }]),
  ];
  const numberOf = (index: number): Sql => whole(BigInt(index + 1));
  const wrongLine = column(claim('wrong_line'));
  const lines: SelectNext = {
    name: linesStep,
    comment: `the lines of ${table.name} with their defaults, and the number of what is wrong with one`,
    keeps: false,
    aside: true,
    from: cellsStep,
    columns: [
      ...read.values,
      {
        name: wrongLine.name,
        value: choose(
          wrong.map(({ if: isWrong }, index) => ({ if: isWrong, gives: numberOf(index) })),
          null,
        ),
      },
    ],
  };
  const taken = new Map(sums.map(({ sum }) => [sum, takesLine(sum, table, read, options)]));
  const marked = markLines(used, { read, customer, wrongLine, taken, linesStep, claim });
  const lastOfLines = marked.step?.name ?? linesStep;
  const worked = sums.map(({ sum, field }) =>
    workOut(sum, field, {
      taken: taken.get(sum)!,
      of: sum.of === null ? null : read.known.get(sum.of.slot)!,
      isOfDay: marked.isOfDay.get(sum) ?? SQL_TRUE,
      name: options.nameOf(field),
      names,
    }),
  );
  const [sumsStep, meansStep] = [claim('sums'), claim('means')];
  const means = worked.flatMap((one) => one.means);
  const [of, firstWrong, twice] = [column(claim('of')), column(claim('wrong')), column(claim('twice'))];
  const there = column(claim('there'));
  const last = means.length === 0 ? sumsStep : meansStep;
  const upToDay = table.date === null ? SQL_TRUE : compare(columnOf(table.date, read), '<=', options.asOf);
  const { isTwice } = marked;
  return {
    table,
    steps: [
      {
        name: cellsStep,
        comment: `the columns of ${table.name} that the criteria read, and the value of each cell`,
        keeps: false,
        aside: true,
        table: source.table,
        columns: read.cells,
        ...(read.rows === null ? {} : { where: read.rows }),
      },
      lines,
      ...(marked.step === null ? [] : [marked.step]),
      {
        name: sumsStep,
        comment: `what the lines of each customer in ${table.name} come to`,
        keeps: false,
        aside: true,
        from: lastOfLines,
        columns: [
          { name: of.name, value: customer },
          { name: firstWrong.name, value: call('min', wrongLine) },
          ...(options.ofEverybody ? [{ name: there.name, value: call('max', oneWhere(upToDay)) }] : []),
          ...(isTwice === null ? [] : [{ name: twice.name, value: call('max', oneWhere(isTwice)) }]),
          ...worked.flatMap((one) => one.sums),
        ],
        groupedBy: [customer],
      },
      {
        name: meansStep,
        comment: 'the means, as whole numbers of their last place',
        keeps: true,
        aside: true,
        from: sumsStep,
        columns: means,
      },
    ],
    beside: (id) => ({ step: last, on: compare(id, '=', of) }),
    last,
    of,
    // Of whom there is but a line that cannot be read, it is said.
    isCustomer: allOf([isThere(of), anyOf([isThere(there), isThere(firstWrong)])]),
    worked,
    unreadable: [
      ...wrong.map(({ gives }, index) => ({ if: compare(firstWrong, '=', numberOf(index)), gives })),
      ...(isTwice === null
        ? []
        : [{ if: isThere(twice), gives: textOf(`lines that stand twice: ${table.name}`) }]),
      ...worked.flatMap(({ isLong, field }) =>
        isLong === null ? [] : [{ if: isLong, gives: textOf(`more than 18 digits: ${field.name}`) }],
      ),
    ],
    checks: {
      steps: { cells: cellsStep, lines: lastOfLines, sums: sumsStep },
      fields: checked,
      isKept: read.isKept,
      customer,
      isUndated,
      isTwice: isTwice === null ? null : allOf([isTwice, isNull(wrongLine), isThere(customer)]),
      keys: table.unique.map((field) => columnOf(field, read)),
    },
  };
}

// 1 where a test holds, else nothing: to be counted, or found to be there.
function oneWhere(test: Sql): Sql {
  return choose([{ if: test, gives: whole(1n) }], null);
}

function columnOf({ slot }: Field, { known }: TableColumns): Sql {
  return known.get(slot)!.value;
}

function lineFact({ name, slot, type }: Field): Fact {
  return { name, slot, type: factTypeOf(type), origin: 'field' };
}

// Whether a line counts for what is worked out: its day is in the window, and the condition holds for it.
function takesLine(
  { within, where }: LineSum,
  { date }: LineTable,
  read: TableColumns,
  { asOf }: LineStepOptions,
): Sql {
  const inWindow = date === null ? [] : testsOfWindow(within, columnOf(date, read), asOf);
  if (where === null) return allOf(inWindow);
  const holds = compileConditionSql(where, {
    find: (slot) => read.known.get(slot)!,
    asOf,
    digits: null,
    cannot: () => undefined,
    keep: (test) => test,
    rank: () => SQL_FALSE,
  });
  return allOf([...inWindow, holds]);
}

function testsOfWindow(within: LineWindow | null, day: Sql, asOf: Sql): Sql[] {
  if (asOf.kind !== 'day') {
    const from = within === null ? [] : [compare(day, '>', goBack(asOf, within.from))];
    const upTo = within === null || within.to === null ? asOf : goBack(asOf, within.to);
    return [...from, compare(day, '<=', upTo)];
  }
  const { after, upTo } = daysWithin(within, { reckoned: asOf.day, known: asOf.day });
  // No day of a table is before the first one.
  if (upTo < FIRST_DAY) return [SQL_FALSE];
  const from = after < FIRST_DAY ? [] : [compare(day, '>', { kind: 'day', day: after })];
  return [...from, compare(day, '<=', { kind: 'day', day: upTo })];
}

// 0001-01-01.
const FIRST_DAY = -719_162;

function goBack(asOf: Sql, { count, unit }: WindowEnd): Sql {
  return call(unit === 'days' ? 'days_before' : 'months_before', asOf, whole(BigInt(count)));
}

/** What is known of lines by others that have something in common with them. */
interface MarkedLines {
  /** Null where nothing has to be known. */
  readonly step: SelectNext | null;
  /** Whether another line that is fine otherwise has the same keys. */
  readonly isTwice: Sql | null;
  /** Whether the day of a line is the first or last that has a value. */
  readonly isOfDay: ReadonlyMap<LineSum, Sql>;
}

/** What lines are marked by. */
interface MarkOptions {
  readonly read: TableColumns;
  readonly customer: Sql;
  /** The number of what is wrong with a line. */
  readonly wrongLine: Sql;
  /** Whether a line counts for a value. */
  readonly taken: ReadonlyMap<LineSum, Sql>;
  readonly linesStep: string;
  claim(what: string): string;
}

function markLines(
  { table, sums }: LinesUsed,
  { read, customer, wrongLine, taken, linesStep, claim }: MarkOptions,
): MarkedLines {
  const columns: SqlColumn[] = [];
  const mark = (what: string, of: Sql, within: readonly Sql[]): Sql => {
    const name = claim(what);
    columns.push({ name, value: { kind: 'window', of, within, order: null, running: false } });
    return column(name);
  };
  let isTwice: Sql | null = null;
  if (table.unique.length > 0) {
    const isFine = allOf([isNull(wrongLine), isThere(customer)]);
    const keys = table.unique.map((field) => columnOf(field, read));
    const same = mark('same', call('count_of', oneWhere(isFine)), keys);
    isTwice = compare(same, '>', whole(1n));
  }
  const isOfDay = new Map<LineSum, Sql>();
  for (const { sum } of sums.filter(isOfOneDay)) {
    const day = columnOf(table.date!, read);
    const counts = allOf([taken.get(sum)!, isThere(columnOf(sum.of!, read))]);
    const ends = call(sum.how === 'last_value' ? 'max' : 'min', choose([{ if: counts, gives: day }], null));
    isOfDay.set(sum, compare(day, '=', mark(`${sum.name}_day`, ends, [customer])));
  }
  const step: SelectNext = {
    name: claim('marked'),
    comment: `which lines of ${table.name} stand more than once, and on which day is the first or last value`,
    keeps: true,
    aside: true,
    from: linesStep,
    columns,
  };
  return { step: columns.length === 0 ? null : step, isTwice, isOfDay };
}

function isOfOneDay({ sum: { how } }: WorkedSum): boolean {
  return how === 'first_value' || how === 'last_value';
}
