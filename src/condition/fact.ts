import type { FactType } from '../fields/value.ts';

/** A name in the criteria, resolved: the slot of its value, and its type. */
export interface Fact {
  readonly name: string;
  readonly slot: number;
  readonly type: FactType;
  readonly origin: 'field' | 'derived' | 'score';
}
