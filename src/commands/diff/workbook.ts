import type { Sides } from '../../compare/compare-sides.ts';
import type { Comparison } from '../../compare/comparison.ts';
import type { ComparedCategory } from '../../compare/movement.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import type { Io } from '../../io.ts';
import { addTable } from '../../output/formats/workbook/report-sheets.ts';
import type { Language } from '../../output/language.ts';
import { type Cell, money, type Report, type Table, text } from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import { whatDecided } from '../../say/book.ts';
import { printCauses } from '../../say/cause.ts';
import { comparedCategoryName, movementWords } from '../../say/movement.ts';
import { openResult, sayCutCells } from '../run/workbook/result-workbook.ts';
import { addWhySheet } from '../run/workbook/why-sheet.ts';
import { workbookWords } from '../run/workbook/words.ts';
import type { DiffFlags } from './command.ts';
import type { DiffRuns } from './sides.ts';
import { diffWords } from './words.ts';

/** Writes a comparison as a workbook: every customer that moves, and the summary. */
export async function writeDiffWorkbook(
  { comparison, sides, newer }: DiffRuns,
  summary: Report,
  flags: DiffFlags,
  write: (bytes: Uint8Array) => Promise<void>,
  io: Io,
): Promise<void> {
  const { lang } = flags;
  const result = openResult(lang);
  const { sheets } = workbookWords(lang);
  addTable(result.workbook, sheets.customers, moveTable(comparison, sides, lang));
  await addWhySheet(result.workbook, newer, lang);
  result.end(summary, sides.criteria.after, null);
  await result.flush(write);
  await sayCutCells(result.workbook, flags, io);
}

// A column for each thing that can be filtered by.
function moveTable({ movements }: Comparison, { criteria }: Sides, language: Language): Table {
  const { columns } = wordsFor(language);
  const say = diffWords(language);
  const left = (header: string) => ({ header, align: 'left' as const });
  const right = (header: string) => ({ header, align: 'right' as const });
  const criterion = (id: string | null, { titles }: Criteria): Cell =>
    text(id === null ? '' : whatDecided(id, titles, language));
  return {
    kind: 'table',
    columns: [
      left(columns.customerId),
      left(columns.customerName),
      left(say.columns.before),
      left(say.columns.now),
      left(say.columns.criterionBefore),
      left(say.columns.criterionNow),
      right(say.columns.revenue),
      right(say.columns.profit),
      left(say.columns.unit),
      left(say.columns.manager),
      { ...left(movementWords(language).columns.why), flexible: 'wrap' },
    ],
    rows: movements.map((move): Cell[] => [
      text(move.id),
      text(move.name ?? ''),
      categoryCellOf(move.from, language),
      categoryCellOf(move.to, language),
      criterion(move.criterionFrom, criteria.before),
      criterion(move.criterionTo, criteria.after),
      money(move.revenue),
      money(move.profit),
      text(move.unit ?? ''),
      text(move.manager ?? ''),
      text(printCauses(move.causes, criteria.changes, criteria.after, language)),
    ]),
  };
}

function categoryCellOf(category: ComparedCategory, language: Language): Cell {
  const series = category === 'absent' ? undefined : category;
  return { ...text(comparedCategoryName(category, language)), series };
}
