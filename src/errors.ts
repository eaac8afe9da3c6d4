import type { Diagnostic } from './text/diagnostic.ts';
import { verbatim, type Wording } from './text/wording.ts';

/** A command that cannot be carried out as it was given: flags, or a file that cannot be opened. `message` is English. */
export class UserError extends Error {
  readonly wording: Wording;
  readonly help: Wording | undefined;

  constructor(wording: Wording, help?: Wording) {
    super(wording.en);
    this.wording = wording;
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

/** What is wrong with several files, each by itself. */
export class SeveralErrors extends Error {
  readonly errors: readonly (InputError | UserError)[];

  constructor(errors: readonly (InputError | UserError)[]) {
    super('several files have errors');
    this.errors = errors;
  }
}

/**
 * What the system refused, as a UserError: "cannot write "out.csv": the disk is full". `help` is given where the name
 * or the permission may be at fault. Any other error stays as it is.
 */
export function couldNot(what: Wording, error: unknown, help?: Wording): unknown {
  const code = systemCode(error);
  if (code === null) return error;
  const reason = reasonOf(error);
  return new UserError(
    { en: `cannot ${what.en}: ${reason.en}`, zh: `无法${what.zh}：${reason.zh}` },
    BY_NAME.has(code) ? help : undefined,
  );
}

/** Why the system refused, in plain words. */
export function reasonOf(error: unknown): Wording {
  const code = systemCode(error);
  return (code === null ? undefined : REASONS.get(code)) ?? verbatim(plainMessage(error));
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

const REASONS: ReadonlyMap<string, Wording> = new Map([
  ['ENOENT', { en: 'there is no such file or folder', zh: '没有这个文件或文件夹' }],
  ['EACCES', { en: 'permission denied', zh: '没有权限' }],
  ['EPERM', { en: 'permission denied', zh: '没有权限' }],
  ['EROFS', { en: 'the disk is read-only', zh: '磁盘是只读的' }],
  ['EISDIR', { en: 'it is a folder', zh: '这是一个文件夹' }],
  ['ENOTDIR', { en: 'a part of its path is a file, not a folder', zh: '路径中有一段是文件，不是文件夹' }],
  ['ENAMETOOLONG', { en: 'its name is too long', zh: '文件名太长' }],
  ['ELOOP', { en: 'its links lead in a circle', zh: '链接绕成了一圈' }],
  ['EEXIST', { en: 'it is there already', zh: '已经存在' }],
  ['ENOSPC', { en: 'the disk is full', zh: '磁盘已满' }],
  ['EDQUOT', { en: 'the disk quota is used up', zh: '磁盘配额已用完' }],
  ['EFBIG', { en: 'the file would become larger than is allowed there', zh: '文件超过了该处允许的大小' }],
  ['EIO', { en: 'the disk or its connection failed', zh: '磁盘或其连接出现故障' }],
  ['ESTALE', { en: 'the network disk has lost it', zh: '网络磁盘上已找不到该文件' }],
  ['ENXIO', { en: 'there is no such device', zh: '没有这个设备' }],
  ['ENODEV', { en: 'there is no such device', zh: '没有这个设备' }],
  ['EMFILE', { en: 'too many files are open', zh: '打开的文件太多' }],
  ['ENFILE', { en: 'too many files are open', zh: '打开的文件太多' }],
  ['ENOMEM', { en: 'there is not enough memory', zh: '内存不足' }],
  ['EBUSY', { en: 'another program holds it open', zh: '正被其他程序占用' }],
  ['ETXTBSY', { en: 'another program holds it open', zh: '正被其他程序占用' }],
  ['ERR_STRING_TOO_LONG', { en: 'it is too long for a text', zh: '内容太长，无法作为一段文本处理' }],
]);

// Those that another name, another folder or a permission would end.
const BY_NAME = new Set(['ENOENT', 'EACCES', 'EPERM', 'EISDIR', 'ENOTDIR']);

// "EPROTO: protocol error, read" is "protocol error".
function plainMessage(error: unknown): string {
  const { message } = error as Error;
  return message.replace(/^E[A-Z\d]+: /, '').replace(/, \w+(?: '.*)?$/s, '');
}
