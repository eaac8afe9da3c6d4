import type { Cohort } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { cutRuleText, defineFacts } from '../criteria/lock/define-cohort.ts';
import type { Names } from './quote.ts';
import { type CutColumns, cutColumnsOf, cutCount, groupsOf } from './ranks.ts';
import { allOf, call, choose, compare, type Sql, textOf, whole } from './tree.ts';

/** What names a relative test in a table of cut points. */
export interface CutTest {
  /** The business unit whose criteria ask for it; empty for the company. */
  readonly unit: string;
  /** The test in words: "revenue top 20 per region". */
  readonly test: string;
  /** Stands for how the fact is defined: cut points of another definition are none. */
  readonly definition: string;
}

/** The columns of a table of cut points: a row for each cut point of each group. */
export const CUT_COLUMNS = {
  unit: 'unit',
  test: 'test',
  definition: 'definition',
  group: 'group_name',
  customers: 'customers',
  number: 'cut_number',
  point: 'cut_point',
} as const;

/** What names the tests of criteria, those of the company or of a unit, by their cohorts. */
export function nameCutTests(criteria: Criteria, unit: string | null): (cohort: Cohort) => CutTest {
  let definitions: ReadonlyMap<string, string> | null = null;
  return ({ fact, per, cut }) => {
    definitions ??= defineFacts(criteria);
    return {
      unit: unit ?? '',
      test: `${fact.name} ${cutRuleText(cut)}${per === null ? '' : ` per ${per.name}`}`,
      definition: definitions.get(fact.name)!,
    };
  };
}

/** Cut points that a table holds, as `compileCuts` gives them. */
export function tableCutColumns(
  table: readonly string[],
  test: CutTest,
  cohort: Cohort,
  group: Sql | null,
  names: Names,
): CutColumns {
  const { name } = cohort.fact;
  const comment = `the cut points of ${name} in ${groupsOf(cohort)}, from their table`;
  const point = call('to_double', read('point'));
  const cuts = Array.from({ length: cutCount(cohort) }, (_, index) => {
    const isOwn = compare(read('number'), '=', whole(BigInt(index + 1)));
    return call('max', choose([{ if: isOwn, gives: point }], null));
  });
  return cutColumnsOf(
    cohort,
    { read: { comment, table, where: isOfTest(test) }, group: read('group'), cuts },
    group,
    names.claim(`${name}_cuts`),
    names,
  );
}

/** Whether a row of a table of cut points is one of a test. */
export function isOfTest(test: CutTest): Sql {
  return allOf(
    (['unit', 'test', 'definition'] as const).map((what) => compare(read(what), '=', textOf(test[what]))),
  );
}

function read(what: keyof typeof CUT_COLUMNS): Sql {
  return { kind: 'source', name: CUT_COLUMNS[what] };
}
