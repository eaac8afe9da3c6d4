import { cleanText } from '../../clean.ts';
import type { Words } from '../../words.ts';

/** What rendering a block takes beside the block itself. */
export interface PageContext {
  readonly words: Words;
  readonly page: PageText;
  /** The ids of the page's sections, which actions link to. */
  readonly sections: ReadonlySet<string>;
}

/** The page's own words: links, buttons and the last line. */
interface PageText {
  readonly skip: string;
  readonly contents: string;
  readonly theme: string;
  readonly numbers: string;
  readonly footer: string;
}

/** A text as it may stand in HTML, in SVG and in quoted attributes: what it says is all that it can do. */
export function escapeHtml(text: string): string {
  return cleanText(text).replace(/[&<>"'`=]/g, (character) => ENTITIES[character]!);
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
  '=': '&#61;',
};

/** A number for a place on the page: two decimals are finer than any screen. */
export function place(value: number): string {
  return String(Math.round(value * 100) / 100);
}
