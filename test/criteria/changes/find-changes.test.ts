import { expect, it } from 'vitest';
import { findChanges } from '../../../src/criteria/changes/find-changes.ts';
import type { Criteria } from '../../../src/criteria/criteria.ts';
import { readCriteriaSource } from '../../../src/criteria/read-criteria.ts';
import { printChange } from '../../../src/say/criteria-change.ts';
import { positionAt } from '../../../src/text/source.ts';
import { compileText } from '../compile-text.ts';

const BASE = `name: Base
version: "1"
fields:
  customer_id: { type: id }
  business_unit: { type: text }
  status: { type: choice, values: [active, closed] }
  revenue: { type: money }
  prior_revenue: { type: money }
  partner: { type: flag }
derived:
  growth: (revenue - prior_revenue) / prior_revenue
scores:
  value:
    - { fact: revenue, weight: 40, scale: [0, 5m] }
    - { fact: growth, weight: 60, bands: { 0%: 0, 10%: 50, 20%: 100 } }
priority: [lost, key, normal]
categories:
  lost: { when: { status: closed } }
  key:
    when:
      any:
        - { id: large, revenue: { at_least: 5m }, growth: { at_least: 15% } }
        - { id: partner, partner: yes, any: [{ revenue: { at_least: 1m } }, { value: { at_least: 70 } }] }
        - { revenue: { top: 20, per: business_unit } }
    stays_while: { value: { at_least: 50 } }
    capacity: 40
  normal: { when: otherwise }
duties: { review_every: 90 days }
checks:
  - { id: growing, for: key, expect: { growth: { at_least: 0% } } }
`;

async function changesOf(from: string, to: string): Promise<string[]> {
  const changes = findChanges(await compileText(from), await compileText(to));
  return changes.map((change) => printChange(change, 'en'));
}

function edit(...pairs: readonly (readonly [string, string])[]): string {
  return pairs.reduce((text, [from, to]) => {
    if (!text.includes(from)) throw new Error(`not there: ${from}`);
    return text.replace(from, () => to);
  }, BASE);
}

it.each<[string, string]>([
  ['a comment', edit(['name: Base', '# why\nname: Base'])],
  [
    'another spelling of an amount',
    edit(['revenue: { at_least: 5m }', 'revenue: { at_least: "5,000,000" }']),
  ],
  ['an amount in Chinese', edit(['revenue: { at_least: 5m }', 'revenue: { at_least: 500万 }'])],
  ['a ratio without percent', edit(['growth: { at_least: 15% }', 'growth: { at_least: 0.15 }'])],
  [
    'the order of tests',
    edit([
      'revenue: { at_least: 5m }, growth: { at_least: 15% }',
      'growth: { at_least: 15% }, revenue: { at_least: 5m }',
    ]),
  ],
  [
    'brackets around tests',
    edit([
      'revenue: { at_least: 5m }, growth: { at_least: 15% }',
      'all: [{ revenue: { at_least: 5m } }, { growth: { at_least: 15% } }]',
    ]),
  ],
  ['is, written out', edit(['status: closed', 'status: { is: closed }'])],
  ['a flag in other words', edit(['partner: yes', 'partner: true'])],
  ['the usual priority left out', edit(['priority: [lost, key, normal]\n', ''])],
  [
    'the order of fields',
    edit([
      '  revenue: { type: money }\n  prior_revenue: { type: money }\n',
      '  prior_revenue: { type: money }\n  revenue: { type: money }\n',
    ]),
  ],
  [
    'the order of factors',
    edit(
      ['    - { fact: revenue, weight: 40, scale: [0, 5m] }\n', ''],
      ['20%: 100 } }\n', '20%: 100 } }\n    - { fact: revenue, weight: 40, scale: [0, 5m] }\n'],
    ),
  ],
  [
    'the order of criteria',
    edit(
      ['        - { id: large, revenue: { at_least: 5m }, growth: { at_least: 15% } }\n', ''],
      [
        'per: business_unit } }\n',
        'per: business_unit } }\n        - { id: large, revenue: { at_least: 5m }, growth: { at_least: 15% } }\n',
      ],
    ),
  ],
  ['a default id written out', edit(['- { revenue: { top: 20', '- { id: key-3, revenue: { top: 20'])],
])('%s is no change', async (_, text) => {
  expect(await changesOf(BASE, text)).toEqual([]);
});

