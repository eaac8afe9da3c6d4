import type { Fact } from '../condition/fact.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { factsOfExpression } from '../criteria/expression.ts';
import type { Facts } from '../fields/facts.ts';

/** A fact with its value; null is missing. */
export interface Figure {
  readonly fact: Fact;
  readonly value: number | null;
}

/** A field with the year before, which the criteria keep in the field `prior_…` beside it. */
export interface Measure extends Figure {
  readonly before: number | null;
  /** From the year before to now, as a ratio; null where there is nothing to compare with. */
  readonly change: number | null;
}

/** All that the criteria know of a customer in numbers, sorted into what a plan shows together. */
export interface Measures {
  readonly measures: readonly Measure[];
  /** Values of the business that stand alone: potential, margin, scores. */
  readonly figures: readonly Figure[];
  /** Percents that are measured rather than calculated, such as deliveries on time. */
  readonly value: readonly Figure[];
  /** Yes or no, such as whether the account opens a new market. */
  readonly flags: readonly Figure[];
}

/** Compiles the reading of a customer's numbers: whatever the fields are called, each stands in its place. */
export function compileMeasures(criteria: Criteria): (facts: Facts) => Measures {
  const numbers = [...criteria.facts.values()].filter(({ type }) => type.kind === 'number');
  const pairs = numbers.flatMap((fact) => {
    const before = criteria.facts.get(`prior_${fact.name}`);
    return before === undefined || !numbers.includes(before) ? [] : [{ fact, before }];
  });
  const paired = new Set(pairs.flatMap(({ fact, before }) => [fact, before]));
  // What is calculated from a pair alone is its growth, which the pair shows.
  const growth = new Set(
    criteria.computed.flatMap((one) => {
      if (one.kind === 'score') return [];
      const parts = [...factsOfExpression(one.formula)];
      const isGrowth = pairs.some(({ fact, before }) =>
        parts.every((part) => part === fact || part === before),
      );
      return isGrowth ? [one.fact] : [];
    }),
  );
  const percents = new Set(criteria.fields.filter(({ type }) => type === 'percent').map(({ name }) => name));
  const alone = numbers.filter((fact) => !paired.has(fact) && !growth.has(fact));
  const flags = alone.filter(({ type }) => type.kind === 'number' && type.unit === 'flag');
  const value = alone.filter(({ name }) => percents.has(name));
  const figures = alone.filter((fact) => !flags.includes(fact) && !value.includes(fact));
  const read = (facts: Facts) => (fact: Fact) => ({ fact, value: numberOf(facts, fact) });
  const isKnown = ({ value: found }: Figure): boolean => found !== null;
  return (facts) => ({
    measures: pairs
      .map(({ fact, before }) => compare(fact, numberOf(facts, fact), numberOf(facts, before)))
      .filter((one) => one.value !== null || one.before !== null),
    figures: figures.map(read(facts)).filter(isKnown),
    value: value.map(read(facts)).filter(isKnown),
    flags: flags.map(read(facts)).filter(isKnown),
  });
}

/** The number of a fact; null is missing. */
export function numberOf(facts: Facts, { slot }: Fact): number | null {
  const value = facts.numbers[slot]!;
  return Number.isNaN(value) ? null : value;
}

function compare(fact: Fact, value: number | null, before: number | null): Measure {
  const change =
    value === null || before === null || before === 0 ? null : (value - before) / Math.abs(before);
  return { fact, value, before, change };
}
