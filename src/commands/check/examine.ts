import { compileCondition, type TestContext } from '../../condition/compile.ts';
import type { Cuts } from '../../condition/condition.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { type Variation, varyCriteria } from '../../criteria/vary.ts';
import { factText } from '../../fields/facts.ts';
import { oncePer } from '../../once-per.ts';
import { createClassifier, openVerdicts } from '../../verdict/classify.ts';
import type { CheckedCustomers, ClassifiedCustomer } from '../../verdict/classify-table.ts';
import { standingOf } from '../../verdict/verdict.ts';
import { type Coverage, countCoverage, leavesIn } from './coverage.ts';
import type { LintFinding } from './lint/lint-rule.ts';
import type { Shift, Shifted } from './shifts.ts';

/** What real customers show of the criteria. */
export interface Examination {
  readonly customers: number;
  /** For each finding the customers that show it; null where none can. */
  readonly shown: readonly (Confirmation | null)[];
  readonly coverage: Coverage;
  readonly shifts: readonly ShiftResult[];
  /** Rows whose `expected_category` is not the one that they got. */
  readonly unexpected: readonly Unexpected[];
  /** Whether the file has that column, and how many rows fill it. */
  readonly expected: number;
}

/** How many customers show a finding, and who. */
export interface Confirmation {
  readonly count: number;
  /** The first few. */
  readonly ids: readonly string[];
}

/** The effect of moving an amount down, and of moving it up. */
export interface ShiftResult {
  readonly shift: Shift;
  readonly down: Flips;
  readonly up: Flips;
}

/** Customers whose verdict differs, and the number of key accounts that there would be. */
export interface Flips {
  readonly flips: number;
  readonly key: number;
}

/** A row with the category that it expects, in lower case, and the one that it got; either may be "undetermined". */
export interface Unexpected {
  readonly line: number;
  readonly id: string;
  readonly expected: string;
  readonly found: string;
}

/** Classifies a customer file under shifted criteria; `id` and verdict in the order of the file. */
export type ClassifyAfresh = (criteria: Criteria) => Promise<CheckedCustomers>;

const MOST_IDS = 5;

/**
 * Goes through the customers once: who shows each finding, what they cover, and whose verdict each shift changes. Shifts
 * that may move cut points take a pass of their own; with `locked` cut points that pass is compared with one over fresh
 * cut points, so that only the shift counts.
 */
export async function examineCustomers(
  checked: CheckedCustomers,
  company: Criteria,
  asOf: number,
  findings: readonly LintFinding[],
  shifts: readonly Shift[],
  locked: boolean,
  afresh: ClassifyAfresh,
): Promise<Examination> {
  const cutsOf = (criteria: Criteria): Cuts => checked.cuts.get(criteria)!;
  const idSlot = company.idField.slot;
  const shown = findings.map((finding) => countShown(finding, asOf, cutsOf));
  const coverages = new Map([...checked.cuts].map(([own, cuts]) => [own, countCoverage(own, asOf, cuts)]));
  const openTally = openTallies(asOf, cutsOf);
  const tallies = shifts.map((shift) => ({ shift, down: openTally(shift.down), up: openTally(shift.up) }));
  // A moved weight leaves scores of its own behind, and thresholds are asked of those that the customer has.
  const inTurn = (['threshold', 'weight'] as const).flatMap((kind) =>
    tallies.filter(({ shift }) => shift.kind === kind),
  );
  const column = checked.table.header.cells.findIndex((name) => name.trim().toLowerCase() === EXPECTED);
  const expectedAt = column < 0 ? null : await expectedOfGroups(checked, column);
  const unexpected: Unexpected[] = [];
  const before: string[] = [];
  let expected = 0;
  for await (const customer of checked.classify()) {
    const { facts, verdict, criteria, record, classifier } = customer;
    for (const one of shown) one?.see(customer);
    coverages.get(criteria)?.see(facts, verdict);
    before.push(standingOf(verdict));
    const cell = column < 0 ? '' : (expectedAt?.get(record.line) ?? record.cells[column] ?? '');
    const wanted = cell.trim().toLowerCase();
    if (wanted !== '') expected += 1;
    if (wanted !== '' && wanted !== standingOf(verdict))
      unexpected.push({
        line: record.line,
        id: factText(facts, idSlot) ?? '',
        expected: wanted,
        found: standingOf(verdict),
      });
    for (const { down, up } of inTurn) {
      down.see?.(customer);
      up.see?.(customer);
    }
    classifier.compute(facts);
  }
  const namesOf = async (criteria: Criteria): Promise<string[]> => {
    const names: string[] = [];
    for await (const { verdict } of (await afresh(criteria)).classify()) names.push(standingOf(verdict));
    return names;
  };
  const ranksAfresh = tallies.some(({ down, up }) => down.see === null || up.see === null);
  const fresh = locked && ranksAfresh ? await namesOf(company) : before;
  const settle = async (one: Tally): Promise<Flips> => {
    if (one.see !== null) return one.result();
    const names = await namesOf(varyCriteria(company, one.shifted.variation));
    const flips = names.filter((name, index) => name !== fresh[index]).length;
    return { flips, key: names.filter((name) => name === 'key').length };
  };
  const results: ShiftResult[] = [];
  for (const { shift, down, up } of tallies)
    results.push({ shift, down: await settle(down), up: await settle(up) });
  return {
    customers: checked.customers,
    shown: shown.map((one) => one?.result() ?? null),
    coverage: coverages.get(company)!.result(),
    shifts: results,
    unexpected,
    expected,
  };
}

