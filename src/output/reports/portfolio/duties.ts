import type { Audit, AuditedAccount, DutyName, ManagerSummary, Status } from '../../../audit/audit.ts';
import type { Chart, Series } from '../../chart.ts';
import type { Block, Cell, Table } from '../../report.ts';
import { count, customerCells, customerColumns, firstRows, money, show, text } from './cells.ts';
import type { BuildSection, SectionVoice } from './section.ts';

/** Whether key accounts are managed as they must be, by manager and account by account. */
export const dutiesSection: BuildSection = ({ audit, portrait }, voice) => {
  const { say } = voice;
  const own = say.people.duties;
  const base = { kind: 'section', id: 'duties', title: own.title, short: say.frame.short.duties } as const;
  const { totals } = audit;
  if (totals.accounts === 0) return { ...base, lead: own.nothing, blocks: [] };
  const blocks: Block[] = [managerChart(audit, portrait.has.revenue, voice)];
  if (audit.plans === null) blocks.push({ kind: 'note', severity: 'info', text: own.noPlans });
  if (totals.red + totals.amber > 0) blocks.push(accountTable(audit, portrait.has.revenue, voice));
  blocks.push(tallyTable(audit, voice));
  return { ...base, lead: own.lead(totals.accounts, totals.red, totals.amber, totals.green), blocks };
};

const STATUSES: readonly Status[] = ['red', 'amber', 'green'];
const SERIES: Readonly<Record<Status, Series>> = { red: 'bad', amber: 'warn', green: 'good' };

function managerChart(audit: Audit, hasRevenue: boolean, { words, say }: SectionVoice): Chart {
  const own = say.people.duties;
  const nameOf = ({ name }: ManagerSummary): string => name ?? say.people.groups.unnamedManager;
  const shown = audit.managers.slice(0, MOST_MANAGERS);
  const largest = Math.max(1, ...shown.map(({ accounts }) => accounts));
  const load = ({ accounts, most }: ManagerSummary): string =>
    most === null ? show(count(accounts), words) : own.load(accounts, most);
  return {
    kind: 'chart',
    id: 'duties-managers',
    title: own.chart,
    description: own.description,
    data: {
      kind: 'bars',
      value: { label: words.columns.keyAccounts, kind: 'count' },
      legend: STATUSES.map((status) => ({ series: SERIES[status], label: own.statuses[status] })),
      rows: shown.map((manager) => ({
        label: nameOf(manager),
        values: STATUSES.map((status) => manager[status]),
        note: load(manager),
      })),
    },
    lines: shown.map((manager) => ({
      label: nameOf(manager),
      length: manager.accounts / largest,
      value: count(manager.accounts),
      note: STATUSES.filter((status) => manager[status] > 0)
        .map((status) => `${own.statuses[status]} ${manager[status]}`)
        .join(words.comma),
      series: manager.red > 0 ? 'bad' : manager.amber > 0 ? 'warn' : 'good',
    })),
    more:
      audit.managers.length > shown.length
        ? words.sentences.more(audit.managers.length - shown.length)
        : undefined,
    table: {
      kind: 'table',
      columns: [
        { header: words.columns.accountManager, align: 'left', flexible: 'cut' },
        { header: words.columns.keyAccounts, align: 'right' },
        { header: own.columns.most, align: 'right' },
        ...STATUSES.map((status) => ({ header: own.statuses[status], align: 'right' as const })),
        ...(hasRevenue
          ? [
              { header: words.columns.revenue, align: 'right' as const },
              { header: own.columns.redRevenue, align: 'right' as const },
            ]
          : []),
      ],
      rows: shown.map((manager): Cell[] => [
        text(nameOf(manager)),
        { ...count(manager.accounts), tone: manager.load === null ? undefined : 'warn' },
        manager.most === null ? { kind: 'none' } : count(manager.most),
        ...STATUSES.map((status) => count(manager[status])),
        ...(hasRevenue ? [money(manager.revenue), money(manager.redRevenue)] : []),
      ]),
    },
  };
}

const MOST_MANAGERS = 20;

// Green ones need nobody's attention.
function accountTable({ accounts }: Audit, hasRevenue: boolean, voice: SectionVoice): Table {
  const { words, say, most } = voice;
  const own = say.people.duties;
  const open = accounts.filter(({ status }) => status !== 'green');
  const shown = firstRows(open, most, open.length, words);
  return {
    kind: 'table',
    caption: own.accounts,
    columns: [
      { header: own.columns.status, align: 'left' },
      ...customerColumns(words),
      { header: words.columns.accountManager, align: 'left', flexible: 'cut' },
      ...(hasRevenue ? [{ header: words.columns.revenue, align: 'right' as const }] : []),
      { header: own.columns.findings, align: 'left', flexible: 'wrap' },
    ],
    rows: shown.rows.map((account): Cell[] => [
      { ...text(own.statuses[account.status]), series: SERIES[account.status] },
      ...customerCells(account),
      text(account.manager ?? words.none),
      ...(hasRevenue ? [money(account.revenue)] : []),
      text(findingsOf(account, voice)),
    ]),
    more: shown.more,
  };
}

function findingsOf({ findings }: AuditedAccount, { words, say }: SectionVoice): string {
  const own = say.people.duties;
  const names = (state: 'broken' | 'unknown'): string =>
    findings
      .filter((finding) => finding.state === state)
      .map(({ duty }) => dutyText(duty, say))
      .join(words.comma);
  const [broken, unknown] = [names('broken'), names('unknown')];
  return [...(broken === '' ? [] : [broken]), ...(unknown === '' ? [] : [own.notKnown(unknown)])].join('; ');
}

function dutyText(duty: DutyName, say: SectionVoice['say']): string {
  return duty.kind === 'check' ? duty.id : say.people.duties.names[duty.id];
}

function tallyTable({ tallies }: Audit, { say }: SectionVoice): Block {
  const own = say.people.duties;
  return {
    kind: 'details',
    summary: own.tallies,
    blocks: [
      {
        kind: 'table',
        columns: [
          { header: own.columns.duty, align: 'left', flexible: 'wrap' },
          { header: own.columns.held, align: 'right' },
          { header: own.columns.broken, align: 'right' },
          { header: own.columns.unknown, align: 'right' },
        ],
        rows: tallies.map(({ duty, held, broken, unknown }): Cell[] => [
          text(dutyText(duty, say)),
          count(held),
          { ...count(broken), tone: broken > 0 ? 'bad' : undefined },
          { ...count(unknown), tone: unknown > 0 ? 'warn' : undefined },
        ]),
      },
    ],
  };
}
