import { keyCategory } from '../../criteria/criteria.ts';
import { asksForPrevious } from '../../criteria/per-criteria.ts';
import type { Titles } from '../../criteria/titles.ts';
import { formatDay } from '../../fields/day.ts';
import type { Io } from '../../io.ts';
import type { Language } from '../../output/language.ts';
import { type Block, type Cell, count, money, type Report, share, text } from '../../output/report.ts';
import { type Words, wordsFor } from '../../output/words.ts';
import { bookBlocks, bookWords, whatDecided } from '../../say/book.ts';
import { runFacts, type ShownRun } from '../../say/run.ts';
import { undeterminedNotes } from '../../say/undetermined.ts';
import { byCount } from '../../text/order.ts';
import { ratioOf } from '../../verdict/amounts.ts';
import type { Portfolio, Tally } from '../../verdict/portfolio.ts';
import { bookPart } from '../run/book.ts';
import { describeRun } from '../run/describe-run.ts';
import type { Run } from '../run/open-run.ts';
import { showReport } from '../run/show-report.ts';
import type { ClassifyFlags } from './command.ts';

/** The summary of a classification for a person, on the terminal or as Markdown. */
export function summarize(totals: Portfolio, run: Run, flags: ClassifyFlags, io: Io): string {
  return showReport(
    summaryOf(totals, run, flags),
    flags.format === 'markdown' ? 'markdown' : 'text',
    flags,
    io,
  );
}

/** The summary of a classification, before anybody decides how it looks. */
export function summaryOf(totals: Portfolio, run: Run, flags: ClassifyFlags): Report {
  const book = run.book === null ? null : bookPart(run.book);
  return reportClassification(totals, { ...describeRun(run, flags), book }, flags.lang);
}

// The summary of a classification: categories, key accounts by criterion, and what undetermined customers lack.
function reportClassification(portfolio: Portfolio, run: ShownRun, language: Language): Report {
  const { criteria, book } = run;
  const words = wordsFor(language);
  const blocks: Block[] = [runFacts(run, language, portfolio.total.customers), categories(portfolio, words)];
  if (portfolio.keyCriteria.size > 0)
    blocks.push(
      heading(words.headings.keyByCriterion),
      keyCriteria(portfolio, words, criteria.titles, language),
    );
  if (book !== null) blocks.push(...bookBlocks(book, criteria.titles, language));
  if (portfolio.undetermined.customers > 0) {
    blocks.push(heading(words.headings.undetermined), {
      kind: 'paragraph',
      text: words.sentences.undetermined(portfolio.undetermined.customers),
    });
    if (portfolio.lacks.size > 0) blocks.push(lacks(portfolio, words));
    blocks.push(...undeterminedNotes(portfolio.lacks.keys(), criteria, run.cutPoints, language));
  }
  blocks.push(...closingNotes(run, [{ portfolio, about: (said) => said }], language));
  return { title: words.headings.classification, blocks };
}

/** What to know beside the numbers: too many key accounts, rejected rows, no book to stay by, no revenue to add up. */
export function closingNotes(
  { criteria, book, rejected, asOf }: Pick<ShownRun, 'criteria' | 'book' | 'rejected' | 'asOf'>,
  shown: readonly { readonly portfolio: Portfolio; readonly about: (said: string) => string }[],
  language: Language,
): Block[] {
  const { sentences } = wordsFor(language);
  const notes: Block[] = [];
  const note = (severity: 'warning' | 'info', said: string): number =>
    notes.push({ kind: 'note', severity, text: said });
  const capacity = keyCategory(criteria)?.capacity ?? null;
  for (const { portfolio, about } of shown) {
    const keyAccounts = portfolio.categories.get('key')?.customers ?? 0;
    if (capacity !== null && keyAccounts > capacity)
      note('warning', about(sentences.capacity(keyAccounts, capacity)));
  }
  if (rejected !== null && rejected.count > 0)
    note('warning', sentences.rejected(rejected.count, rejected.file));
  if (book !== null) {
    if (book.lastRun === null) note('info', bookWords(language).noRunYet(formatDay(asOf)));
  } else if (asksForPrevious(criteria)) note('info', sentences.noBook);
  if (!shown[0]!.portfolio.hasRevenue) note('info', sentences.noRevenue);
  return notes;
}

function heading(text: string): Block {
  return { kind: 'heading', text };
}

function categories(portfolio: Portfolio, words: Words): Block {
  const rows = [...portfolio.categories].map(([name, tally]): Cell[] => [
    { ...text(words.categories[name]), tone: name === 'key' ? 'key' : undefined },
    text(words.goals[name]),
    ...amounts(tally, portfolio),
  ]);
  if (portfolio.undetermined.customers > 0) {
    rows.push([
      { ...text(words.undetermined), tone: 'warn' },
      text(''),
      ...amounts(portfolio.undetermined, portfolio),
    ]);
  }
  return {
    kind: 'table',
    columns: [
      { header: words.columns.category, align: 'left' },
      { header: words.columns.goal, align: 'left', flexible: 'wrap' },
      ...amountColumns(portfolio, words),
    ],
    rows,
    total: [text(words.total), text(''), ...amounts(portfolio.total, portfolio)],
  };
}

function keyCriteria(portfolio: Portfolio, words: Words, titles: Titles, language: Language): Block {
  return {
    kind: 'table',
    columns: [
      { header: words.columns.criterion, align: 'left', flexible: 'cut' },
      ...amountColumns(portfolio, words),
    ],
    rows: [...portfolio.keyCriteria].map(([id, tally]) => [
      text(whatDecided(id, titles, language)),
      ...amounts(tally, portfolio),
    ]),
  };
}

function lacks(portfolio: Portfolio, words: Words): Block {
  const rows = byCount(portfolio.lacks);
  return {
    kind: 'table',
    columns: [
      { header: words.columns.lacks, align: 'left', flexible: 'cut' },
      { header: words.columns.customers, align: 'right' },
    ],
    rows: rows.map(([name, customers]) => [text(name), count(customers)]),
  };
}

function amountColumns(portfolio: Portfolio, words: Words): { header: string; align: 'right' }[] {
  const headers = [words.columns.customers];
  if (portfolio.hasRevenue) headers.push(words.columns.revenue, words.columns.shareOfRevenue);
  return headers.map((header) => ({ header, align: 'right' as const }));
}

function amounts(tally: Tally, { total, hasRevenue }: Portfolio): Cell[] {
  if (!hasRevenue) return [count(tally.customers)];
  return [count(tally.customers), money(tally.revenue), share(ratioOf(tally.revenue, total.revenue))];
}
