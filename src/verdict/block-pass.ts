import { type Cuts, type LockedCuts, NO_CUTS } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { layoutOf } from '../criteria/input.ts';
import { criteriaIn } from '../criteria/per-criteria.ts';
import {
  layLocked,
  type RankedCuts,
  type RankedData,
  type RankedValues,
  rankedCuts,
} from '../facts/cohort.ts';
import type { SeenPart } from '../fields/seen-cells.ts';
import { rowSifter } from '../table/full-rows.ts';
import { openBlocks, readRecord } from '../table/read-csv.ts';
import type { BlockLines, BlockReaders } from '../table/row-blocks.ts';
import type { CustomerTable, Dialect, TableRecord } from '../table/table.ts';
import type { PortfolioPart } from './amounts.ts';
import { collectCompany } from './company-cohorts.ts';
import { collectGroupWarnings } from './group-warnings.ts';
import { type NewestDays, watchOldDates } from './old-dates.ts';
import { openPass, type Pass, type RowFacts } from './pass.ts';
import { findRowProblems } from './row-problems.ts';
import { gatherIds, type IdsPart } from './seen-ids.ts';

/** What a pass looks for in blocks of rows, as plain data. */
export interface BlockTask {
  readonly file: string;
  readonly dialect: Dialect;
  /** The header as it stands in the file. */
  readonly header: string;
  /** Whether nobody has looked at the rows before. */
  readonly isFirst: boolean;
  /** Whether the values are collected that customers are ranked by. */
  readonly ranks: boolean;
  /** Whether customers are classified. */
  readonly decides: boolean;
  /** What is known of ranks, of the criteria and then of those of each unit; null where nothing is. */
  readonly ranked: readonly RankedData[] | null;
}

/** What was found in a block whose rows are customers without anything odd, as plain data. */
export interface BlockFindings extends BlockLines {
  readonly customers: number;
  readonly first: FirstFindings | null;
  /** Of the criteria and of those of each unit. */
  readonly values: readonly RankedValues[] | null;
  readonly decided: DecidedBlock | null;
}

/** What a first look at a block tells. */
interface FirstFindings {
  readonly ids: IdsPart;
  readonly days: NewestDays;
  readonly seen: SeenPart;
}

/** The customers of a block, classified: their sums, and what is written of them. */
export interface DecidedBlock {
  readonly portfolio: PortfolioPart;
  readonly rows: Uint8Array;
}

/** Those who read blocks of a large file for this thread. */
export interface BlockWorkers
  extends Pick<BlockReaders<BlockFindings>, 'size' | 'most' | 'after' | 'namesLines' | 'read' | 'readHere'> {
  /** Begins a pass; what was given away before has come back. */
  begin(task: BlockTask): void;
  /** What was found in a block has been taken in: its memory may be used again. */
  release(found: BlockFindings): void;
}

/** Lets workers read the blocks of a pass where its table has any, by what is known of ranks, and takes in what they find. */
export function shareBlocks(
  workers: BlockWorkers | undefined,
  pass: Pass,
  task: Pick<BlockTask, 'isFirst' | 'ranks' | 'decides'>,
  known: ReadonlyMap<Criteria, RankedCuts> | null,
  join: (found: BlockFindings, line: number) => Promise<void>,
): void {
  const { blocks, file, dialect, header } = pass.table;
  if (workers === undefined || blocks === undefined) return;
  const { encoding, delimiter, detected } = dialect;
  const ranked = known === null ? null : [...known.values()].map(({ data }) => data);
  let joined: BlockFindings | null = null;
  workers.begin({ file, dialect: { encoding, delimiter, detected }, header: header.text, ...task, ranked });
  blocks.readBy<BlockFindings>({
    size: workers.size,
    most: workers.most,
    after: workers.after,
    namesLines: workers.namesLines && task.decides,
    // Only the first look says what is wrong with rows.
    isFree: () => !task.isFirst || pass.isFree(),
    read: workers.read,
    readHere: workers.readHere,
    async join(found, line) {
      await join(found, line);
      // What this one holds may still be written until the next one is joined.
      if (joined !== null) workers.release(joined);
      joined = found;
    },
    resume: (before) => pass.resume(readRecord(Buffer.from(before).toString(), delimiter, 0)),
  });
}

