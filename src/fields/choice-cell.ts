import { didYouMean } from '../text/suggest.ts';
import type { Problem } from './amount.ts';
import { foldName } from './fold.ts';
import { unknownCellHelp } from './unknown-cell.ts';

/** Compiles the reader of a choice: a declared value or one of its other spellings gives the declared value. */
export function choiceReader(
  values: ReadonlyMap<string, readonly string[]>,
): (text: string) => string | null | Problem {
  const find = finder(
    [...values].flatMap(([value, spellings]) =>
      [value, ...spellings].map((spelling) => [spelling, value] as const),
    ),
  );
  const expected = `one of ${[...values.keys()].join(', ')}`;
  // Each cell that cannot be read would be compared with all of them.
  const compared = values.size > MOST_COMPARED ? [] : [...values.keys()];
  return (text) => {
    const value = find(text);
    if (value !== undefined) return value;
    return { kind: 'problem', expected, help: unknownCellHelp(text) ?? didYouMean(text, compared) };
  };
}

const MOST_COMPARED = 1000;

/** Compiles the reader of a flag: 1 is yes, 0 is no. */
export function flagReader(): (text: string) => number | null | Problem {
  const find = finder(FLAGS);
  return (text) => {
    const value = find(text);
    return value !== undefined
      ? value
      : { kind: 'problem', expected: FLAG_WORDS, help: unknownCellHelp(text) };
  };
}

// Null is blank, undefined unknown. Cells repeat, so each spelling met is folded once.
function finder<T>(spellings: readonly (readonly [string, T])[]): (text: string) => T | null | undefined {
  const folded = new Map<string, T>();
  const met = new Map<string, T | null>([['', null]]);
  for (const [spelling, value] of spellings) {
    // The first to declare a spelling keeps it; exact spellings tell apart values that differ only in case.
    if (!met.has(spelling)) met.set(spelling, value);
    if (!folded.has(foldName(spelling))) folded.set(foldName(spelling), value);
  }
  return (text) => {
    const known = met.get(text);
    if (known !== undefined) return known;
    const name = foldName(text);
    const value = name === '' ? null : folded.get(name);
    if (value !== undefined && met.size < MOST_MET) met.set(text, value);
    return value;
  };
}

// As spreadsheets and people write them, in the languages of the exports that we know.
const YES = 'yes true 1 y t x on ✓ ✔ √ ja j wahr oui vrai sí si verdadero 是 真 有 对'.split(' ');
const NO = 'no false 0 n f off ✗ ✘ × nein falsch non faux falso 否 假 无 無 错'.split(' ');
const FLAGS: readonly (readonly [string, number])[] = [
  ...YES.map((text) => [text, 1] as const),
  ...NO.map((text) => [text, 0] as const),
];
const FLAG_WORDS = 'yes or no, true or false, 1 or 0, Y or N, 是 or 否';
const MOST_MET = 1000;
