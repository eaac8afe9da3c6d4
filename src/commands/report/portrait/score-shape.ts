import type { CategoryName, Criteria } from '../../../criteria/criteria.ts';
import { perCriteria } from '../../../criteria/per-criteria.ts';
import { shownValue } from '../../../fields/rounded.ts';
import type { ClassifiedCustomer } from '../../../verdict/classify-table.ts';
import { type FactLine, linesOn } from './fact-lines.ts';
import { scoreFacts } from './read-customer.ts';

/** How a score is spread over the customers. */
export interface ScoreShape {
  readonly name: string;
  /** Each as wide as `width` points, from 0 to 100; a customer with 100 is in the last. */
  readonly bins: readonly ScoreBin[];
  readonly width: number;
  /** Customers whose score is not known. */
  readonly unknown: number;
  /** The points that the company's criteria ask for, the lowest first; units may ask for others. */
  readonly lines: readonly FactLine[];
}

/** Customers by category whose score is at least `from`, and below the next bin. */
export interface ScoreBin {
  readonly from: number;
  readonly counts: ReadonlyMap<CategoryName | 'undetermined', number>;
}

/** Takes customers as they come; a category that is null is undetermined. */
export interface ScoreCollector {
  add(customer: ClassifiedCustomer, category: CategoryName | null): void;
  result(): ScoreShape[];
}

/** Counts the points of every score. */
export function collectScores(company: Criteria): ScoreCollector {
  const shapes = scoreFacts(company).map(({ name }) => ({
    name,
    counts: Array.from({ length: BINS * GROUPS.length }, () => 0),
    unknown: 0,
  }));
  const slotsOf = perCriteria(({ facts }) => shapes.map(({ name }) => facts.get(name)?.slot ?? -1));
  return {
    add({ criteria, facts }, category) {
      const own = slotsOf(criteria);
      const group = GROUPS.indexOf(category ?? 'undetermined');
      for (const [index, shape] of shapes.entries()) {
        const points = own[index]! < 0 ? Number.NaN : shownValue(facts, own[index]!);
        if (Number.isNaN(points)) {
          shape.unknown += 1;
          continue;
        }
        const bin = Math.min(BINS - 1, Math.max(0, Math.floor(points / WIDTH)));
        shape.counts[bin * GROUPS.length + group]! += 1;
      }
    },
    result: () =>
      shapes.map(({ name, counts, unknown }) => ({
        name,
        width: WIDTH,
        unknown,
        lines: linesOn(name, company),
        bins: Array.from({ length: BINS }, (_, bin) => ({
          from: bin * WIDTH,
          counts: new Map(GROUPS.map((group, index) => [group, counts[bin * GROUPS.length + index]!])),
        })),
      })),
  };
}

const WIDTH = 5;
const BINS = 100 / WIDTH;
const GROUPS: readonly (CategoryName | 'undetermined')[] = [
  'key',
  'normal',
  'target',
  'lost',
  'undetermined',
];
