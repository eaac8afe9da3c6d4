import type { CustomerHistory } from '../../book/follow.ts';
import type { HistoryRow } from '../../book/history.ts';
import type { BookRun } from '../../book/runs.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { criteriaIn } from '../../criteria/per-criteria.ts';
import { noTitles } from '../../criteria/titles.ts';
import { type Day, formatDay } from '../../fields/day.ts';
import type { Language } from '../../output/language.ts';
import { type Block, type Cell, count, money, type Report, text } from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import { whatDecided, whereName } from '../../say/book.ts';
import { sayKeptDetail } from '../../say/cause.ts';
import { checkTitle } from '../../say/title.ts';
import { historyWords } from './words.ts';

/** Since when customers are what they are, and why, with all that happened before; `firstRun` is the book's. */
export function reportCustomers(
  customers: readonly CustomerHistory[],
  criteria: Criteria | null,
  firstRun: Day | null,
  language: Language,
): Report {
  const [only] = customers;
  const single = customers.length === 1 && only !== undefined;
  const names = namesIn(criteria, language);
  return {
    title: single ? titleOf(only, language) : historyWords(language).headings.history,
    blocks: customers.flatMap((one) => [
      ...(single ? [] : [{ kind: 'heading', text: titleOf(one, language) } as const]),
      sinceWhen(one, names, firstRun, language),
      movesTable(one.rows, names, language),
    ]),
  };
}

/** What people call the criteria, checks and fields of the past: by the titles that the last run has, else by their ids. */
interface Names {
  readonly criterion: (id: string) => string;
  readonly check: (id: string) => string;
  /** What the history keeps of a cause. */
  readonly detail: (kept: string) => string;
}

function namesIn(criteria: Criteria | null, language: Language): Names {
  const titles = criteria?.titles ?? noTitles();
  const all = criteria === null ? [] : criteriaIn(criteria);
  const checks = new Map(all.flatMap((one) => one.checks.map((check) => [check.id, check])));
  return {
    criterion: (id) => whatDecided(id, titles, language),
    check: (id) => checkTitle(checks.get(id) ?? { id, title: null }, language),
    detail: (kept) => (criteria === null ? kept : sayKeptDetail(kept, criteria, language)),
  };
}

function titleOf({ id, name, category }: CustomerHistory, language: Language): string {
  return `${id}${name === null ? '' : ` ${name}`}${wordsFor(language).colon}${whereName(category, language)}`;
}

function sinceWhen(
  { rows, category, criterionNow }: CustomerHistory,
  names: Names,
  firstRun: Day | null,
  language: Language,
): Block {
  const say = historyWords(language);
  const last = rows.at(-1)!;
  const items: { label: string; value: Cell }[] = [
    { label: say.labels.since, value: text(say.since(formatDay(last.asOf), last.asOf === firstRun)) },
  ];
  const decided = say.criteriaOf(names.criterion(last.criterion), last.criteriaVersion);
  if (last.criterion !== '') items.push({ label: say.labels.decidedBy, value: text(decided) });
  // It may have stayed for another reason than it came.
  if (category !== 'gone' && criterionNow !== null && criterionNow !== last.criterion)
    items.push({ label: say.labels.nowBy, value: text(names.criterion(criterionNow)) });
  return { kind: 'facts', items };
}

function movesTable(rows: readonly HistoryRow[], names: Names, language: Language): Block {
  const say = historyWords(language);
  const hasSigns = rows.some(({ signs }) => signs.length > 0);
  return {
    kind: 'table',
    columns: [
      { header: say.columns.asOf, align: 'left' },
      { header: say.columns.before, align: 'left' },
      { header: say.columns.now, align: 'left' },
      { header: say.columns.criterion, align: 'left', flexible: 'wrap' },
      { header: say.columns.criteriaVersion, align: 'left', flexible: 'cut' },
      { header: say.columns.cause, align: 'left', flexible: 'wrap' },
      ...(hasSigns ? [{ header: say.columns.signs, align: 'left', flexible: 'wrap' } as const] : []),
    ],
    rows: rows.map((row): Cell[] => [
      { kind: 'day', day: row.asOf },
      text(whereName(row.from, language)),
      {
        ...text(whereName(row.to, language)),
        tone: row.to === 'key' ? 'key' : row.from === 'key' ? 'warn' : undefined,
      },
      text(names.criterion(row.criterion)),
      text(row.criteriaVersion),
      text(say.cause(row.cause, names.detail(row.detail))),
      ...(hasSigns ? [text(row.signs.map(names.check).join(wordsFor(language).semicolon))] : []),
    ]),
  };
}

/** The key portfolio run over run: how many, what they bring, who came and left, with a bar for the eye. */
export function reportRuns(runs: readonly BookRun[], path: string, language: Language): Report {
  const words = wordsFor(language);
  const say = historyWords(language);
  const title = say.headings.portfolio;
  const facts: Block = {
    kind: 'facts',
    items: [
      { label: words.labels.book, value: text(path) },
      { label: say.labels.runs, value: { kind: 'count', value: runs.length } },
    ],
  };
  if (runs.length === 0) return { title, blocks: [facts, { kind: 'paragraph', text: say.noRuns }] };
  const accepted = runs.flatMap(({ asOf, accepted }) =>
    accepted === null ? [] : [say.accepted(formatDay(asOf), accepted)],
  );
  const notes: Block[] = accepted.length === 0 ? [] : [{ kind: 'list', items: accepted }];
  return { title, blocks: [facts, runTable(runs, language), ...notes] };
}

function runTable(runs: readonly BookRun[], language: Language): Block {
  const words = wordsFor(language);
  const say = historyWords(language);
  const has = (what: 'revenue' | 'profit'): boolean => runs.some((run) => keyOf(run)[what] !== null);
  const [revenue, profit] = [has('revenue'), has('profit')];
  // What the eye should follow: revenue where there is one, else the count.
  const measure = (run: BookRun): number => (revenue ? Number(keyOf(run).revenue) : keyOf(run).customers);
  const largest = Math.max(...runs.map(measure));
  const right = (header: string) => ({ header, align: 'right' as const });
  return {
    kind: 'table',
    columns: [
      { header: say.columns.asOf, align: 'left' },
      right(words.columns.keyAccounts),
      right(say.columns.entered),
      right(say.columns.left),
      ...(revenue ? [right(words.columns.revenue)] : []),
      ...(profit ? [right(say.columns.profit)] : []),
      { header: say.columns.trend, align: 'left' },
      { header: say.columns.criteriaVersion, align: 'left', flexible: 'cut' },
    ],
    rows: runs.map((run): Cell[] => {
      const key = keyOf(run);
      return [
        { kind: 'day', day: run.asOf },
        { ...count(key.customers), tone: 'key' },
        count(run.keyEntered),
        count(run.keyLeft),
        ...(revenue ? [money(key.revenue)] : []),
        ...(profit ? [money(key.profit)] : []),
        { ...text(bar(measure(run), largest)), tone: 'key' },
        text(run.criteriaVersion),
      ];
    }),
  };
}

function keyOf({ totals }: BookRun) {
  return totals.get('key')!;
}

// At most twelve cells, in halves; a value above zero is never invisible.
function bar(value: number, largest: number): string {
  if (!(value > 0 && largest > 0)) return '';
  const halves = Math.max(1, Math.round((value / largest) * WIDTH * 2));
  return '█'.repeat(Math.floor(halves / 2)) + (halves % 2 === 1 ? '▌' : '');
}

const WIDTH = 12;
