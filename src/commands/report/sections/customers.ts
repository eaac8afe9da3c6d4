import { formatDay } from '../../../fields/day.ts';
import type { MonthlyValues } from '../../../lines/add-up.ts';
import { type Cell, count, money, share, type Table, text } from '../../../output/report.ts';
import { categoryCell } from '../../../say/category.ts';
import { factName } from '../../../say/fact.ts';
import { pageWords } from '../../../say/page.ts';
import type { CustomerRow } from '../../run/portfolio/read-customer.ts';
import type { PortfolioModel } from '../model.ts';
import {
  type BuildSection,
  criterionName,
  customerCells,
  customerColumns,
  type SectionContext,
  show,
} from './section.ts';

/** The customers one by one: all of them, or as many as a page can hold. */
export const customersSection: BuildSection = (model, context) => {
  const { words, say } = context;
  const own = say.people.customers;
  const all = model.analysis.total.customers;
  const rows = model.analysis.customers.slice(0, context.mostCustomers);
  const left = all - rows.length;
  const more = left > 0 ? own.leftOut(show(count(rows.length), words), show(count(all), words)) : undefined;
  return {
    kind: 'section',
    id: 'customers',
    title: own.title,
    short: say.frame.short.customers,
    lead: own.lead(all),
    blocks: [{ ...customerTable(model, rows, context), more }],
  };
};

function customerTable(
  { analysis, run, months }: PortfolioModel,
  rows: readonly CustomerRow[],
  context: SectionContext,
): Table {
  const { words, say, titles, language, brief } = context;
  const { has } = analysis;
  const areGroups = run.groups !== null;
  const { columns } = say.money;
  const [unit, manager] = [has.unit && !brief, has.manager && !brief];
  const series = [...new Set([...months.values()].flat().map((one) => one.series))];
  const scores = brief ? [] : analysis.scores.map(({ name }) => name);
  const left = (header: string) => ({ header, align: 'left' as const, flexible: 'cut' as const });
  const right = (header: string) => ({ header, align: 'right' as const });
  return {
    kind: 'table',
    columns: [
      ...customerColumns(words),
      { header: words.columns.category, align: 'left' },
      ...(brief ? [] : [left(words.columns.criterion)]),
      ...(unit ? [left(words.columns.businessUnit)] : []),
      ...(manager ? [left(words.columns.accountManager)] : []),
      ...(areGroups ? [right(say.people.customers.sites)] : []),
      ...(has.revenue ? [right(words.columns.revenue)] : []),
      ...(has.growth ? [right(columns.growth)] : []),
      ...(has.margin ? [right(columns.margin)] : []),
      ...series.map(({ name }) => ({
        header: factName(name, titles, language),
        align: 'left' as const,
      })),
      ...scores.map((name) => right(factName(name, titles, language))),
    ],
    rows: rows.map((row): Cell[] => [
      ...customerCells(row),
      categoryCell(row.category, words),
      ...(brief ? [] : [text(criterionName(row.criterion, context))]),
      ...(unit ? [text(row.unit ?? '')] : []),
      ...(manager ? [text(row.manager ?? '')] : []),
      ...(areGroups ? [count(row.sites ?? 1)] : []),
      ...(has.revenue ? [money(row.revenue)] : []),
      ...(has.growth ? [share(row.growth)] : []),
      ...(has.margin ? [share(row.margin)] : []),
      ...series.map((one) =>
        monthsCell(
          months.get(row.id)?.find((own) => own.series === one),
          context,
        ),
      ),
      ...scores.map((name): Cell => {
        const points = row.scores.get(name) ?? null;
        return points === null ? { kind: 'none' } : { kind: 'score', value: points };
      }),
    ]),
    controls: { ...pageWords(language).controls, choose: 2 },
  };
}

function monthsCell(found: MonthlyValues | undefined, { words, say }: SectionContext): Cell {
  if (found === undefined) return text('');
  const { series, from, to } = found;
  const values = found.cells.map(Number);
  const shown = (value: number): string => show({ kind: 'number', value }, words);
  const label = say.people.customers.months(
    series.name,
    values.length,
    formatDay(from),
    formatDay(to),
    shown(Math.min(...values)),
    shown(Math.max(...values)),
  );
  return { kind: 'months', values, label };
}
