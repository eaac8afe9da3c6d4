import type { Cuts } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { bindFields } from '../fields/bind.ts';
import { customerReader } from '../fields/customer.ts';
import { createFacts, type Facts } from '../fields/facts.ts';
import type { RefuseRow, Table, TableRecord } from '../table/table.ts';
import type { Diagnostic, Report } from '../text/diagnostic.ts';
import { type Classifier, createClassifier } from './classify.ts';

/** How customers are looked at; they are opened afresh for every look. */
export interface LookOptions {
  readonly criteria: Criteria;
  /** Days since 1970-01-01. */
  readonly asOf: number;
  /** Opens the customers afresh. Null after a report. */
  readonly open: (refuse: RefuseRow) => Promise<Table | null>;
  readonly report: Report;
}

/** One way through the rows of the file. */
export interface Look {
  readonly table: Table;
  /** The company's criteria, whatever the unit of a customer. */
  readonly company: Classifier;
  /** The column of the customer id. */
  readonly idColumn: number;
  /** Reads a row and computes its facts. What it returns is filled again for the next row. */
  take(record: TableRecord): LookedAt;
}

/** A row with its facts, what is wrong with it, and the criteria that it is under. */
export interface LookedAt {
  readonly facts: Facts;
  readonly problems: readonly Diagnostic[];
  readonly criteria: Criteria;
  readonly classifier: Classifier;
}

/** Opens the customers with one set of cut points; null when the file as a whole cannot be read. */
export async function openLook(
  options: LookOptions,
  cuts: ReadonlyMap<Criteria, Cuts>,
  refuse: RefuseRow,
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
  const style = { decimal: criteria.decimal };
  const read = customerReader(criteria.fields, binding, header, style, facts, table.file);
  const classifiers = new Map([...cuts].map(([unit, own]) => [unit, createClassifier(unit, asOf, own)]));
  const company = classifiers.get(criteria)!;
  const units = criteria.units;
  const current = { facts, problems: NONE, criteria, classifier: company };
  return {
    table,
    company,
    idColumn: binding.columns[criteria.idField.slot]!,
    take(record) {
      current.problems = read(record.cells, record.line);
      if (units !== null) {
        const name = facts.texts[units.by.slot]!;
        current.criteria = (name === null ? undefined : units.criteria.get(name)) ?? criteria;
        current.classifier = classifiers.get(current.criteria)!;
      }
      current.classifier.compute(facts);
      return current;
    },
  };
}

const NONE: readonly Diagnostic[] = [];
