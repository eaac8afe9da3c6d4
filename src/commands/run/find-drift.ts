import { readKeptPrint } from '../../book/reopen.ts';
import {
  changedIds,
  compareFingerprints,
  type Drift,
  overLimit,
  stopsFirst,
} from '../../compare/compare-fingerprints.ts';
import type { Comparison } from '../../compare/comparison.ts';
import { type Fingerprint, type FingerprintTaker, takeFingerprint } from '../../compare/fingerprint.ts';
import { factsOfCondition } from '../../condition/leaves.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import type { DriftLimits } from '../../criteria/drift-limits.ts';
import { namesNeeded } from '../../criteria/unused.ts';
import type { Day } from '../../fields/day.ts';
import type { Io } from '../../io.ts';
import { driftDiagnostics } from '../../say/drift.ts';
import type { CommonFlags } from './flags.ts';
import type { Run } from './open-run.ts';
import { readLimit } from './read-limit.ts';
import { readShare } from './read-share.ts';
import { sayDiagnostics } from './remarks.ts';

/** How far an export may be from the one before it, as typed; what a flag says goes before the criteria. */
export interface DriftFlags {
  readonly maxGone?: string;
  readonly maxMoves?: string;
  readonly maxKeyChange?: string;
}

/** Reads the limits of a run. Throws a UserError for a flag that cannot be read. */
export function readDriftLimits({ maxGone, maxMoves, maxKeyChange }: DriftFlags): Partial<DriftLimits> {
  return {
    ...(maxGone === undefined ? {} : { maxGone: readShare(MAX_GONE, maxGone).value }),
    ...(maxMoves === undefined ? {} : { maxMoves: readLimit('--max-moves', maxMoves) }),
    ...(maxKeyChange === undefined ? {} : { maxKeyChange: readLimit('--max-key-change', maxKeyChange) }),
  };
}

const MAX_GONE = { flag: '--max-gone', example: '20%', orNothing: true } as const;

/** Whom a run would move, as far as limits are held against it. */
export interface Moved {
  /** Null where the book no longer keeps the run before. */
  readonly comparison: Comparison | null;
  readonly gone: number;
  readonly customersBefore: number;
  readonly keyChange: number;
  /** Null at the first run: all key accounts are new. */
  readonly keyBefore: number | null;
}

/** What is out of the ordinary in the export of a run that is to be recorded; what stops it comes first. */
export function findDrift(
  run: Run,
  before: Fingerprint | null,
  after: Fingerprint,
  moved: Moved,
  limits: DriftLimits,
): readonly Drift[] {
  const { comparison, gone, customersBefore, keyChange, keyBefore } = moved;
  const ids = comparison === null ? [] : changedIds(comparison);
  const isRenamed = ids.some((one) => one.kind === 'ids' && one.count * 2 > gone);
  const tooManyGone = overLimit('gone', gone, customersBefore, { kind: 'ratio', value: limits.maxGone });
  const found = compareWithLast(before, after, run.criteria, limits);
  return stopsFirst([
    ...sameExport(run),
    ...ids,
    // Who only has another id is not to be let go.
    ...(isRenamed ? [] : tooManyGone),
    ...(tooManyGone.length > 0 ? found.filter(({ kind }) => kind !== 'customers') : found),
    ...(comparison === null
      ? []
      : overLimit('moves', comparison.moved.customers, customersBefore, limits.maxMoves)),
    ...(keyBefore === null ? [] : overLimit('key-change', keyChange, keyBefore, limits.maxKeyChange)),
  ]);
}

/** What is out of the ordinary in an export beside another one. `same`: the day of that one, when both are the same file. */
export function diffDrift(
  run: Run,
  before: Fingerprint,
  after: Fingerprint,
  comparison: Comparison,
  same: Day | null,
): readonly Drift[] {
  return stopsFirst([
    ...(same === null || hasNewLines(run, same)
      ? []
      : [{ kind: 'same-export', asOf: same, severity: 'say' } as const]),
    ...changedIds(comparison),
    ...compareWithLast(before, after, run.criteria, run.criteria.drift),
  ]);
}

function sameExport(run: Run): Drift[] {
  const { book, file } = run;
  const same = book?.state.runsBefore.findLast(({ dataSha256 }) => dataSha256 === file.sha256());
  return same === undefined || hasNewLines(run, same.asOf)
    ? []
    : [{ kind: 'same-export', asOf: same.asOf, severity: 'say' }];
}

// One file of lines can hold what several runs ask for.
function hasNewLines({ lines }: Run, since: Day): boolean {
  return (lines?.totals() ?? []).some(({ latest }) => latest !== null && latest > since);
}

function compareWithLast(
  before: Fingerprint | null,
  after: Fingerprint,
  criteria: Criteria,
  limits: DriftLimits,
): Drift[] {
  if (before === null) return [];
  const needed = new Set([...namesNeeded(criteria), ...RECORDED]);
  for (const { name: table, sums } of criteria.tables)
    for (const { of, where } of sums.filter((sum) => needed.has(sum.name))) {
      if (of !== null) needed.add(`${table}.${of.name}`);
      for (const fact of where === null ? [] : factsOfCondition(where, []))
        needed.add(`${table}.${fact.name}`);
    }
  return compareFingerprints(before, after, limits, (field) => needed.has(field));
}

// What the book adds up of every run, whatever the criteria do with it.
const RECORDED: ReadonlySet<string> = new Set(['revenue', 'gross_profit']);

/** Holds the export of a run that only reads the book against the last one that it recorded. */
export async function openDriftWatch(run: Run): Promise<DriftWatch | null> {
  const { book, criteria, asOf } = run;
  if (book === null) return null;
  const before = await readKeptPrint(book.folder, asOf);
  const taker = takeFingerprint(criteria, true);
  return {
    taker,
    found: () =>
      stopsFirst([...sameExport(run), ...compareWithLast(before, taker.result(), criteria, criteria.drift)]),
  };
}

/** Sees the customers of a run; what it found is known once all were seen. */
export interface DriftWatch {
  readonly taker: FingerprintTaker;
  found(): readonly Drift[];
}

/** Says on standard error what is out of the ordinary; a report for people says it itself. */
export async function sayDrift(
  found: readonly Drift[],
  { file }: Run,
  flags: CommonFlags & { readonly format?: string },
  io: Io,
): Promise<void> {
  await sayDiagnostics(driftDiagnostics(found, file.name, false), flags, io);
}
