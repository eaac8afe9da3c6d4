import type { Titles } from '../criteria/titles.ts';
import { formatDay } from '../fields/day.ts';
import { factTypeOf } from '../fields/value.ts';
import { defineWords, type Language } from '../output/language.ts';
import type { Block } from '../output/report.ts';
import { wordsFor } from '../output/words.ts';
import type { Counterfactual } from '../verdict/counterfactual.ts';
import type { Explanation } from '../verdict/explain.ts';
import type { ConditionTrace } from '../verdict/trace.ts';
import { categoryOf, standingOf } from '../verdict/verdict.ts';
import { categoryName } from './category.ts';
import { choiceText } from './condition.ts';
import { percentOf } from './distance.ts';
import { factJson, factName, formatFact } from './fact.ts';

/**
 * The smallest changes that would make the customer key, or take that from it; where an override decides, what they
 * would do by the criteria alone.
 */
export function changeBlocks(one: Explanation, language: Language): Block[] {
  const say = changeWords(language);
  const { found, goal, unknown } = one.counterfactuals;
  const { override } = one;
  const { titles } = one.criteria;
  const blocks: Block[] = [{ kind: 'heading', text: override === null ? say.heading : say.headingAfter }];
  if (override !== null) {
    const words = wordsFor(language);
    const [set, computed] = [override.category, standingOf(one.computed)].map((name) =>
      categoryName(name, words),
    );
    blocks.push({ kind: 'paragraph', text: say.override(set!, formatDay(override.expires), computed!) });
  }
  if (found.length === 0) blocks.push({ kind: 'paragraph', text: say.noChange[goal] });
  else
    blocks.push({
      kind: 'list',
      items: found.slice(0, MOST_SHOWN).map((change) => changeText(change, titles, language)),
    });
  if (unknown.length > 0)
    blocks.push({
      kind: 'note',
      severity: 'info',
      text: say.unknown(
        unknown.map((name) => factName(name, titles, language)).join(wordsFor(language).comma),
      ),
    });
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
  titles: Titles,
  language: Language,
): string {
  const words = wordsFor(language);
  const say = changeWords(language);
  const type = factTypeOf(field.type);
  // Rounded, a change might not be enough.
  const show = (value: string): string =>
    type.kind === 'text'
      ? choiceText({ fields: [field] }, field.name, value, language)
      : formatFact(Number(value), type, language, 'all');
  const label = factName(field.name, titles, language);
  const name = categoryName(standingOf(verdict), words);
  const result = say.becomes(name, categoryOf(verdict) === 'key');
  if (from === null) return say.fill(label, show(to), result);
  if (change === null) return say.switch(label, show(from), show(to), result);
  const step = type.kind === 'number' && type.unit === 'day' ? ({ ...type, unit: 'days' } as const) : type;
  const amount = `${change < 0 ? '-' : '+'}${formatFact(Math.abs(change), step, language, 'all')}`;
  return say.change(label, amount, ratio === null ? null : percentOf(ratio), show(to), result);
}

/** A change as JSON; `from` null is a blank that was filled in. */
export function smallestChangeJson({ field, from, to, change, ratio, verdict }: Counterfactual): object {
  const type = factTypeOf(field.type);
  const value = (text: string | null): unknown =>
    text === null ? null : factJson(type.kind === 'text' ? text : Number(text), type);
  return {
    field: field.name,
    from: value(from),
    to: value(to),
    change,
    change_ratio: ratio,
    category_then: standingOf(verdict),
  };
}

// Locked cut points do not move with a customer.
function isRanked(trace: ConditionTrace): boolean {
  return trace.kind === 'group' ? trace.parts.some(isRanked) : trace.rank?.place != null;
}

const changeWords = defineWords({
  heading: { en: 'What would change it', zh: '怎样会改变结果' },
  headingAfter: { en: 'What would change it once the override ends', zh: '人工指定到期后，怎样会改变结果' },
  override: {
    en: (set: string, until: string, computed: string) =>
      `an override makes it ${set} until ${until}, and until then no change of its data has an effect; by the criteria alone it is ${computed}, and this holds:`,
    zh: (set: string, until: string, computed: string) =>
      `人工指定使其为${set}，有效期至 ${until}，在此之前数据变动不起作用；仅按标准判定为${computed}，以下结果以此为准：`,
  },
  /** "revenue +12,400 (2.5%) to 512,400 makes it key". */
  change: {
    en: (field: string, step: string, ratio: string | null, to: string, verdict: string) =>
      `${field} ${step}${ratio === null ? '' : ` (${ratio})`}, to ${to}, ${verdict}`,
    zh: (field: string, step: string, ratio: string | null, to: string, verdict: string) =>
      `${field} ${step}${ratio === null ? '' : `（${ratio}）`}，达到 ${to}，${verdict}`,
  },
  fill: {
    en: (field: string, to: string, verdict: string) => `${field}, not known now, at ${to} ${verdict}`,
    zh: (field: string, to: string, verdict: string) => `${field} 目前无数据，若为 ${to}，${verdict}`,
  },
  switch: {
    en: (field: string, from: string, to: string, verdict: string) =>
      `${field} from ${from} to ${to} ${verdict}`,
    zh: (field: string, from: string, to: string, verdict: string) =>
      `${field} 由 ${from} 改为 ${to}，${verdict}`,
  },
  becomes: {
    en: (verdict: string, key: boolean) =>
      key ? `makes it ${verdict}` : `makes it ${verdict}, no longer key`,
    zh: (verdict: string, key: boolean) => (key ? `即成为${verdict}` : `即变为${verdict}，不再是大客户`),
  },
  noChange: {
    'become-key': { en: 'no change of a single field makes it key', zh: '仅改变一个字段不能使其成为大客户' },
    'lose-key': {
      en: 'no change of a single field takes key from it',
      zh: '仅改变一个字段不会使其失去大客户地位',
    },
  },
  cutsHeld: {
    en: 'the lines of relative tests are held where they are; a change moves them a little',
    zh: '相对条件的分界值按现状计算；客户变动会使分界值略有移动',
  },
  unknown: {
    en: (fields: string) =>
      `a smaller change may exist for ${fields}: the formulas were too tangled to search`,
    zh: (fields: string) => `${fields} 可能有更小的变动：公式过于复杂，未能搜索完`,
  },
});
