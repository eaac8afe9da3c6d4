import { afterEach, describe, expect, it } from 'vitest';
import { readOverrides } from '../../src/book/overrides.ts';
import { parseDay } from '../../src/fields/day.ts';
import { createTestBook, type TestBook } from './book-folder.ts';

const AS_OF = parseDay('2026-06-30')!;
const HEADER = 'customer_id,category,reason,author,expires\n';
let book: TestBook;
afterEach(() => book.clear());

async function read(text: string | Uint8Array) {
  book = await createTestBook();
  await book.put('overrides.csv', text);
  const { inForce, diagnostics } = await readOverrides(await book.folder(), AS_OF);
  return {
    inForce: [...inForce.values()].map(({ id, category, expires }) => [id, category, expires - AS_OF]),
    problems: diagnostics.map(({ code, severity, at }) => [
      code,
      severity,
      at.kind === 'cell' ? [at.line, at.column] : at.kind,
    ]),
  };
}

describe('overrides', () => {
  it('are none without a file', async () => {
    book = await createTestBook();
    expect((await readOverrides(await book.folder(), AS_OF)).inForce.size).toBe(0);
  });

  it.each<[string, string | Uint8Array]>([
    ['as we would write them', `${HEADER}C1,key,new market,Ann Lee,2026-07-01\n`],
    [
      'with a BOM, semicolons and CRLF',
      `\ufeff${HEADER}C1,key,new market,Ann Lee,2026/7/1\n`.replaceAll(',', ';').replaceAll('\n', '\r\n'),
    ],
    ['in Chinese', '客户编号,类别,原因,填写人,有效期至\nC1,大客户,新市场,李安,2026年7月1日\n'],
    [
      'in Chinese, as Excel saves it there',
      // GB18030 of the lines above.
      Buffer.from(
        'bfcdbba7b1e0bac52cc0e0b1f02cd4add2f22ccceed0b4c8cb2cd3d0d0a7c6dad6c10a43312cb4f3bfcdbba72cd0c2cac0b3a12cc0eeb0b22c323032362d372d310a',
        'hex',
      ),
    ],
    [
      'as a German spreadsheet saves it',
      Buffer.from(
        `${HEADER}C1,key,Strategie für die EU,Jörg Weiß,01.07.2026\n`.replaceAll(',', ';'),
        'latin1',
      ),
    ],
    [
      'in Chinese without Chinese words of ours, as Excel saves it there',
      Buffer.concat([
        Buffer.from(`${HEADER}C1,key,`),
        Buffer.from('d0c2cad0b3a1', 'hex'),
        Buffer.from(',Ann,2026-07-01\n'),
      ]),
    ],
    [
      'in Chinese with a rare name, as Excel saves it there',
      // 客户编号,类别,原因,填写人,有效期至 and 李玥, whose second byte is below A1.
      Buffer.concat([
        Buffer.from('bfcdbba7b1e0bac52cc0e0b1f02cd4add2f22ccceed0b4c8cb2cd3d0d0a7c6dad6c10a', 'hex'),
        Buffer.from('43312c6b65792c77', 'hex'),
        Buffer.from('2cc0eeab682c323032362d30372d30310a', 'hex'),
      ]),
    ],
    [
      'with other columns, in another order',
      'note,expires,author,reason,category,id\nx,2026-07-01,Ann,because,KEY,C1\n',
    ],
  ])('are read %s', async (_, text) => {
    expect(await read(text)).toEqual({ inForce: [['C1', 'key', 1]], problems: [] });
  });

  it.each([
    ['no reason', 'C1,key,,Ann,2026-07-01', 'reason'],
    ['no author', 'C1,key,why,,2026-07-01', 'author'],
    ['no expiry', 'C1,key,why,Ann,', 'expires'],
    ['no category', 'C1,,why,Ann,2026-07-01', 'category'],
    ['no customer', ',key,why,Ann,2026-07-01', 'customer_id'],
    ['a category of its own', 'C1,vip,why,Ann,2026-07-01', 'category'],
    ['a day of two readings', 'C1,key,why,Ann,01/07/2026', 'expires'],
  ])('with %s are errors', async (_, row, column) => {
    expect(await read(`${HEADER}${row}\n`)).toEqual({
      inForce: [],
      problems: [['bad-override', 'error', [2, column]]],
    });
  });

  it.each(['31/12/2026', '12/31/2026', '31.12.2026', '31.12.26'])(
    'end on a day written as %s',
    async (day) => {
      const { inForce, problems } = await read(`${HEADER}C1,key,why,Ann,${day}\n`);
      expect(inForce).toEqual(day.endsWith('.26') ? [] : [['C1', 'key', 184]]);
      expect(problems).toHaveLength(day.endsWith('.26') ? 1 : 0);
    },
  );

  it('name everything that a row lacks, and every row', async () => {
    const { problems } = await read(`${HEADER}C1,key,,,\nC2,key,why,Ann,2026-13-01\n`);
    expect(problems.map(([, , at]) => at)).toEqual([
      [2, 'reason'],
      [2, 'author'],
      [2, 'expires'],
      [3, 'expires'],
    ]);
  });

  it('hold on their last day, and are warned of on the day after', async () => {
    const text = `${HEADER}C1,key,why,Ann,2026-06-30\nC2,key,why,Ann,2026-06-29\n`;
    expect(await read(text)).toEqual({
      inForce: [['C1', 'key', 0]],
      problems: [['expired-override', 'warning', [3, 'expires']]],
    });
  });

  it('stand once for a customer, but beside one that is over', async () => {
    const text = `${HEADER}C1,key,why,Ann,2026-01-01\nC1,lost,why,Ann,2026-12-31\nC1,key,why,Bo,2026-12-31\n`;
    expect(await read(text)).toEqual({
      inForce: [['C1', 'lost', 184]],
      problems: [
        ['expired-override', 'warning', [2, 'expires']],
        ['bad-override', 'error', [4, 'customer_id']],
      ],
    });
  });

  it('need all of their columns', async () => {
    expect(await read('customer_id,category,reasons,author\nC1,key,why,Ann\n')).toEqual({
      inForce: [],
      problems: [
        ['bad-override', 'error', [1, null]],
        ['bad-override', 'error', [1, null]],
      ],
    });
  });

  it.each([
    ['a row too short', `${HEADER}C1,key\n`, 'truncated-file'],
    ['an open quote', `${HEADER}"C1,key,why,Ann,2026-12-31\n`, 'open-quote'],
    ['no text', '', 'empty-file'],
  ])('with %s are refused', async (_, text, code) => {
    const { problems } = await read(text.replace(/\n$/, code === 'truncated-file' ? '' : '\n'));
    expect(problems.map(([found]) => found)).toEqual([code]);
  });

  it('without a header are told the one to write', async () => {
    book = await createTestBook({ 'overrides.csv': '' });
    const { diagnostics } = await readOverrides(await book.folder(), 0);
    expect(diagnostics[0]!.help!.en).toBe(`write ${HEADER.trim()} into its first line, or delete the file`);
  });
});
