import { formatCount } from '../../../output/numbers.ts';
import type { LockWords } from './words.ts';

/** Locking in English. */
export const lockEn: LockWords = {
  title: 'Cut points locked',
  checkTitle: 'Locked cut points',
  columns: { test: 'test', group: 'group', customers: 'customers', locked: 'locked', now: 'now' },
  ofUnit: (test, unit) => `${test} (criteria of ${unit})`,
  nobody: 'nobody is in',
  written: (file) => `written to "${file}": from now on these cut points count, until they are locked anew`,
  nothing: 'nothing to lock: no test and no score compares customers with each other',
  notNeeded: (file) => `"${file}" is of no use any more: delete it`,
  holds: 'the lock holds: these customers give the same cut points',
  moved: (count) =>
    `${count === 1 ? 'one group has' : `${formatCount(count)} groups have`} other cut points now than in the lock`,
  renew: (command) => `lock them anew when they should count: ${command}`,
  elsewhere: (usual) => `other commands look for the lock at "${usual}"`,
};
