import { InputError } from '../../errors.ts';
import type { TableRecord } from '../../table/table.ts';
import { type Diagnostic, hasErrors } from '../../text/diagnostic.ts';
import type { Rejected } from './rejects.ts';

/** Gathers what is wrong with the input. A file of a million bad rows keeps the first, and counts the rest. */
export interface Problems {
  report(problem: Diagnostic): void;
  refuse(problem: Diagnostic, record: TableRecord): void;
  /** What is wrong with the input as a whole, or only remarkable. */
  readonly found: readonly Diagnostic[];
  /** The rows that are set aside, when they are. */
  readonly rejected: readonly Rejected[];
  /** Throws an InputError when something stands in the way. */
  settle(): void;
}

/** With `setAside`, rows that cannot be read do not stand in the way: they are kept whole. */
export function gatherProblems(setAside: boolean): Problems {
  const found: Diagnostic[] = [];
  const refused: Diagnostic[] = [];
  const rejected: Rejected[] = [];
  let more = 0;
  return {
    found,
    rejected,
    report(problem) {
      if (problem.severity === 'error' || found.length < MOST_KEPT) found.push(problem);
    },
    refuse(problem, record) {
      if (setAside) rejected.push({ problem, text: record.text });
      else if (refused.length < MOST_KEPT) refused.push(problem);
      else more += 1;
    },
    settle() {
      if (hasErrors(found) || refused.length > 0)
        throw new InputError([...found, ...refused, ...rejected.map(({ problem }) => problem)], more);
    },
  };
}

/** What is wrong with rows that nobody classifies yet: the first of it, and how many rows. */
export interface KeptProblems {
  readonly kept: readonly Diagnostic[];
  rows(): number;
  readonly add: (problem: Diagnostic) => void;
}

/** Keeps the first of what is wrong with rows, and counts the rows. */
export function keepFirst(): KeptProblems {
  const kept: Diagnostic[] = [];
  let rows = 0;
  let last = 0;
  return {
    kept,
    rows: () => rows,
    add: (problem) => {
      if (kept.length < MOST_KEPT) kept.push(problem);
      const line = problem.at.kind === 'cell' ? problem.at.line : 0;
      if (line !== last) rows += 1;
      last = line;
    },
  };
}

const MOST_KEPT = 1000;
