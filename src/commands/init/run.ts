import { dirname } from 'node:path';
import { InputError, UserError } from '../../errors.ts';
import { type Day, formatDay } from '../../fields/day.ts';
import { tidy } from '../../fields/fold.ts';
import type { Io } from '../../io.ts';
import { cleanText } from '../../output/clean.ts';
import { cutText } from '../../output/width.ts';
import { formOf, type Layout, type LeftOutRows, type LeftOutWhy } from '../../table/layout.ts';
import { rowLabelOf } from '../../table/row-label.ts';
import type { CustomerTable, TableRecord } from '../../table/table.ts';
import type { Code } from '../../text/codes.ts';
import { type Diagnostic, hasErrors } from '../../text/diagnostic.ts';
import { shellWord } from '../../text/shell-word.ts';
import { verbatim } from '../../text/wording.ts';
import { type CustomerFile, customerFile, readAsOf } from '../run/inputs.ts';
import { gatherLeftOut } from '../run/left-out.ts';
import { NO_CUSTOMER_FILE, noCustomerFile } from '../run/no-customer-file.ts';
import { type KeptProblems, keepFirst } from '../run/problems.ts';
import { sayRemarks } from '../run/remarks.ts';
import { withResults } from '../run/results.ts';
import { readTableFlag } from '../run/table-flag.ts';
import type { InitFlags } from './command.ts';
import { type DoubtPlace, findDoubts, findObstacles, sayGivenWay } from './doubts.ts';
import { checkHeader } from './fields.ts';
import { firstFilled, shapeLayout } from './find-table.ts';
import { firstMisfit } from './fit.ts';
import type { LookedAt } from './plan-lines.ts';
import { type Profile, profileTable, type RowForm } from './profile.ts';
import { type Proposal, proposeCriteria } from './propose-criteria.ts';
import { findGroups, findLineColumns, findRepeatedRows } from './row-kind.ts';
import { planStarter, type SpareTable } from './starter.ts';
import { asDiagnostic, type Said, type StarterWords, starterWords } from './words.ts';

/** Writes criteria that run on a customer file at once, proposed from its headers and values; the exit code. */
export async function runInit(path: string, flags: InitFlags, io: Io): Promise<number> {
  refuseOverwriting(flags, io);
  const asOf = readAsOf(io, flags.asOf);
  const lineFiles = readLineFiles(flags);
  if (path === NO_CUSTOMER_FILE && lineFiles.length === 0) throw noCustomerFile();
  const found: Diagnostic[] = [];
  const opened: CustomerFile[] = [];
  const look: Looking['look'] = (file) => lookAt(file, { found, opened, asOf }, flags, io);
  const looking = { look, found, asOf, words: starterWords(flags.lang) };
  const proposed = await propose(path, lineFiles, looking).finally(async () => {
    for (const file of opened) await file.endProgress();
  });
  // The folder "criteria", where other commands look, is not there when somebody begins.
  if (flags.output !== undefined) await io.makeFolder(dirname(flags.output));
  await withResults(io, flags, ({ output }) => output.write(proposed.text));
  if (flags.quiet === true) return 0;
  const { seen, remarks } = proposed;
  await sayRemarks([...found, ...remarks], seen.file.name, seen.table, seen.leftOut, flags, io);
  await sayNext(path, proposed, asOf, flags, io);
  return 0;
}

function refuseOverwriting({ output, force }: InitFlags, io: Io): void {
  if (output === undefined || force === true || !io.exists(output)) return;
  const help = {
    en: 'name another file, or give --force to write over it',
    zh: '请换一个文件名，或加上 --force 覆盖',
  };
  throw new UserError({ en: `"${output}" is there already`, zh: `“${output}”已经存在` }, help);
}

/** How files are looked at, and what was found in those that were. */
interface Looking {
  readonly look: (file: string) => Promise<Seen>;
  readonly found: Diagnostic[];
  readonly asOf: Day;
  readonly words: StarterWords;
}

type Seen = LookedAt & Profiled;

/** Criteria with the file that they are of, and the order lines that its amounts are worked out from. */
interface Proposed extends Proposal {
  readonly seen: Seen;
  readonly lines: LineArgument | null;
}

