import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { factText } from '../../src/fields/facts.ts';
import { openTable } from '../../src/table/open-table.ts';
import type { Diagnostic } from '../../src/text/diagnostic.ts';
import { type ClassifiedCustomer, checkCustomers, classifyTable } from '../../src/verdict/classify-table.ts';
import { criterionOf } from '../../src/verdict/verdict.ts';
import { compileText } from '../criteria/compile-text.ts';

const HEAD = `fields:
  customer_id: { type: id }
  parent_id: { type: text, optional: true }
  customer_name: { type: text, optional: true }
  business_unit: { type: text, optional: true }
  status: { type: choice, values: [active, closed], optional: true }
  revenue: { type: money }
  prior_revenue: { type: money, missing: 0 }
  units_sold: { type: number, optional: true }
  on_time: { type: percent, optional: true, in_group: smallest }
  last_order: { type: date, optional: true }
  partner: { type: flag, optional: true }
`;

const RULES = `derived:
  growth: (revenue - prior_revenue) / prior_revenue
  idle_days: days_since(last_order)
scores:
  value: [{ fact: revenue, weight: 1, quantiles: 4 }, { fact: growth, weight: 2, scale: [0%, 50%], missing: 0 }]
priority: [lost, key, target, normal]
categories:
  lost: { when: { any: [{ status: closed }, { idle_days: { more_than: 300 } }] } }
  key:
    when:
      any:
        - { id: large, revenue: { at_least: 100 }, growth: { at_least: 10% } }
        - { id: top, revenue: { top: 2, per: business_unit } }
        - { id: score, value: { at_least: 70 }, on_time: { at_least: 95% } }
  target: { when: { units_sold: { more_than: 50 }, partner: yes } }
  normal: { when: otherwise }
`;

const COLUMNS =
  'customer_id,parent_id,customer_name,business_unit,status,revenue,prior_revenue,units_sold,on_time,last_order,partner';

interface Run {
  readonly rows: readonly string[];
  readonly sites: readonly string[];
  readonly said: readonly Diagnostic[];
  readonly refused: readonly string[];
  readonly customers: number | null;
}

/** Each customer with its category, what decided and what it lacks; each row with its customer. */
async function classify(criteria: string, csv: string, setsAside = false): Promise<Run> {
  const compiled = await compileText(criteria);
  const said: Diagnostic[] = [];
  const refused: string[] = [];
  const report = (one: Diagnostic): number => said.push(one);
  const read = await classifyTable(
    {
      criteria: compiled,
      asOf: 20_000,
      report,
      setsAside,
      refuse: ({ code }, { cells }) => refused.push(`${cells[0]} ${code}`),
      open: (refuse) => {
        async function* bytes(): AsyncGenerator<Uint8Array> {
          yield Buffer.from(csv);
        }
        return openTable(bytes(), {
          file: 'x.csv',
          encoding: null,
          delimiter: ',',
          report: () => {},
          refuse,
        });
      },
    },
    () => {
      const rows: string[] = [];
      const sites: string[] = [];
      return {
        rows,
        sites,
        take: ({ facts, verdict, criteria: own }: ClassifiedCustomer): void => {
          const lacks =
            verdict.kind === 'undetermined' ? verdict.lacks.map(({ name }) => name).join('+') : '';
          const category = verdict.kind === 'decided' ? verdict.category : '?';
          rows.push(`${factText(facts, own.idField.slot)} ${category} ${criterionOf(verdict)} ${lacks}`);
        },
        site: (
          { facts }: Pick<ClassifiedCustomer, 'facts'>,
          { group, verdict }: ClassifiedCustomer,
        ): void => {
          const category = verdict.kind === 'decided' ? verdict.category : '?';
          sites.push(`${factText(facts, 0)} ${group?.id ?? '-'} ${category}`);
        },
      };
    },
  );
  return {
    rows: read?.taken.rows ?? [],
    sites: read?.taken.sites ?? [],
    said,
    refused,
    customers: read?.customers.customers ?? null,
  };
}

const GROUPED = `group: { by: parent_id }\n${HEAD}${RULES}`;
const PLAIN = `${HEAD}${RULES}`;

interface Site {
  readonly revenue: number | null;
  readonly prior: number | null;
  readonly sold: number | null;
  readonly onTime: number | null;
  readonly day: number | null;
  readonly partner: boolean | null;
  readonly unit: string | null;
  readonly status: string | null;
}

const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | null> =>
  fc.option(arbitrary, { nil: null, freq: 4 });

// Cents, so that sums in doubles would be off.
const site: fc.Arbitrary<Site> = fc.record({
  revenue: maybe(fc.integer({ min: -500, max: 12_000 })),
  prior: maybe(fc.integer({ min: 0, max: 12_000 })),
  sold: maybe(fc.integer({ min: 0, max: 60 })),
  onTime: maybe(fc.integer({ min: 90, max: 100 })),
  day: maybe(fc.integer({ min: 19_600, max: 19_999 })),
  partner: maybe(fc.boolean()),
  unit: maybe(fc.constantFrom('North', 'South')),
  status: maybe(fc.constantFrom('active', 'closed')),
});

