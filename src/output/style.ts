import { Chalk } from 'chalk';

/** Marks text for the eye. Without colour every function returns its text unchanged. */
export interface Style {
  heading(text: string): string;
  bold(text: string): string;
  dim(text: string): string;
  error(text: string): string;
  warning(text: string): string;
  good(text: string): string;
  key(text: string): string;
}

/** The style for a stream that shows colour, or for one that does not. */
export function styleFor(color: boolean): Style {
  // The level is ours to give: chalk would look at the environment, but not at NO_COLOR or our flags.
  const chalk = new Chalk({ level: color ? 1 : 0 });
  return {
    heading: (text) => chalk.bold(text),
    bold: (text) => chalk.bold(text),
    dim: (text) => chalk.dim(text),
    error: (text) => chalk.red(text),
    warning: (text) => chalk.yellow(text),
    good: (text) => chalk.green(text),
    key: (text) => chalk.cyan(text),
  };
}

/**
 * Whether a stream gets colour: the flag decides, then NO_COLOR, then FORCE_COLOR, then whether it is a
 * terminal that can show it. To be asked for standard output and standard error apart.
 */
export function wantsColor(
  flags: { readonly color?: boolean | undefined },
  env: Readonly<Record<string, string | undefined>>,
  isTTY: boolean,
): boolean {
  if (flags.color !== undefined) return flags.color;
  const { NO_COLOR, FORCE_COLOR, TERM } = env;
  // no-color.org: set and not empty.
  if (NO_COLOR !== undefined && NO_COLOR !== '') return false;
  if (FORCE_COLOR !== undefined) return FORCE_COLOR !== '0' && FORCE_COLOR !== 'false';
  return isTTY && TERM !== 'dumb';
}

/**
 * Whether a stream can show more than ASCII: as the locale says, the first of LC_ALL, LC_CTYPE and LANG that is
 * set. Windows has none of them, and shows it.
 */
export function wantsUnicode(env: Readonly<Record<string, string | undefined>>): boolean {
  const locale = [env['LC_ALL'], env['LC_CTYPE'], env['LANG']].find(
    (name) => name !== undefined && name !== '',
  );
  if (locale === undefined) return env['OS'] === 'Windows_NT';
  return /utf-?8/i.test(locale);
}
