import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Field } from '../../src/fields/field.ts';
import { DAY_FORM, numberForm, type PlainForm, readPlain } from '../../src/fields/plain-cell.ts';
import { BLANK, openCellColumns, type PlainBounds } from '../../src/fields/read-cells.ts';
import { beginsAsText, isPlainText } from '../../src/fields/text-cell.ts';
import type { CsvRow } from '../../src/table/csv-row.ts';
import { openBlocks } from '../../src/table/read-csv.ts';
import { fieldOf } from './fields.ts';

const MOST = 128;
const NO_ROWS = new Int32Array(0);
const ANY: PlainBounds = { least: -Infinity, most: Infinity, upTo: -Infinity };

function rowsOf(cells: readonly string[]): readonly CsvRow[] {
  const lines = cells.map((cell, at) => `${at % 3 === 0 ? `"${cell}"` : cell};${'x'.repeat(at % 7)}\n`);
  return [...openBlocks(';')(Buffer.from(lines.join('')))].flat();
}

// What is found in the first column, row after row; undefined where a cell is odd.
function readAll<T>(
  rows: readonly CsvRow[],
  read: (columns: NonNullable<ReturnType<typeof openCellColumns>>) => {
    readonly found: ArrayLike<T>;
    readonly odd: Int32Array;
  },
): (T | undefined)[] {
  const columns = openCellColumns(MOST, [0])!;
  const all: (T | undefined)[] = [];
  for (let at = 0; at < rows.length; ) {
    const count = columns.hold(rows, at, MOST);
    expect(count).toBeGreaterThan(0);
    const { found, odd } = read(columns);
    for (let row = 0; row < count; row += 1) all.push(odd.includes(row) ? undefined : found[row]);
    at += count;
  }
  return all;
}

const digits = (maxLength: number) =>
  fc.string({ unit: fc.constantFrom(...'0123456789'), minLength: 1, maxLength });
const number = fc
  .tuple(
    fc.constantFrom('', '', '-'),
    digits(17),
    fc.option(fc.tuple(fc.constantFrom('.', ','), digits(17))),
    fc.constantFrom('', '', '%'),
  )
  .map(([sign, whole, rest, percent]) => `${sign}${whole}${rest?.join('') ?? ''}${percent}`);
const cell = fc.oneof(
  { weight: 4, arbitrary: number },
  {
    weight: 1,
    arbitrary: fc.constantFrom('', '-', '.5', '5.', '-0', '0.00', '1.2.3', '1,234.50', '--1', '0%', '%'),
  },
  { weight: 1, arbitrary: fc.string({ unit: fc.constantFrom(...'0159.,-%+ e\u0000/:中'), maxLength: 20 }) },
);
const cells = fc.array(cell, { minLength: 1, maxLength: 300 });

const form = fc
  .tuple(
    fc.constantFrom<Partial<Field> & Pick<Field, 'type'>>(
      { type: 'number' },
      { type: 'money', scale: 4 },
      { type: 'percent' },
      { type: 'percent', formats: ['percent'] },
      { type: 'percent', formats: ['fraction'] },
    ),
    fc.constantFrom('.' as const, ',' as const, 'any' as const),
  )
  .map(([field, decimal]) => numberForm(fieldOf(field), { decimal }));

function isSimple({ decimal, isClear, isPercent, unsigned }: PlainForm, text: string): boolean {
  const point = !isClear ? '' : `(?:\\${decimal}\\d+)?`;
  const percent = isPercent ? (unsigned ? '%?' : '%') : '';
  return new RegExp(`^-?\\d+${point}${percent}$`).test(text) && text.replace(/\D/g, '').length <= 15;
}

test('reads numbers as they are read one by one, and all that are digits and a sign', () => {
  fc.assert(
    fc.property(cells, form, (texts, own) => {
      const found = readAll(rowsOf(texts), (columns) => columns.readNumbers(0, own, ANY, 7));
      for (const [at, text] of texts.entries()) {
        const bytes = Buffer.from(text);
        const alone = text === '' ? 7 : readPlain(own, bytes, 0, bytes.length);
        if (found[at] !== undefined) expect([text, found[at]]).toEqual([text, alone]);
        else expect([text, isSimple(own, text)]).toEqual([text, false]);
      }
    }),
  );
});

const day = fc
  .tuple(fc.integer({ min: 0, max: 2400 }), fc.integer({ min: 0, max: 13 }), fc.integer({ min: 0, max: 32 }))
  .map(([year, month, date]) =>
    [String(year).padStart(4, '0'), String(month).padStart(2, '0'), String(date).padStart(2, '0')].join('-'),
  );