const groups = fc.array(fc.array(site, { minLength: 1, maxLength: 5 }), { minLength: 1, maxLength: 8 });

const cents = (amount: number | null): string => (amount === null ? '' : (amount / 100).toFixed(2));
const day = (number: number | null): string =>
  number === null ? '' : new Date(number * 86_400_000).toISOString().slice(0, 10);
const flag = (value: boolean | null): string => (value === null ? '' : value ? 'yes' : 'no');

function line(id: string, parent: string, one: Site): string {
  const { revenue, prior, sold, onTime, unit, status } = one;
  const percent = onTime === null ? '' : `${onTime}%`;
  return [
    id,
    parent,
    `Name of ${id}`,
    unit ?? '',
    status ?? '',
    cents(revenue),
    cents(prior),
    sold ?? '',
    percent,
    day(one.day),
    flag(one.partner),
  ].join(',');
}

const known = <T>(values: readonly (T | null)[]): T[] => values.filter((value): value is T => value !== null);
const added = (values: readonly (number | null)[]): number | null =>
  known(values).length === 0 ? null : known(values).reduce((sum, value) => sum + value, 0);
const ownElseShared = (values: readonly (string | null)[]): string | null => {
  const [own] = values;
  const others = new Set(known(values));
  return own ?? (others.size === 1 ? [...others][0]! : null);
};
const most = (values: readonly (number | null)[]): number | null =>
  known(values).length === 0 ? null : Math.max(...known(values));

// By hand: what a person would put into the row of a group.
function addUp(sites: readonly Site[]): Site {
  const low = most(sites.map(({ onTime }) => (onTime === null ? null : -onTime)));
  const flags = known(sites.map(({ partner }) => partner));
  return {
    revenue: added(sites.map(({ revenue }) => revenue)),
    // A blank is 0 by the field's default.
    prior: added(sites.map(({ prior }) => prior ?? 0)),
    sold: added(sites.map(({ sold }) => sold)),
    onTime: low === null ? null : -low,
    day: most(sites.map((one) => one.day)),
    partner: flags.length === 0 ? null : flags.includes(true),
    unit: ownElseShared(sites.map(({ unit }) => unit)),
    status: ownElseShared(sites.map(({ status }) => status)),
  };
}

