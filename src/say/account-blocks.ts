import type { Audit, AuditedAccount, Finding, ManagerSummary, Named } from '../audit/audit.ts';
import { formatCell } from '../output/numbers.ts';
import { type Block, type Cell, text } from '../output/report.ts';
import type { AuditVoice } from './audit-voice.ts';
import { dutyText, tellDetail } from './finding.ts';

/** How many customers a list shows, and what it says of the others. */
export interface Limit {
  readonly most: number;
  more(count: number): string;
}

/**
 * The red and the amber accounts, by manager: who is called first, and about what. `most` of the red ones, and twice
 * as many of the amber ones, of which only `detailed` tells each finding.
 */
export function accountBlocks(audit: Audit, voice: AuditVoice, limit: Limit, detailed: boolean): Block[] {
  const { most } = limit;
  const amber = detailed ? limit : { ...limit, most: most * 2 };
  return [
    ...section(audit, 'red', voice, limit, (account) => accountRows(account, voice, detailed)),
    ...section(audit, 'amber', voice, amber, (account) =>
      detailed ? accountRows(account, voice, true) : [shortRow(account, voice)],
    ),
  ];
}

function section(
  { accounts, managers }: Audit,
  status: 'red' | 'amber',
  voice: AuditVoice,
  { most, more }: Limit,
  rowsOf: (account: AuditedAccount) => readonly Row[],
): Block[] {
  const own = accounts.filter((account) => account.status === status);
  if (own.length === 0) return [];
  const { audit } = voice;
  const byGroup = new Map<string | null, AuditedAccount[]>();
  for (const account of own) {
    const theirs = byGroup.get(account.group);
    if (theirs === undefined) byGroup.set(account.group, [account]);
    else theirs.push(account);
  }
  const rows: Row[] = [];
  let left = most;
  for (const manager of managers) {
    const theirs = (byGroup.get(manager.group) ?? []).slice(0, left);
    if (theirs.length > 0) rows.push(managerRow(manager, voice), ...theirs.flatMap(rowsOf));
    left -= theirs.length;
  }
  const column = (header: string) => ({ header, align: 'left' as const, flexible: 'wrap' as const });
  const todo = rows.some((cells) => cells.length > 2) ? [column(audit.columns.todo)] : [];
  return [
    { kind: 'heading', text: audit.headings[status] },
    {
      kind: 'table',
      columns: [column(audit.columns.account), column(audit.columns.wrong), ...todo],
      rows,
      more: own.length > most ? more(own.length - most) : undefined,
    },
  ];
}

/** Red, amber and green, and the load, of every manager. */
export function managerBlocks({ managers }: Audit, voice: AuditVoice, { most, more }: Limit): Block[] {
  if (managers.length === 0) return [];
  const { words, audit } = voice;
  const count = (value: number, tone: Cell['tone']): Cell =>
    value === 0 ? { ...text(words.none), tone: 'dim' } : { kind: 'count', value, tone };
  const right = (header: string) => ({ header, align: 'right' as const });
  return [
    { kind: 'heading', text: audit.headings.managers },
    {
      kind: 'table',
      columns: [
        { header: words.columns.accountManager, align: 'left', flexible: 'wrap' },
        right(words.columns.keyAccounts),
        right(audit.columns.red),
        right(audit.columns.amber),
        right(audit.columns.green),
        right(words.columns.revenue),
      ],
      rows: managers.slice(0, most).map((manager) => [
        { ...text(manager.name ?? audit.nobody), tone: manager.name === null ? 'bad' : undefined },
        {
          ...text(audit.load(manager.accounts, manager.most)),
          tone: manager.load === null ? undefined : 'warn',
        },
        count(manager.red, 'bad'),
        count(manager.amber, 'warn'),
        count(manager.green, 'good'),
        { kind: 'money', value: manager.revenue },
      ]),
      more: managers.length > most ? more(managers.length - most) : undefined,
    },
  ];
}

/** A customer as lists name it: id, name and revenue. */
export function namedText({ id, name, revenue }: Named, { words, audit }: AuditVoice): string {
  const customer = name === null ? id : `${id} ${name}`;
  if (revenue === null) return customer;
  return audit.named(customer, formatCell({ kind: 'money', value: revenue }, words));
}

type Row = readonly Cell[];

function managerRow({ name, red, amber, accounts }: ManagerSummary, { audit }: AuditVoice): Row {
  return [
    { ...text(name ?? audit.nobody), tone: 'key' },
    { ...text(audit.ofManager(red, amber, accounts)), tone: 'dim' },
  ];
}

// All findings by the names of their duties, in one line.
function shortRow(account: AuditedAccount, voice: AuditVoice): Row {
  const { words, audit } = voice;
  const names = (state: Finding['state']): string =>
    account.findings
      .filter((finding) => finding.state === state)
      .map(({ duty }) => dutyText(duty, voice))
      .join(words.comma);
  const [broken, unknown] = [names('broken'), names('unknown')];
  const untold = unknown === '' ? [] : [`${audit.columns.unknown}${words.colon}${unknown}`];
  const what = [...(broken === '' ? [] : [broken]), ...untold].join('; ');
  return [text(`· ${namedText(account, voice)}`), { ...text(what), tone: 'warn' }];
}

// Of a red account what is red comes line by line, and the rest is counted; in detail all of it comes.
function accountRows(account: AuditedAccount, voice: AuditVoice, detailed: boolean): Row[] {
  const { words, audit } = voice;
  const { findings } = account;
  const told = detailed ? findings : findings.filter(isRed);
  const rows = told.map((finding, index): Row => {
    const [wrong, todo] = tellDetail(finding.detail, voice);
    const what = finding.state === 'unknown' ? `${audit.columns.unknown}${words.colon}${wrong}` : wrong;
    const tone = isRed(finding) ? 'bad' : 'warn';
    return [text(index === 0 ? `· ${namedText(account, voice)}` : ''), { ...text(what), tone }, text(todo)];
  });
  const rest = findings.length - told.length;
  return rest === 0 ? rows : [...rows, [text(''), { ...text(audit.also(rest)), tone: 'dim' }]];
}

function isRed({ severity, state }: Finding): boolean {
  return severity === 'error' && state === 'broken';
}
