import type { Criteria } from '../criteria/criteria.ts';
import { leaveOutBlankLine, leaveOutTest } from '../criteria/input.ts';
import { looksLikeNoCustomer, noCustomerOf } from '../criteria/no-customer.ts';
import { type Facts, factText } from '../fields/facts.ts';
import { cellReader } from '../fields/parse-cell.ts';
import { isNoLabel } from '../table/row-label.ts';
import type { TableRecord } from '../table/table.ts';
import type { Diagnostic, Place } from '../text/diagnostic.ts';
import type { Pass, RowFacts } from './pass.ts';
import type { IdReader } from './seen-ids.ts';

/**
 * Finds why a row is not classified: cells that cannot be read, no id, or the look of a total; mostly nothing. The id
 * is noted on the way, where somebody asks for ids.
 */
export function findRowProblems(
  pass: Pass,
  criteria: Criteria,
  ids: IdReader | null,
): (record: TableRecord, row: RowFacts) => readonly Diagnostic[] {
  const { table } = pass;
  const isKept = leaveOutTest(criteria.input.keep, table.header.cells) ?? (() => false);
  const { slot } = criteria.idField;
  const column = pass.columns[slot]!;
  const readId = cellReader(criteria.idField, criteria.input);
  const seeId = (record: TableRecord, facts: Facts): readonly Diagnostic[] => {
    const isBytes = facts.texts[slot] === undefined;
    if (isBytes) {
      const { source } = record;
      const start = record.cellStart(column);
      ids?.seeBytes(source, start, record.cellEnd(column));
      if (isNoLabel(source[start]!, source[start + 1]!)) return NONE;
    }
    const id = factText(facts, slot);
    // A cell that is no id was named already.
    if (id === null) return readId(record.cell(column)) === null ? [withoutId(record, pass, criteria)] : NONE;
    if (!isBytes) ids?.see(id);
    const label = table.isKept === true ? null : noCustomerOf(id);
    return label === null || isKept(record)
      ? NONE
      : [looksLikeNoCustomer(label, id, criteria.idField, placeOf(record, pass))];
  };
  return (record, { facts, problems }) => {
    const more = seeId(record, facts);
    return more.length === 0 ? problems : [...problems, ...more];
  };
}

const NONE: readonly Diagnostic[] = [];

function withoutId(record: TableRecord, pass: Pass, criteria: Criteria): Diagnostic {
  return {
    code: 'missing-id',
    severity: 'error',
    message: {
      en: `the row has no "${criteria.idField.name}"`,
      zh: `这一行没有“${criteria.idField.name}”`,
    },
    help: {
      en: `rows without an id are left out with, in the criteria: ${leaveOutBlankLine(criteria.idField.name)}`,
      zh: `要剔除没有编号的行，请在标准文件中写：${leaveOutBlankLine(criteria.idField.name)}`,
    },
    at: placeOf(record, pass),
  };
}

function placeOf({ line }: TableRecord, { table: { file } }: Pass): Place {
  return { kind: 'cell', file, line, column: null };
}
