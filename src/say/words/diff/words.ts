import type { Gate } from '../../../compare/gates.ts';
import type { Standing } from '../../../compare/movement.ts';
import { diffEn } from './en.ts';
import { diffZh } from './zh.ts';

/** What a comparison says, in one language. Amounts come as they are shown. */
export interface DiffWords {
  readonly title: string;
  readonly headings: Readonly<
    Record<'changes' | 'matrix' | 'movements' | 'units' | 'managers' | 'near' | 'gates', string>
  >;
  readonly labels: Readonly<
    Record<'customers' | 'against' | 'criteria' | 'asOf' | 'keyAccounts' | 'cutPoints', string>
  >;
  readonly columns: Readonly<
    Record<
      | 'change'
      | 'from'
      | 'customer'
      | 'move'
      | 'revenue'
      | 'profit'
      | 'manager'
      | 'unit'
      | 'why'
      | 'moved'
      | 'toKey'
      | 'fromKey'
      | 'keyBefore'
      | 'keyAfter'
      | 'missing',
      string
    >
  >;
  standing(
    standing: Standing,
    category: (name: Exclude<Standing, 'undetermined' | 'absent'>) => string,
  ): string;
  arrow(from: string, to: string): string;
  /** "11 customers become key, 2 leave; 4.2m of revenue moves". */
  headline(
    toKey: number,
    fromKey: number,
    moved: number,
    revenue: string | null,
    profit: string | null,
  ): string;
  readonly nothingMoves: string;
  overLoad(managers: readonly string[], most: number): string;
  overCapacity(keyAccounts: number, capacity: number): string;
  /** Rows of the older and of the newer export that were set aside. */
  rejected(before: number, after: number, file: string): string;
  readonly noChanges: string;
  readonly onlyPlain: string;
  added(path: string, value: string): string;
  removed(path: string, value: string): string;
  changed(path: string, from: string, to: string): string;
  inUnits(units: string): string;
  cause: {
    readonly new: string;
    readonly gone: string;
    data(fields: string): string;
    field(name: string, from: string, to: string): string;
    /** A change by its number in the list. */
    change(number: number): string;
    peers(lines: string): string;
    line(fact: string, group: string, from: string, to: string): string;
    readonly peersAlone: string;
    calendar(from: string, to: string): string;
    override(author: string, reason: string): string;
    readonly overrideEnded: string;
    together(parts: readonly string[]): string;
    /** Each is enough by itself. */
    either(parts: readonly string[]): string;
  };
  nobody: string;
  more(count: number): string;
  near(test: string, value: string): string;
  nearTitle(count: number): string;
  gate(gate: Gate): string;
  moves(count: number, toKey: number, fromKey: number): string;
  allMoves(count: number): string;
  readonly noBook: string;
}

/** The words of a language. */
export function diffWords(language: 'en' | 'zh'): DiffWords {
  switch (language) {
    case 'en':
      return diffEn;
    case 'zh':
      return diffZh;
  }
}
