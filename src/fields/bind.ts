import type { Code } from '../text/codes.ts';
import type { Checked, Diagnostic } from '../text/diagnostic.ts';
import { nearestName } from '../text/suggest.ts';
import type { Field } from './field.ts';
import { foldName } from './fold.ts';

/** Which column each field is read from, by slot; null when an optional column is absent. */
export interface Binding {
  readonly columns: readonly (number | null)[];
}

/** Finds the columns of the fields in a header: missing, duplicate and doubtful columns in one go. */
export function bindFields(
  fields: readonly Field[],
  header: readonly string[],
  file: string,
  line: number,
): Checked<Binding> {
  const diagnostics: Diagnostic[] = [];
  const complain: Complain = (code, message, help, column) => {
    diagnostics.push({ code, severity: 'error', message, help, at: { kind: 'cell', file, line, column } });
  };
  const places = placesOf(header);
  for (const columns of places.values()) checkSingle(columns, header, complain);
  const taken = new Set(fields.flatMap(namesOf));
  const free = header.filter((name) => foldName(name) !== '' && !taken.has(foldName(name)));
  const columns: (number | null)[] = [];
  for (const field of fields) {
    const found = namesOf(field).filter((name) => places.has(name));
    if (found.length > 1)
      checkOne(
        field,
        found.map((name) => header[places.get(name)![0]!]!),
        complain,
      );
    if (found.length === 0 && !field.optional) checkPresent(field, header, free, complain);
    columns[field.slot] = found.length === 0 ? null : places.get(found[0]!)![0]!;
  }
  return { value: diagnostics.length > 0 ? null : { columns }, diagnostics };
}

type Complain = (code: Code, message: string, help: string, column: string | null) => void;

// Columns without a name may repeat: nothing can be read from them.
function placesOf(header: readonly string[]): Map<string, number[]> {
  const places = new Map<string, number[]>();
  for (const [index, name] of header.entries()) {
    const folded = foldName(name);
    if (folded === '') continue;
    const columns = places.get(folded);
    if (columns === undefined) places.set(folded, [index]);
    else columns.push(index);
  }
  return places;
}

function namesOf(field: Field): string[] {
  return [...new Set(field.columns.map(foldName))].filter((name) => name !== '');
}

function checkSingle(columns: readonly number[], header: readonly string[], complain: Complain): void {
  if (columns.length === 1) return;
  const name = header[columns[1]!]!;
  const numbers = columns.map((index) => index + 1);
  const message = `columns ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)} are ${numbers.length > 2 ? 'all' : 'both'} called "${name}"`;
  complain('duplicate-header', message, 'rename or delete all but one of them', name);
}

function checkOne(field: Field, names: readonly string[], complain: Complain): void {
  const message = `field "${field.name}" could be read from ${names.map((name) => `"${name}"`).join(' and ')}`;
  const help = 'rename one of them, or take its name out of "columns" in the criteria';
  complain('duplicate-column', message, help, names[1]!);
}

function checkPresent(
  field: Field,
  header: readonly string[],
  free: readonly string[],
  complain: Complain,
): void {
  const names = field.columns.map((name) => `"${name}"`).join(', ');
  const message = `no column for field "${field.name}": looked for ${names}`;
  complain('missing-column', message, missingHelp(field, header, free), null);
}

// A column that another field reads is rarely the one that was meant.
function missingHelp(field: Field, header: readonly string[], free: readonly string[]): string {
  for (const names of [free, header]) {
    for (const name of field.columns) {
      const nearest = nearestName(name, names);
      if (nearest !== null)
        return `did you mean the column "${nearest}"? add it to "columns" of the field, or mark the field optional: true`;
    }
  }
  const shown = header.filter((name) => foldName(name) !== '');
  const list = shown.slice(0, MOST_SHOWN).join(', ');
  const more = shown.length > MOST_SHOWN ? ` and ${shown.length - MOST_SHOWN} more` : '';
  return `the file has: ${list}${more}; add the right one to "columns" of the field`;
}

const MOST_SHOWN = 12;
