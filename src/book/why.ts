import type { Comparison } from '../compare/comparison.ts';
import type { Cause, CauseKind, Causes } from '../compare/movement.ts';
import { type Day, formatDay } from '../fields/day.ts';
import { factText } from '../fields/facts.ts';
import type { FactType } from '../fields/value.ts';
import { compileBrokenChecks } from '../verdict/broken-checks.ts';
import type { CheckedCustomers } from '../verdict/classify-table.ts';
import type { BookFolder } from './files.ts';
import { type HistoryRow, readHistory } from './history.ts';

/** The causes as the history writes them: one word for each, the same whatever the language. */
const NAMES: Readonly<Record<CauseKind, string>> = {
  new: 'new',
  gone: 'gone',
  group: 'group',
  data: 'own data',
  criteria: 'criteria',
  peers: 'peers',
  calendar: 'calendar',
  override: 'override',
};

/** Between causes that only together are enough. */
export const TOGETHER = ' and ';
/** Between causes of which each is enough. */
export const EITHER = ' or ';

/** Why a customer moved, as the history keeps it. */
export function causeCells({ together, of }: Causes): Pick<HistoryRow, 'cause' | 'detail'> {
  return {
    cause: of.map(({ kind }) => NAMES[kind]).join(together ? TOGETHER : EITHER),
    detail: of
      .flatMap(detailsOf)
      .filter((detail) => detail !== '')
      .join('; '),
  };
}

function detailsOf(cause: Cause): string[] {
  switch (cause.kind) {
    case 'new':
    case 'gone':
      return [];
    case 'group':
      return [cause.isIn ? `now part of ${cause.id}` : `was part of ${cause.id}`];
    case 'data':
      return cause.fields.map(
        ({ name, type, from, to }) => `${name} ${print(from, type)} → ${print(to, type)}`,
      );
    case 'criteria':
      return cause.changes.map(({ kind, path }) => `${path.join('.')} ${kind}`);
    case 'peers':
      return cause.lines.map(
        ({ fact, type, group, from, to }) =>
          `line of ${fact}${group === '' ? '' : ` in ${group}`} ${print(from, type)} → ${print(to, type)}`,
      );
    case 'calendar':
      return [`${formatDay(cause.from)} → ${formatDay(cause.to)}`];
    case 'override':
      return [cause.to === null ? 'ended' : `${cause.to.reason} (${cause.to.author})`];
  }
}

// Plain and in full, for people and for programs.
function print(value: number | string | null, type: FactType): string {
  if (value === null) return 'unknown';
  if (typeof value === 'string' || type.kind === 'text') return String(value);
  if (type.unit === 'day') return formatDay(value);
  if (type.unit === 'flag') return value === 1 ? 'yes' : 'no';
  return String(value);
}

/**
 * For customers that were lost or left: the checks that they failed when they were last seen, by id. A check whose
 * outcome is missing is no sign.
 */
export async function findSigns(
  { movements }: Comparison,
  older: CheckedCustomers,
  asOf: number,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const wanted = new Set(movements.filter(({ to }) => to === 'lost' || to === 'absent').map(({ id }) => id));
  const found = new Map<string, readonly string[]>();
  const hasChecks = [...older.cuts.keys()].some(({ checks }) => checks.length > 0);
  if (wanted.size === 0 || !hasChecks) return found;
  const brokenBy = compileBrokenChecks(asOf, older.cuts);
  for await (const customer of older.classify()) {
    const { facts, criteria, verdict } = customer;
    const id = factText(facts, criteria.idField.slot)!;
    if (!wanted.has(id) || verdict.kind !== 'decided') continue;
    found.set(
      id,
      brokenBy(customer).map(({ check }) => check.id),
    );
  }
  return found;
}

/** The checks that customers failed when they were last seen before they were lost, by id, as the history has them up to a day. */
export async function readSignsOfLost(
  book: BookFolder,
  asOf: Day,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, readonly string[]>();
  for await (const batch of readHistory(book)) {
    for (const { asOf: day, id, to, signs } of batch) {
      if (day > asOf) continue;
      if (to === 'lost') found.set(id, signs);
      else found.delete(id);
    }
  }
  return found;
}
