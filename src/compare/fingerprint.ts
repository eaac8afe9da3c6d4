import type { Criteria } from '../criteria/criteria.ts';
import { namesNeeded } from '../criteria/unused.ts';
import { bindFields } from '../fields/bind.ts';
import type { Day } from '../fields/day.ts';
import { type Facts, factText } from '../fields/facts.ts';
import type { Field } from '../fields/field.ts';
import { type CellReader, cellReader } from '../fields/parse-cell.ts';
import type { ValueType } from '../fields/value.ts';
import type { AddedFile, CustomerTable, TableRecord } from '../table/table.ts';
import { byCount } from '../text/order.ts';
import { addMoney, emptyMoney, moneyOf } from '../verdict/money-sum.ts';
import type { Site } from '../verdict/sites.ts';
import { sketchMedian } from './median.ts';

/** What an export looks like as a whole: enough to see that the next one was made otherwise. No order of rows matters. */
export interface Fingerprint {
  /** Customers that were classified. */
  readonly customers: number;
  /** The header as it stands; null where only the columns that were read are known. */
  readonly columns: readonly string[] | null;
  /** By the name of the field. */
  readonly fields: ReadonlyMap<string, FieldPrint>;
  /** How ids are written, with 9 for digits and A for letters, and how many are written so; the commonest. */
  readonly idShapes: ReadonlyMap<string, number>;
  /** The files of lines that fields were worked out from; none where nobody kept them. */
  readonly lines: readonly AddedFile[];
}

/** What one field looks like in an export. */
export interface FieldPrint {
  readonly type: ValueType;
  /** The header that it is read from; null for an optional column that the export does not have. */
  readonly column: string | null;
  readonly blanks: number;
  readonly values: ValuesPrint;
}

/** What the cells of a field come to that are not blank; `none` where nothing is kept of them. */
export type ValuesPrint =
  | { readonly kind: 'amounts'; readonly sum: number; readonly median: number | null }
  | { readonly kind: 'days'; readonly first: Day | null; readonly last: Day | null }
  | { readonly kind: 'words'; readonly counts: ReadonlyMap<string, number> }
  | { readonly kind: 'none' };

/** Gathers the fingerprint of an export while its customers come. */
export interface FingerprintTaker {
  begin(table: Pick<CustomerTable, 'header' | 'file' | 'added' | 'addedFrom'>): void;
  take(site: Site): void;
  result(): Fingerprint;
}

/**
 * Opens the gathering of a fingerprint. `wholeHeader`: whether the table has all columns of the export, and not only
 * those that the criteria read.
 */
export function takeFingerprint(criteria: Criteria, wholeHeader: boolean): FingerprintTaker {
  const needed = namesNeeded(criteria);
  let columns: readonly string[] = [];
  let own = 0;
  let watches: FieldWatch[] = [];
  let shapes = countWords(MOST_SHAPES);
  let customers = 0;
  let lines: readonly AddedFile[] = [];
  return {
    begin({ header, file, added, addedFrom }) {
      // Where older criteria read them otherwise, those of the run come first.
      lines = addedFrom.filter(
        ({ table }, at) => addedFrom.findIndex((other) => other.table === table) === at,
      );
      customers = 0;
      shapes = countWords(MOST_SHAPES);
      columns = header.cells;
      // What is worked out from lines is no column of the export.
      own = columns.length - added.length;
      const { value } = bindFields(criteria.fields, header.cells, file, header.line);
      watches = criteria.fields.map((field) => {
        const column = value?.columns[field.slot] ?? null;
        const isWord = field.type === 'choice' || (field.type === 'text' && needed.has(field.name));
        return watchField(field, column, isWord, cellReader(field, criteria.input));
      });
    },
    take({ record, facts }) {
      customers += 1;
      shapes.add(shapeOf(factText(facts, criteria.idField.slot) ?? ''));
      for (const watch of watches) watch.see(record, facts);
    },
    result: () => ({
      customers,
      columns: wholeHeader ? columns.slice(0, own).filter((name) => name.trim() !== '') : null,
      fields: new Map(watches.map((watch) => [watch.name, watch.result(columns)])),
      idShapes: new Map([...(shapes.result() ?? [])].slice(0, MOST_KEPT_SHAPES)),
      lines,
    }),
  };
}

