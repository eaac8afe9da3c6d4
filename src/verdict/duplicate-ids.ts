import { factText } from '../fields/facts.ts';
import type { Field } from '../fields/field.ts';
import { foldName } from '../fields/fold.ts';
import type { RefuseRow, TableRecord } from '../table/table.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { Pass } from './pass.ts';
import type { SeenIds } from './seen-ids.ts';

/**
 * Tells apart, among suspects, the same id twice (an error of the later row), ids that only look alike (a warning),
 * and chance.
 */
export async function findDuplicateIds(
  pass: Pass,
  seen: SeenIds,
  idField: Field,
  found: RefuseRow,
): Promise<void> {
  const lines = new Map<string, number>();
  const byLook = new Map<string, { id: string; line: number }>();
  for await (const batch of pass.table.records) {
    for (const record of batch) {
      const id = factText(pass.take(record).facts, idField.slot);
      if (id === null || !seen.isSuspect(id)) continue;
      const known = lines.get(id);
      if (known !== undefined) {
        found(duplicate(id, known, cellOf(pass, record, idField)), record);
        continue;
      }
      lines.set(id, record.line);
      const alike = byLook.get(foldName(id));
      if (alike === undefined) byLook.set(foldName(id), { id, line: record.line });
      else found(lookAlike(id, alike, cellOf(pass, record, idField)), record);
    }
  }
}

function duplicate(id: string, line: number, at: Diagnostic['at']): Diagnostic {
  return {
    code: 'duplicate-customer',
    severity: 'error',
    message: {
      en: `customer "${id}" stands in line ${line} already`,
      zh: `客户“${id}”在第 ${line} 行已经出现`,
    },
    help: { en: 'keep one row for each customer', zh: '每个客户请只保留一行' },
    at,
  };
}

function lookAlike(id: string, other: { id: string; line: number }, at: Diagnostic['at']): Diagnostic {
  return {
    code: 'look-alike-ids',
    severity: 'warning',
    message: {
      en: `customers "${id}" and "${other.id}" (line ${other.line}) differ only in case, width or what cannot be seen`,
      zh: `客户“${id}”和“${other.id}”（第 ${other.line} 行）只在大小写、全半角或不可见字符上不同`,
    },
    help: {
      en: 'they count as two customers; if they are one, give both rows the same id and keep one',
      zh: '他们算作两个客户；如果是同一个，请统一编号并只保留一行',
    },
    at,
  };
}

function cellOf(pass: Pass, record: TableRecord, { slot }: Field): Diagnostic['at'] {
  const column = pass.table.header.cells[pass.columns[slot]!]!;
  return { kind: 'cell', file: pass.table.file, line: record.line, column };
}
