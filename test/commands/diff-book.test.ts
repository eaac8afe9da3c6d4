import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { DiffFlags } from '../../src/commands/diff/command.ts';
import { runDiff } from '../../src/commands/diff/run.ts';
import { runReview } from '../../src/commands/review/run.ts';
import { memoryIo } from './memory-io.ts';

const CRITERIA = `fields:
  customer_id: { type: id }
  revenue: { type: money }
  last_order: { type: date, optional: true }
categories:
  lost: { when: { last_order: { present: yes, older_than: 90 days } } }
  key: { when: { revenue: { at_least: 100 } }, stays_while: { revenue: { at_least: 80 } } }
  normal: { when: otherwise }
`;
const MAY = 'customer_id,revenue,last_order\nA,150,\nB,120,\nC,50,\nD,40,2026-03-20\nE,30,\nF,20,\n';
const JUNE = 'customer_id,revenue,last_order\nA,90,\nB,60,\nC,130,\nD,40,2026-03-20\nF,20,\nG,10,\n';

const scratch = mkdtempSync(join(tmpdir(), 'keyaccounts-diff-book-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

async function diff(book: string, flags: Partial<DiffFlags> = {}): Promise<string[]> {
  const io = memoryIo({ 'june.csv': JUNE, 'may.csv': MAY, 'c.yaml': CRITERIA });
  await runDiff(
    'june.csv',
    {
      format: 'json',
      lang: 'en',
      keyLost: true,
      quiet: true,
      criteria: 'c.yaml',
      asOf: '2026-06-30',
      book,
      ...flags,
    },
    io,
  );
  const { movements } = JSON.parse(io.written()) as {
    movements: { customer_id: string; from: string; to: string; causes: { kind: string }[] }[];
  };
  return movements.map(
    ({ customer_id, from, to, causes }) => `${customer_id} ${from} ${to} ${causes.map(({ kind }) => kind)}`,
  );
}

it('compares with the last run of a book, whose key accounts stay by the lower line', async () => {
  const book = join(scratch, 'book');
  const io = memoryIo({ 'may.csv': MAY, 'c.yaml': CRITERIA });
  await runReview(
    'may.csv',
    {
      format: 'text',
      lang: 'en',
      quiet: true,
      plans: false,
      maxGone: '20%',
      book,
      criteria: 'c.yaml',
      asOf: '2026-05-31',
    },
    io,
  );
  const kept = readFileSync(join(book, 'history.csv'), 'utf8');
  expect(await diff(book)).toEqual([
    'C normal key data',
    'B key normal data',
    'D normal lost calendar',
    'E normal absent gone',
    'G absent normal new',
  ]);
  // A comparison only reads.
  expect(readFileSync(join(book, 'history.csv'), 'utf8')).toBe(kept);

  const override = 'customer_id,category,reason,author,expires\nF,key,opens a market,Ann Reed,2026-12-31\n';
  writeFileSync(join(book, 'overrides.csv'), override);
  expect(await diff(book)).toContain('F normal key override');
});

it('says that a book without a run has nothing to compare with', async () => {
  const book = mkdtempSync(join(scratch, 'empty-'));
  await expect(diff(book)).rejects.toThrow(/has no run to compare with/);
});
