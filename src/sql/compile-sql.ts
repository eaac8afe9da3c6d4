import type { LockedCuts } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import type { Lock } from '../criteria/lock/lock.ts';
import { scoreFacts } from '../criteria/reads.ts';
import { groupBy } from '../group-by.ts';
import { type Checked, type Diagnostic, hasErrors } from '../text/diagnostic.ts';
import { nameCutTests, tableCutColumns } from './cuts-table.ts';
import type { SqlDialect } from './dialect.ts';
import { type CustomerSource, compileFieldSteps, type FieldSteps } from './field-steps.ts';
import { compileLayer, type FindCuts, type LayerOptions, type LayerSteps } from './layer.ts';
import { type Names, openNames } from './quote.ts';
import { findCutColumns, knownCutColumns, refuseParts } from './ranks.ts';
import { type RefuseSql, refuseInto } from './refuse-sql.ts';
import {
  allOf,
  call,
  chain,
  choose,
  column,
  compare,
  double,
  doubles,
  isNull,
  isThere,
  type NextStep,
  NULL,
  type Query,
  SQL_FALSE,
  SQL_TRUE,
  type Sql,
  type SqlColumn,
  type Step,
  textOf,
  whole,
  withoutUnread,
} from './tree.ts';
import { usedFacts } from './used-facts.ts';
import { compilePossibleVerdicts, type PossibleVerdict } from './verdict.ts';

/** How criteria become SQL. */
export interface SqlOptions {
  readonly dialect: SqlDialect;
  readonly source: CustomerSource;
  /** The as-of date: a day. */
  readonly asOf: Sql;
  /** Cut points that are known, from a lock that fits the criteria; null has the query find all of them. */
  readonly lock: KnownCuts | null;
  /** The table that holds the cut points which the lock does not, as `compileCuts` gives them; null has them found. */
  readonly cuts: readonly string[] | null;
}

/** The cut points of a lock, by layer of the criteria, and its tests with their groups. */
export interface KnownCuts {
  readonly cuts: ReadonlyMap<Criteria, LockedCuts>;
  readonly lock: Pick<Lock, 'cohorts'>;
}

/** Compiles criteria to the query that classifies a table; what cannot be said exactly is an error in its place. */
export function compileSql(criteria: Criteria, options: SqlOptions): Checked<Query> {
  const { read, steps, verdicts, pick, diagnostics } = compileSteps(criteria, options, (own, scope) =>
    knownOrFound(own, scope, options),
  );
  const columns = resultColumns(criteria, read, verdicts, pick, openNames(options.dialect));
  const value: Query = {
    table: options.source.table,
    steps,
    result: [{ columns, keeps: false, from: steps.at(-1)!.name }],
  };
  return { value: hasErrors(diagnostics) ? null : value, diagnostics };
}

/** All steps of criteria, up to the verdict beside each customer. */
export interface CriteriaSteps {
  readonly read: FieldSteps;
  readonly steps: readonly Step[];
  /** The names that steps and columns have so far. */
  readonly names: Names;
  readonly verdicts: Verdicts;
  /** The criteria of the company, and then those of its units. */
  readonly layers: readonly CompiledLayer[];
  /** What the criteria of a customer's own unit say, else those of the company. */
  readonly pick: (of: (one: CompiledLayer) => Sql) => Sql;
  readonly diagnostics: readonly Diagnostic[];
}

/** What is known of a layer whose cut points are asked for. */
export interface CutScope extends Pick<LayerOptions, 'names' | 'counts' | 'refuse'> {
  /** Null is the company. */
  readonly unit: string | null;
}

