import { describe, expect, it } from 'vitest';
import { COMMANDS } from '../src/program.ts';

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
