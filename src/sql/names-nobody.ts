import type { NoCustomer } from '../criteria/no-customer.ts';
import { SHORTENED_ID } from '../fields/text-cell.ts';
import { NOBODY_WORDS } from '../fields/unknown-cell.ts';
import { LABEL_PATTERNS, labelKey } from '../table/row-label.ts';
import { escapePattern } from '../text/escape-pattern.ts';
import { anyOf, type Branch, call, choose, matches, SQL_FALSE, SQL_TRUE, type Sql, textOf } from './tree.ts';

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

/** Whether a spreadsheet shortened an id. */
export function isShortened(id: Sql): Sql {
  return matches(id, `^\\s*${SHORTENED_ID}\\s*$`);
}

/** Whether an id is blank, was shortened, or names no customer; `isKept` are rows of which criteria say that they are customers. */
export function isNobody(id: Sql, isKept: Sql | null): Sql {
  const all = KINDS.flatMap((kind) => PATTERNS[kind]);
  return choose(
    [
      plainBranch(id),
      { if: anyOf([call('is_blank', id), isShortened(id)]), gives: SQL_TRUE },
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
  return matches(keyOfText(id, ALL_PATTERNS), ...patterns.map((one) => `^\\s*(?:${one})\\s*$`));
}

const ALL_PATTERNS = Object.values(PATTERNS).flat();

/** A text without width and case, as far as it is compared with others: with these, or with patterns. */
export function keyOfText(text: Sql, others: readonly string[]): Sql {
  const signs = [
    ...new Set([...WIDE, ...others.flatMap((other) => [...other.toUpperCase()]), ...CAPITALS]),
  ].filter((sign) => labelKey(sign) !== sign);
  return call('label_key', text, textOf(signs.join('')), textOf(signs.map(labelKey).join('')));
}

const WIDE = ['\u3000', ...Array.from({ length: 94 }, (_, index) => String.fromCharCode(0xff01 + index))];
const CAPITALS = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZİ'];