async function propose(
  path: string,
  [told, ...others]: readonly LineArgument[],
  looking: Looking,
): Promise<Proposed> {
  const { look, found, asOf } = looking;
  const seen = await look(path === NO_CUSTOMER_FILE ? told!.path : path);
  const { starter, profile, file, source } = seen;
  const repeated = findRepeatedRows(starter, profile);
  const isLines =
    path === NO_CUSTOMER_FILE ||
    (told === undefined && repeated?.kind === 'lines' && repeated.amount !== null);
  if (isLines) return proposeOfLines([told ?? { table: 'orders', path }, ...others], seen, null, looking);
  const place = placeOf(seen, looking);
  const obstacles = findObstacles(starter, profile, place);
  found.push(...obstacles.filter(({ code }) => told === undefined || code === 'not-customers'));
  // Rows that cannot be read may be why the others say so little.
  if (hasErrors(found)) throw new InputError([...found, ...seen.broken.kept]);
  if (told !== undefined) return proposeOfLines([told, ...others], await look(told.path), seen, looking);
  found.push(...findDoubts(starter, profile, place));
  return { seen, lines: null, ...(await proposeCriteria(starter, { file, asOf }, source)) };
}

// Amounts are worked out from lines, for the customers of a file or, without one, for those that the lines name.
async function proposeOfLines(
  [lines, ...others]: readonly [LineArgument, ...LineArgument[]],
  all: Seen,
  customers: Seen | null,
  looking: Looking,
): Promise<Proposed> {
  const { look, found, asOf, words } = looking;
  const { date, amount } = findLineColumns(all.starter);
  const { line } = all.table.header;
  if (date === null || amount === null)
    throw notCustomers(all.file, line, words.obstacles.noLines(date === null));
  if (!all.starter.id.known) throw notCustomers(all.file, line, words.obstacles.nobody);
  refuseUnreadDays(all, date, words);
  if (all.starter.rules.measure?.field.name !== 'revenue') found.push(doubtAmount(all, amount, words));
  const { planLineStarter } = await import('./plan-lines.ts');
  const { planSpareTable } = await import('./spare-tables.ts');
  const spare: SpareTable[] = [];
  for (const other of others) {
    const lookedAt = await look(other.path);
    refuseUnreadDays(lookedAt, findLineColumns(lookedAt.starter).date, words);
    spare.push(await planSpareTable(other.table, lookedAt));
  }
  const main = { ...all, table: lines.table, date, amount };
  const planned = await planLineStarter(main, customers, spare, asOf);
  found.push(...planned.remarks);
  if (customers !== null) {
    const place = placeOf(customers, looking);
    found.push(...sayGivenWay(planned.givenWay, lines.table, place));
    found.push(...findDoubts(planned.starter, customers.profile, place));
  }
  const source =
    customers === null
      ? all.source
      : { ...customers.source, file: `${customers.file.name}, ${all.file.name}` };
  const measured = { file: planned.customers, asOf };
  return {
    seen: customers ?? all,
    lines,
    ...(await proposeCriteria(planned.starter, measured, source)),
  };
}

function placeOf({ file, table }: Seen, { words }: Looking): DoubtPlace {
  return { file: file.name, line: table.header.line, words };
}

// How many customers come out how, and the command to run next.
async function sayNext(
  path: string,
  { lines, counts, lacksRates }: Proposed,
  asOf: Day,
  { lang, output, sheet }: InitFlags,
  io: Io,
): Promise<void> {
  const words = starterWords(lang);
  await io.err.write(`${words.done(counts)}\n`);
  const criteria = output ?? 'criteria.yaml';
  if (lacksRates) await io.err.write(`${cleanText(words.nextRates(criteria))}\n`);
  const ofLines =
    lines === null ? [] : ['--table', `${lines.table}=${lines.path}`, '--as-of', formatDay(asOf)];
  const customers = [
    ...(path === NO_CUSTOMER_FILE || lines?.path === path ? [] : [path]),
    ...ofLines,
    ...(sheet === undefined ? [] : ['--sheet', sheet]),
    ...(counts.refused === 0 || lacksRates ? [] : ['--rejects', 'rejected.csv']),
  ];
  const next = output === undefined ? words.nextSaved : words.next;
  const line = next(customers.map(shellWord).join(' '), shellWord(criteria));
  await io.err.write(`${cleanText(line)}\n`);
}

