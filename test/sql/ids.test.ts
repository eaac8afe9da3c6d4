import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { leaveOutTest } from '../../src/criteria/input.ts';
import { noCustomerOf } from '../../src/criteria/no-customer.ts';
import { tidy } from '../../src/fields/fold.ts';
import { NOBODY_WORDS } from '../../src/fields/unknown-cell.ts';
import {
  type Customers,
  criteriaIn,
  customersIn,
  evaluate,
  openEngines,
  problemsText,
  queryOf,
  SEEDS,
  sourceIn,
  textOfQuery,
  verdictsOf,
} from './agreement/engines.ts';

const engines = openEngines();

const FIELDS = `fields:
  customer_id: { type: id }
  unit: { type: text }
  revenue: { type: money }
priority: [key, normal]
categories:
  key: { when: { revenue: { at_least: 100 } } }
  normal: { when: otherwise }
`;
const criteriaWith = (input: string) => criteriaIn(`name: ids\ninput: ${input}\n${FIELDS}`);

// Labels, what stands around them, and what looks nearly like them.
const WORDS =
  'Total TOTALS GRAND sub sum Suma Summe ZWISCHENSUMME Gesamtergebnis SOUS-TOTAL Overall Result % of Totaal Général ' +
  'ＴＯＴＡＬ Toplam Genel TOPLAM İ ı ИТОГО всего 합계 総計 合计 合　计 汇 总 金额 小 计 额 ∑ Σ σ ς * ** Totali TOTALİ ſum ' +
  'Page Seite von 第 页 共 条 (14 rows) Printed by exported on © Copyright Applied filters: 制表人： 审 核 日期 ： ' +
  '0 7 12 ３ A Ｂ é x Müller 张三 张 三 ( ) - / . , _ & \\ GmbH Energies NA nan ＮＡ tbd';
const PARTS = [
  ...NOBODY_WORDS,
  ...WORDS.split(' '),
  'Printed by',
  'Erstellt am',
  ' ',
  ' ',
  '\u3000',
  '\u00a0',
  '\u2009',
];
const parts = (most: number) => fc.array(fc.constantFrom(...PARTS), { minLength: 1, maxLength: most });
const id = fc.oneof(
  fc.constantFrom(...PARTS),
  parts(5).map((all) => all.join('')),
  fc
    .tuple(parts(3), fc.constantFrom('large', 'small', 'wide', 'apart'))
    .map(([all, how]) => changed(all.join(' '), how)),
);

function changed(text: string, how: string): string {
  switch (how) {
    case 'large':
      return text.toUpperCase();
    case 'small':
      return text.toLowerCase();
    case 'wide':
      return text.replaceAll(/[!-~]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) + 0xfee0));
    default:
      return `  ${text} `;
  }
}

const idsOf = (seed: number, count: number): string[] => [
  ...new Set(fc.sample(id, { seed, numRuns: count }).filter((text) => tidy(text) !== '')),
];
const UNITS = ['North', 'ＮＯＲＴＨ', 'south-west', null, ' '];
const customersWith = (ids: readonly string[]): Customers => ({
  columns: [
    { name: 'customer_id', type: 'text' },
    { name: 'unit', type: 'text' },
    { name: 'revenue', type: 'decimal' },
  ],
  rows: ids.map((text, at) => [text, UNITS[at % UNITS.length]!, at % 7 === 0 ? null : String(at % 200)]),
});

describe('ids that name no customer', () => {
  it.each(SEEDS)('are refused as keyaccounts does, for the same reason, drawn with seed %i', async (seed) => {
    const criteria = (await criteriaWith('{}'))!;
    const ids = idsOf(seed, 3000);
    const expected = ids.map((text) => noCustomerOf(tidy(text)));
    expect(new Set(expected).size).toBe(4);
    for (const engine of engines) {
      await engine.load(customersWith(ids));
      const { query } = queryOf(criteria, engine.name);
      const verdicts = await engine.rows(textOfQuery(query!, engine.name));
      const because = new Map(verdicts.map((row) => [row[0], row[3]]));
      const problems = await engine.rows(problemsText(criteria, engine.name, 'typed'));
      const reasons = new Map(
        problems.flatMap(([text, , , reason]) => {
          const kind = /looks like a (\w+)/.exec(String(reason))?.[1];
          return kind === undefined ? [] : [[text, kind]];
        }),
      );
      const found = ids.map((text) =>
        because.get(text) === 'unreadable: customer_id' ? reasons.get(text) : null,
      );
      const differing = ids.filter((_, at) => found[at] !== expected[at]);
      expect(differing.map((text) => `AGREE_SEED=${seed} ${engine.name} ${JSON.stringify(text)}`)).toEqual(
        [],
      );
      expect(reasons.size).toBe(expected.filter((kind) => kind !== null).length);
    }
  });
});

