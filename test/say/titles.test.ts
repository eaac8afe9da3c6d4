import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runAudit } from '../../src/commands/audit/run.ts';
import { runClassify } from '../../src/commands/classify/run.ts';
import { runDiff } from '../../src/commands/diff/run.ts';
import { runExplain } from '../../src/commands/explain/run.ts';
import { runInit } from '../../src/commands/init/run.ts';
import { runReport } from '../../src/commands/report/run.ts';
import { loadCriteria } from '../../src/commands/run/inputs.ts';
import { nodeIo } from '../../src/io.ts';
import type { MemoryIo } from '../commands/memory-io.ts';
import { memoryIo } from '../commands/memory-io.ts';
import { chineseExport, runCommand } from '../commands/report-fixture.ts';

const CRITERIA = `
name: Test
version: "1"
fields:
  customer_id: { type: id }
  unit: { type: text }
  revenue: { type: money, title: { en: yearly sales, zh: 年销售额 } }
  costs: { type: money, title: Kosten }
derived:
  profit: { formula: revenue - costs, title: { zh: 利润 } }
  margin: profit / revenue
scores:
  value: { title: { en: worth, zh: 价值 }, factors: [{ fact: revenue, weight: 1, scale: [0, 2m] }] }
priority: [key, normal]
categories:
  key:
    when:
      any:
        - { id: large, title: { en: Large accounts, zh: 大额客户 }, revenue: { at_least: 1m } }
        - { id: rich, all: [{ profit: { at_least: 500k } }, { value: { at_least: 20 } }] }
  normal: { when: otherwise }
checks:
  - { id: healthy, title: { en: Earns money, zh: 盈利 }, for: key, expect: { profit: { more_than: 0 } } }
`;

const CUSTOMERS = `customer_id,unit,revenue,costs
A,North,1000000,1100000
B,North,900000,100000
C,South,100,50
D,South,980000,970000
`;

function io(): MemoryIo {
  return memoryIo({
    'c.yaml': CRITERIA,
    'old.yaml': CRITERIA.replace('at_least: 1m', 'at_least: 2m'),
    'c.csv': CUSTOMERS,
  });
}

const FLAGS = { criteria: 'c.yaml', prefix: '', lang: 'en', asOf: '2026-06-30' } as const;
type Run = (outside: MemoryIo, lang: 'en' | 'zh', format: string) => Promise<unknown>;
const RUNS: Readonly<Record<string, Run>> = {
  classify: (outside, lang, format) =>
    runClassify('c.csv', { ...FLAGS, lang, format: format as 'text' }, outside),
  report: (outside, lang, format) =>
    runReport('c.csv', [], { ...FLAGS, lang, format: format as 'markdown' }, outside),
  audit: (outside, lang, format) => runAudit('c.csv', { ...FLAGS, lang, format: format as 'text' }, outside),
  diff: (outside, lang, format) =>
    runDiff('c.csv', { ...FLAGS, againstCriteria: 'old.yaml', lang, format: format as 'text' }, outside),
};

async function said(name: string, lang: 'en' | 'zh', format: string): Promise<string> {
  const outside = io();
  await RUNS[name]!(outside, lang, format);
  return outside.written();
}

