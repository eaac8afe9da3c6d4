import { type Fingerprint, takeFingerprint } from '../compare/fingerprint.ts';
import type { Criteria } from '../criteria/criteria.ts';
import type { Lock } from '../criteria/lock/lock.ts';
import { readLock } from '../criteria/lock/read-lock.ts';
import { asksForPrevious } from '../criteria/per-criteria.ts';
import { type CriteriaSource, readCriteriaSource } from '../criteria/read-criteria.ts';
import { InputError } from '../errors.ts';
import { type Day, parseDay } from '../fields/day.ts';
import { madeRow } from '../table/csv-row.ts';
import { openTable } from '../table/open-table.ts';
import type { CustomerTable, RefuseRow } from '../table/table.ts';
import { type Diagnostic, hasErrors, type ReportDiagnostic } from '../text/diagnostic.ts';
import type { Source } from '../text/source.ts';
import { type ClassifyOptions, checkCustomers } from '../verdict/classify-table.ts';
import type { BookFolder } from './files.ts';
import { readFingerprint } from './fingerprint-json.ts';
import { OVERRIDES, readOverrides } from './overrides.ts';
import { readPast } from './past.ts';
import { type BlameRow, blameIn } from './rows.ts';
import { notBeside, sealedFolder } from './seal.ts';
import { LOCK, type SnapshotOf } from './snapshot.ts';

/** A run of the book, to be made again. */
export interface ReopenedRun {
  readonly asOf: Day;
  readonly criteria: Criteria;
  /** The file that its customers are kept in, and what they and the criteria were read from. */
  readonly file: string;
  readonly dataSha256: string;
  /** What its export looked like; null where an earlier version recorded it. */
  readonly print: Fingerprint | null;
  readonly criteriaSha256: string;
  /** The lock that held its cut points; null when they were computed. */
  readonly lock: Lock | null;
  readonly options: ClassifyOptions;
}

/**
 * Opens a run that the book keeps, to classify its customers again: on its day, by its criteria, with what the
 * book knew then. Null when the book does not keep it. Throws an InputError when it is damaged.
 */
export async function reopenRun(book: BookFolder, which: SnapshotOf): Promise<ReopenedRun | null> {
  const kept = await readRun(book, which);
  if (kept === null) return null;
  const { asOf, sources, folder } = kept;
  const [first] = sources;
  const open = async (reference: string, from: Source): Promise<Source | null> =>
    sources.find((one) => one.from?.name === from.name && one.reference === reference)?.source ?? null;
  const { value: criteria, diagnostics } = await readCriteriaSource(first!.source, open);
  if (criteria === null || hasErrors(diagnostics))
    throw new InputError([refusedNow(book.nameOf(`${which}/run.json`), book.nameOf(which)), ...diagnostics]);
  const past = asksForPrevious(criteria) ? await readPast(book, asOf) : null;
  const { inForce } = await readOverrides(folder, asOf, `${which}/${OVERRIDES}`);
  // Only what could be read was kept: nothing of it is left out in silence.
  const report = (problem: Diagnostic): void => {
    if (problem.severity === 'error')
      throw new InputError([{ ...problem, code: 'damaged-book', help: HELP }]);
  };
  const options: ClassifyOptions = {
    criteria,
    asOf,
    open: async (refuse) => {
      const table = await openCustomers(folder, which, report, refuse);
      return table === null ? null : nameWorked(table, criteria);
    },
    report,
    refuse: report,
    previous: (id) => past?.previous(id) ?? null,
    override: (id) => inForce.get(id) ?? null,
  };
  const { dataSha256, print, criteriaSha256 } = kept;
  const lock = await readKeptLock(folder, which);
  return { asOf, criteria, file: `${which}/customers.csv`, dataSha256, print, criteriaSha256, lock, options };
}

// Of no use would be to mend them: they are known by their SHA-256.
function refusedNow(file: string, folder: string): Diagnostic {
  return {
    code: 'damaged-book',
    severity: 'error',
    message: {
      en: 'this version of the program refuses the criteria that are kept of the run',
      zh: '当前版本的程序无法读取该次运行保存的标准',
    },
    help: {
      en: `run the version that recorded it, or delete the folder "${folder}": the causes of the next movements are then not known`,
      zh: `请使用当时记录的版本运行，或删去文件夹“${folder}”：删去后将无法得知下一次变动的原因`,
    },
    at: { kind: 'file', file },
  };
}

/** What the export of a run looked like; made of the customers that are kept where an earlier version recorded it. */
export async function printOf({ print, criteria, options }: ReopenedRun): Promise<Fingerprint> {
  if (print !== null) return print;
  const taker = takeFingerprint(criteria, false);
  const customers = (await checkCustomers(options))!;
  taker.begin(customers.table);
  for await (const site of customers.sites()) taker.take(site);
  return taker.result();
}

