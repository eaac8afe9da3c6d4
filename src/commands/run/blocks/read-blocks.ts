import type { Cuts, LockedCuts } from '../../../condition/condition.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import type { Lock } from '../../../criteria/lock/lock.ts';
import type { Day } from '../../../fields/day.ts';
import type { CustomerTable } from '../../../table/table.ts';
import {
  type BlockCriteria,
  type BlockFindings,
  type BlockTaker,
  type BlockTask,
  openBlockPass,
} from '../../../verdict/block-pass.ts';
import { type ClassifiedCustomer, rowClassifier } from '../../../verdict/classify-table.ts';
import { buildPortfolio } from '../../../verdict/portfolio.ts';
import { createOutputBuffer, type OutputBuffer } from '../output-buffer.ts';

/** What a thread that reads blocks knows from the start, as plain data. `rows`: how rows are written; null where none is. */
export interface BlockReading<R> {
  readonly criteria: Criteria;
  readonly asOf: Day;
  readonly lock: Lock | null;
  readonly rows: R | null;
}

/** Makes ready for writing rows so, and then, in each pass, with what is known before it. */
export type OpenRows<R> = (rows: R, asOf: Day) => Promise<(opening: RowsOpening) => WriteRow>;

/** What is known before the first row. */
interface RowsOpening {
  readonly table: CustomerTable;
  readonly criteria: Criteria;
  readonly cuts: ReadonlyMap<Criteria, Cuts>;
}

/** Writes what is said of a row, which is a customer; lines count from `firstLine`. */
type WriteRow = (customer: ClassifiedCustomer, into: OutputBuffer, firstLine: number) => void;

/**
 * What is said to such a thread: what it is to know, what a pass is about, or a block, with its first line, where that is to be
 * known, and memory for what is written of it.
 */
export type BlockMessage<R> =
  | { readonly about: BlockReading<R> }
  | { readonly task: BlockTask }
  | { readonly block: Uint8Array; readonly firstLine: number; readonly spare: Uint8Array | null };

/** What it answers to a block. */
export interface BlockAnswer {
  readonly found: BlockFindings | null;
}

/** Reads the blocks of a customer file, one after the other, and writes their rows. */
export function readBlocks<R>(openRows: OpenRows<R>): (message: unknown) => Promise<BlockAnswer | null> {
  let about: BlockReading<R> | null = null;
  let known: BlockCriteria | null = null;
  let read: ((block: Buffer) => BlockFindings | null) | null = null;
  let spare: Uint8Array | null = null;
  const place: BlockPlace = { firstLine: 0 };
  // What threads share is not copied once more.
  const share = (bytes: Uint8Array): Uint8Array => {
    const room =
      spare !== null && spare.length >= bytes.length
        ? spare
        : new Uint8Array(new SharedArrayBuffer(bytes.length + (bytes.length >> 2)));
    room.set(bytes);
    return room.subarray(0, bytes.length);
  };
  return async (told) => {
    const message = told as BlockMessage<R>;
    if ('block' in message) {
      const { block } = message;
      spare = message.spare;
      place.firstLine = message.firstLine;
      return { found: read!(Buffer.from(block.buffer, block.byteOffset, block.length)) };
    }
    if ('about' in message) {
      about = message.about;
      const { criteria, asOf, lock } = about;
      known = { criteria, asOf, locked: lock === null ? new Map() : await openLock(lock, criteria) };
      return null;
    }
    const { criteria, asOf, rows } = about!;
    const writerOf = rows === null || !message.task.decides ? null : await openRows(rows, asOf);
    read = await openBlockPass(known!, message.task, (table, cuts) =>
      takeBlocks(criteria, writerOf?.({ table, criteria, cuts }) ?? null, place, share),
    );
    return null;
  };
}

// Imported only where there is one: each thread loads for itself.
async function openLock(lock: Lock, criteria: Criteria): Promise<ReadonlyMap<Criteria, LockedCuts>> {
  const { fitLock } = await import('../../../criteria/lock/fit-lock.ts');
  return fitLock(lock, criteria, '').value!;
}

/** Where the block starts that is read. */
interface BlockPlace {
  firstLine: number;
}

function takeBlocks(
  criteria: Criteria,
  write: WriteRow | null,
  place: Readonly<BlockPlace>,
  share: (bytes: Uint8Array) => Uint8Array,
): BlockTaker {
  const classify = rowClassifier({});
  const portfolio = buildPortfolio(criteria);
  const pending = createOutputBuffer();
  return {
    see(record, row) {
      const customer = classify(record, row);
      portfolio.add(customer);
      write?.(customer, pending, place.firstLine);
    },
    take: () => ({ portfolio: portfolio.take(), rows: share(pending.take()) }),
  };
}
