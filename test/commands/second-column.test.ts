import { expect, it } from 'vitest';
import { runClassify } from '../../src/commands/classify/run.ts';
import { memoryIo } from './memory-io.ts';

// Of two columns with one name the second, wherever a column is looked for.
const CRITERIA = `input: { leave_out: [{ customer_id: ["X*"] }], keep: [{ customer_id: [Total Energies] }] }
fields:
  customer_id: { type: id, columns: ["Name#2"] }
  revenue: { type: money, currency_column: "Currency#2" }
categories:
  key: { when: { revenue: { at_least: 20 } } }
  normal: { when: otherwise }
`;
const ROWS =
  'Name,Name,Currency,Currency,revenue\nno,A,USD,EUR,10\nno,X1,USD,EUR,40\nno,Total Energies,CNY,EUR,30\n';

it('leaves rows out, keeps them and tells currencies by the second column of a name', async () => {
  const io = memoryIo({ 'x.yaml': CRITERIA, 'c.csv': `Customers\n${ROWS}` });
  expect(await runClassify('c.csv', { criteria: 'x.yaml', lang: 'en', prefix: '', format: 'csv' }, io)).toBe(
    0,
  );
  expect(io.written()).toBe(
    'Name,Name,Currency,Currency,revenue,category,criterion,undetermined_because\n' +
      'no,A,USD,EUR,10,normal,otherwise,\nno,Total Energies,CNY,EUR,30,key,key-1,\n',
  );
});
