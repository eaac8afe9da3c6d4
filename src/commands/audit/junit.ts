import {
  type Audit,
  type AuditedAccount,
  type DutyName,
  type Finding,
  isRed,
  type ManagerSummary,
} from '../../audit/audit.ts';
import { formatSuites, type JunitCase, type JunitSuite } from '../../output/formats/junit.ts';
import type { Language } from '../../output/language.ts';
import { fullMessage, placeText, regionOf } from '../../output/region.ts';
import { wordsFor } from '../../output/words.ts';
import { accountWords } from '../../say/audited-accounts.ts';
import { dutyWords } from '../../say/duties.ts';
import { dutyText, namedText, tellDetail } from '../../say/finding.ts';
import { planFindingWords } from '../../say/plan-findings.ts';
import { LINE_BREAK } from '../../text/wording.ts';

/**
 * JUnit XML: a suite for each manager with a case for each account and duty, one for plans that no key account answers
 * for, and one for checks of other customers. What lets the audit fail is a failure; other findings are skipped cases,
 * so that nothing counts as passed that was not.
 */
export function formatAuditJunit(audit: Audit, asOf: number, strict: boolean, language: Language): string {
  const suites = audit.managers.map((manager) => managerSuite(manager, audit, strict, language));
  const { noManagers } = audit;
  const { nobody } = accountWords(language);
  const untold =
    noManagers === null ? [] : [{ name: nobody, cases: [findingCase(noManagers, nobody, strict, language)] }];
  return formatSuites(
    [...untold, ...suites, ...planSuites(audit, strict, language), ...otherSuites(audit, strict, language)],
    asOf,
  );
}

function managerSuite(
  manager: ManagerSummary,
  audit: Audit,
  strict: boolean,
  language: Language,
): JunitSuite {
  const own = audit.accounts.filter(({ group }) => group === manager.group);
  const name = manager.name ?? accountWords(language).nobody;
  const load = manager.load === null ? [] : [findingCase(manager.load, name, strict, language)];
  return { name, cases: [...load, ...own.flatMap((account) => accountCases(account, strict, language))] };
}

function accountCases(account: AuditedAccount, strict: boolean, language: Language): JunitCase[] {
  const classname = namedText({ ...account, revenue: null }, language);
  const passed = (duty: DutyName): JunitCase => ({
    name: dutyText(duty, language),
    classname,
    outcome: 'passed',
  });
  return [
    ...account.findings.map((finding) => findingCase(finding, classname, strict, language)),
    ...account.held.map(passed),
  ];
}

function findingCase(finding: Finding, classname: string, strict: boolean, language: Language): JunitCase {
  const [message, todo] = tellDetail(finding.detail, language);
  const text = `${placeText(finding)}: ${message}\n${todo}`;
  return outcomeCase({ name: dutyText(finding.duty, language), classname, message }, text, finding, strict);
}

function outcomeCase(
  told: { readonly name: string; readonly classname: string; readonly message: string },
  text: string,
  finding: Pick<Finding, 'severity' | 'state'>,
  strict: boolean,
): JunitCase {
  if (!strict && !isRed(finding)) return { ...told, outcome: 'skipped' };
  return { ...told, outcome: 'failed', type: finding.severity, text };
}

function planSuites({ plans }: Audit, strict: boolean, language: Language): JunitSuite[] {
  if (plans === null || plans.orphans.length + plans.problems.length === 0) return [];
  const problems = plans.problems.map((problem) => {
    const name = dutyText({ kind: 'duty', id: 'plan' }, language);
    const told = { name, classname: regionOf(problem).file, message: problem.message[language] };
    const text = `${placeText(problem)}: ${fullMessage(problem, LINE_BREAK, language)}`;
    return outcomeCase(told, text, { severity: 'error', state: 'broken' }, strict);
  });
  const orphans = plans.orphans.map(({ file, finding }) => findingCase(finding, file, strict, language));
  return [{ name: planFindingWords(language).headings.plans, cases: [...problems, ...orphans] }];
}

function otherSuites({ others }: Audit, strict: boolean, language: Language): JunitSuite[] {
  if (others.length === 0) return [];
  const words = wordsFor(language);
  const { columns, headings } = dutyWords(language);
  const cases = others.map(({ check, categories, broken, unknown, top }): JunitCase => {
    const classname = categories.map((name) => words.categories[name]).join(words.comma);
    const name = check.id;
    if (broken + unknown === 0) return { name, classname, outcome: 'passed' };
    const message = `${columns.broken} ${broken}${words.comma}${columns.unknown} ${unknown}`;
    const state = broken > 0 ? 'broken' : 'unknown';
    const lines = top.map(
      (one) => `${namedText(one, language)}${words.colon}${tellDetail(one.detail, language)[0]}`,
    );
    const text = [message, ...lines].join('\n');
    return outcomeCase({ name, classname, message }, text, { severity: check.severity, state }, strict);
  });
  return [{ name: headings.others, cases }];
}
