import type { Checked, Diagnostic } from '../text/diagnostic.ts';
import { nearestName } from '../text/suggest.ts';
import type { Field } from './field.ts';

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
  const places = new Map<string, number>();
  const complain = (code: Diagnostic['code'], message: string, help: string, column: string | null): void => {
    diagnostics.push({ code, severity: 'error', message, help, at: { kind: 'cell', file, line, column } });
  };
  for (const [index, name] of header.entries()) {
    const folded = foldHeader(name);
    const first = places.get(folded);
    if (first === undefined) places.set(folded, index);
    else if (folded !== '') {
      const message = `columns ${first + 1} and ${index + 1} are both called "${name}"`;
      complain('duplicate-header', message, 'rename or delete one of them', name);
    }
  }
  const columns = fields.map((field) => {
    const found = [...new Set(field.columns.map(foldHeader))].filter((name) => places.has(name));
    if (found.length > 1) {
      const names = found.map((name) => `"${header[places.get(name)!]}"`).join(' and ');
      const message = `field "${field.name}" could be read from ${names}`;
      complain(
        'duplicate-column',
        message,
        'rename one of them, or take its name out of "columns" in the criteria',
        null,
      );
    }
    if (found.length === 0 && !field.optional) {
      const message = `no column for field "${field.name}": looked for ${field.columns.map((name) => `"${name}"`).join(', ')}`;
      complain('missing-column', message, helpFor(field, header), null);
    }
    return found.length === 0 ? null : places.get(found[0]!)!;
  });
  return { value: diagnostics.length > 0 ? null : { columns }, diagnostics };
}

function helpFor(field: Field, header: readonly string[]): string {
  for (const name of field.columns) {
    const nearest = nearestName(name, header);
    if (nearest !== null)
      return `did you mean the column "${nearest}"? add it to "columns" of the field, or mark the field optional: true`;
  }
  return `the file has: ${header.slice(0, 12).join(', ')}${header.length > 12 ? ', …' : ''}; add the right one to "columns" of the field`;
}

function foldHeader(name: string): string {
  return name
    .normalize('NFKC')
    .replace(/[\u200b-\u200f\u2060\ufeff]/g, '')
    .replace(/\s+/g, ' ')
    .trim()
    .toLowerCase();
}
