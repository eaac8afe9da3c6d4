import type { Drift } from '../../compare/compare-fingerprints.ts';
import type { Comparison, GroupMoves, NewNearMisses } from '../../compare/comparison.ts';
import { COMPARED_CATEGORIES } from '../../compare/movement.ts';
import type { Change } from '../../criteria/changes/change.ts';
import { type Criteria, keyCategory } from '../../criteria/criteria.ts';
import { asksForPrevious } from '../../criteria/per-criteria.ts';
import type { Titles } from '../../criteria/titles.ts';
import { formatDay } from '../../fields/day.ts';
import { formatCount, type Language } from '../../output/language.ts';
import { formatCell } from '../../output/numbers.ts';
import { type Block, type Cell, count, money, type Report, type Table, text } from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import { printChange } from '../../say/criteria-change.ts';
import { percentOf } from '../../say/distance.ts';
import { driftBlocks } from '../../say/drift.ts';
import { comparedCategoryName, movementTable, movementWords } from '../../say/movement.ts';
import { regroupedBlocks } from '../../say/regrouped.ts';
import { changeText } from '../../say/smallest-change.ts';
import { criterionTitle } from '../../say/title.ts';
import { criterionOf } from '../../verdict/verdict.ts';
import type { Gate } from './limits.ts';
import { diffWords } from './words.ts';

/** A comparison for people. `most`: how many customers a list shows; `fold`: what is long goes into details. */
export function reportDiff(
  comparison: Comparison,
  changes: readonly Change[],
  gates: readonly Gate[],
  run: DiffRun,
  language: Language,
  { most, fold }: { readonly most: number; readonly fold: boolean },
): Report {
  const say = diffWords(language);
  const blocks: Block[] = [];
  const headline: Block = { kind: 'paragraph', text: headlineOf(comparison, language) };
  if (fold) blocks.push(headline);
  blocks.push(facts(comparison, run, language));
  if (!fold) blocks.push(headline);
  blocks.push(...warnings(comparison, run, gates, language), ...driftBlocks(run.drift, null, language));
  if (run.before !== run.after) blocks.push(...changeBlocks(changes, language));
  if (comparison.moved.customers > 0) {
    const section = (heading: string, table: Block): void => {
      if (fold) blocks.push({ kind: 'details', summary: heading, blocks: [table] });
      else blocks.push({ kind: 'heading', text: heading }, table);
    };
    const folds = fold && comparison.movements.length > FEW;
    const table = movementTable(comparison, changes, run.after, language, folds ? FEW : most);
    blocks.push(
      { kind: 'heading', text: say.headings.movements },
      folds ? { ...table, more: undefined } : table,
    );
    if (folds)
      section(
        say.allMoves(comparison.movements.length),
        movementTable(comparison, changes, run.after, language, most),
      );
    section(say.headings.matrix, matrixTable(comparison, language));
    for (const { heading, table } of groupTables(comparison, run, language, most)) section(heading, table);
  }
  blocks.push(...regroupedBlocks(comparison.regrouped, language, most));
  const near = comparison.near();
  if (near.found.length > 0) {
    const nearBlocks: Block[] = [
      {
        kind: 'paragraph',
        text: say.nearTitle(near.found.length, percentOf(near.within), near.isExact),
      },
      nearTable(near, comparison.hasRevenue, run.after.titles, language, most),
    ];
    if (fold) blocks.push({ kind: 'details', summary: say.headings.near, blocks: nearBlocks });
    else blocks.push({ kind: 'heading', text: say.headings.near }, ...nearBlocks);
  }
  if (!run.hasBook && asksForPrevious(run.after))
    blocks.push({ kind: 'note', severity: 'info', text: wordsFor(language).sentences.noBook });
  return { title: say.title, blocks };
}

// A comment on a pull request is read at a glance: the rest is a click away.
const FEW = 10;

