import { compileCondition, type Test } from '../../condition/compile.ts';
import type { Cuts } from '../../condition/condition.ts';
import type { Check, Criteria } from '../../criteria/criteria.ts';
import type { ClassifiedCustomer } from '../classify-table.ts';
import { type Best, keepBest } from './keep-best.ts';
import type { CustomerRow } from './line-up.ts';

/** Key accounts that give reason to act, by what their own data say. */
export interface Risks {
  /** Nobody answers for them; null where the criteria ask for no manager. */
  readonly withoutManager: RiskList | null;
  /** Checks of the criteria that do not hold, in the order of the file. */
  readonly checks: readonly BrokenCheck[];
}

export interface RiskList {
  readonly customers: number;
  /** The largest revenue first. */
  readonly rows: readonly CustomerRow[];
}

export interface BrokenCheck extends RiskList {
  readonly check: Check;
  readonly criteria: Criteria;
}

export interface RiskCollector {
  /** Takes key accounts only. */
  add(customer: ClassifiedCustomer, manager: string | null, size: number, row: () => CustomerRow): void;
  result(): Risks;
}

/** Runs the checks of the criteria over key accounts; one that cannot be told is not broken. */
export function collectRisks(
  company: Criteria,
  asOf: number,
  cuts: ReadonlyMap<Criteria, Cuts>,
): RiskCollector {
  const compiled = new Map<Criteria, { readonly list: List; readonly test: Test }[]>();
  const lists = new Map<string, List>();
  const withoutManager = emptyList();
  const compile = (criteria: Criteria): { readonly list: List; readonly test: Test }[] => {
    const context = { asOf, cohorts: criteria.cohorts, cuts: cuts.get(criteria)! };
    return criteria.checks
      .filter((check) => check.for.includes('key'))
      .map((check) => {
        // The same check of the company and of a unit is one; where they differ, the company's words stand for it.
        const list = lists.get(check.id) ?? { ...emptyList(), check, criteria };
        lists.set(check.id, list);
        return { list, test: compileCondition(check.expect, context) };
      });
  };
  compiled.set(company, compile(company));
  return {
    add({ criteria, facts }, manager, size, row) {
      let tests = compiled.get(criteria);
      if (tests === undefined) {
        tests = compile(criteria);
        compiled.set(criteria, tests);
      }
      if (company.duties.manager !== null && manager === null) addTo(withoutManager, size, row());
      for (const { list, test } of tests) if (test(facts) === 'false') addTo(list, size, row());
    },
    result: () => ({
      withoutManager: company.duties.manager === null ? null : listOf(withoutManager),
      checks: [...lists.values()].flatMap((list) =>
        list.check === undefined || list.customers === 0
          ? []
          : [{ ...listOf(list), check: list.check, criteria: list.criteria! }],
      ),
    }),
  };
}

interface List {
  customers: number;
  readonly best: Best<CustomerRow>;
  readonly check?: Check;
  readonly criteria?: Criteria;
}

function emptyList(): List {
  return { customers: 0, best: keepBest(MOST_NAMED) };
}

function addTo(list: List, size: number, row: CustomerRow): void {
  list.customers += 1;
  list.best.add(size, row.id, row);
}

function listOf({ customers, best }: List): RiskList {
  return { customers, rows: best.result() };
}

const MOST_NAMED = 20;
