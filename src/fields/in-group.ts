import type { ValueType } from './value.ts';

const NUMBERS: readonly ValueType[] = ['number', 'money', 'percent'];

/** How the values of a group's sites become one value of the group, by the word of the criteria. */
export const IN_GROUP = {
  sum: { of: ['number', 'money'], meaning: 'the sum of the sites that have a value' },
  mean: { of: NUMBERS, meaning: 'the mean of the sites that have a value, each counting the same' },
  largest: { of: NUMBERS, meaning: 'the largest value' },
  smallest: { of: NUMBERS, meaning: 'the smallest value' },
  latest: { of: ['date'], meaning: 'the latest day' },
  earliest: { of: ['date'], meaning: 'the earliest day' },
  any: { of: ['flag'], meaning: 'yes where one site says yes' },
  all: { of: ['flag'], meaning: 'no where one site says no' },
  own: {
    of: ['id', 'text', 'choice', ...NUMBERS, 'date', 'flag'],
    meaning:
      'the value in the row of the head; where that is blank, the one that all sites with a value share',
  },
  same: {
    of: ['id', 'text', 'choice', ...NUMBERS, 'date', 'flag'],
    meaning: 'the value that all sites with a value share',
  },
} as const satisfies Record<string, { readonly of: readonly ValueType[]; readonly meaning: string }>;

/** A way to make one value of many, as a criteria file spells it. */
export type InGroup = keyof typeof IN_GROUP;

/** Its words, as the criteria file may use them. */
export const IN_GROUP_WORDS = Object.keys(IN_GROUP) as readonly InGroup[];

/** What is done where the criteria do not say: amounts are added up, of days the latest counts, words are the head's. */
export function usualInGroup(type: ValueType): InGroup {
  switch (type) {
    case 'number':
    case 'money':
      return 'sum';
    case 'percent':
      return 'same';
    case 'date':
      return 'latest';
    case 'flag':
      return 'any';
    case 'id':
    case 'text':
    case 'choice':
      return 'own';
  }
}

/** Whether values of a type can be made one in this way. */
export function suitsGroup(way: InGroup, type: ValueType): boolean {
  const types: readonly ValueType[] = IN_GROUP[way].of;
  return types.includes(type);
}
