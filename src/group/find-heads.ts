import { foldName } from '../fields/fold.ts';

/** A group of companies, or a customer that stands alone. */
export interface CompanyGroup {
  /** The id of its head; where the head has no row, what the other rows call it. */
  readonly id: string;
  /** The line of the head's row; of the first site where it has none. */
  readonly line: number;
  /** How many rows belong to it. */
  readonly sites: number;
  /** Where its values are gathered. */
  readonly place: number;
}

/** A row with what its parent is looked for by. */
export interface Member {
  readonly id: string;
  /** By what others name it as their parent: its id, or its name; null for none. */
  readonly key: string | null;
  readonly parent: string | null;
  readonly line: number;
}

/** What stands in the way of groups: parents in a circle, or two rows of one name that others call their parent. */
export type HeadProblem =
  | { readonly kind: 'cycle'; readonly members: readonly Pick<Member, 'id' | 'line'>[] }
  | { readonly kind: 'shared-name'; readonly name: string; readonly lines: readonly [number, number] };

/** A parent that has no row, and a row that nearly goes by its name. */
export interface LookAlike {
  readonly name: string;
  readonly key: string;
  readonly line: number;
}

/** Who belongs together: rows whose parent is one customer, that customer's own row, and so on down. */
export interface Heads {
  /** In the order of their lines. */
  readonly groups: readonly CompanyGroup[];
  /** The ids of all rows. */
  ids(): Iterable<string>;
  /** The group of a row, by its id; undefined where there is no such row. */
  groupOf(id: string): CompanyGroup | undefined;
  /** Groups to which a row belongs that was lost, with its line. */
  readonly incomplete: ReadonlyMap<CompanyGroup, number>;
  /** What rows name as their parent and no row is; and whether any parent has a row. */
  readonly headless: readonly string[];
  readonly hasParents: boolean;
  readonly lookAlikes: readonly LookAlike[];
  readonly problems: readonly HeadProblem[];
}

/** Finds the heads of groups from rows in any order; keeps the id, key, line and place of each row. */
export interface HeadFinder {
  /** The place where the values of a row are gathered: its own, or that of all children of its parent. */
  add(member: Member): number;
  /** Whether a place is that of a row which is its own head. */
  isHead(place: number): boolean;
  /** A row that cannot be read, as far as it can: the group that it belongs to lacks it. */
  lose(member: Pick<Member, 'key' | 'parent' | 'line'>): void;
  /** Settles who belongs where; `join` is told of each place whose values are part of another's. */
  settle(join: (place: number, part: number) => void): Heads;
}

// No row, or no parent.
const NONE = -1;

// Rows by their number, a column for each thing that is kept of them.
interface Rows {
  readonly ids: string[];
  readonly keys: (string | null)[];
  readonly lines: number[];
  readonly places: number[];
  /** The parent, by its number; NONE for a head. */
  readonly parents: number[];
}

// Whom rows name as their parent.
interface Parent {
  readonly name: string;
  /** Where the values of its children are gathered. */
  readonly place: number;
  /** Its own row, by its number. */
  row: number;
  /** The parent at the top of its group: one that has no row, or whose row has no parent. */
  top: Parent | null;
  /** In which search it was met. */
  met: number;
}

