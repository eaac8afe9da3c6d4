import type { BookRun } from '../../book/runs.ts';
import { formatDay } from '../../fields/day.ts';
import { type Block, type Cell, type Report, text } from '../../output/report.ts';
import type { Words } from '../../output/words.ts';
import type { BookWords } from '../../say/words/book.ts';

/** The key portfolio run over run: how many, what they bring, who came and left, with a bar for the eye. */
export function reportRuns(runs: readonly BookRun[], path: string, words: Words, say: BookWords): Report {
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
  return { title, blocks: [facts, runTable(runs, words, say), ...notes] };
}

function runTable(runs: readonly BookRun[], words: Words, say: BookWords): Block {
  const has = (what: 'revenue' | 'profit'): boolean => runs.some((run) => keyOf(run)[what] !== null);
  const [revenue, profit] = [has('revenue'), has('profit')];
  // What the eye should follow: revenue where there is one, else the count.
  const measure = (run: BookRun): number => (revenue ? (keyOf(run).revenue ?? 0) : keyOf(run).customers);
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

function count(value: number | null): Cell {
  return value === null ? { kind: 'none' } : { kind: 'count', value };
}

function money(value: number | null): Cell {
  return value === null ? { kind: 'none' } : { kind: 'money', value };
}
