import type { Comparison } from '../../../compare/comparison.ts';
import {
  type CauseKind,
  COMPARED_CATEGORIES,
  type ComparedCategory,
  type Movement,
} from '../../../compare/movement.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import { formatDay } from '../../../fields/day.ts';
import {
  type BarLine,
  type Block,
  type Cell,
  type Chart,
  count,
  type FlowChart,
  money,
  type Series,
  share,
  type Table,
  text,
} from '../../../output/report.ts';
import { categoryName } from '../../../say/category.ts';
import { printCauses } from '../../../say/cause.ts';
import { regroupedBlocks } from '../../../say/regrouped.ts';
import type { Since } from '../model.ts';
import { changeList } from './criteria.ts';
import {
  type BuildSection,
  customerCells,
  customerColumns,
  firstRows,
  type SectionContext,
  show,
} from './section.ts';

/** Who moved since the last run, from where to where, and why. */
export const movementsSection: BuildSection = ({ past, run }, context) => {
  const { say } = context;
  const own = say.people.movements;
  const base = {
    kind: 'section',
    id: 'movements',
    title: own.title,
    short: say.frame.short.movements,
  } as const;
  if (past === null) return { ...base, lead: say.frame.noBook, blocks: [] };
  const { since } = past;
  if (since === null)
    return { ...base, lead: past.runs.length === 0 ? own.firstRun : own.notKept, blocks: [] };
  const { comparison } = since;
  const day = formatDay(since.asOf);
  const regrouped = regroupedBlocks(comparison.regrouped, context.language, context.most);
  if (comparison.moved.customers === 0) return { ...base, lead: own.nothing(day), blocks: regrouped };
  const { moved, toKey, fromKey } = comparison;
  return {
    ...base,
    lead: own.lead(moved.customers, toKey.customers, fromKey.customers, day),
    blocks: [
      flowChart(comparison, context),
      ...changedCriteria(since, context),
      movementTable(since, run.criteria, context),
      ...causeBars(comparison, context),
      ...regrouped,
    ],
  };
};

// The changes by their numbers, where a movement names one.
function changedCriteria({ comparison, changes }: Since, context: SectionContext): Block[] {
  if (!comparison.causes.has('criteria')) return [];
  return [{ kind: 'heading', text: context.say.rules.criteria.changes }, changeList(changes, context)];
}

function flowChart({ matrix }: Comparison, { words, say }: SectionContext): Chart {
  const own = say.people.movements;
  const at = (from: ComparedCategory, to: ComparedCategory): number =>
    matrix.get(from)?.get(to)?.customers ?? 0;
  const total = (one: ComparedCategory, side: 'from' | 'to'): number =>
    COMPARED_CATEGORIES.reduce((sum, other) => sum + (side === 'from' ? at(one, other) : at(other, one)), 0);
  const [froms, tos] = [
    COMPARED_CATEGORIES.filter((category) => total(category, 'from') > 0),
    COMPARED_CATEGORIES.filter((category) => total(category, 'to') > 0),
  ];
  const name = (category: ComparedCategory, side: 'from' | 'to'): string =>
    category === 'absent' ? own.absent[side === 'from' ? 'before' : 'now'] : categoryName(category, words);
  const node = (category: ComparedCategory, side: 'from' | 'to') => ({
    series: seriesOf(category),
    label: name(category, side),
    count: total(category, side),
  });
  const links = froms.flatMap((from, left) =>
    tos.flatMap((to, right) => (at(from, to) > 0 ? [{ from: left, to: right, count: at(from, to) }] : [])),
  );
  const data: FlowChart = {
    kind: 'flow',
    from: froms.map((category) => node(category, 'from')),
    to: tos.map((category) => node(category, 'to')),
    links,
    labels: { from: own.before, to: own.now },
  };
  const moves = links
    .filter((link) => froms[link.from] !== tos[link.to])
    .sort((one, other) => other.count - one.count || one.from - other.from || one.to - other.to);
  const largest = moves[0]?.count ?? 1;
  return {
    kind: 'chart',
    id: 'flow',
    title: own.chart,
    description: own.description,
    data,
    lines: moves.map(({ from, to, count: customers }): BarLine => {
      const category = tos[to]!;
      return {
        label: `${name(froms[from]!, 'from')} → ${name(category, 'to')}`,
        length: customers / largest,
        value: count(customers),
        series: seriesOf(category),
      };
    }),
    table: {
      kind: 'table',
      columns: [
        { header: own.before, align: 'left' },
        ...tos.map((to) => ({ header: name(to, 'to'), align: 'right' as const })),
        { header: words.total, align: 'right' },
      ],
      rows: froms.map((from): Cell[] => [
        { ...text(name(from, 'from')), series: seriesOf(from) },
        ...tos.map((to) => ({ ...count(at(from, to)), tone: from === to ? ('dim' as const) : undefined })),
        count(total(from, 'from')),
      ]),
      total: [
        text(words.total),
        ...tos.map((to) => count(total(to, 'to'))),
        count(COMPARED_CATEGORIES.reduce((sum, one) => sum + total(one, 'from'), 0)),
      ],
    },
  };
}

