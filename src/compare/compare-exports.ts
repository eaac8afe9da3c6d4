import { NO_CUTS } from '../condition/condition.ts';
import { criteriaIn } from '../criteria/per-criteria.ts';
import { type Facts, factText } from '../fields/facts.ts';
import { createIdTable, roomFor } from '../fields/id-table.ts';
import { madeRow } from '../table/csv-row.ts';
import type { CheckedCustomers, ClassifiedCustomer, Opening } from '../verdict/classify-table.ts';
import { hasAmounts, openKnownValues, type ReadKnown } from '../verdict/known-values.ts';
import { openReader, readGroups } from '../verdict/pass.ts';
import { criterionOf, standingOf, type Verdict } from '../verdict/verdict.ts';
import { fieldsThatDecide } from './changed-fields.ts';
import { besideAfter, ranksCustomers, type Sides, workedFields } from './compare-sides.ts';
import { type Comparison, type ComparisonCollector, collectComparison } from './comparison.ts';
import { createCutStore, createEvaluate } from './evaluate.ts';
import { createCauseFinder, type SeenTwice } from './find-causes.ts';
import type { Cause, Causes, ComparedCategory } from './movement.ts';
import { findNewlyNear, type NewlyNearFinder } from './newly-near.ts';
import { type Belonging, findRegrouped, inGroups, onTheirOwn } from './regrouped.ts';

/** The ids of customers whose rows were set aside: they are there, and nothing else is known of them. `after` may fill while the newer are read. */
export interface SetAside {
  readonly before: Pick<ReadonlySet<string>, 'has'>;
  readonly after: ReadonlySet<string>;
}

/** Compares the customers of a newer export with those of an older one, as they come. */
export interface ExportComparer {
  take(customer: ClassifiedCustomer): void;
  result(): Promise<Comparison>;
}

/**
 * Compares two exports, customer by customer: one pass over the older for each one's category, one over the newer as
 * its customers come, and one more over the older for those who moved. Who is set aside on one side is not compared. Needs
 * some memory for each customer of the older export.
 */
export async function openComparer(
  sides: Sides,
  older: CheckedCustomers,
  newer: Pick<Opening, 'table' | 'allCuts' | 'grouped'>,
  setAside: SetAside,
): Promise<ExportComparer> {
  const collector = collectComparison(hasAmounts(sides.criteria.after));
  const tools = createTools(sides, older, newer);
  const known = await categoriesIn(older, tools);
  const seen = new Set<string>();
  const areGroups = older.grouped !== null || newer.grouped !== null;
  const belonging = areGroups
    ? {
        older: older.grouped === null ? onTheirOwn(new Set(known.ids())) : inGroups(older.grouped),
        newer: newer.grouped === null ? onTheirOwn(seen) : inGroups(newer.grouped),
      }
    : null;
  const movers = new Map<string, Mover>();
  const context = { known, movers, unread: setAside.before, tools, collector, belonging };
  return {
    take: (customer) => {
      if (areGroups) seen.add(factText(customer.facts, customer.criteria.idField.slot)!);
      takeNewer(customer, context);
    },
    result: () => compareOlder(sides, older, newer, setAside.after, context),
  };
}

interface Context {
  /** Who was in the older export, and has not come yet. */
  readonly known: KnownCustomers;
  readonly movers: Map<string, Mover>;
  readonly unread: SetAside['before'];
  readonly tools: Tools;
  readonly collector: ComparisonCollector;
  /** Which customers rows belong to; null where each is one on both sides. */
  readonly belonging: { readonly older: Belonging; readonly newer: Belonging } | null;
}

// Those who moved, and those who are gone.
async function compareOlder(
  sides: Sides,
  older: CheckedCustomers,
  newer: Pick<Opening, 'table' | 'grouped'>,
  setAside: ReadonlySet<string>,
  { known, movers, tools, collector, belonging }: Context,
): Promise<Comparison> {
  const { after } = sides.criteria;
  for (const id of setAside) {
    const there = known.get(id);
    if (there !== undefined) collector.apart('before', there.category, there);
    known.delete(id);
  }
  const tellOlder = tools.newlyNear.tellOlder();
  const reading = { criteria: after, beside: besideAfter(sides, false) };
  const { grouped, table } = newer;
  const reader = grouped === null ? openReader(reading, table, () => {})! : readGroups(reading, grouped);
  for await (const customer of older.classify()) {
    const values = tools.readBefore(customer.facts, customer.criteria);
    const mover = movers.get(values.id);
    tellOlder(values.id, customer);
    if (mover === undefined && known.get(values.id) === undefined) continue;
    const from = standingOf(customer.verdict);
    const criterionFrom = criterionOf(customer.verdict);
    if (mover === undefined) {
      collector.count(from, 'absent', values, values);
      const causes = whereabouts(values.id, belonging?.newer, 'gone');
      collector.move(values, { from, to: 'absent', criterionFrom, criterionTo: null, causes });
      continue;
    }
    // One by one they make room for what is said of them.
    movers.delete(values.id);
    reader.read(madeRow(mover.row.split(BETWEEN_CELLS), '', mover.line));
    const to = standingOf(mover.verdict);
    const pair: SeenTwice = {
      before: customer.facts,
      after: reader.facts,
      to,
      previous: mover.previous,
      overrideBefore: customer.override,
      overrideAfter: mover.override,
    };
    const causes = tools.findCauses(pair);
    // Finding causes may have left the derived values of the older side.
    tools.computeAfter(reader.facts);
    const now = tools.readAfter(reader.facts, after);
    collector.move(now, { from, to, criterionFrom, criterionTo: criterionOf(mover.verdict), causes });
  }
  const regrouped = belonging === null ? [] : findRegrouped(belonging.older, belonging.newer);
  return collector.result(tools.newlyNear.find, regrouped);
}

