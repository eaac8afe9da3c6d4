import type { CustomerHistory } from '../../book/follow.ts';
import type { HistoryRow } from '../../book/history.ts';
import { type Day, formatDay } from '../../fields/day.ts';
import { type Block, type Cell, type Report, text } from '../../output/report.ts';
import type { Words } from '../../output/words.ts';
import { decider } from '../../say/book-blocks.ts';
import type { BookWords } from '../../say/words/book.ts';

/** Since when customers are what they are, and why, with all that happened before; `firstRun` is the book's. */
export function reportCustomers(
  customers: readonly CustomerHistory[],
  firstRun: Day | null,
  words: Words,
  say: BookWords,
): Report {
  const [only] = customers;
  const single = customers.length === 1 && only !== undefined;
  return {
    title: single ? titleOf(only, words, say) : say.headings.history,
    blocks: customers.flatMap((one) => [
      ...(single ? [] : [{ kind: 'heading', text: titleOf(one, words, say) } as const]),
      sinceWhen(one, firstRun, say),
      movesTable(one.rows, say),
    ]),
  };
}

function titleOf({ id, name, standing }: CustomerHistory, words: Words, say: BookWords): string {
  return `${id}${name === null ? '' : ` ${name}`}${words.colon}${say.standings[standing]}`;
}

function sinceWhen(
  { rows, standing, criterionNow }: CustomerHistory,
  firstRun: Day | null,
  say: BookWords,
): Block {
  const last = rows.at(-1)!;
  const items: { label: string; value: Cell }[] = [
    { label: say.labels.since, value: text(say.since(formatDay(last.asOf), last.asOf === firstRun)) },
  ];
  const decided = say.criteriaOf(decider(last.criterion, say), last.criteriaVersion);
  if (last.criterion !== '') items.push({ label: say.labels.decidedBy, value: text(decided) });
  // It may have stayed for another reason than it came.
  if (standing !== 'gone' && criterionNow !== null && criterionNow !== last.criterion)
    items.push({ label: say.labels.nowBy, value: text(decider(criterionNow, say)) });
  return { kind: 'facts', items };
}

function movesTable(rows: readonly HistoryRow[], say: BookWords): Block {
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
      text(row.from === null ? say.notThere : say.standings[row.from]),
      {
        ...text(say.standings[row.to]),
        tone: row.to === 'key' ? 'key' : row.from === 'key' ? 'warn' : undefined,
      },
      text(decider(row.criterion, say)),
      text(row.criteriaVersion),
      text(say.cause(row.cause, row.detail)),
      ...(hasSigns ? [text(row.signs.join('; '))] : []),
    ]),
  };
}
