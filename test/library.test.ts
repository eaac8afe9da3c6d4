import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { classify, InputError, readCriteria } from '../src/index.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'keyaccounts-library-'));
  const fields = 'fields: { customer_id: { type: id }, revenue: { type: money } }\n';
  const rest = 'categories: { key: { when: { REVENUE: { at_least: 5 } } }, normal: { when: otherwise } }\n';
  await writeFile(join(folder, 'good.yaml'), fields + rest.replace('REVENUE', 'revenue'));
  await writeFile(join(folder, 'bad.yaml'), fields + rest.replace('REVENUE', 'revenu'));
  await writeFile(join(folder, 'c.csv'), 'customer_id,revenue\nA,much\n');
});
afterAll(() => rm(folder, { recursive: true }));

const ENGLISH = ['unknown fact "revenu"', 'did you mean "revenue"?'];
const CHINESE = ['没有名为“revenu”的字段、派生值或得分', '是不是“revenue”？'];

it.each([
  [{}, ENGLISH],
  [{ language: 'en' }, ENGLISH],
  [{ language: 'zh' }, CHINESE],
] as const)('says with %j what is wrong with criteria, as plain texts', async (options, said) => {
  const error = await readCriteria(join(folder, 'bad.yaml'), options).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(InputError);
  const [found] = (error as InputError).diagnostics;
  expect([found!.code, found!.message, found!.help, found!.notes]).toEqual(['unknown-fact', ...said, []]);
});

it.each([
  [{}, 'column "revenue": expected money such as 1,234.50, found "much"'],
  [{ language: 'zh' }, '列“revenue”：应为金额，如 1,234.50，实际为“much”'],
] as const)('says with %j what is wrong with customers', async (options, message) => {
  const criteria = await readCriteria(join(folder, 'good.yaml'));
  const all = classify(join(folder, 'c.csv'), criteria, { asOf: '2026-06-30', ...options });
  await expect(all.next()).rejects.toMatchObject({ diagnostics: [{ code: 'bad-cell', message }] });
});
