import { groupOf } from '../condition/compile.ts';
import type { SideBySide } from '../criteria/changes/side-by-side.ts';
import type { CategoryName, Criteria } from '../criteria/criteria.ts';
import type { Day } from '../fields/day.ts';
import { type Facts, factText } from '../fields/facts.ts';
import { type Override, overrideVerdict } from '../verdict/override.ts';
import { standingOf, type Verdict } from '../verdict/verdict.ts';
import { changedFields, type FieldReads, mixFacts, withLines } from './changed-fields.ts';
import { openChangesThatMatter } from './changes-that-matter.ts';
import type { WorkedField } from './compare-sides.ts';
import type { CutStore, Evaluate, Peers } from './evaluate.ts';
import type { Cause, Causes, ComparedCategory, FieldChange, LineShift } from './movement.ts';

/** What may differ between the two classifications; each can be taken from the newer one by itself. */
interface Differences {
  readonly criteria: SideBySide;
  readonly asOfBefore: Day;
  readonly asOfAfter: Day;
  /** Whether there are two exports, with the slots of every field. */
  readonly data: readonly FieldReads[] | null;
  /** The fields that order lines give, where the two sides have days of their own. */
  readonly worked: readonly WorkedField[];
  /** Whether the older side tells what its lines come to on the newer day. */
  readonly hasOlderLines: boolean;
  /** Whether customers are ranked among others. */
  readonly peers: boolean;
}

/** One customer on both sides; in one export, the facts are the same. */
export interface SeenTwice {
  readonly before: Facts;
  readonly after: Facts;
  readonly previous: CategoryName | null;
  readonly overrideBefore: Override | null;
  readonly overrideAfter: Override | null;
  readonly to: ComparedCategory;
}

type Part = 'data' | 'criteria' | 'peers' | 'calendar' | 'override';

/**
 * Finds why a customer moved, by classifying it again with one difference at a time taken from the newer side, and
 * with several together where none is enough alone. All of them together give the newer verdict, so that no
 * movement is left without a cause.
 */
export function createCauseFinder(
  differences: Differences,
  evaluate: Evaluate,
  store: CutStore,
): (pair: SeenTwice) => Causes {
  const { criteria: sides, asOfBefore, asOfAfter, data, worked, hasOlderLines } = differences;
  const { before, after } = sides;
  const changes = sides.changes.filter(({ decides }) => decides);
  const thatMatter = openChangesThatMatter(sides, changes, evaluate);
  return (pair) => {
    const parts: Part[] = [];
    if (data !== null) parts.push('data');
    if (changes.length > 0) parts.push('criteria');
    if (differences.peers) parts.push('peers');
    if (asOfBefore !== asOfAfter) parts.push('calendar');
    if (pair.overrideBefore !== pair.overrideAfter) parts.push('override');
    const asOfOf = (chosen: readonly Part[]): Day => (chosen.includes('calendar') ? asOfAfter : asOfBefore);
    const peersOf = (chosen: readonly Part[]): Peers => (chosen.includes('peers') ? 'after' : 'before');
    const run = (chosen: readonly Part[], criteria: Criteria | null, facts: Facts): Verdict | null => {
      const override = chosen.includes('override') ? pair.overrideAfter : pair.overrideBefore;
      if (override !== null) return overrideVerdict(override);
      if (criteria === null) return null;
      return evaluate.verdict(facts, criteria, asOfOf(chosen), peersOf(chosen), pair.previous);
    };
    const reaches = (verdict: Verdict | null): boolean => verdict !== null && standingOf(verdict) === pair.to;
    const criteriaOf = (chosen: readonly Part[]): Criteria => (chosen.includes('criteria') ? after : before);
    // Lines come to something else on each day, so that new lines are told from the calendar.
    const between =
      worked.length === 0
        ? null
        : {
            newLines: withLines(pair.after, pair.after, worked, 'newLines'),
            calendar: withLines(pair.before, hasOlderLines ? pair.before : pair.after, worked, 'calendar'),
          };
    const factsOf = (chosen: readonly Part[]): Facts => {
      const [isNewer, isLater] = [chosen.includes('data'), chosen.includes('calendar')];
      if (isNewer === isLater || between === null) return isNewer ? pair.after : pair.before;
      return isNewer ? between.newLines : between.calendar;
    };
    const found = findSufficient(parts, (chosen) =>
      reaches(run(chosen, criteriaOf(chosen), factsOf(chosen))),
    );
    const describe = (part: Part): Cause => {
      // What else has to be changed with it.
      const beside = found.alone ? [part] : found.parts;
      switch (part) {
        case 'data': {
          const [from, to] = [factsOf(beside.filter((one) => one !== 'data')), factsOf(beside)];
          const fields = changedFields(from, to, data!);
          const best = findSufficient(fields, (some) =>
            reaches(run(beside, criteriaOf(beside), mixFacts(from, to, some))),
          );
          return { kind: 'data', alone: best.alone, fields: best.parts.map(withoutSlots) };
        }
        case 'criteria': {
          const able = thatMatter(factsOf(beside), asOfOf(beside), peersOf(beside));
          const best = findSufficient(able, (some) =>
            reaches(run(beside, sides.apply(some), factsOf(beside))),
          );
          return { kind: 'criteria', alone: best.alone, changes: best.parts };
        }
        case 'peers':
          return { kind: 'peers', lines: movedLines(criteriaOf(beside), factsOf(beside), store) };
        case 'calendar':
          return { kind: 'calendar', from: asOfBefore, to: asOfAfter };
        case 'override':
          return { kind: 'override', from: pair.overrideBefore, to: pair.overrideAfter };
      }
    };
    return { together: !found.alone, of: found.parts.map(describe) };
  };
}

