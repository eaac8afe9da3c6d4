import { createHash } from 'node:crypto';
import { type Day, formatDay, parseDay } from '../fields/day.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { Source, Span } from '../text/source.ts';
import type { Wording } from '../text/wording.ts';
import { findFrontMatter, lineBreakOf, markupLines, type TextLine } from './markup.ts';
import type { PlanNote } from './plan.ts';

/** Generated text in a plan: what stands between its two marker lines is the tool's, all else is a person's. */
export interface DataBlock {
  readonly name: string;
  /** The hash of what was written; null where a person has removed it to request a refresh. */
  readonly seal: string | null;
  readonly open: TextLine;
  readonly close: TextLine;
}

/** The blocks of a text, and markers that do not belong together. */
export function findBlocks(source: Source): { blocks: DataBlock[]; diagnostics: Diagnostic[] } {
  const blocks: DataBlock[] = [];
  const diagnostics: Diagnostic[] = [];
  let begun: Omit<DataBlock, 'close'> | null = null;
  for (const line of markupLines(source.text)) {
    const [, name, seal] = OPEN.exec(line.text) ?? [];
    if (name !== undefined) {
      if (begun !== null) diagnostics.push(withoutEnd(source, begun));
      begun = { name, seal: seal ?? null, open: line };
    } else if (CLOSE.test(line.text)) {
      if (begun === null) diagnostics.push(brokenMarker(source, line, WITHOUT_BEGINNING));
      else blocks.push({ ...begun, close: line });
      begun = null;
    }
  }
  if (begun !== null) diagnostics.push(withoutEnd(source, begun));
  return { blocks, diagnostics };
}

/** What stands between the markers of a block. */
export function innerText(text: string, { open, close }: DataBlock): string {
  return text.slice(open.next, close.start);
}

/** The marker line of a block with another seal. */
function sealLine(line: string, seal: string): string {
  return line.replace(OPEN_PARTS, `$1 #${seal}`);
}

/**
 * A short hash of generated text, by which a person's edit is noticed. Blanks and the length of rules do not count:
 * an editor that lines tables up has changed nothing.
 */
function sealOf(inner: string): string {
  const plain = inner.replace(/\s+/g, '').replace(/-+/g, '-');
  return createHash('sha256').update(plain).digest('hex').slice(0, 8);
}

