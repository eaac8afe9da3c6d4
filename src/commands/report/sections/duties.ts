import type { Audit, ManagerSummary, Status } from '../../../audit/audit.ts';
import { type Block, type Cell, type Chart, count, money, text } from '../../../output/report.ts';
import { accountBlocks, accountWords, STATUS_SERIES } from '../../../say/audited-accounts.ts';
import { dutyBlocks, dutyWords, otherBlocks } from '../../../say/duties.ts';
import { forecastBlocks, planBlocks } from '../../../say/plan-findings.ts';
import type { BuildSection, SectionContext } from './section.ts';

/** Whether key accounts are managed as they must be: by manager, then account by account as the audit says it. */
export const dutiesSection: BuildSection = ({ audit, analysis }, context) => {
  const { say } = context;
  const own = say.people.duties;
  const base = { kind: 'section', id: 'duties', title: own.title, short: say.frame.short.duties } as const;
  const { totals } = audit;
  const limit = { most: context.most, more: context.words.sentences.more };
  const blocks: Block[] = [];
  if (totals.accounts > 0) blocks.push(managerChart(audit, analysis.has.revenue, context));
  if (audit.plans === null) blocks.push({ kind: 'note', severity: 'info', text: own.noPlans });
  blocks.push(...accountBlocks(audit, context.language, limit, !context.brief));
  blocks.push(...otherBlocks(audit, context.language), ...planBlocks(audit, context.language, limit));
  blocks.push(...forecastBlocks(audit, context.language, limit));
  if (audit.tallies.length > 0) blocks.push(tallies(audit, context));
  const { accounts, red, amber, green } = totals;
  return { ...base, lead: accounts === 0 ? own.nothing : own.lead(accounts, red, amber, green), blocks };
};

const STATUSES: readonly Status[] = ['red', 'amber', 'green'];

function managerChart(audit: Audit, hasRevenue: boolean, context: SectionContext): Chart {
  const { words, say } = context;
  const own = say.people.duties;
  const { statuses } = accountWords(context.language);
  const nameOf = ({ name }: ManagerSummary): string => name ?? say.people.groups.unnamedManager;
  const shown = audit.managers.slice(0, MOST_MANAGERS);
  const largest = Math.max(1, ...shown.map(({ accounts }) => accounts));
  // Nobody by name has no limit of accounts.
  const load = ({ name, most }: ManagerSummary): string[] =>
    name === null || most === null ? [] : [own.load(most)];
  const told = (manager: ManagerSummary): string =>
    STATUSES.filter((status) => manager[status] > 0)
      .map((status) => `${statuses[status]} ${manager[status]}`)
      .join(words.comma);
  return {
    kind: 'chart',
    id: 'duties-managers',
    title: own.chart,
    description: own.description,
    data: {
      kind: 'bars',
      value: { label: words.columns.keyAccounts, kind: 'count' },
      legend: STATUSES.map((status) => ({ series: STATUS_SERIES[status], label: statuses[status] })),
      rows: shown.map((manager) => ({
        label: nameOf(manager),
        values: STATUSES.map((status) => manager[status]),
        note: [told(manager), ...load(manager)].join(' · '),
      })),
    },
    lines: shown.map((manager) => ({
      label: nameOf(manager),
      length: manager.accounts / largest,
      value: count(manager.accounts),
      note: told(manager),
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
        ...STATUSES.map((status) => ({ header: statuses[status], align: 'right' as const })),
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
        count(manager.most),
        ...STATUSES.map((status) => count(manager[status])),
        ...(hasRevenue ? [money(manager.revenue), money(manager.redRevenue)] : []),
      ]),
    },
  };
}

const MOST_MANAGERS = 20;

// How often each duty is kept, for whoever wants to count.
function tallies(audit: Audit, context: SectionContext): Block {
  const blocks = dutyBlocks(audit, context.language).filter(({ kind }) => kind !== 'heading');
  return { kind: 'details', summary: dutyWords(context.language).headings.duties, blocks };
}
