import { describe, expect, it } from 'vitest';
import { isTelling, signName } from '../../src/audit/signs.ts';
import { type AuditGiven, auditOf } from './audit-of.ts';

const HEAD = 'customer_id,status,revenue,prior_revenue,lost_reason,on_time_rate,account_manager';
const CHECKS = `
checks:
  - { id: on-time, for: key, expect: { on_time_rate: { at_least: 95% } }, severity: warning }
  - { id: reason-known, for: lost, expect: { lost_reason: { present: yes } }, severity: warning }
`;

async function lostOf(rows: readonly string[], given: AuditGiven = {}) {
  const found = await auditOf(`${HEAD}\n${rows.join('\n')}\n`, { criteria: CHECKS, ...given });
  return found.lost;
}

describe('reasons', () => {
  it('are a Pareto of what the lost were worth; those without one are part of the whole', async () => {
    const lost = await lostOf([
      'A,lost,0,60,price,,',
      'B,lost,,10,price,,',
      'C,lost,5,100,quality,,',
      'D,lost,0,15,quality,,',
      'E,lost,,5,,,',
      'F,lost,,5,Unknown,,',
      'G,normal,1000,1000,,,',
    ]);
    expect(
      lost.reasons.map((one) => [one.reason, one.customers, one.revenue, one.share, one.cumulative]),
    ).toEqual([
      ['price', 2, 70, 0.7, 0.7],
      ['quality', 2, 20, 0.2, 0.9],
    ]);
    expect(lost).toMatchObject({ customers: 6, revenue: 100, current: 1 });
    expect(lost.missing).toMatchObject({ customers: 2, revenue: 10, listed: 2 });
    expect(lost.missing.top.map(({ id, worth, stated }) => [id, worth, stated])).toEqual([
      ['E', 5, null],
      ['F', 5, 'Unknown'],
    ]);
  });

  it('are counted in customers where nothing is known of their worth', async () => {
    const lost = await lostOf(['A,lost,,,price,,', 'B,lost,,,quality,,', 'C,lost,,,price,,', 'D,lost,,,,,']);
    expect(lost.reasons.map(({ reason, share, cumulative }) => [reason, share, cumulative])).toEqual([
      ['price', 0.5, 0.5],
      ['quality', 0.25, 0.75],
    ]);
  });

  it('spelt differently are one, whatever the order of the rows', async () => {
    const rows = ['A,lost,,1,price,,', 'B,lost,,1,PRICE,,', 'C,lost,,1,Ｐrice,,'];
    for (const order of [rows, [...rows].reverse()])
      expect((await lostOf(order)).reasons.map(({ reason, customers }) => [reason, customers])).toEqual([
        ['PRICE', 3],
      ]);
  });

  it('may be none', async () => {
    expect(await lostOf(['A,normal,,,,,'])).toMatchObject({
      customers: 0,
      reasons: [],
      missing: { customers: 0 },
    });
  });

  it('sum exactly', async () => {
    const rows = Array.from({ length: 10 }, (_, at) => `A${at},lost,0.1,,price,,`);
    expect((await lostOf(rows)).reasons[0]!.revenue).toBe(1);
  });
});

