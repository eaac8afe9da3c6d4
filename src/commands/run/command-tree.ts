import type { Command } from 'commander';
import type { Io } from '../../io.ts';

/** Adds one command to the program: its flags and examples. Its body is imported when it runs; `exit` takes its exit code. */
export type AddCommand = (program: Command, io: Io, exit: (code: number) => void) => void;
