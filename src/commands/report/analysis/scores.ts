import type { Condition, Quantity } from '../../../condition/condition.ts';
import { boundsIn, leavesOf } from '../../../condition/leaves.ts';
import { type CategoryName, type Criteria, criteriaOf, keyCategory } from '../../../criteria/criteria.ts';
import { scoreFacts } from '../../../criteria/reads.ts';
import { shownValue } from '../../../fields/rounded.ts';
import { oncePer } from '../../../once-per.ts';
import { compareText } from '../../../text/order.ts';
import type { ClassifiedCustomer } from '../../../verdict/classify-table.ts';
import { STANDINGS, type Standing } from '../../../verdict/verdict.ts';

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
interface ScoreBin {
  readonly from: number;
  readonly counts: ReadonlyMap<Standing, number>;
}

/** Takes customers as they come; a category that is null is undetermined. */
interface ScoreCollector {
  add(customer: ClassifiedCustomer, category: CategoryName | null): void;
  result(): ScoreShape[];
}

/** Counts the points of every score. */
export function collectScores(company: Criteria): ScoreCollector {
  const shapes = scoreFacts(company).map(({ name }) => ({
    name,
    counts: Array.from({ length: BINS * STANDINGS.length }, () => 0),
    unknown: 0,
  }));
  const slotsOf = oncePer(({ facts }: Criteria) => shapes.map(({ name }) => facts.get(name)?.slot ?? -1));
  return {
    add({ criteria, facts }, category) {
      const own = slotsOf(criteria);
      const group = STANDINGS.indexOf(category ?? 'undetermined');
      for (let index = 0; index < shapes.length; index += 1) {
        const shape = shapes[index]!;
        const points = own[index]! < 0 ? Number.NaN : shownValue(facts, own[index]!);
        if (Number.isNaN(points)) {
          shape.unknown += 1;
          continue;
        }
        const bin = Math.min(BINS - 1, Math.max(0, Math.floor(points / WIDTH)));
        shape.counts[bin * STANDINGS.length + group]! += 1;
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
          counts: new Map(STANDINGS.map((group, index) => [group, counts[bin * STANDINGS.length + index]!])),
        })),
      })),
  };
}

const WIDTH = 5;
const BINS = 100 / WIDTH;

/** An amount that a criterion for key accounts asks of a fact. */
export interface FactLine {
  readonly at: number;
  /** As the file writes it. */
  readonly text: string;
  /** The criterion that asks for it; `stays_while` is the line at which a key account leaves. */
  readonly criterion: string;
}

/** The amounts that the criteria for key accounts compare a fact with, the lowest first. */
export function linesOn(fact: string, criteria: Criteria): FactLine[] {
  const key = keyCategory(criteria);
  const stays = key?.staysWhile ?? null;
  const asked = [...criteriaOf(key), ...(stays === null ? [] : [{ id: 'stays_while', condition: stays }])];
  const found = asked.flatMap(({ id, condition }) =>
    boundsOn(fact, condition).map((bound) => ({ at: bound.value, text: bound.text, criterion: id })),
  );
  return found.sort((one, other) => one.at - other.at || compareText(one.criterion, other.criterion));
}

function boundsOn(fact: string, condition: Condition): Quantity[] {
  return leavesOf(condition)
    .filter((leaf) => leaf.fact.name === fact)
    .flatMap(boundsIn);
}
