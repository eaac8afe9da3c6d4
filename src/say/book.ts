import type { HistoryCategory } from '../book/history.ts';
import type { KeyMove, KeyMoves } from '../book/key-moves.ts';
import { type AppliedOverride, changesCategory } from '../book/overrides.ts';
import type { Titles } from '../criteria/titles.ts';
import type { Day } from '../fields/day.ts';
import { defineWords, formatCount, type Language } from '../output/language.ts';
import { type Block, type Cell, text } from '../output/report.ts';
import { type Words, wordsFor } from '../output/words.ts';
import { standingOf } from '../verdict/verdict.ts';
import { categoryName } from './category.ts';
import { criterionTitle } from './title.ts';

/** What a classification says of the book that it was made against. */
export interface BookPart {
  readonly path: string;
  /** The last run before the day; null at the first. */
  readonly lastRun: Day | null;
  readonly moves: KeyMoves;
  readonly overrides: readonly AppliedOverride[];
}

/** New and former key accounts, and the overrides that were applied. */
export function bookBlocks(
  { lastRun, moves, overrides }: BookPart,
  titles: Titles,
  language: Language,
): Block[] {
  const say = bookWords(language);
  const { newKey, formerKey } = say.headings;
  const blocks: Block[] = [];
  // At the first run everybody is new.
  if (lastRun !== null) {
    if (moves.entered.length > 0) blocks.push(heading(newKey), moveTable(moves.entered, titles, language));
    if (moves.left.length > 0) blocks.push(heading(formerKey), moveTable(moves.left, titles, language));
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

function moveTable(moves: readonly KeyMove[], titles: Titles, language: Language): Block {
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
        text(whereName(from, language)),
        { ...text(whereName(to, language)), tone: to === 'key' ? 'key' : 'warn' },
        text(whatDecided(criterion, titles, language)),
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
    rows: overrides.slice(0, MOST).map(({ id, name, override, computed }) => [
      text(id),
      ...nameCell(hasNames, name),
      {
        ...text(words.categories[override.category]),
        tone: override.category === 'key' ? 'key' : undefined,
      },
      text(categoryName(standingOf(computed), words)),
      text(override.reason),
      text(override.author),
      { kind: 'day', day: override.expires },
    ]),
    more: overrides.length > MOST ? words.sentences.more(overrides.length - MOST) : undefined,
  };
}

const MOST = 20;

/** A criterion by its title or id, and in words what decided without one. */
export function whatDecided(criterion: string, titles: Titles, language: Language): string {
  const say = bookWords(language);
  switch (criterion) {
    case 'otherwise':
    case 'stays_while':
    case 'override':
      return say.decidedBy[criterion];
    default:
      return criterionTitle(criterion, titles, language);
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

/** Where a customer stood after a run, as people read it; null for one that was not in the file before. */
export function whereName(category: HistoryCategory | null, language: Language): string {
  const { gone, notThere } = bookWords(language);
  if (category === null) return notThere;
  return category === 'gone' ? gone : categoryName(category, wordsFor(language));
}

/** Words for a book: who came and left, what decided, and the overrides. */
export const bookWords = defineWords({
  headings: {
    newKey: { en: 'New key accounts', zh: '新晋大客户' },
    formerKey: { en: 'Former key accounts', zh: '退出的大客户' },
    overrides: { en: 'Overrides', zh: '人工指定' },
  },
  columns: {
    before: { en: 'before', zh: '此前类别' },
    now: { en: 'now', zh: '当前类别' },
    criterion: { en: 'criterion', zh: '判定标准' },
    computed: { en: 'by the criteria', zh: '按标准判定' },
    reason: { en: 'reason', zh: '理由' },
    author: { en: 'author', zh: '指定人' },
    expires: { en: 'until', zh: '有效期至' },
  },
  labels: {
    lastRun: { en: 'last run', zh: '上次运行' },
  },
  gone: { en: 'not in the file', zh: '不在名单中' },
  /** The category of a customer that was not in the file. */
  notThere: { en: 'new', zh: '新客户' },
  /** What decided, where it was no criterion. */
  decidedBy: {
    otherwise: { en: 'no other category applies', zh: '不符合其他类别' },
    stays_while: { en: 'stays by the lower line', zh: '按较低的保留线保留' },
    override: { en: 'an override', zh: '人工指定' },
  },
  noRunYet: {
    en: (day: string) => `the book has no run before ${day}: nobody has a previous category`,
    zh: (day: string) => `台账中没有 ${day} 之前的运行记录：所有客户都没有此前类别`,
  },
  overridesApplied: {
    en: (count: number, changing: number) => {
      if (count === 1)
        return `1 override applied, ${changing === 1 ? 'which changes the category' : 'which changes nothing'}`;
      const which =
        changing === count
          ? 'all of which change'
          : changing === 1
            ? '1 of which changes'
            : `${changing === 0 ? 'none' : formatCount.en(changing)} of which change`;
      return `${formatCount.en(count)} overrides applied, ${which} the category`;
    },
    zh: (count: number, changing: number) =>
      `已应用 ${formatCount.zh(count)} 项人工指定，其中 ${formatCount.zh(changing)} 项改变了类别`,
  },
});
