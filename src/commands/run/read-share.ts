import { UserError } from '../../errors.ts';
import { isProblem, parseAmount } from '../../fields/amount.ts';

/** A flag that says a part of a whole: 60% or 60 is 0.6. Throws a UserError for what is no more than nothing, or more than all. */
export function readShare(flag: string, told: string, example: string): number {
  const amount = parseAmount(told);
  const ratio = isProblem(amount)
    ? Number.NaN
    : amount.unit === 'percent'
      ? amount.value
      : amount.value / 100;
  if (!(ratio > 0 && ratio <= 1))
    throw new UserError(`${flag}: expected a percent such as ${example}, found "${told}"`);
  return ratio;
}