interface Tools {
  readonly readBefore: ReadKnown;
  readonly readAfter: ReadKnown;
  readonly computeAfter: (facts: Facts) => void;
  readonly findCauses: (pair: SeenTwice) => Causes;
  readonly newlyNear: NewlyNearFinder;
}

function createTools(sides: Sides, older: CheckedCustomers, newer: Pick<Opening, 'allCuts'>): Tools {
  const { criteria, asOfBefore, asOfAfter } = sides;
  const { before, after } = criteria;
  const store = createCutStore();
  const ranked = ranksCustomers(sides);
  if (before !== after) {
    store.add('before', after, ranked ? older.allCuts[1]! : noLines(after));
    store.add('after', before, ranked ? newer.allCuts[1]! : noLines(before));
  }
  // Of a test that both have, each side's own cut points count.
  store.add('before', before, older.allCuts[0]!);
  store.add('after', after, newer.allCuts[0]!);
  const evaluate = createEvaluate(store);
  const findCauses = createCauseFinder(
    {
      criteria,
      asOfBefore,
      asOfAfter,
      data: fieldsThatDecide(criteriaIn(before), criteriaIn(after)),
      peers: ranked,
      worked: workedFields(sides),
      hasOlderLines: sides.hasOlderLines,
    },
    evaluate,
    store,
  );
  return {
    readBefore: openKnownValues(before),
    readAfter: openKnownValues(after),
    computeAfter: evaluate.view(after, asOfAfter, 'after')!.company.compute,
    findCauses,
    newlyNear: findNewlyNear(
      { criteria: before, asOf: asOfBefore, cuts: older.allCuts[0]! },
      { criteria: after, asOf: asOfAfter, cuts: newer.allCuts[0]! },
    ),
  };
}

function noLines(company: Sides['criteria']['before']) {
  return new Map(criteriaIn(company).map((own) => [own, NO_CUTS]));
}

// Where each customer of the older export stands, and under whom; taken out when the newer one has it.
interface Known {
  readonly category: ComparedCategory;
  readonly unit: string | null;
  readonly manager: string | null;
}

const NOWHERE = { unit: null, manager: null };

interface KnownCustomers {
  get(id: string): Known | undefined;
  delete(id: string): void;
  ids(): Iterable<string>;
}

async function categoriesIn(older: CheckedCustomers, tools: Tools): Promise<KnownCustomers> {
  const table = createIdTable();
  // For each its place among those that differ, of which there are few; 0 where it was taken out.
  let places = new Uint32Array(1);
  const differing: (Known | undefined)[] = [undefined];
  const placeOf = new Map<string, number>();
  for await (const { facts, verdict, criteria } of older.classify()) {
    const { id, unit, manager } = tools.readBefore(facts, criteria);
    const one: Known = { category: standingOf(verdict), unit, manager };
    const key = JSON.stringify(one);
    let place = placeOf.get(key);
    if (place === undefined) {
      place = differing.push(one) - 1;
      placeOf.set(key, place);
    }
    const number = table.add(id);
    places = roomFor(places, table.size);
    places[number] = place;
  }
  return {
    get(id) {
      const number = table.find(id);
      return number < 0 ? undefined : differing[places[number]!];
    },
    delete(id) {
      const number = table.find(id);
      if (number >= 0) places[number] = 0;
    },
    *ids() {
      for (let number = 0; number < table.size; number += 1) if (places[number] !== 0) yield table.at(number);
    },
  };
}

interface Mover {
  /** Its cells in one text, since as many texts take many times the memory. */
  readonly row: string;
  readonly line: number;
  readonly verdict: Verdict;
  readonly override: ClassifiedCustomer['override'];
  readonly previous: ClassifiedCustomer['previous'];
}

// No text that is read has a NUL in it.
const BETWEEN_CELLS = '\u0000';

function takeNewer(
  customer: ClassifiedCustomer,
  { known, movers, unread, tools, collector, belonging }: Context,
): void {
  const { verdict, override, previous, record } = customer;
  const values = tools.readAfter(customer.facts, customer.criteria);
  const before = known.get(values.id);
  if (before === undefined && unread.has(values.id)) {
    collector.apart('after', standingOf(verdict), values);
    return;
  }
  known.delete(values.id);
  const from = before?.category ?? 'absent';
  const to = standingOf(verdict);
  collector.count(from, to, values, before ?? NOWHERE);
  const rating = before === undefined ? null : tools.newlyNear.rate(customer);
  if (rating !== null) tools.newlyNear.add(rating, customer, values, () => null);
  if (from === to) return;
  if (before !== undefined) {
    const row = record.cells.join(BETWEEN_CELLS);
    movers.set(values.id, { row, line: record.line, verdict, override, previous });
    return;
  }
  const causes = whereabouts(values.id, belonging?.older, 'new');
  collector.move(values, { from, to, criterionFrom: null, criterionTo: criterionOf(verdict), causes });
}

// A customer that the other side has not may be part of one of its groups there.
function whereabouts(id: string, otherSide: Belonging | undefined, otherwise: 'new' | 'gone'): Causes {
  const group = otherSide?.customerOf(id) ?? null;
  const cause: Cause =
    group === null || group === id
      ? { kind: otherwise }
      : { kind: 'group', id: group, isIn: otherwise === 'gone' };
  return { together: false, of: [cause] };
}
