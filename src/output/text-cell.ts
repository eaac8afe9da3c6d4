import type { Cell } from './report.ts';

/** A cell with text. */
export function text(content: string): Extract<Cell, { kind: 'text' }> {
  return { kind: 'text', text: content };
}
