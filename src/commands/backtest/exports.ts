import { UserError } from '../../errors.ts';
import { type Day, formatDay, parseDay } from '../../fields/day.ts';

/** An export with the day that it is about; the path is empty where order lines alone make the customers. */
export interface DatedExport {
  readonly path: string;
  readonly day: Day;
}

/** Reads FILE@DATE, two or more, from the oldest to the newest; throws a UserError for anything else. */
export function readExports(told: readonly string[]): readonly DatedExport[] {
  const exports = told.map(readExport);
  if (exports.length < 2)
    throw new UserError(
      {
        en: `backtest needs two exports or more, found ${exports.length}`,
        zh: `backtest 至少需要两份导出文件，实际为 ${exports.length} 份`,
      },
      {
        en: 'give each with its day: 2025.csv@2025-06-30 2026.csv@2026-06-30; or --book alone for the last two runs of a book',
        zh: '请连同日期给出：2025.csv@2025-06-30 2026.csv@2026-06-30；或只用 --book，比较台账中的最近两次运行',
      },
    );
  for (const [at, { day }] of exports.entries()) {
    const next = exports[at + 1];
    if (next !== undefined && next.day <= day)
      throw new UserError(
        {
          en: `the exports do not go from the oldest to the newest: ${formatDay(next.day)} follows ${formatDay(day)}`,
          zh: `导出文件没有从旧到新排列：${formatDay(day)} 之后是 ${formatDay(next.day)}`,
        },
        {
          en: 'put them in the order of their days, one for each day',
          zh: '请按日期先后排列，每个日期一份',
        },
      );
  }
  return exports;
}

function readExport(told: string): DatedExport {
  const at = told.lastIndexOf('@');
  const day = at < 0 ? null : parseDay(told.slice(at + 1));
  if (day === null)
    throw new UserError(
      {
        en: `expected an export with its day, found "${told}"`,
        zh: `应为带日期的导出文件，实际为“${told}”`,
      },
      {
        en: `write the day behind it: ${at < 0 ? told : told.slice(0, at)}@2026-06-30`,
        zh: `请在后面写上日期：${at < 0 ? told : told.slice(0, at)}@2026-06-30`,
      },
    );
  return { path: told.slice(0, at), day };
}