/** The column in which a customer file may say which category each row must get. */
export const EXPECTED = 'expected_category';

// What the rows in whose lines groups stand expect of them; null where each row is a customer.
async function expectedOfGroups(
  checked: CheckedCustomers,
  column: number,
): Promise<ReadonlyMap<number, string> | null> {
  if (checked.grouped === null) return null;
  const expected = new Map<number, string>();
  for await (const { record, group } of checked.sites())
    if (record.line === group?.line) expected.set(record.line, record.cells[column]!);
  return expected;
}

function countShown({ goal, criteria }: LintFinding, asOf: number, cutsOf: (criteria: Criteria) => Cuts) {
  if (goal === null) return null;
  const context = { asOf, cohorts: criteria.cohorts, cuts: cutsOf(criteria) };
  const terms = goal.map(({ condition, allowed }) => ({
    test: compileCondition(condition, context),
    allowed,
  }));
  const ids: string[] = [];
  let count = 0;
  return {
    see(customer: ClassifiedCustomer): void {
      if (customer.criteria !== criteria) return;
      if (!terms.every(({ test, allowed }) => allowed[test(customer.facts)])) return;
      count += 1;
      if (ids.length < MOST_IDS) ids.push(factText(customer.facts, criteria.idField.slot) ?? '');
    },
    result: (): Confirmation => ({ count, ids }),
  };
}

interface Tally {
  readonly shifted: Shifted;
  /** Null when the customers have to be ranked afresh. */
  readonly see: ((customer: ClassifiedCustomer) => void) | null;
  result(): Flips;
}

// Slots are the same under shifted criteria, so the customer's fields can be judged where they stand.
function openTallies(asOf: number, cutsOf: (criteria: Criteria) => Cuts): (shifted: Shifted) => Tally {
  const contextOf = (own: Criteria): TestContext => ({ asOf, cohorts: own.cohorts, cuts: cutsOf(own) });
  const leavesOf = oncePer((own: Criteria) => own.categories.flatMap(leavesIn));
  const verdictsOf = oncePer((own: Criteria) => openVerdicts(contextOf(own)));
  return (shifted) => {
    const standing = openStanding(shifted.variation);
    let [flips, key] = [0, 0];
    return {
      shifted,
      see: shifted.ranksAfresh
        ? null
        : (customer) => {
            const found = standing(customer);
            if (found !== standingOf(customer.verdict)) flips += 1;
            if (found === 'key') key += 1;
          },
      result: () => ({ flips, key }),
    };
  };

  function openStanding(variation: Variation): (customer: ClassifiedCustomer) => string {
    const { leaf: replace } = variation;
    if (replace === undefined) {
      const classifierOf = oncePer((own: Criteria) =>
        createClassifier(varyCriteria(own, variation), asOf, cutsOf(own)),
      );
      return ({ criteria, facts }) => standingOf(classifierOf(criteria).judge(facts, null));
    }
    // The tests whose amount moves, before and after: where both come to the same, so does the verdict.
    const testsOf = oncePer((own: Criteria) =>
      leavesOf(own)
        .map((leaf) => [leaf, replace(leaf)] as const)
        .filter(([leaf, other]) => leaf !== other)
        .map(([leaf, other]) => ({
          before: compileCondition(leaf, contextOf(own)),
          after: compileCondition(other, contextOf(own)),
        })),
    );
    const classifyOf = oncePer((own: Criteria) => verdictsOf(own)(varyCriteria(own, variation).categories));
    return ({ criteria, facts, verdict }) => {
      const differs = testsOf(criteria).some(({ before, after }) => before(facts) !== after(facts));
      return standingOf(differs ? classifyOf(criteria)(facts, null) : verdict);
    };
  }
}
