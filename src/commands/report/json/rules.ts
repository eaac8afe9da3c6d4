import { printCondition } from '../../../condition/print.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import { conditionPhrases } from '../../../say/condition.ts';
import { changeJson } from '../../../say/criteria-change.ts';
import { leftOutJson } from '../../../say/run-json.ts';
import type { PortfolioModel } from '../sections/section.ts';

/** The criteria in words, those of each unit beside the company's. */
export function criteriaJson({ run, past }: PortfolioModel): object {
  const { criteria } = run;
  return {
    ...oneJson(criteria),
    file: run.criteriaFile,
    units: Object.fromEntries(
      [...(criteria.units?.criteria ?? [])].map(([name, own]) => [name, oneJson(own)]),
    ),
    changes_since_last_run: past?.since?.changes.map(changeJson) ?? null,
  };
}

function oneJson(criteria: Criteria): object {
  return {
    name: criteria.name,
    version: criteria.version,
    reason: criteria.reason,
    owner: criteria.owner,
    categories: criteria.categories.map(({ name, when, staysWhile }) => ({
      category: name,
      criteria:
        when.kind === 'otherwise'
          ? null
          : when.criteria.map(({ id, condition }) => ({
              id,
              words: printCondition(condition, criteria.cohorts, conditionPhrases('en')),
            })),
      stays_while:
        staysWhile === null ? null : printCondition(staysWhile, criteria.cohorts, conditionPhrases('en')),
    })),
    checks: criteria.checks.map(({ id, for: categories, duty, severity, expect }) => ({
      ...{ id, for: categories, duty, severity },
      words: printCondition(expect, criteria.cohorts, conditionPhrases('en')),
    })),
  };
}

/** The file that was read, and what is missing in it. */
export function dataJson({ portrait, run, past }: PortfolioModel): object {
  const { portfolio } = portrait;
  return {
    file: run.file,
    sha256: run.dataSha256,
    encoding: run.sheet === null ? run.encoding : null,
    delimiter: run.sheet === null ? run.delimiter : null,
    sheet: run.sheet,
    customers: portfolio.total.customers,
    rejected: run.rejected?.count ?? 0,
    ...leftOutJson(run.leftOut),
    undetermined: portfolio.undetermined.customers,
    lacks: Object.fromEntries([...portfolio.lacks].sort(([one], [other]) => (one < other ? -1 : 1))),
    book: past?.path ?? null,
  };
}
