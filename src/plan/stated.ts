import { type Node, scalarText } from '../criteria/node.ts';
import { type Amount, isProblem, parseAmount } from '../fields/amount.ts';
import { type Day, parseDay } from '../fields/day.ts';
import { tidy } from '../fields/fold.ts';
import type { ReportDiagnostic } from '../text/diagnostic.ts';
import { didYouMean } from '../text/suggest.ts';
import { parsePeriod } from './period.ts';
import type { Period, Stated } from './plan.ts';

/** The text of a key; null when it is empty, and after a report when it is a list or map. */
export function textIn(node: Node | undefined, key: string, report: ReportDiagnostic): Stated<string> | null {
  if (node === undefined) return null;
  if (node.kind !== 'scalar') return refuse(node, key, 'text', report);
  const text = tidy(scalarText(node) ?? '');
  return text === '' ? null : { value: text, span: node.span };
}

/** The day of a key; null when it is empty, and after a report when it is no date. */
export function dayIn(node: Node | undefined, key: string, report: ReportDiagnostic): Stated<Day> | null {
  return readIn(node, key, parseDay, 'a date such as 2026-09-30', report);
}

/** The period of a key: a year, a half, months; null when it is empty, and after a report when it is none. */
export function periodIn(
  node: Node | undefined,
  key: string,
  report: ReportDiagnostic,
): Stated<Period> | null {
  return readIn(node, key, parsePeriod, 'a period such as 2026-07..2027-06, 2027 or 2026-H2', report);
}

/** The amount of a key, in any unit but days; null when it is empty, and after a report when it is none. */
export function amountIn(
  node: Node | undefined,
  key: string,
  report: ReportDiagnostic,
): Stated<Amount> | null {
  return readIn(node, key, parsePlainAmount, 'an amount such as 5m, 500万 or 15%', report);
}

/** The money of a key, in the file's; null when it is empty, and after a report when it is a percent or no amount. */
export function moneyIn(
  node: Node | undefined,
  key: string,
  report: ReportDiagnostic,
): Stated<number> | null {
  const read = (text: string): number | null => {
    const amount = parsePlainAmount(text);
    return amount === null || amount.unit === 'percent' ? null : amount.value;
  };
  return readIn(node, key, read, 'an amount such as 5m or 500万', report);
}

/** One of some words; `synonyms` are other words for them. */
export function choiceIn<T extends string>(
  node: Node | undefined,
  key: string,
  words: readonly T[],
  synonyms: Readonly<Record<string, T>>,
  report: ReportDiagnostic,
): Stated<T> | null {
  const found = textIn(node, key, report);
  if (found === null) return null;
  const word = found.value.toLowerCase();
  const value = words.find((one) => one === word) ?? new Map(Object.entries(synonyms)).get(word);
  if (value !== undefined) return { value, span: found.span };
  report({
    code: 'bad-plan-value',
    severity: 'error',
    message: `"${key}": expected ${words.join(', ')}, found "${found.value}"`,
    help: didYouMean(found.value, words),
    at: found.span,
  });
  return null;
}

/** Other words for the state of an issue. */
export const ISSUE_STATES: Readonly<Record<string, 'open' | 'closed'>> = {
  'in progress': 'open',
  未解决: 'open',
  未关闭: 'open',
  处理中: 'open',
  进行中: 'open',
  done: 'closed',
  solved: 'closed',
  resolved: 'closed',
  已解决: 'closed',
  已关闭: 'closed',
  已完成: 'closed',
};

function parsePlainAmount(text: string): Amount | null {
  const amount = parseAmount(text);
  return isProblem(amount) || amount.unit === 'days' ? null : amount;
}

function readIn<T>(
  node: Node | undefined,
  key: string,
  read: (text: string) => T | null,
  expected: string,
  report: ReportDiagnostic,
): Stated<T> | null {
  const found = textIn(node, key, report);
  if (found === null) return null;
  const value = read(found.value);
  return value === null ? refuse(node!, key, expected, report) : { value, span: found.span };
}

function refuse(node: Node, key: string, expected: string, report: ReportDiagnostic): null {
  const found = node.kind === 'scalar' ? `"${node.text}"` : `a ${node.kind}`;
  const message = `"${key}": expected ${expected}, found ${found}`;
  report({ code: 'bad-plan-value', severity: 'error', message, at: node.span });
  return null;
}
