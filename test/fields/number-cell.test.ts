import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Field } from '../../src/fields/field.ts';
import { cellReader, exactDecimal } from '../../src/fields/parse-cell.ts';
import { fastNumber } from '../../src/fields/plain-cell.ts';
import { fieldOf, readCell } from './fields.ts';

describe('money cells', () => {
  it.each([
    ['0', '0'],
    ['-0.00', '0'],
    ['007', '7'],
    ['.5', '0.5'],
    ['12345.67', '12345.67'],
    ['1,234,567.80', '1234567.8'],
    ['1 234 567', '1234567'],
    ['1\u00a0234\u202f567', null],
    ['1\u202f234\u202f567', '1234567'],
    ["1'234'567.50", '1234567.5'],
    ['1’234', '1234'],
    [' \ufeff12\u200b ', '12'],
    ['(1,200.50)', '-1200.5'],
    ['$(1,200)', '-1200'],
    ['($1,200)', '-1200'],
    ['1200-', '-1200'],
    ['1,200.00- EUR', '-1200'],
    ['−5', '-5'],
    ['-$5', '-5'],
    ['$-5', '-5'],
    ['+5', '5'],
    ['€ 12.50', '12.5'],
    ['12.50 €', '12.5'],
    ['usd 5', '5'],
    ['CHF 1’000.05', '1000.05'],
    ['HK$5', '5'],
    ['1 200 kr', '1200'],
    ['$5 USD', '5'],
    ['¥500元', '500'],
    ['￥１，２３４．５０', '1234.5'],
    ['（５００）', '-500'],
    ['500万', '5000000'],
    ['1.2亿元', '120000000'],
    ['¥1,234.56万', '12345600'],
    ['人民币 5 万元', '50000'],
    ['300 万美元', '3000000'],
    ['5k', '5000'],
    ['1.25M', '1250000'],
    ['1.2bn', '1200000000'],
    ['1.2E+06', '1200000'],
    ['1.5e-3', '0.0015'],
    ['-1.25E+2', '-125'],
    ['123456789012345678.99', '123456789012345678.99'],
    ['$5 EUR', null],
    ['1,23', null],
    ['0,123', null],
    ['1.234,56', null],
    ['12,34,567', '1234567'],
    ['12,34,567.50', '1234567.5'],
    ['1,23,4567', null],
    ['1,2345', null],
    ['1234,567', null],
    ["1,234'567", null],
    ['1.2.3', null],
    ['5.', null],
    ['5²', null],
    ['½', null],
    ['--5', null],
    ['-(5)', null],
    ['((5))', null],
    ['5%', null],
    ['5 apples', null],
    ['5 ABC', null],
    ['50¢', null],
    ['5 days', null],
    ['1E+999', null],
    ['0x10', null],
    ['Infinity', null],
    ['1_000', null],
    ['="6400000"', '6400000'],
    [`'="6400000"`, '6400000'],
    ["'00123", '123'],
    ["'-75.63", '-75.63'],
    ['6,400,000,-', '6400000'],
    ['100.--', '100'],
    ['R$ 5', '5'],
    ['1.5 Mio.', '1500000'],
    ['850 Tsd. €', '850000'],
    ['2 Mrd', '2000000000'],
    ['3 lakh', '300000'],
    ['1.2 crore', '12000000'],
    ['$4 Million', '4000000'],
    ['$-', '0'],
    [' $-   ', '0'],
    ['- €', '0'],
    ['-', null],
    ['١٢٣٤', '1234'],
    ['₹१२३', '123'],
    ['๑๒', '12'],
  ])('reads "%s" as %s', (text, decimal) => {
    const field = fieldOf({ type: 'money' });
    expect(exactDecimal(text, field, { decimal: '.' })).toBe(decimal);
    const value = cellReader(field, { decimal: '.' })(text);
    if (decimal === null) expect(value).toMatchObject({ kind: 'problem' });
    else expect(value).toBe(Number(decimal));
  });

  it.each(['', ' ', '\u00a0\u3000\u200b', '\ufeff'])('takes %j for blank', (text) => {
    expect(readCell({ type: 'money' }, text)).toBeNull();
    expect(exactDecimal(text, fieldOf({ type: 'money' }), { decimal: '.' })).toBeNull();
  });

  it.each([
    ['1.234.567,80', 1234567.8],
    ['1.234', 1234],
    ['12,5', 12.5],
    ['1 234,5', 1234.5],
    ['1.200,00-', -1200],
    ['1,2E+06', 1200000],
  ])('with a decimal comma reads "%s" as %d', (text, value) => {
    expect(readCell({ type: 'money' }, text, ',')).toBe(value);
  });

  it.each([
    ['1,23', '.', /decimal: ","/],
    ['1.234,56', '.', /decimal: ","/],
    ['1.234.567', '.', /decimal: ","/],
    ['1,234,567', ',', /decimal: "\."/],
    ['1.5', ',', /decimal: "\."/],
    ['1,23,4567', '.', /every three digits/],
    ['5%', '.', /as percent/],
    ['$5 EUR', '.', /two currencies/],
    ['-', '.', /zeros: \["-"\].*blanks: \["-"\]/],
    ['－', '.', /zeros: \["－"\].*blanks: \["－"\]/],
    ['N/A', '.', /in the criteria: input: \{ blanks: \["N\/A"\] \}$/],
    ['n.a.', '.', /in the criteria: input: \{ blanks: \["n.a."\] \}$/],
    ['NULL', '.', /in the criteria: input: \{ blanks: \["NULL"\] \}$/],
    ['无', '.', /in the criteria: input: \{ blanks: \["无"\] \}$/],
    ['NaN', '.', /in the criteria: input: \{ blanks: \["NaN"\] \}$/],
    ['#DIV/0!', '.', /spreadsheet's own error/],
    ['#ref!', '.', /spreadsheet's own error/],
    ['########', '.', /too narrow/],
    ['9'.repeat(320), '.', /this large/],
  ] as const)('says how to mend "%s"', (text, decimal, help) => {
    expect(readCell({ type: 'money' }, text, decimal)).toMatch(help);
  });
});

describe('number and percent cells', () => {
  it.each([
    ['number', null, '1,234', 1234],
    ['number', null, '3万', 30000],
    ['percent', null, '95%', 0.95],
    ['percent', null, '95.5 %', 0.955],
    ['percent', null, '９５％', 0.95],
    ['percent', null, '(5%)', -0.05],
    ['percent', null, '1,200%', 12],
    ['percent', null, '0', 0],
    ['percent', null, '0.00', 0],
    ['percent', 'percent', '95', 0.95],
    ['percent', 'percent', '95%', 0.95],
    ['percent', 'percent', '0.5', 0.005],
    ['percent', 'fraction', '0.95', 0.95],
    ['percent', 'fraction', '95%', 0.95],
    ['percent', 'fraction', '-.5', -0.5],
  ] as const)('reads a %s (format %s) "%s" as %d', (type, format, text, value) => {
    expect(readCell({ type, formats: format === null ? [] : [format] }, text)).toBe(value);
  });

  it.each([
    ['number', '$5', /as money/],
    ['number', '5 EUR', /as money/],
    ['number', '5%', /as percent/],
    ['percent', '0.95', /format: fraction/],
    ['percent', '95', /format: percent/],
    ['percent', '$5', /as money/],
    ['percent', '5k%', /^! a percent/],
    ['percent', '5%%', /^! a percent/],
  ] as const)('refuses a %s "%s"', (type, text, problem) => {
    expect(readCell({ type }, text)).toMatch(problem);
  });

  it.each([
    [{ type: 'money', min: 0 }, '-0.01', /^! at least 0 /],
    [{ type: 'money', min: 0 }, '(5)', /^! at least 0 /],
    [{ type: 'percent', max: 0.07 }, '8%', /^! at most 7% /],
    [{ type: 'date', min: 0 }, '1969-12-31', /^! at least 1970-01-01 /],
  ] as const)('holds %j against "%s"', (field, text, problem) => {
    expect(readCell(field, text)).toMatch(problem);
  });
});

const decimalParts = fc.record({
  whole: fc.bigInt({ min: 0n, max: 10n ** 20n }).map(String),
  fraction: fc.stringMatching(/^\d{0,6}$/),
  negative: fc.constantFrom('', '-', '(', 'after', '−'),
  separator: fc.constantFrom('', ',', ' ', '\u00a0', '\u202f', "'", '’'),
  money: fc.constantFrom(
    ['', ''],
    ['$', ''],
    ['', ' EUR'],
    ['US$ ', ''],
    ['¥', '元'],
    ['', '€'],
    ['CNY ', ''],
  ),
  wide: fc.boolean(),
});

it('reads any decimal exactly, however it is dressed', () => {
  fc.assert(
    fc.property(decimalParts, ({ whole, fraction, negative, separator, money, wide }) => {
      const grouped = whole.replace(/\B(?=(\d{3})+$)/g, separator);
      const number = `${money[0]}${grouped}${fraction === '' ? '' : `.${fraction}`}${money[1]}`;
      const signed =
        negative === '(' ? `(${number})` : negative === 'after' ? `${number}-` : `${negative}${number}`;
      const text = wide ? widen(signed) : signed;
      const digits = fraction.replace(/0+$/, '');
      const plain = digits === '' ? whole : `${whole}.${digits}`;
      const exact = negative !== '' && plain !== '0' ? `-${plain}` : plain;
      const field = fieldOf({ type: 'money' });
      expect(exactDecimal(text, field, { decimal: '.' })).toBe(exact);
      expect(cellReader(field, { decimal: '.' })(text)).toBe(Number(exact));
    }),
  );
});

it('gives the same from the short way and the whole grammar', () => {
  const types: Field['type'][] = ['number', 'money', 'percent'];
  fc.assert(
    fc.property(
      fc.constantFrom(...types),
      fc.constantFrom('percent', 'fraction', null),
      fc.constantFrom('.' as const, ',' as const),
      fc.stringMatching(/^[$¥]?-?[\d.,0]{1,18}%?$/),
      (type, format, decimal, text) => {
        const field = fieldOf({ type, formats: type === 'percent' && format !== null ? [format] : [] });
        const exact = exactDecimal(text, field, { decimal });
        const value = cellReader(field, { decimal })(text);
        if (exact === null) expect(value).toMatchObject({ kind: 'problem' });
        else expect(value).toBe(Number(exact));
        const bytes = Buffer.from(text);
        const numbers = new Float64Array(1);
        const shift = format === 'percent' ? 2 : 0;
        fastNumber(numbers, 0, bytes, 0, bytes.length, decimal, type === 'percent', shift);
        const fast = numbers[0]!;
        if (!Number.isNaN(fast) && typeof value === 'number' && (field.formats[0] ?? null) === format)
          expect(fast).toBe(value);
      },
    ),
    { numRuns: 3000 },
  );
});

function widen(text: string): string {
  return text.replace(/[!-~]/g, (char) => String.fromCharCode(char.charCodeAt(0) + 0xfee0));
}
