import type { Audit, AuditedAccount, DutyName, Finding, ManagerSummary } from '../../audit/audit.ts';
import { formatSuites, type JunitCase, type JunitSuite } from '../../output/formats/junit.ts';
import { fullMessage, regionOf } from '../../output/region.ts';
import { namedText } from '../../say/account-blocks.ts';
import type { AuditVoice } from '../../say/audit-voice.ts';
import { dutyText, tellDetail } from '../../say/finding.ts';

/**
 * JUnit XML: a suite for each manager with a case for each account and duty, one for plans that no key account answers
 * for, and one for checks of other customers. What lets the audit fail is a failure; other findings are skipped cases,
 * so that nothing counts as passed that was not.
 */
export function formatAuditJunit(audit: Audit, asOf: number, strict: boolean, voice: AuditVoice): string {
  const suites = audit.managers.map((manager) => managerSuite(manager, audit, strict, voice));
  return formatSuites(
    [...suites, ...planSuites(audit, strict, voice), ...otherSuites(audit, strict, voice)],
    asOf,
  );
}

function managerSuite(manager: ManagerSummary, audit: Audit, strict: boolean, voice: AuditVoice): JunitSuite {
  const own = audit.accounts.filter(({ group }) => group === manager.group);
  const name = manager.name ?? voice.audit.nobody;
  const load = manager.load === null ? [] : [findingCase(manager.load, name, strict, voice)];
  return { name, cases: [...load, ...own.flatMap((account) => accountCases(account, strict, voice))] };
}

function accountCases(account: AuditedAccount, strict: boolean, voice: AuditVoice): JunitCase[] {
  const classname = namedText({ ...account, revenue: null }, voice);
  const passed = (duty: DutyName): JunitCase => ({
    name: dutyText(duty, voice),
    classname,
    outcome: 'passed',
  });
  return [
    ...account.findings.map((finding) => findingCase(finding, classname, strict, voice)),
    ...account.held.map(passed),
  ];
}

function findingCase(finding: Finding, classname: string, strict: boolean, voice: AuditVoice): JunitCase {
  const { duty, severity, state, detail, at } = finding;
  const [wrong, todo] = tellDetail(detail, voice);
  const { file, line } = regionOf({ at });
  const place = line === null ? file : `${file}:${line}`;
  const text = `${place}: ${wrong}\n${todo}`;
  return outcomeCase(dutyText(duty, voice), classname, severity, state, wrong, text, strict);
}

function outcomeCase(
  name: string,
  classname: string,
  severity: Finding['severity'],
  state: Finding['state'],
  message: string,
  text: string,
  strict: boolean,
): JunitCase {
  const fails = strict || (severity === 'error' && state === 'broken');
  if (!fails) return { name, classname, outcome: 'skipped', message };
  return { name, classname, outcome: 'failed', message, type: severity, text };
}

function planSuites({ plans }: Audit, strict: boolean, voice: AuditVoice): JunitSuite[] {
  if (plans === null || plans.orphans.length + plans.problems.length === 0) return [];
  const problems = plans.problems.map((problem) => {
    const { file, line } = regionOf(problem);
    const text = `${line === null ? file : `${file}:${line}`}: ${fullMessage(problem, '\n')}`;
    return outcomeCase(voice.audit.duties.plan, file, 'error', 'broken', problem.message, text, strict);
  });
  const orphans = plans.orphans.map(({ file, finding }) => findingCase(finding, file, strict, voice));
  return [{ name: voice.audit.headings.plans, cases: [...problems, ...orphans] }];
}

function otherSuites({ others }: Audit, strict: boolean, voice: AuditVoice): JunitSuite[] {
  if (others.length === 0) return [];
  const { words, audit } = voice;
  const cases = others.map(({ check, categories, broken, unknown, top }): JunitCase => {
    const classname = categories.map((name) => words.categories[name]).join(words.comma);
    if (broken + unknown === 0) return { name: check.id, classname, outcome: 'passed' };
    const message = `${audit.columns.broken} ${broken}${words.comma}${audit.columns.unknown} ${unknown}`;
    const state = broken > 0 ? 'broken' : 'unknown';
    const lines = top.map(
      (one) => `${namedText(one, voice)}${words.colon}${tellDetail(one.detail, voice)[0]}`,
    );
    return outcomeCase(
      check.id,
      classname,
      check.severity,
      state,
      message,
      [message, ...lines].join('\n'),
      strict,
    );
  });
  return [{ name: audit.headings.others, cases }];
}
