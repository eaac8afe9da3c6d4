import type {
  AgeCondition,
  Cohort,
  CompareCondition,
  Condition,
  MeanTest,
  MemberCondition,
  RankCondition,
} from './condition.ts';

/** How a language says a condition. Names of facts and amounts come as the file writes them. */
export interface ConditionPhrases {
  compare(fact: string, operator: CompareCondition['operator'], bound: string): string;
  between(fact: string, low: string, high: string): string;
  is(fact: string, values: readonly string[], negated: boolean): string;
  present(fact: string, expected: boolean): string;
  age(fact: string, operator: AgeCondition['operator'], days: string): string;
  top(
    fact: string,
    what: { readonly count: number } | { readonly ratio: string },
    per: string | null,
  ): string;
  topShare(fact: string, ratio: string, per: string | null): string;
  quantile(fact: string, parts: QuantileParts, per: string | null): string;
  mean(fact: string, side: MeanTest['side'], per: string | null): string;
  not(part: string): string;
  /** Parts that must all hold, or of which one must; `inside` another such list they need brackets. */
  join(kind: 'all' | 'any', parts: readonly string[], inside: boolean): string;
}

/** Some of so many equal parts; the last has the highest values, or the lowest. */
export interface QuantileParts {
  readonly of: number;
  readonly from: number;
  readonly to: number;
  readonly order: 'high' | 'low';
}

/** A condition in words: the one wording of a criterion that people read. */
export function printCondition(
  condition: Condition,
  cohorts: readonly Cohort[],
  phrases: ConditionPhrases,
  inside = false,
): string {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => printCondition(part, cohorts, phrases, true));
      return phrases.join(condition.kind, parts, inside);
    }
    case 'not':
      return phrases.not(printCondition(condition.of, cohorts, phrases));
    case 'compare':
      return phrases.compare(condition.fact.name, condition.operator, condition.bound.text);
    case 'between':
      return phrases.between(condition.fact.name, condition.low.text, condition.high.text);
    case 'member':
      return phrases.is(condition.fact.name, valuesOf(condition), condition.negated);
    case 'present':
      return phrases.present(condition.fact.name, condition.expected);
    case 'age':
      return phrases.age(condition.fact.name, condition.operator, condition.days.text);
    case 'rank':
      return printRank(condition, cohorts[condition.cohort]!, phrases);
  }
}

function valuesOf({ values }: MemberCondition): string[] {
  return values.map((value) => (typeof value === 'string' ? value : value.text));
}

function printRank({ fact, test }: RankCondition, { cut, per }: Cohort, phrases: ConditionPhrases): string {
  const group = per?.name ?? null;
  switch (cut.kind) {
    case 'top_count':
      return phrases.top(fact.name, { count: cut.count }, group);
    case 'top_ratio':
      return phrases.top(fact.name, { ratio: cut.ratio.text }, group);
    case 'top_share':
      return phrases.topShare(fact.name, cut.ratio.text, group);
    case 'quantiles': {
      const { of } = cut;
      const own = test.kind === 'quantile' ? test : null;
      const parts = { of, from: own?.atLeast ?? 1, to: own?.atMost ?? of, order: own?.order ?? 'high' };
      return phrases.quantile(fact.name, parts, group);
    }
    case 'mean':
      return phrases.mean(fact.name, test.kind === 'mean' ? test.side : 'above', group);
  }
}