it.each<[string, string, string[]]>([
  [
    'a threshold',
    edit(['revenue: { at_least: 5m }', 'revenue: { at_least: 4m }']),
    ['key › large › revenue at_least: 5m → 4m'],
  ],
  [
    'a threshold inside any',
    edit(['{ value: { at_least: 70 } }', '{ value: { at_least: 65 } }']),
    ['key › partner › value at_least: 70 → 65'],
  ],
  [
    'a part inside any',
    edit([', { value: { at_least: 70 } }]', ']']),
    ['key › partner › any: revenue is at least 1m or value is at least 70 → revenue is at least 1m'],
  ],
  [
    'a test more',
    edit(['growth: { at_least: 15% } }\n', 'growth: { at_least: 15% }, status: active }\n']),
    ['key › large › status is: added active'],
  ],
  ['a test less', edit([', growth: { at_least: 15% }', '']), ['key › large › growth at_least: removed 15%']],
  [
    'an operator',
    edit(['growth: { at_least: 15% }', 'growth: { more_than: 15% }']),
    ['key › large › growth more_than: added 15%', 'key › large › growth at_least: removed 15%'],
  ],
  [
    'a criterion in front',
    edit([
      '      any:\n        - {',
      '      any:\n        - { id: huge, revenue: { at_least: 50m } }\n        - {',
    ]),
    ['key › huge: added revenue is at least 50m'],
  ],
  [
    'a criterion less',
    edit(['        - { revenue: { top: 20, per: business_unit } }\n', '']),
    ['key › key-3: removed revenue is among the 20 largest of its business_unit'],
  ],
  [
    'a rank',
    edit(['top: 20', 'top: 25']),
    ['key › key-3 › revenue top: 20 per business_unit → 25 per business_unit'],
  ],
  [
    'a rank that becomes the mean',
    edit(['top: 20, per: business_unit', 'above_mean: no']),
    ['key › key-3: revenue is among the 20 largest of its business_unit → revenue is at most the mean'],
  ],
  [
    'weights',
    edit(['weight: 40', 'weight: 50'], ['weight: 60', 'weight: 50']),
    ['scores › value › revenue: weight 40 → weight 50', 'scores › value › growth: weight 60 → weight 50'],
  ],
  [
    'bands',
    edit(['10%: 50', '12%: 50']),
    ['scores › value › growth: bands { 0%: 0, 10%: 50, 20%: 100 } → bands { 0%: 0, 12%: 50, 20%: 100 }'],
  ],
  [
    'a formula',
    edit(['(revenue - prior_revenue) / prior_revenue', 'revenue / prior_revenue - 1']),
    ['derived › growth: (revenue - prior_revenue) / prior_revenue → (revenue / prior_revenue) - 1'],
  ],
  [
    'a default',
    edit(['prior_revenue: { type: money }', 'prior_revenue: { type: money, missing: 0 }']),
    ['fields › prior_revenue: missing: – → missing: 0'],
  ],
  [
    'priority',
    edit(['[lost, key, normal]', '[key, lost, normal]']),
    ['priority: lost, key, normal → key, lost, normal'],
  ],
  [
    'the lower line',
    edit(['stays_while: { value: { at_least: 50 } }', 'stays_while: { value: { at_least: 40 } }']),
    ['key › stays_while › value at_least: 50 → 40'],
  ],
  [
    'what decides nothing',
    edit(
      ['version: "1"', 'version: "2"'],
      ['capacity: 40', 'capacity: 30'],
      ['90 days', '60 days'],
      ['at_least: 0%', 'at_least: 1%'],
    ),
    [
      'key › capacity: 40 → 30',
      'checks › growing › expect: growth is at least 0% → growth is at least 1%',
      'version: 1 → 2',
      'duties › review_every: 90 days → 60 days',
    ],
  ],
  [
    'a check more, and one of another weight',
    edit([
      'expect: { growth: { at_least: 0% } } }',
      'severity: warning, expect: { growth: { at_least: 0% } } }\n  - { id: big, for: key, expect: { revenue: { at_least: 1 } } }',
    ]),
    ['checks › big: added revenue is at least 1', 'checks › growing › severity: error → warning'],
  ],
])('%s', async (_, text, expected) => {
  const found = await changesOf(BASE, text);
  expect(found.sort()).toEqual([...expected].sort());
});

