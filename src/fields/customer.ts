import type { Diagnostic } from '../text/diagnostic.ts';
import { isProblem } from './amount.ts';
import type { Binding } from './bind.ts';
import { type Facts, ROUNDING } from './facts.ts';
import type { Field, NumberStyle } from './field.ts';
import { cellReader, exactDecimal } from './parse-cell.ts';

/** Reads a row's cells into the facts of a customer; what does not fit is returned. */
export type CustomerReader = (cells: readonly string[], line: number) => readonly Diagnostic[];

const NONE: readonly Diagnostic[] = [];

/** Compiles the reading of customers into one set of facts, filled again for every row. */
export function customerReader(
  fields: readonly Field[],
  binding: Binding,
  header: readonly string[],
  style: NumberStyle,
  facts: Facts,
  file: string,
): CustomerReader {
  let current: readonly string[] = [];
  const readers = fields.map((field) => ({
    field,
    column: binding.columns[field.slot] ?? null,
    read: cellReader(field, style),
  }));
  for (const { field, column } of readers) {
    facts.decimals[field.slot] = () => {
      const typed = column === null ? null : exactDecimal(current[column]!, field, style);
      return (
        typed ??
        (Number.isNaN(facts.numbers[field.slot]!)
          ? null
          : (field.missing?.decimal ?? String(facts.numbers[field.slot]!)))
      );
    };
  }
  return (cells, line) => {
    current = cells;
    let problems: Diagnostic[] | null = null;
    for (const { field, column, read } of readers) {
      const text = column === null ? '' : cells[column]!;
      let value = column === null ? null : read(text);
      if (isProblem(value)) {
        problems ??= [];
        const name = header[column!]!;
        const message = `column "${name}": expected ${value.expected}, found "${shorten(text)}"`;
        problems.push({
          code: 'bad-cell',
          severity: 'error',
          message,
          help: value.help,
          at: { kind: 'cell', file, line, column: name },
        });
        value = null;
      }
      value ??= field.missing?.value ?? null;
      const { slot } = field;
      if (typeof value === 'number') {
        facts.numbers[slot] = value;
        facts.errors[slot] = text.length <= 15 ? 0 : Math.abs(value) * ROUNDING;
      } else {
        facts.numbers[slot] = Number.NaN;
        facts.texts[slot] = value;
      }
    }
    return problems ?? NONE;
  };
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
