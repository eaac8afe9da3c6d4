import type { Audit, Detail, DutyName } from '../../audit/audit.ts';
import type { Language } from '../../output/language.ts';
import { fullMessage, regionOf } from '../../output/region.ts';
import { dutyText, tellDetail } from '../../say/finding.ts';
import type { Place } from '../../text/diagnostic.ts';
import { SEMICOLON } from '../../text/wording.ts';

/** A finding as one message for other programs: whose it is, what is wrong and what to do. */
export interface Notice {
  readonly duty: string;
  readonly severity: 'error' | 'warning';
  readonly state: 'broken' | 'unknown';
  /** Whose it is: id and name, or a manager. */
  readonly about: string;
  readonly message: string;
  readonly advice: string;
  readonly file: string;
  readonly line: number | null;
}

/** Every finding that has a place: broken errors first, then what cannot be told and warnings, in the order of the audit. */
export function noticesOf(audit: Audit, file: string, language: Language): Notice[] {
  const say = (
    found: {
      readonly duty: DutyName;
      readonly severity: 'error' | 'warning';
      readonly state: 'broken' | 'unknown';
      readonly detail: Detail;
      readonly at: Place;
    },
    about: string,
  ): Notice => {
    const { duty, severity, state, detail, at } = found;
    const [message, advice] = tellDetail(detail, language);
    const { file: name, line } = regionOf({ at });
    return { duty: dutyText(duty, language), severity, state, about, message, advice, file: name, line };
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
  const isError = ({ severity, state }: Notice): boolean => severity === 'error' && state === 'broken';
  return [...all.filter(isError), ...all.filter((one) => !isError(one))];
}

function aboutOf({ id, name }: { readonly id: string; readonly name: string | null }): string {
  return name === null ? id : `${id} ${name}`;
}

function planNotices({ plans }: Audit, language: Language): Notice[] {
  return (plans?.problems ?? []).map((problem) => {
    const { file, line } = regionOf(problem);
    const message = fullMessage({ ...problem, help: undefined }, SEMICOLON, language);
    const duty = dutyText({ kind: 'duty', id: 'plan' }, language);
    return {
      duty,
      severity: 'error',
      state: 'broken',
      about: '',
      message,
      advice: problem.help === undefined ? '' : problem.help[language],
      file,
      line,
    };
  });
}
