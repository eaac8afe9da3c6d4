import type { CategoryName } from '../../criteria/criteria.ts';
import { formatDay } from '../../fields/day.ts';
import { csvRecord, guardFormula } from '../../table/write-csv.ts';
import type { ClassifiedCustomer } from '../../verdict/classify-table.ts';
import { missingFields } from '../../verdict/missing-fields.ts';
import type { Override } from '../../verdict/override.ts';
import { criterionOf, type Verdict } from '../../verdict/verdict.ts';

/** The names of the columns that say what a customer is, and why; with a book also what it was. */
export function verdictColumns(book: boolean): string[] {
  return book
    ? ['category', 'previous_category', 'criterion', 'undetermined_because', 'computed_category', 'override']
    : ['category', 'criterion', 'undetermined_because'];
}

/** Compiles the cells of these columns, each behind a delimiter. */
export function verdictCells(delimiter: string, book: boolean): (customer: ClassifiedCustomer) => string {
  const record = (cells: readonly string[]): string => `${delimiter}${csvRecord(cells, delimiter)}`;
  const cellsOf = ({
    facts,
    criteria,
    verdict,
    computed,
    override,
    previous,
  }: ClassifiedCustomer): string => {
    const criterion = criterionOf(verdict) ?? '';
    const because =
      verdict.kind === 'decided'
        ? ''
        : missingFields(verdict.lacks, facts, criteria).join('; ') || 'no category applies';
    if (!book) return record([nameOf(verdict), criterion, because]);
    const was = previous ?? '';
    return record([nameOf(verdict), was, criterion, because, nameOf(computed), overrideText(override)]);
  };
  // A criterion gives the same verdict to every customer that meets it, so there are few.
  const known = new Map<Verdict, Map<CategoryName | null, string>>();
  return (customer) => {
    const { verdict, override, previous } = customer;
    if (verdict.kind === 'undetermined' || override !== null) return cellsOf(customer);
    let own = known.get(verdict);
    if (own === undefined) {
      own = new Map();
      known.set(verdict, own);
    }
    let text = own.get(previous);
    if (text === undefined) {
      text = cellsOf(customer);
      own.set(previous, text);
    }
    return text;
  };
}

function nameOf(verdict: Verdict): string {
  return verdict.kind === 'decided' ? verdict.category : verdict.kind;
}

function overrideText(override: Override | null): string {
  if (override === null) return '';
  const { reason, author, expires } = override;
  return guardFormula(`${reason} (${author}, until ${formatDay(expires)})`);
}
