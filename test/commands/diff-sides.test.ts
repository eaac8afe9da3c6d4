import { expect, it } from 'vitest';
import type { DiffFlags } from '../../src/commands/diff/command.ts';
import { runDiff } from '../../src/commands/diff/run.ts';
import { memoryIo } from './memory-io.ts';

const BASE = `name: Base
#input
fields:
  customer_id: { type: id }
  business_unit: { type: text, optional: true }
  region: { type: text, optional: true }
  revenue: { type: money }
#more
#units
categories:
  key: { when: { any: [{ id: large, revenue: { at_least: 1000 } }] } }
  normal: { when: otherwise }
priority: [key, normal]
`;
const TOP = ['revenue: { at_least: 1000 }', 'revenue: { top: 1 }'] as const;

function edit(...pairs: readonly (readonly [string, string])[]): string {
  return pairs.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`not there: ${from}`);
    return text.replace(from, () => to);
  }, BASE);
}

interface DiffJson {
  readonly changes: readonly { readonly path: readonly string[] }[];
  readonly matrix: readonly { readonly from: string; readonly to: string }[];
  readonly movements: readonly {
    readonly customer_id: string;
    readonly from: string;
    readonly to: string;
    readonly revenue: number | null;
    readonly causes: readonly {
      readonly kind: string;
      readonly changes?: readonly number[];
      readonly fields?: readonly { readonly field: string; readonly from: unknown; readonly to: unknown }[];
    }[];
  }[];
}

async function diff(files: Readonly<Record<string, string>>, flags: Partial<DiffFlags>): Promise<DiffJson> {
  const io = memoryIo(files);
  const all: DiffFlags = {
    format: 'json',
    lang: 'en',
    keyLost: true,
    quiet: true,
    criteria: 'after.yaml',
    asOf: '2026-06-30',
    ...flags,
  };
  await runDiff('after.csv', all, io);
  return JSON.parse(io.written()) as DiffJson;
}

// Each movement with its causes: changes of criteria by their path, own data by field.
function movesOf({ movements, changes }: DiffJson): string[] {
  return movements.map(({ customer_id, from, to, causes }) => {
    const why = causes.map((cause) => {
      const paths = (cause.changes ?? []).map((index) => changes[index]!.path.join(' '));
      const fields = (cause.fields ?? []).map((one) => `${one.field} ${one.from} ${one.to}`);
      return [cause.kind, ...paths, ...fields].join(': ');
    });
    return `${customer_id} ${from} ${to}: ${why.join(' + ')}`;
  });
}

it.each<[string, { before: string; after: string; csv: string; unit?: string }, string[]]>([
  [
    'another decimal sign',
    {
      before: BASE,
      after: edit(['#input', 'input: { decimal: "," }']),
      csv: 'customer_id,revenue\nA,"1,200"\nB,900\n',
    },
    ['A key normal: criteria: input decimal'],
  ],
  [
    'another decimal sign under a rank',
    {
      before: edit(TOP),
      after: edit(TOP, ['#input', 'input: { decimal: "," }']),
      csv: 'customer_id,revenue\nA,"1,200"\nB,900\n',
    },
    ['B normal key: criteria: input decimal', 'A key normal: criteria: input decimal'],
  ],
  [
    'units by another field',
    {
      before: edit(['#units', 'units: { by: region, criteria: { North: unit.yaml } }']),
      after: edit(['#units', 'units: { by: business_unit, criteria: { North: unit.yaml } }']),
      unit: 'categories: { key: { when: { any: [{ id: small, revenue: { at_least: 10 } }] } } }\n',
      csv: 'customer_id,business_unit,region,revenue\nA,North,South,20\nB,South,South,20\n',
    },
    ['A normal key: criteria: units by'],
  ],
  [
    'units by another field, under a rank',
    {
      before: edit(TOP, ['#units', 'units: { by: region, criteria: { North: unit.yaml } }']),
      after: edit(TOP, ['#units', 'units: { by: business_unit, criteria: { North: unit.yaml } }']),
      unit: 'name: North\n',
      csv: 'customer_id,business_unit,region,revenue\nA,North,North,20\nB,South,North,30\nC,East,East,40\n',
    },
    ['A normal key: criteria: units by', 'B key normal: criteria: units by'].reverse(),
  ],
  [
    'a unit that ranks its own customers',
    {
      before: edit(TOP),
      after: edit(TOP, ['#units', 'units: { by: business_unit, criteria: { North: unit.yaml } }']),
      unit: 'name: North\n',
      csv: 'customer_id,business_unit,revenue\nA,North,20\nB,South,30\n',
    },
    ['A normal key: criteria: units criteria'],
  ],
])('%s is a change that moves customers', async (_, { before, after, csv, unit }, expected) => {
  const files = { 'after.csv': csv, 'before.yaml': before, 'after.yaml': after, 'unit.yaml': unit ?? '' };
  expect(movesOf(await diff(files, { againstCriteria: 'before.yaml' }))).toEqual(expected);
  // The other way round, the same customers move for the same reason.
  const turned = { ...files, 'before.yaml': after, 'after.yaml': before };
  const back = movesOf(await diff(turned, { againstCriteria: 'before.yaml' }));
  const mirrored = expected.map((line) => line.replace(/^(\S+) (\S+) (\S+):/, '$1 $3 $2:'));
  expect(back.sort()).toEqual(mirrored.sort());
});

