import type { Comparison } from '../../../compare/comparison.ts';
import type { CauseKind } from '../../../compare/movement.ts';
import { type Block, text } from '../../../output/report.ts';
import { count, share, show } from './cells.ts';
import type { SectionVoice } from './section.ts';

/** How often each kind of cause has a part in a movement. */
export function causeBars({ causes, moved }: Comparison, { words, say }: SectionVoice): Block[] {
  const own = say.people.movements;
  const rows = [...causes].sort(
    ([one, many], [other, more]) => more - many || KINDS.indexOf(one) - KINDS.indexOf(other),
  );
  if (rows.length === 0) return [];
  const largest = rows[0]![1];
  const part = (customers: number): string => show(share(customers / moved.customers), words);
  return [
    {
      kind: 'chart',
      id: 'causes',
      title: own.causes,
      description: own.causesDescription,
      data: {
        kind: 'bars',
        value: { label: own.columns.count, kind: 'count' },
        legend: [{ series: 'plain', label: own.columns.count }],
        rows: rows.map(([kind, customers]) => ({
          label: own.cause[kind],
          values: [customers],
          note: `${show(count(customers), words)} · ${part(customers)}`,
        })),
      },
      lines: rows.map(([kind, customers]) => ({
        label: own.cause[kind],
        length: customers / largest,
        value: count(customers),
        series: 'plain',
      })),
      table: {
        kind: 'table',
        columns: [
          { header: own.columns.cause, align: 'left' },
          { header: own.columns.count, align: 'right' },
        ],
        rows: rows.map(([kind, customers]) => [text(own.cause[kind]), count(customers)]),
      },
    },
  ];
}

const KINDS: readonly CauseKind[] = ['data', 'criteria', 'peers', 'calendar', 'override', 'new', 'gone'];
