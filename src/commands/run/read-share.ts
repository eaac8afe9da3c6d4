import { UserError } from '../../errors.ts';
import { isProblem, parseAmount } from '../../fields/amount.ts';
import { type Bound, boundOf } from '../../fields/facts.ts';
import { verbatim } from '../../text/wording.ts';

/** A flag that says a part of a whole. */
export interface ShareFlag {
  readonly flag: string;
  /** What is shown to whoever wrote something else: 60%. */
  readonly example: string;
  /** Whether no part at all makes sense too. */
  readonly orNothing: boolean;
}

/**
 * Reads a part of a whole, exactly: 60% and 60 are 0.6. A number below 1 without a sign could be either of two
 * parts, and is refused with both. Throws a UserError for that, for what is no number, and for more than all.
 */
export function readShare({ flag, example, orNothing }: ShareFlag, told: string): Bound {
  const found = parseAmount(told);
  const expected = {
    en: `${flag}: expected a percent such as ${example}, found "${told}"`,
    zh: `${flag}：应为百分比，如 ${example}，实际为“${told}”`,
  };
  if (!isProblem(found) && found.unit === 'plain' && found.value > 0 && found.value < 1) {
    const large = `${Number((found.value * 100).toPrecision(15))}%`;
    throw new UserError(
      {
        en: `${expected.en}, which may mean ${large} or ${found.decimal}%`,
        zh: `${expected.zh}，可能是 ${large}，也可能是 ${found.decimal}%`,
      },
      verbatim(`${flag} ${large}`),
    );
  }
  const amount = !isProblem(found) && found.unit === 'plain' ? parseAmount(`${found.decimal}%`) : found;
  const isShare =
    !isProblem(amount) &&
    amount.unit === 'percent' &&
    (amount.value > 0 || (orNothing && amount.value === 0)) &&
    amount.value <= 1;
  if (!isShare) throw new UserError(expected, verbatim(`${flag} ${example}`));
  return boundOf(amount.value, amount.decimal);
}
