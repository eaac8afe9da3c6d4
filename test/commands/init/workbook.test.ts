import { expect, it, vi } from 'vitest';
import { runInit } from '../../../src/commands/init/run.ts';
import { memoryIo } from '../memory-io.ts';

const parse = vi.hoisted(() => vi.fn());

vi.mock('../../../src/table/read-xml-spreadsheet.ts', () => ({ readXmlSpreadsheet: parse }));

it('parses a spreadsheet once, however often its rows are looked at', async () => {
  const lines = Array.from({ length: 9 }, (_, at) => [`C${at % 3}`, `2026-0${1 + (at % 6)}-01`, 50 * at]);
  const rows = [['Customer No', 'Order Date', 'Amount'], ...lines, [], ['C7', '2026-01-01', 4]];
  parse.mockImplementation(() => [{ name: 'A', rows }]);
  const file = '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">';
  const io = memoryIo({ 'orders.xls': file });
  await runInit('orders.xls', { lang: 'en', output: 'k.yaml', asOf: '2026-06-30' }, io);
  expect(String(io.files.get('k.yaml'))).toContain('all 10 cells');
  expect(parse).toHaveBeenCalledTimes(1);
});
