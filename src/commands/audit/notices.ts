import { type Audit, type Finding, isRed } from '../../audit/audit.ts';
import type { Language } from '../../output/language.ts';
import { fullMessage, regionOf } from '../../output/region.ts';
import { wordsFor } from '../../output/words.ts';
import { tellFinding } from '../../say/audited-accounts.ts';
import { dutyText } from '../../say/finding.ts';
import { SEMICOLON } from '../../text/wording.ts';

/** A finding as one message for other programs. */
export interface Notice {
  readonly duty: string;
  /** Whether it lets the audit fail, however strict that is. */
  readonly isFailure: boolean;
  /** Whose it is, what is wrong and, on a line of its own, what to do. */
  readonly text: string;
  readonly file: string;
  readonly line: number | null;
}

/** Every finding that has a place: broken errors first, then what cannot be told and warnings, in the order of the audit. */
export function noticesOf(audit: Audit, file: string, language: Language): Notice[] {
  const { colon } = wordsFor(language);
  const say = (finding: Finding, about: string): Notice => {
    const [wrong, todo] = tellFinding(finding, language);
    const text = `${about === '' ? '' : `${about}${colon}`}${wrong}${todo === '' ? '' : `\n${todo}`}`;
    const { file: name, line } = regionOf(finding);
    return { duty: dutyText(finding.duty, language), isFailure: isRed(finding), text, file: name, line };
  };
  const all = [
    ...(audit.noManagers === null ? [] : [say(audit.noManagers, '')]),
    ...audit.accounts.flatMap((account) => account.findings.map((one) => say(one, aboutOf(account)))),
    ...audit.managers.flatMap(({ name, load }) => (load === null ? [] : [say(load, name ?? '')])),
    ...audit.others.flatMap(({ check, top }) =>
      top.map((one) => {
        const at = { kind: 'cell', file, line: one.line, column: null } as const;
        const duty = { kind: 'check', id: check.id, title: check.title } as const;
        return say({ duty, severity: check.severity, state: 'broken', detail: one.detail, at }, aboutOf(one));
      }),
    ),
    ...planNotices(audit, language),
    ...(audit.plans?.orphans ?? []).map(({ account, name, finding }) =>
      say(finding, aboutOf({ id: account, name })),
    ),
  ];
  return [...all.filter(({ isFailure }) => isFailure), ...all.filter(({ isFailure }) => !isFailure)];
}

function aboutOf({ id, name }: { readonly id: string; readonly name: string | null }): string {
  return name === null ? id : `${id} ${name}`;
}

function planNotices({ plans }: Audit, language: Language): Notice[] {
  return (plans?.problems ?? []).map((problem) => {
    const message = fullMessage({ ...problem, help: undefined }, SEMICOLON, language);
    const text = `${message}${problem.help === undefined ? '' : `\n${problem.help[language]}`}`;
    const { file, line } = regionOf(problem);
    return { duty: dutyText({ kind: 'duty', id: 'plan' }, language), isFailure: true, text, file, line };
  });
}
