import type { Criteria } from '../../criteria/criteria.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { CaseResult } from '../../verdict/example.ts';
import type { Coverage } from './coverage.ts';
import type { Examination } from './examine.ts';

/** What `check` found in one criteria file. */
export interface CheckResult {
  readonly file: string;
  /** Null when it cannot be read: the diagnostics say why. */
  readonly criteria: Criteria | null;
  /** Everything that was found, cases that failed included. */
  readonly diagnostics: readonly Diagnostic[];
  readonly cases: readonly CaseResult[];
  /** Which of the criteria and lines the cases show. */
  readonly coverage: Coverage | null;
  /** What the customers of a file say; null when none was given. */
  readonly examined: (Examination & { readonly file: string }) | null;
}
