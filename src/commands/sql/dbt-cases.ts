import type { Criteria } from '../../criteria/criteria.ts';
import { hasRelativeTests } from '../../criteria/per-criteria.ts';
import { UserError } from '../../errors.ts';
import { formatDay } from '../../fields/day.ts';
import { exactOf, powerOfTen } from '../../fields/exact.ts';
import { exactField, type Facts, factText } from '../../fields/facts.ts';
import type { Field } from '../../fields/field.ts';
import type { SqlOptions } from '../../sql/compile-sql.ts';
import { NO_CATEGORY, NO_CUT_POINTS } from '../../sql/lacks.ts';
import { fieldsRead, usedFacts } from '../../sql/used-facts.ts';
import type { ModelCase } from '../../sql/write-dbt.ts';
import { NONE_APPLIES } from '../../verdict/classify.ts';
import { type CaseResult, runCases } from '../../verdict/example.ts';
import { missingFields } from '../../verdict/missing-fields.ts';
import { criterionOf } from '../../verdict/verdict.ts';

/** The cases of criteria as rows for the tests of a model, and how many of them cannot be. */
export interface ModelCases {
  readonly cases: readonly ModelCase[];
  readonly leftOut: number;
}

/**
 * Makes rows of the cases, with the verdicts that the evaluator gives. Left out are those that the model could not decide
 * alike: by the day on which it runs, by the rank of a single customer, or by lines, which no case has. Throws a UserError where a case fails.
 */
export function modelCases(
  criteria: Criteria,
  { source, asOf, lock, cuts }: SqlOptions,
  today: number,
): ModelCases {
  const day = asOf.kind === 'day' ? asOf.day : null;
  const results = runCases(criteria, day ?? today, lock?.cuts);
  const failed = results.find(({ passed }) => !passed);
  if (failed !== undefined)
    throw new UserError(
      { en: `case "${failed.example.name}" fails`, zh: `案例“${failed.example.name}”未通过` },
      { en: 'keyaccounts check says why', zh: '原因请见 keyaccounts check' },
    );
  const isRanked = lock === null && cuts === null && hasRelativeTests(criteria);
  if (isRanked || source.lines.size > 0) return { cases: [], leftOut: results.length };
  const fields = fieldsRead(criteria, usedFacts(criteria));
  const dates = fields.filter(({ type }) => type === 'date').map(({ name }) => name);
  const timeless = results.filter(
    ({ example }) => day !== null || !dates.some((name) => example.customer.has(name)),
  );
  const cases = timeless.map((result, index) => {
    const { example, criteria: own } = result;
    const { facts, verdict } = result.customer!;
    const unit = unitOf(result, criteria);
    const id = factText(facts, criteria.idField.slot) ?? String(index + 1);
    const row = new Map<string, string | null>();
    for (const field of fields) {
      const column = source.columns.get(field.name)?.column ?? field.name;
      const format = source.columns.get(field.name)?.format ?? null;
      const told = format === null ? field : { ...field, formats: [format] };
      if (field === criteria.idField) row.set(column, id);
      else if (unit?.field === field.name) row.set(column, unit.name);
      else if (example.customer.has(field.name)) row.set(column, cellOf(told, facts, source.form));
    }
    const decided = verdict.kind === 'decided';
    const lacks = decided
      ? null
      : missingFields(verdict.lacks, facts, own).join('; ') ||
        (verdict === NONE_APPLIES ? NO_CATEGORY : NO_CUT_POINTS);
    return {
      name: example.name,
      row,
      expect: new Map([
        [criteria.idField.name, id],
        ['category', example.expect],
        ['criterion', criterionOf(verdict)],
        ['undetermined_because', lacks],
      ]),
    };
  });
  return { cases, leftOut: results.length - cases.length };
}

// A case of a unit's own criteria that does not name the unit.
function unitOf(
  { example, criteria: own }: CaseResult,
  company: Criteria,
): { readonly field: string; readonly name: string } | null {
  const { units } = company;
  if (units === null || own === company || example.customer.has(units.by.name)) return null;
  const found = [...units.criteria].find(([, unit]) => unit === own);
  return found === undefined ? null : { field: units.by.name, name: found[0] };
}

// What a column of the table would hold for the value.
function cellOf(field: Field, facts: Facts, form: SqlOptions['source']['form']): string | null {
  const { type, slot, formats, scale } = field;
  const number = facts.numbers[slot]!;
  switch (type) {
    case 'id':
    case 'text':
    case 'choice':
      return factText(facts, slot);
    case 'date':
      return Number.isNaN(number) ? null : formatDay(number);
    case 'flag':
      if (Number.isNaN(number)) return null;
      return form === 'text' ? (number === 1 ? 'yes' : 'no') : String(number === 1);
    case 'number':
    case 'money':
    case 'percent': {
      const decimal = exactField(facts, slot);
      if (decimal === null) return null;
      const value = exactOf(decimal);
      if (type !== 'percent') return String(value.mul(powerOfTen(-(scale ?? 0))));
      // Where both forms are told apart, what is above 1 is a percent.
      const isPercent = formats.includes('percent') && (formats.length === 1 || Math.abs(number) > 1);
      return String(isPercent ? value.mul(100) : value);
    }
  }
}
