import type { Diagnostic } from '../text/diagnostic.ts';
import { helpOf, isProblem, type Problem } from './amount.ts';
import type { Binding } from './bind.ts';
import { errorOf, type Facts } from './facts.ts';
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
    defaultError: errorOf(Number(field.missing?.value), field.missing?.decimal ?? '0'),
    misfits: gatherMisfits(),
    numeric: field.type === 'number' || field.type === 'money' || field.type === 'percent',
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
    for (const { field, column, read, defaultError, numeric, misfits } of readers) {
      const text = column === null ? '' : cells[column]!;
      let value = column === null ? null : read(text);
      if (isProblem(value)) {
        problems ??= [];
        const name = header[column!]!;
        const message = `column "${name}": expected ${value.expected}, found "${shorten(text)}"`;
        misfits.add(text);
        const problem = value;
        problems.push({
          code: 'bad-cell',
          severity: 'error',
          message,
          // Asked for when the file was read: by then it speaks of all cells that do not fit.
          get help() {
            return misfits.helpFor(problem, text);
          },
          at: { kind: 'cell', file, line, column: name },
        });
        value = null;
      }
      const blank = value === null;
      value ??= field.missing?.value ?? null;
      const { slot } = field;
      if (typeof value === 'number') {
        facts.numbers[slot] = value;
        const long = numeric && !blank && mayHaveManyDigits(text);
        facts.errors[slot] = blank
          ? defaultError
          : long
            ? errorOf(value, exactDecimal(text, field, style)!)
            : 0;
      } else {
        facts.numbers[slot] = Number.NaN;
        facts.texts[slot] = value;
      }
    }
    return problems ?? NONE;
  };
}

// The cells of a column that do not fit. A help is made once for each, when all are known.
function gatherMisfits() {
  const texts = new Set<string>();
  const helps = new Map<string, string | undefined>();
  return {
    add(text: string): void {
      if (texts.size === MOST_MISFITS || texts.has(text)) return;
      texts.add(text);
      helps.clear();
    },
    helpFor(problem: Problem, text: string): string | undefined {
      if (!texts.has(text)) return helpOf(problem, [text]);
      if (!helps.has(text)) helps.set(text, helpOf(problem, [...texts]));
      return helps.get(text);
    },
  };
}

const MOST_MISFITS = 200;

// Whether a cell may hold more than 15 digits; what is not ASCII counts as one.
function mayHaveManyDigits(text: string): boolean {
  if (text.length <= 15) return false;
  let digits = 0;
  for (let at = 0; at < text.length; at += 1) {
    const code = text.charCodeAt(at);
    if (code > 0x7f || (code >= 0x30 && code <= 0x39)) digits += 1;
  }
  return digits > 15;
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
