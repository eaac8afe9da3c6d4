import type { ExactNumber } from '../../../fields/exact-number.ts';
import { type Chart, count, money, type Table, text } from '../../../output/report.ts';
import { criterionTitle } from '../../../say/title.ts';
import type { Pursuit, PursuitRow } from '../../run/portfolio/pursuit.ts';
import { lackingText } from '../../run/portfolio/pursuit-text.ts';
import {
  type BuildSection,
  customerCells,
  customerColumns,
  nameOf,
  type SectionContext,
  show,
} from './section.ts';

/** Whom to pursue first, and what each still lacks to be a key account. */
export const targetSection: BuildSection = ({ analysis }, context) => {
  const { words, say } = context;
  const own = say.people.target;
  const { pursuit } = analysis;
  const base = { kind: 'section', id: 'target', title: own.title, short: say.frame.short.target } as const;
  const [first] = pursuit.rows;
  if (first === undefined) return { ...base, lead: own.nobody, blocks: [] };
  const potential =
    pursuit.by === 'potential' && Number(pursuit.potential) > 0
      ? show(money(pursuit.potential), words)
      : null;
  return {
    ...base,
    lead: own.lead(pursuit.customers, potential, nameOf(first.row)),
    blocks: [...pursuitChart(pursuit, context), pursuitTable(pursuit, context)],
  };
};

function measureOf({ row }: PursuitRow, by: Pursuit['by']): ExactNumber | null {
  return by === 'potential' ? row.potential : row.revenue;
}

function pursuitChart(pursuit: Pursuit, { words, say }: SectionContext): Chart[] {
  const own = say.people.target;
  const label = pursuit.by === 'potential' ? own.columns.potential : words.columns.revenue;
  const shown = pursuit.rows.flatMap((one) => {
    const value = measureOf(one, pursuit.by);
    return value !== null && Number(value) > 0 ? [{ name: nameOf(one.row), value }] : [];
  });
  if (shown.length < 2) return [];
  const largest = Number(shown[0]!.value);
  return [
    {
      kind: 'chart',
      id: 'pursuit',
      title: own.chart,
      description: own.description(shown.length, pursuit.customers),
      data: {
        kind: 'bars',
        value: { label, kind: 'money' },
        legend: [{ series: 'target', label }],
        rows: shown.map(({ name, value }) => ({
          label: name,
          values: [Number(value)],
          note: show(money(value), words),
        })),
      },
      lines: shown.map(({ name, value }) => ({
        label: name,
        length: Number(value) / largest,
        value: money(value),
        series: 'target',
      })),
      table: {
        kind: 'table',
        columns: [
          { header: words.columns.customerName, align: 'left', flexible: 'cut' },
          { header: label, align: 'right' },
        ],
        rows: shown.map(({ name, value }) => [text(name), money(value)]),
      },
    },
  ];
}

function pursuitTable(pursuit: Pursuit, context: SectionContext): Table {
  const { words, say, language, most } = context;
  const own = say.people.target;
  const rows = pursuit.rows.slice(0, most);
  const left = pursuit.customers - rows.length;
  return {
    kind: 'table',
    caption: own.list,
    columns: [
      ...customerColumns(words),
      {
        header: pursuit.by === 'potential' ? own.columns.potential : words.columns.revenue,
        align: 'right',
      },
      { header: own.columns.nearest, align: 'left' },
      { header: own.columns.lacks, align: 'left', flexible: 'wrap' },
    ],
    rows: rows.map((one) => [
      ...customerCells(one.row),
      money(measureOf(one, pursuit.by)),
      text(
        one.lacks === null ? '' : criterionTitle(one.lacks.criterion.id, one.lacks.criteria.titles, language),
      ),
      text(one.lacks === null ? '' : lackingText(one.lacks, language)),
    ]),
    more: left > 0 ? own.more(show(count(left), words)) : undefined,
  };
}
