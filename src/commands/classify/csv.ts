import { CATEGORY_NAMES, type Criteria } from '../../criteria/criteria.ts';
import { scoreFacts } from '../../criteria/reads.ts';
import { formatDay } from '../../fields/day.ts';
import { guardFormula, holdsFormula } from '../../fields/formula-cell.ts';
import { joinColumns } from '../../fields/join-columns.ts';
import { roundedFact } from '../../fields/rounded.ts';
import { oncePer } from '../../once-per.ts';
import type { CustomerTable, TableRecord } from '../../table/table.ts';
import { csvRecord } from '../../table/write-csv.ts';
import type { Diagnostic, ReportDiagnostic } from '../../text/diagnostic.ts';
import { NONE_APPLIES } from '../../verdict/classify.ts';
import type { ClassifiedCustomer } from '../../verdict/classify-table.ts';
import { missingFields } from '../../verdict/missing-fields.ts';
import type { Override } from '../../verdict/override.ts';
import { criterionOf, standingOf } from '../../verdict/verdict.ts';
import { type ByteRun, byteRun, type OutputBuffer } from '../run/output-buffer.ts';
import type { RowWriter } from './row-writer.ts';

/** How rows are written: `prefix` begins our headers, `raw` leaves formulas alone, `excel` adds a BOM and CRLF. */
export interface CsvOptions {
  readonly prefix: string;
  readonly raw: boolean;
  readonly excel: boolean;
  /** Whether there is a book, and with it columns for what it knows. */
  readonly book: boolean;
  readonly report: ReportDiagnostic;
}

/** Writes rows as CSV; those that follow `enter` are of the export at that place. */
export interface CsvWriter extends RowWriter {
  enter(at: number): void;
}

/**
 * The input's columns, their text as it was, then ours. Of several exports the columns stand side by side, and `source`
 * says which of them a row is from. A name that is taken is reported.
 */
export function csvWriter(
  exports: readonly [CustomerTable, ...CustomerTable[]],
  criteria: Criteria,
  options: CsvOptions,
): CsvWriter {
  const [first] = exports;
  const { delimiter } = first.dialect;
  const lineEnd = options.excel ? '\r\n' : '\n';
  const scores = scoreFacts(criteria).map(({ name }) => name);
  const groups = criteria.group === null ? [] : ['group'];
  const source = exports.length === 1 ? [] : ['source'];
  const ours = [...first.added, ...source, ...verdictColumns(options.book), ...groups, ...scores].map(
    (name) => `${options.prefix}${name}`,
  );
  for (const table of exports) reportTaken(table, ours, options.report);
  const inputs = openInputs(exports, criteria, delimiter, options.raw);
  let input = inputs.of[0]!;
  const slots = scores.map((name) => ({ name, slot: criteria.facts.get(name)!.slot }));
  const cells = verdictCells(delimiter, options.book, options.raw);
  const writeScore = scoreWriter(delimiter);
  const ending = byteRun(lineEnd);
  return {
    enter: (at) => {
      input = inputs.of[at]!;
    },
    start: () =>
      `${options.excel ? '\ufeff' : ''}${inputs.header}${delimiter}${csvRecord(ours, delimiter)}${lineEnd}`,
    row: ({ record }, customer, into) => {
      const { facts, criteria: under, group } = customer;
      if (!input.isWhole || (!options.raw && holdsFormula(record))) into.text(input.print(record));
      else {
        into.copy(record.source, record.start, record.end);
        if (first.added.length > 0)
          into.text(`${delimiter}${csvRecord(record.cells.slice(-first.added.length), delimiter)}`);
      }
      into.run(input.source);
      into.run(cells(customer));
      if (group !== null)
        into.text(`${delimiter}${csvRecord([options.raw ? group.id : guardFormula(group.id)], delimiter)}`);
      for (const { name, slot } of slots) {
        const own = under === criteria ? slot : under.facts.get(name)?.slot;
        writeScore(own === undefined ? Number.NaN : roundedFact(facts, own, 2), into);
      }
      into.run(ending);
    },
    end: () => '',
  };
}

// What stands before our columns: the cells of an export, and where there are several its name.
interface Input {
  /** Whether its rows can be copied as they stand. */
  readonly isWhole: boolean;
  /** The cells of a row that cannot. */
  readonly print: (record: TableRecord) => string;
  readonly source: ByteRun;
}

function openInputs(
  exports: readonly [CustomerTable, ...CustomerTable[]],
  { fields }: Criteria,
  delimiter: string,
  raw: boolean,
): { readonly header: string; readonly of: readonly Input[] } {
  const guard = raw ? (cell: string) => cell : guardFormula;
  const [first] = exports;
  if (exports.length === 1)
    return {
      header: first.header.text,
      of: [
        {
          isWhole: true,
          print: ({ cells }) => csvRecord(cells.map(guard), delimiter),
          source: byteRun(''),
        },
      ],
    };
  const { columns, places } = joinColumns(exports, fields);
  const names = columns.filter(({ isAdded }) => !isAdded).map(({ name }) => name);
  return {
    header: csvRecord(names, delimiter),
    of: exports.map(({ file, dialect }, at) => {
      const own = places[at]!;
      return {
        isWhole: dialect.delimiter === delimiter && own.every((place, column) => place === column),
        print: ({ cells }) =>
          csvRecord(
            own.map((place) => (place < 0 ? '' : guard(cells[place]!))),
            delimiter,
          ),
        source: byteRun(`${delimiter}${csvRecord([guard(file)], delimiter)}`),
      };
    }),
  };
}

