import fc from 'fast-check';
import { expect, it } from 'vitest';
import { InputError } from '../../../src/errors.ts';
import {
  amounts,
  csvOf,
  initAndClassify,
  sampleRows,
  tryInit,
  verdictsOf,
  type Writers,
} from './sample-table.ts';

// A clean table, written as an export may be, by init and then classify, gives the verdicts of the clean table; or a
// refusal whose help, applied, gives them.
const NAMES: Writers = {
  customer_name: (name) => name.replace('Jonas', 'Jürgen').replace('Lindqvist', 'Straße'),
};
const { verdicts: clean } = await initAndClassify(csvOf(sampleRows(NAMES)));

const grouped = (cell: string, group: string, decimal: string): string => {
  const [, minus, whole, fraction = ''] = /^(-?)(\d+)(?:\.(\d+))?$/.exec(cell)!;
  return `${minus}${whole!.replace(/\B(?=(\d{3})+$)/g, group)}${decimal}${fraction.padEnd(2, '0')}`;
};
const MONTHS = 'Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec'.split(' ');

const NUMBERS: Readonly<Record<string, (cell: string, row: number) => string>> = {
  plain: (cell) => cell,
  english: (cell) => grouped(cell, ',', '.'),
  german: (cell) => grouped(cell, '.', ','),
  french: (cell) => grouped(cell, '\u202f', ','),
  swiss: (cell) => grouped(cell, '’', '.'),
  mixed: (cell, row) => (row % 2 === 0 ? grouped(cell, '.', ',') : grouped(cell, ',', '.')),
  euros: (cell) => `${grouped(cell, '.', ',')} €`,
  dollars: (cell) => `$${grouped(cell, ',', '.')}`,
  brackets: (cell) => grouped(cell, ',', '.').replace(/^-(.*)/, '($1)'),
  'minus behind': (cell) => grouped(cell, '.', ',').replace(/^-(.*)/, '$1-'),
  letters: (cell) => (cell.startsWith('-') ? `${cell.slice(1)} Dr` : `${cell} Cr`),
  'two currencies': (cell, row) => (row % 2 === 0 ? `EUR ${cell}` : `USD ${Number(cell) * 2}`),
};
const DAYS: Readonly<Record<string, (y: string, m: string, d: string, row: number) => string>> = {
  plain: (y, m, d) => `${y}-${m}-${d}`,
  german: (y, m, d) => `${d}.${m}.${y}`,
  american: (y, m, d) => `${Number(m)}/${Number(d)}/${y}`,
  british: (y, m, d) => `${d}/${m}/${y}`,
  short: (y, m, d) => `${d}.${m}.${y.slice(2)}`,
  digits: (y, m, d) => `${y}${m}${d}`,
  named: (y, m, d) => `${d}-${MONTHS[Number(m) - 1]}-${y.slice(2)}`,
  chinese: (y, m, d) => `${y}年${Number(m)}月${Number(d)}日`,
  taiwan: (y, m, d) => `${Number(y) - 1911}/${m}/${d}`,
  timed: (y, m, d) => `${m}/${d}/${y} 3:05 PM`,
  serial: (y, m, d) => String(Date.parse(`${y}-${m}-${d}`) / 86_400_000 + 25_569),
  seconds: (y, m, d) => String(Date.parse(`${y}-${m}-${d}`) / 1000),
  month: (y, m) => `${y}-${m}`,
  quarter: (y, m) => `Q${Math.ceil(Number(m) / 3)} ${y}`,
  'two forms': (y, m, d, row) => (row % 2 === 0 ? `${y}${m}${d}` : `${d}.${m}.${y}`),
};
const ENCODINGS: Readonly<Record<string, (text: string) => Uint8Array | string>> = {
  'utf-8': (text) => text,
  'with a mark': (text) => `\ufeff${text}`,
  'utf-16': (text) => Buffer.from(`\ufeff${text}`, 'utf16le'),
  latin: (text) =>
    Buffer.from(text.replaceAll('\u202f', '\u00a0').replaceAll('’', "'").replaceAll('€', 'EUR'), 'latin1'),
};

const exported = fc.record({
  titles: fc.array(fc.constantFrom('Customer report', 'As of 2026-06-30', 'Filter: all'), { maxLength: 3 }),
  blankAbove: fc.boolean(),
  footers: fc.array(fc.constantFrom('Confidential', 'Page 1 of 1', '© 2026'), { maxLength: 2 }),
  total: fc.constantFrom(null, 'Total', 'Grand Total (12 records)', 'Gesamtsumme', '合计'),
  blank: fc.constantFrom('', 'N/A', 'NULL', '#N/A', '-', '–', '(blank)'),
  numbers: fc.constantFrom(...Object.keys(NUMBERS)),
  days: fc.constantFrom(...Object.keys(DAYS)),
  encoding: fc.constantFrom(...Object.keys(ENCODINGS)),
  delimiter: fc.constantFrom(',', ';', '\t', '|'),
});
type Exported = typeof exported extends fc.Arbitrary<infer T> ? T : never;

function write(how: Exported): Uint8Array | string {
  const writers = {
    ...NAMES,
    ...amounts(NUMBERS[how.numbers]!),
    last_order: (day: string, row: number) =>
      DAYS[how.days]!(...(day.split('-') as [string, string, string]), row),
  };
  const [header, ...rows] = sampleRows(writers);
  const filled = rows.map((cells) => cells.map((cell, at) => (cell === '' && at >= 5 ? how.blank : cell)));
  const total = how.total === null ? [] : [[how.total, '', '', ...filled[1]!.slice(3, 6), '', '']];
  const above = how.titles.length > 0 && how.blankAbove ? [...how.titles, ''] : how.titles;
  const below = how.footers.length === 0 ? [] : ['', ...how.footers];
  const table = csvOf([header!, ...filled, ...total], how.delimiter);
  const isChinese = how.days === 'chinese' || how.total === '合计' || how.footers.includes('© 2026');
  const encode =
    ENCODINGS[how.encoding === 'latin' && (isChinese || how.blank === '–') ? 'utf-8' : how.encoding]!;
  return encode([...above, table.trimEnd(), ...below, ''].join('\n'));
}

it('gives the verdicts of the clean table, however it is written', async () => {
  await fc.assert(
    fc.asyncProperty(exported, async (how) => {
      const file = write(how);
      const { text } = await untilRead((flags) => tryInit(file, flags));
      const rated = text.replace('RATE }', '0.5 }');
      // Rules whose amounts come from a part of the customers are those of another file.
      const { verdicts } = await verdictsOf(file, rated);
      if (how.numbers === 'two currencies') expect(Object.keys(verdicts)).toEqual(Object.keys(clean));
      else expect(verdicts).toEqual(clean);
    }),
    { numRuns: 60 },
  );
}, 30_000);

// Runs again with what a refusal's help says of the encoding or the delimiter.
async function untilRead<T>(
  run: (flags: { encoding?: string; delimiter?: string }) => Promise<T>,
): Promise<T> {
  const flags: { encoding?: string; delimiter?: string } = {};
  for (let tries = 0; ; tries += 1) {
    try {
      return await run(flags);
    } catch (error) {
      if (!(error instanceof InputError) || tries > 2) throw error;
      const help = error.diagnostics.map((one) => one.help?.en ?? '').join('\n');
      const [, flag, value] = /--(encoding|delimiter) ([\w-]+|"[^"]+"|\S)/.exec(help) ?? [];
      if (flag === undefined) throw error;
      flags[flag as 'encoding' | 'delimiter'] = value!.replaceAll('"', '');
    }
  }
}
