import type { Span } from '../../text/source.ts';
import type { Criteria } from '../criteria.ts';
import { meaningOfCondition } from '../meaning.ts';
import type { Change } from './change.ts';

/** What may differ without a category hanging on it: name, version, owner, capacities, duties and checks. */
export function plainChanges(before: Criteria, after: Criteria): Change[] {
  const [older, newer] = [plainValues(before), plainValues(after)];
  const keys = [...new Set([...newer.keys(), ...older.keys()])];
  return keys.flatMap((key): Change[] => {
    const [from, to] = [older.get(key), newer.get(key)];
    if (from?.meaning === to?.meaning) return [];
    return [
      {
        kind: from === undefined ? 'added' : to === undefined ? 'removed' : 'changed',
        path: (to ?? from)!.path,
        from: from === undefined ? null : { kind: 'text', text: from.text },
        to: to === undefined ? null : { kind: 'text', text: to.text },
        at: to?.at ?? null,
        ...{ units: [], decides: false, keys: [] },
      },
    ];
  });
}

interface Plain {
  readonly path: readonly string[];
  readonly text: string;
  readonly meaning: string;
  readonly at: Span | null;
}

function plainValues(criteria: Criteria): Map<string, Plain> {
  const { name, version, reason, owner, duties, categories, checks, cohorts } = criteria;
  const values = new Map<string, Plain>();
  const add = (path: readonly string[], text: string | number | null | undefined, at: Span | null = null) => {
    if (text == null || text === '') return;
    values.set(JSON.stringify(path), { path, text: String(text), meaning: String(text), at });
  };
  add(['name'], name);
  add(['version'], version);
  add(['reason'], reason);
  add(['owner'], owner);
  for (const { name: category, capacity, span } of categories) add([category, 'capacity'], capacity, span);
  add(['duties', 'manager'], duties.manager?.name);
  add(['duties', 'plan'], duties.plan);
  add(['duties', 'review_every'], duties.reviewEvery?.text);
  add(['duties', 'max_key_accounts_per_manager'], duties.maxKeyAccountsPerManager);
  add(['duties', 'open_issues_at_most'], duties.openIssuesAtMost?.text);
  for (const { id, for: categoriesOf, duty, expect, severity, span } of checks) {
    const meaning = JSON.stringify([categoriesOf, duty, severity, meaningOfCondition(expect, cohorts)]);
    const path = ['checks', id];
    values.set(JSON.stringify(path), {
      path,
      text: `${severity}, ${categoriesOf.join(', ')}`,
      meaning,
      at: span,
    });
  }
  return values;
}
