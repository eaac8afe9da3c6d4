import type { Fact } from './fact.ts';
import { OPERATORS, type OperatorDomain } from './operators.ts';

/** Whether an operator of a domain makes sense for a fact. */
export function suits(fact: Fact, domain: OperatorDomain): boolean {
  const unit = fact.type.kind === 'number' ? fact.type.unit : null;
  switch (domain) {
    case 'any':
      return true;
    case 'ordered':
      return unit !== null && unit !== 'flag';
    case 'day':
      return unit === 'day';
    case 'rankable':
      return unit !== null && unit !== 'flag' && unit !== 'day';
  }
}

/** The operators that a fact takes. */
export function suitable(fact: Fact): string[] {
  return Object.entries(OPERATORS)
    .filter(([, operator]) => suits(fact, operator.suits))
    .map(([name]) => name);
}

/** A fact's type in words. */
export function describeType(fact: Fact): string {
  if (fact.type.kind === 'text') return 'text';
  return fact.type.unit === 'day' ? 'a date' : fact.type.unit === 'flag' ? 'yes or no' : fact.type.unit;
}