/** Compiles the steps that read fields, calculate and decide; `findCuts` is asked how each layer knows its cut points. */
export function compileSteps(
  criteria: Criteria,
  { dialect, source, asOf }: SqlOptions,
  findCuts: (own: Criteria, scope: CutScope) => FindCuts,
): CriteriaSteps {
  const diagnostics: Diagnostic[] = [];
  const refuse = refuseInto(diagnostics);
  refuseGroups(criteria, refuse);
  const names = openNames(dialect);
  const read = compileFieldSteps(criteria, source, asOf, names, refuse);
  const by = criteria.units === null ? null : read.known.get(criteria.units.by.slot)!.value;
  const compile = (own: Criteria, unit: string | null): CompiledLayer => {
    const isOwn = by === null || unit === null ? SQL_TRUE : compare(by, '=', textOf(unit));
    const counts = allOf([isNull(read.unreadable), isOwn]);
    const layer = compileLayer(own, {
      dialect,
      asOf,
      fields: read.known,
      used: usedFacts(own),
      names,
      refuse,
      counts,
      previous: read.previous,
      findCuts: findCuts(own, { unit, names, counts, refuse }),
    });
    return {
      criteria: own,
      layer,
      isOwn,
      possible: compilePossibleVerdicts(layer.categories, layer.lacks, names.claim),
    };
  };
  const company = compile(criteria, null);
  const units = [...(criteria.units?.criteria ?? [])].map(([name, unit]) => compile(unit, name));
  const layers = [company, ...units];
  const pick = (of: (one: CompiledLayer) => Sql): Sql =>
    choose(
      units.map((one) => ({ if: one.isOwn, gives: of(one) })),
      of(company),
    );
  const verdicts = numberVerdicts(layers, read, pick, names);
  return {
    read,
    names,
    layers,
    verdicts,
    pick,
    steps: chain([
      ...read.tables,
      ...read.lines.flatMap((lines) => withoutUnread(lines.steps)),
      ...withoutUnread(read.steps),
      ...layers.flatMap(({ layer }) => layer.steps),
      ...verdicts.steps,
    ]),
    diagnostics,
  };
}

/** The criteria of the company or of a unit, and whether a customer is under them. */
export interface CompiledLayer {
  readonly criteria: Criteria;
  readonly layer: LayerSteps;
  readonly isOwn: Sql;
  readonly possible: readonly PossibleVerdict[];
}

/** The steps that find each customer's verdict, and what that says. */
interface Verdicts {
  readonly steps: readonly NextStep[];
  readonly category: Sql;
  readonly criterion: Sql;
  readonly because: Sql;
}

/**
 * Numbers all possible verdicts, so that conditions are asked one after the other until one holds, once for the whole verdict; what
 * is missing is looked for among those alone of whom something is.
 */
function numberVerdicts(
  layers: readonly CompiledLayer[],
  { unreadable }: FieldSteps,
  pick: (of: (one: CompiledLayer) => Sql) => Sql,
  names: Names,
): Verdicts {
  const name = names.claim('verdict');
  const own = column(name);
  const all = layers.flatMap(({ possible }) => possible);
  const numbers = new Map(all.map((verdict, index) => [verdict, whole(BigInt(index + 1))]));
  const isOne = (of: readonly PossibleVerdict[]): Sql => {
    const values = of.map((verdict) => numbers.get(verdict)!);
    return values.length === 1 ? compare(own, '=', values[0]!) : { kind: 'in', of: own, values, among: true };
  };
  const found = pick(({ possible }) =>
    choose(
      possible.slice(0, -1).map((verdict) => ({
        if: verdict.when,
        gives: numbers.get(verdict)!,
        comment: verdict.comment,
      })),
      numbers.get(possible.at(-1)!)!,
    ),
  );
  const open = all.flatMap((verdict): SqlColumn[] => {
    if (verdict.open === null) return [];
    const value = choose([{ if: isOne([verdict]), gives: verdict.open.value }], null);
    return [{ ...verdict.open, value }];
  });
  const firsts = all.flatMap((verdict) =>
    verdict.firsts.map(({ name, value }) => ({
      name,
      value: choose([{ if: isOne([verdict]), gives: value }], null),
    })),
  );
  const say = (of: (verdict: PossibleVerdict) => Sql): Sql => {
    const said = all.filter((verdict) => of(verdict) !== NULL);
    const same = groupBy(said, (verdict) => JSON.stringify(of(verdict)));
    return choose(
      [...same.values()].map((alike) => ({ if: isOne(alike), gives: of(alike[0]!) })),
      null,
    );
  };
  const because = say((verdict) => verdict.because);
  return {
    steps: [
      {
        name: names.claim('verdicts'),
        comment:
          'which of all that may be found out about a customer comes first; NULL where a cell cannot be read',
        keeps: true,
        columns: [{ name, value: choose([{ if: isThere(unreadable), gives: NULL }], found) }],
      },
      {
        name: names.claim('outcomes'),
        comment: 'where something is missing, whether each criterion holds; NULL where it cannot be said',
        keeps: true,
        columns: open,
      },
      {
        name: names.claim('firsts'),
        comment: 'of all places where the same may be missing, the first where it is',
        keeps: true,
        columns: firsts,
      },
    ],
    category: say((verdict) => verdict.category),
    criterion: say((verdict) => verdict.criterion),
    because: choose([{ if: isThere(unreadable), gives: unreadable }], because),
  };
}

