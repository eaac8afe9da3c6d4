import type { NoCustomer } from '../criteria/no-customer.ts';
import { NOBODY_WORDS } from '../fields/unknown-cell.ts';
import { LABEL_PATTERNS, labelKey } from '../table/row-label.ts';
import { escapePattern } from '../text/escape-pattern.ts';
import { type Branch, call, choose, matches, SQL_FALSE, SQL_TRUE, type Sql, textOf } from './tree.ts';

/** What makes an id name no customer, by the cell as a text, each in a test of its own; the first that says so counts. */
export function namesNobodyTests(id: Sql): readonly (readonly [NoCustomer, Sql])[] {
  return KINDS.map((kind, index) => {
    const before = KINDS.slice(0, index).map((other) => ({
      if: says(id, PATTERNS[other]),
      gives: SQL_FALSE,
    }));
    return [kind, choose([plainBranch(id), ...before], says(id, PATTERNS[kind]))];
  });
}

/** Whether an id is blank or names no customer; `isKept` are rows of which criteria say that they are customers. */
export function isNobody(id: Sql, isKept: Sql | null): Sql {
  const all = KINDS.flatMap((kind) => PATTERNS[kind]);
  return choose(
    [
      plainBranch(id),
      { if: call('is_blank', id), gives: SQL_TRUE },
      ...(isKept === null ? [] : [{ if: isKept, gives: SQL_FALSE, comment: 'kept by the criteria' }]),
    ],
    says(id, all),
  );
}

const KINDS = ['total', 'note', 'blank'] as const;
const PATTERNS: Readonly<Record<NoCustomer, readonly string[]>> = {
  total: LABEL_PATTERNS.total,
  note: [LABEL_PATTERNS.note.join('|')],
  blank: [[...NOBODY_WORDS].map(escapePattern).join('|')],
};

// Nearly every id has a digit behind its first sign, and none of these is a label.
function plainBranch(id: Sql): Branch {
  return {
    if: matches(id, "^ *[!-')-~][0-9]"),
    gives: SQL_FALSE,
    comment: 'no total, no note of a program, and no word for none',
  };
}

function says(id: Sql, patterns: readonly string[]): Sql {
  const [from, to] = [WIDE_AND_LARGE, WIDE_AND_LARGE.map(labelKey)].map((signs) => textOf(signs.join('')));
  return matches(call('label_key', id, from!, to!), ...patterns.map((one) => `^\\s*(?:${one})\\s*$`));
}

// What is compared without width and case, of the signs that labels have.
const WIDE_AND_LARGE: readonly string[] = [
  ...new Set([
    ...Array.from({ length: 94 }, (_, index) => String.fromCharCode(0xff01 + index)),
    '\u3000',
    ...Object.values(PATTERNS)
      .flat()
      .flatMap((pattern) => [...pattern.toUpperCase()]),
    ...'ABCDEFGHIJKLMNOPQRSTUVWXYZİ',
  ]),
].filter((sign) => labelKey(sign) !== sign);
