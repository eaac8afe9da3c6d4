import { guardFiles } from './commands/run/guard-files.ts';
import { errorLanguage, languageOf } from './commands/run/language.ts';
import { couldNot, InputError, SeveralErrors, UserError } from './errors.ts';
import { type Io, nodeIo } from './io.ts';
import { buildProgram, isUsageError, type Speech } from './program.ts';
import type { Wording } from './text/wording.ts';
import { refusePassword } from './warehouse/address.ts';

/**
 * Runs the command line and gives the exit code: 0 done, 1 findings, 2 could not do the job. What goes wrong
 * is told on standard error; a bug keeps its stack.
 */
export async function main(argv: readonly string[], io: Io = nodeIo()): Promise<number> {
  try {
    return await runProgram(argv, io);
  } catch (error) {
    await tellError(error, argv, io);
    return 2;
  } finally {
    await io.end();
  }
}

async function runProgram(argv: readonly string[], io: Io): Promise<number> {
  argv.forEach(refusePassword);
  let code = 0;
  const printed: ['out' | 'err', string][] = [];
  const program = buildProgram(
    guardFiles(io),
    await speechOf(argv, io),
    (found) => {
      code = found;
    },
    (stream, text) => printed.push([stream, text]),
  );
  try {
    await program.parseAsync([...argv], { from: 'user' });
    return code;
  } catch (error) {
    if (!isUsageError(error)) throw error;
    for (const [stream, text] of printed) await io[stream].write(text);
    return error.exitCode === 0 ? 0 : 2;
  }
}

// Imported only for Chinese: the start of every other run stays short.
async function speechOf(argv: readonly string[], io: Io): Promise<Speech> {
  const language = languageOf(argv, io.env);
  if (language === 'en') return { language };
  const { sayMistake, speakChinese } = await import('./commands/run/chinese-usage.ts');
  return { language, speak: speakChinese, sayMistake };
}

// Imported only when something went wrong: the start of every run stays short.
async function tellError(thrown: unknown, argv: readonly string[], io: Io): Promise<void> {
  const error = couldNot(deedOf(thrown), thrown);
  const { formatDiagnostics, formatSummaryLine, formatUserError } = await import('./output/diagnostics.ts');
  const { diagnosticWords } = await import('./output/diagnostic-words.ts');
  const { styleFor, wantsColor } = await import('./output/style.ts');
  const color = argv.includes('--no-color') ? false : argv.includes('--color') ? true : undefined;
  const style = styleFor(wantsColor({ color }, io.env, io.err.isTTY));
  const language = errorLanguage(argv, io.env);
  const words = diagnosticWords(language);
  const told = error instanceof SeveralErrors ? error.errors : [error];
  const inputs = told.filter((one) => one instanceof InputError);
  // Each file says something of its own, however much is wrong with the others.
  const limit = Math.max(3, Math.floor(MOST_SHOWN / Math.max(1, inputs.length)));
  for (const one of told) {
    if (one instanceof InputError) {
      const { diagnostics, more } = one;
      await io.err.write(formatDiagnostics(diagnostics, { style, language, limit, more }));
    } else if (one instanceof UserError) {
      await io.err.write(formatUserError(one, style, language));
    } else {
      const stack = one instanceof Error ? one.stack : String(one);
      await io.err.write(`${words.bug}${words.gap}${stack}\n`);
    }
  }
  if (inputs.length === 0) return;
  const diagnostics = inputs.flatMap((one) => one.diagnostics);
  const more = inputs.reduce((sum, one) => sum + one.more, 0);
  await io.err.write(`${words.nothingWritten(formatSummaryLine(diagnostics, language, more))}\n`);
}

const MOST_SHOWN = 20;

// What nobody nearer to the file had words for.
function deedOf(error: unknown): Wording {
  const { path, syscall = '' } = error as NodeJS.ErrnoException;
  if (syscall === 'uv_cwd') return { en: 'find the folder that it runs in', zh: '找到当前所在的文件夹' };
  const isRead = READING.has(syscall);
  return {
    en: `${isRead ? 'read' : 'write'} ${path === undefined ? 'a file' : `"${path}"`}`,
    zh: `${isRead ? '读取' : '写入'}${path === undefined ? '文件' : `“${path}”`}`,
  };
}

const READING = new Set(['open', 'read', 'stat', 'lstat', 'fstat', 'access', 'realpath', 'scandir']);
