import type {
  AgeCondition,
  Cohort,
  CompareCondition,
  Condition,
  MemberCondition,
  RankCondition,
} from './condition.ts';
import { type Finds, MEMBERSHIPS, type MeanSide } from './operators.ts';

/**
 * How a language says a condition that `holds`, or one that does not: "is at least 15%", "is below 15%". Names of facts
 * and amounts come as the file writes them.
 */
export interface ConditionPhrases {
  compare(fact: string, operator: CompareCondition['operator'], bound: string, holds: boolean): string;
  between(fact: string, low: string, high: string, holds: boolean): string;
  member(fact: string, finds: Finds, values: readonly string[], found: boolean): string;
  present(fact: string, holds: boolean): string;
  age(fact: string, operator: AgeCondition['operator'], days: string, holds: boolean): string;
  top(
    fact: string,
    what: { readonly count: number } | { readonly ratio: string },
    per: string | null,
    holds: boolean,
  ): string;
  topShare(fact: string, ratio: string, per: string | null, holds: boolean): string;
  quantile(fact: string, parts: QuantileParts, per: string | null, holds: boolean): string;
  mean(fact: string, side: MeanSide, per: string | null, holds: boolean): string;
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

/** A condition in words: the one wording of a criterion that people read. `holds`: false says that it does not hold. */
export function printCondition(
  condition: Condition,
  cohorts: readonly Cohort[],
  phrases: ConditionPhrases,
  holds = true,
  inside = false,
): string {
  switch (condition.kind) {
    case 'all':
    case 'any': {
      const parts = condition.of.map((part) => printCondition(part, cohorts, phrases, holds, true));
      // All do not hold when one does not, and the other way round.
      const other = condition.kind === 'all' ? 'any' : 'all';
      return phrases.join(holds ? condition.kind : other, parts, inside);
    }
    case 'not': {
      if (!holds) return printCondition(condition.of, cohorts, phrases, true, inside);
      return phrases.not(printCondition(condition.of, cohorts, phrases));
    }
    case 'compare':
      return phrases.compare(condition.fact.name, condition.operator, condition.bound.text, holds);
    case 'between':
      return phrases.between(condition.fact.name, condition.low.text, condition.high.text, holds);
    case 'member': {
      const { finds, expected } = MEMBERSHIPS[condition.operator];
      return phrases.member(condition.fact.name, finds, valueTexts(condition), expected === holds);
    }
    case 'present':
      return phrases.present(condition.fact.name, condition.expected === holds);
    case 'age':
      return phrases.age(condition.fact.name, condition.operator, condition.days.text, holds);
    case 'rank':
      return printRank(condition, cohorts[condition.cohort]!, phrases, holds);
  }
}

/** The values of a list as people read them; quoted where a blank at the end counts. */
export function valueTexts({ values }: MemberCondition): string[] {
  return values.map((value) =>
    typeof value !== 'string' ? value.text : value.endsWith(' ') ? `"${value}"` : value,
  );
}

function printRank(
  { fact, test }: RankCondition,
  { cut, per }: Cohort,
  phrases: ConditionPhrases,
  holds: boolean,
): string {
  const group = per?.name ?? null;
  switch (cut.kind) {
    case 'top_count':
      return phrases.top(fact.name, { count: cut.count }, group, holds);
    case 'top_ratio':
      return phrases.top(fact.name, { ratio: cut.ratio.text }, group, holds);
    case 'top_share':
      return phrases.topShare(fact.name, cut.ratio.text, group, holds);
    case 'quantiles': {
      const { of } = cut;
      const own = test.kind === 'quantile' ? test : null;
      const parts = { of, from: own?.atLeast ?? 1, to: own?.atMost ?? of, order: own?.order ?? 'high' };
      return phrases.quantile(fact.name, parts, group, holds);
    }
    case 'mean':
      return phrases.mean(fact.name, test.kind === 'mean' ? test.side : 'above', group, holds);
  }
}
