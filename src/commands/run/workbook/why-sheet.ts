import { formatDay } from '../../../fields/day.ts';
import type { WorkbookWriter } from '../../../output/formats/workbook.ts';
import type { Language } from '../../../output/language.ts';
import { wordsFor } from '../../../output/words.ts';
import { whatDecided } from '../../../say/book.ts';
import { reasonsOf } from '../../../say/reason.ts';
import { type ClassifiedCustomer, checkCustomers, type Opening } from '../../../verdict/classify-table.ts';
import { createExplainer } from '../../../verdict/explain.ts';
import { openKnownValues } from '../../../verdict/known-values.ts';
import { categoryOf, criterionOf } from '../../../verdict/verdict.ts';
import type { Run } from '../open-run.ts';
import { workbookWords } from './words.ts';

/** The sheet of key accounts with their reasons, which takes customers as they come. */
export interface WhySheet {
  /** Who follows is of the export at this place, where there are several. */
  enter(at: number): void;
  take(customer: ClassifiedCustomer): void;
  end(): void;
}

/** Opens the sheet: of each key account the criterion that made it one, with the values that met it. */
export function openWhySheet(
  workbook: WorkbookWriter,
  { criteria, asOf }: Pick<Run, 'criteria' | 'asOf'>,
  exports: readonly Pick<Opening, 'table' | 'cuts'>[],
  language: Language,
): WhySheet {
  const words = wordsFor(language);
  const say = workbookWords(language);
  const { columns } = words;
  const isOne = exports.length === 1;
  const sheet = workbook.sheet(say.sheets.whyKey, {
    kind: 'table',
    headers: [
      ...(isOne ? [] : [say.columns.source]),
      columns.customerId,
      columns.customerName,
      columns.accountManager,
      columns.criterion,
      say.columns.why,
      say.columns.also,
    ],
    staying: isOne ? 1 : 2,
    wrapped: new Set(isOne ? [4, 5] : [5, 6]),
  });
  const text = workbook.styles.of({ format: '@' });
  const wrapped = workbook.styles.of({ format: '@', wrap: true });
  const known = openKnownValues(criteria);
  const explainers = exports.map(({ cuts }) => createExplainer(asOf, cuts, criteria));
  let explain = explainers[0]!;
  let source = exports[0]!.table.file;
  return {
    enter(at) {
      explain = explainers[at]!;
      source = exports[at]!.table.file;
    },
    take(customer) {
      const { verdict, computed, override, facts, criteria: under } = customer;
      if (categoryOf(verdict) !== 'key') return;
      const { id, name, manager } = known(facts, under);
      const explained = explain({ ...customer, verdict: computed }, false);
      const met = categoryOf(explained.computed) === 'key' ? reasonsOf(explained, language) : [];
      const [first, ...others] = override === null ? met : [];
      if (!isOne) sheet.text(source, text);
      sheet.text(id, text);
      sheet.text(name ?? '', text);
      sheet.text(manager ?? '', text);
      sheet.text(whatDecided(criterionOf(verdict) ?? '', criteria.titles, language), text);
      sheet.text(
        override === null
          ? (first?.conditions ?? '')
          : say.override(override.reason, override.author, formatDay(override.expires)),
        wrapped,
      );
      sheet.text(
        (override === null ? others : met)
          .map(({ criterion, conditions }) => `${criterion}${words.colon}${conditions}`)
          .join('\n'),
        wrapped,
      );
      sheet.endRow();
    },
    end: sheet.end,
  };
}

/** Adds the sheet to the result of a command that looks at other things than each customer: they are read once more. */
export async function addWhySheet(
  workbook: WorkbookWriter,
  run: Pick<Run, 'criteria' | 'asOf' | 'options'>,
  language: Language,
  isShown: (customer: ClassifiedCustomer) => boolean = () => true,
): Promise<void> {
  // What there is to say of the rows was said when they were read first.
  const { beside: _, ...options } = run.options;
  const customers = await checkCustomers({ ...options, report: () => {}, refuse: () => {} });
  const why = openWhySheet(workbook, run, [customers!], language);
  for await (const customer of customers!.classify()) if (isShown(customer)) why.take(customer);
  why.end();
}
