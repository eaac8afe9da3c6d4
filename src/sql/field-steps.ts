import type { Fact } from '../condition/fact.ts';
import type { Criteria } from '../criteria/criteria.ts';
import type { Field } from '../fields/field.ts';
import type { FactColumn } from './fact-column.ts';
import { compileLines, type LineSteps } from './line-steps.ts';
import type { Names } from './quote.ts';
import { shownCell, type WordsOfCells } from './read-fields.ts';
import { type FieldProblem, readTable, sourceOf, type TableSource } from './read-table.ts';
import type { RefuseSql } from './refuse-sql.ts';
import type { RowRules } from './row-rules.ts';
import {
  type Branch,
  call,
  choose,
  column,
  compare,
  type NextStep,
  type SelectNext,
  SQL_FALSE,
  type Sql,
  type StepBeside,
  type TableForm,
  textOf,
} from './tree.ts';
import { fieldsRead, type LinesUsed, linesUsed, usedFacts } from './used-facts.ts';

/** The table that holds the customers, and how it is read; and what else is known of them. */
export interface CustomerSource extends TableSource {
  /** Whether everybody who has a line is a customer: the table is that of the lines then. */
  readonly ofLines: boolean;
  /** By their name in the criteria, the tables with the lines that fields are worked out from. */
  readonly lines: ReadonlyMap<string, TableSource>;
  /** The table with what customers were before, and that with what people set them to; null where there is none. */
  readonly previous: readonly string[] | null;
  readonly overrides: readonly string[] | null;
}

/** The steps that read the fields, and where they leave them. */
export interface FieldSteps {
  readonly steps: readonly [cells: SelectNext, fields: SelectNext];
  /** The steps that read what is known of customers beside their table. */
  readonly tables: readonly NextStep[];
  /** The tables of lines, each with the steps that add them up. */
  readonly lines: readonly LineSteps[];
  readonly known: ReadonlyMap<number, FactColumn>;
  /** The column of the id, as it stands in the table. */
  readonly id: Sql;
  /** The column that names the first field which cannot be read. */
  readonly unreadable: Sql;
  /** The columns with the category in the book, and with that of an override; null where no table holds them. */
  readonly previous: Sql | null;
  readonly override: Sql | null;
  /** What may be wrong with cells, by the columns of the first step. */
  readonly problems: readonly FieldProblem[];
  /** The rows that are kept although their id looks like no customer, likewise; null is none. */
  readonly isKept: Sql | null;
}

/**
 * Compiles the reading of fields, with which every query begins: their cells, and then their values with defaults and what
 * cannot be read; beside them stands what the lines of each customer come to. No name of `names` is taken yet.
 */
export function compileFieldSteps(
  criteria: Criteria,
  source: CustomerSource,
  asOf: Sql,
  names: Names,
  refuse: RefuseSql,
): FieldSteps {
  const used = usedFacts(criteria);
  const allLines = linesUsed(criteria, used);
  // A step that is called like a table would stand in its way.
  for (const { table } of [source, ...allLines.map((lines) => linesIn(source, lines))])
    names.claim(table.at(-1)!);
  const { idField } = criteria;
  const facts = new Map([...criteria.facts.values()].map((fact) => [fact.slot, fact]));
  const rules = source.ofLines ? rulesOfIds(criteria) : criteria.input;
  const fields = new Map(
    fieldsRead({ ...criteria, input: rules }, used).map((field) => [field, names.claim(field.name)]),
  );
  const worked = new Map(
    allLines.flatMap(({ sums }) => sums.map(({ field }) => [field, names.claim(field.name)])),
  );
  const factOf = ({ slot }: Field): Fact => facts.get(slot)!;
  const idText = column(names.claim('customer'));
  const nameOf = (field: Field): string => worked.get(field)!;
  const lines = allLines.map((own) =>
    compileLines(own, linesIn(source, own), { asOf, names, refuse, nameOf, ofEverybody: source.ofLines }),
  );
  const [whose] = source.ofLines ? lines : [];
  if (source.ofLines) refuseOthers(criteria, [...fields.keys()], lines, refuse);
  const own = whose === undefined ? source : everybodyIn(whose, idField);
  const read = readTable(own, {
    fields,
    used,
    keptCell: idField,
    factOf,
    rules,
    currencies: criteria.input,
    names,
    refuse,
  });
  const previous = readKnown(source.previous, 'previous', idText, names, {
    comment: 'what each customer was before',
  });
  const override = readKnown(source.overrides, 'override', idText, names, {
    comment: 'what people set customers to',
    where: holdsOn(asOf, source.form),
  });
  const others = [previous, override].filter((one) => one !== null);
  const joined = whose === undefined ? lines : [];
  const beside = [...others.map((one) => one.beside), ...joined.map((one) => one.beside(idText))];
  const name = names.claim('unreadable');
  const unreadable: readonly Branch[] = [
    ...read.problems
      .filter(({ isBad }) => isBad !== SQL_FALSE)
      .map(({ field, isBad }) => ({ if: isBad, gives: textOf(`unreadable: ${field.name}`) })),
    ...lines.flatMap((one) => one.unreadable),
  ];
  const found = lines.flatMap((one) => one.worked);
  return {
    steps: [
      {
        name: names.claim('cells'),
        comment: 'the columns that the criteria read, and the value of each cell',
        keeps: false,
        ...(read.rows === null ? {} : { where: read.rows }),
        ...(whose === undefined ? {} : { keeps: true, from: whose.last, where: whose.isCustomer }),
        columns: [
          ...read.cells,
          ...(beside.length === 0
            ? []
            : [{ name: idText.name, value: call('trim_id', shownCell(sourceOf(idField, own.columns))) }]),
        ],
      },
      {
        name: names.claim('fields'),
        comment: 'the fields with their defaults, and the first whose cell cannot be read',
        keeps: false,
        columns: [
          ...read.values,
          ...found.flatMap(({ values }) => values),
          ...others.map(({ value }) => ({ name: value.name, value })),
          { name, value: choose(unreadable, null) },
        ],
        ...(beside.length === 0 ? {} : { beside }),
      },
    ],
    lines,
    known: new Map([
      ...read.known,
      ...found.map(({ field, known }) => [field.slot, known(factOf(field))] as const),
    ]),
    id: read.problems.find(({ field }) => field === idField)!.cell,
    unreadable: column(name),
    tables: others.map(({ step }) => step),
    previous: previous?.value ?? null,
    override: override?.value ?? null,
    problems: read.problems,
    isKept: read.isKept,
  };
}

