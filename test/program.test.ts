import { describe, expect, it } from 'vitest';
import { main } from '../src/cli.ts';
import { COMMANDS } from '../src/program.ts';
import { memoryIo } from './commands/memory-io.ts';

// The key of a flag is typed by hand and read by commands; commander names the value after the flag itself.
describe.each(COMMANDS.map(({ declaration }) => [declaration.name, declaration] as const))(
  '%s',
  (_, command) => {
    it('reads each flag by the name that the command line gives it', () => {
      const flags = Object.entries(command.flags).filter(([key]) => key !== 'noColor');
      expect(flags.map(([key]) => key)).toEqual(flags.map(([, { option }]) => option.attributeName()));
    });

    it('declares no flag twice', () => {
      const typed = Object.values(command.flags).flatMap(({ option: { short, long } }) => [short, long]);
      const told = typed.filter((flag) => flag !== undefined);
      expect(new Set(told).size).toBe(told.length);
    });

    it('has examples and exit codes in its help', () => {
      expect(command.notes.en).toMatch(/\nExamples:\n {2}keyaccounts /);
      expect(command.notes.en).toMatch(/\nExit codes: 0 /);
      expect(command.notes.zh).toMatch(/\n示例：\n {2}keyaccounts /);
      expect(command.notes.zh).toMatch(/\n退出码：0 /);
    });

    it('shows the same examples in both languages', () => {
      const flagsIn = (notes: string): string[] =>
        (notes.match(/^ {2,}(?:git .*|keyaccounts .*|--.*)$/gm) ?? []).flatMap(
          (line) => line.match(/(?<= )--?[a-z][a-z-]*/g) ?? [],
        );
      expect(flagsIn(command.notes.zh)).toEqual(flagsIn(command.notes.en));
    });

    it('says in Chinese what it is, and what its arguments and flags are', () => {
      const { summary, args, flags } = command;
      for (const { zh } of [
        summary,
        ...args.map(({ help }) => help),
        ...Object.values(flags).map(({ help }) => help),
      ])
        expect(zh).toMatch(/\p{Script=Han}|^text/u);
    });
  },
);

it.each([
  [['classify', '--formt', 'csv'], 'keyaccounts classify --help'],
  [['plan', 'a.csv', '--no-such'], 'keyaccounts plan --help'],
  [['--no-such'], 'keyaccounts --help'],
])('names after a mistake in %j the help that tells of it', async (argv, help) => {
  const io = memoryIo({});
  expect(await main(argv, io)).toBe(2);
  expect(io.said()).toContain(`\n(${help} shows what there is)\n`);
});

describe('the ending of --output', () => {
  const CRITERIA = `
name: Test
version: "1"
fields:
  customer_id: { type: id }
  revenue: { type: money }
priority: [key, normal]
categories: { key: { when: { revenue: { at_least: 5 } } }, normal: { when: otherwise } }
`;
  const run = async (...argv: string[]) => {
    const io = memoryIo({ 'c.yaml': CRITERIA, 'c.csv': 'customer_id,revenue\nA,4\nB,9\n' });
    const code = await main([...argv, '-c', 'c.yaml', '--as-of', '2026-06-30', '--lang', 'en'], io);
    return { code, io };
  };

  it.each([
    ['explain', ['explain', 'c.csv', 'A'], 'out.json', /^\{/],
    ['explain', ['explain', 'c.csv', 'A'], 'out.md', /^# /],
    ['explain', ['explain', 'c.csv', 'A'], 'out.txt', /^A/],
    ['explain, all', ['explain', 'c.csv', '--all'], 'out.ndjson', /^\{/],
    ['check', ['check'], 'out.sarif', /^\{/],
    ['a format that is told', ['explain', 'c.csv', 'A', '--format', 'text'], 'out.html', /^A/],
  ])('says what to write: %s', async (_, argv, output, start) => {
    const { code, io } = await run(...argv, '-o', output);
    expect([code, io.said()]).toEqual([0, expect.not.stringContaining('error')]);
    expect(String(io.files.get(output))).toMatch(start);
  });

  it.each([
    ['audit', 'out.html'],
    ['diff', 'out.csv'],
    ['calibrate', 'out.xlsx'],
    ['explain', 'out.html'],
  ])('is refused where %s cannot write %s', async (command, output) => {
    const { code, io } = await run(command, 'c.csv', '-o', output);
    expect(code).toBe(2);
    expect(io.said()).toContain(`${command} cannot write what the ending of "${output}" says`);
    expect(io.files.has(output)).toBe(false);
  });
});