// Ids of free text have as many shapes as customers, and tell nothing.
const MOST_SHAPES = 1000;
const MOST_KEPT_SHAPES = 10;
const LONGEST_SHAPE = 40;

// How an id is written: C-1002 is A-9999.
function shapeOf(id: string): string {
  return id
    .slice(0, LONGEST_SHAPE)
    .replace(/\p{Nd}/gu, '9')
    .replace(/\p{L}/gu, 'A');
}

interface FieldWatch {
  readonly name: string;
  see(row: TableRecord, facts: Facts): void;
  result(header: readonly string[]): FieldPrint;
}

function watchField(field: Field, column: number | null, isWord: boolean, read: CellReader): FieldWatch {
  const { name, type, slot, missing, from } = field;
  const gather = gatherValues(type, isWord);
  let blanks = 0;
  // A default stands where the cell is blank, and where it was typed.
  const isBlank = (value: number | string | null, row: TableRecord): boolean =>
    value === null || (value === missing?.value && (column === null || read(row.cell(column)) === null));
  return {
    name,
    see(row, facts) {
      const number = facts.numbers[slot]!;
      const value = gather.isText ? factText(facts, slot) : Number.isNaN(number) ? null : number;
      if (isBlank(value, row)) blanks += 1;
      else gather.add(value!);
    },
    result: (header) => ({
      type,
      // How a field is worked out from lines is a matter of the criteria.
      column: column === null ? null : from === null ? header[column]! : name,
      blanks,
      values: gather.result(),
    }),
  };
}

interface Gathering {
  readonly isText: boolean;
  add(value: number | string): void;
  result(): ValuesPrint;
}

function gatherValues(type: ValueType, isWord: boolean): Gathering {
  switch (type) {
    case 'id':
    case 'text':
    case 'choice':
      return isWord ? gatherWords(true) : { isText: true, add: () => {}, result: () => ({ kind: 'none' }) };
    case 'flag':
      return gatherWords(false);
    case 'date':
      return gatherDays();
    case 'number':
    case 'money':
    case 'percent':
      return gatherAmounts();
  }
}

function gatherAmounts(): Gathering {
  const sum = emptyMoney();
  const median = sketchMedian();
  return {
    isText: false,
    add(value) {
      addMoney(sum, value as number);
      // Customers without business would hide what became of the others.
      if (value !== 0) median.add(value as number);
    },
    result: () => ({ kind: 'amounts', sum: moneyOf(sum), median: median.result() }),
  };
}

function gatherDays(): Gathering {
  let first = Number.POSITIVE_INFINITY;
  let last = Number.NEGATIVE_INFINITY;
  return {
    isText: false,
    add(value) {
      first = Math.min(first, value as number);
      last = Math.max(last, value as number);
    },
    result: () => (first > last ? { kind: 'days', first: null, last: null } : { kind: 'days', first, last }),
  };
}

function gatherWords(isText: boolean): Gathering {
  const words = countWords(MOST_WORDS);
  return {
    isText,
    add: (value) => words.add(typeof value === 'string' ? value : value === 1 ? 'yes' : 'no'),
    result: () => {
      const counts = words.result();
      return counts === null ? { kind: 'none' } : { kind: 'words', counts };
    },
  };
}

// Beyond that a text names its customer rather than a group of them.
const MOST_WORDS = 100;

// Counts words, the commonest first; null once there are more than so many of them.
function countWords(most: number): { add(word: string): void; result(): ReadonlyMap<string, number> | null } {
  const counts = new Map<string, number>();
  return {
    add: (word) => {
      if (counts.size <= most) counts.set(word, (counts.get(word) ?? 0) + 1);
    },
    result: () => (counts.size > most ? null : new Map(byCount(counts))),
  };
}