// Of lines, nothing but ids is known to the rules of customers, and all of them were read.
function rulesOfIds({ idField, input }: Criteria): RowRules & WordsOfCells {
  const { keep, blanks, zeros } = input;
  return {
    blanks,
    zeros,
    leaveOut: [],
    keep: keep.filter(({ tests }) => tests.every(({ field }) => field === idField)),
  };
}

// The customers are in the lines, where an id has been read.
function everybodyIn({ of }: LineSteps, { name }: Field): Pick<TableSource, 'form' | 'columns'> {
  return { form: 'typed', columns: new Map([[name, { column: of.name, places: null, format: null }]]) };
}

function refuseOthers(
  { idField, tables }: Criteria,
  fields: readonly Field[],
  lines: readonly LineSteps[],
  refuse: RefuseSql,
): void {
  const help = {
    en: 'name the table of the customers: --table customers',
    zh: '请指定客户表：--table customers',
  };
  for (const { name, span } of fields.filter((field) => field !== idField))
    refuse({ en: `"${name}" is not worked out from lines`, zh: `“${name}”不是由明细行汇总而来` }, help, span);
  if (lines.length !== 1)
    refuse(
      {
        en: `everybody who has a line is a customer, and verdicts hang on the lines of ${lines.length} tables`,
        zh: `凡有明细行的都算客户，而结果取决于 ${lines.length} 张明细表`,
      },
      help,
      (tables[0] ?? idField).span,
    );
}

function linesIn({ lines }: CustomerSource, { table }: LinesUsed): TableSource {
  return lines.get(table.name)!;
}

/** A table with something known of customers, and the column that holds it. */
interface KnownTable {
  readonly step: NextStep;
  readonly beside: StepBeside;
  readonly value: Extract<Sql, { kind: 'column' }>;
}

// Whether an override holds on the as-of date.
function holdsOn(asOf: Sql, form: TableForm): Sql {
  const of: Sql = { kind: 'source', name: 'expires' };
  return compare({ kind: 'read', of, as: { kind: 'day' }, form }, '>=', asOf);
}

// The category of each id: one row for each, so that no customer stands twice.
function readKnown(
  table: readonly string[] | null,
  what: string,
  id: Sql,
  names: Names,
  told: Pick<SelectNext, 'comment' | 'where'>,
): KnownTable | null {
  if (table === null) return null;
  const [name, idName, valueName] = [
    names.claim(what),
    names.claim(`${what}_id`),
    names.claim(`${what}_category`),
  ];
  const own = call('trim', shownCell({ kind: 'source', name: 'customer_id' }));
  const category = call('max', call('trim', shownCell({ kind: 'source', name: 'category' })));
  return {
    step: {
      ...told,
      name,
      keeps: false,
      aside: true,
      table,
      columns: [
        { name: idName, value: own },
        { name: valueName, value: category },
      ],
      groupedBy: [own],
    },
    beside: { step: name, on: compare(id, '=', column(idName)) },
    value: column(valueName),
  };
}
