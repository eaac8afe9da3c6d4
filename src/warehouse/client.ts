import { UserError } from '../errors.ts';
import { verbatim, type Wording } from '../text/wording.ts';

/** Loads the package that reads a kind of address, which is installed by those who use it. */
export async function loadClient<T>(load: () => Promise<T>, name: string, told: string): Promise<T> {
  try {
    return await load();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ERR_MODULE_NOT_FOUND') throw error;
    const reason = {
      en: `it takes the package ${name}, which is not installed`,
      zh: `需要 ${name} 包，而它没有安装`,
    };
    throw unread(told, reason, {
      en: `install it where keyaccounts is: npm install ${name} (with -g where that is global)`,
      zh: `请装在 keyaccounts 所在之处：npm install ${name}（全局安装的请加 -g）`,
    });
  }
}

/** The error of an address that cannot be read. */
export function unread(told: string, reason: Wording, help?: Wording): UserError {
  return new UserError(
    { en: `cannot read "${told}": ${reason.en}`, zh: `无法读取“${told}”：${reason.zh}` },
    help,
  );
}

/** The error of an address in whose database nothing can be written. */
export function unwritten(told: string, reason: Wording, help?: Wording): UserError {
  return new UserError(
    {
      en: `nothing was written to "${told}": ${reason.en}`,
      zh: `没有向“${told}”写入任何内容：${reason.zh}`,
    },
    help,
  );
}

/** What a database says of its error, without the query that it repeats. */
export function firstLine(error: unknown): Wording {
  return verbatim((error instanceof Error ? error.message : String(error)).split('\n')[0]!);
}
