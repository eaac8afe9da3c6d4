import { compareOutcomes, compileCondition, type TestContext } from '../../condition/compile.ts';
import type { CompareCondition, Condition, Cuts, Leaf, Outcome } from '../../condition/condition.ts';
import type { Fact } from '../../condition/fact.ts';
import { isLeaf } from '../../condition/leaves.ts';
import type { Category, Criteria, Score } from '../../criteria/criteria.ts';
import { perCriteria } from '../../criteria/per-criteria.ts';
import { compileFactor } from '../../facts/score.ts';
import { type Day, formatDay } from '../../fields/day.ts';
import { exactNumber, exactValue } from '../../fields/exact-number.ts';
import { compareFact, type Facts, factText } from '../../fields/facts.ts';
import { distanceTo, roundShown, shownValue } from '../../fields/rounded.ts';
import type { FactType } from '../../fields/value.ts';
import { printJson } from '../../output/json-pieces.ts';
import { factJson } from '../../say/fact.ts';
import { overrideJson } from '../../say/override.ts';
import type { ClassifiedCustomer } from '../../verdict/classify-table.ts';
import { missingFields } from '../../verdict/missing-fields.ts';
import { perVerdict } from '../../verdict/per-verdict.ts';
import { compileTestFigures, conditionsIn, groupOutcome } from '../../verdict/trace.ts';
import { categoryOf, criterionOf, type Verdict } from '../../verdict/verdict.ts';
import { type ByteRun, byteRun, type OutputBuffer } from '../run/output-buffer.ts';

/**
 * Opens a writer of explanations, a line of JSON each: what is true of this customer, without the words and places that
 * are the same for all. Null and empty parts are left out. It explains as `createExplainer` does, but what the criteria say
 * is made bytes once, and no objects and texts are made for each customer, which takes several times as long. `changesOf`:
 * finds the smallest changes, where they are asked for.
 */
export function openLineWriter(
  asOf: Day,
  cuts: ReadonlyMap<Criteria, Cuts>,
  changesOf: ((customer: ClassifiedCustomer) => object) | null,
): (customer: ClassifiedCustomer, into: OutputBuffer) => void {
  const head = byteRun(`{"format_version":1,"as_of":${printJson(formatDay(asOf))},"customer_id":"`);
  const linesOf = perCriteria((criteria) =>
    compileLine(criteria, { asOf, cohorts: criteria.cohorts, cuts: cuts.get(criteria)! }),
  );
  const undetermined = verdictRun({ kind: 'undetermined', lacks: [] });
  const runOf = perVerdict(verdictRun);
  return (customer, into) => {
    const { facts, record, verdict, computed, previous, override, criteria, group } = customer;
    const { categories, scores } = linesOf(criteria);
    into.run(head);
    writeId(customer, into);
    into.run(LINE);
    into.number(record.line);
    into.run(verdict.kind === 'decided' ? runOf(verdict) : undetermined);
    if (previous !== null) into.text(`,"previous_category":${printJson(previous)}`);
    if (override !== null) {
      const own = categoryOf(computed);
      into.text(`,"computed_category":${printJson(own)},"override":${printJson(overrideJson(override))}`);
    }
    const lacks = computed.kind === 'decided' ? [] : missingFields(computed.lacks, facts, criteria);
    if (lacks.length > 0) into.text(`,"undetermined_because":${printJson(lacks)}`);
    for (let at = 0; at < categories.length; at += 1) categories[at]!(customer, into);
    into.run(LIST_END);
    for (let at = 0; at < scores.length; at += 1) scores[at]!(facts, into);
    if (scores.length > 0) into.run(LIST_END);
    if (changesOf !== null) into.text(`,"counterfactuals":${printJson(changesOf(customer))}`);
    if (group !== null) into.text(`,"sites":${group.sites}`);
    into.run(LINE_END);
  };
}

interface Line {
  readonly categories: readonly ((customer: ClassifiedCustomer, into: OutputBuffer) => void)[];
  readonly scores: readonly ((facts: Facts, into: OutputBuffer) => void)[];
}

function compileLine({ categories, computed }: Criteria, context: TestContext): Line {
  const scores = computed.filter((one) => one.kind === 'score');
  return {
    categories: categories.map((category, at) =>
      compileCategory(category, at === 0 ? ',"categories":[' : ',', context),
    ),
    scores: scores.map((score, at) => compileScore(score, at === 0 ? ',"scores":[' : ',', context)),
  };
}

