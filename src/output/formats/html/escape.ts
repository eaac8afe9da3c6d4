import { cleanText } from '../../clean.ts';

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
