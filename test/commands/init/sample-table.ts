import { runClassify } from '../../../src/commands/classify/run.ts';
import { runInit } from '../../../src/commands/init/run.ts';
import { csvRecord } from '../../../src/table/write-csv.ts';
import { memoryIo } from '../memory-io.ts';

/** A column of customers as it is meant: amounts and shares in plain digits, days as 2026-06-30. */
interface SampleColumn {
  readonly name: string;
  readonly cells: readonly string[];
}

const ROWS = `C1001,Aldwick Tools,active,6400000,5300000,1400000,2026-05-12,97
C1002,Brennan Foods,active,12500000,12100000,1900000,2026-06-02,95
C1003,Castor Pumps,active,820000,1900000,-90000,2025-12-21,91
C1004,Dorfmann AG,active,310000.5,280000,61000,2026-04-15,99
C1005,Elbow Street,active,2100000,1500000,520000,2026-05-30,96
C1006,Fjord Marine,active,5600000,5700000,800000,2026-03-21,93
C1007,Gantry Systems,prospect,0,0,,,
C1008,Harbour Ltd,active,145000,151000,22000.25,2026-02-19,98
C1009,Inlet Works,active,990000,870000,210000,2026-06-10,97
C1010,Jonas & Co,closed,4300000,4400000,900000,2025-07-03,88
C1011,Kestrel,active,760000,740000,160000,2026-05-01,94
C1012,Lindqvist,active,58000,61000,9000,2025-09-14,90`
  .split('\n')
  .map((line) => line.split(','));

/** Twelve customers with all that a starter file can use. */
const SAMPLE: readonly SampleColumn[] = [
  'customer_id',
  'customer_name',
  'status',
  'revenue',
  'prior_revenue',
  'gross_profit',
  'last_order',
  'on_time_rate',
].map((name, at) => ({ name, cells: ROWS.map((cells) => cells[at]!) }));

/** The kinds of columns that exports write in many ways. */
const AMOUNTS: ReadonlySet<string> = new Set(['revenue', 'prior_revenue', 'gross_profit']);

/** How the cells of some columns are written; those that are not named stand as they are, percents with a sign. */
export type Writers = Readonly<Record<string, (cell: string, row: number) => string>>;

/** The sample as the rows of a table, the header first. */
export function sampleRows(
  writers: Writers = {},
  headers: Readonly<Record<string, string>> = {},
): string[][] {
  const write = SAMPLE.map(({ name }) => writers[name] ?? (name === 'on_time_rate' ? percent : plain));
  return [
    SAMPLE.map(({ name }) => headers[name] ?? name),
    ...ROWS.map((_, row) =>
      SAMPLE.map(({ cells }, at) => (cells[row] === '' ? '' : write[at]!(cells[row]!, row))),
    ),
  ];
}

/** Rows as a CSV file. */
export function csvOf(rows: readonly (readonly string[])[], delimiter = ','): string {
  return rows.map((cells) => `${csvRecord(cells, delimiter)}\n`).join('');
}

/** The same for the three columns of amounts. */
export function amounts(write: (cell: string, row: number) => string): Writers {
  return Object.fromEntries([...AMOUNTS].map((name) => [name, write]));
}

function plain(cell: string): string {
  return cell;
}

function percent(cell: string): string {
  return `${cell}%`;
}

/** The criteria that init writes for a file, and what it says. */
export async function tryInit(
  file: string | Uint8Array,
  flags: { readonly encoding?: string; readonly delimiter?: string } = {},
): Promise<{ readonly text: string; readonly said: string }> {
  const io = memoryIo({ 'c.csv': file });
  await runInit('c.csv', { lang: 'en', output: 'k.yaml', ...flags }, io);
  return { text: String(io.files.get('k.yaml')), said: io.said() };
}

/** Each customer's category by its id under criteria, with the warnings; refusals are thrown. */
export async function verdictsOf(
  file: string | Uint8Array,
  criteria: string,
): Promise<{ readonly verdicts: Readonly<Record<string, string>>; readonly said: string }> {
  const io = memoryIo({ 'c.csv': file, 'k.yaml': criteria });
  await runClassify('c.csv', { criteria: 'k.yaml', format: 'ndjson', prefix: '', lang: 'en' }, io);
  const customers = io
    .written()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  return {
    verdicts: Object.fromEntries(customers.map((one) => [one.customer_id, one.category])),
    said: io.said(),
  };
}

/** What init and then classify make of a file. */
export async function initAndClassify(file: string | Uint8Array): Promise<{
  readonly text: string;
  readonly said: string;
  readonly verdicts: Readonly<Record<string, string>>;
}> {
  const { text, said } = await tryInit(file);
  return { text, said, verdicts: (await verdictsOf(file, text)).verdicts };
}
