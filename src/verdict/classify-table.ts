import type { Cuts } from '../condition/condition.ts';
import type { CategoryName, Criteria } from '../criteria/criteria.ts';
import { type CohortCollector, collectCohorts, NO_CUTS } from '../facts/cohort.ts';
import { cohortDepth } from '../facts/cohort-depth.ts';
import { bindFields } from '../fields/bind.ts';
import { customerReader } from '../fields/customer.ts';
import { createFacts, type Facts } from '../fields/facts.ts';
import type { Table, TableRecord } from '../table/table.ts';
import type { Diagnostic, Report } from '../text/diagnostic.ts';
import { type Classifier, createClassifier } from './classify.ts';
import type { Verdict } from './verdict.ts';

/** One customer with its verdict. `facts` holds this customer only until the next one. */
export interface ClassifiedCustomer {
  readonly record: TableRecord;
  readonly facts: Facts;
  readonly verdict: Verdict;
  /** The criteria that decided: the company's, or those of the customer's business unit. */
  readonly criteria: Criteria;
  /** What decided: it can be asked again with other facts. */
  readonly classifier: Classifier;
}

export interface ClassifyOptions {
  readonly criteria: Criteria;
  /** Days since 1970-01-01. */
  readonly asOf: number;
  /** Opens the customers afresh: they are looked at more than once. Null after a report. */
  readonly open: (refuse: Refuse) => Promise<Table | null>;
  readonly report: Report;
  /** A row that is not classified: why, and its own text. */
  readonly refuse: Refuse;
  /** A customer's category in the book, by id; without a book nobody has one. */
  readonly previous?: (id: string) => CategoryName | null;
}

export type Refuse = (problem: Diagnostic, text: string) => void;

export interface CheckedCustomers {
  readonly table: Table;
  readonly customers: number;
  /** The cut points of the company's criteria and of each unit's. */
  readonly cuts: ReadonlyMap<Criteria, Cuts>;
  /** Every customer that can be read, in the order of the file. */
  classify(): AsyncIterable<ClassifiedCustomer>;
}

/**
 * Looks at every row once, so that all that is wrong is known before anything is decided, and finds the cut
 * points; then gives the verdicts in a second look. Null when the file as a whole cannot be read.
 */
export async function checkCustomers(options: ClassifyOptions): Promise<CheckedCustomers | null> {
  const { criteria } = options;
  const units = [criteria, ...(criteria.units?.criteria.values() ?? [])];
  const refused = new Set<number>();
  const lines = new Map<string, number>();
  let cuts = new Map<Criteria, Cuts>(units.map((unit) => [unit, NO_CUTS]));
  let checked: Table | null = null;
  const rounds = 1 + Math.max(0, ...units.map(cohortDepth));
  for (let round = 0; round < rounds; round += 1) {
    const first = round === 0;
    const collectors = new Map<Criteria, CohortCollector>(
      units.map((unit) => [unit, collectCohorts(unit.cohorts)]),
    );
    const look = await openLook(options, cuts, first ? options.refuse : () => {}, first);
    if (look === null) return null;
    checked = look.table;
    for await (const { record, problems, criteria: own, facts } of look.rows()) {
      if (first) {
        const found = [...problems, ...identify(record, facts, criteria, look.table, lines)];
        for (const problem of found) options.refuse(problem, record.text);
        if (found.length > 0) refused.add(record.line);
      }
      if (refused.has(record.line)) continue;
      collectors.get(own)!.add(facts);
      if (own === criteria || criteria.cohorts.length === 0) continue;
      // A unit's customer is ranked among the company's customers too, by the company's facts.
      look.company.compute(facts);
      collectors.get(criteria)!.add(facts);
    }
    cuts = new Map(units.map((unit) => [unit, collectors.get(unit)!.cuts()]));
  }
  if (checked === null) return null;
  if (lines.size === 0) {
    options.report({
      code: 'no-customers',
      severity: 'error',
      message: 'the file has a header and no customers',
      help: 'check the filter of the export',
      at: { kind: 'file', file: checked.file },
    });
  }
  return {
    table: checked,
    customers: lines.size,
    cuts,
    async *classify() {
      const look = await openLook(options, cuts, () => {}, false);
      if (look === null) return;
      for await (const { record, facts, criteria: own, classifier } of look.rows()) {
        if (refused.has(record.line)) continue;
        const previous = options.previous?.(facts.texts[criteria.idField.slot]!) ?? null;
        const verdict = classifier.classify(facts, previous);
        yield { record, facts, verdict, criteria: own, classifier };
      }
    },
  };
}

interface Look {
  readonly table: Table;
  /** The company's criteria, whatever the unit of a customer. */
  readonly company: Classifier;
  rows(): AsyncIterable<LookedAt>;
}

interface LookedAt {
  readonly record: TableRecord;
  readonly facts: Facts;
  readonly problems: readonly Diagnostic[];
  readonly criteria: Criteria;
  readonly classifier: Classifier;
}

async function openLook(
  options: ClassifyOptions,
  cuts: ReadonlyMap<Criteria, Cuts>,
  refuse: Refuse,
  first: boolean,
): Promise<Look | null> {
  const { criteria, asOf } = options;
  const table = await options.open(refuse);
  if (table === null) return null;
  const header = table.header.cells;
  const { value: binding, diagnostics } = bindFields(criteria.fields, header, table.file, table.header.line);
  if (first) diagnostics.forEach(options.report);
  if (binding === null) return null;
  const facts = createFacts(criteria.slots);
  const read = customerReader(
    criteria.fields,
    binding,
    header,
    { decimal: criteria.decimal },
    facts,
    table.file,
  );
  const classifiers = new Map([...cuts].map(([unit, own]) => [unit, createClassifier(unit, asOf, own)]));
  return {
    table,
    company: classifiers.get(criteria)!,
    async *rows() {
      for await (const record of table.records) {
        const problems = read(record.cells, record.line);
        const unit = criteria.units === null ? null : facts.texts[criteria.units.by.slot]!;
        const own = (unit === null ? undefined : criteria.units?.criteria.get(unit)) ?? criteria;
        const classifier = classifiers.get(own)!;
        classifier.compute(facts);
        yield { record, facts, problems, criteria: own, classifier };
      }
    },
  };
}

function identify(
  record: TableRecord,
  facts: Facts,
  criteria: Criteria,
  table: Table,
  lines: Map<string, number>,
): Diagnostic[] {
  const at = { kind: 'cell', file: table.file, line: record.line, column: null } as const;
  const id = facts.texts[criteria.idField.slot]!;
  if (id === null) {
    const help = 'give the customer an id, or delete the row if it is a total or a comment';
    return [
      {
        code: 'missing-id',
        severity: 'error',
        message: `the row has no "${criteria.idField.name}"`,
        help,
        at,
      },
    ];
  }
  const known = lines.get(id);
  if (known !== undefined) {
    const message = `customer "${id}" stands in line ${known} already`;
    return [
      { code: 'duplicate-customer', severity: 'error', message, help: 'keep one row for each customer', at },
    ];
  }
  lines.set(id, record.line);
  return [];
}
