import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { managerKey } from '../../src/audit/named-person.ts';
import { auditOf, findingsOf } from './audit-of.ts';

const CHECKS = `
duties: { manager: account_manager, max_key_accounts_per_manager: 2 }
checks:
  - { id: profitable, for: key, duty: profit, expect: { margin: { more_than: 0% } }, severity: error }
  - { id: on-time, for: [key, normal], expect: { on_time_rate: { at_least: 95% } }, severity: warning }
`;

const HEAD = 'customer_id,account_manager,status,revenue,margin,on_time_rate';

async function audit(rows: readonly string[], given: Parameters<typeof auditOf>[1] = {}) {
  return auditOf(`${HEAD}\n${rows.join('\n')}\n`, { criteria: CHECKS, ...given });
}

describe('an account', () => {
  it.each<[string, string, string, string[]]>([
    ['keeps all', 'A,Anna Meyer,key,1,5%,95%', 'green', []],
    ['breaks an error', 'A,Anna Meyer,key,1,0%,95%', 'red', ['error broken profitable: check']],
    ['breaks a warning', 'A,Anna Meyer,key,1,5%,94.9%', 'amber', ['warning broken on-time: check']],
    ['has an unknown error', 'A,Anna Meyer,key,1,,95%', 'amber', ['error unknown profitable: check-unknown']],
    ['has an unknown warning', 'A,Anna Meyer,key,1,5%,', 'amber', ['warning unknown on-time: check-unknown']],
    ['has a team', 'A,Team North,key,1,5%,95%', 'red', ['error broken manager: no-person']],
    [
      'has all of it',
      'A,,key,1,-1%,',
      'red',
      [
        'error broken manager: no-person',
        'error broken profitable: check',
        'warning unknown on-time: check-unknown',
      ],
    ],
  ])('that %s', async (_, row, status, findings) => {
    const found = await audit([row]);
    expect(found.accounts[0]!.status).toBe(status);
    expect(findingsOf(found, 'A')).toEqual(findings);
  });

  it('says how far a check is from holding, and what cannot be told', async () => {
    const found = await audit(['A,Anna Meyer,key,1,-3.2%,']);
    const [check, unknown] = found.accounts[0]!.findings.map(({ detail }) => detail);
    expect(check).toMatchObject({ kind: 'check', trace: { value: -0.032, distance: { absolute: 0.032 } } });
    expect(unknown).toMatchObject({ kind: 'check-unknown', lacks: ['on_time_rate'], isBlank: true });
  });

  it('points at its row', async () => {
    const found = await audit(['A,Anna Meyer,normal,1,5%,95%', 'B,TBD,key,1,5%,95%']);
    expect(found.accounts[0]!.findings[0]!.at).toEqual({
      kind: 'cell',
      file: 'x.csv',
      line: 3,
      column: null,
    });
  });
});

describe('totals', () => {
  it('count broken, kept and unknown apart, other customers included', async () => {
    const found = await audit([
      'A,Anna Meyer,key,1,0%,90%',
      'B,Anna Meyer,key,1,5%,',
      'C,,normal,9,5%,90%',
      'D,,normal,5,,95%',
      'E,,normal,7,5%,',
      'F,,target,1,,',
      'G,,,1,,',
    ]);
    expect(found.totals).toEqual({
      accounts: 2,
      red: 1,
      amber: 1,
      green: 0,
      errors: 1,
      warnings: 2,
      unknown: 2,
    });
    expect(found.undetermined).toBe(1);
    expect(found.tallies.map(({ duty, held, broken, unknown }) => [duty.id, held, broken, unknown])).toEqual([
      ['manager', 2, 0, 0],
      ['load', 1, 0, 0],
      ['profitable', 1, 1, 0],
      ['on-time', 1, 2, 2],
    ]);
    expect(found.others).toMatchObject([
      {
        check: { id: 'on-time' },
        categories: ['normal'],
        held: 1,
        broken: 1,
        unknown: 1,
        top: [{ id: 'C' }],
      },
    ]);
  });
});

