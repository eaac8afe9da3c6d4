import { type Diagnostic, inLanguage, type SaidDiagnostic } from './diagnostic.ts';
import type { Language } from './wording.ts';

/** The beginning of a text in at most so many code units, with an ellipsis where more of it is left out. */
export function shortenText(text: string, most: number): string {
  if (text.length <= most) return text;
  const cut = text.charCodeAt(most - 2) >> 10 === HIGH_SURROGATE ? most - 2 : most - 1;
  return `${text.slice(0, cut)}…`;
}

/**
 * A message, a note or a help with whatever it quotes of data or criteria in a length that can be read; the rest of
 * the sentence stays.
 */
export function shortenMessage(message: string): string {
  if (message.length <= LONGEST_QUOTE) return message;
  const quotes = message.replace(
    QUOTED,
    (quoted) => `${quoted[0]}${shortenText(quoted.slice(1, -1), LONGEST_QUOTE)}${quoted.at(-1)}`,
  );
  return shortenText(quotes, LONGEST_MESSAGE);
}

/** What a diagnostic says in one language, in a length that can be read. */
export function sayDiagnostic(diagnostic: Diagnostic, language: Language): SaidDiagnostic {
  const said = inLanguage(diagnostic, language);
  return {
    ...said,
    message: shortenMessage(said.message),
    help: said.help === undefined ? undefined : shortenMessage(said.help),
    notes: said.notes.map(shortenMessage),
  };
}

const HIGH_SURROGATE = 0xd800 >> 10;
const QUOTED = /"[^"]*"|“[^”]*”/g;
const LONGEST_QUOTE = 200;
const LONGEST_MESSAGE = 2000;
