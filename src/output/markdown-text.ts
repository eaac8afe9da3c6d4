import { cleanText } from './clean.ts';

/** A text that means nothing to Markdown, HTML or GitHub, whatever stands before and behind it on its line. */
export function escapeText(text: string): string {
  return (
    cleanText(text)
      .trim()
      .replace(/[\\`*[\]|~$#]/g, '\\$&')
      .replace(/(?<![\p{L}\p{N}])_|_(?![\p{L}\p{N}])/gu, '\\_') // inside a word it is only text
      .replace(/[&<>]/g, (character) => ENTITIES[character]!)
      // In a comment on GitHub, a customer by that name would call a person; a backslash does not help.
      .replace(/(?<![\p{L}\p{N}])@(?=[a-z\d])/giu, '@<!-- -->')
      .replace(/:(?=\/\/)/g, '\\:') // GitHub makes links of bare addresses
      .replace(/\bwww\./gi, (start) => `${start.slice(0, -1)}\\.`)
  );
}

/** The same where it begins a line: it opens no list, rule or underlined heading there. */
export function escapeLine(text: string): string {
  return escapeText(text)
    .replace(/^[+=-]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' };
