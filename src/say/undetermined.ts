import type { Criteria } from '../criteria/criteria.ts';
import { divisorsIn, factsOfExpression } from '../criteria/expression.ts';
import { defineWords, type Language } from '../output/language.ts';
import type { Block } from '../output/report.ts';
import { wordsFor } from '../output/words.ts';
import type { Explanation } from '../verdict/explain.ts';
import type { ConditionTrace } from '../verdict/trace.ts';
import { factName, formatFact } from './fact.ts';
import type { CutPoints } from './run.ts';

/**
 * What to do about undetermined customers. `lacks` are the names of what they lack: blanks can be filled, where a formula
 * divides by zero its divisor is to be asked for first, and where nothing is missing a lock may not know their groups.
 */
export function undeterminedNotes(
  lacks: Iterable<string>,
  criteria: Criteria,
  cutPoints: CutPoints,
  language: Language,
): Block[] {
  const say = undeterminedWords(language);
  const names = [...lacks];
  if (names.length === 0 && cutPoints.kind === 'locked') return [note(say.mayBeUnlocked)];
  const divided = names.flatMap((name) => {
    const divisors = divisorsOf(name, criteria);
    return divisors === null ? [] : [note(say.dividedHelp(name, divisors))];
  });
  const fill = canFill(names, criteria, cutPoints)
    ? [note(wordsFor(language).sentences.undeterminedHelp)]
    : [];
  return [...fill, ...divided];
}

/** Whether filling cells would help some undetermined customers, who lack what has these names. */
export function canFill(lacks: readonly string[], criteria: Criteria, cutPoints: CutPoints): boolean {
  if (lacks.length === 0) return cutPoints.kind !== 'locked';
  return lacks.some((name) => divisorsOf(name, criteria) === null);
}

function note(text: string): Block {
  return { kind: 'note', severity: 'info', text };
}

/** What keeps the verdict on a customer open, as one sentence. */
export function openVerdictText(one: Explanation, language: Language): string {
  const words = wordsFor(language);
  const say = undeterminedWords(language);
  const { titles } = one.criteria;
  const names = one.lacks.map((name) => {
    const said = factName(name, titles, language);
    const divisors = divisorsOf(name, one.criteria);
    return divisors === null ? said : say.divided(said, divisors);
  });
  const decides = one.categories.find(({ part }) => part === 'decides');
  const traces = decides?.criteria.map(({ trace }) => trace) ?? [];
  if (decides?.stays != null) traces.push(decides.stays);
  const groups = [...new Set(traces.flatMap((trace) => groupsWithoutCuts(trace, one.criteria, language)))];
  const parts = [
    ...(names.length > 0 ? [say.lacks(names.join(words.comma))] : []),
    ...(groups.length > 0 ? [say.unlocked(groups.join(words.comma)), say.lockAgain] : []),
  ];
  return parts.length > 0 ? say.undetermined(parts.join(say.next)) : say.gap;
}

// Cut points that are found in the file are there for every group: it is a lock that does not know these.
function groupsWithoutCuts(trace: ConditionTrace, criteria: Criteria, language: Language): string[] {
  if (trace.outcome !== 'missing') return [];
  if (trace.kind === 'group')
    return trace.parts.flatMap((part) => groupsWithoutCuts(part, criteria, language));
  const { rank, value } = trace;
  if (rank === null || rank.cuts !== null || value === null) return [];
  const { fact, per } = rank.cohort;
  const ranked = factName(fact.name, criteria.titles, language);
  if (per === null) return [ranked];
  const group = formatFact(rank.group, { kind: 'text' }, language);
  return [undeterminedWords(language).inGroup(ranked, factName(per.name, criteria.titles, language), group)];
}

// The facts that a formula divides by; null for what is no formula, or divides by none.
function divisorsOf(name: string, criteria: Criteria): string[] | null {
  const all = [criteria, ...(criteria.units?.criteria.values() ?? [])].flatMap(({ computed }) => computed);
  const one = all.find(({ fact }) => fact.name === name);
  if (one?.kind !== 'derived') return null;
  const facts = divisorsIn(one.formula).flatMap((divisor) => [...factsOfExpression(divisor)]);
  return facts.length === 0 ? null : [...new Set(facts.map((fact) => fact.name))];
}

const undeterminedWords = defineWords({
  undetermined: {
    en: (why: string) => `undetermined: ${why}`,
    zh: (why: string) => `未定：${why}`,
  },
  next: { en: '; ', zh: '；' },
  lacks: {
    en: (fields: string) => `what is not known could decide (${fields})`,
    zh: (fields: string) => `缺少起决定作用的数据（${fields}）`,
  },
  divided: {
    en: (formula: string, divisors: readonly string[]) =>
      `${formula}, whose formula divides by zero: ${divisors.join(' or ')}`,
    zh: (formula: string, divisors: readonly string[]) =>
      `${formula}，其公式的除数为零：${divisors.join(' 或 ')}`,
  },
  gap: { en: 'undetermined: no category applies', zh: '未定：不符合任何类别' },
  unlocked: {
    en: (tests: string) => `the lock has no cut points of ${tests}`,
    zh: (tests: string) => `锁定文件中没有分界值（${tests}）`,
  },
  inGroup: {
    en: (fact: string, per: string, group: string) => `${fact} for ${per} "${group}"`,
    zh: (fact: string, per: string, group: string) => `${per}“${group}”的${fact}`,
  },
  lockAgain: {
    en: 'write the cut points anew with "keyaccounts lock", or leave the lock out with --fresh',
    zh: '请用 keyaccounts lock 重新生成分界值，或加上 --fresh 不用锁定文件',
  },
  mayBeUnlocked: {
    en: 'nothing is blank: where the lock has no cut points for their group, write them anew with "keyaccounts lock", or leave the lock out with --fresh',
    zh: '数据并无空缺：如锁定文件中没有其所在组的分界值，请用 keyaccounts lock 重新生成，或加上 --fresh 不用锁定文件',
  },
  /** Of a formula that has no value though all its fields are there. */
  dividedHelp: {
    en: (formula: string, divisors: readonly string[]) =>
      `the formula of "${formula}" divides by zero (${divisors.join(' or ')}), which no filled cell mends: ask for the divisor first, as in all: [{ ${divisors[0]}: { is_not: 0 } }, { ${formula}: … }], or give the factor of a score a default with "missing"`,
    zh: (formula: string, divisors: readonly string[]) =>
      `“${formula}”的公式除数为零（${divisors.join(' 或 ')}），补全数据无济于事：请先判断除数，如 all: [{ ${divisors[0]}: { is_not: 0 } }, { ${formula}: … }]，或在评分因素中用 missing 指定默认值`,
  },
});
