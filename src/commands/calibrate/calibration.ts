import type { ExactNumber } from '../../fields/exact-number.ts';
import type { CutPoints } from '../../say/run.ts';
import { positionAt } from '../../text/source.ts';
import type { Run } from '../run/open-run.ts';
import type { Choice } from './engine/choice.ts';
import type { KeyTotals } from './engine/target.ts';
import type { Threshold } from './engine/threshold.ts';

/** What is aimed at, as it was told or as the criteria say. */
export type TargetText =
  | { readonly kind: 'count'; readonly least: number; readonly most: number; readonly told: boolean }
  | { readonly kind: 'load'; readonly most: number; readonly per: string; readonly told: boolean }
  | { readonly kind: 'share'; readonly ratio: number };

/** A calibration to be shown. */
export interface Calibration {
  readonly file: string;
  readonly criteriaFile: string;
  readonly criteriaVersion: string;
  readonly asOf: number;
  readonly cutPoints: CutPoints;
  readonly target: TargetText;
  readonly now: KeyTotals;
  /** Of all customers, in the file's money; null where the criteria have no revenue. */
  readonly totalRevenue: ExactNumber | null;
  /** Whether the target is reached as things are. */
  readonly met: boolean;
  readonly choices: readonly NumberedChoice[];
  /** Whether two amounts had to be moved together. */
  readonly pair: boolean;
  /** By which fact customers are listed, as people name it; null where there is none. */
  readonly listedBy: string | null;
  /** Key accounts that no threshold moves. */
  readonly held: number;
  /** Whether relative tests have lines that are locked, and so stay where they are. */
  readonly linesLocked: boolean;
  /** Whether there is a lock that would not fit some of the changes. */
  readonly stalesLock: boolean;
  /** Whether stays_while has no book to look into. */
  readonly noBook: boolean;
}

/** A calibration with the run that it was found in. */
export interface Calibrated {
  readonly run: Run;
  readonly calibration: Calibration;
}

/** A choice with its number, and the amounts as the file would write them. */
export interface NumberedChoice extends Choice {
  readonly number: number;
  readonly texts: readonly string[];
}

/** Where a threshold stands, from the outside in: "key › large-and-growing › revenue at_least". */
export function thresholdPath({ criterion, fact, operator }: Threshold): readonly string[] {
  return ['key', criterion, `${fact} ${operator}`];
}

/** The same path as one text. */
export function thresholdName(threshold: Threshold): string {
  return thresholdPath(threshold).join(' › ');
}

/** The line of a threshold in its file. */
export function thresholdLine({ source, start }: Threshold): number {
  return positionAt(source, start).line;
}
