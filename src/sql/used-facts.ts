import type { Fact } from '../condition/fact.ts';
import { factsOfCondition, leavesOf } from '../condition/leaves.ts';
import type { Criteria, Derived, Score } from '../criteria/criteria.ts';
import { decidingConditions, factsReadBy, scoreFacts, scoresOf } from '../criteria/reads.ts';
import type { LineSum, LineTable } from '../criteria/tables.ts';
import type { Field } from '../fields/field.ts';
import { fieldsOfRules, type RowRules } from './row-rules.ts';

/** The slots of the facts that verdicts hang on, and of the scores that stand beside them. */
export function usedFacts(criteria: Criteria): ReadonlySet<number> {
  const used = new Set<number>();
  const computed = new Map(criteria.computed.map((one) => [one.fact.slot, one]));
  const use = ({ slot }: Fact): void => {
    if (used.has(slot)) return;
    used.add(slot);
    const one = computed.get(slot);
    if (one !== undefined) for (const fact of neededBy(one)) use(fact);
  };
  for (const condition of decidingConditions(criteria))
    for (const fact of factsOfCondition(condition, criteria.cohorts)) use(fact);
  for (const fact of scoreFacts(criteria)) use(fact);
  const { units } = criteria;
  if (units === null) return used;
  use(units.by);
  // Fields have the same slots in all layers, and what is calculated is compiled for each by itself.
  for (const unit of units.criteria.values())
    for (const slot of usedFacts(unit)) if (slot < criteria.fields.length) used.add(slot);
  return used;
}

/** The cohorts, by number, whose cut points verdicts hang on, and the scores that stand beside them. */
export function usedCohorts(criteria: Criteria): number[] {
  const tests = decidingConditions(criteria).flatMap((condition) =>
    leavesOf(condition).flatMap((leaf) => (leaf.kind === 'rank' ? [leaf.cohort] : [])),
  );
  const points = scoresOf(criteria).flatMap(({ factors }) =>
    factors.flatMap((factor) => (factor.points.kind === 'quantiles' ? [factor.points.cohort] : [])),
  );
  return [...new Set([...tests, ...points])];
}

/** The facts that a calculated one is made of, each once. */
export function neededBy(one: Derived | Score): Fact[] {
  return [...new Set(factsReadBy(one))];
}

/**
 * The fields that a query reads: those that verdicts hang on, those that tell which rows are customers, and those in which
 * a cell that cannot be read keeps the customer from being classified. A column that may be absent is not asked for where
 * nothing hangs on it.
 */
export function fieldsRead({ fields, input }: RowsOfFields, used: ReadonlySet<number>): Field[] {
  const ofRules = new Set(fieldsOfRules(input));
  return fields.filter(
    (field) => field.from === null && (used.has(field.slot) || ofRules.has(field) || isRead(field)),
  );
}

/** The fields of rows, and the rules by which rows are left out or kept. */
interface RowsOfFields {
  readonly fields: readonly Field[];
  readonly input: RowRules;
}

// A text is never wrong.
function isRead({ type, optional }: Field): boolean {
  return type === 'id' || (!optional && type !== 'text');
}

/** A table of lines with the fields that a query works out from it. */
export interface LinesUsed {
  readonly table: LineTable;
  readonly sums: readonly WorkedSum[];
}

/** A field, and how it is worked out. */
export interface WorkedSum {
  readonly field: Field;
  readonly sum: LineSum;
}

/** The tables from whose lines facts that are used are worked out. */
export function linesUsed({ tables, fields }: Criteria, used: ReadonlySet<number>): LinesUsed[] {
  return tables.flatMap((table) => {
    const sums = table.sums.flatMap((sum): WorkedSum[] => {
      const field = fields.find(({ name }) => name === sum.name)!;
      return used.has(field.slot) ? [{ field, sum }] : [];
    });
    return sums.length === 0 ? [] : [{ table, sums }];
  });
}

/** The fields of lines that a query reads: what values are worked out from, and what may keep a line from being counted. */
export function lineFieldsRead({ table, sums }: LinesUsed): Field[] {
  const needed = new Set<number>();
  for (const field of [table.customer, table.date, ...table.unique, ...sums.map(({ sum }) => sum.of)])
    if (field !== null) needed.add(field.slot);
  for (const { where } of sums.map(({ sum }) => sum))
    if (where !== null) for (const { slot } of factsOfCondition(where, [])) needed.add(slot);
  const ofRules = new Set(fieldsOfRules(table.input));
  return table.fields.filter(
    (field) =>
      (table.read.includes(field) && (needed.has(field.slot) || isRead(field))) || ofRules.has(field),
  );
}
