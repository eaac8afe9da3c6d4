import type { FactType } from '../../fields/value.ts';
import { printJson } from '../../output/json-pieces.ts';
import { factJson } from '../../say/fact.ts';
import { overrideJson } from '../../say/run.ts';
import type { CategoryTrace, Explanation, ScoreTrace } from '../../verdict/explain.ts';
import type { ConditionTrace } from '../../verdict/trace.ts';
import { criterionOf } from '../../verdict/verdict.ts';
import { counterfactualsJson } from './json.ts';

/** Writes the explanation of a customer; `sites`: how many rows it was made of, where that is a group of companies. */
type WriteLine = (one: Explanation, sites: number | undefined) => string;

/**
 * Opens a writer of explanations, a line of JSON each: what is true of this customer, without the words and places that
 * are the same for all. Null and empty parts are left out. It writes text, since to make objects and text of them takes
 * longer. `changes`: whether the smallest changes were searched for.
 */
export function openLineWriter(asOf: string, changes: boolean): WriteLine {
  const head = `{"format_version":1,"as_of":${printJson(asOf)},"customer_id":`;
  return (one, sites) => {
    const { id, line, verdict, computed, previous, override, lacks, categories, scores } = one;
    const decided = verdict.kind === 'decided' ? verdict.category : null;
    let text = `${head}${printJson(id)},"line":${line},"category":${named(decided)},"criterion":${named(criterionOf(verdict))}`;
    if (previous !== null) text += `,"previous_category":${named(previous)}`;
    if (override !== null) {
      const own = computed.kind === 'decided' ? computed.category : null;
      text += `,"computed_category":${named(own)},"override":${printJson(overrideJson(override))}`;
    }
    if (lacks.length > 0) text += `,"undetermined_because":${printJson(lacks)}`;
    text += `,"categories":${listed(categories, categoryText)}`;
    if (scores.length > 0) text += `,"scores":${listed(scores, scoreText)}`;
    if (changes) text += `,"counterfactuals":${printJson(counterfactualsJson(one.counterfactuals))}`;
    if (sites !== undefined) text += `,"sites":${sites}`;
    return `${text}}\n`;
  };
}

function categoryText({ category, outcome, criteria, stays }: CategoryTrace): string {
  let text = `{"category":${named(category.name)},"outcome":"${outcome}"`;
  if (criteria.length > 0)
    text += `,"criteria":${listed(criteria, ({ criterion, trace }) => conditionText(trace, `"id":${named(criterion.id)},`))}`;
  if (stays !== null) text += `,"stays_while":${conditionText(stays, '')}`;
  return `${text}}`;
}

function conditionText(trace: ConditionTrace, id: string): string {
  const head = `{${id}"outcome":"${trace.outcome}"`;
  if (trace.kind === 'group')
    return `${head},"${trace.condition.kind}":${listed(trace.parts, (part) => conditionText(part, ''))}}`;
  const { condition, value, distance, rank } = trace;
  const { fact } = condition;
  let text = `${head},"fact":${named(fact.name)},"value":${valueText(value, fact.type)}`;
  if (distance !== null) text += `,"distance":${printed(distance.absolute)}`;
  if (rank?.place != null) text += `,"rank":${rank.place.rank}`;
  return `${text}}`;
}

function scoreText({ fact, value, factors }: ScoreTrace): string {
  const points = factors.map(({ factor, points: own }) => `${named(factor.fact.name)}:${printed(own)}`);
  return `{"score":${named(fact.name)},"value":${printed(value)},"points":{${points.join(',')}}}`;
}

function listed<T>(items: readonly T[], write: (item: T) => string): string {
  let text = '';
  for (const item of items) text += `${text === '' ? '[' : ','}${write(item)}`;
  return text === '' ? '[]' : `${text}]`;
}

function valueText(value: number | string | null, type: FactType): string {
  const json = factJson(value, type);
  return typeof json === 'number' ? printed(json) : printJson(json);
}

function printed(value: number | null): string {
  return Number.isFinite(value) ? String(value) : 'null';
}

// Names come from the criteria: few, and always the same.
function named(name: string | null): string {
  if (name === null) return 'null';
  const found = NAMED.get(name) ?? JSON.stringify(name);
  NAMED.set(name, found);
  return found;
}

const NAMED = new Map<string, string>();
