import { expect, it } from 'vitest';
import { openTable } from '../../src/table/open-table.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { type ClassifiedCustomer, classifyTable } from '../../src/verdict/classify-table.ts';
import { compileText } from '../criteria/compile-text.ts';

const HEAD = 'fields:\n  customer_id: { type: id }\n  revenue: { type: money }\n';
const ABSOLUTE = `${HEAD}categories:\n  key: { when: { revenue: { at_least: 5 } } }\n  normal: { when: otherwise }\n`;
const RANKED = `${HEAD}categories:\n  key: { when: { revenue: { top: 1 } } }\n  normal: { when: otherwise }\n`;

/** What the sink holds in the end, how often the file was opened, and what was said. */
async function classify(criteria: string, csv: string) {
  const compiled = await compileText(criteria);
  const said: string[] = [];
  const say = ({ code, at }: Diagnostic): number => said.push(`${code} ${'line' in at ? at.line : '-'}`);
  let looks = 0;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    looks += 1;
    yield Buffer.from(csv);
  }
  const options = { file: 'x.csv', encoding: null, delimiter: ',', report: say, refuse: say };
  const read = await classifyTable(
    {
      criteria: compiled,
      asOf: 0,
      report: say,
      refuse: say,
      open: (refuse) => openTable(bytes(), { ...options, report: () => {}, refuse }),
    },
    () => {
      const rows: string[] = [];
      const take = ({ record, verdict }: ClassifiedCustomer): void => {
        rows.push(`${record.cells[0]} ${verdict.kind === 'decided' ? verdict.category : '?'}`);
      };
      return { take, rows };
    },
  );
  return { taken: read!.taken.rows, looks, said };
}

it.each([
  ['absolute criteria', ABSOLUTE, 'A,9\nB,1', ['A key', 'B normal'], 1, []],
  ['relative criteria', RANKED, 'A,9\nB,1', ['A key', 'B normal'], 2, []],
  ['the same id twice', ABSOLUTE, 'A,9\nB,1\nA,2', ['A key', 'B normal'], 3, ['duplicate-customer 4']],
  ['the same id, ranked', RANKED, 'A,1\nB,2\nA,9', ['A normal', 'B key'], 4, ['duplicate-customer 4']],
  ['ids that look alike', ABSOLUTE, 'a1,9\nA1,1', ['a1 key', 'A1 normal'], 2, ['look-alike-ids 3']],
  ['full width', ABSOLUTE, 'A1,9\nＡ１,1', ['A1 key', 'Ａ１ normal'], 2, ['look-alike-ids 3']],
  [
    'a zero-width space',
    ABSOLUTE,
    'A1,9\nA\u200b1,1',
    ['A1 key', 'A\u200b1 normal'],
    2,
    ['look-alike-ids 3'],
  ],
  ['leading zeros', ABSOLUTE, '001,9\n1,1', ['001 key', '1 normal'], 1, []],
  ['a bad cell', ABSOLUTE, 'A,x\nB,1', ['B normal'], 1, ['bad-cell 2']],
  ['no customers', ABSOLUTE, '', [], 1, ['no-customers -']],
])('looks as often as it must at %s', async (_, criteria, rows, taken, looks, said) => {
  expect(await classify(criteria, `customer_id,revenue\n${rows}\n`)).toEqual({ taken, looks, said });
});
