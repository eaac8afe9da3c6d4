import { Command, CommanderError } from 'commander';
import { addAudit } from './commands/audit/command.ts';
import { addCalibrate } from './commands/calibrate/command.ts';
import { addCheck } from './commands/check/command.ts';
import { addClassify } from './commands/classify/command.ts';
import { addDiff } from './commands/diff/command.ts';
import { addExplain } from './commands/explain/command.ts';
import { addHistory } from './commands/history/command.ts';
import { addInit } from './commands/init/command.ts';
import { addLock } from './commands/lock/command.ts';
import { addPlan } from './commands/plan/command.ts';
import { addReport } from './commands/report/command.ts';
import { addReview } from './commands/review/command.ts';
import type { Io } from './io.ts';
import { VERSION } from './version.ts';

/** The commands with their flags. A command's module is imported when it runs. `exit` takes its exit code. */
export function buildProgram(io: Io, exit: (code: number) => void): Command {
  const program = new Command('keyaccounts')
    .description(
      'puts every customer into one of the four categories of key-account management, and says why',
    )
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void io.out.write(text),
      writeErr: (text) => void io.err.write(text),
    })
    .showHelpAfterError('(keyaccounts --help shows what there is)')
    .version(VERSION, '-V, --version');
  for (const add of COMMANDS) add(program, io, exit);
  return program;
}

// In the order in which help lists them.
const COMMANDS = [
  addInit,
  addClassify,
  addExplain,
  addReport,
  addCheck,
  addDiff,
  addCalibrate,
  addLock,
  addPlan,
  addAudit,
  addReview,
  addHistory,
];

/** A mistake on the command line, already told; or help and version, which are none (exit code 0). */
export function isUsageError(error: unknown): error is CommanderError {
  return error instanceof CommanderError;
}
