import { UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { loadCriteria } from '../run/inputs.ts';
import { NO_CUSTOMER_FILE } from '../run/no-customer-file.ts';
import { needsNoCustomers } from '../run/open-run.ts';
import { readShare } from '../run/read-share.ts';
import { readTableFlags } from '../run/table-flag.ts';
import type { ExplainFlags } from './command.ts';

/** Explains the customers that are named, all of them, or those near the line; the exit code. */
export async function runExplain(
  first: string,
  others: readonly string[],
  flags: ExplainFlags,
  io: Io,
): Promise<number> {
  const loaded = await loadCriteria(io, flags.criteria);
  if (flags.table !== undefined) readTableFlags(flags.table, loaded.criteria);
  const isId =
    first !== NO_CUSTOMER_FILE && needsNoCustomers(loaded.criteria) && first !== '-' && !io.exists(first);
  const [path, ids] = isId ? [NO_CUSTOMER_FILE, [first, ...others]] : [first, others];
  const within = checkFlags(ids, flags);
  // Each starts without what only the other needs.
  if (flags.all === true) {
    const { explainAll } = await import('./explain-all.ts');
    return explainAll(path, loaded, flags, io);
  }
  const { explainSome } = await import('./explain-some.ts');
  return explainSome(path, ids, within, loaded, flags, io);
}

// How far --near looks, as a ratio; null when ids or everything was asked for.
function checkFlags(ids: readonly string[], flags: ExplainFlags): number | null {
  const asked = [ids.length > 0, flags.near !== undefined, flags.all === true].filter(Boolean).length;
  if (asked !== 1)
    throw new UserError(
      asked === 0
        ? { en: 'explain needs to know which customers', zh: 'explain 需要知道是哪些客户' }
        : {
            en: 'explain takes ids, --near or --all, only one of them',
            zh: '编号、--near 和 --all 只能选一种',
          },
      {
        en: 'name their ids, or give --near 5% for those near the line, or --all',
        zh: '请写客户编号，或用 --near 5% 查看接近界线的客户，或用 --all',
      },
    );
  if (flags.lines === true && ids.length === 0)
    throw new UserError(
      { en: '--lines goes with ids', zh: '--lines 要与客户编号一起使用' },
      { en: 'name the customers whose lines are to be shown', zh: '请写要查看明细的客户编号' },
    );
  if (flags.changes === true && flags.all !== true)
    throw new UserError(
      { en: '--changes goes with --all', zh: '--changes 要与 --all 一起使用' },
      { en: 'explanations of ids have the changes anyway', zh: '按编号查看时本来就包含所需的改变' },
    );
  return flags.near === undefined
    ? null
    : readShare({ flag: '--near', example: '5%', orNothing: false }, flags.near).value;
}
