import type { ManagerSummary } from '../../../audit/audit.ts';
import { managerKey } from '../../../audit/named-person.ts';
import { type Block, type Cell, count, money, share, type Table, text } from '../../../output/report.ts';
import { accountWords } from '../../../say/audited-accounts.ts';
import type { PortfolioAnalysis } from '../analysis/analysis.ts';
import type { Group } from '../analysis/groups.ts';
import {
  type BuildSection,
  categoryName,
  firstRows,
  partOf,
  ratioOf,
  type SectionContext,
  SHOWN_CATEGORIES,
} from './section.ts';

/** Everything that is counted, for each business unit and account manager. */
export const groupsSection: BuildSection = ({ analysis, audit }, context) => {
  const { say } = context;
  const own = say.people.groups;
  const { units, managers, productLines } = analysis;
  const blocks: Block[] = [];
  const { businessUnit, accountManager } = context.words.columns;
  if (units.length > 0) {
    const named = { caption: own.units, header: businessUnit, unnamed: own.unnamedUnit };
    blocks.push(groupTable(analysis, units, named, context));
  }
  if (productLines.length > 0) {
    const named = { caption: own.productLines, header: own.productLine, unnamed: own.unnamedLine };
    const has = { ...analysis.has, profit: false, prior: false };
    blocks.push(groupTable({ ...analysis, has }, productLines, named, context));
  }
  if (managers.length > 0) {
    const named = { caption: own.managers, header: accountManager, unnamed: own.unnamedManager };
    const duties = new Map(audit.managers.map((one) => [one.group, one]));
    blocks.push(groupTable(analysis, managers, named, context, (name) => duties.get(managerKey(name))));
  }
  const named = (groups: readonly Group[]): number => groups.filter(({ name }) => name !== null).length;
  const lead =
    blocks.length === 0 ? own.nothing : own.lead(named(units), named(managers), named(productLines));
  return { kind: 'section', id: 'units', title: own.title, short: say.frame.short.groups, lead, blocks };
};

function groupTable(
  { has, total }: PortfolioAnalysis,
  groups: readonly Group[],
  { caption, header, unnamed }: Readonly<Record<'caption' | 'header' | 'unnamed', string>>,
  { words, say, language, most, brief }: SectionContext,
  dutiesOf: ((name: string | null) => ManagerSummary | undefined) | null = null,
): Table {
  const { columns } = say.money;
  const { statuses } = accountWords(language);
  const categories = SHOWN_CATEGORIES.filter(
    (name) => (!brief || name === 'key') && groups.some(({ counts }) => (counts.get(name) ?? 0) > 0),
  );
  const shown = firstRows(groups, Math.max(most, LEAST_SHOWN), groups.length, words);
  const right = (header: string) => ({ header, align: 'right' as const });
  return {
    kind: 'table',
    caption,
    columns: [
      { header, align: 'left', flexible: 'cut' },
      right(words.columns.customers),
      ...categories.map((name) => right(categoryName(name, words))),
      ...(has.revenue
        ? [
            right(words.columns.revenue),
            right(words.columns.shareOfRevenue),
            ...(brief ? [] : [right(columns.keyShare)]),
          ]
        : []),
      ...(has.profit ? [...(brief ? [] : [right(columns.profit)]), right(columns.margin)] : []),
      ...(has.revenue && has.prior ? [right(columns.growth)] : []),
      ...(dutiesOf === null ? [] : SHOWN_STATUSES.map((status) => right(statuses[status]))),
    ],
    rows: shown.rows.map(({ name, all, key, counts }): Cell[] => [
      name === null ? { ...text(unnamed), tone: 'dim' } : text(name),
      count(all.customers),
      ...categories.map((category) => count(counts.get(category) ?? 0)),
      ...(has.revenue
        ? [
            money(all.revenue),
            partOf(all.revenue, total.revenue),
            ...(brief ? [] : [share(ratioOf(key.revenue, all.revenue))]),
          ]
        : []),
      ...(has.profit ? [...(brief ? [] : [money(all.profit)]), share(all.margin)] : []),
      ...(has.revenue && has.prior ? [share(all.growth)] : []),
      ...(dutiesOf === null ? [] : SHOWN_STATUSES.map((status) => statusCell(dutiesOf(name), status))),
    ]),
    more: shown.more,
  };
}

const LEAST_SHOWN = 15;

// Green ones ask for nothing.
const SHOWN_STATUSES = ['red', 'amber'] as const;

// Who has no key accounts has no duties.
function statusCell(manager: ManagerSummary | undefined, status: 'red' | 'amber'): Cell {
  if (manager === undefined) return { kind: 'none' };
  const tone = manager[status] === 0 ? undefined : status === 'red' ? 'bad' : 'warn';
  return { ...count(manager[status]), tone };
}