describe('titles', () => {
  it.each([
    ['classify', 'en', ['Large accounts'], ['large ']],
    ['classify', 'zh', ['大额客户'], ['large ']],
    [
      'report',
      'en',
      ['Large accounts', 'yearly sales is at least 1m', 'worth is at least 20', 'Earns money'],
      ['healthy', '| large |'],
    ],
    ['report', 'zh', ['大额客户', '年销售额不低于 100万', '利润不低于 50万', '盈利', 'Kosten'], ['healthy']],
    ['audit', 'en', ['Earns money'], ['healthy']],
    ['audit', 'zh', ['盈利：利润 -100,000'], ['healthy']],
    ['diff', 'en', ['Large accounts'], []],
  ] as const)('are what people read in %s (%s)', async (name, lang, shown, hidden) => {
    const text = await said(name, lang, name === 'report' ? 'markdown' : 'text');
    for (const one of shown.filter((one) => one !== 'Kosten')) expect(text).toContain(one);
    for (const one of hidden) expect(text).not.toContain(one);
  });

  it.each([
    ['en', 'text'],
    ['zh', 'markdown'],
  ] as const)(
    'are what explain calls facts, and stand beside the id of a criterion (%s)',
    async (lang, format) => {
      const outside = io();
      await runExplain('c.csv', ['A'], { ...FLAGS, lang, format } as never, outside);
      const text = outside.written();
      const shown = {
        en: [
          'Large accounts [large]: yearly sales is at least 1m',
          '利润 is at least',
          'worth 50',
          '- yearly sales -',
        ],
        zh: ['大额客户 [large]：年销售额不低于 100万', '利润不低于 50万', '价值 50', '- 年销售额 -'],
      };
      for (const one of shown[lang]) expect(text.replaceAll('\\', '')).toContain(one);
      expect(text).not.toMatch(/\b(?:revenue|value is)\b/);
    },
  );

  it.each([
    ['classify', '"criterion":"large"'],
    ['report', '"criterion": "large"'],
    ['audit', '"id": "healthy"'],
  ])('change no key and no id that machines read in %s', async (name, id) => {
    const text = await said(name, 'en', 'json');
    expect(text).toContain(id);
    expect(text).not.toMatch(/"(?:Large accounts|Earns money|yearly sales)"/);
  });

  it('change nothing in CSV', async () => {
    const csv = await said('classify', 'zh', 'csv');
    expect(csv.split('\n')[0]).toBe(
      'customer_id,unit,revenue,costs,category,criterion,undetermined_because,value',
    );
    expect(csv).toContain('A,North,1000000,1100000,key,large,,50');
  });

  it('are read from the example of the reference', async () => {
    const readme = readFileSync(new URL('../../criteria/README.md', import.meta.url), 'utf8');
    const example = /## Titles\n[\s\S]*?```yaml\n([\s\S]*?)```/.exec(readme)![1]!;
    const outside = io();
    const rest = '  customer_id: { type: id }\n  unit: { type: text }\n  costs: { type: money }\n';
    const whole = example
      .replace('fields:\n', `fields:\n${rest}`)
      .replace('checks:', '  normal: { when: otherwise }\nchecks:');
    outside.files.set('c.yaml', whole);
    outside.files.set('industrial.yaml', 'name: Industrial\nreason: x\ncategories: {}\n');
    const { criteria } = await loadCriteria(outside, 'c.yaml');
    const { titles, checks } = criteria;
    expect([...titles.facts.keys(), ...titles.criteria.keys(), ...titles.units.keys()]).toEqual([
      'revenue',
      'profit',
      'value',
      'large',
      'Industrial',
    ]);
    expect(checks.map(({ title }) => title)).toEqual([{ en: 'Earns money', zh: '盈利' }]);
  });

  it.each(['default.yaml', 'relative.yaml', 'orders.yaml', 'with-units.yaml'])(
    'stand on every criterion and check of key accounts in %s, in both languages',
    async (name) => {
      const file = fileURLToPath(new URL(`../../criteria/${name}`, import.meta.url));
      const { criteria } = await loadCriteria(nodeIo(), file);
      const key = criteria.categories.find((category) => category.name === 'key')!;
      const ids = key.when.kind === 'criteria' ? key.when.criteria.map(({ id }) => id) : [];
      expect(ids.length).toBeGreaterThan(0);
      const titles = [
        ...ids.map((id) => criteria.titles.criteria.get(id)),
        ...criteria.checks.map(({ title }) => title),
      ];
      for (const title of titles) expect(title?.zh).toMatch(/\p{Script=Han}/u);
    },
  );

  it('are written by init, in both languages', async () => {
    const outside = io();
    outside.files.set(
      'c.csv',
      'customer_id,revenue,prior_revenue,last_order\n'.concat('A1,9,8,2026-06-01\n', 'A2,900,8,2026-06-02\n'),
    );
    await runInit('c.csv', { output: 'k.yaml', lang: 'en' }, outside);
    const { criteria } = await loadCriteria(outside, 'k.yaml');
    expect(criteria.titles.criteria.get('large')).toEqual({ en: 'Large', zh: '大额客户' });
    expect(criteria.titles.criteria.get('growing')).toEqual({ en: 'Large and growing', zh: '大型增长客户' });
  });

  it('may be of one language, and then hold for both', async () => {
    const { criteria } = await loadCriteria(io(), 'c.yaml');
    expect(criteria.titles.facts.get('profit')).toEqual({ en: '利润', zh: '利润' });
    expect(criteria.titles.facts.get('costs')).toEqual({ en: 'Kosten', zh: 'Kosten' });
  });

  it('are refused in another language, and a fact may not be called "title"', async () => {
    const outside = io();
    outside.files.set('c.yaml', CRITERIA.replace('zh: 利润', 'fr: profit'));
    await expect(loadCriteria(outside, 'c.yaml')).rejects.toMatchObject({
      diagnostics: [expect.objectContaining({ code: 'unknown-key' })],
    });
    outside.files.set('c.yaml', CRITERIA.replace('  unit: { type: text }', '  title: { type: text }'));
    await expect(loadCriteria(outside, 'c.yaml')).rejects.toMatchObject({
      diagnostics: [expect.objectContaining({ code: 'reserved-name' })],
    });
  });
});

it('calls the values of a choice as the language does, beside a condition and in a change', async () => {
  const files = { 'zh.csv': chineseExport() };
  const told = await runCommand('explain', files, 'zh.csv', 'P-26', '--as-of', '2026-06-30', '--lang', 'zh');
  expect(told).toMatch(/状态为已关闭 +活跃 +否/);
  expect(told).toContain('状态 由 活跃 改为 已关闭');
  expect(told).not.toMatch(/\bactive\b|closed(?!\])/);
});
