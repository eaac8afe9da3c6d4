import { printCondition } from '../../condition/print.ts';
import { daysWithin, type LineSum } from '../../criteria/tables.ts';
import type { Titles } from '../../criteria/titles.ts';
import { type Day, formatDay, parseDay } from '../../fields/day.ts';
import { exactNumber } from '../../fields/exact-number.ts';
import { factTypeOf, type ValueType } from '../../fields/value.ts';
import type { LineTotals, MonthlyValues, WatchedLine } from '../../lines/add-up.ts';
import { barsOf } from '../../output/bars.ts';
import type { Language } from '../../output/language.ts';
import { type Block, type Report, text } from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import { conditionPhrases } from '../../say/condition.ts';
import { factJson, factName, formatFact } from '../../say/fact.ts';
import { lineWords } from './line-words.ts';

/** What a field of a customer comes from: so many lines of a file, from one day to another. */
export interface LinesBehind {
  readonly sum: LineSum;
  readonly type: ValueType;
  /** As a cell; empty where it is missing. */
  readonly value: string;
  readonly lines: number;
  readonly file: string;
  /** The days of its window; null where it reaches back to the first line, or where lines have no days. */
  readonly from: Day | null;
  readonly to: Day | null;
}

/** What the fields of a customer come from, those that are worked out from lines. */
export function findLinesBehind(id: string, all: readonly LineTotals[], asOf: Day): LinesBehind[] {
  return all.flatMap((totals) => {
    const { table, file } = totals;
    const at = totals.find(id);
    const cells = totals.cells(at);
    const watched = totals.watched(id);
    return table.sums.map((sum, index): LinesBehind => {
      const { after, upTo } = daysWithin(sum.within, { reckoned: asOf, known: asOf });
      return {
        sum,
        type: sum.type,
        value: cells[index]!,
        lines: watched.filter(({ countsFor }) => countsFor.includes(sum)).length,
        file,
        from: Number.isFinite(after) ? after + 1 : null,
        to: table.date === null ? null : upTo,
      };
    });
  });
}

/** Where each amount comes from, in a sentence: "revenue 1,234,500: 37 lines of orders.csv from … to …". */
export function linesBehindBlocks(
  found: readonly LinesBehind[],
  titles: Titles,
  language: Language,
): Block[] {
  // A text comes from one line, which --lines shows.
  const amounts = found.filter(({ type }) => factTypeOf(type).kind === 'number');
  if (amounts.length === 0) return [];
  const say = lineWords(language);
  return [
    { kind: 'heading', text: say.heading },
    { kind: 'list', items: amounts.map((one) => sayLinesBehind(one, titles, language)) },
  ];
}

function sayLinesBehind(
  { sum, type, value, lines, file, from, to }: LinesBehind,
  titles: Titles,
  language: Language,
): string {
  const say = lineWords(language);
  const shown = formatFact(factOf(value, type), factTypeOf(type), language);
  const days = to === null ? '' : say.days(from === null ? null : formatDay(from), formatDay(to));
  const where =
    sum.where === null ? '' : say.where(printCondition(sum.where, [], conditionPhrases(language)));
  return say.behind(factName(sum.name, titles, language), shown, lines, file, days, where);
}

// A cell as a fact has it: days as numbers, amounts in full.
function factOf(cell: string, type: ValueType): number | string | null {
  if (cell === '') return null;
  switch (type) {
    case 'date':
      return parseDay(cell);
    case 'flag':
      return Number(cell);
    case 'number':
    case 'money':
    case 'percent':
      return exactNumber(cell);
    case 'id':
    case 'text':
    case 'choice':
      return cell;
  }
}

/** The months of a customer, a bar for each: what only JSON shows in full. */
export function monthsBlocks(found: readonly MonthlyValues[], titles: Titles, language: Language): Block[] {
  if (found.length === 0) return [];
  const say = lineWords(language);
  return [
    {
      kind: 'list',
      items: found.map(({ series, from, to, cells }) => {
        const values = cells.map(Number);
        const name = factName(series.name, titles, language);
        return say.months(name, barsOf(values), values.length, formatDay(from), formatDay(to));
      }),
    },
  ];
}

/** The same as JSON. */
export function linesBehindJson(found: readonly LinesBehind[]): object[] {
  return found.map(({ sum, type, value, lines, file, from, to }) => ({
    field: sum.name,
    value: factJson(factOf(value, type), factTypeOf(type)),
    lines,
    file,
    from: from === null ? null : formatDay(from),
    to: to === null ? null : formatDay(to),
  }));
}

/** The lines of a customer in one table, with what each counts for. */
export interface CustomerLines {
  readonly id: string;
  readonly totals: LineTotals;
  readonly lines: readonly WatchedLine[];
}

/** The lines of some customers, in the order in which they were asked for. */
export function findLines(ids: readonly string[], all: readonly LineTotals[]): CustomerLines[] {
  return ids.flatMap((id) => all.map((totals) => ({ id, totals, lines: totals.watched(id) })));
}

/** The lines of customers as tables. */
export function reportLines(found: readonly CustomerLines[], titles: Titles, language: Language): Report {
  const words = wordsFor(language);
  const say = lineWords(language);
  return {
    title: say.title,
    blocks: found.flatMap(({ id, totals: { file, table }, lines }): Block[] => [
      { kind: 'heading', text: `${id}${words.colon}${say.linesOf(lines.length, file)}` },
      {
        kind: 'table',
        columns: [
          { header: say.line, align: 'right' },
          ...shownFields(table).map(({ name, type }) => ({
            header: name,
            align:
              type === 'number' || type === 'money' || type === 'percent'
                ? ('right' as const)
                : ('left' as const),
          })),
          { header: say.countsFor, align: 'left', flexible: 'wrap' },
        ],
        rows: lines.map(({ line, cells, countsFor }) => [
          { kind: 'count', value: line },
          ...shownFields(table).map(({ slot }) => text(cells[slot] ?? '')),
          text(
            countsFor.map(({ name }) => factName(name, titles, language)).join(words.comma) || say.nothing,
          ),
        ]),
      },
    ]),
  };
}

function shownFields({ read, customer }: LineTotals['table']): LineTotals['table']['read'] {
  return read.filter((field) => field !== customer);
}

/** The lines of customers as JSON: the cells as the file has them. */
export function linesJson(found: readonly CustomerLines[]): object[] {
  return found.flatMap(({ id, totals: { file, table }, lines }) =>
    lines.map(({ line, cells, countsFor }) => ({
      customer_id: id,
      table: table.name,
      file,
      line,
      cells: Object.fromEntries(shownFields(table).map(({ name, slot }) => [name, cells[slot] ?? null])),
      counts_for: countsFor.map(({ name }) => name),
    })),
  );
}
