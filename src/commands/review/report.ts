import type { WouldWrite } from '../../book/files.ts';
import type { Movement } from '../../compare/movement.ts';
import { type Criteria, keyCategory } from '../../criteria/criteria.ts';
import type { Language } from '../../output/language.ts';
import { formatCell } from '../../output/numbers.ts';
import { type Block, type Cell, money, type Report, text } from '../../output/report.ts';
import { type Words, wordsFor } from '../../output/words.ts';
import { accountBlocks, accountWords } from '../../say/audited-accounts.ts';
import { bookBlocks, bookWords } from '../../say/book.ts';
import { categoryName } from '../../say/category.ts';
import { printChange } from '../../say/criteria-change.ts';
import { driftBlocks } from '../../say/drift.ts';
import { knownOfText } from '../../say/known-of.ts';
import { lostBlocks } from '../../say/lost-customers.ts';
import { movementTable } from '../../say/movement.ts';
import { planOutcomeBlocks } from '../../say/plan-outcome.ts';
import { regroupedBlocks } from '../../say/regrouped.ts';
import { runFacts, type ShownRun } from '../../say/run.ts';
import { STANDINGS } from '../../verdict/verdict.ts';
import type { ReviewResult } from './result.ts';
import { reviewWords } from './words.ts';

/**
 * A review for people, on one screen: the portfolio and what changed in it, who became a key account or ceased to
 * be one and why, and the overrides. `most`: how many customers a list shows; `files`: what a dry run would write.
 */
export function reportReview(
  result: ReviewResult,
  run: Omit<ShownRun, 'book'>,
  files: readonly WouldWrite[] | null,
  language: Language,
  most: number,
): Report {
  const words = wordsFor(language);
  const review = reviewWords(language);
  const { totals } = result;
  const blocks: Block[] = [runFacts({ ...run, book: result.book }, language, null)];
  if (files !== null) blocks.push({ kind: 'note', severity: 'warning', text: review.dryRun });
  blocks.push(...driftBlocks(result.drift, result.accepted, language));
  blocks.push(portfolioTable(result, language), ...knownNote(result, language));
  blocks.push(...movementBlocks(result, run.criteria, language, most));
  blocks.push(...auditBlocks(result, run.criteria, language, most));
  if (result.plans !== null)
    blocks.push(
      { kind: 'heading', text: review.headings.plans },
      ...planOutcomeBlocks(result.plans, { kind: 'key', dryRun: files !== null }, language),
    );
  const undetermined = totals.get('undetermined')!.customers;
  if (undetermined > 0)
    blocks.push({ kind: 'note', severity: 'warning', text: review.undetermined(undetermined) });
  const capacity = keyCategory(run.criteria)?.capacity ?? null;
  const keyAccounts = totals.get('key')!.customers;
  if (capacity !== null && keyAccounts > capacity)
    blocks.push({ kind: 'note', severity: 'warning', text: words.sentences.capacity(keyAccounts, capacity) });
  if (run.rejected !== null && run.rejected.count > 0)
    blocks.push({
      kind: 'note',
      severity: 'warning',
      text: words.sentences.rejected(run.rejected.count, run.rejected.file),
    });
  if (files !== null) blocks.push(...wouldWriteBlocks(files, language));
  return { title: review.title, blocks };
}

function portfolioTable({ totals, totalsBefore }: ReviewResult, language: Language): Block {
  const words = wordsFor(language);
  const review = reviewWords(language);
  const shown = STANDINGS.filter((of) => of !== 'undetermined' || totals.get(of)!.customers > 0);
  const has = (what: 'revenue' | 'profit'): boolean => shown.some((of) => totals.get(of)![what] !== null);
  const right = (header: string) => ({ header, align: 'right' as const });
  return {
    kind: 'table',
    columns: [
      { header: words.columns.category, align: 'left' },
      right(words.columns.customers),
      ...(totalsBefore === null ? [] : [right(review.columns.change)]),
      ...(has('revenue') ? [right(words.columns.revenue)] : []),
      ...(has('profit') ? [right(review.columns.profit)] : []),
    ],
    rows: shown.map((of) => {
      const { customers, revenue, profit } = totals.get(of)!;
      const before = totalsBefore?.get(of)?.customers ?? null;
      return [
        {
          ...text(categoryName(of, words)),
          tone: of === 'key' ? 'key' : of === 'undetermined' ? 'warn' : undefined,
        },
        { kind: 'count', value: customers },
        ...(before === null ? [] : [signed(customers - before, words)]),
        ...(has('revenue') ? [money(revenue)] : []),
        ...(has('profit') ? [money(profit)] : []),
      ] satisfies Cell[];
    }),
  };
}