function withoutSlots({ name, type, from, to }: FieldChange): FieldChange {
  return { name, type, from, to };
}

/** Some of the parts: each enough by itself, or, where none is, a set of which none can be left out. */
interface Sufficient<T> {
  readonly alone: boolean;
  readonly parts: readonly T[];
}

/**
 * Finds which parts bring about what all of them together do. First one at a time; where no single part is enough,
 * parts are taken away from all of them, one after the other, as long as the rest still is.
 */
export function findSufficient<T>(
  parts: readonly T[],
  holds: (chosen: readonly T[]) => boolean,
): Sufficient<T> {
  if (parts.length <= 1) return { alone: true, parts };
  const single = parts.filter((part) => holds([part]));
  if (single.length > 0) return { alone: true, parts: single };
  let kept = parts;
  for (const part of parts) {
    const rest = kept.filter((one) => one !== part);
    if (rest.length > 1 && holds(rest)) kept = rest;
  }
  return { alone: false, parts: kept };
}

/** The lines of relative tests that others have moved, in the groups of one customer. */
function movedLines(company: Criteria, facts: Facts, store: CutStore): LineShift[] {
  const unit = company.units === null ? null : factText(facts, company.units.by.slot);
  const own = (unit === null ? undefined : company.units?.criteria.get(unit)) ?? company;
  const [older, newer] = (['before', 'after'] as const).map((peers) => store.find(peers, company)?.get(own));
  if (older === undefined || newer === undefined) return [];
  return own.cohorts.flatMap((cohort, index): LineShift[] => {
    const group = groupOf(cohort, facts);
    if (group === null) return [];
    const [from, to] = [older.find(index, group) ?? [], newer.find(index, group) ?? []];
    const at = Array.from({ length: Math.max(from.length, to.length) }, (_, place) => place).find(
      (place) => from[place] !== to[place],
    );
    if (at === undefined) return [];
    const { name, type } = cohort.fact;
    return [{ fact: name, type, group, from: from[at] ?? null, to: to[at] ?? null }];
  });
}
