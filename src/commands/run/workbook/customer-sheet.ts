import type { Criteria } from '../../../criteria/criteria.ts';
import { scoreFacts } from '../../../criteria/reads.ts';
import { isProblem } from '../../../fields/amount.ts';
import type { Currency } from '../../../fields/currency.ts';
import { formatDay } from '../../../fields/day.ts';
import { hasFewDigits } from '../../../fields/decimal.ts';
import type { Field, NumberStyle } from '../../../fields/field.ts';
import { joinColumns } from '../../../fields/join-columns.ts';
import { cellReader, exactDecimal } from '../../../fields/parse-cell.ts';
import { roundedFact } from '../../../fields/rounded.ts';
import { EXCEL_DAY, excelDay } from '../../../output/formats/workbook/excel-day.ts';
import type { Sheet } from '../../../output/formats/workbook/sheet.ts';
import { MARKS } from '../../../output/formats/workbook/styles.ts';
import type { WorkbookWriter } from '../../../output/formats/workbook.ts';
import type { Language } from '../../../output/language.ts';
import { wordsFor } from '../../../output/words.ts';
import { whatDecided } from '../../../say/book.ts';
import { categoryName } from '../../../say/category.ts';
import { factName } from '../../../say/fact.ts';
import type { CustomerTable } from '../../../table/table.ts';
import { NONE_APPLIES } from '../../../verdict/classify.ts';
import type { ClassifiedCustomer } from '../../../verdict/classify-table.ts';
import { missingFields } from '../../../verdict/missing-fields.ts';
import type { Site } from '../../../verdict/sites.ts';
import { criterionOf, STANDINGS, type Standing, standingOf } from '../../../verdict/verdict.ts';
import type { Run } from '../open-run.ts';
import { workbookWords } from './words.ts';

/** The sheet of customers, which takes them as they come. */
export interface CustomerSheet {
  /** What follows is of the export at this place, where there are several. */
  enter(at: number): void;
  /** A row with the customer that it is or belongs to. */
  row(site: Site, customer: ClassifiedCustomer): void;
  end(): void;
}

/**
 * Opens the sheet: the columns of the export, then ours. What the criteria read as a number, an amount, a percent or a
 * day is one; ids and everything else stay the text that they were. Of several exports the columns stand side by side.
 */
export function openCustomerSheet(
  workbook: WorkbookWriter,
  exports: readonly CustomerTable[],
  { criteria, book }: Pick<Run, 'criteria' | 'book'>,
  { prefix, language }: { readonly prefix: string; readonly language: Language },
): CustomerSheet {
  const hasBook = book !== null;
  const say = workbookWords(language);
  const words = wordsFor(language);
  const { styles } = workbook;
  const scores = scoreFacts(criteria);
  const isOne = exports.length === 1;
  const ours = [
    ...(isOne ? [] : [say.columns.source]),
    words.columns.category,
    ...(hasBook ? [say.columns.previous] : []),
    words.columns.criterion,
    say.columns.because,
    ...(hasBook ? [say.columns.computed, say.columns.override] : []),
    ...(criteria.group === null ? [] : [say.columns.group]),
    ...scores.map(({ name }) => factName(name, criteria.titles, language)),
  ].map((name) => `${prefix}${name}`);
  const joined = joinColumns(exports, criteria.fields);
  const headers = [...joined.columns.map(({ name, isAdded }) => `${isAdded ? prefix : ''}${name}`), ...ours];
  const columns = joined.columns.map(({ field }) => columnWriter(field, criteria, workbook));
  const sheet = workbook.sheet(say.sheets.customers, {
    kind: 'table',
    headers,
    // The id stays in sight, where it stands in front.
    staying: columns[0]?.isId === true ? 1 : 0,
  });
  const text = styles.of(TEXT);
  const score = styles.of({ format: '0.00' });
  const marks = new Map(STANDINGS.map((name) => [name, styles.of(MARKS[name])]));
  const category = (name: Standing): void => sheet.text(categoryName(name, words), marks.get(name)!);
  const slots = new Map(scores.map(({ name, slot }) => [name, slot]));
  let places = joined.places[0]!;
  let source = exports[0]!.file;
  return {
    enter(at) {
      places = joined.places[at]!;
      source = exports[at]!.file;
    },
    row({ record }, { facts, verdict, computed, previous, override, criteria: under, group }) {
      for (const [index, { write }] of columns.entries())
        write(record.cells[places[index]!] ?? '', sheet, record.cells);
      if (!isOne) sheet.text(source, text);
      category(standingOf(verdict));
      if (hasBook) {
        if (previous === null) sheet.blank();
        else category(previous);
      }
      sheet.text(whatDecided(criterionOf(verdict) ?? '', criteria.titles, language), text);
      if (verdict.kind === 'decided') sheet.blank();
      else {
        const lacks = missingFields(verdict.lacks, facts, under).join(words.comma);
        const nothing = verdict === NONE_APPLIES ? say.noCategory : say.noCutPoints;
        sheet.text(lacks === '' ? nothing : lacks, text);
      }
      if (hasBook) {
        category(standingOf(computed));
        sheet.text(
          override === null
            ? ''
            : say.override(override.reason, override.author, formatDay(override.expires)),
          text,
        );
      }
      if (criteria.group !== null) sheet.text(group?.id ?? '', text);
      for (const { name } of scores) {
        const slot = under === criteria ? slots.get(name) : under.facts.get(name)?.slot;
        const points = slot === undefined ? Number.NaN : roundedFact(facts, slot, 2);
        if (Number.isNaN(points)) sheet.blank();
        else sheet.number(points, score);
      }
      sheet.endRow();
    },
    end: sheet.end,
  };
}