it('names the data of a column that only the older criteria read', async () => {
  const files = {
    'before.csv': 'customer_id,revenue,sales\nA,1500,900\nB,10,10\n',
    'after.csv': 'customer_id,revenue,sales\nA,900,900\nB,10,10\n',
    'before.yaml': BASE,
    'after.yaml': edit(['revenue: { type: money }', 'revenue: { type: money, columns: [sales] }']),
  };
  const found = await diff(files, { against: 'before.csv', againstCriteria: 'before.yaml' });
  expect(movesOf(found)).toEqual(['A key normal: data: revenue 1500 900 + criteria: fields revenue']);
});

it('says the revenue of today where revenue is a derived value', async () => {
  const criteria = edit(
    ['  revenue: { type: money }', '  sales: { type: money }'],
    ['#more', 'derived: { revenue: sales * 1 }'],
  );
  const files = {
    'before.csv': 'customer_id,sales\nA,1500\nB,10\n',
    'after.csv': 'customer_id,sales\nA,900\nB,10\n',
    'after.yaml': criteria,
  };
  const found = await diff(files, { against: 'before.csv' });
  expect(found.movements.map(({ customer_id, revenue }) => [customer_id, revenue])).toEqual([['A', 900]]);
});

it('says the same whatever the order of the rows', async () => {
  const rows = ['A,1500', 'B,10', 'C,700', 'D,1000'];
  const say = async (order: readonly string[]): Promise<unknown> => {
    const { matrix, movements } = await diff(
      {
        'after.csv': `customer_id,revenue\n${order.join('\n')}\n`,
        'before.yaml': BASE,
        'after.yaml': edit(['at_least: 1000', 'at_least: 700']),
      },
      { againstCriteria: 'before.yaml' },
    );
    return { matrix, movements };
  };
  expect(await say([...rows].reverse())).toEqual(await say(rows));
});

it('sets aside unreadable rows of both exports, says so, and compares nobody who stands in them', async () => {
  const io = memoryIo({
    'before.csv': 'customer_id,revenue\nA,much\nB,10\nC,10\nE,10\n',
    'after.csv': 'customer_id,revenue\nA,10\nB,10\nC,2,3\nD,10\n',
    'after.yaml': BASE,
  });
  const flags: DiffFlags = {
    format: 'json',
    lang: 'en',
    keyLost: true,
    quiet: true,
    criteria: 'after.yaml',
    asOf: '2026-06-30',
    against: 'before.csv',
    rejects: 'bad.csv',
  };
  await runDiff('after.csv', flags, io);
  expect(JSON.parse(io.written())).toMatchObject({
    before: { rejected_rows: 1 },
    after: { rejected_rows: 1 },
    movements: [
      { customer_id: 'D', from: 'absent' },
      { customer_id: 'E', to: 'absent' },
    ],
  });
  expect(JSON.parse(io.written()).movements).toHaveLength(2);
  // Each side counts who is there, whoever cannot be compared.
  expect(JSON.parse(io.written())).toMatchObject({ before: { count: 3 }, after: { count: 3 } });
  const lines = String(io.files.get('bad.csv')).split('\n');
  expect(lines.map((line) => line.split(',').slice(0, 2).join())).toEqual([
    'file,line',
    'before.csv,2',
    'after.csv,4',
    '',
  ]);
});

it('knows whose row it is that a quote has broken', async () => {
  const io = memoryIo({
    'before.csv': 'customer_id,name,revenue\nA,a,10\nB,b,10\n',
    'after.csv': 'customer_id,name,revenue\nA,a,10\nB,"b"c,10\n',
    'after.yaml': BASE,
  });
  const flags: DiffFlags = {
    format: 'json',
    lang: 'en',
    keyLost: true,
    quiet: true,
    criteria: 'after.yaml',
    asOf: '2026-06-30',
    against: 'before.csv',
    rejects: 'bad.csv',
  };
  await runDiff('after.csv', flags, io);
  expect(JSON.parse(io.written())).toMatchObject({ movements: [], after: { rejected_rows: 1 } });
});

it('says which criteria ask for a column that is not there', async () => {
  const files = {
    'after.csv': 'customer_id,revenue\nA,10\n',
    'before.yaml': edit(['revenue: { type: money }', 'revenue: { type: money, columns: [sales] }']),
    'after.yaml': BASE,
  };
  const failed = diff(files, { againstCriteria: 'before.yaml' });
  await expect(failed).rejects.toMatchObject({
    diagnostics: [
      { code: 'missing-column', message: { en: expect.stringContaining('as the older criteria ask') } },
    ],
  });
});
