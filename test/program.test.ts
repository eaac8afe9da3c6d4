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
      expect(command.notes).toMatch(/\nExamples:\n {2}keyaccounts /);
      expect(command.notes).toMatch(/\nExit codes: 0 /);
    });
  },
);