test('reads days as they are read one by one, and all that the calendar has', () => {
  const texts = fc.array(fc.oneof(day, cell, fc.constantFrom('2026/06/30', '2026-6-30', '2026-06-3x')), {
    minLength: 1,
    maxLength: 300,
  });
  fc.assert(
    fc.property(texts, (texts) => {
      const found = readAll(rowsOf(texts), (columns) => columns.readNumbers(0, DAY_FORM, ANY, Number.NaN));
      for (const [at, text] of texts.entries()) {
        const bytes = Buffer.from(text);
        const alone = readPlain(DAY_FORM, bytes, 0, bytes.length);
        const isOdd = text !== '' && Number.isNaN(alone);
        expect([text, found[at]]).toEqual([text, isOdd ? undefined : alone]);
      }
    }),
  );
});

test('leaves numbers that are not within bounds', () => {
  const texts = ['1', '2', '3', '4', '5', ''];
  const readWithin = (bounds: PlainBounds): (number | undefined)[] =>
    readAll(rowsOf(texts), (columns) =>
      columns.readNumbers(0, numberForm(fieldOf({ type: 'number' }), { decimal: '.' }), bounds, 0),
    );
  expect(readWithin({ least: 2, most: 4, upTo: -Infinity })).toEqual([undefined, 2, 3, 4, undefined, 0]);
  expect(readWithin({ least: 1, most: 5, upTo: 1 })).toEqual([undefined, 2, 3, 4, 5, 0]);
});

test('finds the texts that are read later', () => {
  const part = fc.constantFrom(...'aZ09 +:/@[`{-_.~\u007f\u001f\tü中ー', 'abcdefghijklmnop');
  const texts = fc.array(
    fc.array(part, { maxLength: 6 }).map((parts) => parts.join('')),
    { minLength: 1, maxLength: 300 },
  );
  fc.assert(
    fc.property(texts, fc.boolean(), (texts, isWhole) => {
      const found = readAll(rowsOf(texts), (columns) => columns.readTexts(0, isWhole));
      for (const [at, text] of texts.entries()) {
        const bytes = Buffer.from(text);
        const isPlain = (isWhole ? isPlainText : beginsAsText)(bytes, 0, bytes.length);
        expect([text, found[at]]).toEqual([text, text === '' ? 0 : isPlain ? 1 : undefined]);
      }
    }),
  );
});

test('gives each word a place, as long as no other has it', () => {
  const word = fc.string({ unit: fc.constantFrom('a', 'b', '中', '\0'), maxLength: 34 });
  fc.assert(
    fc.property(
      fc.array(word, { minLength: 1, maxLength: 20 }),
      fc.array(fc.nat(), { minLength: 1, maxLength: 300 }),
      (words, order) => {
        const texts = order.map((at) => words[at % words.length]!);
        const places = readAll(rowsOf(texts), (columns) => ({ found: columns.readWords(0), odd: NO_ROWS }));
        const wordAt = new Map<number, string>();
        for (const [at, text] of texts.entries()) {
          const place = places[at]!;
          if (text === '') expect(place).toBe(BLANK);
          else if (place < 0) expect([text, place]).toEqual([text, -2]);
          else {
            expect(place).toBeLessThan(64);
            expect(wordAt.get(place) ?? text).toBe(text);
            wordAt.set(place, text);
          }
        }
        // Places are free in the beginning.
        const first = texts[0]!;
        expect(places[0]! >= 0).toBe(first !== '' && Buffer.byteLength(first) <= 32);
        for (const text of wordAt.values())
          expect(new Set(places.filter((_, at) => texts[at] === text)).size).toBe(1);
      },
    ),
  );
});

test('takes as many rows together as there is room for, and none that stands elsewhere', () => {
  const columns = openCellColumns(MOST, [0])!;
  const [long] = rowsOf([`a${'b'.repeat(600_000)}`]);
  expect(columns.hold([long!], 0, 1)).toBe(0);
  const wide = rowsOf(Array.from({ length: MOST }, () => 'c'.repeat(10_000)));
  const held = columns.hold(wide, 0, MOST);
  expect(held).toBeGreaterThan(10);
  expect(held).toBeLessThan(MOST);
  const rows = rowsOf(['1', '2', '3', '4']);
  expect(columns.hold(rows, 1, 3)).toBe(3);
  rows[2]!.detach();
  expect(columns.hold(rows, 0, 4)).toBe(2);
  expect(columns.hold([rows[0]!, rows[3]!], 0, 2)).toBe(1);
});
