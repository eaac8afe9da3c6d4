import { printCondition } from '../../condition/print.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { conditionPhrases } from '../../say/condition.ts';
import { formatFact } from '../../say/fact.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { afterHan, COLON, joined, type Language, SEMICOLON, type Wording } from '../../text/wording.ts';
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
          ? { en: 'no category', zh: '不属于任何类别' }
          : {
              en: `undetermined (lacks ${verdict.lacks.map(({ name }) => name).join(', ')})`,
              zh: `为未定（缺少 ${verdict.lacks.map(({ name }) => name).join('、')}）`,
            }
        : {
            en: `${verdict.category} by ${verdict.criterion === null ? verdict.by : `"${verdict.criterion.id}"`}`,
            zh: `为 ${verdict.category}（依据 ${verdict.criterion === null ? verdict.by : `“${verdict.criterion.id}”`}）`,
          };
    return [
      {
        code: 'failed-case',
        severity: 'error',
        message: {
          en: `case "${example.name}": expected ${example.expect}, found ${found.en}`,
          zh: `案例“${example.name}”：应为 ${example.expect}，实际${afterHan(found.zh)}`,
        },
        notes: whyNot(one.explain()!, example.expect),
        help: {
          en: 'change the criteria back, or the case if the decision has changed',
          zh: '请把标准改回去；如果要求已经改变，请修改案例',
        },
        at: example.span,
      },
    ];
  });
}

// The conditions of the expected category that do not hold, criterion by criterion.
function whyNot({ categories, criteria }: Explanation, expected: string): Wording[] {
  const wanted = categories.find(({ category }) => category.name === expected);
  const notes = (wanted?.criteria ?? []).map(({ criterion, trace }) => {
    const failing = [...failingTests(trace)].map((test) => testText(test, criteria));
    const said = failing.length === 0 ? { en: 'holds', zh: '满足' } : joined(failing, SEMICOLON);
    return joined([`${expected} › ${criterion.id}`, said], COLON);
  });
  return notes.slice(0, MOST_NOTES);
}

const MOST_NOTES = 6;

function* failingTests(trace: ConditionTrace): Generator<TestTrace> {
  if (trace.outcome === 'true') return;
  if (trace.kind === 'test') yield trace;
  else for (const part of trace.parts) yield* failingTests(part);
}

function testText({ condition, value, outcome }: TestTrace, { cohorts }: Criteria): Wording {
  const say = (language: Language): string =>
    printCondition(condition, cohorts, conditionPhrases(language), outcome !== 'false');
  const words = { en: say('en'), zh: say('zh') };
  if (outcome === 'missing')
    return condition.kind === 'rank' && value !== null
      ? { en: `${words.en}: known only with --customers`, zh: `${words.zh}（只有加上 --customers 才能得知）` }
      : { en: `${condition.fact.name} is missing`, zh: `缺少 ${condition.fact.name}` };
  return {
    en: `${words.en} (${formatFact(value, condition.fact.type, 'en')})`,
    zh: `${words.zh}（${formatFact(value, condition.fact.type, 'zh')}）`,
  };
}
