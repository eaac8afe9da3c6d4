import { expect, it } from 'vitest';
import { runClassify } from '../../../src/commands/classify/run.ts';
import { memoryIo } from '../memory-io.ts';

const CRITERIA = `name: Test
fields:
  customer_id: { type: id }
  revenue: { type: money }
scores:
  worth: [{ fact: revenue, weight: 1, scale: [0, 10] }]
categories:
  key: { when: { any: [{ id: "=1+1", worth: { at_least: 50 } }] } }
  normal: { when: otherwise }
`;
const FLAGS = { criteria: 'k.yaml', format: 'csv', prefix: '', lang: 'en' } as const;

async function classified(criteria: string, raw: boolean): Promise<string> {
  const io = memoryIo({ 'k.yaml': criteria, 'c.csv': 'customer_id,revenue\nA,7\n' });
  await runClassify('c.csv', { ...FLAGS, raw }, io);
  return io.written();
}

it.each([
  [false, "A,7,key,'=1+1,,70"],
  [true, 'A,7,key,=1+1,,70'],
])(
  'writes no id of a criterion that a spreadsheet would run as a formula, unless raw is %s',
  async (raw, row) => {
    expect((await classified(CRITERIA, raw)).split('\n')[1]).toBe(row);
  },
);

it.each(['category', 'criterion'])('refuses a score called %s, as another added column is', async (name) => {
  await expect(classified(CRITERIA.replaceAll('worth', name), false)).rejects.toMatchObject({
    diagnostics: [expect.objectContaining({ code: 'taken-column' })],
  });
});

it('shows no control codes of cells on a terminal, and writes them elsewhere as they were', async () => {
  const file = 'customer_id,revenue,note\r\nA,7,"Ü\x1b[31m\x07\x9b1m\n\t"\r\n';
  const row = (note: string): string =>
    `customer_id,revenue,note,category,criterion,undetermined_because,worth\r\nA,7,"${note}\n\t",normal,otherwise,,70\r\n`;
  const criteria = CRITERIA.replace('at_least: 50', 'at_least: 80');
  for (const [isTTY, note] of [
    [true, 'Ü␛[31m␇<U+009B>1m'],
    [false, 'Ü\x1b[31m\x07\x9b1m'],
  ] as const) {
    const io = memoryIo({ 'k.yaml': criteria, 'c.csv': file });
    await runClassify('c.csv', { ...FLAGS, excel: true }, { ...io, out: { ...io.out, isTTY } });
    expect(io.written()).toBe(`\ufeff${row(note)}`);
    // JSON writes of controls only those beyond ASCII as they are.
    const json = memoryIo({ 'k.yaml': criteria, 'c.csv': file.replace('\nA,', '\nA\x9b1m,') });
    await runClassify('c.csv', { ...FLAGS, format: 'ndjson' }, { ...json, out: { ...json.out, isTTY } });
    expect(json.written().includes('\x9b')).toBe(!isTTY);
  }
});

it.each([
  [{}, 'as of: 2026-06-30\n'],
  [{ lang: 'zh' }, '截至日期：2026-06-30\n'],
  [{ asOf: '2026-06-30' }, ''],
  [{ quiet: true }, ''],
] as const)('says the day that nobody told: %o', async (flags, said) => {
  const io = memoryIo({ 'k.yaml': CRITERIA, 'c.csv': 'customer_id,revenue\nA,7\n' });
  await runClassify('c.csv', { ...FLAGS, ...flags }, io);
  expect(io.said()).toBe(said);
});
