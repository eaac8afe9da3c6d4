import type { ManagerSummary } from '../../../audit/audit.ts';
import { managerKey } from '../../../audit/named-person.ts';
import { type Block, type Cell, count, money, share, type Table, text } from '../../../output/report.ts';
import { accountWords } from '../../../say/audited-accounts.ts';
import { categoryName } from '../../../say/category.ts';
import { ratioOf } from '../../../verdict/amounts.ts';
import { STANDINGS } from '../../../verdict/verdict.ts';
import type { PortfolioAnalysis } from '../analysis/analysis.ts';
import type { Group } from '../analysis/groups.ts';
import { type BaseNames, nameBase } from './base-names.ts';
import { type BuildSection, firstRows, partOf, type SectionContext } from './section.ts';

/** Everything that is counted, for each business unit and account manager. */
export const groupsSection: BuildSection = ({ analysis, audit }, context) => {
  const { say } = context;
  const own = say.people.groups;
  const { bases, managers } = analysis;
  const shown = bases.filter(({ groups }) => groups.length > 0);
  const blocks: Block[] = shown.map((base) => {
    const has = base.by.kind === 'lines' ? { ...analysis.has, profit: false, prior: false } : analysis.has;
    return groupTable({ ...analysis, has }, base.groups, nameBase(base, context), context);
  });
  const counts = shown.flatMap((base) => nameBase(base, context).counted ?? []);
  if (managers.length > 0) {
    const named = {
      caption: own.managers,
      header: context.words.columns.accountManager,
      unnamed: own.unnamedManager,
      nameOf: (name: string) => name,
    };
    const duties = new Map(audit.managers.map((one) => [one.group, one]));
    blocks.push(groupTable(analysis, managers, named, context, (name) => duties.get(managerKey(name))));
  }
  const people = managers.filter(({ name }) => name !== null).length;
  if (people > 0) counts.push(own.countOf.managers(people));
  const lead = blocks.length === 0 ? own.nothing : own.lead(...counts);
  return { kind: 'section', id: 'units', title: own.title, short: say.frame.short.groups, lead, blocks };
};

function groupTable(
  { has, total }: PortfolioAnalysis,
  groups: readonly Group[],
  { caption, header, unnamed, nameOf }: Omit<BaseNames, 'counted'>,
  { words, say, language, most, brief }: SectionContext,
  dutiesOf: ((name: string | null) => ManagerSummary | undefined) | null = null,
): Table {
  const { columns } = say.money;
  const { statuses } = accountWords(language);
  const categories = STANDINGS.filter(
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
      name === null ? { ...text(unnamed), tone: 'dim' } : text(nameOf(name)),
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