function facts(comparison: Comparison, run: DiffRun, language: Language): Block {
  const words = wordsFor(language);
  const say = diffWords(language);
  const items: { label: string; value: Cell }[] = [];
  const pair = (label: string, before: string, after: string): void => {
    items.push({
      label,
      value: text(before === after ? after : movementWords(language).arrow(before, after)),
    });
  };
  const version = (file: string, criteria: Criteria): string =>
    criteria.version === '' ? file : `${file}${words.beside(`${words.labels.version} ${criteria.version}`)}`;
  pair(say.labels.customers, run.fileBefore, run.file);
  pair(
    say.labels.criteria,
    version(run.criteriaFileBefore, run.before),
    version(run.criteriaFile, run.after),
  );
  pair(say.labels.asOf, formatDay(run.asOfBefore), formatDay(run.asOfAfter));
  const cutPoints = run.cutPoints ?? run.cutPointsBefore;
  if (cutPoints !== null) pair(say.labels.cutPoints, run.cutPointsBefore ?? cutPoints, cutPoints);
  pair(
    say.labels.keyAccounts,
    formatCount[language](comparison.keyBefore),
    formatCount[language](comparison.keyAfter),
  );
  return { kind: 'facts', items };
}

function warnings(
  comparison: Comparison,
  { before, after, rejected }: DiffRun,
  gates: readonly Gate[],
  language: Language,
): Block[] {
  const words = wordsFor(language);
  const say = diffWords(language);
  const notes: Block[] = [];
  const warn = (content: string): number => notes.push({ kind: 'note', severity: 'warning', text: content });
  if (rejected.before === null) {
    if (rejected.after > 0) warn(words.sentences.rejected(rejected.after, rejected.file));
  } else if (rejected.before + rejected.after > 0)
    warn(say.rejected(rejected.before, rejected.after, rejected.file));
  const most = after.duties.maxKeyAccountsPerManager;
  const mostBefore = before.duties.maxKeyAccountsPerManager ?? Number.POSITIVE_INFINITY;
  const over = comparison.managers.filter(
    ({ name, keyBefore, keyAfter }) =>
      name !== null && most !== null && keyAfter > most && !(keyBefore > mostBefore),
  );
  if (most !== null && over.length > 0)
    warn(
      say.overLoad(
        over.map(({ name, keyAfter }) => `${name}${words.beside(formatCount[language](keyAfter))}`).sort(),
        most,
      ),
    );
  const capacity = keyCategory(after)?.capacity ?? null;
  if (capacity !== null && comparison.keyAfter > capacity && comparison.keyAfter !== comparison.keyBefore)
    warn(say.overCapacity(comparison.keyAfter, capacity));
  for (const gate of gates)
    notes.push({ kind: 'note', severity: gate.passed ? 'info' : 'error', text: say.gate(gate) });
  return notes;
}

function changeBlocks(changes: readonly Change[], language: Language): Block[] {
  const say = diffWords(language);
  const heading: Block = { kind: 'heading', text: say.headings.changes };
  if (changes.length === 0) return [heading, { kind: 'paragraph', text: say.noChanges }];
  const items = changes.map((change) => printChange(change, language));
  const blocks: Block[] = [heading, { kind: 'list', items, numbered: true }];
  if (!changes.some(({ decides }) => decides))
    blocks.push({ kind: 'note', severity: 'info', text: say.onlyPlain });
  return blocks;
}

/** What was compared with what. */
export interface DiffRun {
  readonly file: string;
  readonly fileBefore: string;
  readonly criteriaFile: string;
  readonly criteriaFileBefore: string;
  readonly before: Criteria;
  readonly after: Criteria;
  readonly asOfBefore: number;
  readonly asOfAfter: number;
  readonly cutPoints: string | null;
  /** Those of the older side where it has its own. */
  readonly cutPointsBefore: string | null;
  readonly hasBook: boolean;
  /** What is out of the ordinary in the newer export. */
  readonly drift: readonly Drift[];
  /** Rows that were set aside, and the file that has them; `before` is null where there is no older export. */
  readonly rejected: { readonly file: string; readonly before: number | null; readonly after: number };
}

/** Who becomes key, who leaves, and what they stand for, in one sentence. */
export function headlineOf(comparison: Comparison, language: Language): string {
  const { moved, toKey, fromKey, hasRevenue, hasProfit } = comparison;
  const words = wordsFor(language);
  const say = diffWords(language);
  if (moved.customers === 0) return say.nothingMoves;
  return say.headline(
    toKey.customers,
    fromKey.customers,
    moved.customers,
    hasRevenue ? formatCell(money(moved.revenue), words) : null,
    hasProfit ? formatCell(money(moved.profit), words) : null,
  );
}

