import { lineBreakOf, markupLines } from './lines.ts';

/**
 * Adds to a plan the part that a fresh one has and that it lacks: what opens only later, such as the recapture once
 * the reason of the loss is known. Once it stands there it is a person's; everything before stays as it is.
 */
export function addPart(text: string, fresh: string): { readonly text: string; readonly added: boolean } {
  const marker = markupLines(fresh).find((line) => MARKER.test(line.text));
  if (marker === undefined) return { text, added: false };
  const part = fresh.slice(marker.start);
  // Who took the marker away but kept what it opens does not want it twice.
  const heading = markupLines(part).find((line) => /^#/.test(line.text))?.text ?? marker.text;
  const lines = new Set(markupLines(text).map((line) => line.text.trimEnd()));
  if (lines.has(marker.text) || lines.has(heading.trimEnd())) return { text, added: false };
  const end = lineBreakOf(text);
  const gap = text.endsWith(end + end) ? '' : /[\r\n]$/.test(text) ? end : end + end;
  return { text: text + gap + part.replace(/\r\n|\n|\r/g, end), added: true };
}

const MARKER = /^<!-- keyaccounts:part [\w-]+ -->$/;