function seriesOf(category: ComparedCategory): Series {
  return category === 'absent' ? 'plain' : category;
}

// What touches key accounts comes first: that is what the reader asks about.
function movementTable({ comparison, changes }: Since, criteria: Criteria, context: SectionContext): Table {
  const { language, words, say, most } = context;
  const own = say.people.movements;
  const touches = ({ from, to }: Movement): boolean => from === 'key' || to === 'key';
  const sorted = [
    ...comparison.movements.filter(touches),
    ...comparison.movements.filter((one) => !touches(one)),
  ];
  const shown = firstRows(sorted, most, sorted.length, words);
  const category = (one: ComparedCategory, side: 'from' | 'to'): Cell => ({
    ...text(one === 'absent' ? own.absent[side === 'from' ? 'before' : 'now'] : categoryName(one, words)),
    series: seriesOf(one),
    tone: one === 'key' ? 'key' : undefined,
  });
  return {
    kind: 'table',
    caption: own.who,
    columns: [
      ...customerColumns(words),
      { header: own.columns.from, align: 'left' },
      { header: own.columns.to, align: 'left' },
      ...(comparison.hasRevenue ? [{ header: words.columns.revenue, align: 'right' as const }] : []),
      { header: own.columns.cause, align: 'left', flexible: 'wrap' },
    ],
    rows: shown.rows.map((move) => [
      ...customerCells(move),
      category(move.from, 'from'),
      category(move.to, 'to'),
      ...(comparison.hasRevenue ? [money(move.revenue)] : []),
      text(printCauses(move.causes, changes, criteria, language)),
    ]),
    more: shown.more,
  };
}

/** How often each kind of cause has a part in a movement. */
function causeBars({ causes, moved }: Comparison, { words, say }: SectionContext): Block[] {
  const own = say.people.movements;
  const rows = [...causes].sort(
    ([one, many], [other, more]) => more - many || KINDS.indexOf(one) - KINDS.indexOf(other),
  );
  if (rows.length === 0) return [];
  const largest = rows[0]![1];
  const part = (customers: number): string => show(share(customers / moved.customers), words);
  return [
    {
      kind: 'chart',
      id: 'causes',
      title: own.causes,
      description: own.causesDescription,
      data: {
        kind: 'bars',
        value: { label: own.columns.count, kind: 'count' },
        legend: [{ series: 'plain', label: own.columns.count }],
        rows: rows.map(([kind, customers]) => ({
          label: own.cause[kind],
          values: [customers],
          note: `${show(count(customers), words)} · ${part(customers)}`,
        })),
      },
      lines: rows.map(([kind, customers]) => ({
        label: own.cause[kind],
        length: customers / largest,
        value: count(customers),
        series: 'plain',
      })),
      table: {
        kind: 'table',
        columns: [
          { header: own.columns.cause, align: 'left' },
          { header: own.columns.count, align: 'right' },
        ],
        rows: rows.map(([kind, customers]) => [text(own.cause[kind]), count(customers)]),
      },
    },
  ];
}

const KINDS: readonly CauseKind[] = [
  'data',
  'criteria',
  'peers',
  'calendar',
  'override',
  'new',
  'gone',
  'group',
];
