import type { Criteria } from '../../criteria/criteria.ts';
import { UserError } from '../../errors.ts';
import { shellWord } from '../../text/shell-word.ts';
import { didYouMean } from '../../text/suggest.ts';

/** A file of lines as `--table` names it: orders=orders.csv. */
export function readTableFlag(told: string): { readonly table: string; readonly file: string } {
  const [, table, file] = /^([^=]+)=(.+)$/s.exec(told) ?? [];
  if (table === undefined || file === undefined)
    throw new UserError(
      { en: `--table: expected NAME=FILE, found "${told}"`, zh: `--table：应为 NAME=FILE，实际为“${told}”` },
      { en: '--table orders=orders.csv', zh: '--table orders=orders.csv' },
    );
  return { table, file };
}

/** The files, or tables of a database, that hold the lines of the criteria's tables, by their name in the criteria. */
export function readTableFlags(told: readonly string[], { tables }: Criteria): ReadonlyMap<string, string> {
  const files = new Map<string, string>();
  for (const one of told) {
    const { table: name, file } = readTableFlag(one);
    const names = tables.map((table) => table.name);
    if (!names.includes(name))
      throw new UserError(
        { en: `--table: the criteria have no table "${name}"`, zh: `--table：标准文件中没有表“${name}”` },
        didYouMean(name, names) ?? {
          en: `declare it under tables in the criteria, or begin with criteria that do: ${begin(one)}`,
          zh: `请在标准文件的 tables 下声明，或先生成带有该表的标准：${begin(one)}`,
        },
      );
    if (files.has(name))
      throw new UserError(
        { en: `--table: "${name}" is given twice`, zh: `--table：“${name}”指定了两次` },
        { en: 'give one file for each table', zh: '每张表请只指定一个文件' },
      );
    files.set(name, file);
  }
  return files;
}

function begin(table: string): string {
  return `keyaccounts init --table ${shellWord(table)} -o criteria.yaml`;
}
