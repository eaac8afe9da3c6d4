/** The row of a code in the reference of the criteria language. */
export interface CodeRow {
  /** The heading of its table: where the code is met. */
  readonly section: string;
  /** What brings the code out, with its line breaks. */
  readonly example: string;
}

/** The rows of all codes in `criteria/README.md`. */
export function readCodeRows(reference: string): ReadonlyMap<string, CodeRow> {
  const rows = new Map<string, CodeRow>();
  const [, codes = ''] = reference.split('\n## Codes\n');
  for (const part of codes.split('\n### ').slice(1)) {
    const section = part.slice(0, part.indexOf('\n'));
    for (const [, code, example] of part.matchAll(ROW))
      rows.set(code!, { section, example: example!.replaceAll('⏎', '\n').trim() });
  }
  return rows;
}

const ROW = /^\| `([\w-]+)`\s*\|.*?\s\|\s+`([^`]*)`\s*\|$/gm;