/** What the export of the last run before a day looked like; null where the book keeps none. */
export async function readKeptPrint(book: BookFolder, asOf: Day): Promise<Fingerprint | null> {
  for (const which of ['last', 'before'] as const) {
    const kept = await readRun(book, which);
    if (kept === null || kept.asOf >= asOf) continue;
    return kept.print ?? printOf((await reopenRun(book, which))!);
  }
  return null;
}

async function readKeptLock(book: BookFolder, which: SnapshotOf): Promise<Lock | null> {
  const text = await book.read(`${which}/${LOCK}`);
  if (text === null) return null;
  const renew = 'keyaccounts review customers.csv';
  const { value, diagnostics } = readLock({ name: book.nameOf(`${which}/${LOCK}`), text }, renew);
  if (value === null) throw new InputError(diagnostics);
  return value;
}

const HELP = {
  en: 'restore it from git or a backup, or delete its folder: the causes of the next movements are then not known',
  zh: '请从 git 或备份中恢复，或删去其文件夹：删去后将无法得知下一次变动的原因',
};

async function openCustomers(
  book: BookFolder,
  which: SnapshotOf,
  report: ReportDiagnostic,
  refuse: RefuseRow,
): Promise<CustomerTable | null> {
  const name = `${which}/customers.csv`;
  const bytes = await book.bytes(name);
  if (bytes === null) throw blameIn(book, `${which}/run.json`)(notBeside(name), 1);
  const told = { encoding: 'utf-8', delimiter: ',' };
  return openTable(bytes, { file: book.nameOf(name), ...told, report, refuse });
}

// How an earlier version calls what is worked out from lines is no matter: it begins with the name of the field.
function nameWorked(table: CustomerTable, { tables }: Criteria): CustomerTable {
  const { header } = table;
  const cells = header.cells.map((cell) => {
    const worked = tables.flatMap(({ sums }) => sums).find(({ name }) => cell.startsWith(`${name} = `));
    return worked?.column ?? cell;
  });
  return {
    file: table.file,
    dialect: table.dialect,
    header: madeRow(cells, header.text, header.line),
    records: table.records,
    added: table.added,
    addedFrom: table.addedFrom,
    get isCut() {
      return table.isCut;
    },
    isKept: true,
  };
}

interface KeptRun {
  /** The book, in which damage of what the run wrote is found. */
  readonly folder: BookFolder;
  readonly asOf: Day;
  readonly sources: readonly CriteriaSource[];
  readonly dataSha256: string;
  readonly print: Fingerprint | null;
  readonly criteriaSha256: string;
}

async function readRun(book: BookFolder, which: SnapshotOf): Promise<KeptRun | null> {
  const name = `${which}/run.json`;
  const text = await book.read(name);
  if (text === null) return null;
  const blame = blameIn(book, name);
  const run = parse(text);
  const asOf = parseDay(String(run?.as_of));
  const files = run?.criteria?.files;
  if (run?.format_version !== 1 || asOf === null || !Array.isArray(files) || files.length === 0)
    throw blame(
      {
        en: 'expected a run with format_version 1, as_of and criteria',
        zh: '应为含有 format_version 1、as_of 和 criteria 的运行记录',
      },
      1,
    );
  const folder = sealedFolder(book, readDigests(run.sha256, which, blame), name, HELP);
  const sources: CriteriaSource[] = [];
  for (const one of files) {
    const { file, from, reference } = one ?? {};
    const source = `${which}/${String(file)}`;
    const yaml = /^criteria\/\d+\.yaml$/.test(String(file)) ? await folder.read(source) : null;
    if (yaml === null) throw blame(notBeside(source), 1);
    sources.push({
      source: { name: book.nameOf(source), text: yaml },
      reference: String(reference),
      from: typeof from !== 'number' ? null : (sources[from]?.source ?? null),
    });
  }
  const [dataSha256, criteriaSha256] = [String(run.data?.sha256), String(run.criteria.sha256)];
  const print = run.data?.fields === undefined ? null : readFingerprint(run.data);
  return { folder, asOf, sources, dataSha256, print, criteriaSha256 };
}

// Books of earlier versions have none.
function readDigests(found: unknown, which: SnapshotOf, blame: BlameRow): ReadonlyMap<string, string> {
  if (found === undefined) return new Map();
  if (typeof found !== 'object' || found === null)
    throw blame({ en: 'expected the SHA-256 of each file', zh: '应为各文件的 SHA-256' }, 1);
  return new Map(Object.entries(found).map(([name, digest]) => [`${which}/${name}`, String(digest)]));
}

// biome-ignore lint/suspicious/noExplicitAny: what was read is looked at piece by piece.
function parse(text: string): any {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
