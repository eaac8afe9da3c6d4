import { compareOutcomes, compileCondition, type TestContext } from '../../condition/compile.ts';
import type { CompareCondition, Condition, Leaf, Outcome } from '../../condition/condition.ts';
import { isLeaf } from '../../condition/leaves.ts';
import { type Category, criteriaOf } from '../../criteria/criteria.ts';
import { exactNumber, exactValue } from '../../fields/exact-number.ts';
import { compareFact, type Facts, factText, isShortTyped } from '../../fields/facts.ts';
import { distanceTo } from '../../fields/rounded.ts';
import type { FactType } from '../../fields/value.ts';
import { printJson } from '../../output/json-pieces.ts';
import { factJson } from '../../say/fact.ts';
import type { ClassifiedCustomer } from '../../verdict/classify-table.ts';
import { compileTestFigures, conditionsIn } from '../../verdict/trace.ts';
import { type ByteRun, byteRun } from '../run/output-buffer.ts';
import type { GrowingLine } from './growing-line.ts';

/**
 * Compiles the writing of a category: what it comes to, and then what its criteria come to, test by test. `before` is what
 * stands before it.
 */
export function compileCategory(
  category: Category,
  before: string,
  context: TestContext,
): (customer: ClassifiedCustomer, line: GrowingLine) => void {
  const { name, when, staysWhile } = category;
  const own = criteriaOf(category);
  // In the order in which they are written, so that each list stands before its parts. The first is the category.
  const parts: Part[] = [listPart('any', `${before}{"category":${printJson(name)},`, 0)];
  for (const [at, { id, condition }] of own.entries()) {
    const before = at === 0 ? ',"criteria":[' : `${endOf(own[at - 1]!.condition)},`;
    addParts(condition, `${before}{"id":${printJson(id)},`, 0, parts, context);
  }
  const listEnd = own.length === 0 ? '' : `${endOf(own.at(-1)!.condition)}]`;
  const withoutStays = parts.length;
  if (staysWhile !== null) addParts(staysWhile, `${listEnd},"stays_while":{`, 0, parts, context);
  const end = byteRun(`${listEnd}}`);
  const endBehindStays = staysWhile === null ? end : byteRun(`${endOf(staysWhile)}}`);
  const starts = Uint8Array.from(parts, ({ list }) => (list === 'any' ? FALSE : TRUE));
  // It applies to all who are left, whatever they may stay while.
  if (when.kind === 'otherwise') starts[0] = TRUE;
  const outcomes = starts.slice();
  const orders = new Float64Array(parts.length);
  return ({ facts, previous }, line) => {
    // Who was in another category has nothing to stay in.
    const count = previous === name ? parts.length : withoutStays;
    for (let at = 0; at < count; at += 1) outcomes[at] = starts[at]!;
    // From the last to the first, the parts of a list are known before it.
    for (let at = count - 1; at > 0; at -= 1) {
      const { comparison, test, within } = parts[at]!;
      if (comparison !== null) {
        const order = compareFact(facts, comparison.slot, comparison.bound);
        orders[at] = order;
        outcomes[at] = outcomeOf(comparison, order);
      } else if (test !== null) outcomes[at] = test.find(facts);
      const outcome = outcomes[at]!;
      const { list } = parts[within]!;
      if (list === 'not') outcomes[within] = TRUE - outcome;
      else if (list === 'any' ? outcome > outcomes[within]! : outcome < outcomes[within]!)
        outcomes[within] = outcome;
    }
    for (let at = 0; at < count; at += 1) {
      const { openings, comparison, test } = parts[at]!;
      line.run(openings[outcomes[at]!]!);
      if (comparison !== null) writeComparison(comparison, orders[at] === 0, facts, line);
      else if (test !== null) test.write(facts, line);
    }
    line.run(count > withoutStays ? endBehindStays : end);
  };
}

/** A list of conditions, a comparison, or another test. */
interface Part {
  readonly list: 'all' | 'any' | 'not' | null;
  readonly comparison: Comparison | null;
  readonly test: Test | null;
  /** The place of the list that it belongs to. */
  readonly within: number;
  /** What is written of it up to its parts or its value, by outcome. */
  readonly openings: readonly ByteRun[];
}

// Of a list in which all must hold the least outcome counts, where one is enough the greatest.
const FALSE = 0;
const MISSING = 1;
const TRUE = 2;
const OUTCOMES: readonly Outcome[] = ['false', 'missing', 'true'];

// A number against one other, which most tests are: that is done in the loops, without a call for each kind of test.
interface Comparison extends Pick<CompareCondition, 'bound'> {
  readonly slot: number;
  readonly type: FactType;
  readonly above: number;
  readonly below: number;
  readonly equal: number;
  /** What is written of a value on the bound. */
  readonly onBound: ByteRun;
}

/** Any other test: what it comes to, and then its value and what that is measured by. */
interface Test {
  find(facts: Facts): number;
  write(facts: Facts, line: GrowingLine): void;
}

function listPart(list: Part['list'], before: string, within: number): Part {
  return { list, comparison: null, test: null, within, openings: byOutcome(before, '') };
}

