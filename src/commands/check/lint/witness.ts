import type { Goal } from '../../../condition/domain.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import { formatDay } from '../../../fields/day.ts';
import { exactOf } from '../../../fields/exact.ts';
import { exactField, type Facts, factText } from '../../../fields/facts.ts';
import type { Field } from '../../../fields/field.ts';
import { COMMA, joined, verbatim, type Wording } from '../../../text/wording.ts';
import type { Verdict } from '../../../verdict/verdict.ts';
import type { CompiledPlaces, RankPlace } from './placings.ts';

/** A customer that proves a finding, with its verdict. */
export interface Witness {
  readonly criteria: Criteria;
  /** Its fields that matter, numbers as exact decimals; null is blank. */
  readonly values: readonly { readonly field: Field; readonly value: string | null }[];
  /** Where relative tests place it among the other customers. */
  readonly places: readonly RankPlace[];
  readonly verdict: Verdict;
}

/**
 * `witness`: a customer reaches the goal; which one is looked for when it is asked for. `impossible`: none can, proven.
 * `open`: none was found, and through derived values and scores that is no proof.
 */
export type Answer =
  | { readonly kind: 'witness'; readonly witness: () => Witness }
  | { readonly kind: 'impossible' }
  | { readonly kind: 'open' };

/** Looks for customers that reach goals. */
export interface Solver {
  solve(goal: Goal): Answer;
  /** Whether no customer can reach a goal, proven: quicker to say, since one that is not excluded is enough. */
  isImpossible(goal: Goal): boolean;
}

/** Whether the customer whose fields are in `facts` reaches a goal, as the evaluator itself finds. */
export function isReached(goal: Goal, facts: Facts, { compute, testOf }: CompiledPlaces): boolean {
  compute(facts);
  return goal.every(({ condition, allowed }) => allowed[testOf(condition)(facts)]);
}

/** That customer as a witness. */
export function witnessOf(
  facts: Facts,
  fields: readonly Field[],
  criteria: Criteria,
  { places, classifier }: CompiledPlaces,
): Witness {
  const values = fields.map((field) => ({
    field,
    value: factText(facts, field.slot) ?? exactField(facts, field.slot),
  }));
  return { criteria, values, places, verdict: classifier().classify(facts, null) };
}

/** A witness as one would write it under `cases`, and the verdict that it gets. */
export function printWitness({ values, places, verdict }: Witness): Wording[] {
  const cells = values.flatMap(({ field, value }) =>
    value === null ? [] : [`${field.name}: ${printCell(field, value)}`],
  );
  const ranks = places.map(({ cohort: { fact }, part, of }) => ({
    en: `${fact.name} in part ${part} of ${of} of its relative test`,
    zh: `${fact.name} 在相对条件的 ${of} 等分中位于第 ${part} 组`,
  }));
  const blank = values.filter(({ value }) => value === null).map(({ field }) => field.name);
  const without =
    blank.length === 0 ? [] : [{ en: `without ${blank.join(', ')}`, zh: `缺少 ${blank.join('、')}` }];
  const shown = joined([`{ ${cells.join(', ')} }`, ...without, ...ranks], COMMA);
  const becomes = sayVerdict(verdict);
  return [{ en: `for example ${shown.en}: ${becomes.en}`, zh: `例如 ${shown.zh}：${becomes.zh}` }];
}

function sayVerdict(verdict: Verdict): Wording {
  if (verdict.kind === 'undetermined')
    return verdict.lacks.length > 0
      ? { en: 'undetermined', zh: '未定' }
      : { en: 'no category', zh: '不属于任何类别' };
  const { category, criterion } = verdict;
  if (criterion === null) return verbatim(category);
  return { en: `${category} by "${criterion.id}"`, zh: `${category}（依据“${criterion.id}”）` };
}

/** A value as it would be typed into a case. */
function printCell({ type }: Field, value: string): string {
  switch (type) {
    case 'date':
      return formatDay(Number(value));
    case 'flag':
      return value === '1' ? 'yes' : 'no';
    case 'percent':
      return `${decimalText(value)}%`;
    case 'id':
    case 'text':
    case 'choice':
      return /^[\p{L}][\p{L}\p{N} _-]*$/u.test(value) ? value : JSON.stringify(value);
    case 'number':
    case 'money':
      return value;
  }
}

// 0.15 as 15, without the noise of doubles.
function decimalText(ratio: string): string {
  const percent = exactOf(ratio).mul(exactOf('100'));
  return Number(percent.valueOf().toPrecision(12)).toString();
}
