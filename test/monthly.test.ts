import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { loadCriteria } from '../src/commands/run/inputs.ts';
import type { CategoryName } from '../src/criteria/criteria.ts';
import { parseDay } from '../src/fields/day.ts';
import { factText } from '../src/fields/facts.ts';
import { openTable } from '../src/table/open-table.ts';
import { classifyTable } from '../src/verdict/classify-table.ts';
import { memoryIo } from './commands/memory-io.ts';
// @ts-expect-error: plain JavaScript without types, so that node runs it as it is
import { makeMonthly } from './make-monthly.js';

const made: Record<string, string> = makeMonthly();
const FOLDER = new URL('../fixtures/book/monthly/', import.meta.url);
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];

it('is what the generator writes', () => {
  const names = readdirSync(FOLDER).sort();
  expect(names).toEqual(Object.keys(made));
  for (const name of names)
    expect([name, readFileSync(new URL(name, FOLDER), 'utf8')]).toEqual([name, made[name]]);
});

describe('the months of a year, each with the categories of the month before', () => {
  it('tell the stories that they are made for', async () => {
    const stories = new Map((await replay()).filter(([id]) => id.startsWith('M-')));
    expect(Object.fromEntries(stories)).toEqual(STORIES);
  });

  it('leave the other customers what they are', async () => {
    const others = (await replay()).filter(([id]) => id.startsWith('C-'));
    expect(new Set(others.map(([, months]) => months))).toEqual(new Set(['nnnnnnnnnnnn']));
    expect(others).toHaveLength(52);
  });
});

// key, normal, lost, target, undetermined, not there
const STORIES = {
  'M-001': 'kkkkkkkkkkkk', // its manager changes in June
  'M-002': 'kkkkkkkkkkkk', // its manager is TBD in July, nobody in August and September
  'M-003': 'kkkkkkkkkkkk', // delivered late from August on
  'M-004': 'kkkkkkknnnnn', // silent from July on; stays for a month by the lower line
  'M-005': 'kkkkkkkkkkkk', // renamed in May
  'M-011': 'nnnnnnnkkkkk', // grows into key by volume, later by size
  'M-012': 'nnnnnnkkkkkk',
  'M-013': 'nnnnnnnnnnkk', // grows into key over many counts
  'M-021': 'kkkknnnnnnnn', // shrinks
  'M-022': 'nnnnnkkkkkkk', // falls below the line in December, but stays
  'M-023': 'kkkkkkkknnnn', // earns nothing from July on
  'M-031': 'kkkkklllllll', // closed in June: competitor
  'M-032': 'nnnlllllllll', // closed in April, the price; known in June
  'M-033': 'nnnnnnllllll', // silent since February; closed in December: service
  'M-034': 'nnnnllllllll', // closed in May: delivery
  'M-035': 'nnnnnnnnllll', // closed in September: delivery
  'M-041': 'nnllllllnnnn', // closed in March: quality; won back in September
  'M-051': 'tttnnnnkkkkk', // won in April, a catalyst from August on
  'M-052': 'tttttttnnnnn', // won in August
  'M-053': 'ttttt-------', // given up
  'M-054': 'tttttttttttt',
  'M-061': '--nnnnnnnnnn',
  'M-062': '------nkkkkk', // new in July
  'M-063': '---------nnn',
  'M-071': 'nnnnnnn-----', // gone
  'M-072': 'kkkkkkkkk---', // a key account that is gone
  'M-073': 'nnnnnnnn-nnn', // forgotten by one export
  'M-081': 'kkkuukkkkkkk', // its profit is not known for two months
};

async function replay(): Promise<[string, string][]> {
  const shipped = readFileSync(new URL('../criteria/default.yaml', import.meta.url));
  const io = memoryIo({ ...made, 'criteria/default.yaml': shipped });
  const { criteria } = await loadCriteria(io, undefined);
  const months = new Map<string, string>();
  let before = new Map<string, CategoryName>();
  for (const [index, file] of Object.keys(made).entries()) {
    const now = new Map<string, CategoryName>();
    const refused: string[] = [];
    await classifyTable(
      {
        criteria,
        asOf: parseDay(`${file.slice(0, 7)}-${DAYS[index]}`)!,
        open: (refuse) =>
          openTable(io.readBytes(file), {
            file,
            encoding: null,
            delimiter: null,
            sheet: null,
            refuse,
            report: ({ message }) => refused.push(message.en),
          }),
        report: ({ message }) => refused.push(message.en),
        refuse: ({ message }) => refused.push(message.en),
        previous: (id) => before.get(id) ?? null,
      },
      () => ({
        take: ({ facts, verdict }) => {
          const id = factText(facts, criteria.idField.slot)!;
          if (verdict.kind === 'decided') now.set(id, verdict.category);
          const letter = verdict.kind === 'decided' ? verdict.category[0]! : 'u';
          months.set(id, (months.get(id) ?? '').padEnd(index, '-') + letter);
        },
      }),
    );
    expect(refused).toEqual([]);
    // Who is undetermined stays what it was.
    before = new Map([...[...before].filter(([id]) => months.get(id)?.[index] === 'u'), ...now]);
  }
  return [...months].map(([id, letters]) => [id, letters.padEnd(12, '-')]);
}
