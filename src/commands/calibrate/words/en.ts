import { formatCount } from '../../../output/numbers.ts';
import type { CalibrateWords } from './words.ts';

/** Calibration in English. */
export const calibrateEn: CalibrateWords = {
  title: 'Thresholds for fewer or more key accounts',
  labels: { now: 'now', target: 'target' },
  columns: {
    number: '#',
    threshold: 'threshold',
    amount: 'amount',
    change: 'change',
    leave: 'leave',
    join: 'join',
    revenueMoved: 'their revenue',
  },
  now: (count, revenue, share) =>
    `${counted(count, 'key account')}${revenue === null ? '' : ` with ${revenue} of revenue`}${share === null ? '' : `, ${share} of all`}`,
  busiest: (load, per) => `at most ${formatCount(load)} in one ${per}`,
  count: (least, most) =>
    least === most
      ? counted(least, 'key account')
      : `${formatCount(least)} to ${formatCount(most)} key accounts`,
  capacity: (most) => `at most ${counted(most, 'key account')}, the capacity that the criteria name`,
  load: (most, per, told) =>
    `at most ${counted(most, 'key account')} in each ${per}${told ? '' : ', as the duties of the criteria say'}`,
  share: (ratio) => `at least ${ratio} of all revenue, with as few key accounts as it takes`,
  met: 'the target is met as things are: nothing has to change',
  shareMet: 'the target is met, and no threshold could be tightened without missing it',
  choose: 'each of these changes reaches the target by itself; the smallest comes first',
  pair: 'no threshold reaches the target by itself; two of them do together',
  nearest: (now) =>
    `no threshold reaches the target, nor do two together; these come nearest${now === null ? '' : `, and without a change it is ${counted(now, 'key account')}`}`,
  nothing: 'no threshold of the key criteria brings the key accounts nearer to the target',
  result: (keyAccounts, way, moved, revenue) => {
    const who =
      way === 'tighten'
        ? `${formatCount(moved)} ${moved === 1 ? 'leaves' : 'leave'}, none joins`
        : `${formatCount(moved)} ${moved === 1 ? 'joins' : 'join'}, none leaves`;
    return `${counted(keyAccounts, 'key account')}: ${who}${revenue === null ? '' : `; ${revenue} of revenue`}`;
  },
  beside: (side, by) =>
    `${formatCount(by)} ${side === 'above' ? 'more' : 'fewer'} than asked for: customers with equal values stay together, or there are no others to move`,
  besideOther: (side) =>
    side === 'above' ? 'still above the target: there are no others to move' : 'still below the target',
  locked: 'the lines of relative tests are locked and stay where they are; --fresh moves them too',
  held: (count) =>
    `${counted(count, 'key account')} ${count === 1 ? 'is' : 'are'} held by an override or by stays_while: no threshold moves ${count === 1 ? 'it' : 'them'}`,
  stalesLock: 'the lock beside the criteria does not fit such a change: lock anew after it',
  write: (flags) => `to make one of them, add: ${flags}`,
  written: (file, version) => `written to "${file}", version ${version}`,
  failed: (names) =>
    `${counted(names.length, 'case')} of the criteria ${names.length === 1 ? 'comes' : 'come'} out otherwise now (${names.join('; ')}): put ${names.length === 1 ? 'it' : 'them'} right, and run keyaccounts check`,
  partOf: (file, criteria) => `"${file}" is a part of "${criteria}", and of whatever else names it`,
};

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