function compileCategory(
  { name, when, staysWhile }: Category,
  before: string,
  context: TestContext,
): Line['categories'][number] {
  const openings = byOutcome(`${before}{"category":${printJson(name)},`, '');
  const own = when.kind === 'otherwise' ? [] : when.criteria;
  const criteria = own.map(({ id, condition }, at) => {
    const before = at === 0 ? ',"criteria":[' : `${endOf(own[at - 1]!.condition)},`;
    return compilePart(condition, `${before}{"id":${printJson(id)},`, context);
  });
  const listEnd = own.length === 0 ? '' : `${endOf(own.at(-1)!.condition)}]`;
  const stays = staysWhile === null ? null : compilePart(staysWhile, `${listEnd},"stays_while":{`, context);
  const either = stays === null ? criteria : [...criteria, stays];
  const end = byteRun(`${listEnd}}`);
  const endBehindStays = staysWhile === null ? end : byteRun(`${endOf(staysWhile)}}`);
  return ({ facts, previous }, into) => {
    // Who was in another category has nothing to stay in.
    const mayStay = stays !== null && previous === name;
    const asked = mayStay ? either : criteria;
    for (let at = 0; at < asked.length; at += 1) asked[at]!.test(facts);
    into.run(ofOutcome(when.kind === 'otherwise' ? 'true' : groupOutcome('any', asked), openings));
    for (let at = 0; at < asked.length; at += 1) asked[at]!.write(facts, into);
    into.run(mayStay ? endBehindStays : end);
  };
}

/**
 * A condition, which is tested as a whole before it is written: what it comes to stands before its parts. It is written
 * with what stands before it, and without its end, which is the same for all customers and goes with what follows.
 */
interface Part {
  readonly outcome: Outcome;
  test(facts: Facts): void;
  write(facts: Facts, into: OutputBuffer): void;
}

function compilePart(condition: Condition, before: string, context: TestContext): Part {
  if (!isLeaf(condition)) return compileGroup(condition, before, context);
  const { type } = condition.fact;
  if (type.kind === 'text' || type.unit === 'flag' || type.unit === 'day')
    return compileFewValued(condition, before, context);
  return condition.kind === 'compare'
    ? compileComparison(condition, before)
    : compileMeasured(condition, before, context);
}

function compileGroup(condition: Exclude<Condition, Leaf>, before: string, context: TestContext): Part {
  const openings = byOutcome(before, '');
  const conditions = conditionsIn(condition);
  const parts = conditions.map((part, at) =>
    compilePart(part, at === 0 ? `,"${condition.kind}":[{` : `${endOf(conditions[at - 1]!)},{`, context),
  );
  const group = {
    outcome: 'missing' as Outcome,
    test(facts: Facts): void {
      for (let at = 0; at < parts.length; at += 1) parts[at]!.test(facts);
      group.outcome = groupOutcome(condition.kind, parts);
    },
    write(facts: Facts, into: OutputBuffer): void {
      into.run(ofOutcome(group.outcome, openings));
      for (let at = 0; at < parts.length; at += 1) parts[at]!.write(facts, into);
    },
  };
  return group;
}

// A number against one other, which most tests are: `compileTestFigures` finds the same, in several times as long.
function compileComparison(condition: CompareCondition, before: string): Part {
  const { fact, bound } = condition;
  const { type, slot } = fact;
  const openings = byOutcome(before, openValue(fact));
  const { above, below, equal } = compareOutcomes(condition);
  const onBound = byteRun(`${printJson(factJson(exactNumber(bound.decimal), type))},"distance":0`);
  let isOnBound = false;
  const leaf = {
    outcome: 'missing' as Outcome,
    test(facts: Facts): void {
      const order = compareFact(facts, slot, bound);
      isOnBound = order === 0;
      leaf.outcome = order > 0 ? above : order < 0 ? below : isOnBound ? equal : 'missing';
    },
    write(facts: Facts, into: OutputBuffer): void {
      into.run(ofOutcome(leaf.outcome, openings));
      const shown = exactValue(facts, slot);
      if (isOnBound) into.run(onBound);
      else if (Number.isNaN(shown)) into.run(NULL);
      else {
        // What is not on its bound is not shown there either.
        writeValue(shown === bound.value ? facts.numbers[slot]! : shown, type, into);
        into.run(DISTANCE);
        writeNumber(distanceTo(facts, slot, bound.value), into);
      }
    },
  };
  return leaf;
}

// All customers with the same text, the same day or the same of yes and no have the same said of them.
function compileFewValued(condition: Leaf, before: string, context: TestContext): Part {
  const { fact } = condition;
  const { type, slot } = fact;
  const test = compileCondition(condition, context);
  const figuresOf = compileTestFigures(condition, context);
  const say = (facts: Facts): { readonly outcome: Outcome; readonly run: ByteRun } => {
    const outcome = test(facts);
    const { value, bound, isOnBound } = figuresOf(facts);
    const shown = `${openValue(fact)}${printJson(factJson(value, type))}`;
    const apart = bound === null ? '' : `,"distance":${isOnBound ? 0 : distanceTo(facts, slot, bound)}`;
    return { outcome, run: byteRun(`${before}"outcome":"${outcome}"${shown}${apart}`) };
  };
  const known = new Map<number | string | null, ReturnType<typeof say>>();
  let run = NULL;
  const leaf = {
    outcome: 'missing' as Outcome,
    test(facts: Facts): void {
      const value = type.kind === 'text' ? factText(facts, slot) : facts.numbers[slot]!;
      let said = known.get(value);
      if (said === undefined) {
        said = say(facts);
        // A day that was calculated may be more exact than its number.
        if (facts.exacts[slot] === undefined && known.size < MOST_KNOWN) known.set(value, said);
      }
      leaf.outcome = said.outcome;
      run = said.run;
    },
    write(_: Facts, into: OutputBuffer): void {
      into.run(run);
    },
  };
  return leaf;
}

