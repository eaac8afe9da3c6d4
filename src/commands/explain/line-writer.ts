import { compileCondition, type TestContext } from '../../condition/compile.ts';
import type { Condition, Cuts, Outcome } from '../../condition/condition.ts';
import { isLeaf } from '../../condition/leaves.ts';
import type { Category, Criteria, Score } from '../../criteria/criteria.ts';
import { perCriteria } from '../../criteria/per-criteria.ts';
import { compileFactor } from '../../facts/score.ts';
import { type Day, formatDay } from '../../fields/day.ts';
import { type Facts, factText } from '../../fields/facts.ts';
import { distanceTo, roundShown, shownValue } from '../../fields/rounded.ts';
import type { FactType } from '../../fields/value.ts';
import { printJson } from '../../output/json-pieces.ts';
import { factJson } from '../../say/fact.ts';
import { overrideJson } from '../../say/run.ts';
import type { ClassifiedCustomer } from '../../verdict/classify-table.ts';
import { createChangeFinder } from '../../verdict/explain.ts';
import { missingFields } from '../../verdict/missing-fields.ts';
import { compileTestFigures, conditionsIn, groupOutcome } from '../../verdict/trace.ts';
import { categoryOf, criterionOf } from '../../verdict/verdict.ts';
import type { OutputBuffer } from '../run/output-buffer.ts';
import { counterfactualsJson } from './json.ts';

/**
 * Opens a writer of explanations, a line of JSON each: what is true of this customer, without the words and places that
 * are the same for all. Null and empty parts are left out. It explains as `createExplainer` does, but what the criteria say
 * is made bytes once, and no objects and texts are made for each customer, which takes several times as long. `changes`:
 * whether the smallest changes are searched for.
 */
export function openLineWriter(
  asOf: Day,
  cuts: ReadonlyMap<Criteria, Cuts>,
  company: Criteria,
  changes: boolean,
): (customer: ClassifiedCustomer, into: OutputBuffer) => void {
  const head = Buffer.from(`{"format_version":1,"as_of":${printJson(formatDay(asOf))},"customer_id":`);
  const linesOf = perCriteria((criteria) =>
    compileLine(criteria, { asOf, cohorts: criteria.cohorts, cuts: cuts.get(criteria)! }),
  );
  const changesOf = changes ? createChangeFinder(asOf, cuts, company) : null;
  return (customer, into) => {
    const { facts, record, verdict, computed, previous, override, criteria, group } = customer;
    const { categories, scores } = linesOf(criteria);
    into.bytes(head);
    into.text(printJson(factText(facts, criteria.idField.slot) ?? ''));
    into.bytes(LINE);
    into.number(record.line);
    into.bytes(CATEGORY);
    writeText(categoryOf(verdict), into);
    into.bytes(CRITERION);
    writeText(criterionOf(verdict), into);
    if (previous !== null) into.text(`,"previous_category":${printJson(previous)}`);
    if (override !== null) {
      const own = categoryOf(computed);
      into.text(`,"computed_category":${printJson(own)},"override":${printJson(overrideJson(override))}`);
    }
    const lacks = computed.kind === 'decided' ? [] : missingFields(computed.lacks, facts, criteria);
    if (lacks.length > 0) into.text(`,"undetermined_because":${printJson(lacks)}`);
    into.bytes(CATEGORIES);
    for (let at = 0; at < categories.length; at += 1) {
      if (at > 0) into.bytes(COMMA);
      categories[at]!(customer, into);
    }
    into.bytes(LIST_END);
    for (let at = 0; at < scores.length; at += 1) {
      into.bytes(at === 0 ? SCORES : COMMA);
      scores[at]!(facts, into);
    }
    if (scores.length > 0) into.bytes(LIST_END);
    if (changesOf !== null)
      into.text(`,"counterfactuals":${printJson(counterfactualsJson(changesOf(customer, previous)))}`);
    if (group !== null) into.text(`,"sites":${group.sites}`);
    into.bytes(LINE_END);
  };
}

interface Line {
  readonly categories: readonly ((customer: ClassifiedCustomer, into: OutputBuffer) => void)[];
  readonly scores: readonly ((facts: Facts, into: OutputBuffer) => void)[];
}

function compileLine({ categories, computed }: Criteria, context: TestContext): Line {
  return {
    categories: categories.map((category) => compileCategory(category, context)),
    scores: computed.filter((one) => one.kind === 'score').map((score) => compileScore(score, context)),
  };
}

