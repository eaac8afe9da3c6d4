import type { Way } from '../engine/lever.ts';
import { calibrateEn } from './en.ts';
import { calibrateZh } from './zh.ts';

/** What `calibrate` says, in one language. Money and shares come written out. */
export interface CalibrateWords {
  readonly title: string;
  readonly labels: Readonly<Record<'now' | 'target', string>>;
  readonly columns: Readonly<
    Record<'number' | 'threshold' | 'amount' | 'change' | 'leave' | 'join' | 'revenueMoved', string>
  >;
  now(count: number, revenue: string | null, share: string | null): string;
  /** The most that one group has. */
  busiest(load: number, per: string): string;
  count(least: number, most: number): string;
  /** No more than the criteria say can be managed. */
  capacity(most: number): string;
  load(most: number, per: string, told: boolean): string;
  share(ratio: string): string;
  readonly met: string;
  readonly shareMet: string;
  readonly choose: string;
  readonly pair: string;
  /** `now` is how many key accounts there are, where no change leads nearer on that side. */
  nearest(now: number | null): string;
  readonly nothing: string;
  result(keyAccounts: number, way: Way, moved: number, revenue: string | null): string;
  /** How many key accounts more or fewer than asked for. */
  beside(side: 'above' | 'below', by: number): string;
  besideOther(side: 'above' | 'below'): string;
  readonly locked: string;
  held(count: number): string;
  readonly stalesLock: string;
  write(flags: string): string;
  written(file: string, version: string): string;
  /** Cases of the criteria that come out otherwise now. */
  failed(names: readonly string[]): string;
  /** The file that was edited is a part of other criteria. */
  partOf(file: string, criteria: string): string;
}

/** The words of `calibrate` in a language. */
export function calibrateWords(language: 'en' | 'zh'): CalibrateWords {
  switch (language) {
    case 'en':
      return calibrateEn;
    case 'zh':
      return calibrateZh;
  }
}
