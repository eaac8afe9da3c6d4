import type { SqlDialect } from './dialect.ts';

/** A name as SQL writes it, always quoted: no word of the language, no capital letter gets lost. */
export function quoteName({ quote }: SqlDialect, name: string): string {
  return `${quote}${name.replaceAll(quote, quote + quote)}${quote}`;
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
  /** The name as wanted, or with a number behind it where that is taken. */
  claim(wanted: string): string;
}

/** Begins without any name taken. */
export function openNames(): Names {
  const taken = new Set<string>();
  return {
    claim(wanted) {
      let name = wanted;
      for (let count = 2; taken.has(name.toLowerCase()); count += 1) name = `${wanted}_${count}`;
      taken.add(name.toLowerCase());
      return name;
    },
  };
}