const OPEN = /^ {0,3}<!-- keyaccounts:data ([\w-]+)(?: #([0-9a-f]{8}))? -->[ \t]*$/;
const OPEN_PARTS = /(<!-- keyaccounts:data [\w-]+)(?: #[0-9a-f]{8})?/;
const CLOSE = /^ {0,3}<!-- \/keyaccounts:data -->[ \t]*$/;

const WITHOUT_BEGINNING = { en: 'the end of a block that does not begin', zh: '有结束标记，却没有开始标记' };

function withoutEnd(source: Source, { name, open }: Omit<DataBlock, 'close'>): Diagnostic {
  const message = { en: `the block "${name}" has no end`, zh: `自动生成内容“${name}”没有结束标记` };
  return brokenMarker(source, open, message);
}

function brokenMarker(source: Source, { start, end }: TextLine, message: Wording): Diagnostic {
  const help = {
    en: 'a block stands between <!-- keyaccounts:data NAME --> and <!-- /keyaccounts:data -->, each on a line',
    zh: '自动生成内容应位于 <!-- keyaccounts:data NAME --> 与 <!-- /keyaccounts:data --> 之间，两个标记各占一行',
  };
  return {
    code: 'broken-marker',
    severity: 'warning',
    message,
    help,
    at: { kind: 'span', source, start, end },
  };
}

/** A plan with its blocks as they are now. Every byte outside of them is as it was. */
interface Refreshed {
  readonly text: string;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Puts the blocks of a freshly written plan into one that is there, each where it stands. A block that a person has
 * changed is left, and so is a plan that has lost a block: both are reported.
 */
export function refreshPlan(old: Source, fresh: string): Refreshed {
  const wanted = new Map(
    findBlocks({ name: '', text: fresh }).blocks.map((block) => [block.name, innerText(fresh, block)]),
  );
  const { blocks, diagnostics } = findBlocks(old);
  const end = lineBreakOf(old.text);
  let text = '';
  let at = 0;
  for (const block of blocks) {
    const inner = wanted.get(block.name);
    if (inner === undefined) continue;
    const seal = sealOf(innerText(old.text, block));
    const next = sealOf(inner);
    if (block.seal !== null && block.seal !== seal) diagnostics.push(edited(old, block));
    else if (block.seal === null || seal !== next) {
      text += old.text.slice(at, block.open.start) + sealLine(block.open.text, next);
      text += old.text.slice(block.open.end, block.open.next) + inner.replace(/\r\n|\n|\r/g, end);
      at = block.close.start;
    }
  }
  // A marker without its other half was reported.
  const lost = [...wanted.keys()].filter((name) => !old.text.includes(`<!-- keyaccounts:data ${name} `));
  if (lost.length > 0) diagnostics.push(withoutBlocks(old, lost));
  return { text: text + old.text.slice(at), diagnostics };
}

/** A freshly written plan with the seal of each of its blocks. */
export function sealPlan(text: string): string {
  let sealed = '';
  let at = 0;
  for (const block of findBlocks({ name: '', text }).blocks) {
    sealed += text.slice(at, block.open.start) + sealLine(block.open.text, sealOf(innerText(text, block)));
    at = block.open.end;
  }
  return sealed + text.slice(at);
}

function edited(source: Source, block: DataBlock): Diagnostic {
  return {
    code: 'edited-block',
    severity: 'warning',
    message: {
      en: `the block "${block.name}" was changed by hand: it is left as it is`,
      zh: `自动生成内容“${block.name}”被人修改过：保持原样`,
    },
    help: {
      en: `move what was written out of the block, and remove "#${block.seal}" from this line: the next run refreshes it`,
      zh: `请把手写内容移到标记之外，并删去本行的“#${block.seal}”：下次运行会刷新这部分内容`,
    },
    at: sealSpan(source, block),
  };
}

// Where the code stands that is to be removed.
function sealSpan(source: Source, { open, seal }: DataBlock): Span {
  const start = open.start + open.text.indexOf(`#${seal}`);
  return { kind: 'span', source, start, end: start + `#${seal}`.length };
}

function withoutBlocks(source: Source, names: readonly string[]): Diagnostic {
  const found = findFrontMatter(source);
  const list = names.map((name) => `"${name}"`).join(', ');
  return {
    code: 'missing-block',
    severity: 'info',
    message: {
      en: `the plan is without the generated ${names.length === 1 ? 'block' : 'blocks'} ${list}`,
      zh: `计划中缺少自动生成的内容：${list}`,
    },
    help: {
      en: 'to have them back, write <!-- keyaccounts:data NAME --> and <!-- /keyaccounts:data --> on two lines',
      zh: '如需恢复，请在两行中分别写上 <!-- keyaccounts:data NAME --> 和 <!-- /keyaccounts:data -->',
    },
    at: { kind: 'span', source, start: found?.start ?? 0, end: found?.start ?? 0 },
  };
}

/** The last note in a plan from an offset on; null when the tool has left none. */
export function lastNote(source: Source, body: number): PlanNote | null {
  let last: PlanNote | null = null;
  for (const { text, start, end } of markupLines(source.text)) {
    const [, kind, date] = NOTE_LINE.exec(text) ?? [];
    const day = date === undefined ? null : parseDay(date);
    if (start < body || day === null) continue;
    last = { kind: kind as PlanNote['kind'], day, span: { kind: 'span', source, start, end } };
  }
  return last;
}

/** The text with a note at its end; everything before stays as it is, byte for byte. */
export function addNote(text: string, kind: PlanNote['kind'], day: Day, words: string): string {
  const end = lineBreakOf(text);
  const gap = text.endsWith('\n') || text.endsWith('\r') ? end : end + end;
  return `${text}${gap}<!-- keyaccounts:${kind} ${formatDay(day)} -->${end}${words}${end}`;
}

const NOTE_LINE = /^<!-- keyaccounts:(closed|reopened) (\d{4}-\d{2}-\d{2}) -->[ \t]*$/;

/**
 * Adds to a plan the section that a fresh one has and that it lacks: one that opens only later, such as the recapture once
 * the reason of the loss is known. Once it stands there it is a person's; everything before stays as it is.
 */
export function addPart(text: string, fresh: string): { readonly text: string; readonly added: boolean } {
  const marker = markupLines(fresh).find((line) => PART_LINE.test(line.text));
  if (marker === undefined) return { text, added: false };
  const part = fresh.slice(marker.start);
  // Whoever removed the marker but kept the section does not want it twice.
  const heading = markupLines(part).find((line) => /^#/.test(line.text))?.text ?? marker.text;
  const lines = new Set(markupLines(text).map((line) => line.text.trimEnd()));
  if (lines.has(marker.text) || lines.has(heading.trimEnd())) return { text, added: false };
  const end = lineBreakOf(text);
  const gap = text.endsWith(end + end) ? '' : /[\r\n]$/.test(text) ? end : end + end;
  return { text: text + gap + part.replace(/\r\n|\n|\r/g, end), added: true };
}

const PART_LINE = /^<!-- keyaccounts:part [\w-]+ -->$/;
