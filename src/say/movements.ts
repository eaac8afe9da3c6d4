import type { Comparison, GroupMoves, NewNearMisses } from '../compare/comparison.ts';
import { STANDINGS, type Standing } from '../compare/movement.ts';
import type { Change } from '../criteria/changes/change.ts';
import { type Cell, type Table, text } from '../output/report.ts';
import { criterionOf } from '../verdict/verdict.ts';
import { printCauses } from './cause.ts';
import type { DiffRun, Voice } from './comparison.ts';
import { changeText } from './smallest-change.ts';

/** Each movement: the customer, from where to where, what it brings, who looks after it, and why. */
export function movementTable(
  comparison: Comparison,
  changes: readonly Change[],
  { words, say, language }: Voice,
  most: number,
): Table {
  const { movements, hasRevenue } = comparison;
  const managed = movements.some(({ manager }) => manager !== null);
  const standing = standingWords({ words, say, language });
  const shown = movements.slice(0, most);
  return {
    kind: 'table',
    columns: [
      { header: words.columns.customerId, align: 'left' },
      { header: say.columns.customer, align: 'left', flexible: 'wrap' },
      { header: say.columns.move, align: 'left', flexible: 'wrap' },
      ...(hasRevenue ? [{ header: say.columns.revenue, align: 'right' } as const] : []),
      ...(managed ? [{ header: say.columns.manager, align: 'left', flexible: 'wrap' } as const] : []),
      { header: say.columns.why, align: 'left', flexible: 'wrap' },
    ],
    rows: shown.map(({ id, name, from, to, revenue, manager, causes }): Cell[] => [
      text(id),
      text(name ?? ''),
      { ...text(say.arrow(standing(from), standing(to))), tone: toneOf(from, to) },
      ...(hasRevenue ? [money(revenue)] : []),
      ...(managed ? [text(manager ?? words.none)] : []),
      text(printCauses(causes, changes, language)),
    ]),
    more: moreOf(movements.length, shown.length, say),
  };
}

/** How many customers, and how much revenue, go from each category to each. */
export function matrixTable({ matrix }: Comparison, voice: Voice): Table {
  const standing = standingWords(voice);
  const targets = STANDINGS.filter((to) => [...matrix.values()].some((row) => row.has(to)));
  return {
    kind: 'table',
    columns: [
      { header: voice.say.columns.from, align: 'left' },
      ...targets.map((to) => ({ header: standing(to), align: 'right' as const })),
    ],
    rows: STANDINGS.filter((from) => matrix.has(from)).map((from) => [
      text(standing(from)),
      ...targets.map((to): Cell => {
        const customers = matrix.get(from)?.get(to)?.customers;
        const tone = from === to ? 'dim' : undefined;
        return customers === undefined ? text('') : { kind: 'count', value: customers, tone };
      }),
    ]),
  };
}

/** What happens in each business unit, and to each account manager. */
export function groupTables(
  comparison: Comparison,
  { after }: DiffRun,
  { words, say }: Voice,
  most: number,
): { readonly heading: string; readonly table: Table }[] {
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
      more: moreOf(moved.length, shown.length, say),
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

/** Near misses of the newer side that were none on the older. */
export function nearTable(near: NewNearMisses, hasRevenue: boolean, voice: Voice, most: number): Table {
  const { words, say, language } = voice;
  const shown = near.found.slice(0, most);
  return {
    kind: 'table',
    columns: [
      { header: words.columns.customerId, align: 'left' },
      { header: say.columns.customer, align: 'left', flexible: 'wrap' },
      ...(hasRevenue ? [{ header: say.columns.revenue, align: 'right' } as const] : []),
      { header: words.columns.criterion, align: 'left' },
      { header: say.columns.missing, align: 'left', flexible: 'wrap' },
    ],
    rows: shown.map(({ id, name, revenue, change }): Cell[] => [
      text(id),
      text(name ?? ''),
      ...(hasRevenue ? [money(revenue)] : []),
      text(criterionOf(change.verdict) ?? ''),
      text(changeText(change, language)),
    ]),
    more: moreOf(near.found.length, shown.length, say),
  };
}

function standingWords({ words, say }: Voice): (standing: Standing) => string {
  return (standing) => say.standing(standing, (name) => words.categories[name]);
}

function toneOf(from: Standing, to: Standing): Cell['tone'] {
  return to === 'key' ? 'good' : from === 'key' ? 'bad' : undefined;
}

function moreOf(all: number, shown: number, say: Voice['say']): string | undefined {
  return all > shown ? say.more(all - shown) : undefined;
}

function money(value: number | null): Cell {
  return value === null ? { kind: 'none' } : { kind: 'money', value };
}

function count(value: number): Cell {
  return { kind: 'count', value };
}
