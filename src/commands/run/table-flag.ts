import { UserError } from '../../errors.ts';

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
