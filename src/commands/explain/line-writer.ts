import type { TestContext } from '../../condition/compile.ts';
import type { Cuts } from '../../condition/condition.ts';
import type { Criteria, Score } from '../../criteria/criteria.ts';
import { compileFactor } from '../../facts/score.ts';
import { type Day, formatDay } from '../../fields/day.ts';
import { type Facts, factText } from '../../fields/facts.ts';
import { roundShown, shownValue } from '../../fields/rounded.ts';
import { oncePer } from '../../once-per.ts';
import { printJson } from '../../output/json-pieces.ts';
import { overrideJson } from '../../say/override.ts';
import type { ClassifiedCustomer } from '../../verdict/classify-table.ts';
import { missingFields } from '../../verdict/missing-fields.ts';
import { categoryOf, criterionOf, type Verdict } from '../../verdict/verdict.ts';
import { type ByteRun, byteRun, type OutputBuffer } from '../run/output-buffer.ts';
import { GrowingLine } from './growing-line.ts';
import { compileCategory } from './line-parts.ts';

/**
 * Opens a writer of explanations, a line of JSON each: what is true of this customer, without the words and places that
 * are the same for all. Null and empty parts are left out. It explains as `createExplainer` does, but what the criteria say
 * is made bytes once, and no objects and texts are made for each customer, which takes several times as long. `changesOf`
 * finds the smallest changes, where they are asked for; lines count from `firstLine`.
 */
export function openLineWriter(
  asOf: Day,
  cuts: ReadonlyMap<Criteria, Cuts>,
  changesOf: ((customer: ClassifiedCustomer) => object) | null,
): (customer: ClassifiedCustomer, into: OutputBuffer, firstLine: number) => void {
  const head = byteRun(`{"format_version":1,"as_of":${printJson(formatDay(asOf))},"customer_id":"`);
  const linesOf = oncePer((criteria: Criteria) =>
    compileLine(criteria, { asOf, cohorts: criteria.cohorts, cuts: cuts.get(criteria)! }),
  );
  const undetermined = verdictRun({ kind: 'undetermined', lacks: [] });
  const runOf = oncePer(verdictRun);
  const line = new GrowingLine();
  return (customer, into, firstLine) => {
    const { facts, record, verdict, computed, previous, override, criteria, group } = customer;
    const { categories, scores } = linesOf(criteria);
    into.run(head);
    writeId(customer, into);
    line.begin(into);
    line.run(LINE);
    line.number(firstLine + record.line);
    line.run(verdict.kind === 'decided' ? runOf(verdict) : undetermined);
    if (previous !== null) line.text(`,"previous_category":${printJson(previous)}`);
    if (override !== null) {
      const own = categoryOf(computed);
      line.text(`,"computed_category":${printJson(own)},"override":${printJson(overrideJson(override))}`);
    }
    const lacks = computed.kind === 'decided' ? [] : missingFields(computed.lacks, facts, criteria);
    if (lacks.length > 0) line.text(`,"undetermined_because":${printJson(lacks)}`);
    for (let at = 0; at < categories.length; at += 1) categories[at]!(customer, line);
    line.run(LIST_END);
    for (let at = 0; at < scores.length; at += 1) scores[at]!(facts, line);
    if (scores.length > 0) line.run(LIST_END);
    if (changesOf !== null) line.text(`,"counterfactuals":${printJson(changesOf(customer))}`);
    if (group !== null) line.text(`,"sites":${group.sites}`);
    line.run(LINE_END);
    line.flush();
  };
}

interface Line {
  readonly categories: readonly ((customer: ClassifiedCustomer, line: GrowingLine) => void)[];
  readonly scores: readonly ((facts: Facts, line: GrowingLine) => void)[];
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
  return (facts, line) => {
    line.run(opening);
    line.number(shownValue(facts, fact.slot));
    for (let at = 0; at < parts.length; at += 1) {
      const { name, points } = parts[at]!;
      line.run(name);
      points.evaluate(facts, 1);
      const { values, errors } = points.column;
      line.number(roundShown(values[0]!, errors[0]!, points, facts));
    }
    line.run(SCORE_END);
  };
}

function verdictRun(verdict: Verdict): ByteRun {
  return byteRun(
    `,"category":${printJson(categoryOf(verdict))},"criterion":${printJson(criterionOf(verdict))}`,
  );
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

const LINE = byteRun('","line":');
const LIST_END = byteRun(']');
const SCORE_END = byteRun('}}');
const LINE_END = byteRun('}\n');
