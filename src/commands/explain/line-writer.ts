import type { Condition, Outcome } from '../../condition/condition.ts';
import { isLeaf } from '../../condition/leaves.ts';
import type { Category, Criteria, Score } from '../../criteria/criteria.ts';
import { perCriteria } from '../../criteria/per-criteria.ts';
import type { FactType } from '../../fields/value.ts';
import { printJson } from '../../output/json-pieces.ts';
import { factJson } from '../../say/fact.ts';
import { overrideJson } from '../../say/run.ts';
import type { CategoryTrace, Explanation, ScoreTrace } from '../../verdict/explain.ts';
import type { ConditionTrace } from '../../verdict/trace.ts';
import { criterionOf } from '../../verdict/verdict.ts';
import type { OutputBuffer } from '../run/output-buffer.ts';
import { counterfactualsJson } from './json.ts';

/** Writes the explanation of a customer; `sites`: how many rows it was made of, where that is a group of companies. */
type WriteLine = (one: Explanation, sites: number | undefined, into: OutputBuffer) => void;

/**
 * Opens a writer of explanations, a line of JSON each: what is true of this customer, without the words and places that
 * are the same for all. Null and empty parts are left out. What the criteria say is made bytes once, since to make objects
 * and texts for each customer takes many times as long. `changes`: whether the smallest changes were searched for.
 */
export function openLineWriter(asOf: string, changes: boolean): WriteLine {
  const head = Buffer.from(`{"format_version":1,"as_of":${printJson(asOf)},"customer_id":`);
  const writersOf = perCriteria(compileWriters);
  return (one, sites, into) => {
    const { id, line, verdict, computed, previous, override, lacks, categories, scores } = one;
    const writers = writersOf(one.criteria);
    into.bytes(head);
    into.text(`${printJson(id)},"line":${line}`);
    into.bytes(CATEGORY);
    writeText(verdict.kind === 'decided' ? verdict.category : null, into);
    into.bytes(CRITERION);
    writeText(criterionOf(verdict), into);
    if (previous !== null) into.text(`,"previous_category":${printJson(previous)}`);
    if (override !== null) {
      const own = computed.kind === 'decided' ? computed.category : null;
      into.text(`,"computed_category":${printJson(own)},"override":${printJson(overrideJson(override))}`);
    }
    if (lacks.length > 0) into.text(`,"undetermined_because":${printJson(lacks)}`);
    into.bytes(CATEGORIES);
    writeList(categories, writers.categories, into);
    if (scores.length > 0) {
      into.bytes(SCORES);
      writeList(scores, writers.scores, into);
    }
    if (changes) into.text(`,"counterfactuals":${printJson(counterfactualsJson(one.counterfactuals))}`);
    if (sites !== undefined) into.text(`,"sites":${sites}`);
    into.bytes(LINE_END);
  };
}

/** Writes a part of the criteria with what it came to. */
type Write<T> = (found: T, into: OutputBuffer) => void;

interface Writers {
  readonly categories: readonly Write<CategoryTrace>[];
  readonly scores: readonly Write<ScoreTrace>[];
}

function compileWriters({ categories, computed }: Criteria): Writers {
  return {
    categories: categories.map(compileCategory),
    scores: computed.filter((one) => one.kind === 'score').map(compileScore),
  };
}

function compileCategory({ name, when, staysWhile }: Category): Write<CategoryTrace> {
  const opening = byOutcome(`{"category":${printJson(name)},`, '');
  const own = when.kind === 'otherwise' ? [] : when.criteria;
  const criteria = own.map(({ id, condition }) => compileCondition(condition, `"id":${printJson(id)},`));
  const stays = staysWhile === null ? null : compileCondition(staysWhile, '');
  return (found, into) => {
    into.bytes(opening[found.outcome]);
    if (criteria.length > 0) {
      into.bytes(CRITERIA);
      for (let at = 0; at < criteria.length; at += 1) {
        if (at > 0) into.bytes(COMMA);
        criteria[at]!(found.criteria[at]!.trace, into);
      }
      into.bytes(LIST_END);
    }
    if (found.stays !== null) {
      into.bytes(STAYS);
      stays!(found.stays, into);
    }
    into.bytes(OBJECT_END);
  };
}