const TEXT = { format: '@' } as const;

interface ColumnWriter {
  readonly isId: boolean;
  /** Writes one cell of the row. */
  readonly write: (text: string, sheet: Sheet, row: readonly string[]) => void;
}

function columnWriter(
  field: Field | null,
  { input, idField }: Criteria,
  workbook: WorkbookWriter,
): ColumnWriter {
  const plain = workbook.styles.of(TEXT);
  const asText: ColumnWriter['write'] = (text, sheet) => sheet.text(text, plain);
  if (field === null) return { isId: false, write: asText };
  return { isId: field === idField, write: typedWriter(field, input, workbook) ?? asText };
}

/** Compiles the writing of a typed column; null where it is one of texts. */
function typedWriter(
  field: Field,
  input: NumberStyle,
  { styles }: WorkbookWriter,
): ColumnWriter['write'] | null {
  const text = styles.of(TEXT);
  // The cell as it stands: in its own unit and currency, and not refused for its size.
  const own: Field = { ...field, scale: null, min: null, max: null };
  const style: NumberStyle = { ...input, currency: null, rates: new Map() };
  if (field.type === 'date') {
    // A month, or how long ago it was, is no day that somebody wrote.
    if (field.day !== null || field.formats.includes('ago')) return null;
    const read = cellReader(own, style);
    const day = styles.of({ format: EXCEL_DAY });
    return (cell, sheet) => {
      const value = HAS_TIME.test(cell) ? null : read(cell);
      const serial = typeof value === 'number' ? excelDay(value) : null;
      if (serial === null) sheet.text(cell, text);
      else sheet.number(serial, day);
    };
  }
  const format = FORMATS[field.type];
  if (format === undefined || field.formats.includes('ago')) return null;
  let named: Currency | null = null;
  const read = cellReader(own, style, (currency) => {
    named = currency;
  });
  const plain = styles.of({ format });
  const marked = new Map<string, number>();
  return (cell, sheet) => {
    named = null;
    const value = read(cell);
    if (typeof value !== 'number' || isProblem(value) || !isShort(cell, own, style))
      return sheet.text(cell, text);
    if (named === null) return sheet.number(value, plain);
    const { mark } = named as Currency;
    const known = marked.get(mark) ?? styles.of({ format: `"${mark}" ${format}` });
    marked.set(mark, known);
    sheet.number(value, known);
  };
}

const FORMATS: Partial<Record<Field['type'], string>> = {
  number: 'General',
  money: '#,##0.00',
  percent: '0.0#%',
};
const HAS_TIME = /[1-9]\d?:|:\d?[1-9]/;

// Excel keeps 15 digits: a longer number stays the text that it is.
function isShort(cell: string, field: Field, style: NumberStyle): boolean {
  if (cell.length <= 15) return true;
  const decimal = exactDecimal(cell, field, style);
  return decimal !== null && hasFewDigits(decimal);
}
