/** The types a field may declare. `id` is text that names a customer; `flag` is yes or no. */
export const VALUE_TYPES = ['id', 'text', 'choice', 'number', 'money', 'percent', 'date', 'flag'] as const;
/** A type, as a criteria file spells it. */
export type ValueType = (typeof VALUE_TYPES)[number];

/**
 * What a number counts. Money never meets a percent; `ratio` is a number without unit that may be written as a
 * percent (0.15 is 15%); `days` is a span of time; `day` is a calendar day, counted from 1970-01-01.
 */
export const UNITS = ['number', 'money', 'ratio', 'days', 'day', 'points', 'flag'] as const;
/** Two numbers are compared only when they have one unit. */
export type Unit = (typeof UNITS)[number];

/** How a fact's values are kept: as numbers of a unit (NaN is missing), or as text (null is missing). */
export type FactType = { readonly kind: 'number'; readonly unit: Unit } | { readonly kind: 'text' };

/** The fact type that values of a field's type have. */
export function factTypeOf(type: ValueType): FactType {
  switch (type) {
    case 'id':
    case 'text':
    case 'choice':
      return { kind: 'text' };
    case 'number':
      return { kind: 'number', unit: 'number' };
    case 'money':
      return { kind: 'number', unit: 'money' };
    case 'percent':
      return { kind: 'number', unit: 'ratio' };
    case 'date':
      return { kind: 'number', unit: 'day' };
    case 'flag':
      return { kind: 'number', unit: 'flag' };
  }
}
