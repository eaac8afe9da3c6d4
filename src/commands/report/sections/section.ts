import type { Titles } from '../../../criteria/titles.ts';
import type { ExactNumber } from '../../../fields/exact-number.ts';
import type { Language } from '../../../output/language.ts';
import { formatCell } from '../../../output/numbers.ts';
import { type Cell, type Section, type Table, text } from '../../../output/report.ts';
import { type Words, wordsFor } from '../../../output/words.ts';
import { criterionTitle } from '../../../say/title.ts';
import { ratioOf } from '../../../verdict/amounts.ts';
import type { CustomerRow } from '../../run/portfolio/read-customer.ts';
import type { PortfolioModel } from '../model.ts';
import { type ReportWords, reportWords } from '../words.ts';

/** How a section speaks, and how much it lists. */
export interface SectionContext {
  readonly language: Language;
  readonly words: Words;
  readonly say: ReportWords;
  /** What people read in the place of names and ids of the criteria. */
  readonly titles: Titles;
  /** Rows of a list within a section. */
  readonly most: number;
  /** Rows of the list of customers. */
  readonly mostCustomers: number;
  /** Only the columns that fit a terminal or a mail. */
  readonly brief: boolean;
}

/** Makes one section. */
export type BuildSection = (model: PortfolioModel, context: SectionContext) => Section;

/** How sections speak a language, and how much they list. */
export function sectionContext(
  language: Language,
  titles: Titles,
  length: Pick<SectionContext, 'most' | 'mostCustomers' | 'brief'>,
): SectionContext {
  return {
    language,
    words: wordsFor(language),
    say: reportWords(language),
    titles,
    ...length,
  };
}

/** A part of a whole, with its bar; nothing where the whole is nothing. */
export function partOf(part: ExactNumber | null, whole: ExactNumber | null): Cell {
  const ratio = ratioOf(part, whole);
  return ratio === null ? { kind: 'none' } : { kind: 'share', value: ratio, bar: Math.max(0, ratio) };
}

/** A cell as text, so that a sentence says a number as the table does. */
export function show(cell: Cell, words: Words): string {
  return formatCell(cell, words);
}

/** A ratio of the whole, as it is read in a sentence; null where the whole is nothing. */
export function shareText(part: ExactNumber | null, whole: ExactNumber | null, words: Words): string | null {
  const ratio = ratioOf(part, whole);
  return ratio === null ? null : formatCell({ kind: 'share', value: ratio }, words);
}

/** How a list names a customer: by name, and by id where there is none. */
export function nameOf({ id, name }: Pick<CustomerRow, 'id' | 'name'>): string {
  return name ?? id;
}

/** What decided, as a person would say it; nothing for those who are left over. */
export function criterionName(
  criterion: string | null,
  { say, titles, language }: Pick<SectionContext, 'say' | 'titles' | 'language'>,
): string {
  switch (criterion) {
    case null:
    case 'otherwise':
      return '';
    case 'stays_while':
      return say.money.scores.stays;
    case 'override':
      return say.people.movements.cause.override;
    default:
      return criterionTitle(criterion, titles, language);
  }
}

/** The columns that name a customer, and its cells. */
export function customerColumns(words: Words): Table['columns'][number][] {
  return [
    { header: words.columns.customerId, align: 'left' },
    { header: words.columns.customerName, align: 'left', flexible: 'cut' },
  ];
}

/** The cells that stand under `customerColumns`. */
export function customerCells({ id, name }: Pick<CustomerRow, 'id' | 'name'>): Cell[] {
  return [text(id), text(name ?? '')];
}

/** The first rows of a list, and a line that says how many are not there. */
export function firstRows<T>(
  rows: readonly T[],
  most: number,
  all: number,
  words: Words,
): { readonly rows: readonly T[]; readonly more: string | undefined } {
  const shown = rows.slice(0, most);
  const left = all - shown.length;
  return { rows: shown, more: left > 0 ? words.sentences.more(left) : undefined };
}