/** Opens the search. A row that has no parent, or names itself, is a head. */
export function findHeads(): HeadFinder {
  const rows: Rows = { ids: [], keys: [], lines: [], places: [], parents: [] };
  const byId = new Map<string, number>();
  const byName = new Map<string, number>();
  const parents: Parent[] = [];
  const heads: boolean[] = [];
  const lost: Pick<Member, 'key' | 'parent' | 'line'>[] = [];
  const openPlace = (isHead: boolean): number => heads.push(isHead) - 1;
  const parentNamed = (name: string): number => {
    const known = byName.get(name);
    if (known !== undefined) return known;
    byName.set(name, parents.length);
    return parents.push({ name, place: openPlace(false), row: NONE, top: null, met: NONE }) - 1;
  };
  return {
    add({ id, key, parent, line }) {
      const at = parent === null || parent === key ? NONE : parentNamed(parent);
      const place = at === NONE ? openPlace(true) : parents[at]!.place;
      if (!byId.has(id)) byId.set(id, rows.ids.length);
      rows.ids.push(id);
      rows.keys.push(key);
      rows.lines.push(line);
      rows.places.push(place);
      rows.parents.push(at);
      return place;
    },
    isHead: (place) => heads[place] === true,
    lose(member) {
      if (member.parent !== null) parentNamed(member.parent);
      lost.push(member);
    },
    settle(join) {
      // A row may be lost after it was added, when its id turns out to stand twice.
      const without = new Set(lost.map(({ line }) => line));
      const problems = [...findRows(parents, rows, byName, without), ...findTops(parents, rows)];
      // Where the values of a group are in the end.
      const placeOf = ({ top }: Parent): number => {
        const { row, place } = top!;
        return row === NONE || rows.parents[row] !== NONE ? place : rows.places[row]!;
      };
      for (const parent of parents) {
        const place = placeOf(parent);
        if (place !== parent.place) join(place, parent.place);
      }
      const placeOfRow = (row: number): number => {
        const parent = rows.parents[row]!;
        return parent === NONE ? rows.places[row]! : placeOf(parents[parent]!);
      };
      const groups = new Map<number, { -readonly [K in keyof CompanyGroup]: CompanyGroup[K] }>();
      for (const [row, line] of rows.lines.entries()) {
        if (without.has(line)) continue;
        const place = placeOfRow(row);
        const group = groups.get(place);
        if (group === undefined) groups.set(place, openGroup(row, place, parents, rows));
        else group.sites += 1;
      }
      const groupNamed = (name: string | null): CompanyGroup | undefined => {
        const parent = name === null ? undefined : byName.get(name);
        return parent === undefined ? undefined : groups.get(placeOf(parents[parent]!));
      };
      const incomplete = new Map<CompanyGroup, number>();
      for (const { key, parent, line } of lost)
        for (const group of [groupNamed(key), groupNamed(parent)])
          if (group !== undefined && !incomplete.has(group)) incomplete.set(group, line);
      return {
        groups: [...groups.values()].sort((one, other) => one.line - other.line),
        ids: () => byId.keys(),
        groupOf(id) {
          const row = byId.get(id);
          return row === undefined ? undefined : groups.get(placeOfRow(row));
        },
        incomplete,
        headless: parents.filter(({ row }) => row === NONE).map(({ name }) => name),
        hasParents: parents.some(({ row }) => row !== NONE),
        lookAlikes: findLookAlikes(parents, rows),
        problems,
      };
    },
  };
}

// The rows of parents; a name that two rows have says of neither that it is meant.
function findRows(
  parents: readonly Parent[],
  { keys, lines }: Rows,
  byName: ReadonlyMap<string, number>,
  without: ReadonlySet<number>,
): HeadProblem[] {
  const problems: HeadProblem[] = [];
  for (const [row, key] of keys.entries()) {
    const at = key === null ? undefined : byName.get(key);
    if (at === undefined || without.has(lines[row]!)) continue;
    const parent = parents[at]!;
    if (parent.row === NONE) parent.row = row;
    else problems.push({ kind: 'shared-name', name: parent.name, lines: [lines[parent.row]!, lines[row]!] });
  }
  return problems;
}

// What differs only in case, width, blanks or zeros in front is hardly another customer.
function findLookAlikes(parents: readonly Parent[], { keys, lines }: Rows): LookAlike[] {
  const lookOf = (name: string): string => foldName(name).replace(/^0+(?=.)/, '');
  const names = new Map(
    parents.flatMap(({ name, row }) => (row === NONE ? [[lookOf(name), name] as const] : [])),
  );
  if (names.size === 0) return [];
  return keys.flatMap((key, row) => {
    const name = key === null ? undefined : names.get(lookOf(key));
    return name === undefined ? [] : [{ name, key: key!, line: lines[row]! }];
  });
}

// The top of each group: a parent that has no row, or whose row has no parent.
function findTops(parents: readonly Parent[], rows: Rows): HeadProblem[] {
  const problems: HeadProblem[] = [];
  for (const [search, start] of parents.entries()) {
    const path: Parent[] = [];
    let at = start;
    while (at.top === null && at.met !== search) {
      at.met = search;
      path.push(at);
      const above = at.row === NONE ? NONE : rows.parents[at.row]!;
      if (above === NONE) at.top = at;
      else at = parents[above]!;
    }
    if (at.top === null) {
      problems.push({ kind: 'cycle', members: circleOf(path.slice(path.indexOf(at)), rows) });
      at.top = at;
    }
    for (const one of path) one.top = at.top;
  }
  return problems;
}

// From the row that stands first in the file on, whatever row the search began with.
function circleOf(parents: readonly Parent[], { ids, lines }: Rows): Pick<Member, 'id' | 'line'>[] {
  const members = parents.map(({ row }) => ({ id: ids[row]!, line: lines[row]! }));
  const first = members.reduce((least, { line }, at) => (line < members[least]!.line ? at : least), 0);
  return [...members.slice(first), ...members.slice(0, first)];
}

// The group of the first row that belongs to it.
function openGroup(row: number, place: number, parents: readonly Parent[], rows: Rows): CompanyGroup {
  const parent = rows.parents[row]!;
  const top = parent === NONE ? null : parents[parent]!.top!;
  const head = top === null ? row : top.row;
  return {
    id: head === NONE ? top!.name : rows.ids[head]!,
    line: rows.lines[head === NONE ? row : head]!,
    sites: 1,
    place,
  };
}
