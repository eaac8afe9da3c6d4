import type { Criteria } from '../criteria/criteria.ts';
import { factText } from '../fields/facts.ts';
import { byId } from '../text/order.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import { knownFacts } from '../verdict/known-facts.ts';
import { categoryOf, criterionOf, standingOf } from '../verdict/verdict.ts';
import type { HistoryCategory } from './history.ts';
import type { Past } from './past.ts';

/** A customer that became a key account, or ceased to be one, since the run before. */
export interface KeyMove {
  readonly id: string;
  readonly name: string | null;
  /** Where it stood; null for one that was not there. */
  readonly from: HistoryCategory | null;
  readonly to: HistoryCategory;
  readonly criterion: string;
}

/** Who is a key account and was none after the run before, and the other way round; each by id. */
export interface KeyMoves {
  readonly entered: readonly KeyMove[];
  readonly left: readonly KeyMove[];
}

/** Sees customers as they come; `begin` starts again. */
export interface KeyMovesWatch {
  begin(): void;
  take(customer: ClassifiedCustomer): void;
  result(): KeyMoves;
}

/** Finds new and former key accounts as the customers come; sorted by id, whatever their order. Who is `unread` is there. */
export function watchKeyMoves(past: Past, criteria: Criteria, unread: ReadonlySet<string>): KeyMovesWatch {
  const { name } = knownFacts(criteria);
  let expected = past.expect();
  let entered: KeyMove[] = [];
  let left: KeyMove[] = [];
  return {
    begin() {
      expected = past.expect();
      entered = [];
      left = [];
    },
    take({ facts, verdict, criteria: own }) {
      const id = factText(facts, own.idField.slot)!;
      const isKey = categoryOf(verdict) === 'key';
      // Not the category that it was last seen in: who was undetermined was no key account, and the counts add up.
      const from = past.lastCategory(id);
      expected.see(id);
      if (isKey === (from === 'key')) return;
      (isKey ? entered : left).push({
        id,
        name: name === null ? null : factText(facts, name.slot),
        from,
        to: standingOf(verdict),
        criterion: criterionOf(verdict) ?? '',
      });
    },
    result() {
      const gone: KeyMove[] = [];
      for (const id of expected.missing()) {
        if (past.lastCategory(id) === 'key' && !unread.has(id))
          gone.push({ id, name: null, from: 'key', to: 'gone', criterion: '' });
      }
      return { entered: [...entered].sort(byId), left: [...left, ...gone].sort(byId) };
    },
  };
}