/** What customers are classified by, where that is known without the file. */
export interface BlockCriteria {
  readonly criteria: Criteria;
  readonly asOf: number;
  readonly locked: ReadonlyMap<Criteria, LockedCuts>;
}

/** Takes the customers of a block. */
export interface BlockTaker {
  see(record: TableRecord, row: RowFacts): void;
  /** What was made of those since the last time. */
  take(): DecidedBlock;
}

/**
 * Makes ready for a pass over blocks. What comes out of a block is null where something is odd in it, be it a row that
 * is refused or left out, or more to remember than is kept: the rows of such a block count one after the other.
 */
export async function openBlockPass(
  { criteria, asOf, locked }: BlockCriteria,
  task: BlockTask,
  begin: (table: CustomerTable, cuts: ReadonlyMap<Criteria, Cuts>) => BlockTaker,
): Promise<(block: Buffer) => BlockFindings | null> {
  const { file, dialect, isFirst, ranks, decides } = task;
  const header = readRecord(task.header, dialect.delimiter, 1);
  const table: CustomerTable = {
    file,
    dialect,
    header,
    records: NO_RECORDS,
    added: [],
    addedFrom: [],
    isCut: false,
  };
  let isOdd = false;
  const refuse = (): void => {
    isOdd = true;
  };
  const layout = layoutOf(criteria.input, criteria.fields);
  const { sift } = rowSifter(header, { file, layout, leftOut: refuse, report: refuse, refuse });
  const units = criteriaIn(criteria);
  const cuts = new Map(
    units.map((unit, index): [Criteria, Cuts] => {
      const own = locked.get(unit);
      const data = task.ranked?.[index];
      return [unit, data === undefined ? (own ?? NO_CUTS) : layLocked(rankedCuts(data), own)];
    }),
  );
  const options = { criteria, asOf, report: () => {}, open: async () => table };
  const pass = (await openPass(options, [cuts], refuse, isFirst))!;
  const ids = gatherIds();
  const problemsOf = findRowProblems(pass, criteria, isFirst ? ids : null);
  const days = watchOldDates(criteria, asOf);
  const groupWarnings = collectGroupWarnings(units, locked);
  const cohorts = collectCompany(criteria, locked);
  const taker = decides ? begin(table, cuts) : null;
  const see = (record: TableRecord): void => {
    const row = pass.take(record);
    isOdd ||= problemsOf(record, row).length > 0;
    if (isOdd) return;
    if (isFirst) {
      days.see(row);
      groupWarnings.see(row);
    }
    if (ranks) cohorts.add(row, pass.views[0]!.company);
    taker?.see(record, row);
  };
  const openBlock = openBlocks(dialect.delimiter);
  return (block) => {
    isOdd = false;
    const batches = openBlock(block);
    let batch = batches.next();
    let lastRow = NO_BYTES;
    let customers = 0;
    for (; batch.done !== true && !isOdd; batch = batches.next()) {
      const rows = batch.value;
      isOdd = sift(rows).length < rows.length;
      pass.expect(rows);
      for (let at = 0; at < rows.length && !isOdd; at += 1) see(rows[at]!);
      const last = rows.at(-1);
      if (last !== undefined) lastRow = Uint8Array.from(last.source.subarray(last.start, last.end));
      customers += rows.length;
    }
    // What was gathered is taken in any case, so that nothing of it is left for the next block.
    const seen = pass.seenCells?.take() ?? null;
    const looked = { ids: ids.take(), days: days.take() };
    const first = seen === null ? null : { ...looked, seen };
    const values = ranks ? cohorts.take() : null;
    const decided = taker?.take() ?? null;
    if (batch.done !== true || isOdd || !groupWarnings.isEmpty() || (isFirst && first === null)) return null;
    return { lines: batch.value, lastRow, customers, first, values, decided };
  };
}

const NO_BYTES = new Uint8Array(0);
const NO_RECORDS: AsyncIterable<readonly TableRecord[]> = { async *[Symbol.asyncIterator]() {} };
