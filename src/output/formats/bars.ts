import { GAP, type Page, showCell, showText } from '../lines.ts';
import type { BarLine } from '../report.ts';
import { cutText, displayWidth } from '../width.ts';

/** Bars of characters, a line each: the label, the bar, the number and what is to be said of it. */
export function barLines(bars: readonly BarLine[], page: Page): string[] {
  const labels = bars.map(({ label }) => showText(label, page));
  const values = bars.map(({ value }) => showCell(value, page));
  const notes = bars.map(({ note }) => (note === undefined ? '' : showText(note, page)));
  const labelWidth = Math.min(widest(labels), Math.floor(page.width / 3));
  const valueWidth = widest(values);
  const room = page.width - labelWidth - valueWidth - 2 * GAP.length;
  const beside = room - widest(notes) - GAP.length;
  // What is to be said of a number gives way before its bar does.
  const barWidth = Math.max(0, Math.min(MOST_BAR, beside >= LEAST_BAR ? beside : room));
  return bars.map((bar, at) => {
    const label = cutText(labels[at]!, labelWidth);
    const drawn = drawBar(bar.length, barWidth, page);
    const parts = [
      padEnd(label, labelWidth),
      (bar.series === 'key' ? page.style.key : (text: string) => text)(padEnd(drawn, barWidth)),
      padStart(values[at]!, valueWidth),
    ];
    const line = parts.join(GAP);
    const rest = page.width - labelWidth - barWidth - valueWidth - 3 * GAP.length;
    return notes[at] === '' || rest < LEAST_NOTE
      ? line
      : `${line}${GAP}${page.style.dim(cutText(notes[at]!, rest))}`;
  });
}

const LEAST_BAR = 8;
const MOST_BAR = 40;
const LEAST_NOTE = 8;
const EIGHTHS = ['', '▏', '▎', '▍', '▌', '▋', '▊', '▉'];

// What is not nothing is seen: at least the thinnest block.
function drawBar(length: number, width: number, page: Page): string {
  const part = Math.min(1, Math.max(0, length));
  if (page.unicode === false) return '#'.repeat(part > 0 ? Math.max(1, Math.round(part * width)) : 0);
  const eighths = part > 0 ? Math.max(1, Math.round(part * width * 8)) : 0;
  return '█'.repeat(Math.floor(eighths / 8)) + EIGHTHS[eighths % 8]!;
}

function widest(texts: readonly string[]): number {
  return texts.reduce((most, text) => Math.max(most, displayWidth(text)), 0);
}

function padEnd(text: string, width: number): string {
  return text + ' '.repeat(Math.max(0, width - displayWidth(text)));
}

function padStart(text: string, width: number): string {
  return ' '.repeat(Math.max(0, width - displayWidth(text))) + text;
}