function addParts(
  condition: Condition,
  before: string,
  within: number,
  parts: Part[],
  context: TestContext,
): void {
  if (isLeaf(condition)) {
    parts.push(testPart(condition, before, within, context));
    return;
  }
  const place = parts.push(listPart(condition.kind, before, within)) - 1;
  const conditions = conditionsIn(condition);
  for (const [at, part] of conditions.entries()) {
    const before = at === 0 ? `,"${condition.kind}":[{` : `${endOf(conditions[at - 1]!)},{`;
    addParts(part, before, place, parts, context);
  }
}

function testPart(condition: Leaf, before: string, within: number, context: TestContext): Part {
  const { fact, kind } = condition;
  const { type } = fact;
  const openings = byOutcome(before, `,"fact":${printJson(fact.name)},"value":`);
  const isFewValued = type.kind === 'text' || type.unit === 'flag' || type.unit === 'day';
  if (!isFewValued && kind === 'compare')
    return { list: null, comparison: comparisonOf(condition), test: null, within, openings };
  const test = isFewValued ? compileFewValued(condition, context) : compileMeasured(condition, context);
  return { list: null, comparison: null, test, within, openings };
}

function comparisonOf(condition: CompareCondition): Comparison {
  const { fact, bound } = condition;
  const { above, below, equal } = compareOutcomes(condition);
  return {
    bound,
    slot: fact.slot,
    type: fact.type,
    above: OUTCOMES.indexOf(above),
    below: OUTCOMES.indexOf(below),
    equal: OUTCOMES.indexOf(equal),
    onBound: byteRun(`${printJson(factJson(exactNumber(bound.decimal), fact.type))},"distance":0`),
  };
}

function outcomeOf({ above, below, equal }: Comparison, order: number): number {
  if (order > 0) return above;
  if (order < 0) return below;
  return order === 0 ? equal : MISSING;
}

// What `compileTestFigures` finds, in a fraction of the time.
function writeComparison(
  { slot, bound, type, onBound }: Comparison,
  isOnBound: boolean,
  facts: Facts,
  line: GrowingLine,
): void {
  const value = facts.numbers[slot]!;
  if (isOnBound) line.run(onBound);
  else if (Number.isNaN(value)) line.number(value);
  else {
    // Of such a number `exactValue` would make an object.
    if (isShortTyped(facts, slot)) line.number(value);
    else {
      const shown = exactValue(facts, slot);
      // What is not on its bound is not shown there either.
      writeValue(shown === bound.value ? value : shown, type, line);
    }
    line.run(DISTANCE);
    line.number(distanceTo(facts, slot, bound.value));
  }
}

// All customers with the same text, the same day or the same of yes and no have the same said of them.
function compileFewValued(condition: Leaf, context: TestContext): Test {
  const { type, slot } = condition.fact;
  const test = compileCondition(condition, context);
  const figuresOf = compileTestFigures(condition, context);
  const say = (facts: Facts): { readonly outcome: number; readonly run: ByteRun } => {
    const { value, bound, isOnBound } = figuresOf(facts);
    const apart = bound === null ? '' : `,"distance":${isOnBound ? 0 : distanceTo(facts, slot, bound)}`;
    const run = byteRun(`${printJson(factJson(value, type))}${apart}`);
    return { outcome: OUTCOMES.indexOf(test(facts)), run };
  };
  const known = new Map<number | string | null, ReturnType<typeof say>>();
  let run = byteRun('');
  return {
    find(facts) {
      const value = type.kind === 'text' ? factText(facts, slot) : facts.numbers[slot]!;
      let said = known.get(value);
      if (said === undefined) {
        said = say(facts);
        // A day that was calculated may be more exact than its number.
        if (facts.exacts[slot] === undefined && known.size < MOST_KNOWN) known.set(value, said);
      }
      run = said.run;
      return said.outcome;
    },
    write(_, line) {
      line.run(run);
    },
  };
}

const MOST_KNOWN = 10_000;

function compileMeasured(condition: Leaf, context: TestContext): Test {
  const { type, slot } = condition.fact;
  const test = compileCondition(condition, context);
  const figuresOf = compileTestFigures(condition, context);
  return {
    find: (facts) => OUTCOMES.indexOf(test(facts)),
    write(facts, line) {
      const { value, bound, isOnBound, rank } = figuresOf(facts);
      writeValue(value, type, line);
      if (bound !== null) {
        line.run(DISTANCE);
        line.number(isOnBound ? 0 : distanceTo(facts, slot, bound));
      }
      if (rank?.place != null) {
        line.run(RANK);
        line.number(rank.place.rank);
      }
    },
  };
}

function writeValue(value: number | string | null, type: FactType, line: GrowingLine): void {
  if (typeof value === 'string') line.text(printJson(factJson(value, type)));
  else line.number(value ?? Number.NaN);
}

// What ends a condition: it is the same for all customers and goes with what follows.
function endOf(condition: Condition): string {
  return isLeaf(condition) ? '}' : `${endOf(conditionsIn(condition).at(-1)!)}]}`;
}

// What is written until the outcome is told, that, and what follows, for each outcome.
function byOutcome(before: string, after: string): readonly ByteRun[] {
  return OUTCOMES.map((outcome) => byteRun(`${before}"outcome":"${outcome}"${after}`));
}

const DISTANCE = byteRun(',"distance":');
const RANK = byteRun(',"rank":');