function compileCategory(
  { name, when, staysWhile }: Category,
  context: TestContext,
): Line['categories'][number] {
  const opening = byOutcome(`{"category":${printJson(name)},`, '');
  const own = when.kind === 'otherwise' ? [] : when.criteria;
  const criteria = own.map(({ id, condition }, at) => {
    const before = at === 0 ? ',"criteria":[' : `${endOf(own[at - 1]!.condition)},`;
    return compilePart(condition, `${before}{"id":${printJson(id)},`, context);
  });
  const listEnd = own.length === 0 ? '' : `${endOf(own.at(-1)!.condition)}]`;
  const stays = staysWhile === null ? null : compilePart(staysWhile, `${listEnd},"stays_while":{`, context);
  const either = stays === null ? criteria : [...criteria, stays];
  const end = Buffer.from(`${listEnd}}`);
  const endBehindStays = staysWhile === null ? end : Buffer.from(`${endOf(staysWhile)}}`);
  return ({ facts, previous }, into) => {
    // Who was in another category has nothing to stay in.
    const mayStay = stays !== null && previous === name;
    const asked = mayStay ? either : criteria;
    for (let at = 0; at < asked.length; at += 1) asked[at]!.test(facts);
    into.bytes(opening[when.kind === 'otherwise' ? 'true' : groupOutcome('any', asked)]);
    for (let at = 0; at < asked.length; at += 1) asked[at]!.write(facts, into);
    into.bytes(mayStay ? endBehindStays : end);
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
  if (!isLeaf(condition)) {
    const opening = byOutcome(before, '');
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
        into.bytes(opening[group.outcome]);
        for (let at = 0; at < parts.length; at += 1) parts[at]!.write(facts, into);
      },
    };
    return group;
  }
  const { name, type, slot } = condition.fact;
  const opening = byOutcome(before, `,"fact":${printJson(name)},"value":`);
  const test = compileCondition(condition, context);
  const figuresOf = compileTestFigures(condition, context);
  const leaf = {
    outcome: 'missing' as Outcome,
    test(facts: Facts): void {
      leaf.outcome = test(facts);
    },
    write(facts: Facts, into: OutputBuffer): void {
      const { value, bound, isOnBound, rank } = figuresOf(facts);
      into.bytes(opening[leaf.outcome]);
      writeValue(value, type, into);
      if (bound !== null) {
        into.bytes(DISTANCE);
        writeNumber(isOnBound ? 0 : distanceTo(facts, slot, bound), into);
      }
      if (rank?.place != null) {
        into.bytes(RANK);
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

function compileScore({ fact, factors }: Score, context: TestContext): Line['scores'][number] {
  const opening = Buffer.from(`{"score":${printJson(fact.name)},"value":`);
  const parts = factors.map((factor, at) => ({
    name: Buffer.from(`${at === 0 ? ',"points":{' : ','}${printJson(factor.fact.name)}:`),
    points: compileFactor(factor, context),
  }));
  return (facts, into) => {
    into.bytes(opening);
    writeNumber(shownValue(facts, fact.slot), into);
    for (let at = 0; at < parts.length; at += 1) {
      const { name, points } = parts[at]!;
      into.bytes(name);
      points.evaluate(facts, 1);
      const { values, errors } = points.column;
      writeNumber(roundShown(values[0]!, errors[0]!, points, facts), into);
    }
    into.bytes(SCORE_END);
  };
}

// What is written until the outcome is told, that, and what follows, for each outcome.
function byOutcome(before: string, after: string): Readonly<Record<Outcome, Uint8Array>> {
  const write = (outcome: Outcome): Uint8Array => Buffer.from(`${before}"outcome":"${outcome}"${after}`);
  return { true: write('true'), false: write('false'), missing: write('missing') };
}

function writeValue(value: number | string | null, type: FactType, into: OutputBuffer): void {
  if (value === null) into.bytes(NULL);
  else if (type.kind === 'text') writeText(value as string, into);
  else if (type.unit === 'day') writeDay(value as number, into);
  else if (typeof value === 'number' && type.unit !== 'flag') writeNumber(value, into);
  else into.text(printJson(factJson(value, type)));
}

function writeNumber(value: number | null, into: OutputBuffer): void {
  if (Number.isFinite(value)) into.number(value!);
  else into.bytes(NULL);
}

// Most texts come again and again.
function writeText(text: string | null, into: OutputBuffer): void {
  const known = text === null ? NULL : TEXTS.get(text);
  const bytes = known ?? Buffer.from(printJson(text));
  if (known === undefined && TEXTS.size < MOST_TEXTS) TEXTS.set(text!, bytes);
  into.bytes(bytes);
}

function writeDay(day: Day, into: OutputBuffer): void {
  const known = DAYS.get(day);
  const bytes = known ?? Buffer.from(printJson(formatDay(day)));
  if (known === undefined && DAYS.size < MOST_TEXTS) DAYS.set(day, bytes);
  into.bytes(bytes);
}

const TEXTS = new Map<string, Uint8Array>();
const DAYS = new Map<Day, Uint8Array>();
const MOST_TEXTS = 10_000;

const NULL = Buffer.from('null');
const LINE = Buffer.from(',"line":');
const CATEGORY = Buffer.from(',"category":');
const CRITERION = Buffer.from(',"criterion":');
const CATEGORIES = Buffer.from(',"categories":[');
const SCORES = Buffer.from(',"scores":[');
const DISTANCE = Buffer.from(',"distance":');
const RANK = Buffer.from(',"rank":');
const LIST_END = Buffer.from(']');
const COMMA = Buffer.from(',');
const SCORE_END = Buffer.from('}}');
const LINE_END = Buffer.from('}\n');
