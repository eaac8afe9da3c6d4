import type { Binding } from '../fields/bind.ts';
import type { Facts } from '../fields/facts.ts';
import type { Field } from '../fields/field.ts';
import type { TableRecord } from '../table/table.ts';
import { readValue, standsInLine } from './accumulate.ts';

/** What tells lines apart: the values of some of their fields in UTF-8, each with its length behind it. */
export interface LineKey {
  /** Begins with the key that was written last. */
  readonly bytes: Buffer;
  /** Writes the key of a line, whose facts are there; how many bytes it has. */
  write(line: TableRecord): number;
}

/** Makes keys of these fields. */
export function createLineKey(fields: readonly Field[], columns: Binding['columns'], facts: Facts): LineKey {
  const parts = fields.map((field) => ({
    column: columns[field.slot] ?? null,
    field,
    read: readValue(field),
  }));
  let bytes = Buffer.alloc(1 << 8);
  const reserve = (size: number): void => {
    if (size > bytes.length) bytes = Buffer.concat([bytes], size * 2);
  };
  return {
    get bytes() {
      return bytes;
    },
    write(line) {
      let size = 0;
      for (const { column, field, read } of parts) {
        let length: number;
        if (column !== null && standsInLine(field, column, facts, line)) {
          const { source } = line;
          const start = line.cellStart(column);
          length = line.cellEnd(column) - start;
          reserve(size + length + LENGTH);
          for (let at = 0; at < length; at += 1) bytes[size + at] = source[start + at]!;
        } else {
          const text = read(facts) ?? '';
          length = Buffer.byteLength(text);
          reserve(size + length + LENGTH);
          bytes.write(text, size);
        }
        size = bytes.writeInt32LE(length, size + length);
      }
      return size;
    },
  };
}

const LENGTH = 4;
