import type { Condition, Quantity } from '../../../condition/condition.ts';
import type { Criteria } from '../../../criteria/criteria.ts';

/** An amount that a criterion for key accounts asks of a fact. */
export interface FactLine {
  readonly at: number;
  /** As the file writes it. */
  readonly text: string;
  /** The criterion that asks for it; `stays_while` is the line at which a key account leaves. */
  readonly criterion: string;
}

/** The amounts that the criteria for key accounts compare a fact with, the lowest first. */
export function linesOn(fact: string, criteria: Criteria): FactLine[] {
  const key = criteria.categories.find(({ name }) => name === 'key');
  if (key === undefined) return [];
  const own = key.when.kind === 'criteria' ? key.when.criteria : [];
  const found = own.flatMap(({ id, condition }) =>
    boundsOn(fact, condition).map((bound) => ({ at: bound.value, text: bound.text, criterion: id })),
  );
  const stays = key.staysWhile === null ? [] : boundsOn(fact, key.staysWhile);
  const all = [
    ...found,
    ...stays.map((bound) => ({ at: bound.value, text: bound.text, criterion: 'stays_while' })),
  ];
  return all.sort((one, other) => one.at - other.at || (one.criterion < other.criterion ? -1 : 1));
}

function boundsOn(fact: string, condition: Condition): Quantity[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
      return condition.of.flatMap((part) => boundsOn(fact, part));
    case 'not':
      return boundsOn(fact, condition.of);
    case 'compare':
      return condition.fact.name === fact ? [condition.bound] : [];
    case 'between':
      return condition.fact.name === fact ? [condition.low, condition.high] : [];
    case 'member':
    case 'present':
    case 'age':
    case 'rank':
      return [];
  }
}