it('says where a change stands in the newer file', async () => {
  const text = edit(['revenue: { at_least: 5m }', 'revenue: { at_least: 4m }']);
  const [change] = findChanges(await compileText(BASE), await compileText(text));
  const line = text.slice(0, text.indexOf('id: large')).split('\n').length;
  expect(change!.at === null ? null : positionAt(change!.at.source, change!.at.start).line).toBe(line);
});

it('tells what a unit inherits once, and what only a unit has with its name', async () => {
  const company = (line: string): string =>
    edit(
      ['revenue: { at_least: 5m }', `revenue: { at_least: ${line} }`],
      ['duties:', 'units: { by: business_unit, criteria: { North: unit.yaml, South: other.yaml } }\nduties:'],
    );
  const unit = (line: string): string =>
    `categories: { lost: { when: { revenue: { less_than: ${line} } } } }\n`;
  const read = async (line: string, own: string): Promise<Criteria> => {
    const open = async (name: string) => ({ name, text: name === 'unit.yaml' ? unit(own) : unit('5') });
    const { value, diagnostics } = await readCriteriaSource({ name: 'c.yaml', text: company(line) }, open);
    expect(diagnostics).toEqual([]);
    return value!;
  };
  const changes = findChanges(await read('5m', '10'), await read('4m', '20'));
  expect(changes.map((change) => printChange(change, 'en'))).toEqual([
    'key › large › revenue at_least: 5m → 4m',
    'lost › lost-1 › revenue less_than: 10 → 20 (only in North)',
  ]);
});

it('tells the test that left a line which it had in common with another', async () => {
  const text = (first: number): string =>
    edit([
      'any: [{ revenue: { at_least: 1m } }, { value: { at_least: 70 } }]',
      `any: [{ revenue: { top: ${first} } }, { all: [{ revenue: { top: 5 } }, { value: { at_least: 70 } }] }]`,
    ]);
  expect(await changesOf(text(5), text(8))).toEqual(['key › partner › revenue top: 5 → 8']);
  expect(await changesOf(text(8), text(5))).toEqual(['key › partner › revenue top: 8 → 5']);
});

it('says what was asked of the mean, and what is now', async () => {
  const mean = (answer: string): string => edit(['top: 20, per', `above_mean: ${answer}, per`]);
  expect(await changesOf(mean('yes'), mean('no'))).toEqual([
    'key › key-3 › revenue above_mean: yes per business_unit → no per business_unit',
  ]);
});

it('tells how the export is written, and the limits of drift', async () => {
  const older = edit([
    'version: "1"',
    'version: "1"\ninput: { leave_out: [{ customer_id: ["Total*"] }], ends_at: blank_row }',
  ]);
  const newer = edit(
    [
      'version: "1"',
      'version: "1"\ninput: { leave_out: [{ customer_id: ["Sum*"] }], header_row: 3, html: yes }\ndrift: { max_gone: 10%, max_moves: 5 }',
    ],
    ['revenue: { type: money }', 'revenue: { type: money, blanks: ["?"] }'],
  );
  expect(await changesOf(older, newer)).toEqual([
    'fields › revenue: blanks: – → blanks: ?',
    'input › header_row: added 3',
    'input › leave_out: { customer_id: ["Total*"] } → { customer_id: ["Sum*"] }',
    'input › html: added yes',
    'drift › max_gone: 20% → 10%',
    'drift › max_moves: added 5',
    'input › ends_at: removed blank_row',
  ]);
});

it('compares lists that stand within each other a hundred deep', async () => {
  const nested = (amount: string, order: (parts: string[]) => string[]): string => {
    const condition = Array.from({ length: 100 }).reduce<string>(
      (inner, _, depth) =>
        `${depth % 2 === 0 ? 'any' : 'all'}: [${order([`{ prior_revenue: { at_least: ${depth} } }`, `{ ${inner} }`])}]`,
      `revenue: { at_least: ${amount} }`,
    );
    return edit(['{ revenue: { top: 20, per: business_unit } }', `{ id: deep, ${condition} }`]);
  };
  const before = nested('1m', (parts) => parts);
  expect(
    await changesOf(
      before,
      nested('1000000', (parts) => parts.reverse()),
    ),
  ).toEqual([]);
  expect(
    (
      await changesOf(
        before,
        nested('2m', (parts) => parts),
      )
    ).length,
  ).toBe(1);
});
