import { Command, CommanderError } from 'commander';
import type { Io } from '../io.ts';
import { addAudit } from './tree/audit.ts';
import { addCalibrate } from './tree/calibrate.ts';
import { addCheck } from './tree/check.ts';
import { addClassify } from './tree/classify.ts';
import { addDiff } from './tree/diff.ts';
import { addExplain } from './tree/explain.ts';
import { addHistory } from './tree/history.ts';
import { addInit } from './tree/init.ts';
import { addLock } from './tree/lock.ts';
import { addPlan } from './tree/plan.ts';
import { addReport } from './tree/report.ts';
import { addReview } from './tree/review.ts';

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

/** The version of the tool, as in package.json. */
export const VERSION = '0.1.0';
