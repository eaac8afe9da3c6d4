import { factTypeOf } from '../fields/value.ts';
import type { Block } from '../output/report.ts';
import type { Words } from '../output/words.ts';
import type { Counterfactual } from '../verdict/counterfactual.ts';
import type { Explanation } from '../verdict/explain.ts';
import type { ConditionTrace } from '../verdict/trace.ts';
import { formatFact } from './fact-value.ts';
import { percentOf } from './reason-parts.ts';
import type { ExplainWords } from './words/explain.ts';

/** The smallest changes that would make the customer key, or take that from it. */
export function changeBlocks(one: Explanation, words: Words, say: ExplainWords): Block[] {
  const { found, goal, unknown } = one.counterfactuals;
  const blocks: Block[] = [{ kind: 'heading', text: say.headings.change }];
  if (found.length === 0) blocks.push({ kind: 'paragraph', text: say.noChange[goal] });
  else
    blocks.push({
      kind: 'list',
      items: found.slice(0, MOST_SHOWN).map((change) => changeText(change, words, say)),
    });
  if (unknown.length > 0)
    blocks.push({ kind: 'note', severity: 'info', text: say.unknown(unknown.join(words.comma)) });
  if (
    found.length > 0 &&
    one.categories.some(({ criteria }) => criteria.some(({ trace }) => isRanked(trace)))
  )
    blocks.push({ kind: 'note', severity: 'info', text: say.cutsHeld });
  return blocks;
}

const MOST_SHOWN = 5;

/** One change as a sentence: "revenue +12,400 (2.5%), to 512,400, makes it key". */
export function changeText(
  { field, from, to, change, ratio, verdict }: Counterfactual,
  words: Words,
  say: ExplainWords,
): string {
  const type = factTypeOf(field.type);
  const show = (value: string): string =>
    formatFact(type.kind === 'text' ? value : Number(value), type, say.values);
  const name = verdict.kind === 'decided' ? words.categories[verdict.category] : words.undetermined;
  const result = say.becomes(name, verdict.kind === 'decided' && verdict.category === 'key');
  if (from === null) return say.fill(field.name, show(to), result);
  if (change === null) return say.switch(field.name, show(from), show(to), result);
  const step = type.kind === 'number' && type.unit === 'day' ? ({ ...type, unit: 'days' } as const) : type;
  const amount = `${change < 0 ? '−' : '+'}${formatFact(Math.abs(change), step, say.values)}`;
  return say.change(field.name, amount, ratio === null ? null : percentOf(ratio), show(to), result);
}

// Locked cut points do not move with a customer.
function isRanked(trace: ConditionTrace): boolean {
  return trace.kind === 'group' ? trace.parts.some(isRanked) : trace.rank?.place != null;
}
