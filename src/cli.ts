import { guardFiles } from './commands/run/guard-files.ts';
import { couldNot, InputError, UserError } from './errors.ts';
import type { Io } from './io.ts';
import { buildProgram, isUsageError } from './program.ts';

/**
 * Runs the command line and gives the exit code: 0 done, 1 findings, 2 could not do the job. What goes wrong
 * is told on standard error; a bug keeps its stack.
 */
export async function main(argv: readonly string[], io: Io): Promise<number> {
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
  let code = 0;
  const printed: ['out' | 'err', string][] = [];
  const program = buildProgram(
    guardFiles(io),
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

// Imported only when something went wrong: the start of every run stays short.
async function tellError(thrown: unknown, argv: readonly string[], io: Io): Promise<void> {
  const error = couldNot(deedOf(thrown), thrown);
  const { formatDiagnostics, formatSummaryLine } = await import('./output/diagnostics.ts');
  const { styleFor, wantsColor } = await import('./output/style.ts');
  const { shortenMessage } = await import('./text/shorten.ts');
  const color = argv.includes('--no-color') ? false : argv.includes('--color') ? true : undefined;
  const style = styleFor(wantsColor({ color }, io.env, io.err.isTTY));
  if (error instanceof InputError) {
    const { diagnostics, more } = error;
    await io.err.write(formatDiagnostics(diagnostics, { style, limit: 20, more }));
    await io.err.write(`${formatSummaryLine(diagnostics, more)}; nothing was written\n`);
  } else if (error instanceof UserError) {
    const help = error.help === undefined ? '' : `  help: ${shortenMessage(error.help)}\n`;
    await io.err.write(`${style.error('error')}: ${shortenMessage(error.message)}\n${help}`);
  } else {
    await io.err.write(
      `this is a bug in keyaccounts: ${error instanceof Error ? error.stack : String(error)}\n`,
    );
  }
}

// What nobody nearer to the file had words for.
function deedOf(error: unknown): string {
  const { path, syscall = '' } = error as NodeJS.ErrnoException;
  const deed = READING.has(syscall) ? 'read' : 'write';
  return path === undefined ? `${deed} a file` : `${deed} "${path}"`;
}

const READING = new Set(['open', 'read', 'stat', 'lstat', 'fstat', 'access', 'realpath', 'scandir']);
