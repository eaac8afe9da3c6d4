import type { Diagnostic } from '../text/diagnostic.ts';
import { mapWording } from '../text/wording.ts';

/**
 * What is wrong with a file of lines, with the lines of criteria in its help where they belong: what says how a file is
 * read stands in its table, not at the top of the criteria.
 */
export function nestHelp(found: Diagnostic, table: string): Diagnostic {
  const { code, severity, message, notes, at } = found;
  return {
    code,
    severity,
    message,
    notes: notes?.map((note) => mapWording(note, (text) => nestLines(text, table))),
    at,
    // Asked for when the file was read: by then it speaks of all cells that do not fit.
    get help() {
      return found.help === undefined ? undefined : mapWording(found.help, (text) => nestLines(text, table));
    },
  };
}

function nestLines(text: string, table: string): string {
  let nested = '';
  let rest = text.replace(FLAG, (_, key: string, value: string) => `input: { ${key}: ${quoted(value)} }`);
  for (let found = LINE.exec(rest); found !== null; found = LINE.exec(rest)) {
    const end = endOf(rest, found.index + found[0].length);
    nested += `${rest.slice(0, found.index)}tables: { ${table}: { ${rest.slice(found.index, end)} } }`;
    rest = rest.slice(end);
  }
  return nested + rest;
}

const LINE = /\b(?:input|fields): \{/;
// The flags speak of the customer file.
const FLAG = /--(encoding|delimiter|sheet)(?: ("[^"]*"|[^\s,;]+))/g;

function quoted(value: string): string {
  return /^[\w-]+$/.test(value) || value.startsWith('"') ? value : JSON.stringify(value);
}

// Where a map ends whose brace was opened before `from`; what stands in quotes is no brace.
function endOf(text: string, from: number): number {
  let open = 1;
  for (let at = from; at < text.length; at += 1) {
    const sign = text[at];
    if (sign === '"') {
      at += 1;
      while (at < text.length && text[at] !== '"') at += text[at] === '\\' ? 2 : 1;
    } else if (sign === '{') open += 1;
    else if (sign === '}') open -= 1;
    if (open === 0) return at + 1;
  }
  return text.length;
}
