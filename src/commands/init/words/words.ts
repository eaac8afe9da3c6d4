import type { ValueType } from '../../../fields/value.ts';
import type { GrowthName, KeyRule, LostRule, TargetRule } from '../profile/rules.ts';

/** What stands in the comments of a starter file. Texts from data arrive cleaned and cut. */
export interface StarterWords {
  readonly amounts: 'western' | 'chinese';
  readonly title: string;
  readonly reason: (file: string) => string;
  /** The lines at the top. */
  readonly intro: (file: string, customers: number) => readonly string[];
  readonly owner: string;
  readonly decimalComma: string;
  readonly confirmDecimal: (column: string, text: string, other: string) => string;
  readonly fields: readonly string[];
  readonly unused: readonly string[];
  readonly nameless: (columns: string) => string;
  readonly seen: (seen: SeenColumn) => string;
  readonly confirmDay: (other: string) => string;
  readonly confirmRatio: (format: string, other: string) => string;
  readonly blankIsZero: (blanks: number) => string;
  readonly derived: string;
  readonly priority: string;
  readonly lost: string;
  readonly lostRules: Readonly<Record<LostRule['kind'], string>>;
  readonly noLost: readonly string[];
  readonly key: string;
  readonly keyRules: Readonly<Record<Exclude<KeyRule['kind'], 'large' | 'growing'>, string>>;
  readonly growing: Readonly<Record<GrowthName, readonly [string, ...string[]]>>;
  readonly largeTenth: (reached: string) => string;
  readonly largeQuarter: (reached: string) => string;
  readonly reached: (reached: number, of: number, measure: string) => string;
  readonly nobody: (measure: string) => string;
  readonly notRevenue: (measure: string) => string;
  readonly noGrowth: string;
  readonly noKey: readonly string[];
  readonly target: (why: string) => string;
  readonly targetRules: Readonly<Record<TargetRule['kind'], string>>;
  readonly noTarget: readonly string[];
  readonly normal: string;
  readonly duties: string;
  readonly noManager: string;
  readonly checks: string;
  readonly done: (counts: StarterCounts) => string;
  readonly next: (customers: string, criteria: string) => string;
  readonly nextSaved: (customers: string, criteria: string) => string;
}

/** What was seen in a column, for the comment behind its field. */
export interface SeenColumn {
  readonly type: ValueType;
  readonly format: string | null;
  readonly fits: number;
  readonly filled: number;
  readonly rows: number;
  readonly values: number;
  readonly example: string;
  readonly unique: boolean;
  readonly misfit: { readonly text: string; readonly line: number } | null;
}

/** What the starter criteria make of the export that they came from. */
export interface StarterCounts {
  readonly customers: number;
  readonly asOf: string;
  readonly categories: readonly (readonly [name: 'target' | 'normal' | 'lost' | 'key', customers: number])[];
  readonly undetermined: number;
  readonly refused: number;
}
