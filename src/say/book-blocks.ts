import type { KeyMove, KeyMoves } from '../book/key-moves.ts';
import { type AppliedOverride, changesCategory } from '../book/overrides.ts';
import type { Day } from '../fields/day.ts';
import type { Language } from '../output/language.ts';
import { type Block, type Cell, text } from '../output/report.ts';
import { type Words, wordsFor } from '../output/words.ts';
import { type BookWords, bookWords } from './words/book.ts';

/** What a classification says of the book that it was made against. */
export interface BookPart {
  readonly path: string;
  /** The last run before the day; null at the first. */
  readonly lastRun: Day | null;
  readonly moves: KeyMoves;
  readonly overrides: readonly AppliedOverride[];
}

/** New and former key accounts, and the overrides that were applied. */
export function bookBlocks({ lastRun, moves, overrides }: BookPart, language: Language): Block[] {
  const say = bookWords(language);
  const { newKey, formerKey } = say.headings;
  const blocks: Block[] = [];
  // At the first run everybody is new.
  if (lastRun !== null) {
    if (moves.entered.length > 0) blocks.push(heading(newKey), moveTable(moves.entered, language));
    if (moves.left.length > 0) blocks.push(heading(formerKey), moveTable(moves.left, language));
  }
  if (overrides.length > 0)
    blocks.push(
      heading(say.headings.overrides),
      {
        kind: 'paragraph',
        text: say.overridesApplied(overrides.length, overrides.filter(changesCategory).length),
      },
      overrideTable(overrides, language),
    );
  return blocks;
}

function moveTable(moves: readonly KeyMove[], language: Language): Block {
  const words = wordsFor(language);
  const say = bookWords(language);
  const hasNames = moves.some(({ name }) => name !== null);
  return {
    kind: 'table',
    columns: [
      { header: words.columns.customerId, align: 'left' },
      ...nameColumn(hasNames, words),
      { header: say.columns.before, align: 'left' },
      { header: say.columns.now, align: 'left' },
      { header: say.columns.criterion, align: 'left', flexible: 'cut' },
    ],
    rows: moves
      .slice(0, MOST)
      .map(({ id, name, from, to, criterion }) => [
        text(id),
        ...nameCell(hasNames, name),
        text(from === null ? say.notThere : say.standings[from]),
        { ...text(say.standings[to]), tone: to === 'key' ? 'key' : 'warn' },
        text(decider(criterion, say)),
      ]),
    more: moves.length > MOST ? words.sentences.more(moves.length - MOST) : undefined,
  };
}

function overrideTable(overrides: readonly AppliedOverride[], language: Language): Block {
  const words = wordsFor(language);
  const say = bookWords(language);
  const hasNames = overrides.some(({ name }) => name !== null);
  return {
    kind: 'table',
    columns: [
      { header: words.columns.customerId, align: 'left' },
      ...nameColumn(hasNames, words),
      { header: words.columns.category, align: 'left' },
      { header: say.columns.computed, align: 'left' },
      { header: say.columns.reason, align: 'left', flexible: 'wrap' },
      { header: say.columns.author, align: 'left', flexible: 'cut' },
      { header: say.columns.expires, align: 'left' },
    ],
    rows: overrides
      .slice(0, MOST)
      .map(({ id, name, override, computed }) => [
        text(id),
        ...nameCell(hasNames, name),
        { ...text(say.standings[override.category]), tone: override.category === 'key' ? 'key' : undefined },
        text(say.standings[computed.kind === 'decided' ? computed.category : computed.kind]),
        text(override.reason),
        text(override.author),
        { kind: 'day', day: override.expires },
      ]),
    more: overrides.length > MOST ? words.sentences.more(overrides.length - MOST) : undefined,
  };
}

const MOST = 20;

/** A criterion by its id, and in words what decided without one. */
export function decider(criterion: string, say: BookWords): string {
  switch (criterion) {
    case 'otherwise':
    case 'stays_while':
    case 'override':
      return say.decidedBy[criterion];
    default:
      return criterion;
  }
}

function nameColumn(hasNames: boolean, words: Words): { header: string; align: 'left'; flexible: 'cut' }[] {
  return hasNames ? [{ header: words.columns.customerName, align: 'left', flexible: 'cut' }] : [];
}

function nameCell(hasNames: boolean, name: string | null): Cell[] {
  return hasNames ? [text(name ?? '')] : [];
}

function heading(content: string): Block {
  return { kind: 'heading', text: content };
}
