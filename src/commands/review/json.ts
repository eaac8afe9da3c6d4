import type { WouldWrite } from '../../book/files.ts';
import { changesCategory } from '../../book/overrides.ts';
import { formatDay } from '../../fields/day.ts';
import { each, jsonPieces } from '../../output/json-pieces.ts';
import { auditJson } from '../../say/audit-json.ts';
import { changeJson } from '../../say/criteria-change.ts';
import { driftJson } from '../../say/drift.ts';
import { movementJson } from '../../say/movement.ts';
import { overrideJson } from '../../say/override.ts';
import { regroupedJson } from '../../say/regrouped.ts';
import { cutPointsJson, type RunMeta, runHead, totalsJson } from '../../say/run.ts';
import { categoryOf } from '../../verdict/verdict.ts';
import type { ReviewResult } from './result.ts';

/** A review for other programs; sums of money are decimals. Words are English, whatever the language of the run. */
export function formatReviewJson(
  result: ReviewResult,
  meta: RunMeta,
  files: readonly WouldWrite[] | null,
): Iterable<string> {
  const { book, drift, accepted, totals, totalsBefore, comparison, changes, signs, plans, audit } = result;
  return jsonPieces({
    ...runHead(meta),
    ...cutPointsJson(meta.cutPoints),
    book: book.path,
    last_run: book.lastRun === null ? null : formatDay(book.lastRun),
    dry_run: files !== null,
    drift: drift.map(driftJson),
    accepted,
    portfolio: totalsJson(totals),
    portfolio_before: totalsBefore === null ? null : totalsJson(totalsBefore),
    criteria_changes: changes.map(changeJson),
    movements:
      comparison === null
        ? null
        : each(comparison.movements, (movement) => ({
            ...movementJson(movement, changes),
            failed_checks_before: signs.get(movement.id) ?? [],
          })),
    ...(comparison === null ? {} : regroupedJson(comparison.regrouped)),
    overrides: book.overrides.map((applied) => ({
      customer_id: applied.id,
      ...overrideJson(applied.override),
      computed_category: categoryOf(applied.computed),
      changes_category: changesCategory(applied),
    })),
    plans:
      plans === null
        ? null
        : plans.results.map(({ id, action, file }) => ({ customer_id: id, result: action, file })),
    audit: auditJson(audit),
    ...(files === null ? {} : { would_write: files }),
  });
}
