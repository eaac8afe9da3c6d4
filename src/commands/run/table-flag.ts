import { UserError } from '../../errors.ts';

/** A file of lines as `--table` names it: orders=orders.csv. */
export function readTableFlag(told: string): { readonly table: string; readonly file: string } {
  const [, table, file] = /^([^=]+)=(.+)$/s.exec(told) ?? [];
  if (table === undefined || file === undefined)
    throw new UserError(`--table: expected NAME=FILE, found "${told}"`, '--table orders=orders.csv');
  return { table, file };
}
