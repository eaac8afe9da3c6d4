import type { LockedCuts } from '../../condition/condition.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import type { Lock } from '../../criteria/lock/lock.ts';
import type { Day } from '../../fields/day.ts';
import type { CustomerTable } from '../../table/table.ts';
import {
  type BlockCriteria,
  type BlockFindings,
  type BlockTaker,
  type BlockTask,
  openBlockPass,
} from '../../verdict/block-pass.ts';
import { classifyRow } from '../../verdict/classify-table.ts';
import { buildPortfolio } from '../../verdict/portfolio.ts';
import { createOutputBuffer } from '../run/output-buffer.ts';
import { csvWriter } from './csv.ts';
import type { RowWriter } from './row-writer.ts';

/** What a thread that reads blocks knows from the start, as plain data. */
export interface BlockReading {
  readonly criteria: Criteria;
  readonly asOf: Day;
  readonly lock: Lock | null;
  readonly rows: RowFormat | null;
}

/** How rows are written. */
export type RowFormat =
  | { readonly format: 'csv'; readonly prefix: string; readonly raw: boolean; readonly excel: boolean }
  | { readonly format: 'json' | 'ndjson' };

/** What is said to such a thread: what it is to know, what a pass is about, or a block, with memory for what is written of it. */
export type BlockMessage =
  | { readonly about: BlockReading }
  | { readonly task: BlockTask }
  | { readonly block: Uint8Array; readonly spare: Uint8Array | null };

/** What it answers to a block. */
export interface BlockAnswer {
  readonly found: BlockFindings | null;
}

/** Reads the blocks of a customer file, one after the other. */
export function readBlocks(): (message: unknown) => Promise<BlockAnswer | null> {
  let about: BlockReading | null = null;
  let known: BlockCriteria | null = null;
  let read: ((block: Buffer) => BlockFindings | null) | null = null;
  let spare: Uint8Array | null = null;
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
    const message = told as BlockMessage;
    if ('block' in message) {
      const { block } = message;
      spare = message.spare;
      return { found: read!(Buffer.from(block.buffer, block.byteOffset, block.length)) };
    }
    if ('about' in message) {
      about = message.about;
      const { criteria, asOf, lock } = about;
      known = { criteria, asOf, locked: lock === null ? new Map() : await openLock(lock, criteria) };
      return null;
    }
    const { criteria, asOf, rows } = about!;
    const writerOf = rows === null || !message.task.decides ? null : await rowWriterOf(rows, asOf);
    read = await openBlockPass(known!, message.task, (table) => takeBlocks(table, criteria, writerOf, share));
    return null;
  };
}

// Imported only where there is one, as is what writes JSON: each thread loads for itself.
async function openLock(lock: Lock, criteria: Criteria): Promise<ReadonlyMap<Criteria, LockedCuts>> {
  const { fitLock } = await import('../../criteria/lock/fit-lock.ts');
  return fitLock(lock, criteria, '').value!;
}

type WriteRow = RowWriter['row'];

async function rowWriterOf(
  rows: RowFormat,
  asOf: Day,
): Promise<(table: CustomerTable, criteria: Criteria) => WriteRow> {
  if (rows.format === 'csv')
    return (table, criteria) => csvWriter([table], criteria, { ...rows, book: false, report: () => {} }).row;
  const { jsonRows } = await import('./json.ts');
  const text = jsonRows(asOf, rows.format, false);
  return () => (site, customer, into) => into.text(text(site, customer));
}

function takeBlocks(
  table: CustomerTable,
  criteria: Criteria,
  writerOf: ((table: CustomerTable, criteria: Criteria) => WriteRow) | null,
  share: (bytes: Uint8Array) => Uint8Array,
): BlockTaker {
  const portfolio = buildPortfolio(criteria);
  const write = writerOf?.(table, criteria) ?? null;
  const pending = createOutputBuffer();
  return {
    see(record, row) {
      const customer = classifyRow(record, row, {});
      portfolio.add(customer);
      write?.(customer, customer, pending);
    },
    take: () => ({ portfolio: portfolio.take(), rows: share(pending.take()) }),
  };
}
