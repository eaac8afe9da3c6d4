import type { Criteria } from '../criteria/criteria.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { nearestName } from '../text/suggest.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import { knownFacts } from '../verdict/known-facts.ts';
import type { Override } from '../verdict/override.ts';
import type { Verdict } from '../verdict/verdict.ts';
import type { BookOverride, Overrides } from './overrides.ts';

/** An override beside what the criteria say. */
export interface AppliedOverride {
  readonly id: string;
  readonly name: string | null;
  readonly override: Override;
  readonly computed: Verdict;
}

/** Whether the customer would be something else without it. */
export function changesCategory({ override, computed }: AppliedOverride): boolean {
  return computed.kind === 'undetermined' || computed.category !== override.category;
}

/** Sees which overrides meet a customer, and which of them change its category. */
export interface OverrideUse {
  /** Starts again, as a sink does. */
  begin(): void;
  take(customer: ClassifiedCustomer): void;
  /** Those that were applied, by id. */
  applied(): readonly AppliedOverride[];
  /** What is to be said of the others, once all customers were seen; `file` is the customer file. */
  problems(file: string): readonly Diagnostic[];
}

/** Opens the watch over overrides in force; the company's `criteria` say which fact is a customer's name. */
export function watchOverrides({ inForce }: Overrides, criteria: Criteria): OverrideUse {
  const { name } = knownFacts(criteria);
  const met = new Map<string, AppliedOverride>();
  // Only to say what was meant: a part of a large file is enough.
  let ids: string[] = [];
  return {
    begin() {
      met.clear();
      ids = [];
    },
    take({ facts, criteria: own, override, computed }) {
      if (inForce.size === 0) return;
      const id = facts.texts[own.idField.slot]!;
      if (override === null) {
        if (ids.length < MOST_KNOWN) ids.push(id);
        return;
      }
      const shown = name === null ? null : (facts.texts[name.slot] ?? null);
      met.set(id, { id, name: shown, override, computed });
    },
    applied: () => [...met.values()].sort((one, other) => (one.id < other.id ? -1 : 1)),
    problems(file) {
      const found: Diagnostic[] = [];
      for (const override of inForce.values()) {
        const applied = met.get(override.id);
        if (applied === undefined) found.push(unknown(override, file, ids));
        else if (!changesCategory(applied)) found.push(changesNothing(override));
      }
      return found;
    },
  };
}

const MOST_KNOWN = 100_000;

function unknown({ id, ...place }: BookOverride, file: string, ids: readonly string[]): Diagnostic {
  const meant = nearestName(id, ids);
  return {
    code: 'unknown-override',
    severity: 'warning',
    message: `the override is for customer "${id}", which ${file} does not have`,
    help: meant === null ? 'delete the row if the customer is gone for good' : `did you mean "${meant}"?`,
    at: placeOf(place),
  };
}

function changesNothing({ id, category, ...place }: BookOverride): Diagnostic {
  return {
    code: 'idle-override',
    severity: 'warning',
    message: `the override of "${id}" changes nothing: the criteria say ${category} too`,
    help: 'delete the row; it would hide it when the criteria say something else',
    at: placeOf(place),
  };
}

function placeOf({ file, line }: Pick<BookOverride, 'file' | 'line'>): Diagnostic['at'] {
  return { kind: 'cell', file, line, column: null };
}
