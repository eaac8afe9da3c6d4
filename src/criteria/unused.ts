import type { Fact } from '../condition/fact.ts';
import { factsOfCondition } from '../condition/leaves.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import type { Source, Span } from '../text/source.ts';
import type { Wording } from '../text/wording.ts';
import type { Criteria } from './criteria.ts';
import { criteriaIn } from './per-criteria.ts';
import { decidingConditions, factsReadBy } from './reads.ts';
import { isWorked, type LineTable } from './tables.ts';

/**
 * Fields, derived values and scores that nothing depends on: no category, check, duty or unit of these criteria
 * needs them, not even through another value. Only what `file` itself declares is named: a file that extends
 * another need not use all of it.
 */
export function findUnused(criteria: Criteria, file: Source): Diagnostic[] {
  const needed = new Set([...namesNeeded(criteria), ...baseFields(criteria)]);
  const readers = readersOf(criteria);
  const declared: readonly Declared[] = [
    ...criteria.fields
      .filter(({ name, type }) => type !== 'id' && type !== 'text' && !REPORTED.has(name))
      .map(({ name, span }) => ({ kind: 'field', name, span }) as const),
    ...criteria.computed.map(({ kind, fact, span }) => ({ kind, name: fact.name, span })),
  ];
  const tables = criteria.tables
    .filter((table) => !isWorked(table) && table.span.source.name === file.name)
    .map(unusedTable);
  const found = declared
    .filter(({ name, span }) => span.source.name === file.name && !needed.has(name))
    .map((one) => describe(one, readers.get(one.name)));
  return [...tables, ...found];
}

function unusedTable({ name, span }: LineTable): Diagnostic {
  const message = { en: `nothing uses the table "${name}"`, zh: `没有任何地方用到表“${name}”` };
  const help = {
    en: `add a field such as revenue: { from: ${name}, sum: amount, within: 12 months }, or delete it`,
    zh: `请加一个字段，如 revenue: { from: ${name}, sum: amount, within: 12 months }，或删去该表`,
  };
  return { code: 'unused-name', severity: 'warning', message, help, at: span };
}

interface Declared {
  readonly kind: 'field' | 'derived' | 'score';
  readonly name: string;
  readonly span: Span;
}

// Reports, plans and ranked lists read these fields by name, whatever the criteria do with them.
const REPORTED: ReadonlySet<string> = new Set([
  'business_unit',
  'account_manager',
  'customer_name',
  'lost_reason',
  'revenue',
  'prior_revenue',
  'gross_profit',
  'prior_gross_profit',
  'quantity',
  'prior_quantity',
  'potential',
  'last_order',
  'on_time_rate',
]);

const KINDS: Readonly<Record<Declared['kind'], Wording>> = {
  field: { en: 'field', zh: '字段' },
  derived: { en: 'derived value', zh: '派生值' },
  score: { en: 'score', zh: '得分' },
};

function describe({ kind, name, span }: Declared, reader: string | undefined): Diagnostic {
  const what = KINDS[kind];
  const message =
    reader === undefined
      ? { en: `nothing uses the ${what.en} "${name}"`, zh: `没有任何地方用到${what.zh}“${name}”` }
      : {
          en: `the ${what.en} "${name}" is used only by "${reader}", which nothing uses`,
          zh: `${what.zh}“${name}”只被“${reader}”用到，而后者没有任何地方用到`,
        };
  const help = {
    en: 'name it in a criterion or a check, or delete it: the columns of the export stay in the output',
    zh: '请在标准或检查项中使用它，或把它删去：导出文件的各列仍会照样输出',
  };
  return { code: 'unused-name', severity: 'warning', message, help, at: span };
}

/** The names that decide, with those that reports, plans and lists ask for. */
export function namesInUse(criteria: Criteria): ReadonlySet<string> {
  return new Set([...namesNeeded(criteria), ...REPORTED, ...baseFields(criteria)]);
}

function baseFields({ report }: Criteria): string[] {
  return report.baseBy.filter(({ kind }) => kind !== 'lines').map(({ name }) => name);
}

/** The facts that some category, check, duty or unit needs, if only through another value. */
export function namesNeeded(criteria: Criteria): ReadonlySet<string> {
  const needed = new Set<string>();
  // A unit's criteria lie over the company's: what only a unit needs is needed.
  for (const own of criteriaIn(criteria)) {
    const computed = new Map(own.computed.map((one) => [one.fact.name, one]));
    const met = new Set<string>();
    const need = ({ name }: Fact): void => {
      if (met.has(name)) return;
      met.add(name);
      needed.add(name);
      const one = computed.get(name);
      if (one !== undefined) for (const part of factsReadBy(one)) need(part);
    };
    for (const fact of factsThatDecide(own)) need(fact);
  }
  return needed;
}

function* factsThatDecide(criteria: Criteria): Generator<Fact> {
  const { checks, cohorts, duties, units } = criteria;
  for (const condition of decidingConditions(criteria)) yield* factsOfCondition(condition, cohorts);
  for (const { expect } of checks) yield* factsOfCondition(expect, cohorts);
  if (duties.manager !== null) yield duties.manager;
  if (units !== null) yield units.by;
}

function readersOf(criteria: Criteria): Map<string, string> {
  const readers = new Map<string, string>();
  for (const one of criteria.computed)
    for (const { name } of factsReadBy(one)) if (!readers.has(name)) readers.set(name, one.fact.name);
  return readers;
}
