import type { NumberStyle } from '../../fields/field.ts';
import type { ValueType } from '../../fields/value.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { blankWordsOf, MOSTLY, type StarterField } from './fields.ts';
import type { ColumnProfile, Profile } from './profile.ts';
import type { Starter } from './starter.ts';
import { findKnown } from './vocabulary.ts';

/** What a person must confirm before relying on the starter file: columns with two readings, and a total row. */
export function findDoubts({ decimal, fields, id }: Starter, profile: Profile, file: string): Diagnostic[] {
  const found: Diagnostic[] = [];
  const warn = (
    code: Diagnostic['code'],
    message: string,
    help: string,
    line: number,
    column: string | null,
  ) => found.push({ code, severity: 'warning', message, help, at: { kind: 'cell', file, line, column } });
  if (decimal.doubt !== null) {
    const { column, text } = decimal.doubt;
    const other = decimal.decimal === ',' ? '.' : ',';
    const message = `column "${column}": "${text}" can be read with "." or "," before the decimals; "${decimal.decimal}" is taken`;
    warn('ambiguous-column', message, `if that is wrong, write decimal: "${other}" under "input"`, 1, column);
  }
  const names = new Set(fields.filter((field) => field.known).map(({ name }) => name));
  for (const { column, guess, known } of fields) {
    const unlike = known || column.filled === 0 ? null : unlikeItsHeader(column, decimal.decimal, names);
    if (unlike !== null) {
      const { type, text, line } = unlike;
      const message = `column "${column.header}": expected ${type}, found "${shorten(text)}", so it cannot be ${unlike.name}`;
      warn(
        'bad-cell',
        message,
        'mend such cells in the export, or leave them empty, and run init again',
        line,
        column.header,
      );
    }
    if (guess.doubt === null) continue;
    const what =
      guess.doubt.kind === 'day-or-month' ? `dates such as "${guess.example}"` : `"${guess.example}"`;
    const message = `column "${column.header}": ${what} can be read as ${guess.format} or ${guess.doubt.other}; ${guess.format} is taken`;
    warn(
      'ambiguous-column',
      message,
      `if that is wrong, write format: ${guess.doubt.other}`,
      1,
      column.header,
    );
  }
  if (!id.column.unique || id.column.filled < profile.rows * MOSTLY) warnOfId(id, profile.rows, warn);
  for (const field of fields.filter(({ known }) => known)) {
    const { column } = field;
    for (const [text, count] of blankWordsOf(field)) {
      const cells = `${count} ${count === 1 ? 'cell' : 'cells'}`;
      const message = `column "${column.header}": "${text}" is read as a blank, in ${cells}`;
      const help = `if it means zero, take it out of "blanks", and write input: { zeros: [${JSON.stringify(text)}] }`;
      warn('ambiguous-column', message, help, 1, column.header);
    }
  }
  return found;
}

function warnOfId(
  { column }: StarterField,
  rows: number,
  warn: (code: Diagnostic['code'], message: string, help: string, line: number, column: string) => void,
): void {
  const what = column.unique ? `is blank in ${rows - column.filled} of ${rows} rows` : 'repeats';
  const message = `no column names each customer once: "${column.header}" comes nearest, but ${what}`;
  warn('ambiguous-column', message, 'export a column with one id for each customer', 1, column.header);
}

// A header such as revenue above cells of which too many are no money for these to be single mistakes.
function unlikeItsHeader(
  { header, probes }: ColumnProfile,
  decimal: NumberStyle['decimal'],
  names: ReadonlySet<string>,
): { name: string; type: ValueType; text: string; line: number } | null {
  const known = findKnown(header);
  const name = [known?.fact.name, known?.year == null ? undefined : `prior_${known.fact.name}`].find(
    (one) => one !== undefined && !names.has(one),
  );
  const fact = known?.fact;
  const type = fact?.types[0];
  const nearest = probes
    .filter(
      (probe) => probe.type === type && (probe.decimal === decimal || type === 'date' || type === 'flag'),
    )
    .sort((one, other) => other.fits - one.fits)[0];
  if (name === undefined || nearest === undefined || nearest.misfit === null) return null;
  return { name, type: nearest.type, ...nearest.misfit };
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
