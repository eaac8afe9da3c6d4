import type { Factor } from '../../../../criteria/criteria.ts';
import type { Field } from '../../../../fields/field.ts';
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
      const message = `no value of "${factor.fact.name}" gives ${idle}`;
      const help = `"${factor.fact.name}" goes from ${field?.min ?? 'any amount'} to ${field?.max ?? 'any amount'}: fit the points to that, or its "min" and "max"`;
      yield findingOf(context, ['warning', 'idle-points'], message, factor.span, { help });
    }
  }
};

function idlePart({ points: rule }: Factor, { min, max }: Field): string | null {
  const [least, most] = [min ?? -Infinity, max ?? Infinity];
  switch (rule.kind) {
    case 'bands':
      for (const [index, { from, points }] of rule.bands.entries()) {
        const next = rule.bands[index + 1]?.from.value ?? Infinity;
        if (from.value > most || next <= least) return `the ${points.text} points from ${from.text} on`;
      }
      return null;
    case 'scale': {
      const [low, high] = [
        Math.min(rule.low.value, rule.high.value),
        Math.max(rule.low.value, rule.high.value),
      ];
      if (most <= low || least >= high) return `anything but one number of points on its scale`;
      if (most < high) return `the points above ${textOf(max)} on its scale`;
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
