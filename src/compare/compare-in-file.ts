import type { Criteria } from '../criteria/criteria.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import { hasAmounts, openKnownValues } from '../verdict/known-values.ts';
import { copyCandidate } from '../verdict/near.ts';
import { type Override, overrideVerdict } from '../verdict/override.ts';
import type { AllCuts } from '../verdict/pass.ts';
import { criterionOf, standingOf } from '../verdict/verdict.ts';
import { ranksCustomers, type Sides } from './compare-sides.ts';
import { type Comparison, collectComparison } from './comparison.ts';
import { type CutStore, createCutStore, createEvaluate, type Peers } from './evaluate.ts';
import { createCauseFinder } from './find-causes.ts';
import { findNewlyNear } from './newly-near.ts';
import { openSecondVerdict, type SecondVerdict } from './second-verdict.ts';

/** Compares two classifications of the customers of one file, as they come. */
export interface FileComparer {
  take(customer: ClassifiedCustomer): void;
  result(): Comparison;
}

/**
 * `allCuts` are the cut points of the newer criteria and of what `besideAfter` asked for; with `hasOwnCuts` the older side
 * has others than the newer one for tests that both have, as a lock holds them. `overrideBefore` is the override that held
 * on the older day; null where there is none.
 */
export function compareInFile(
  sides: Sides,
  allCuts: AllCuts,
  hasOwnCuts: boolean,
  overrideBefore: ((id: string) => Override | null) | null,
): FileComparer {
  const { criteria, asOfBefore, asOfAfter } = sides;
  const { before, after } = criteria;
  const store = createCutStore();
  fillStore(store, sides, allCuts);
  const evaluate = createEvaluate(store);
  const findCauses = createCauseFinder(
    {
      criteria,
      asOfBefore,
      asOfAfter,
      data: null,
      worked: [],
      hasOlderLines: true,
      peers: (asOfBefore !== asOfAfter || hasOwnCuts) && ranksCustomers(sides),
    },
    evaluate,
    store,
  );
  const read = openKnownValues(after);
  const collector = collectComparison(hasAmounts(after));
  const viewBefore = evaluate.view(before, asOfBefore, 'before')!;
  const judgeAnew: SecondVerdict = (facts, previous) =>
    viewBefore.at(facts).classifier.judge(facts, previous);
  // Of one day, what the newer criteria have found need not be found again.
  const judge: SecondVerdict =
    (asOfBefore === asOfAfter ? openSecondVerdict(after, before, asOfBefore) : null) ?? judgeAnew;
  const newlyNear = findNewlyNear(
    { criteria: before, asOf: asOfBefore, cuts: store.find('before', before)! },
    { criteria: after, asOf: asOfAfter, cuts: store.find('after', after)! },
  );
  return {
    take(customer) {
      const { facts, previous } = customer;
      const values = read(facts, customer.criteria);
      // First, since with the same criteria on two days the older day's values come in the place of the newer ones.
      const rating = newlyNear.rate(customer);
      const older = overrideBefore?.(values.id) ?? null;
      const computed = judge(facts, previous, customer.computed);
      const verdict = older === null ? computed : overrideVerdict(older);
      const [from, to] = [standingOf(verdict), standingOf(customer.verdict)];
      if (rating !== null)
        newlyNear.add(rating, customer, values, () => {
          const { criteria, classifier } = viewBefore.at(facts);
          classifier.compute(facts);
          return copyCandidate({ facts, verdict, override: older, previous, criteria, classifier });
        });
      collector.count(from, to, values, values);
      if (from === to) return;
      const causes = findCauses({
        before: facts,
        after: facts,
        previous,
        to,
        overrideBefore: older,
        overrideAfter: customer.override,
      });
      collector.move(values, {
        from,
        to,
        causes,
        criterionFrom: criterionOf(verdict),
        criterionTo: criterionOf(customer.verdict),
      });
    },
    result: () => collector.result(newlyNear.find, []),
  };
}

// In the order in which `besideAfter` asks for them. Of a test that both have, each side's own cut points come last and count.
function fillStore(store: CutStore, sides: Sides, [newer, ...others]: AllCuts): void {
  const { before, after } = sides.criteria;
  const add = (peers: Peers, company: Criteria, cuts: AllCuts[number] | undefined): void => {
    if (cuts !== undefined) store.add(peers, company, cuts);
  };
  const older = before === after ? newer : others.shift();
  const [olderThen, newerThen] = sides.asOfBefore === sides.asOfAfter ? [older, newer] : others;
  add('after', before, older);
  add('after', after, newer);
  add('before', after, newerThen);
  add('before', before, olderThen);
}
