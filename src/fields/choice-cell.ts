import { quoteYaml } from '../text/quote-yaml.ts';
import { nearestName } from '../text/suggest.ts';
import { listNames, type Wording } from '../text/wording.ts';
import type { Problem } from './amount.ts';
import { foldChoice, tidy } from './fold.ts';
import { fieldLine, unknownCellHelp, unknownLine } from './unknown-cell.ts';

/** Compiles the reader of a choice: a declared value or one of its other spellings gives the declared value. */
export function choiceReader(
  values: ReadonlyMap<string, readonly string[]>,
  field: string,
): (text: string) => string | null | Problem {
  const find = finder(
    [...values].flatMap(([value, spellings]) =>
      [value, ...spellings].map((spelling) => [spelling, value] as const),
    ),
  );
  const expected = {
    en: `one of ${[...values.keys()].join(', ')}`,
    zh: `${[...values.keys()].join('、')} 之一`,
  };
  return (text) => {
    const value = find(text);
    if (value !== undefined) return value;
    return {
      kind: 'problem',
      expected,
      helpFor: ({ misfits }) => unknownCellHelp(text) ?? spellingsHelp(text, misfits, values, field),
    };
  };
}

// One line for all spellings that are not declared: each behind the value that it resembles, or as a value of its own.
function spellingsHelp(
  cell: string,
  misfits: readonly string[],
  values: ReadonlyMap<string, readonly string[]>,
  field: string,
): Wording | undefined {
  const declared = new Map([...values].map(([value, spellings]) => [value, [...spellings]]));
  // Each cell that cannot be read would be compared with all of them.
  if (values.size > MOST_COMPARED || cell.length > LONGEST) return undefined;
  const unknown = misfits.filter((text) => text.length <= LONGEST && unknownCellHelp(text) === undefined);
  const texts = [...new Set(unknown.map(tidy))].slice(0, MOST_SPELLINGS);
  const own: string[] = [];
  for (const text of texts) {
    const nearest = nearestValue(text, values);
    if (nearest !== null) declared.get(nearest)!.push(text);
    else own.push(text);
  }
  for (const text of own) if (!declared.has(text)) declared.set(text, []);
  const map = [...declared].map(
    ([value, spellings]) => `${quoteYaml(value)}: [${spellings.map(quoteYaml).join(', ')}]`,
  );
  const line = fieldLine(field, `values: { ${map.join(', ')} }`);
  const nearest = nearestValue(tidy(cell), values);
  const meant = nearest === null ? '' : `did you mean "${nearest}"? `;
  const list = listNames(own);
  const move = own.length === 0 ? '' : ` (${list.en} as written, or put behind the value that is meant)`;
  return {
    en: `${meant}say what other spellings mean${move}, in the criteria: ${line}`,
    zh: `${nearest === null ? '' : `是不是“${nearest}”？`}请在标准文件中说明其他写法的含义${own.length === 0 ? '' : `（${list.zh} 可单独作为取值，也可移到所指的取值后面）`}：${line}`,
  };
}

// A misspelling begins as the word does: "inactive" is not "active".
function nearestValue(text: string, values: ReadonlyMap<string, unknown>): string | null {
  const first = foldChoice(text).charAt(0);
  return nearestName(
    text,
    [...values.keys()].filter((value) => foldChoice(value).charAt(0) === first),
  );
}

const MOST_COMPARED = 100;
const MOST_SPELLINGS = 50;
const LONGEST = 60;

/** Compiles the reader of a flag: 1 is yes, 0 is no. */
export function flagReader(field: string): (text: string) => number | null | Problem {
  const find = finder(FLAGS);
  return (text) => {
    const value = find(text);
    return value !== undefined
      ? value
      : {
          kind: 'problem',
          expected: FLAG_WORDS,
          helpFor: () => unknownCellHelp(text) ?? unknownLine(field, [tidy(text)]),
        };
  };
}

// Null is blank, undefined unknown. Cells repeat, so each spelling met is folded once.
function finder<T>(spellings: readonly (readonly [string, T])[]): (text: string) => T | null | undefined {
  const folded = new Map<string, T>();
  const met = new Map<string, T | null>([['', null]]);
  for (const [spelling, value] of spellings) {
    // The first to declare a spelling keeps it; exact spellings tell apart values that differ only in case.
    if (!met.has(spelling)) met.set(spelling, value);
    if (!folded.has(foldChoice(spelling))) folded.set(foldChoice(spelling), value);
  }
  return (text) => {
    const known = met.get(text);
    if (known !== undefined) return known;
    const name = foldChoice(text);
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
const FLAG_WORDS = {
  en: 'yes or no, true or false, 1 or 0, Y or N, 是 or 否',
  zh: 'yes 或 no、true 或 false、1 或 0、Y 或 N、是 或 否',
};
const MOST_MET = 1000;
