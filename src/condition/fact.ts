import type { FactType } from '../fields/value.ts';

/** A name that criteria speak of, resolved: where its value stands and what it counts. */
export interface Fact {
  readonly name: string;
  readonly slot: number;
  readonly type: FactType;
  readonly origin: 'field' | 'derived' | 'score';
}
