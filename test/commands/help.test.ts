import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { main } from '../../src/cli.ts';
import { readCodeRows } from '../../src/commands/help/code-rows.ts';
import { REMEDIES } from '../../src/commands/help/remedies.ts';
import { placeWords } from '../../src/commands/help/words.ts';
import { displayWidth } from '../../src/output/width.ts';
import { COMMANDS } from '../../src/program.ts';
import { CODES, type Code } from '../../src/text/codes.ts';
import { LANGUAGES } from '../../src/text/locales.ts';
import { memoryIo } from './memory-io.ts';

const REFERENCE = readFileSync(new URL('../../criteria/README.md', import.meta.url), 'utf8');
const CODE_NAMES = Object.keys(CODES) as Code[];

async function run(...argv: string[]) {
  const io = memoryIo({ 'criteria/README.md': REFERENCE });
  const code = await main(argv, io);
  return { code, out: io.written(), err: io.said() };
}

it('says what a code means, shows an example, and says what to do', async () => {
  const { code, out } = await run('help', 'yaml-documents');
  expect(code).toBe(0);
  expect(out).toBe(`yaml-documents
  a criteria file holds one YAML document

Example, in criteria:
  name: a
  ---
  name: b

What to do:
  make two files of it, or take out the line ---

More: criteria/README.md, "In the criteria"
`);
});

it('takes a code as messages show it, and says it in Chinese', async () => {
  const { out } = await run('help', '[gap]', '--lang', 'zh');
  expect(out).toContain('有客户不属于任何类别');
  expect(out).toMatch(/^示例（标准文件）：\n {2}categories: /m);
  expect(out).not.toMatch(/Example|What to do/);
});

it('has a row with a known place for every code', () => {
  const rows = readCodeRows(REFERENCE);
  expect([...rows.keys()].sort()).toEqual([...CODE_NAMES].sort());
  const sections = new Set([...rows.values()].map(({ section }) => section));
  expect([...sections].sort()).toEqual(Object.keys(placeWords('en')).sort());
});

it.each(CODE_NAMES)('advises on %s what there is', (code) => {
  const flags = COMMANDS.flatMap(({ declaration }) => Object.values(declaration.flags)).map(
    ({ option }) => option.long,
  );
  for (const language of LANGUAGES) {
    const remedy = REMEDIES[code][language];
    for (const [flag] of remedy.matchAll(/--[a-z][a-z-]*/g)) expect(flags).toContain(flag);
    const told = [...remedy.matchAll(/keyaccounts ([a-z]+)/g)].map(([, name]) => name);
    expect(COMMANDS.map(({ declaration }) => declaration.name)).toEqual(expect.arrayContaining(told));
    for (const [line] of remedy.matchAll(/[a-z]+: \{ .*\}/g)) expect(parse(line)).toBeTypeOf('object');
  }
  const linesIn = (text: string): string[] => text.match(/--[a-z][a-z-]*/g) ?? [];
  expect(linesIn(REMEDIES[code].zh)).toEqual(linesIn(REMEDIES[code].en));
});

it.each([
  ['bad-amont', 'did you mean "bad-amount"?'],
  ['clasify', 'did you mean "classify"?'],
])('proposes what %s may mean', async (topic, proposed) => {
  const { code, err } = await run('help', topic);
  expect(code).toBe(2);
  expect(err).toContain(proposed);
});

it('shows the commands by what they are for', async () => {
  const { code, out } = await run('help');
  expect(code).toBe(0);
  expect(out.match(/^To .*:$/gm)).toEqual([
    'To start:',
    'To decide:',
    'To change:',
    'To keep:',
    'To show:',
    'To help:',
  ]);
  expect((await run('--help')).out).toBe(out);
});

it.each(COMMANDS.map(({ declaration }) => declaration.name))('shows the help of %s', async (name) => {
  const { code, out } = await run('help', name);
  expect(code).toBe(0);
  expect(out).toMatch(new RegExp(`^Usage: keyaccounts ${name} `));
  expect(out).toMatch(/^Exit codes: 0 /m);
});

it.each(['', ...COMMANDS.map(({ declaration }) => declaration.name)])(
  'keeps the help of %j within 80 columns',
  async (name) => {
    for (const language of LANGUAGES) {
      const { out } = await run(...(name === '' ? [] : [name]), '--help', '--lang', language);
      expect(out.split('\n').filter((line) => displayWidth(line) > 80)).toEqual([]);
      expect(out).toMatch(/keyaccounts/);
    }
  },
);