function compileMeasured(condition: Leaf, before: string, context: TestContext): Part {
  const { fact } = condition;
  const { type, slot } = fact;
  const openings = byOutcome(before, openValue(fact));
  const test = compileCondition(condition, context);
  const figuresOf = compileTestFigures(condition, context);
  const leaf = {
    outcome: 'missing' as Outcome,
    test(facts: Facts): void {
      leaf.outcome = test(facts);
    },
    write(facts: Facts, into: OutputBuffer): void {
      const { value, bound, isOnBound, rank } = figuresOf(facts);
      into.run(ofOutcome(leaf.outcome, openings));
      writeValue(value, type, into);
      if (bound !== null) {
        into.run(DISTANCE);
        writeNumber(isOnBound ? 0 : distanceTo(facts, slot, bound), into);
      }
      if (rank?.place != null) {
        into.run(RANK);
        into.number(rank.place.rank);
      }
    },
  };
  return leaf;
}

// What ends a condition.
function endOf(condition: Condition): string {
  return isLeaf(condition) ? '}' : `${endOf(conditionsIn(condition).at(-1)!)}]}`;
}

// What stands between an outcome and the value that it comes from.
function openValue({ name }: Fact): string {
  return `,"fact":${printJson(name)},"value":`;
}

function compileScore(
  { fact, factors }: Score,
  before: string,
  context: TestContext,
): Line['scores'][number] {
  const opening = byteRun(`${before}{"score":${printJson(fact.name)},"value":`);
  const parts = factors.map((factor, at) => ({
    name: byteRun(`${at === 0 ? ',"points":{' : ','}${printJson(factor.fact.name)}:`),
    points: compileFactor(factor, context),
  }));
  return (facts, into) => {
    into.run(opening);
    writeNumber(shownValue(facts, fact.slot), into);
    for (let at = 0; at < parts.length; at += 1) {
      const { name, points } = parts[at]!;
      into.run(name);
      points.evaluate(facts, 1);
      const { values, errors } = points.column;
      writeNumber(roundShown(values[0]!, errors[0]!, points, facts), into);
    }
    into.run(SCORE_END);
  };
}

// What is written until the outcome is told, that, and what follows, for each outcome.
function byOutcome(before: string, after: string): Readonly<Record<Outcome, ByteRun>> {
  const write = (outcome: Outcome): ByteRun => byteRun(`${before}"outcome":"${outcome}"${after}`);
  return { true: write('true'), false: write('false'), missing: write('missing') };
}

// Faster than a look-up by name.
function ofOutcome(outcome: Outcome, runs: Readonly<Record<Outcome, ByteRun>>): ByteRun {
  return outcome === 'false' ? runs.false : outcome === 'true' ? runs.true : runs.missing;
}

function verdictRun(verdict: Verdict): ByteRun {
  return byteRun(
    `,"category":${printJson(categoryOf(verdict))},"criterion":${printJson(criterionOf(verdict))}`,
  );
}

function writeValue(value: number | string | null, type: FactType, into: OutputBuffer): void {
  if (value === null) into.run(NULL);
  else if (typeof value === 'string') into.text(printJson(factJson(value, type)));
  else writeNumber(value, into);
}

function writeNumber(value: number, into: OutputBuffer): void {
  if (Number.isFinite(value)) into.number(value);
  else into.run(NULL);
}

// An id between quotes. What can wait to be read stands there as in its row, but for a backslash, which JSON doubles.
function writeId({ facts, record, criteria }: ClassifiedCustomer, into: OutputBuffer): void {
  const { slot } = criteria.idField;
  const column = facts.columns[slot];
  const waits = facts.texts[slot] === undefined && column !== undefined;
  const start = waits ? record.cellStart(column) : 0;
  const end = waits ? record.cellEnd(column) : 0;
  if (waits && !holds(BACKSLASH, record.source, start, end)) into.copy(record.source, start, end);
  else into.text(printJson(factText(facts, slot) ?? '').slice(1, -1));
}

function holds(byte: number, bytes: Uint8Array, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (bytes[at] === byte) return true;
  return false;
}

const BACKSLASH = 0x5c;
const MOST_KNOWN = 10_000;

const NULL = byteRun('null');
const LINE = byteRun('","line":');
const DISTANCE = byteRun(',"distance":');
const RANK = byteRun(',"rank":');
const LIST_END = byteRun(']');
const SCORE_END = byteRun('}}');
const LINE_END = byteRun('}\n');
