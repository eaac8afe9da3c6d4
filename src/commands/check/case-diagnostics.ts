import { printCondition } from '../../condition/print.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { conditionPhrases } from '../../say/condition.ts';
import { formatFact } from '../../say/fact.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { CaseResult } from '../../verdict/example.ts';
import type { Explanation } from '../../verdict/explain.ts';
import type { ConditionTrace, TestTrace } from '../../verdict/trace.ts';

/** The cases that fail, each with the reason. */
export function caseDiagnostics(cases: readonly CaseResult[]): Diagnostic[] {
  return cases.flatMap((one): Diagnostic[] => {
    if (one.problems.length > 0) return [...one.problems];
    if (one.passed) return [];
    const { example, customer } = one;
    const { verdict } = customer!;
    const found =
      verdict.kind === 'undetermined'
        ? verdict.lacks.length === 0
          ? 'no category'
          : `undetermined (lacks ${verdict.lacks.map(({ name }) => name).join(', ')})`
        : `${verdict.category} by ${verdict.criterion === null ? verdict.by : `"${verdict.criterion.id}"`}`;
    return [
      {
        code: 'failed-case',
        severity: 'error',
        message: `case "${example.name}": expected ${example.expect}, found ${found}`,
        notes: whyNot(one.explain()!, example.expect),
        help: 'change the criteria back, or the case if the decision has changed',
        at: example.span,
      },
    ];
  });
}

// The conditions of the expected category that do not hold, criterion by criterion.
function whyNot({ categories, criteria }: Explanation, expected: string): string[] {
  const wanted = categories.find(({ category }) => category.name === expected);
  const notes = (wanted?.criteria ?? []).map(({ criterion, trace }) => {
    const failing = [...failingTests(trace)].map((test) => testText(test, criteria));
    return `${expected} › ${criterion.id}: ${failing.length === 0 ? 'holds' : failing.join('; ')}`;
  });
  return notes.slice(0, MOST_NOTES);
}

const MOST_NOTES = 6;

function* failingTests(trace: ConditionTrace): Generator<TestTrace> {
  if (trace.outcome === 'true') return;
  if (trace.kind === 'test') yield trace;
  else for (const part of trace.parts) yield* failingTests(part);
}

function testText({ condition, value, outcome }: TestTrace, { cohorts }: Criteria): string {
  const words = printCondition(condition, cohorts, conditionPhrases('en'), outcome !== 'false');
  if (outcome === 'missing')
    return condition.kind === 'rank' && value !== null
      ? `${words}: known only with --customers`
      : `${condition.fact.name} is missing`;
  return `${words} (${formatFact(value, condition.fact.type, 'en')})`;
}
