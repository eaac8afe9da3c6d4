import { type Chart, count, money, type Table, text } from '../../../output/report.ts';
import type { Pursuit } from '../../run/portfolio/pursuit.ts';
import { measureName, measureOf, pursuitCells, pursuitColumns } from '../../run/portfolio/pursuit-text.ts';
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

function pursuitChart(pursuit: Pursuit, { words, say, language }: SectionContext): Chart[] {
  const own = say.people.target;
  const label = measureName(pursuit.by, language);
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
    columns: [...customerColumns(words), ...pursuitColumns(pursuit.by, language)],
    rows: rows.map((one) => [...customerCells(one.row), ...pursuitCells(one, pursuit.by, language)]),
    more: left > 0 ? own.more(show(count(left), words)) : undefined,
  };
}