// How many customers, and how much revenue, go from each category to each.
function matrixTable({ matrix }: Comparison, language: Language): Table {
  const category = (one: (typeof COMPARED_CATEGORIES)[number]): string => comparedCategoryName(one, language);
  const targets = COMPARED_CATEGORIES.filter((to) => [...matrix.values()].some((row) => row.has(to)));
  return {
    kind: 'table',
    columns: [
      { header: diffWords(language).columns.from, align: 'left' },
      ...targets.map((to) => ({ header: category(to), align: 'right' as const })),
    ],
    rows: COMPARED_CATEGORIES.filter((from) => matrix.has(from)).map((from) => [
      text(category(from)),
      ...targets.map((to): Cell => {
        const customers = matrix.get(from)?.get(to)?.customers;
        const tone = from === to ? 'dim' : undefined;
        return customers === undefined ? text('') : { kind: 'count', value: customers, tone };
      }),
    ]),
  };
}

// What happens in each business unit, and to each account manager.
function groupTables(
  comparison: Comparison,
  { after }: DiffRun,
  language: Language,
  most: number,
): { readonly heading: string; readonly table: Table }[] {
  const words = wordsFor(language);
  const say = diffWords(language);
  const limit = after.duties.maxKeyAccountsPerManager;
  const tableOf = (header: string, groups: readonly GroupMoves[], load: number | null): Table => {
    const moved = groups.filter((group) => group.moved.customers > 0 || group.keyBefore !== group.keyAfter);
    const shown = moved.slice(0, most);
    const { hasRevenue, hasProfit } = comparison;
    const columns = [
      say.columns.moved,
      say.columns.toKey,
      say.columns.fromKey,
      say.columns.keyBefore,
      say.columns.keyAfter,
      ...(hasRevenue ? [say.columns.revenue] : []),
      ...(hasProfit ? [say.columns.profit] : []),
    ];
    return {
      kind: 'table',
      columns: [
        { header, align: 'left', flexible: 'wrap' },
        ...columns.map((name) => ({ header: name, align: 'right' as const })),
      ],
      rows: shown.map((group): Cell[] => [
        text(group.name ?? words.none),
        ...[group.moved.customers, group.toKey, group.fromKey, group.keyBefore].map(count),
        { ...count(group.keyAfter), tone: load !== null && group.keyAfter > load ? 'bad' : undefined },
        ...(hasRevenue ? [money(group.moved.revenue)] : []),
        ...(hasProfit ? [money(group.moved.profit)] : []),
      ]),
      more: moreOf(moved.length, shown.length, language),
    };
  };
  const named = (groups: readonly GroupMoves[]): boolean => groups.some(({ name }) => name !== null);
  return [
    ...(named(comparison.units)
      ? [{ heading: say.headings.units, table: tableOf(say.columns.unit, comparison.units, null) }]
      : []),
    ...(named(comparison.managers)
      ? [
          {
            heading: say.headings.managers,
            table: tableOf(say.columns.manager, comparison.managers, limit),
          },
        ]
      : []),
  ];
}

// Near misses of the newer side that were none on the older.
function nearTable(
  near: NewNearMisses,
  hasRevenue: boolean,
  titles: Titles,
  language: Language,
  most: number,
): Table {
  const words = wordsFor(language);
  const say = diffWords(language);
  const shown = near.found.slice(0, most);
  return {
    kind: 'table',
    columns: [
      { header: words.columns.customerId, align: 'left' },
      { header: movementWords(language).columns.customer, align: 'left', flexible: 'wrap' },
      ...(hasRevenue ? [{ header: say.columns.revenue, align: 'right' } as const] : []),
      { header: words.columns.criterion, align: 'left' },
      { header: say.columns.missing, align: 'left', flexible: 'wrap' },
    ],
    rows: shown.map(({ id, name, revenue, change }): Cell[] => [
      text(id),
      text(name ?? ''),
      ...(hasRevenue ? [money(revenue)] : []),
      text(criterionTitle(criterionOf(change.verdict) ?? '', titles, language)),
      text(changeText(change, titles, language)),
    ]),
    more: moreOf(near.found.length, shown.length, language),
  };
}

function moreOf(all: number, shown: number, language: Language): string | undefined {
  return all > shown ? movementWords(language).more(all - shown) : undefined;
}
