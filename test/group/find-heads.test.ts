import { describe, expect, it } from 'vitest';
import { findHeads, type Heads } from '../../src/group/find-heads.ts';

type Row = readonly [id: string, parent: string | null, key?: string | null];

/** Settles rows from line 2 on; the joins are counted, and each place knows the rows whose values came to it. */
function settle(rows: readonly Row[], lost: readonly Row[] = []): { heads: Heads; gathered: string[][] } {
  const finder = findHeads();
  const gathered: string[][] = [];
  for (const [at, [id, parent, key = id]] of rows.entries()) {
    const place = finder.add({ id, key, parent, line: at + 2 });
    gathered[place] ??= [];
    gathered[place].push(id);
  }
  for (const [at, [, parent, key = null]] of lost.entries()) finder.lose({ key, parent, line: 100 + at });
  const heads = finder.settle((place, part) => {
    gathered[place] ??= [];
    gathered[place].push(...(gathered[part] ?? []));
  });
  return { heads, gathered };
}

/** Each group as "head: its rows". */
function groupsOf(rows: readonly Row[]): string[] {
  const { heads, gathered } = settle(rows);
  return heads.groups.map(({ id, place }) => `${id}: ${gathered[place]!.toSorted().join(' ')}`);
}

describe('the head of a group', () => {
  it.each<readonly [string, readonly Row[], readonly string[]]>([
    [
      'is a row without a parent',
      [
        ['A', null],
        ['B', 'A'],
        ['C', null],
      ],
      ['A: A B', 'C: C'],
    ],
    [
      'may name itself',
      [
        ['A', 'A'],
        ['B', 'A'],
      ],
      ['A: A B'],
    ],
    [
      'may come last',
      [
        ['B', 'A'],
        ['C', 'A'],
        ['A', null],
      ],
      ['A: A B C'],
    ],
    [
      'stands at the top of a chain',
      [
        ['C', 'B'],
        ['B', 'A'],
        ['A', null],
        ['D', 'C'],
      ],
      ['A: A B C D'],
    ],
    [
      'need not have a row',
      [
        ['B', 'X'],
        ['C', 'X'],
        ['D', 'C'],
      ],
      ['X: B C D'],
    ],
    [
      'is found by its name',
      [
        ['1', null, 'Group'],
        ['2', 'Group', 'Site'],
        ['3', null, 'Group 2'],
      ],
      ['1: 1 2', '3: 3'],
    ],
    [
      'has a namesake that nobody calls a parent',
      [
        ['1', null, 'Site'],
        ['2', null, 'Site'],
      ],
      ['1: 1', '2: 2'],
    ],
  ])('%s', (_, rows, expected) => {
    expect(groupsOf(rows)).toEqual(expected);
    const members = (groups: readonly string[]): string[] => groups.toSorted();
    expect(members(groupsOf(rows.toReversed()))).toEqual(members(expected));
  });

  it('counts the rows, and stands in its own line or in that of its first site', () => {
    const { heads } = settle([
      ['B', 'A'],
      ['A', null],
      ['D', 'X'],
      ['C', 'X'],
    ]);
    expect(heads.groups.map(({ id, line, sites }) => [id, line, sites])).toEqual([
      ['A', 3, 2],
      ['X', 4, 2],
    ]);
    expect(heads.groupOf('C')?.id).toBe('X');
    expect(heads.groupOf('X')).toBeUndefined();
    expect([heads.headless, heads.hasParents]).toEqual([['X'], true]);
  });

  it('is not there where parents go round in a circle', () => {
    const { heads } = settle([
      ['D', 'C'],
      ['B', 'C'],
      ['C', 'A'],
      ['A', 'B'],
      ['E', null],
    ]);
    expect(heads.problems).toEqual([
      {
        kind: 'cycle',
        members: [
          { id: 'B', line: 3 },
          { id: 'C', line: 4 },
          { id: 'A', line: 5 },
        ],
      },
    ]);
  });

  it('cannot be two rows', () => {
    const { heads } = settle([
      ['1', null, 'G'],
      ['2', 'G', 'S'],
      ['3', null, 'G'],
    ]);
    expect(heads.problems).toEqual([{ kind: 'shared-name', name: 'G', lines: [2, 4] }]);
  });

  it('is found at the end of a chain of 50,000 in time that grows with it', () => {
    const rows = Array.from({ length: 50_000 }, (_, at): Row => [`C${at}`, at === 0 ? null : `C${at - 1}`]);
    const { heads } = settle(rows.reverse());
    expect(heads.groups.map(({ id, sites }) => [id, sites])).toEqual([['C0', 50_000]]);
  });
});

describe('a row that is lost', () => {
  it.each<readonly [string, readonly Row[], Row, readonly string[]]>([
    [
      'as a site',
      [
        ['A', null],
        ['B', 'A'],
        ['C', null],
      ],
      ['', 'A', 'S'],
      ['A'],
    ],
    [
      'as the only site',
      [
        ['A', null],
        ['C', null],
      ],
      ['', 'A', 'S'],
      ['A'],
    ],
    [
      'as the head',
      [
        ['B', 'A'],
        ['C', null],
      ],
      ['', null, 'A'],
      ['A'],
    ],
    [
      'in the middle',
      [
        ['A', null],
        ['C', 'B'],
        ['D', null],
      ],
      ['', 'A', 'B'],
      ['B', 'A'],
    ],
    [
      'by itself',
      [
        ['A', null],
        ['B', 'A'],
      ],
      ['', null, 'Z'],
      [],
    ],
  ])('%s leaves its group incomplete', (_, rows, lost, expected) => {
    const { heads } = settle(rows, [lost]);
    expect([...heads.incomplete].map(([{ id }, line]) => [id, line])).toEqual(
      expected.map((id) => [id, 100]),
    );
  });
});
