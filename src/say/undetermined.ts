import type { Criteria } from '../criteria/criteria.ts';
import { divisorsIn, type Expression } from '../criteria/expression.ts';
import { criteriaIn } from '../criteria/per-criteria.ts';
import { defineWords, type Language } from '../output/language.ts';
import type { Block } from '../output/report.ts';
import { wordsFor } from '../output/words.ts';
import { afterHan } from '../text/wording.ts';
import type { Explanation } from '../verdict/explain.ts';
import type { ConditionTrace } from '../verdict/trace.ts';
import { factName, formatFact } from './fact.ts';
import type { CutPoints } from './run.ts';

/**
 * What to do about undetermined customers. `lacks` are the names of what they lack: blanks can be filled, where a formula
 * divides by zero its divisor is to be asked for first, a lock may not know their groups, and where nothing is missing no
 * category is for them.
 */
export function undeterminedNotes(
  lacks: Iterable<string>,
  criteria: Criteria,
  cutPoints: CutPoints,
  language: Language,
): Block[] {
  const say = undeterminedWords(language);
  const names = [...lacks];
  const unlocked = lacksGroups(cutPoints) ? [note(say.unlockedHelp)] : [];
  if (names.length === 0) return unlocked.length > 0 ? unlocked : [note(say.gapHelp)];
  const divided = names.flatMap((name) => {
    const divisors = divisorsOf(name, criteria);
    return divisors.length === 0 ? [] : [note(say.dividedHelp(name, namedDivisor(divisors)))];
  });
  const fill = canFill(names, criteria) ? [note(wordsFor(language).sentences.undeterminedHelp)] : [];
  return [...fill, ...divided, ...unlocked];
}

/** Whether customers stand in groups that a lock has no cut points for. */
export function lacksGroups(cutPoints: CutPoints): boolean {
  return cutPoints.kind === 'locked' && cutPoints.lacksGroups;
}

/** Whether filling cells would help some undetermined customers, who lack what has these names. */
export function canFill(lacks: readonly string[], criteria: Criteria): boolean {
  return lacks.some((name) => divisorsOf(name, criteria).length === 0);
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
    return divisors.length === 0 ? said : say.divided(said, namedDivisor(divisors));
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

// What a formula divides by; nothing for what is no formula.
function divisorsOf(name: string, criteria: Criteria): readonly Expression[] {
  const all = criteriaIn(criteria).flatMap(({ computed }) => computed);
  const one = all.find(({ fact }) => fact.name === name);
  return one?.kind === 'derived' ? divisorsIn(one.formula) : [];
}

// The one fact that is zero; null where a formula divides by more than that.
function namedDivisor([divisor, ...others]: readonly Expression[]): string | null {
  return others.length === 0 && divisor?.kind === 'fact' ? divisor.fact.name : null;
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
    en: (formula: string, divisor: string | null) =>
      `${formula}, whose formula divides by zero${divisor === null ? '' : `: ${divisor}`}`,
    zh: (formula: string, divisor: string | null) =>
      `${formula}，其公式的除数为零${divisor === null ? '' : `：${divisor}`}`,
  },
  gap: { en: 'undetermined: no category applies', zh: '未定：不符合任何类别' },
  unlocked: {
    en: (tests: string) => `the lock has no cut points of ${tests}`,
    zh: (tests: string) => `锁定文件中没有分界值（${tests}）`,
  },
  inGroup: {
    en: (fact: string, per: string, group: string) => `${fact} for ${per} "${group}"`,
    zh: (fact: string, per: string, group: string) => `${per}“${group}”的${afterHan(fact)}`,
  },
  lockAgain: {
    en: 'write the cut points anew with "keyaccounts lock", or leave the lock out with --fresh',
    zh: '请用 keyaccounts lock 重新生成分界值，或加上 --fresh 不用锁定文件',
  },
  unlockedHelp: {
    en: 'the lock has no cut points for the groups of some: write them anew with "keyaccounts lock", or leave the lock out with --fresh',
    zh: '锁定文件中没有部分客户所在组的分界值：请用 keyaccounts lock 重新生成，或加上 --fresh 不用锁定文件',
  },
  gapHelp: {
    en: 'nothing is blank: no category applies to them, so widen one, or let one apply to all others with "when: otherwise"',
    zh: '数据并无空缺：他们不符合任何类别，请放宽某个类别，或用 when: otherwise 让某个类别容纳其余客户',
  },
  /** Of a formula that has no value though all its fields are there. */
  dividedHelp: {
    en: (formula: string, divisor: string | null) =>
      `the formula of "${formula}" divides by zero${divisor === null ? '' : ` (${divisor})`}, which no filled cell mends: ${divisor === null ? 'make its divisor a derived value, and ask for that first' : 'ask for the divisor first'}, as in all: [{ ${divisor ?? 'divisor'}: { is_not: 0 } }, { ${formula}: … }], or give the factor of a score a default with "missing"`,
    zh: (formula: string, divisor: string | null) =>
      `“${formula}”的公式除数为零${divisor === null ? '' : `（${divisor}）`}，补全数据无济于事：请先${divisor === null ? '把除数设为派生值，再加以判断' : '判断除数'}，如 all: [{ ${divisor ?? 'divisor'}: { is_not: 0 } }, { ${formula}: … }]，或在评分因素中用 missing 指定默认值`,
  },
});