function compileCondition(condition: Condition, id: string): Write<ConditionTrace> {
  if (!isLeaf(condition)) {
    const opening = byOutcome(`{${id}`, `,"${condition.kind}":`);
    const of = condition.kind === 'not' ? [condition.of] : condition.of;
    const parts = of.map((part) => compileCondition(part, ''));
    return (found, into) => {
      if (found.kind !== 'group') return;
      into.bytes(opening[found.outcome]);
      writeList(found.parts, parts, into);
      into.bytes(OBJECT_END);
    };
  }
  const { name, type } = condition.fact;
  const opening = byOutcome(`{${id}`, `,"fact":${printJson(name)},"value":`);
  return (found, into) => {
    if (found.kind !== 'test') return;
    const { outcome, value, distance, rank } = found;
    into.bytes(opening[outcome]);
    writeValue(value, type, into);
    if (distance !== null) {
      into.bytes(DISTANCE);
      writeNumber(distance.absolute, into);
    }
    if (rank?.place != null) {
      into.bytes(RANK);
      into.number(rank.place.rank);
    }
    into.bytes(OBJECT_END);
  };
}

function compileScore({ fact, factors }: Score): Write<ScoreTrace> {
  const opening = Buffer.from(`{"score":${printJson(fact.name)},"value":`);
  const names = factors.map((factor, at) =>
    Buffer.from(`${at === 0 ? ',"points":{' : ','}${printJson(factor.fact.name)}:`),
  );
  return (found, into) => {
    into.bytes(opening);
    writeNumber(found.value, into);
    for (let at = 0; at < names.length; at += 1) {
      into.bytes(names[at]!);
      writeNumber(found.factors[at]!.points, into);
    }
    into.bytes(POINTS_END);
  };
}

// What is written until the outcome is told, that, and what follows, for each outcome.
function byOutcome(before: string, after: string): Readonly<Record<Outcome, Uint8Array>> {
  const write = (outcome: Outcome): Uint8Array => Buffer.from(`${before}"outcome":"${outcome}"${after}`);
  return { true: write('true'), false: write('false'), missing: write('missing') };
}

function writeList<T>(found: readonly T[], writers: readonly Write<T>[], into: OutputBuffer): void {
  into.bytes(LIST);
  for (let at = 0; at < found.length; at += 1) {
    if (at > 0) into.bytes(COMMA);
    writers[at]!(found[at]!, into);
  }
  into.bytes(LIST_END);
}

function writeValue(value: number | string | null, type: FactType, into: OutputBuffer): void {
  const json = factJson(value, type);
  if (typeof json === 'number') writeNumber(json, into);
  else if (typeof json === 'string' && type.kind === 'text') writeText(json, into);
  else into.text(printJson(json));
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

const TEXTS = new Map<string, Uint8Array>();
const MOST_TEXTS = 10_000;

const NULL = Buffer.from('null');
const CATEGORY = Buffer.from(',"category":');
const CRITERION = Buffer.from(',"criterion":');
const CATEGORIES = Buffer.from(',"categories":');
const CRITERIA = Buffer.from(',"criteria":[');
const STAYS = Buffer.from(',"stays_while":');
const SCORES = Buffer.from(',"scores":');
const DISTANCE = Buffer.from(',"distance":');
const RANK = Buffer.from(',"rank":');
const LIST = Buffer.from('[');
const LIST_END = Buffer.from(']');
const COMMA = Buffer.from(',');
const OBJECT_END = Buffer.from('}');
const POINTS_END = Buffer.from('}}');
const LINE_END = Buffer.from('}\n');
