import type { Factor } from '../../../../criteria/criteria.ts';
import type { Field } from '../../../../fields/field.ts';
import type { Wording } from '../../../../text/wording.ts';
import { findingOf, type LintRule } from '../lint-rule.ts';

/** Bands and scales with points that no value within the field's `min` and `max` can give. */
export const findIdlePoints: LintRule = function* (context) {
  const fields = new Map(context.criteria.fields.map((field) => [field.name, field]));
  for (const score of context.criteria.computed) {
    if (score.kind !== 'score') continue;
    for (const factor of score.factors) {
      const field = fields.get(factor.fact.name);
      const idle = field === undefined ? null : idlePart(factor, field);
      if (idle === null) continue;
      const message = {
        en: `no value of "${factor.fact.name}" gives ${idle.en}`,
        zh: `“${factor.fact.name}”的任何取值都得不到${idle.zh}`,
      };
      const help = {
        en: `"${factor.fact.name}" goes from ${field?.min ?? 'any amount'} to ${field?.max ?? 'any amount'}: fit the points to that, or its "min" and "max"`,
        zh: `“${factor.fact.name}”的范围是 ${field?.min ?? '任意值'} 到 ${field?.max ?? '任意值'}：请据此调整分数，或修改它的 min 和 max`,
      };
      yield findingOf(context, ['warning', 'idle-points'], message, factor.span, { help });
    }
  }
};

function idlePart({ points: rule }: Factor, { min, max }: Field): Wording | null {
  const [least, most] = [min ?? -Infinity, max ?? Infinity];
  switch (rule.kind) {
    case 'bands':
      for (const [index, { from, points }] of rule.bands.entries()) {
        const next = rule.bands[index + 1]?.from.value ?? Infinity;
        if (from.value > most || next <= least)
          return {
            en: `the ${points.text} points from ${from.text} on`,
            zh: `从 ${from.text} 起的 ${points.text} 分`,
          };
      }
      return null;
    case 'scale': {
      const [low, high] = [
        Math.min(rule.low.value, rule.high.value),
        Math.max(rule.low.value, rule.high.value),
      ];
      if (most <= low || least >= high)
        return { en: `anything but one number of points on its scale`, zh: 'scale 上一个分数以外的其他分数' };
      if (most < high)
        return {
          en: `the points above ${textOf(max)} on its scale`,
          zh: `scale 上 ${textOf(max)} 以上的分数`,
        };
      return null;
    }
    case 'points':
    case 'quantiles':
      return null;
  }
}

function textOf(value: number | null): string {
  return value === null ? '' : String(value);
}
