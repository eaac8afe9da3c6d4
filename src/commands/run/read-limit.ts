import type { DriftLimit } from '../../criteria/drift-limits.ts';
import { UserError } from '../../errors.ts';
import { isProblem, parseAmount } from '../../fields/amount.ts';
import { afterHan } from '../../text/wording.ts';
import { readShare } from './read-share.ts';

/** Reads a number of customers or a part of them: 5, or 5%. Throws a UserError for anything else. */
export function readLimit(flag: string, told: string): DriftLimit {
  const amount = parseAmount(told);
  if (!isProblem(amount) && amount.unit === 'percent')
    return { kind: 'ratio', value: readShare({ flag, example: '5%', orNothing: true }, told).value };
  return {
    kind: 'count',
    value: readCount(flag, told, {
      en: 'a whole number or a percent such as 5%',
      zh: '整数或百分比（如 5%）',
    }),
  };
}

/** Reads a whole number, within bounds where these are told. Throws a UserError for anything else. */
export function readCount(
  flag: string,
  told: string,
  expected = { en: 'a whole number', zh: '整数' },
  [least, most]: readonly [number, number] = [0, Number.POSITIVE_INFINITY],
): number {
  const amount = parseAmount(told);
  if (!isProblem(amount) && amount.unit === 'plain' && Number.isInteger(amount.value))
    if (amount.value >= least && amount.value <= most) return amount.value;
  throw new UserError({
    en: `${flag}: expected ${expected.en}, found "${told}"`,
    zh: `${flag}：应为${afterHan(expected.zh)}，实际为“${told}”`,
  });
}