// Sums leave out what is not known, which they must say.
function knownNote({ known, totals }: ReviewResult, language: Language): Block[] {
  const words = wordsFor(language);
  const customers = [...totals.values()].reduce((sum, total) => sum + total.customers, 0);
  const said = knownOfText(
    [
      { label: words.columns.revenue, known: known.revenue },
      { label: reviewWords(language).columns.profit, known: known.profit },
    ],
    customers,
    language,
  );
  return said === null ? [] : [{ kind: 'note', severity: 'info', text: said }];
}

function movementBlocks(result: ReviewResult, criteria: Criteria, language: Language, most: number): Block[] {
  const { book, comparison, changes, totals } = result;
  const review = reviewWords(language);
  const { headings } = bookWords(language);
  if (book.lastRun === null) {
    const customers = [...totals.values()].reduce((sum, total) => sum + total.customers, 0);
    return [
      { kind: 'note', severity: 'info', text: review.first(customers) },
      ...bookBlocks(book, criteria.titles, language),
    ];
  }
  if (comparison === null)
    return [
      ...bookBlocks(book, criteria.titles, language),
      { kind: 'note', severity: 'warning', text: review.noCauses },
    ];
  const blocks: Block[] = [];
  const deciding = changes.filter(({ decides }) => decides);
  if (deciding.length > 0)
    blocks.push(
      { kind: 'heading', text: review.headings.changes },
      {
        kind: 'list',
        items: changes.map((change) => printChange(change, language)),
        numbered: true,
      },
    );
  const { movements } = comparison;
  const section = (heading: string, own: readonly Movement[]): void => {
    if (own.length === 0) return;
    blocks.push(
      { kind: 'heading', text: heading },
      movementTable({ ...comparison, movements: own }, changes, criteria, language, most),
    );
  };
  const isNew = ({ to }: Movement): boolean => to === 'key';
  const isFormer = ({ from }: Movement): boolean => from === 'key';
  section(headings.newKey, movements.filter(isNew));
  section(headings.formerKey, movements.filter(isFormer));
  section(
    review.headings.others,
    movements.filter((movement) => !isNew(movement) && !isFormer(movement)),
  );
  blocks.push(...regroupedBlocks(comparison.regrouped, language, most));
  if (movements.length === 0) blocks.push({ kind: 'paragraph', text: review.nothingMoved });
  return [...blocks, ...bookBlocks({ ...book, moves: { entered: [], left: [] } }, criteria.titles, language)];
}

// Who is to be called first, and about what; why customers were lost, and who shows the same signs.
function auditBlocks({ audit }: ReviewResult, criteria: Criteria, language: Language, most: number): Block[] {
  const review = reviewWords(language);
  const { totals } = audit;
  const say = accountWords(language);
  return [
    { kind: 'heading', text: review.headings.audit },
    {
      kind: 'list',
      items: [
        say.headline(totals.accounts, totals.red, totals.amber, totals.green),
        say.counts(totals.errors, totals.warnings, totals.unknown),
      ],
    },
    ...accountBlocks(audit, language, { most, more: say.allMore }, most === Number.POSITIVE_INFINITY),
    ...(audit.lost.customers === 0 ? [] : lostBlocks(audit.lost, criteria, language, most)),
  ];
}

function wouldWriteBlocks(files: readonly WouldWrite[], language: Language): Block[] {
  const review = reviewWords(language);
  const { beside } = wordsFor(language);
  const heading: Block = { kind: 'heading', text: review.headings.wouldWrite };
  if (files.length === 0) return [heading, { kind: 'paragraph', text: review.nothingToWrite }];
  const items = files.map(({ name, kind }) => `${name}${beside(review.wouldWrite[kind])}`);
  return [heading, { kind: 'list', items }];
}

function signed(change: number, words: Words): Cell {
  if (change === 0) return { ...text(words.none), tone: 'dim' };
  const count = formatCell({ kind: 'count', value: Math.abs(change) }, words);
  return text(`${change > 0 ? '+' : '-'}${count}`);
}