describe('groups of companies', () => {
  it('come to what a file of groups comes to, whatever the order of the rows', async () => {
    await fc.assert(
      fc.asyncProperty(groups, fc.integer({ min: 1, max: 1000 }), async (all, seed) => {
        const rows = all.flatMap((sites, group) =>
          sites.map((one, at) =>
            // Each row is the child of the head or of the row before it.
            line(`G${group}-${at}`, at === 0 ? '' : `G${group}-${at % 2 === 0 ? at - 1 : 0}`, one),
          ),
        );
        const shuffled = rows
          .map((row, at) => ({ row, key: ((at + 1) * seed * 7919) % 104_729 }))
          .sort((one, other) => one.key - other.key || (one.row < other.row ? -1 : 1))
          .map(({ row }) => row);
        const folded = all.map((sites, group) => line(`G${group}-0`, '', addUp(sites)));
        const expected = await classify(PLAIN, `${COLUMNS}\n${folded.join('\n')}\n`);
        const found = await classify(GROUPED, `${COLUMNS}\n${shuffled.join('\n')}\n`);
        expect(found.rows.toSorted()).toEqual(expected.rows.toSorted());
        expect(found.customers).toBe(all.length);
        expect(found.sites.map((one) => one.split(' ')[0])).toEqual(shuffled.map((row) => row.split(',')[0]));
      }),
      { numRuns: 60 },
    );
  });

  const classifySmall = (by: string, rows: string, setsAside = false): Promise<Run> =>
    classify(
      `group: { ${by} }\nfields:\n  customer_id: { type: id }\n  parent: { type: text, optional: true }\n` +
        '  customer_name: { type: text, optional: true }\n  revenue: { type: money }\n' +
        'categories:\n  key: { when: { revenue: { at_least: 10 } } }\n  normal: { when: otherwise }\n',
      `customer_id,parent,customer_name,revenue\n${rows}\n`,
      setsAside,
    );

  it('give each row the category of its group, in the order of the file', async () => {
    const { sites, rows } = await classifySmall('by: parent', 'B,A,b,6\nC,,c,1\nA,,a,4');
    expect(rows).toEqual(['C normal otherwise ', 'A key key-1 ']);
    expect(sites).toEqual(['B A key', 'C C normal', 'A A key']);
  });

  it.each<readonly [string, string, string, string]>([
    ['a circle', 'by: parent', 'A,B,a,1\nB,A,b,1', 'group-cycle'],
    ['names where ids are looked for', 'by: parent', 'A,,Group,1\nB,Group,b,1', 'parent-names'],
    [
      'two rows of one name',
      'by: parent, matches: customer_name',
      'A,,G,1\nB,G,b,1\nC,,G,1',
      'shared-parent',
    ],
    ['ids that a spreadsheet shortened', 'by: parent', 'A,1.2E+17,a,1\nB,1.2E+17,b,1', 'bad-cell'],
    ['a word for no parent', 'by: parent', 'A,N/A,a,1\nB,N/A,b,1', 'bad-cell'],
    ['zeros for no parent', 'by: parent', 'A,000,a,1\nB,000,b,1', 'bad-cell'],
    ['an id among names', 'by: parent, matches: customer_name', 'A,,G,1\nB,A,b,1\nC,G,c,1', 'shared-parent'],
  ])('stop at %s', async (_, by, rows, code) => {
    const { said, customers } = await classifySmall(by, rows);
    expect(said.map((one) => `${one.severity} ${one.code}`)).toEqual([`error ${code}`]);
    expect(customers).toBeNull();
  });

  it('go by a parent that is zero, where that is a row', async () => {
    const { said, rows } = await classifySmall('by: parent', '0,,a,6\nB,0,b,5');
    expect(said).toEqual([]);
    expect(rows).toEqual(['0 key key-1 ']);
  });

  it('go by what no row of the file is, too', async () => {
    const { rows } = await classifySmall('by: parent', 'A,Concern,a,6\nB,Concern,b,5\nC,Other,c,1');
    expect(rows).toEqual(['Concern key key-1 ', 'Other normal otherwise ']);
  });

  it.each(['c1', '0C1', 'Ｃ1', 'C\u200b1'])(
    'do not take the parent %j for the customer C1',
    async (parent) => {
      const { said, rows } = await classifySmall('by: parent', `C1,,a,9\nD,,b,1\nB,${parent},c,9`);
      expect(said.map(({ code, severity }) => `${severity} ${code}`)).toEqual(['warning look-alike-ids']);
      expect(rows).toHaveLength(3);
    },
  );

  it('go by names where the criteria say so', async () => {
    const { rows } = await classifySmall(
      'by: parent, matches: customer_name',
      '1,Group,Group,6\n2,Group,Site,5\n3,,Alone,1',
    );
    expect(rows).toEqual(['1 key key-1 ', '3 normal otherwise ']);
  });

  it('are set aside as a whole when a row of theirs cannot be read', async () => {
    const { rows, sites, refused, said, customers } = await classifySmall(
      'by: parent',
      'A,,a,6\nB,A,b,much\nC,B,c,5\nD,,d,1\nE,D,e,2,3',
      true,
    );
    expect([rows, sites, customers]).toEqual([[], [], 0]);
    expect(refused).toEqual([
      'E ragged-row',
      'B bad-cell',
      'A incomplete-group',
      'C incomplete-group',
      'D incomplete-group',
    ]);
    expect(said.map(({ code }) => code)).toEqual(['lost-site', 'incomplete-group']);
  });

  it('lose a customer that stands alone and twice only once', async () => {
    const { rows, refused, said, customers } = await classifySmall(
      'by: parent',
      'A,,a,6\nA,,a,60\nC,,c,1',
      true,
    );
    expect([rows, customers]).toEqual([['A normal otherwise ', 'C normal otherwise '], 2]);
    expect([refused, said]).toEqual([['A duplicate-customer'], []]);
  });

  it('are set aside when a row of theirs stands twice', async () => {
    const { rows, refused } = await classifySmall('by: parent', 'A,,a,6\nB,A,b,6\nB,A,b,6\nC,,c,1', true);
    expect(rows).toEqual(['C normal otherwise ']);
    expect(refused).toEqual(['B duplicate-customer', 'A incomplete-group', 'B incomplete-group']);
  });
});

it('reads the file of groups once, and once more for its rows', async () => {
  const criteria = await compileText(GROUPED);
  let looks = 0;
  async function* bytes(): AsyncGenerator<Uint8Array> {
    looks += 1;
    yield Buffer.from(`${COLUMNS}\n${line('A', '', addUp([]))}\n`);
  }
  const quiet = { report: () => {}, refuse: () => {} };
  const customers = await checkCustomers({
    criteria,
    asOf: 0,
    ...quiet,
    open: (refuse) => openTable(bytes(), { file: 'x', encoding: null, delimiter: ',', ...quiet, refuse }),
  });
  for await (const _ of customers!.classify()) expect(looks).toBe(1);
  for await (const _ of customers!.sites()) expect(looks).toBe(2);
});
