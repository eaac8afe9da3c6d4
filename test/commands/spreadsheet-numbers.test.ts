import { writeXlsx } from 'hucre/xlsx';
import { expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import { memoryIo } from './memory-io.ts';

// Typed numbers beside texts, as a sheet has them into which somebody pasted an export of a German system.
const SHEET = await writeXlsx({
  sheets: [
    {
      name: 'Export',
      rows: [
        ['customer_id', 'revenue', 'margin'],
        ['typed', 1.234, 0.125],
        ['cents', 1234.5, 0.5],
        ['text', '1.234,50', 0.1],
        ['whole', 1234, 0],
      ],
      columns: [{}, {}, { numFmt: '0.0%' }],
    },
  ],
});

async function classify(input: string, revenue = '') {
  const criteria = `${input}fields:
  customer_id: { type: id }
  revenue: { type: money${revenue} }
  margin: { type: percent }
categories:
  key: { when: { revenue: { at_least: 1000 } } }
  normal: { when: otherwise }
`;
  const io = memoryIo({ 'c.xlsx': SHEET, 'k.yaml': criteria });
  const args = ['classify', 'c.xlsx', '-c', 'k.yaml', '--format', 'csv', '--quiet', '--as-of', '2026-06-30'];
  const code = await main(args, io);
  return { code, said: io.said(), rows: io.written().trim().split('\n').slice(1) };
}

it('reads the numbers of a sheet as numbers, whatever sign texts have before their decimals', async () => {
  const { code, said, rows } = await classify('input: { decimal: "," }\n');
  expect({ code, said }).toEqual({ code: 0, said: '' });
  expect(rows).toMatchInlineSnapshot(`
    [
      "typed,"1,234","12,5%",normal,otherwise,",
      "cents,"1234,5",50%,key,key-1,",
      "text,"1.234,50",10%,key,key-1,",
      "whole,1234,0%,key,key-1,",
    ]
  `);
});

it('takes no number of a sheet for thousands where each cell shows its own notation', async () => {
  const { code, said, rows } = await classify('input: { decimal: any }\n');
  expect({ code, said }).toEqual({ code: 0, said: '' });
  expect(rows).toMatchInlineSnapshot(`
    [
      "typed,1.2340,12.5%,normal,otherwise,",
      "cents,1234.5,50%,key,key-1,",
      "text,"1.234,50",10%,key,key-1,",
      "whole,1234,0%,key,key-1,",
    ]
  `);
});

it('refuses a number of a sheet where only its field has another sign', async () => {
  const { code, said } = await classify('', ', decimal: ","');
  expect(code).toBe(2);
  expect(said).toContain('found "1.2340"');
  expect(said).toContain('fields: { revenue: { decimal: any } }');
});