// A column that its header alone says to hold the days: no window of months can be counted in it.
function refuseUnreadDays({ starter, file, table }: Seen, date: string | null, words: StarterWords): void {
  const dated = starter.fields.find(({ column }) => column.header === date);
  if (dated === undefined || dated.guess.type === 'date') return;
  const { column } = dated;
  const { text, line } = firstMisfit(column.days) ?? { text: column.example, line: table.header.line };
  const at = { kind: 'cell', file: file.name, line, column: column.header } as const;
  const said = words.obstacles.unreadDay(column.header, cutText(text, 40));
  throw new InputError([{ code: 'bad-cell', severity: 'error', at, ...asDiagnostic(said) }]);
}

function doubtAmount({ file, table }: Seen, column: string, { doubts }: StarterWords): Diagnostic {
  const at = { kind: 'cell', file: file.name, line: table.header.line, column } as const;
  return { code: 'guessed-column', severity: 'warning', at, ...asDiagnostic(doubts.amount(column)) };
}

/** A file of order lines, and what the criteria are to call it. */
interface LineArgument {
  readonly table: string;
  readonly path: string;
}

// The first makes revenue; of the others it is said what could be worked out from them.
function readLineFiles({ table: told = [] }: InitFlags): readonly LineArgument[] {
  return told.map((one, at) => {
    const { table, file } = readTableFlag(one);
    if (!NAME.test(table))
      throw new UserError(
        {
          en: `--table: expected a name of letters, digits and _, found "${table}"`,
          zh: `--table：名称只能由字母、数字和 _ 组成，实际为“${table}”`,
        },
        verbatim(`--table orders=${file}`),
      );
    if (told.slice(0, at).some((other) => readTableFlag(other).table === table))
      throw new UserError(
        { en: `--table: "${table}" is given twice`, zh: `--table：“${table}”给出了两次` },
        { en: 'give one file for each table', zh: '每个表请只给一个文件' },
      );
    return { table, path: file };
  });
}

const NAME = /^[a-z]\w*$/i;

// Once more where a backslash takes the meaning from the sign behind it.
async function lookAt(
  path: string,
  { found, opened, asOf }: { found: Diagnostic[]; opened: CustomerFile[]; asOf: Day },
  flags: InitFlags,
  io: Io,
): Promise<Seen> {
  const words = starterWords(flags.lang);
  const told = { encoding: flags.encoding ?? null, delimiter: flags.delimiter ?? null };
  const before = found.length;
  const look = async (sign: string | null): Promise<Seen> => {
    const dialect = { ...told, sheet: flags.sheet ?? null, escape: sign };
    const file = customerFile(io, path, dialect, (diagnostic) => found.push(diagnostic), flags);
    opened.push(file);
    const profiled = await profileFile(file, found, words);
    if (profiled.hasEscapes && sign === null) {
      await file.endProgress();
      found.length = before;
      return look('\\');
    }
    const { delimiter } = profiled.table.dialect;
    const starter = planStarter(profiled.profile, delimiter, asOf);
    const groups = findGroups(starter, profiled.profile);
    if (groups !== null) throw notCustomers(file, groups.line, words.obstacles.groups(groups));
    const source = { ...told, escape: sign, file: file.name, language: flags.lang };
    return { ...profiled, file, starter, delimiter, source };
  };
  return look(null);
}

function notCustomers({ name }: CustomerFile, line: number, said: Said): InputError {
  const at = { kind: 'cell', file: name, line, column: null } as const;
  return new InputError([{ code: 'not-customers', severity: 'error', at, ...asDiagnostic(said) }]);
}

async function profileFile(file: CustomerFile, found: Diagnostic[], words: StarterWords): Promise<Profiled> {
  const profiled = await profileRows(file, found, words, { endsAtBlankRow: true, html: false });
  const { profile, broken } = profiled;
  if (profile.rows === 0) found.push(...broken.kept);
  if (profile.rows === 0 && !hasErrors(found)) {
    const message = {
      en: 'the file has a header and no customers, so nothing can be seen of its columns',
      zh: '文件只有表头，没有客户，无法判断各列的内容',
    };
    const at = { kind: 'file', file: file.name } as const;
    const help = { en: 'check the filter of the export', zh: '请检查导出时的筛选条件' };
    found.push({ code: 'no-customers', severity: 'error', message, help, at });
  }
  if (hasErrors(found)) throw new InputError(found);
  return profiled;
}

interface Profiled {
  readonly table: CustomerTable;
  readonly profile: Profile;
  readonly leftOut: LeftOutRows;
  /** A row is broken where a backslash stands before a delimiter or a quote, as in a database dump. */
  readonly hasEscapes: boolean;
  /** Rows that cannot be read. */
  readonly broken: KeptProblems;
}