describe('rows that criteria leave out or keep', () => {
  const RULES = [
    '{ customer_id: ["Total*", "合计*", "*gmbh", "张三", "\\\\*", "É*x"] }',
    '{ customer_id: ["张 三", "GENEL toplam*", "σ*", "İ*"] }',
    '{ customer_id: [unknown, "n/a"], unit: [blank, "NORTH"] }',
    '{ unit: ["south*", "ＮＯＲＴＨ"] }',
    '{ revenue: blank }',
  ];

  it.each(SEEDS)('are those of an export, drawn with seed %i', async (seed) => {
    // Each rule leaves one of the first out, whatever is drawn; that in the first row is of the unit North.
    const ids = [...new Set(['n/a', '张 三', 'Total 1', ...idsOf(seed, 1500)])];
    const customers = customersWith(ids);
    const header = customers.columns.map(({ name }) => name);
    for (const rule of RULES) {
      const criteria = (await criteriaWith(
        `{ leave_out: [${rule}], keep: [${rule.replace('blank', 'x')}] }`,
      ))!;
      const rest = (await criteriaWith(`{ keep: [${rule.replace('blank', '"1"')}] }`))!;
      const isLeftOut = leaveOutTest(criteria.input.leaveOut, header)!;
      const rows = customers.rows.filter((cells) => !isLeftOut(rowOf(cells)));
      const isKept = leaveOutTest(rest.input.keep, header)!;
      expect(rows.length).toBeLessThan(customers.rows.length);
      for (const engine of engines) {
        await engine.load(customers, 'text');
        const left = await verdictsOf(engine, queryOf(criteria, engine.name, 'text').query!);
        expect(left.map(idIn).sort()).toEqual(rows.map(([text]) => text!).sort());
        const kept = await verdictsOf(engine, queryOf(rest, engine.name, 'text').query!);
        const expected = customers.rows.filter(
          (cells) => noCustomerOf(tidy(cells[0]!)) !== null && !isKept(rowOf(cells)),
        );
        expect(
          kept
            .filter((line) => line.endsWith('unreadable: customer_id'))
            .map(idIn)
            .sort(),
        ).toEqual(expected.map(([text]) => text!).sort());
      }
    }
  });
});

function rowOf(cells: readonly (string | null)[]) {
  const all = cells.map((cell) => cell ?? '');
  return { cells: all, cell: (column: number) => all[column] ?? '' };
}

function idIn(line: string): string {
  return line.slice(
    0,
    line.lastIndexOf(': - by ') >= 0
      ? line.lastIndexOf(': - by ')
      : line.search(/: (?:key|normal|undetermined) by /),
  );
}

describe('order lines whose customer is none', () => {
  const criteria = `name: lines
tables:
  orders:
    customer: customer
    input: { leave_out: [{ product: [freight, "test*"] }, { customer: blank }], keep: [{ customer: [Total Energies, Sum] }] }
    fields: { amount: { type: money }, product: { type: text, optional: true } }
fields:
  customer_id: { type: id }
  revenue: { from: orders, sum: amount }
input: { keep: [{ customer_id: [Total*] }] }
priority: [key, normal]
categories:
  key: { when: { revenue: { at_least: 100 } } }
  normal: { when: otherwise }
`;
  const orders = `customer,amount,product
A,60,goods
A,40,
A,900,Freight
Total Energies,100,goods
Total Mix,100,goods
Total,160,goods
Sum,5,goods
Sub-Total,7,TESTED
,160,goods
`;
  const loaded = async () => {
    const own = (await criteriaIn(criteria))!;
    const lines = customersIn(orders, own.tables[0]!);
    for (const engine of engines) await engine.load(lines, 'typed', 'orders');
    return own;
  };

  it('are counted for nobody, and are listed', async () => {
    const own = await loaded();
    for (const engine of engines) {
      await engine.load(customersIn('customer_id\nA\nTotal Energies\nTotal Mix\nSum\n', own));
      expect(await verdictsOf(engine, queryOf(own, engine.name).query!)).toEqual([
        'A: key by key-1',
        'Sum: - by -, lacks unreadable: customer_id',
        'Total Energies: key by key-1',
        'Total Mix: - by -, lacks unreadable: orders.customer',
      ]);
      const problems = await engine.rows(problemsText(own, engine.name, 'typed'));
      expect(
        problems.map(([id, field, , reason]) => [id, field, String(reason).slice(0, 28)]).sort(),
      ).toEqual([
        ['Sum', 'customer_id', 'the id looks like a total, n'],
        ['Total Mix', 'orders.customer', 'the id looks like a total, n'],
        ['Total', 'orders', 'lines of a customer who is n'],
        ['Total', 'orders.customer', 'the id looks like a total, n'],
      ]);
    }
  });

  it('are customers who cannot be read, where everybody who has a line is one', async () => {
    const own = await loaded();
    for (const engine of engines) {
      const source = { ...sourceIn('typed'), table: ['orders'], ofLines: true };
      expect(await verdictsOf(engine, queryOf(own, engine.name, 'typed', { source }).query!)).toEqual([
        'A: key by key-1',
        'Sum: - by -, lacks unreadable: customer_id',
        'Total Energies: key by key-1',
        'Total Mix: - by -, lacks unreadable: orders.customer',
        'Total: - by -, lacks unreadable: orders.customer',
      ]);
    }
  });
});

