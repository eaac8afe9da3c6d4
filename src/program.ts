import { Argument, Command, CommanderError } from 'commander';
import { auditCommand } from './commands/audit/command.ts';
import { backtestCommand } from './commands/backtest/command.ts';
import { calibrateCommand } from './commands/calibrate/command.ts';
import { checkCommand } from './commands/check/command.ts';
import { classifyCommand } from './commands/classify/command.ts';
import { diffCommand } from './commands/diff/command.ts';
import { explainCommand } from './commands/explain/command.ts';
import { historyCommand } from './commands/history/command.ts';
import { initCommand } from './commands/init/command.ts';
import { lockCommand } from './commands/lock/command.ts';
import { planCommand } from './commands/plan/command.ts';
import { reportCommand } from './commands/report/command.ts';
import { reviewCommand } from './commands/review/command.ts';
import type { CommandDeclaration } from './commands/run/declare.ts';
import type { Flag, FlagsOf } from './commands/run/flags.ts';
import { sqlCommand } from './commands/sql/command.ts';
import type { Io } from './io.ts';
import { shortenText } from './text/shorten.ts';
import type { Language, Wording } from './text/wording.ts';
import { VERSION } from './version.ts';

/** The commands in the order in which help lists them; what one does is imported when it runs. */
export const COMMANDS: readonly Entry[] = [
  entry(initCommand, async () => (await import('./commands/init/run.ts')).runInit),
  entry(classifyCommand, async () => (await import('./commands/classify/run.ts')).runClassify),
  entry(explainCommand, async () => (await import('./commands/explain/run.ts')).runExplain),
  entry(reportCommand, async () => (await import('./commands/report/run.ts')).runReport),
  entry(checkCommand, async () => (await import('./commands/check/run.ts')).runCheck),
  entry(diffCommand, async () => (await import('./commands/diff/run.ts')).runDiff),
  entry(calibrateCommand, async () => (await import('./commands/calibrate/run.ts')).runCalibrate),
  entry(backtestCommand, async () => (await import('./commands/backtest/run.ts')).runBacktest),
  entry(lockCommand, async () => (await import('./commands/lock/run.ts')).runLock),
  entry(planCommand, async () => (await import('./commands/plan/run.ts')).runPlan),
  entry(auditCommand, async () => (await import('./commands/audit/run.ts')).runAudit),
  entry(reviewCommand, async () => (await import('./commands/review/run.ts')).runReview),
  entry(historyCommand, async () => (await import('./commands/history/run.ts')).runHistory),
  entry(sqlCommand, async () => (await import('./commands/sql/run.ts')).runSql),
];

const PROGRAM = {
  summary: {
    en: 'puts every customer into one of the four categories of key-account management, and says why',
    zh: '按大客户管理的四个类别给每个客户归类，并说明理由',
  },
  hint: { en: '(keyaccounts --help shows what there is)', zh: '（keyaccounts --help 可查看全部用法）' },
  version: { en: 'output the version number', zh: '显示版本号' },
} as const satisfies Readonly<Record<string, Wording>>;

/** In which language the program speaks, where that is not the one of commander. */
export interface Speech {
  readonly language: Language;
  /** Lets help be said in it. */
  readonly speak?: (program: Command) => void;
  /** What is wrong with a command line, in it. */
  readonly sayMistake?: (text: string) => string;
}

/**
 * The commands with their flags. `exit` takes the exit code of the one that runs, `print` help and what is wrong with
 * a command line.
 */
export function buildProgram(
  io: Io,
  { language, speak, sayMistake = (text) => text }: Speech,
  exit: (code: number) => void,
  print: (stream: 'out' | 'err', text: string) => void,
): Command {
  const program = new Command('keyaccounts')
    .description(PROGRAM.summary[language])
    .exitOverride()
    .configureOutput({
      writeOut: (text) => print('out', text),
      writeErr: (text) => print('err', text),
      outputError: (text, write) =>
        write(sayMistake(text).replace(/\S{201,}/g, (word) => shortenText(word, 200))),
    })
    .showHelpAfterError(PROGRAM.hint[language])
    .version(VERSION, '-V, --version', PROGRAM.version[language]);
  speak?.(program);
  for (const { declaration, run } of COMMANDS) {
    const { name, summary, args, flags, notes } = declaration;
    const command = program.command(name).description(summary[language]);
    for (const arg of args) command.addArgument(new Argument(arg.name, arg.help[language]));
    for (const { option, help } of Object.values(flags)) {
      option.description = help[language];
      command.addOption(option);
    }
    command.setOptionValueWithSource('lang', language, 'env');
    command.addHelpText('after', notes[language]).action(async (...told: unknown[]) => {
      // Commander gives the arguments, the flags, and last the command itself.
      exit(
        await run(
          told.slice(0, -1).map((given, at) => given ?? args[at]?.orElse),
          io,
        ),
      );
    });
  }
  return program;
}

/** A mistake on the command line, already told; or help and version, which are none (exit code 0). */
export function isUsageError(error: unknown): error is CommanderError {
  return error instanceof CommanderError;
}

/** A command as declared, and what runs it. */
interface Entry {
  readonly declaration: CommandDeclaration<readonly unknown[], Readonly<Record<string, Flag<unknown>>>>;
  run(argsAndFlags: readonly unknown[], io: Io): Promise<number>;
}

// The one place where what commander gives becomes what was declared.
function entry<A extends readonly unknown[], F extends Readonly<Record<string, Flag<unknown>>>>(
  declaration: CommandDeclaration<A, F>,
  load: () => Promise<(...given: [...args: A, flags: FlagsOf<F>, io: Io]) => Promise<number>>,
): Entry {
  return {
    declaration,
    run: async (given, io) => (await load())(...([...given, io] as unknown as [...A, FlagsOf<F>, Io])),
  };
}
