import { expect, it } from 'vitest';
import { main } from '../../src/cli.ts';
import { memoryIo } from './memory-io.ts';

async function run(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const io = { ...memoryIo({}), env };
  const said: string[] = [];
  const hear = async (text: string | Uint8Array): Promise<boolean> => {
    said.push(String(text));
    return true;
  };
  const stream = { ...io.out, write: hear };
  const code = await main(argv, { ...io, out: stream, err: stream });
  return { code, text: said.join('') };
}

it.each([
  [['--help', '--lang', 'zh'], {}],
  [['classify', '--help'], { KEYACCOUNTS_LANG: 'zh' }],
  [['help', 'review'], { LANG: 'zh_CN.UTF-8' }],
])('%j with %j shows help in Chinese', async (argv, env) => {
  const { code, text } = await run(argv, env);
  expect(code).toBe(0);
  expect(text).toMatch(/^用法： keyaccounts .*\[选项\]/);
  expect(text).toContain('显示帮助');
  // Neither commander nor a command says anything in English.
  expect(text).not.toMatch(
    /Usage:|Options:|Commands:|Examples:|\(default|choices|display help|what to write/,
  );
});

it('shows help in English where nothing asks for another language', async () => {
  const { text } = await run(['classify', '--help', '--lang', 'en'], { LANG: 'zh_CN.UTF-8' });
  expect(text).toMatch(/^Usage: keyaccounts classify /);
  expect(text).not.toMatch(/显示帮助/);
});

it.each([
  [['clasify'], /^错误：没有“clasify”这个命令\n（是不是 classify？）/],
  [['classify', '--formt', 'csv'], /^错误：没有“--formt”这个选项\n（是不是 --format？）/],
  [['classify', '--format', 'doc'], /^错误：选项 --format <format> 不能是“doc”，可选 text, /],
  [['audit', 'a.csv', 'b.csv'], /^错误：参数太多：最多 1 个，实际 2 个/],
  [['review', 'a.csv'], /^错误：必须指定选项 --book <folder>/],
  [['review', 'a.csv', '--book'], /^错误：选项 --book <folder> 缺少取值/],
])('%j is refused in Chinese', async (argv, said) => {
  const { code, text } = await run(argv, { KEYACCOUNTS_LANG: 'zh' });
  expect(code).toBe(2);
  expect(text).toMatch(said);
  expect(text).not.toMatch(/error|Did you mean|shows what/);
});

it('says an error of the run in Chinese', async () => {
  const { code, text } = await run(['classify', 'none.csv', '-c', 'none.yaml', '--lang', 'zh']);
  expect(code).toBe(2);
  expect(text).toMatch(/^错误：无法读取标准文件“none\.yaml”：/);
});
