import type { Cause, CauseKind, Causes } from '../compare/movement.ts';
import { formatDay } from '../fields/day.ts';
import type { FactType } from '../fields/value.ts';
import type { HistoryRow } from './history.ts';

/** The causes as the history writes them: one word for each, the same whatever the language. */
const NAMES: Readonly<Record<CauseKind, string>> = {
  new: 'new',
  gone: 'gone',
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
