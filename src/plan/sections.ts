import type { Source, Span } from '../text/source.ts';
import { type DataBlock, findBlocks } from './generated.ts';
import { findFrontMatter, markupLines, type TextLine, withoutGaps } from './markup.ts';
import type { Plan } from './plan.ts';

/** A section of a plan, from a heading of the second level to the next. */
export interface PlanSection {
  /** As the heading says it. */
  readonly title: string;
  /**
   * `written` by a person; `data` where generated text is all that is asked for; `empty` where a person has yet to
   * write: guidance, blank rows and labels without anything behind them are nothing.
   */
  readonly state: 'written' | 'data' | 'empty';
  /** The heading. */
  readonly span: Span;
}

/** The sections of a plan in their order, and which of them are still empty. */
export function sectionsOf({ source }: Pick<Plan, 'source'>): readonly PlanSection[] {
  let sections = KNOWN.get(source);
  if (sections === undefined) {
    sections = findSections(source);
    KNOWN.set(source, sections);
  }
  return sections;
}

// Several duties ask about the sections of a plan.
const KNOWN = new WeakMap<Source, readonly PlanSection[]>();

function findSections(source: Source): PlanSection[] {
  const { text } = source;
  const body = findFrontMatter(source)?.body ?? 0;
  const { blocks } = findBlocks(source);
  const comments = commentsOf(text);
  let next = 0;
  // Asked of the lines in their order.
  const isHidden = ({ start }: TextLine): boolean => {
    while (next < comments.length && comments[next]!.end <= start) next++;
    return next < comments.length && comments[next]!.start < start;
  };
  const headings = markupLines(text).filter(
    (line) =>
      line.start >= body &&
      HEADING.test(line.text) &&
      !isHidden(line) &&
      !blocks.some((block) => holds(block, line)),
  );
  return headings.map((line, index) => {
    const end = headings[index + 1]?.start ?? text.length;
    const own = blocks.filter(({ open }) => open.start >= line.next && open.start < end);
    return {
      title: titleOf(line.text),
      state: stateOf(ownText(text, line.next, end, own), own),
      span: { kind: 'span', source, start: line.start, end: line.end },
    };
  });
}

const HEADING = /^##[ \t]/;

// Without the signs around it; those behind it are cut off from the end, since a search would begin at each of them.
function titleOf(heading: string): string {
  const title = heading.slice(2).trim();
  let end = title.length;
  while (title[end - 1] === '#') end--;
  return title.slice(0, end).trim();
}

// Each `<!-- … -->`; one that is never closed hides nothing.
function commentsOf(text: string): { readonly start: number; readonly end: number }[] {
  const comments: { start: number; end: number }[] = [];
  for (let start = text.indexOf('<!--'); start >= 0; ) {
    const close = text.indexOf('-->', start + 4);
    if (close < 0) break;
    comments.push({ start, end: close + 3 });
    start = text.indexOf('<!--', close + 3);
  }
  return comments;
}

function holds({ open, close }: DataBlock, line: TextLine): boolean {
  return line.start > open.start && line.start < close.start;
}

// What stands there beside generated text.
function ownText(text: string, start: number, end: number, blocks: readonly DataBlock[]): string {
  let at = start;
  let own = '';
  for (const { open, close } of blocks) {
    own += text.slice(at, open.start);
    at = close.next;
  }
  return own + text.slice(at, end);
}

function stateOf(text: string, blocks: readonly DataBlock[]): PlanSection['state'] {
  const mine = withoutGaps(text).replace(NOTES, '').replace(MARKERS, '');
  const bare = mine.replace(/<!--[\s\S]*?(?:-->|$)/g, '');
  const lines = bare.split(/\r\n|\n|\r/);
  // A table's header stands above its rule.
  const heads = new Set(lines.flatMap((line, index) => (TABLE_RULE.test(line) ? [index - 1, index] : [])));
  if (lines.some((line, index) => !heads.has(index) && !isBlank(line))) return 'written';
  const asks = bare !== mine || bare.trim() !== '';
  return blocks.length > 0 && !asks ? 'data' : 'empty';
}

// What the tool has left at the end of a plan is nobody's section.
const NOTES =
  /^<!-- keyaccounts:(?:closed|reopened) .*-->[ \t]*(?:\r\n|\n|\r)(?:>.*(?:\r\n|\n|\r|$)){0,1000000}/gm;
const MARKERS = /^<!-- keyaccounts:part .*-->[ \t]*$/gm;
const TABLE_RULE = /^(?=.*\|)(?=.*-)[\s|:-]*$/;

// Empty rows, bullets and check boxes, rules, and labels with nothing behind the colon.
function isBlank(line: string): boolean {
  const bare = line.replace(/^\s*(?:[-*+]|\d+[.)])(?:\s+\[[ xX]?\])?(?=\s|$)/, '').replace(/[|>\s]/g, '');
  return bare === '' || /^(?:-+|\*+|_+)$/.test(bare) || /^[*_]*[^:：*_]{1,40}[*_]*[:：][*_]*$/.test(bare);
}