// Once as if cells held no marks of HTML, and what stands below a blank row were a footer; where marks are found, or
// such rows are as full as the customers are, or all that there is, once more.
async function profileRows(
  file: CustomerFile,
  found: Diagnostic[],
  words: StarterWords,
  shape: Pick<Layout, 'endsAtBlankRow' | 'html'>,
): Promise<Profiled> {
  const broken = keepFirst();
  const leftOut = gatherLeftOut();
  const forms = new Map<string, RowForm>();
  const above = new Set<string>();
  let last: readonly string[] = [];
  let below = 0;
  let width = 0;
  const take = (why: LeftOutWhy, record: TableRecord): void => {
    leftOut.add(why, record);
    const { cells } = record;
    if (why === 'leave-out') noteForm(forms, cells);
    if (why === 'above') {
      above.add(titleOf(cells));
      last = cells;
    }
    if (why !== 'below') return;
    below += 1;
    width = Math.max(width, filledCells(cells));
  };
  const lacks = (rows: readonly (readonly string[])[]): void => {
    const at = { kind: 'file', file: file.name } as const;
    found.push({ code: 'no-table', severity: 'error', at, ...asDiagnostic(words.noTable(rows.slice(0, 3))) });
  };
  // The criteria that are proposed leave such rows out.
  let hasEscapes = false;
  const refuse = (problem: Diagnostic, record: TableRecord): void => {
    hasEscapes ||= ESCAPED.test(record.text);
    if (isNoCustomer(problem.code, record) && forms.size < MOST_FORMS) take('leave-out', record);
    else broken.add(problem);
  };
  const isTitle = (cells: readonly string[]): boolean => above.size > 0 && above.has(titleOf(cells));
  const table = await file.open(refuse, shapeLayout(shape, { lacks, isTitle }), take);
  if (table === null || hasErrors(found)) throw new InputError(causesOf(found));
  const html = found.findIndex(({ code }) => code === 'html-entities');
  if (html >= 0) {
    found.splice(html, 1);
    return profileRows(file, found, words, { ...shape, html: true });
  }
  const { cells: header, line } = table.header;
  found.push(...checkHeader(header, file.name, line));
  if (hasErrors(found)) throw new InputError(found);
  const { columns, rows, perUnit, unitRow } = await profileTable(header, last, table.records);
  if (below > 0 && (rows === 0 || width > header.length / 2))
    return profileRows(file, found, words, { ...shape, endsAtBlankRow: false });
  return {
    table,
    profile: {
      columns,
      rows,
      perUnit,
      unitRow,
      leftOut: [...forms.values()],
      hasFooter: below > 0,
      html: shape.html,
    },
    broken,
    leftOut,
    hasEscapes,
  };
}

// Where the bytes cannot be read, what was read of them says nothing of a table.
function causesOf(found: readonly Diagnostic[]): readonly Diagnostic[] {
  const others = found.filter(({ code }) => code !== 'no-table');
  return hasErrors(others) ? others : found;
}

// A row of names, or one cell of a row that is too short: a note between the customers, or below them.
function isNoCustomer(code: Code, { cells }: TableRecord): boolean {
  return NO_CUSTOMERS.has(code) || (code === 'ragged-row' && filledCells(cells) === 1);
}

const ESCAPED = /\\[",;|\t]/;
const NO_CUSTOMERS: ReadonlySet<Code> = new Set(['second-header', 'names-row']);
// So many notes are no notes.
const MOST_FORMS = 20;

function noteForm(forms: Map<string, RowForm>, cells: readonly string[]): void {
  const text = firstFilled(cells);
  const label = tidy(text);
  const isTotal = rowLabelOf(label) === 'total';
  const isNote = rowLabelOf(label) === 'note' || filledCells(cells) === 1;
  // The numbers in a note are others next month.
  const form = label.startsWith('#')
    ? '#*'
    : isNote && !isTotal
      ? formOf(label).replace(/\d+/g, '*')
      : formOf(label);
  forms.set(form, { form, isTotal, column: cells.indexOf(text) });
}

// A title above the header may stand again on each page: its first text, and how many cells it fills.
function titleOf(cells: readonly string[]): string {
  return `${filledCells(cells)} ${tidy(firstFilled(cells))}`;
}

function filledCells(cells: readonly string[]): number {
  return cells.filter((cell) => tidy(cell) !== '').length;
}