function reportTaken(table: CustomerTable, names: readonly string[], report: ReportDiagnostic): void {
  const { cells } = table.header;
  const taken = new Set(cells.slice(0, cells.length - table.added.length));
  for (const [at, name] of names.entries())
    if (taken.has(name)) report(takenColumn(name, table));
    else if (names.indexOf(name) < at) report(takenByScore(name, table));
}

// Scores go from 0 to 100 in steps of a hundredth: what stands before the point and behind it is made once. NaN is missing.
function scoreWriter(delimiter: string): (score: number, into: OutputBuffer) => void {
  const whole = Array.from({ length: 101 }, (_, whole) => byteRun(`${delimiter}${whole}`));
  const hundredths = Array.from({ length: 100 }, (_, part) => byteRun(String(part / 100).slice(1)));
  return (score, into) => {
    const steps = Math.round(score * 100);
    if (steps >= 0 && steps <= 10_000 && steps / 100 === score) {
      into.run(whole[Math.floor(steps / 100)]!);
      into.run(hundredths[steps % 100]!);
    } else into.text(Number.isNaN(score) ? delimiter : `${delimiter}${score}`);
  };
}

// The names of the columns that say what a customer is, and why; with a book also what it was.
function verdictColumns(book: boolean): string[] {
  return book
    ? ['category', 'previous_category', 'criterion', 'undetermined_because', 'computed_category', 'override']
    : ['category', 'criterion', 'undetermined_because'];
}

function takenColumn(name: string, table: CustomerTable): Diagnostic {
  const at = { kind: 'cell', file: table.file, line: table.header.line, column: name } as const;
  const help = {
    en: 'give the added columns another name: --prefix ka_',
    zh: '请给新增的列加前缀：--prefix ka_',
  };
  return {
    code: 'taken-column',
    severity: 'error',
    message: { en: `the file has a column "${name}" already`, zh: `文件中已有“${name}”这一列` },
    help,
    at,
  };
}

function takenByScore(name: string, table: CustomerTable): Diagnostic {
  return {
    ...takenColumn(name, table),
    message: {
      en: `a score of the criteria is called "${name}", as is another column that is added`,
      zh: `标准中有得分名为“${name}”，与新增的另一列同名`,
    },
    help: { en: 'give the score another name in the criteria', zh: '请在标准文件中给该得分换一个名称' },
  };
}

// Compiles the cells of these columns, each behind a delimiter.
function verdictCells(
  delimiter: string,
  book: boolean,
  raw: boolean,
): (customer: ClassifiedCustomer) => ByteRun {
  const record = (cells: readonly string[]): ByteRun => byteRun(`${delimiter}${csvRecord(cells, delimiter)}`);
  const cellsOf = (customer: ClassifiedCustomer): ByteRun => {
    const { verdict, computed, override, previous } = customer;
    const id = criterionOf(verdict) ?? '';
    const criterion = raw ? id : guardFormula(id);
    const because = becauseOf(customer);
    if (!book) return record([standingOf(verdict), criterion, because]);
    const was = previous ?? '';
    return record([
      standingOf(verdict),
      was,
      criterion,
      because,
      standingOf(computed),
      overrideText(override),
    ]);
  };
  // All customers that meet a criterion share its verdict, and all that lack the same share their reason: there are few.
  // Of each by what they were before.
  const ofVerdict = oncePer((): ByteRun[] => []);
  const ofReason = new Map<string, ByteRun[]>();
  const known = (customer: ClassifiedCustomer): ByteRun[] => {
    const { verdict } = customer;
    if (verdict.kind === 'decided') return ofVerdict(verdict);
    const reason = becauseOf(customer);
    const own = ofReason.get(reason) ?? [];
    ofReason.set(reason, own);
    return own;
  };
  return (customer) => {
    const { override, previous } = customer;
    if (override !== null) return cellsOf(customer);
    const own = known(customer);
    const before = previous === null ? CATEGORY_NAMES.length : CATEGORY_NAMES.indexOf(previous);
    own[before] ??= cellsOf(customer);
    return own[before]!;
  };
}

// What an undetermined customer lacks.
function becauseOf({ verdict, facts, criteria }: ClassifiedCustomer): string {
  if (verdict.kind === 'decided') return '';
  if (verdict === NONE_APPLIES) return 'no category applies';
  return missingFields(verdict.lacks, facts, criteria).join('; ') || 'no cut points';
}

function overrideText(override: Override | null): string {
  if (override === null) return '';
  const { reason, author, expires } = override;
  return guardFormula(`${reason} (${author}, until ${formatDay(expires)})`);
}
