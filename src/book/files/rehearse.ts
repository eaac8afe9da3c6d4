import { createHash } from 'node:crypto';
import { compareText } from '../../text/order.ts';
import { digestOf, segmentsOf } from './disk.ts';
import type { BookChange } from './stage.ts';

/** What a change would do to a file of the book. */
export interface WouldWrite {
  readonly name: string;
  readonly kind: 'new' | 'changed' | 'removed';
}

/** A change that goes nowhere, and what it would have done. */
export interface Rehearsal {
  readonly change: BookChange;
  /** By name; files that would stay the same are left out. */
  result(): Promise<readonly WouldWrite[]>;
}

/** Takes a change as `stageChange` does, without writing anything. `root` null: there is no book yet. */
export function rehearse(root: string | null, path: string): Rehearsal {
  // What each file would be, by digest; null when it would go.
  const planned = new Map<string, () => Promise<string | null>>();
  const now = async (name: string): Promise<string | null> =>
    root === null ? null : digestOf(root, path, name);
  const plan = (name: string, digest: () => Promise<string | null>): void => {
    segmentsOf(name);
    planned.set(name, digest);
  };
  const change: BookChange = {
    write: (name, text) => plan(name, async () => createHash('sha256').update(text).digest('hex')),
    copy: (from, to) => plan(to, () => now(from)),
    remove: (name) => plan(name, async () => null),
    async create(name) {
      let hash = createHash('sha256');
      return {
        write: async (text) => {
          hash.update(text);
        },
        restart: async () => {
          hash = createHash('sha256');
        },
        end: async () => {
          const digest = hash.digest('hex');
          plan(name, async () => digest);
        },
      };
    },
  };
  return {
    change,
    async result() {
      const found: WouldWrite[] = [];
      for (const [name, digest] of planned) {
        const [is, will] = [await now(name), await digest()];
        if (is !== will)
          found.push({ name, kind: is === null ? 'new' : will === null ? 'removed' : 'changed' });
      }
      return found.sort((one, other) => compareText(one.name, other.name));
    },
  };
}
