import { type Fingerprint, takeFingerprint } from '../compare/fingerprint.ts';
import type { Criteria } from '../criteria/criteria.ts';
import type { CriteriaSource } from '../criteria/read-criteria.ts';
import { bindFields, columnName } from '../fields/bind.ts';
import { type Day, formatDay } from '../fields/day.ts';
import type { CustomerTable } from '../table/table.ts';
import { byId } from '../text/order.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import type { Site } from '../verdict/sites.ts';
import { criterionOf, standingOf } from '../verdict/verdict.ts';
import type { BookChange, BookFolder } from './files.ts';
import { fingerprintJson } from './fingerprint-json.ts';
import { OVERRIDES, type Overrides } from './overrides.ts';
import { csvLine } from './rows.ts';
import { openDigest } from './seal.ts';

/** The folder of the run that was recorded last, and of the one before it. */
export type SnapshotOf = 'last' | 'before';

/** What a run was made from, beside its customers. */
export interface SnapshotRun {
  readonly asOf: Day;
  readonly criteria: Criteria;
  readonly criteriaSha256: string;
  readonly sources: readonly CriteriaSource[];
  /** The text of the lock that held the cut points; null when they were computed. */
  readonly lock: string | null;
  readonly overrides: Overrides;
}

/** Keeps a run as it comes, so that it can be made again: a sink of verdicts. */
export interface SnapshotWriter {
  begin(table: CustomerTable): Promise<void>;
  /** A row, with the customer that it is or belongs to. */
  site(site: Site, customer: ClassifiedCustomer): void;
  pause(): Promise<void>;
  /** What the export looks like as a whole; known once all customers were seen. */
  print(): Fingerprint;
  /** Keeps the rest, now that all customers were seen. */
  end(run: SnapshotRun, dataSha256: string): Promise<void>;
}

/** The lock of a run, in the folder of a snapshot. */
export const LOCK = 'criteria/lock.json';

// Both stand behind the columns that the criteria read.
const CATEGORY_COLUMN = 'book:category';
/** The column with what decided, as `criterionOf` says it. */
export const CRITERION_COLUMN = 'book:criterion';
/** The column with the id of the group that a row belongs to, where groups of companies are the customers. */
export const GROUP_COLUMN = 'book:group';

/** Opens the keeping of a run in the folder "last" of a change. */
export async function writeSnapshot(
  book: BookFolder,
  change: BookChange,
  criteria: Criteria,
): Promise<SnapshotWriter> {
  const file = await change.create('last/customers.csv');
  const print = takeFingerprint(criteria, true);
  let columns: readonly number[] = [];
  let pending = '';
  let digest = openDigest();
  const flush = async (): Promise<void> => {
    digest.add(pending);
    await file.write(pending);
    pending = '';
  };
  return {
    async begin(table) {
      const { header, file: name } = table;
      await file.restart();
      digest = openDigest();
      print.begin(table);
      const { value } = bindFields(criteria.fields, header.cells, name, header.line);
      columns = [...new Set(value!.columns.filter((column) => column !== null))];
      const names = columns.map((column) => columnName(header.cells, column));
      const group = criteria.group === null ? [] : [GROUP_COLUMN];
      pending = csvLine([...names, CATEGORY_COLUMN, CRITERION_COLUMN, ...group], '\n');
    },
    site(site, { verdict, group }) {
      print.take(site);
      const cells = columns.map((column) => site.record.cell(column));
      cells.push(standingOf(verdict), criterionOf(verdict) ?? '');
      if (group !== null) cells.push(group.id);
      pending += csvLine(cells, '\n');
    },
    async pause() {
      if (pending.length > FLUSH) await flush();
    },
    print: print.result,
    async end(run, dataSha256) {
      await flush();
      await file.end();
      const texts = textsOf(run);
      for (const [name, text] of texts) change.write(`last/${name}`, text);
      for (const name of [LOCK, OVERRIDES]) if (!texts.has(name)) change.remove(`last/${name}`);
      for (const name of await book.list('last/criteria'))
        if (!texts.has(name.slice('last/'.length))) change.remove(name);
      const digests = [...texts].map(([name, text]): [string, string] => [name, digestOf(text)]);
      change.write(
        'last/run.json',
        printRun(run, dataSha256, print.result(), [['customers.csv', digest.hex()], ...digests]),
      );
    },
  };
}

const FLUSH = 1 << 18;

// What is kept beside the customers, by its name in the folder.
function textsOf({ sources, lock, overrides }: SnapshotRun): ReadonlyMap<string, string> {
  const texts = new Map(sources.map(({ source }, at) => [fileOf(at), source.text]));
  if (lock !== null) texts.set(LOCK, lock);
  if (overrides.inForce.size > 0) texts.set(OVERRIDES, printOverrides(overrides));
  return texts;
}

function digestOf(text: string): string {
  const digest = openDigest();
  digest.add(text);
  return digest.hex();
}

function fileOf(at: number): string {
  return `criteria/${at + 1}.yaml`;
}

// Those that were applied: people delete them from their file when they are over.
function printOverrides({ inForce }: Overrides): string {
  const header = csvLine(['customer_id', 'category', 'reason', 'author', 'expires'], '\n');
  const rows = [...inForce.values()]
    .sort(byId)
    .map(({ id, category, reason, author, expires }) =>
      csvLine([id, category, reason, author, formatDay(expires)], '\n'),
    );
  return header + rows.join('');
}

// Nothing that depends on where the run was made: the same inputs give the same bytes.
function printRun(
  { asOf, criteria, criteriaSha256, sources }: SnapshotRun,
  dataSha256: string,
  print: Fingerprint,
  digests: readonly (readonly [string, string])[],
): string {
  const all = sources.map(({ source }) => source);
  const run = {
    format_version: 1,
    as_of: formatDay(asOf),
    data: { sha256: dataSha256, ...fingerprintJson(print) },
    criteria: {
      name: criteria.name,
      version: criteria.version,
      sha256: criteriaSha256,
      files: sources.map(({ reference, from }, at) => ({
        file: fileOf(at),
        from: from === null ? null : all.indexOf(from),
        reference,
      })),
    },
    // What only a run writes: whoever reads it knows whether it is as it was written.
    sha256: Object.fromEntries(digests),
  };
  return `${JSON.stringify(run, null, 2)}\n`;
}

/** Makes the run that was recorded last the one before, with all of its files. */
export async function keepBefore(book: BookFolder, change: BookChange): Promise<void> {
  const names = async (folder: string): Promise<string[]> =>
    (await Promise.all([book.list(folder), book.list(`${folder}/criteria`)])).flat();
  const last = await names('last');
  for (const name of last) change.copy(name, name.replace(/^last/, 'before'));
  for (const name of await names('before'))
    if (!last.includes(name.replace(/^before/, 'last'))) change.remove(name);
}