describe('signs', () => {
  it.each([
    ['all of two, none today', [2, 2], [0, 5], true],
    ['half of four', [2, 4], [1, 5], true],
    ['fewer than half', [2, 5], [0, 5], false],
    ['only one', [1, 1], [0, 5], false],
    ['as common today', [2, 4], [5, 10], false],
    ['commoner today', [2, 4], [6, 10], false],
    ['nobody knows of it today', [2, 2], [0, 0], false],
    ['nobody knows of it then', [0, 0], [0, 5], false],
  ] as const)('%s: %s', (_, [shown, known], [here, of], expected) => {
    expect(isTelling({ shown, known }, { shown: here, known: of })).toBe(expected);
  });

  const LOST = [
    'A,lost,5,100,delivery,80%,',
    'B,lost,5,100,delivery,85%,',
    'C,lost,5,100,price,99%,',
    'D,lost,5,100,price,99%,',
  ];

  it('tell who is at risk: those with the most, then the largest; of two signs both are asked', async () => {
    const lost = await lostOf([
      ...LOST,
      'E,key,90,100,,90%,',
      'F,normal,95,100,,90%,',
      'G,normal,500,100,,90%,',
      'H,normal,50,100,,99%,',
      'I,normal,500,100,,99%,',
      'J,target,5,100,,80%,',
      'K,,5,100,,80%,',
    ]);
    const [delivery, price] = lost.reasons;
    expect(delivery!.signs.map(({ sign, lost: then, current }) => [signName(sign), then, current])).toEqual([
      ['check on-time', { shown: 2, known: 2 }, { shown: 3, known: 5 }],
      ['falling', { shown: 2, known: 2 }, { shown: 3, known: 5 }],
    ]);
    expect(delivery!.atRisk.top.map(({ id, category, signs }) => [id, category, signs.length])).toEqual([
      ['F', 'normal', 2],
      ['E', 'key', 2],
    ]);
    // Those lost for the price showed one sign only: one is enough.
    expect(price!.signs.map(({ sign }) => signName(sign))).toEqual(['falling']);
    expect(price!.atRisk.top.map(({ id }) => id)).toEqual(['F', 'E', 'H']);
  });

  it('are counted beyond those that are kept', async () => {
    const many = Array.from({ length: 60 }, (_, at) => `N${at},normal,50,100,,99%,`);
    const calm = Array.from({ length: 100 }, (_, at) => `O${at},normal,100,100,,99%,`);
    const lost = await lostOf([...LOST, ...many, ...calm]);
    const price = lost.reasons.find(({ reason }) => reason === 'price')!;
    expect(price.atRisk.customers).toBe(60);
    expect(price.atRisk.top).toHaveLength(50);
  });

  it('come from the book where it saw the customer before the loss', async () => {
    const rows = [
      'A,lost,5,5,price,99%,',
      'B,lost,5,5,price,99%,',
      'E,key,90,90,,90%,',
      'F,normal,95,95,,99%,',
    ];
    expect((await lostOf(rows)).reasons[0]!.signs).toEqual([]);
    const lost = await lostOf(rows, { failedBefore: () => ['on-time'] });
    expect(lost.reasons[0]!.signs.map(({ sign }) => signName(sign))).toEqual(['check on-time']);
    expect(lost.reasons[0]!.atRisk.top.map(({ id }) => id)).toEqual(['E']);
  });

  it('ask for falling revenue once, where a check asks for growth', async () => {
    const growth = `
derived: { growth: (revenue - prior_revenue) / prior_revenue }
checks: [{ id: growing, for: key, expect: { growth: { at_least: 0% } }, severity: warning }]
`;
    const lost = await lostOf([...LOST, 'E,key,90,80,,90%,'], { criteria: growth });
    expect(lost.reasons[0]!.signs.map(({ sign }) => signName(sign))).toEqual(['check growing']);
  });

  it('name only the customers of the manager who was asked for', async () => {
    const rows = [...LOST, 'M,lost,1,1,,,Anna Meyer', 'N,lost,1,1,,,Bob Smith'];
    const here = ['E,key,90,100,,90%,Anna Meyer', 'F,normal,95,100,,90%,Bob Smith', 'G,normal,5,5,,99%,'];
    const lost = await lostOf([...rows, ...here], { manager: 'anna meyer' });
    expect(lost.customers).toBe(6);
    expect(lost.missing).toMatchObject({ customers: 2, listed: 1, top: [{ id: 'M' }] });
    expect(lost.reasons[0]!.atRisk).toMatchObject({ customers: 1, top: [{ id: 'E' }] });
  });
});
