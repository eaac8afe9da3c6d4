import type { Cohort, Leaf, Quantity } from '../../condition/condition.ts';
import { leavesOf } from '../../condition/leaves.ts';
import { type Criteria, criteriaOf } from '../../criteria/criteria.ts';
import { criteriaIn } from '../../criteria/per-criteria.ts';
import type { Variation } from '../../criteria/vary.ts';
import { exactOf } from '../../fields/exact.ts';
import { boundOf } from '../../fields/facts.ts';
import type { Span } from '../../text/source.ts';

/** A weight or a threshold, moved down and up. */
export interface Shift {
  readonly kind: 'weight' | 'threshold';
  /** The fact that is weighed or compared. */
  readonly fact: string;
  /** Where it counts: a score, a category and criterion. */
  readonly within: string;
  /** The amount as the file writes it. */
  readonly from: string;
  readonly at: Span;
  readonly down: Shifted;
  readonly up: Shifted;
}

/** What moves one amount in the company's criteria, and in those of every unit that inherits it. */
export interface Shifted {
  readonly variation: Variation;
  /** Whether cut points may differ too, so that the customers have to be ranked afresh. */
  readonly ranksAfresh: boolean;
}

const DOWN = exactOf('0.9');
const UP = exactOf('1.1');

/** Every weight and threshold of the criteria moved by 10 %, one at a time. Days of the calendar have no 10 %. */
export function shiftsOf(criteria: Criteria): Shift[] {
  const found = new Map<string, Shift>();
  for (const own of criteriaIn(criteria)) {
    for (const shift of [...weightShifts(own, criteria), ...thresholdShifts(own)]) {
      const { at } = shift;
      const key = JSON.stringify([at.source.name, at.start, shift.kind, shift.from]);
      if (!found.has(key)) found.set(key, shift);
    }
  }
  return [...found.values()];
}

function* weightShifts(own: Criteria, company: Criteria): Generator<Shift> {
  const ranked = own.cohorts.length > 0 || company.cohorts.length > 0;
  for (const score of own.computed) {
    if (score.kind !== 'score') continue;
    for (const { fact, weight, span } of score.factors) {
      const shift = (by: typeof UP): Shifted => ({
        ranksAfresh: ranked,
        variation: {
          factor: (one) => (sameSpan(one.span, span) ? { ...one, weight: scaled(one.weight, by) } : one),
        },
      });
      yield {
        kind: 'weight',
        fact: fact.name,
        within: score.fact.name,
        from: weight.text,
        at: span,
        down: shift(DOWN),
        up: shift(UP),
      };
    }
  }
}

function* thresholdShifts(own: Criteria): Generator<Shift> {
  for (const category of own.categories) {
    const parts = criteriaOf(category).map(({ id, condition }) => ({ id, condition }));
    if (category.staysWhile !== null) parts.push({ id: 'stays_while', condition: category.staysWhile });
    for (const { id, condition } of parts) {
      for (const leaf of leavesOf(condition)) {
        for (const { from, vary } of boundsOf(leaf, own)) {
          const shift = (by: typeof UP): Shifted => ({
            ranksAfresh: leaf.kind === 'rank',
            variation: vary(by),
          });
          const within = `${category.name} › ${id}`;
          yield {
            kind: 'threshold',
            fact: leaf.fact.name,
            within,
            from,
            at: leaf.span,
            down: shift(DOWN),
            up: shift(UP),
          };
        }
      }
    }
  }
}

interface Bound {
  readonly from: string;
  vary(by: typeof UP): Variation;
}

function boundsOf(leaf: Leaf, { cohorts }: Criteria): Bound[] {
  const replace =
    (change: (leaf: Leaf, by: typeof UP) => Leaf) =>
    (by: typeof UP): Variation => ({
      leaf: (one) => (sameSpan(one.span, leaf.span) ? change(one, by) : one),
    });
  switch (leaf.kind) {
    case 'compare':
      // Ten percent of nothing, or of a day of the calendar, is nothing.
      if (leaf.bound.value === 0 || leaf.bound.unit === 'day') return [];
      return [
        {
          from: leaf.bound.text,
          vary: replace((one, by) =>
            one.kind === 'compare' ? { ...one, bound: scaled(one.bound, by) } : one,
          ),
        },
      ];
    case 'between':
      return (['low', 'high'] as const)
        .filter((side) => leaf[side].value !== 0 && leaf[side].unit !== 'day')
        .map((side) => ({
          from: leaf[side].text,
          vary: replace((one, by) =>
            one.kind === 'between' ? { ...one, [side]: scaled(one[side], by) } : one,
          ),
        }));
    case 'age':
      return [
        {
          from: leaf.days.text,
          vary: replace((one, by) => (one.kind === 'age' ? { ...one, days: scaled(one.days, by) } : one)),
        },
      ];
    case 'rank': {
      const { cut, span } = cohorts[leaf.cohort]!;
      if (cut.kind === 'quantiles' || cut.kind === 'mean') return [];
      const from = cut.kind === 'top_count' ? String(cut.count) : cut.ratio.text;
      return [
        {
          from,
          vary: (by) => ({ cohort: (one) => (sameSpan(one.span, span) ? shiftCohort(one, by) : one) }),
        },
      ];
    }
    case 'member':
    case 'present':
      return [];
  }
}

// A count moves by one at least.
function shiftCohort(cohort: Cohort, by: typeof UP): Cohort {
  const { cut } = cohort;
  switch (cut.kind) {
    case 'top_count': {
      const step = Math.max(1, Math.round(cut.count / 10));
      return {
        ...cohort,
        cut: { ...cut, count: Math.max(1, by === UP ? cut.count + step : cut.count - step) },
      };
    }
    case 'top_ratio':
    case 'top_share':
      return { ...cohort, cut: { ...cut, ratio: scaled(cut.ratio, by) } };
    case 'quantiles':
    case 'mean':
      return cohort;
  }
}

function scaled(quantity: Quantity, by: typeof UP): Quantity {
  const exact = exactOf(quantity.decimal).mul(by);
  return { ...quantity, ...boundOf(exact.valueOf(), exact.toString()) };
}

function sameSpan(one: Span, other: Span): boolean {
  return one.start === other.start && one.end === other.end && one.source.name === other.source.name;
}
