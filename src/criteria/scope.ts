import type { Cohort, CutRule, Quantity } from '../condition/condition.ts';
import type { Fact } from '../condition/fact.ts';
import { isProblem, parseAmount } from '../fields/amount.ts';
import { parseDay } from '../fields/day.ts';
import { boundOf } from '../fields/facts.ts';
import type { Field } from '../fields/field.ts';
import type { Unit } from '../fields/value.ts';
import type { Code } from '../text/codes.ts';
import type { ReportDiagnostic } from '../text/diagnostic.ts';
import type { Span } from '../text/source.ts';
import { didYouMean } from '../text/suggest.ts';
import { type Node, scalarText } from './node.ts';

/** What names mean while a criteria file is compiled, and where its mistakes go. */
export interface Scope {
  readonly fields: readonly Field[];
  readonly facts: Map<string, Fact>;
  readonly cohorts: Cohort[];
  /** Derived values that may be meant as a number or as a ratio, so that amounts of both kinds suit them. */
  readonly quotients: Set<string>;
  /** Names that something has asked for. */
  readonly used: Set<string>;
  /** Fields with a value for each month, which are no facts. */
  readonly series: Set<string>;
  readonly report: ReportDiagnostic;
}

/** A scope in which nothing is known yet but the fields, which are added as they are compiled. */
export function openScope(fields: readonly Field[], report: ReportDiagnostic): Scope {
  return {
    fields,
    facts: new Map(),
    cohorts: [],
    quotients: new Set(),
    used: new Set(),
    series: new Set(),
    report,
  };
}

/** Reports an error, and gives the null that stands for what could not be made. */
export function complain(scope: Scope, code: Code, message: string, at: Span, help?: string): null {
  scope.report({ code, severity: 'error', message, help, at });
  return null;
}

/** The fact of a name, or null after a report. */
export function findFact(scope: Scope, name: string, at: Span): Fact | null {
  const fact = scope.facts.get(name);
  if (fact === undefined && scope.series.has(name))
    return complain(
      scope,
      'wrong-type',
      `"${name}" is a series: explain shows its months, and criteria take one value`,
      at,
      'add a field with one value: within: 12 months in place of every: month',
    );
  if (fact === undefined)
    return complain(scope, 'unknown-fact', `unknown fact "${name}"`, at, suggestFact(name, scope.facts));
  scope.used.add(name);
  return fact;
}

/** What a misspelt fact may mean; nothing where there are so many that each mistake would take long. */
export function suggestFact(name: string, facts: ReadonlyMap<string, Fact>): string | undefined {
  return facts.size > MOST_COMPARED ? undefined : didYouMean(name, facts.keys());
}

const MOST_COMPARED = 1000;

/** The place of a cohort in the list; equal cohorts are computed once. */
export function addCohort(scope: Scope, fact: Fact, per: Fact | null, cut: CutRule, span: Span): number {
  const key = JSON.stringify(cut);
  const known = scope.cohorts.findIndex(
    (cohort) => cohort.fact === fact && cohort.per === per && JSON.stringify(cohort.cut) === key,
  );
  if (known >= 0) return known;
  return scope.cohorts.push({ fact, per, cut, span }) - 1;
}

/** Reads an amount that suits a unit; null after a report. */
export function readQuantity(
  scope: Scope,
  node: Node | undefined,
  unit: Unit,
  name: string,
): Quantity | null {
  if (node?.kind !== 'scalar') return null;
  const { text, span } = node;
  if (unit === 'day') {
    const day = parseDay(text.trim());
    if (day !== null) return { ...boundOf(day, String(day)), unit, text };
    return complain(
      scope,
      'bad-date',
      `"${name}": expected a date such as 2026-06-30, found "${text}"`,
      span,
    );
  }
  if (unit === 'flag') {
    const flag = FLAGS.get(text.trim().toLowerCase());
    if (flag !== undefined) return { ...boundOf(flag, String(flag)), unit, text };
    return complain(scope, 'wrong-type', `"${name}": expected yes or no, found "${text}"`, span);
  }
  const amount = parseAmount(text);
  if (isProblem(amount))
    return complain(
      scope,
      'bad-amount',
      `"${name}": expected ${amount.expected}, found "${text}"`,
      span,
      amount.help,
    );
  const quantity: Quantity = { ...boundOf(amount.value, amount.decimal), unit, text };
  const mismatch = unitMismatch(amount.unit, unit);
  const eitherWay = amount.unit === 'percent' && unit === 'number' && scope.quotients.has(name);
  if (mismatch !== null && amount.value !== 0 && !eitherWay) {
    return complain(
      scope,
      'wrong-unit',
      `"${name}" is ${UNIT_WORDS[unit]}, found ${AMOUNT_WORDS[amount.unit]} "${text}"`,
      span,
      mismatch,
    );
  }
  if (unit === 'ratio' && amount.unit === 'plain' && Math.abs(amount.value) > 1) {
    const message = `"${name}" is a ratio: ${text} means ${amount.value * 100}%`;
    scope.report({
      code: 'ratio-without-percent',
      severity: 'warning',
      message,
      help: `write ${text}% or ${amount.value * 100}%`,
      at: span,
    });
  }
  return quantity;
}

/** Yes and no as criteria write them, in small letters. */
export const FLAGS: ReadonlyMap<string, number> = new Map([
  ...['yes', 'true', '1', 'y', '是'].map((text) => [text, 1] as const),
  ...['no', 'false', '0', 'n', '否'].map((text) => [text, 0] as const),
]);

/** Whether a key says yes; what is not there does not. */
export function saysYes(node: Node | undefined): boolean {
  return FLAGS.get(scalarText(node)?.toLowerCase() ?? 'no') === 1;
}

const UNIT_WORDS: Readonly<Record<Unit, string>> = {
  number: 'a plain number',
  money: 'money',
  ratio: 'a ratio',
  days: 'a number of days',
  day: 'a date',
  points: 'a score from 0 to 100',
  flag: 'yes or no',
};

const AMOUNT_WORDS = {
  plain: 'the number',
  percent: 'the percent',
  days: 'the time',
  money: 'the money',
} as const;

function unitMismatch(amount: 'plain' | 'percent' | 'days' | 'money', unit: Unit): string | null {
  switch (amount) {
    case 'plain':
      return null;
    case 'percent':
      return unit === 'ratio'
        ? null
        : 'write the amount without a percent sign, or compare a ratio such as a margin';
    case 'days':
      return unit === 'days' ? null : 'only days can be compared with a time; days_since(date) gives them';
    case 'money':
      return unit === 'money' ? null : 'only money fields can be compared with money';
  }
}
