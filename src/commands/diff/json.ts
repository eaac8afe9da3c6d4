import type { Comparison } from '../../compare/comparison.ts';
import { COMPARED_CATEGORIES } from '../../compare/movement.ts';
import type { Change } from '../../criteria/changes/change.ts';
import { formatDay } from '../../fields/day.ts';
import { each, jsonNumber, jsonPieces } from '../../output/json-pieces.ts';
import { changeJson } from '../../say/criteria-change.ts';
import { driftJson } from '../../say/drift.ts';
import { movementJson } from '../../say/movement.ts';
import { regroupedJson } from '../../say/regrouped.ts';
import { type CutPoints, cutPointsJson, type DataFile, dataFilesJson } from '../../say/run.ts';
import { smallestChangeJson } from '../../say/smallest-change.ts';
import type { Amounts } from '../../verdict/amounts.ts';
import { criterionOf } from '../../verdict/verdict.ts';
import { DOCUMENT_HEAD } from '../../version.ts';
import type { Gate } from './limits.ts';
import type { DiffRun } from './report.ts';

/** The digests that make a comparison reproducible. */
export interface DiffMeta {
  readonly dataSha256: string;
  readonly dataSha256Before: string;
  readonly files: readonly DataFile[];
  readonly filesBefore: readonly DataFile[];
  readonly criteriaSha256: string;
  readonly criteriaSha256Before: string;
  readonly cutPoints: CutPoints;
  /** Null where the older side has none of its own. */
  readonly cutPointsBefore: CutPoints | null;
}

/** A comparison for other programs: every movement, with its causes. */
export function formatDiffJson(
  comparison: Comparison,
  changes: readonly Change[],
  gates: readonly Gate[],
  run: DiffRun,
  meta: DiffMeta,
): Iterable<string> {
  const { movements, matrix } = comparison;
  const near = comparison.near();
  return jsonPieces({
    ...DOCUMENT_HEAD,
    before: {
      customers: run.fileBefore,
      data_sha256: meta.dataSha256Before,
      ...dataFilesJson(meta.filesBefore),
      criteria: run.criteriaFileBefore,
      criteria_version: run.before.version,
      criteria_sha256: meta.criteriaSha256Before,
      as_of: formatDay(run.asOfBefore),
      count: comparison.before,
      key_accounts: comparison.keyBefore,
      rejected_rows: run.rejected.before ?? run.rejected.after,
      ...(meta.cutPointsBefore === null ? {} : cutPointsJson(meta.cutPointsBefore)),
    },
    after: {
      customers: run.file,
      data_sha256: meta.dataSha256,
      ...dataFilesJson(meta.files),
      criteria: run.criteriaFile,
      criteria_version: run.after.version,
      criteria_sha256: meta.criteriaSha256,
      as_of: formatDay(run.asOfAfter),
      count: comparison.after,
      key_accounts: comparison.keyAfter,
      rejected_rows: run.rejected.after,
    },
    ...cutPointsJson(meta.cutPoints),
    drift: run.drift.map(driftJson),
    changes: changes.map(changeJson),
    summary: {
      moved: totalsJson(comparison.moved, comparison),
      to_key: totalsJson(comparison.toKey, comparison),
      from_key: totalsJson(comparison.fromKey, comparison),
      causes: Object.fromEntries([...comparison.causes].sort()),
    },
    matrix: COMPARED_CATEGORIES.flatMap((from) =>
      COMPARED_CATEGORIES.flatMap((to) => {
        const totals = matrix.get(from)?.get(to);
        return totals === undefined ? [] : [{ from, to, ...totalsJson(totals, comparison) }];
      }),
    ),
    movements: each(movements, (movement) => movementJson(movement, changes)),
    ...regroupedJson(comparison.regrouped),
    units: comparison.units.map(groupJson),
    managers: comparison.managers.map(groupJson),
    near_misses: near.found.map(({ id, name, revenue, change }) => ({
      customer_id: id,
      customer_name: name,
      revenue: jsonNumber(revenue),
      criterion: criterionOf(change.verdict),
      change: smallestChangeJson(change),
    })),
    near_misses_count: near.found.length,
    near_misses_exact: near.isExact,
    gates: gates.map(({ kind, limit, found, passed }) => ({ gate: kind, limit, found, passed })),
  });
}

function totalsJson({ customers, revenue, profit }: Amounts, { hasRevenue, hasProfit }: Comparison): object {
  return {
    customers,
    revenue: hasRevenue ? jsonNumber(revenue) : null,
    gross_profit: hasProfit ? jsonNumber(profit) : null,
  };
}

function groupJson(group: Comparison['units'][number]): object {
  const { name, moved, toKey, fromKey, keyBefore, keyAfter } = group;
  return {
    name,
    moved: moved.customers,
    to_key: toKey,
    from_key: fromKey,
    key_before: keyBefore,
    key_after: keyAfter,
    revenue_moved: jsonNumber(moved.revenue),
    gross_profit_moved: jsonNumber(moved.profit),
  };
}