/** Cut points that a lock or a table holds, and else those of the customers themselves. */
export function knownOrFound(
  own: Criteria,
  { unit, names, counts, refuse }: CutScope,
  { dialect, lock, cuts: table }: SqlOptions,
): FindCuts {
  const testOf = nameCutTests(own, unit);
  return (index, ranked, group) => {
    const cohort = own.cohorts[index]!;
    const held = lockedGroups(own, index, lock);
    if (held !== null) return knownCutColumns(cohort, held, group, names);
    refuseParts(cohort, refuse);
    if (table !== null) return tableCutColumns(table, testOf(cohort), cohort, group, names);
    const { fact, span } = cohort;
    if (group === null && !dialect.ranksAll)
      refuse(
        {
          en: `"${fact.name}" is ranked among all customers, which takes ${dialect.title} a single task`,
          zh: `“${fact.name}”在全部客户中排名，在 ${dialect.title} 中只能由单个任务完成`,
        },
        {
          en: 'read the cut points from a table with --cuts, hold them with keyaccounts lock, or rank within groups: per: business_unit',
          zh: '请用 --cuts 从表中读取分界值，或用 keyaccounts lock 锁定，或分组排名：per: business_unit',
        },
        span,
      );
    return findCutColumns(cohort, ranked, group, counts, names);
  };
}

// What `classify` writes into CSV, in its order.
function resultColumns(
  criteria: Criteria,
  { id, unreadable, previous, override }: FieldSteps,
  { category, criterion, because }: Verdicts,
  pick: (of: (one: CompiledLayer) => Sql) => Sql,
  shown: Names,
): SqlColumn[] {
  const isSet = override === null ? SQL_FALSE : allOf([isNull(unreadable), isThere(override)]);
  const unlessSet = (value: Sql, instead: Sql): Sql =>
    override === null ? value : choose([{ if: isSet, gives: instead }], value);
  const columns: SqlColumn[] = [
    { name: shown.claim(criteria.idField.name), value: id },
    { name: shown.claim('category'), value: unlessSet(category, override ?? NULL) },
    ...(previous === null ? [] : [{ name: shown.claim('previous_category'), value: previous }]),
    {
      name: shown.claim('criterion'),
      value: unlessSet(criterion, textOf('override')),
    },
    {
      name: shown.claim('undetermined_because'),
      value: unlessSet(because, NULL),
    },
    ...(override === null ? [] : [{ name: shown.claim('computed_category'), value: category }]),
  ];
  for (const { name } of scoreFacts(criteria))
    columns.push({ name: shown.claim(name), value: shownScore(pick(({ layer }) => layer.value(name))) });
  return columns;
}

// The cut points of a test by group; null where the lock does not hold it.
function lockedGroups(
  criteria: Criteria,
  cohort: number,
  known: KnownCuts | null,
): ReadonlyMap<string, readonly number[]> | null {
  const cuts = known?.cuts.get(criteria);
  if (known === null || cuts === undefined || !cuts.has(cohort)) return null;
  const { fact, per } = criteria.cohorts[cohort]!;
  const same = known.lock.cohorts.filter((one) => one.fact === fact.name && one.per === (per?.name ?? null));
  const groups = per === null ? [''] : new Set(same.flatMap((one) => one.groups.map(({ group }) => group)));
  return new Map(
    [...groups].flatMap((group): [string, readonly number[]][] => {
      const found = cuts.find(cohort, group);
      return found === null ? [] : [[group, found]];
    }),
  );
}

// Rounded to two places, for people: what is compared is not rounded.
function shownScore(value: Sql): Sql {
  const rounded = call('floor', doubles(doubles(value, '*', double(100)), '+', double(0.5)));
  return doubles(rounded, '/', double(100));
}

// What is more than rows, each a customer.
function refuseGroups({ group }: Criteria, refuse: RefuseSql): void {
  if (group === null) return;
  refuse(
    { en: 'groups of companies cannot be said in SQL', zh: '集团客户无法用 SQL 表达' },
    { en: 'classify an export with keyaccounts classify', zh: '请用 keyaccounts classify 对导出文件分类' },
    group.by.span,
  );
}