it('ids that a spreadsheet shortened are refused', async () => {
  const own = (await criteriaWith('{}'))!;
  for (const engine of engines) {
    await engine.load(customersWith(['1.2E+11', ' 1e+5', '1E5', '12E+5', '+1E+5']));
    const found = await verdictsOf(engine, queryOf(own, engine.name).query!);
    expect(found.filter((line) => line.endsWith('unreadable: customer_id')).map(idIn)).toEqual([
      ' 1e+5',
      '1.2E+11',
    ]);
    const problems = await engine.rows(problemsText(own, engine.name, 'typed'));
    expect(problems.map(([id, , , reason]) => [id, String(reason).slice(0, 34)]).sort()).toEqual([
      [' 1e+5', 'a spreadsheet shortened a long id:'],
      ['1.2E+11', 'a spreadsheet shortened a long id:'],
    ]);
  }
});

it('rows are not told by the text of a number', async () => {
  const own = (await criteriaWith('{ leave_out: [{ revenue: ["0"] }] }'))!;
  const { query, problems } = queryOf(own, 'duckdb');
  expect(query).toBeNull();
  expect(problems).toEqual(['"revenue": its column holds no texts that rows could be told by']);
  expect(queryOf(own, 'duckdb', 'text').problems).toEqual([]);
});

describe('texts that stand for blanks and zeros', () => {
  const criteria = `name: blanks
input: { blanks: ["N/A", "-", Ｘ, "É"], zeros: [nil, "-0-"] }
fields:
  customer_id: { type: id }
  unit: { type: text, blanks: [none, "1900-01-01"] }
  state: { type: choice, values: { active: ["x-"], closed: [] }, missing: closed }
  revenue: { type: money, missing: 5 }
  prior: { type: money, blanks: ["999"] }
  day: { type: date, blanks: ["1900-01-01"] }
  is_new: { type: flag }
derived: { growth: (revenue - prior) / prior }
priority: [lost, key, target, normal]
categories:
  lost: { when: { state: closed, day: { before: 2000-01-01 } } }
  key: { when: { growth: { at_least: 0 } } }
  target: { when: { any: [{ unit: { present: yes } }, { is_new: yes }] } }
  normal: { when: otherwise }
`;
  const CELLS = [
    ['North', 'none', 'None ', 'N/A', '-', 'Ｎ／Ａ', '', 'x', 'é', '1900-01-01'],
    ['active', 'x-', 'X', '-', 'n/a', 'closed', ''],
    ['100', '0', '999', 'N/A', ' - ', 'x', 'nil', 'NIL', '-0-', ''],
    ['100', '5', '999', 'n/a', '-', '0', 'Nil', '', '100.00'],
    ['2026-06-01', '1900-01-01', '1900-01-02', '-', 'n/a', ''],
    ['yes', 'no', '-', 'ｎ/ａ', ''],
  ];
  const NAMES = ['unit', 'state', 'revenue', 'prior', 'day', 'is_new'];
  const rows = fc.array(fc.tuple(...CELLS.map((cells) => fc.constantFrom(...cells))), {
    minLength: 150,
    maxLength: 150,
    size: 'max',
  });

  it.each(SEEDS)('are those of an export, drawn with seed %i', async (seed) => {
    const own = (await criteriaIn(criteria))!;
    for (const form of ['text', 'typed'] as const) {
      const [drawn] = fc.sample(rows, { seed, numRuns: 1 });
      const customers: Customers = {
        columns: ['customer_id', ...NAMES].map((name, at) => ({
          name,
          type: form === 'text' ? 'text' : TYPES[at]!,
        })),
        rows: [['n/A'], ['É'], ...drawn!.map((_, at) => [`C${at}`])].map(([name], at) => [
          name!,
          ...NAMES.map((_, column) => {
            const cell = drawn![at % drawn!.length]![column]!;
            const isBad = form === 'typed' && !FITS[TYPES[column + 1]!].test(cell);
            return cell === '' || isBad ? null : cell;
          }),
        ]),
      };
      const expected = await evaluate(own, customers);
      expect(new Set(expected.map((line) => line.split(' ')[1])).size).toBeGreaterThan(4);
      for (const engine of engines) {
        await engine.load(customers, form);
        const found = await verdictsOf(engine, queryOf(own, engine.name, form).query!);
        expect(found.map((line) => line.replace(/lacks unreadable: .*/, 'lacks unreadable'))).toEqual(
          expected,
        );
        const problems = await engine.rows(problemsText(own, engine.name, form));
        expect(
          problems.filter(([id]) => !/^C/.test(String(id))).map(([id, , , reason]) => [id, reason]),
        ).toEqual([
          ['n/A', 'the row has no id'],
          ['É', 'the row has no id'],
        ]);
        expect(new Set(problems.map(([id]) => id)).size).toBe(
          expected.filter((line) => line.endsWith('unreadable')).length,
        );
      }
    }
  });
});

const TYPES = ['text', 'text', 'text', 'decimal', 'decimal', 'date', 'flag'] as const;
const FITS = { text: /./, decimal: /^[\d.]+$/, date: /^\d{4}-\d{2}-\d{2}$/, flag: /^(?:yes|no)$/ };
