import type { Comparison } from '../compare/comparison.ts';
import type { Gate } from '../compare/gates.ts';
import { type Cause, type Movement, STANDINGS } from '../compare/movement.ts';
import type { Change } from '../criteria/changes/change.ts';
import { formatDay } from '../fields/day.ts';
import { each, jsonPieces } from '../output/json-pieces.ts';
import type { Amounts } from '../verdict/amounts.ts';
import { criterionOf } from '../verdict/verdict.ts';
import type { DiffRun } from './comparison.ts';
import { changeJson } from './criteria-change.ts';
import { type CutPoints, cutPointsJson } from './cut-points.ts';
import { driftJson } from './drift.ts';
import { smallestChangeJson } from './smallest-change.ts';

/** The digests and the version that make a comparison reproducible. */
export interface DiffMeta {
  readonly version: string;
  readonly dataSha256: string;
  readonly dataSha256Before: string;
  readonly criteriaSha256: string;
  readonly criteriaSha256Before: string;
  readonly cutPoints: CutPoints;
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
    format_version: 1,
    tool: `keyaccounts ${meta.version}`,
    before: {
      customers: run.fileBefore,
      data_sha256: meta.dataSha256Before,
      criteria: run.criteriaFileBefore,
      criteria_version: run.before.version,
      criteria_sha256: meta.criteriaSha256Before,
      as_of: formatDay(run.asOfBefore),
      count: comparison.before,
      key_accounts: comparison.keyBefore,
      rejected_rows: run.rejected.before ?? run.rejected.after,
    },
    after: {
      customers: run.file,
      data_sha256: meta.dataSha256,
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
    matrix: STANDINGS.flatMap((from) =>
      STANDINGS.flatMap((to) => {
        const totals = matrix.get(from)?.get(to);
        return totals === undefined ? [] : [{ from, to, ...totalsJson(totals, comparison) }];
      }),
    ),
    movements: each(movements, (movement) => movementJson(movement, changes)),
    units: comparison.units.map(groupJson),
    managers: comparison.managers.map(groupJson),
    near_misses: near.found.map(({ id, name, revenue, change }) => ({
      customer_id: id,
      customer_name: name,
      revenue,
      criterion: criterionOf(change.verdict),
      change: smallestChangeJson(change),
    })),
    near_misses_count: near.found.length,
    near_misses_exact: near.isExact,
    gates: gates.map(({ kind, limit, found, passed }) => ({ gate: kind, limit, found, passed })),
  });
}

function totalsJson({ customers, revenue, profit }: Amounts, { hasRevenue, hasProfit }: Comparison): object {
  return { customers, revenue: hasRevenue ? revenue : null, gross_profit: hasProfit ? profit : null };
}

/** A movement as JSON; changes of criteria go by their place in the list. */
export function movementJson(movement: Movement, changes: readonly Change[]): object {
  const { id, name, from, to, criterionFrom, criterionTo, revenue, profit, unit, manager, causes } = movement;
  return {
    customer_id: id,
    customer_name: name,
    from,
    to,
    criterion_from: criterionFrom,
    criterion_to: criterionTo,
    revenue,
    gross_profit: profit,
    business_unit: unit,
    account_manager: manager,
    causes_together: causes.together,
    causes: causes.of.map((cause) => causeJson(cause, changes)),
  };
}

function causeJson(cause: Cause, changes: readonly Change[]): object {
  switch (cause.kind) {
    case 'new':
    case 'gone':
      return { kind: cause.kind };
    case 'data':
      return {
        kind: cause.kind,
        each_alone: cause.alone,
        fields: cause.fields.map(({ name, type, from, to }) => ({
          field: name,
          from: dayOr(from, type),
          to: dayOr(to, type),
        })),
      };
    case 'criteria':
      // By their place in the list of changes.
      return {
        kind: cause.kind,
        each_alone: cause.alone,
        changes: cause.changes.map((change) => changes.indexOf(change)),
      };
    case 'peers':
      return {
        kind: cause.kind,
        lines: cause.lines.map(({ fact, group, from, to }) => ({ fact, group, from, to })),
      };
    case 'calendar':
      return { kind: cause.kind, from: formatDay(cause.from), to: formatDay(cause.to) };
    case 'override':
      return {
        kind: cause.kind,
        author: cause.to?.author ?? cause.from?.author ?? null,
        reason: cause.to?.reason ?? cause.from?.reason ?? null,
        in_force: cause.to !== null,
      };
  }
}

function dayOr(
  value: number | string | null,
  type: { readonly kind: string; readonly unit?: string },
): number | string | null {
  return typeof value === 'number' && type.unit === 'day' ? formatDay(value) : value;
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
    revenue_moved: moved.revenue,
    gross_profit_moved: moved.profit,
  };
}
