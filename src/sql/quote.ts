import type { SqlDialect } from './dialect.ts';

/** A name as SQL writes it, always quoted: no word of the language, no capital letter gets lost. */
export function quoteName({ quote }: SqlDialect, name: string): string {
  return `${quote}${name.replaceAll(quote, quote + quote)}${quote}`;
}

/** A name of several parts, such as schema and table, each quoted. */
export function quoteParts(dialect: SqlDialect, parts: readonly string[]): string {
  return parts.map((part) => quoteName(dialect, part)).join('.');
}

/** A text between single quotes, each quote in it doubled; for dialects in which a backslash is a sign like others. */
export function quoteText(value: string): string {
  return `'${value.replaceAll("'", "''")}'`;
}

/** A text of criteria in a comment: on one line, so that nothing of it becomes SQL. */
export function commentText(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, ' ').trim();
}

/** Gives each thing of a query a name of its own: databases do not tell capital letters from small ones. */
export interface Names {
  /** The name as wanted, or with a number behind it where that is taken; cut where a database would cut it. */
  claim(wanted: string): string;
}

/** Begins without any name taken. A database that takes so many bytes of a name would confuse longer ones. */
export function openNames({ nameBytes }: Pick<SqlDialect, 'nameBytes'>): Names {
  const taken = new Set<string>();
  return {
    claim(wanted) {
      let name = fitName(wanted, '', nameBytes);
      for (let count = 2; taken.has(name.toLowerCase()); count += 1)
        name = fitName(wanted, `_${count}`, nameBytes);
      taken.add(name.toLowerCase());
      return name;
    },
  };
}

// Whole characters only: half of one is no text.
function fitName(wanted: string, ending: string, most: number | null): string {
  const signs = [...wanted];
  while (most !== null && Buffer.byteLength(signs.join('') + ending) > most) signs.pop();
  return signs.join('') + ending;
}
