import type { Diagnostic } from './text/diagnostic.ts';

/** A command that cannot be carried out as it was given: flags, or a file that cannot be opened. */
export class UserError extends Error {
  readonly help: string | undefined;

  constructor(message: string, help?: string) {
    super(message);
    this.help = help;
  }
}

/** Mistakes in a criteria or customer file: nothing was done. */
export class InputError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  /** Errors beyond those that are kept. */
  readonly more: number;

  constructor(diagnostics: readonly Diagnostic[], more = 0) {
    super('the input has errors');
    this.diagnostics = diagnostics;
    this.more = more;
  }
}

/**
 * What the system refused, as a UserError: "cannot write "out.csv": the disk is full". `help` is given where the name
 * or the permission may be at fault. Any other error stays as it is.
 */
export function couldNot(what: string, error: unknown, help?: string): unknown {
  const code = systemCode(error);
  if (code === null) return error;
  return new UserError(`cannot ${what}: ${reasonOf(error)}`, BY_NAME.has(code) ? help : undefined);
}

/** Why the system refused, in plain words. */
export function reasonOf(error: unknown): string {
  const code = systemCode(error);
  return (code === null ? undefined : REASONS.get(code)) ?? plainMessage(error);
}

/** What the system calls its error, such as ENOSPC; null when it is not the system's. */
export function systemCode(error: unknown): string | null {
  const code = error instanceof Error ? (error as NodeJS.ErrnoException).code : undefined;
  return typeof code === 'string' && (/^E[A-Z\d]+$/.test(code) || REASONS.has(code)) ? code : null;
}

/** For `catch`: null when there is no such file; every other failure goes on. */
export function absent(error: unknown): null {
  if (ABSENT.has(systemCode(error) ?? '')) return null;
  throw error;
}

const ABSENT = new Set(['ENOENT', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG']);

const REASONS: ReadonlyMap<string, string> = new Map([
  ['ENOENT', 'there is no such file or folder'],
  ['EACCES', 'permission denied'],
  ['EPERM', 'permission denied'],
  ['EROFS', 'the disk is read-only'],
  ['EISDIR', 'it is a folder'],
  ['ENOTDIR', 'a part of its path is a file, not a folder'],
  ['ENAMETOOLONG', 'its name is too long'],
  ['ELOOP', 'its links lead in a circle'],
  ['EEXIST', 'it is there already'],
  ['ENOSPC', 'the disk is full'],
  ['EDQUOT', 'the disk quota is used up'],
  ['EFBIG', 'the file would become larger than is allowed there'],
  ['EIO', 'the disk or its connection failed'],
  ['ESTALE', 'the network disk has lost it'],
  ['ENXIO', 'there is no such device'],
  ['ENODEV', 'there is no such device'],
  ['EMFILE', 'too many files are open'],
  ['ENFILE', 'too many files are open'],
  ['ENOMEM', 'there is not enough memory'],
  ['EBUSY', 'another program holds it open'],
  ['ETXTBSY', 'another program holds it open'],
  ['ERR_STRING_TOO_LONG', 'it is too long for a text'],
]);

// Those that another name, another folder or a permission would end.
const BY_NAME = new Set(['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR']);

// "EPROTO: protocol error, read" is "protocol error".
function plainMessage(error: unknown): string {
  const { message } = error as Error;
  return message.replace(/^E[A-Z\d]+: /, '').replace(/, \w+(?: '.*)?$/s, '');
}
