import { Argument, Command, CommanderError } from 'commander';
import { auditCommand } from './commands/audit/command.ts';
import { backtestCommand } from './commands/backtest/command.ts';
import { calibrateCommand } from './commands/calibrate/command.ts';
import { checkCommand } from './commands/check/command.ts';
import { classifyCommand } from './commands/classify/command.ts';
import { completionCommand } from './commands/completion/command.ts';
import { diffCommand } from './commands/diff/command.ts';
import { explainCommand } from './commands/explain/command.ts';
import { helpCommand } from './commands/help/command.ts';
import { historyCommand } from './commands/history/command.ts';
import { initCommand } from './commands/init/command.ts';
import { lockCommand } from './commands/lock/command.ts';
import { planCommand } from './commands/plan/command.ts';
import { reportCommand } from './commands/report/command.ts';
import { reviewCommand } from './commands/review/command.ts';
import type { CommandDeclaration } from './commands/run/declare.ts';
import { fitNotes } from './commands/run/fit-notes.ts';
import type { Flag, FlagsOf } from './commands/run/flags.ts';
import { formatByEnding } from './commands/run/output-format.ts';
import { sqlCommand } from './commands/sql/command.ts';
import type { Io } from './io.ts';
import { shortenText } from './text/shorten.ts';
import type { Language, Wording } from './text/wording.ts';
import { VERSION } from './version.ts';

/** The commands by what they are for, in the order in which help lists them; what one does is imported when it runs. */
const GROUPS: readonly { readonly title: Wording; readonly entries: readonly Entry[] }[] = [
  {
    title: { en: 'To start:', zh: '起步：' },
    entries: [
      entry(initCommand, async () => (await import('./commands/init/run.ts')).runInit),
      entry(checkCommand, async () => (await import('./commands/check/run.ts')).runCheck),
    ],
  },
  {
    title: { en: 'To decide:', zh: '判定：' },
    entries: [
      entry(classifyCommand, async () => (await import('./commands/classify/exports.ts')).runExports),
      entry(explainCommand, async () => (await import('./commands/explain/run.ts')).runExplain),
      entry(sqlCommand, async () => (await import('./commands/sql/run.ts')).runSql),
    ],
  },
  {
    title: { en: 'To change:', zh: '调整：' },
    entries: [
      entry(diffCommand, async () => (await import('./commands/diff/run.ts')).runDiff),
      entry(calibrateCommand, async () => (await import('./commands/calibrate/run.ts')).runCalibrate),
      entry(lockCommand, async () => (await import('./commands/lock/run.ts')).runLock),
    ],
  },
  {
    title: { en: 'To keep:', zh: '维护：' },
    entries: [
      entry(reviewCommand, async () => (await import('./commands/review/run.ts')).runReview),
      entry(planCommand, async () => (await import('./commands/plan/run.ts')).runPlan),
      entry(auditCommand, async () => (await import('./commands/audit/run.ts')).runAudit),
    ],
  },
  {
    title: { en: 'To show:', zh: '展示：' },
    entries: [
      entry(reportCommand, async () => (await import('./commands/report/run.ts')).runReport),
      entry(historyCommand, async () => (await import('./commands/history/run.ts')).runHistory),
      entry(backtestCommand, async () => (await import('./commands/backtest/run.ts')).runBacktest),
    ],
  },
  {
    title: { en: 'To help:', zh: '帮助：' },
    entries: [
      entry(helpCommand, async () => {
        const { runHelp } = await import('./commands/help/run.ts');
        return (topic, flags, io) => runHelp(topic, COMMAND_NAMES, flags, io);
      }),
      entry(completionCommand, async () => {
        const { runCompletion } = await import('./commands/completion/run.ts');
        const commands = COMMANDS.map(({ declaration }) => declaration);
        return (shell, words, flags, io) => runCompletion(shell, words, commands, flags, io);
      }),
    ],
  },
];

/** The commands in the order in which help lists them. */
export const COMMANDS: readonly Entry[] = GROUPS.flatMap(({ entries }) => entries);

const COMMAND_NAMES = COMMANDS.map(({ declaration }) => declaration.name);

const PROGRAM = {
  summary: {
    en: 'puts every customer into one of the four categories of key-account management, and says why',
    zh: '按大客户管理的四个类别给每个客户归类，并说明理由',
  },
  hint: {
    en: (command: string) => `(${command} --help shows what there is)`,
    zh: (command: string) => `（${command} --help 可查看全部用法）`,
  },
  version: { en: 'output the version number', zh: '显示版本号' },
} as const;

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
    .configureHelp({ subcommandTerm: (command) => command.name() })
    .showHelpAfterError(PROGRAM.hint[language]('keyaccounts'))
    .version(VERSION, '-V, --version', PROGRAM.version[language]);
  speak?.(program);
  for (const { title, entries } of GROUPS) {
    program.commandsGroup(title[language]);
    for (const one of entries) addCommand(program, one, language, io, exit);
  }
  return program
    .hook('preSubcommand', (_, command) => declareTaken(command, language))
    .hook('preAction', (_, command) => followEnding(command));
}

function addCommand(
  program: Command,
  { declaration: { name, summary, args }, run }: Entry,
  language: Language,
  io: Io,
  exit: (code: number) => void,
): void {
  program
    .command(name)
    .description(summary[language])
    .showHelpAfterError(PROGRAM.hint[language](`keyaccounts ${name}`))
    .action(async (...told: unknown[]) => {
      if (name === helpCommand.name) helpOf(program, told[0], language)?.help();
      // Commander gives the arguments, the flags, and last the command itself.
      exit(
        await run(
          told.slice(0, -1).map((given, at) => given ?? args[at]?.orElse),
          io,
        ),
      );
    });
}

// What a command takes is declared when it is asked for, so that a start does not declare it for all of them.
function declareTaken(command: Command, language: Language): void {
  const { args, flags, notes } = COMMANDS.find(
    ({ declaration }) => declaration.name === command.name(),
  )!.declaration;
  if (command.options.length > 0) return;
  for (const { name, help, choices } of args) {
    const arg = new Argument(name, help[language]);
    command.addArgument(choices === undefined ? arg : arg.choices([...choices]));
  }
  for (const { option, help } of Object.values(flags)) {
    option.description = help[language];
    command.addOption(option);
  }
  command.setOptionValueWithSource('lang', language, 'env');
  command.addHelpText('after', () => fitNotes(notes[language], helpWidth(command)));
}

// The ending of the output's name says what to write where --format does not.
function followEnding(command: Command): void {
  const choices = command.options.find(({ long }) => long === '--format')?.argChoices;
  const output: unknown = command.getOptionValue('output');
  if (choices === undefined || typeof output !== 'string') return;
  if (command.getOptionValueSource('format') === 'cli') return;
  const format = formatByEnding(command.name(), output, choices);
  if (format !== null) command.setOptionValueWithSource('format', format, 'implied');
}

function helpWidth(command: Command): number {
  return command.configureHelp().helpWidth ?? command.configureOutput().getOutHelpWidth?.() ?? 80;
}

// What has help of its own: the program, or one of its commands.
function helpOf(program: Command, topic: unknown, language: Language): Command | undefined {
  if (topic === undefined) return program;
  const found = program.commands.find((command) => command.name() === topic);
  if (found !== undefined) declareTaken(found, language);
  return found;
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