describe('managers', () => {
  it('stand by their red accounts, under their most common name; nobody by name is one of them', async () => {
    const found = await audit([
      'A,Bob Smith,key,1,5%,95%',
      'B,ANNA MEYER,key,2,5%,95%',
      'C,Anna Meyer,key,3,0%,95%',
      'D,Anna  Meyer,key,4,5%,95%',
      'E,Anna Meyer,key,5.05,5%,95%',
      'F,Team North,key,7,5%,95%',
      'G,,key,8,5%,95%',
    ]);
    expect(
      found.managers.map(({ name, accounts, red, revenue, load }) => [
        name,
        accounts,
        red,
        revenue,
        load?.detail,
      ]),
    ).toEqual([
      [null, 2, 2, 15, undefined],
      ['Anna Meyer', 4, 1, 14.05, { kind: 'load', accounts: 4, most: 2 }],
      ['Bob Smith', 1, 0, 1, undefined],
    ]);
    expect(found.accounts.map(({ id }) => id)).toEqual(['G', 'F', 'C', 'E', 'D', 'B', 'A']);
    expect(found.totals).toMatchObject({ warnings: 1 });
  });

  it('may be asked for alone', async () => {
    const rows = ['A,Bob Smith,key,1,0%,95%', 'B,ANNA MEYER,key,2,5%,90%', 'C,Bob Smith,normal,2,5%,90%'];
    const found = await audit(rows, { manager: managerKey('anna meyer') });
    expect(found.accounts.map(({ id }) => id)).toEqual(['B']);
    expect(found.managers.map(({ name }) => name)).toEqual(['ANNA MEYER']);
    expect(found.totals).toMatchObject({ accounts: 1, errors: 0, warnings: 1 });
    expect(found.others).toEqual([]);
  });
});

describe('a business unit', () => {
  const unit = `
duties: { max_key_accounts_per_manager: 1 }
checks:
  - { id: profitable, for: key, expect: { margin: { at_least: 20% } }, severity: warning }
`;
  const units = 'units: { by: customer_name, criteria: { North: north.yaml } }\n';

  it('has duties and checks of its own', async () => {
    const csv = [
      'customer_id,customer_name,account_manager,status,margin,on_time_rate',
      'A,North,Anna Meyer,key,10%,95%',
      'B,South,Anna Meyer,key,10%,95%',
      '',
    ].join('\n');
    const found = await auditOf(csv, { criteria: CHECKS + units, files: { 'north.yaml': unit } });
    expect(findingsOf(found, 'A')).toEqual(['warning broken profitable: check']);
    expect(findingsOf(found, 'B')).toEqual([]);
    // The lowest limit of a manager's accounts holds.
    expect(found.managers[0]).toMatchObject({ accounts: 2, most: 1, load: { severity: 'warning' } });
    expect(
      found.tallies.map(({ duty, severity, held, broken }) => [duty.id, severity, held, broken]),
    ).toContainEqual(['profitable', 'warning', 0, 1]);
  });
});

it('comes out alike whatever the order of the rows', async () => {
  const rows = [
    'A,Bob Smith,key,5,0%,95%',
    'B,BOB SMITH,key,5,0%,95%',
    'C,Anna Meyer,key,7,5%,',
    'D,Anna Meyer,key,,5%,95%',
    'E,,normal,3,5%,90%',
    'F,,normal,3,5%,90%',
    'G,TBD,key,3,-5%,90%',
  ];
  const shape = async (order: readonly string[]) => {
    const { accounts, managers, others, tallies, totals } = await audit(order);
    const findings = accounts.map(({ id, findings: found }) => [id, found.map(({ duty }) => duty.id)]);
    const names = managers.map(({ name, red, revenue }) => [name, red, revenue]);
    return { findings, names, others: others.map(({ top }) => top.map(({ id }) => id)), tallies, totals };
  };
  const expected = await shape(rows);
  await fc.assert(
    fc.asyncProperty(fc.shuffledSubarray(rows, { minLength: rows.length }), async (order) => {
      expect(await shape(order)).toEqual(expected);
    }),
    { numRuns: 30 },
  );
});

it('tells once that the export has no column for managers, and accuses no account of it', async () => {
  const criteria = 'duties: { manager: account_manager }\n';
  const { accounts, noManagers, totals, tallies } = await auditOf('customer_id,status\nA,key\nB,key\n', {
    criteria,
  });
  expect(accounts.map(({ status, findings }) => [status, findings.length])).toEqual([
    ['amber', 0],
    ['amber', 0],
  ]);
  expect(noManagers).toMatchObject({
    severity: 'error',
    detail: { kind: 'no-manager-column', field: 'account_manager' },
  });
  expect([totals.errors, totals.unknown, tallies[0]!.unknown]).toEqual([1, 2, 2]);
  const without = await auditOf('customer_id,status\nA,normal\n', { criteria });
  expect([without.noManagers, without.totals.errors]).toEqual([null, 0]);
});
