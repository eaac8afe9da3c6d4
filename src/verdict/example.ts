import { type Cuts, NO_CUTS } from '../condition/condition.ts';
import type { Case, Criteria } from '../criteria/criteria.ts';
import { criteriaIn } from '../criteria/per-criteria.ts';
import { customerReader } from '../fields/customer.ts';
import { createFacts } from '../fields/facts.ts';
import { madeRow } from '../table/csv-row.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { type Classifier, createClassifier } from './classify.ts';
import type { ClassifiedCustomer } from './classify-table.ts';
import { createExplainer, type Explanation } from './explain.ts';
import { standingOf } from './verdict.ts';

/** An example of the criteria file, classified. */
export interface CaseResult {
  readonly example: Case;
  readonly criteria: Criteria;
  readonly passed: boolean;
  /** Cells that do not fit their type; there is no verdict then. */
  readonly problems: readonly Diagnostic[];
  readonly customer: ClassifiedCustomer | null;
  /** Why it came out as it did; only where that is not what must be. */
  explain(): Explanation | null;
}

/**
 * Runs the examples of the criteria and those that its units add. `cuts` are the cut points of a customer file;
 * where there are none, relative tests of an example are missing. `asOf`: days since 1970-01-01.
 */
export function runCases(
  company: Criteria,
  asOf: number,
  cuts: ReadonlyMap<Criteria, Cuts> = new Map(),
): CaseResult[] {
  const [, ...units] = criteriaIn(company);
  const known = new Set(company.cases.map(({ span }) => span.start));
  const own = (unit: Criteria): readonly Case[] =>
    unit.cases.filter(
      ({ span }) => span.source.name !== company.idField.span.source.name || !known.has(span.start),
    );
  const all = new Map<Criteria, Cuts>(criteriaIn(company).map((one) => [one, cuts.get(one) ?? NO_CUTS]));
  const run = (example: Case, criteria: Criteria): CaseResult =>
    runCase(example, criteria, company, asOf, all);
  return [
    ...company.cases.map((example) => run(example, criteriaFor(example, company))),
    ...units.flatMap((unit) => own(unit).map((example) => run(example, unit))),
  ];
}

// A case that names its business unit is judged by that unit's criteria, as a row would be.
function criteriaFor(example: Case, company: Criteria): Criteria {
  const unit = company.units === null ? undefined : example.customer.get(company.units.by.name)?.text;
  return (unit === undefined ? undefined : company.units?.criteria.get(unit)) ?? company;
}

function runCase(
  example: Case,
  criteria: Criteria,
  company: Criteria,
  asOf: number,
  cuts: ReadonlyMap<Criteria, Cuts>,
): CaseResult {
  const { fields } = company;
  const cells = fields.map(({ name }) => example.customer.get(name)?.text ?? '');
  const facts = createFacts(company.slots);
  const binding = { columns: fields.map((_, index) => index) };
  const header = fields.map(({ name }) => name);
  const read = customerReader(fields, binding, header, company.input, facts, '');
  const record = madeRow(cells, '', 0);
  const problems = read(record).map((problem) => ({
    ...problem,
    code: 'bad-case' as const,
    message: {
      en: `case "${example.name}": ${problem.message.en.replace('column ', '')}`,
      zh: `案例“${example.name}”：${problem.message.zh.replace('列“', '“')}`,
    },
    at: spanOf(problem, example),
  }));
  const failed = { example, criteria, passed: false, problems, customer: null, explain: () => null };
  if (problems.length > 0) return failed;
  const classifier: Classifier = createClassifier(criteria, asOf, cuts.get(criteria)!);
  const verdict = classifier.judge(facts, null);
  const customer: ClassifiedCustomer = {
    record,
    facts,
    verdict,
    criteria,
    classifier,
    computed: verdict,
    override: null,
    previous: null,
    group: null,
  };
  const found = standingOf(verdict);
  return {
    ...failed,
    passed: found === example.expect,
    customer,
    explain: () => createExplainer(asOf, cuts, company)(customer, true),
  };
}

function spanOf(problem: Diagnostic, example: Case): Case['span'] {
  const column = problem.at.kind === 'cell' ? problem.at.column : null;
  return example.customer.get(column ?? '')?.span ?? example.span;
}
