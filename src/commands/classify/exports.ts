import { basename, dirname } from 'node:path';
import { UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { escapePattern } from '../../text/escape-pattern.ts';
import { compareText } from '../../text/order.ts';
import { isAddress } from '../../warehouse/address.ts';
import { NO_CUSTOMER_FILE } from '../run/no-customer-file.ts';
import type { ClassifyFlags } from './command.ts';
import { runClassify } from './run.ts';

/** Classifies one customer file, several exports one by one, or those who have an order line; the exit code. */
export async function runExports(told: readonly string[], flags: ClassifyFlags, io: Io): Promise<number> {
  const paths = (await Promise.all(told.map((one) => filesNamed(one, io)))).flat();
  refuseRepeated(paths, io);
  if (paths.length < 2) return runClassify(paths[0] ?? NO_CUSTOMER_FILE, flags, io);
  if (flags.engine === 'sql')
    throw new UserError({
      en: '--engine sql takes one table of a database, not several exports',
      zh: '--engine sql 只接受数据库中的一张表，不接受多份导出文件',
    });
  const { classifySeveral } = await import('./several.ts');
  return classifySeveral(paths, flags, io);
}

// Shells of Windows leave the asterisk in a name to the program.
async function filesNamed(told: string, io: Io): Promise<readonly string[]> {
  const pattern = basename(told);
  if (!pattern.includes('*') || isAddress(told) || io.exists(told)) return [told];
  const before = told.slice(0, told.length - pattern.length);
  const parts = pattern.split('*').map(escapePattern);
  const matches = new RegExp(`^(?!\\.)${parts.join('.*')}$`, 'i');
  const names = (await io.list(dirname(told))).filter((name) => matches.test(name)).sort(compareText);
  if (names.length > 0) return names.map((name) => `${before}${name}`);
  throw new UserError(
    { en: `there is no file "${told}"`, zh: `没有符合“${told}”的文件` },
    { en: 'check the folder and the ending', zh: '请检查文件夹和扩展名' },
  );
}

function refuseRepeated(paths: readonly string[], io: Io): void {
  const seen = new Set<string>();
  for (const path of paths) {
    const file = path === '-' || isAddress(path) ? path : (io.identityOf(path) ?? path);
    if (seen.has(file))
      throw new UserError(
        path === '-'
          ? { en: 'standard input is named twice', zh: '标准输入出现了两次' }
          : { en: `"${path}" is named twice`, zh: `“${path}”出现了两次` },
        { en: 'name each export once', zh: '每份导出文件请只写一次' },
      );
    seen.add(file);
  }
}
