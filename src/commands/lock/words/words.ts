import { lockEn } from './en.ts';
import { lockZh } from './zh.ts';

/** What `lock` says, in one language. */
export interface LockWords {
  readonly title: string;
  readonly checkTitle: string;
  readonly columns: Readonly<Record<'test' | 'group' | 'customers' | 'locked' | 'now', string>>;
  /** The layer that a test belongs to, when it is a unit's. */
  ofUnit(test: string, unit: string): string;
  /** A group without any cut point: nobody can be inside. */
  readonly nobody: string;
  written(file: string): string;
  readonly nothing: string;
  notNeeded(file: string): string;
  readonly holds: string;
  moved(count: number): string;
  renew(command: string): string;
  /** Where other commands look for a lock that was written elsewhere. */
  elsewhere(usual: string): string;
}

/** The words of `lock` in a language. */
export function lockWords(language: 'en' | 'zh'): LockWords {
  switch (language) {
    case 'en':
      return lockEn;
    case 'zh':
      return lockZh;
  }
}
