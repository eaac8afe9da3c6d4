import { formatCount } from '../../../output/numbers.ts';
import type { DiffWords } from './words.ts';

/** Comparisons in English. */
export const diffEn: DiffWords = {
  title: 'Who would move',
  headings: {
    changes: 'What changed in the criteria',
    matrix: 'From (rows) to (columns)',
    movements: 'Who moves',
    units: 'By business unit',
    managers: 'By account manager',
    near: 'Near misses',
    gates: 'Limits',
  },
  labels: {
    customers: 'customers',
    against: 'compared with',
    criteria: 'criteria',
    asOf: 'as of',
    keyAccounts: 'key accounts',
    cutPoints: 'cut points',
  },
  columns: {
    change: 'change',
    from: 'from',
    customer: 'customer',
    move: 'move',
    revenue: 'revenue',
    profit: 'gross profit',
    manager: 'account manager',
    unit: 'business unit',
    why: 'why',
    moved: 'moved',
    toKey: 'become key',
    fromKey: 'leave key',
    keyBefore: 'key before',
    keyAfter: 'key after',
    missing: 'just short of',
  },
  standing: (standing, category) =>
    standing === 'undetermined' ? 'undetermined' : standing === 'absent' ? 'not there' : category(standing),
  arrow: (from, to) => `${from} → ${to}`,
  headline: (toKey, fromKey, moved, revenue, profit) => {
    const keys = [
      toKey > 0 ? `${counted(toKey, 'customer')} ${toKey === 1 ? 'becomes' : 'become'} key` : '',
      fromKey > 0
        ? `${toKey > 0 ? formatCount(fromKey) : counted(fromKey, 'customer')} ${fromKey === 1 ? 'leaves' : 'leave'} key`
        : '',
    ].filter((part) => part !== '');
    const all = `${counted(moved, 'customer')} ${moved === 1 ? 'moves' : 'move'}`;
    const head = keys.length === 0 ? `${all}, none to key or from it` : keys.join(', ');
    const others = moved - toKey - fromKey;
    const rest =
      keys.length > 0 && others > 0
        ? `${formatCount(others)} ${others === 1 ? 'other moves' : 'others move'}`
        : '';
    const amounts = [
      revenue === null ? '' : `${revenue} of revenue`,
      profit === null ? '' : `${profit} of gross profit`,
    ].filter((part) => part !== '');
    const money = amounts.length > 0 ? `${amounts.join(' and ')}${moved === 1 ? '' : ' in all'}` : '';
    return [head, rest, money].filter((part) => part !== '').join('; ');
  },
  nothingMoves: 'nobody moves',
  overLoad: (managers, most) =>
    `${counted(managers.length, 'account manager')} ${managers.length === 1 ? 'goes' : 'go'} over ${managers.length === 1 ? 'the' : 'their'} load of ${formatCount(most)} key accounts: ${listed(managers)}`,
  overCapacity: (keyAccounts, capacity) =>
    `${formatCount(keyAccounts)} key accounts would be ${formatCount(keyAccounts - capacity)} more than the capacity of ${formatCount(capacity)}`,
  rejected: (before, after, file) => {
    const parts = [
      before > 0 ? `${counted(before, 'row')} of the older export` : '',
      after > 0 ? `${counted(after, 'row')} of the newer export` : '',
    ].filter((part) => part !== '');
    return `${parts.join(' and ')} could not be read and ${before + after === 1 ? 'was' : 'were'} written to "${file}": who stands in ${before + after === 1 ? 'it' : 'them'} is not compared, as far as the id can be read`;
  },
  noChanges: 'the criteria mean the same',
  onlyPlain: 'nothing changed on which a category hangs',
  added: (path, value) => `${path}: added ${value}`,
  removed: (path, value) => `${path}: removed ${value}`,
  changed: (path, from, to) => `${path}: ${from} → ${to}`,
  inUnits: (units) => `only in ${units}`,
  cause: {
    new: 'new in the export',
    gone: 'no longer in the export',
    data: (fields) => `own data: ${fields}`,
    field: (name, from, to) => `${name} ${from} → ${to}`,
    change: (number) => `criteria change ${number}`,
    peers: (lines) => `others moved the line: ${lines}`,
    line: (fact, group, from, to) => `${fact}${group === '' ? '' : ` in ${group}`} ${from} → ${to}`,
    peersAlone: 'others moved the line',
    calendar: (from, to) => `calendar: ${from} → ${to}`,
    override: (author, reason) => `override by ${author}: ${reason}`,
    overrideEnded: 'an override ended',
    together: (parts) => `together: ${parts.join(' + ')}`,
    either: (parts) => `each alone: ${parts.join('; ')}`,
  },
  nobody: 'none',
  more: (count) => `… and ${formatCount(count)} more; --verbose shows all, --format json has every one`,
  near: (test, value) => `${test}, has ${value}`,
  nearTitle: (count) =>
    `${counted(count, 'customer')} ${count === 1 ? 'is' : 'are'} now within 5% of becoming key, and ${count === 1 ? 'was' : 'were'} not before`,
  gate: ({ kind, limit, found, passed }) => {
    switch (kind) {
      case 'max-moves':
        return passed
          ? `--max-moves: ${formatCount(found)} of at most ${formatCount(limit)}`
          : `--max-moves: ${counted(found, 'customer')} move, at most ${formatCount(limit)} may`;
      case 'max-key':
        return passed
          ? `--max-key: ${formatCount(found)} of at most ${formatCount(limit)}`
          : `--max-key: ${counted(found, 'key account')}, at most ${formatCount(limit)} may be`;
      case 'no-key-lost':
        return passed
          ? '--no-key-lost: no key account is lost'
          : `--no-key-lost: ${counted(found, 'key account')} would no longer be one`;
    }
  },
  moves: (count, toKey, fromKey) =>
    count === 0
      ? 'moves nobody'
      : `moves ${counted(count, 'customer')}: ${formatCount(toKey)} to key, ${formatCount(fromKey)} from key`,
  allMoves: (count) => `all ${formatCount(count)} movements`,
  noBook: 'no book: stays_while plays no part',
};

// A sentence names the first; the table has them all.
function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  const first = names.slice(0, MOST_NAMED).join(', ');
  return more > 0 ? `${first} and ${formatCount(more)} more` : first;
}

const MOST_NAMED = 10;

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}
