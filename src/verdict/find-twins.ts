import type { Field } from '../fields/field.ts';
import type { RefuseRow, TableRecord } from '../table/table.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { type IdHashes, lookOf } from './id-hashes.ts';
import type { Look } from './look.ts';

/**
 * Tells apart, among ids with the same hash, the same id twice (an error of the later row), ids that only look
 * alike (a warning), and chance.
 */
export async function findTwins(
  look: Look,
  hashes: IdHashes,
  idField: Field,
  found: RefuseRow,
): Promise<void> {
  const lines = new Map<string, number>();
  const looks = new Map<string, { id: string; line: number }>();
  for await (const batch of look.table.records) {
    for (const record of batch) {
      const id = look.take(record).facts.texts[idField.slot]!;
      if (id === null || !hashes.isSuspect(id)) continue;
      const known = lines.get(id);
      if (known !== undefined) {
        found(duplicate(id, known, look, record), record);
        continue;
      }
      lines.set(id, record.line);
      const alike = looks.get(lookOf(id));
      if (alike === undefined) looks.set(lookOf(id), { id, line: record.line });
      else found(lookAlike(id, alike, look, record), record);
    }
  }
}

function duplicate(id: string, line: number, look: Look, record: TableRecord): Diagnostic {
  return {
    code: 'duplicate-customer',
    severity: 'error',
    message: `customer "${id}" stands in line ${line} already`,
    help: 'keep one row for each customer',
    at: cellOf(look, record),
  };
}

function lookAlike(
  id: string,
  other: { id: string; line: number },
  look: Look,
  record: TableRecord,
): Diagnostic {
  return {
    code: 'look-alike-ids',
    severity: 'warning',
    message: `customers "${id}" and "${other.id}" (line ${other.line}) differ only in case, width or what cannot be seen`,
    help: 'they count as two customers; if they are one, give both rows the same id and keep one',
    at: cellOf(look, record),
  };
}

function cellOf(look: Look, record: TableRecord): Diagnostic['at'] {
  const column = look.table.header.cells[look.idColumn]!;
  return { kind: 'cell', file: look.table.file, line: record.line, column };
}
