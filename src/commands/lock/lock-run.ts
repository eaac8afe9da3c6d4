import type { Lock } from '../../criteria/lock/lock.ts';
import { lockCohorts } from '../../criteria/lock/write-lock.ts';
import type { Io } from '../../io.ts';
import { formatText } from '../../output/formats/text.ts';
import { styleFor, wantsColor } from '../../output/style.ts';
import { wordsFor } from '../../output/words.ts';
import { explainWords } from '../../say/words/explain.ts';
import { VERSION } from '../../version.ts';
import { type Classification, type CustomerFlags, checkRun, openRun } from '../run/classification.ts';
import type { LoadedCriteria } from '../run/inputs.ts';
import { type LockRun, reportLock } from './report.ts';
import { lockWords } from './words.ts';

/** The flags of `lock`, as typed. */
export interface LockFlags extends CustomerFlags {
  readonly output?: string;
  readonly check?: boolean;
}

/** Ranks the customers of a file afresh, whatever a lock says. */
export async function rank(
  path: string,
  loaded: LoadedCriteria,
  flags: LockFlags,
  io: Io,
): Promise<Classification> {
  const fresh = { ...flags, fresh: true };
  const opened = await openRun(path, fresh, io, loaded);
  loaded.warnings.forEach(opened.problems.report);
  return checkRun(opened, fresh, io);
}

/** The cut points of a run, as a lock holds them. */
export function lockOf({ criteria, asOf, file, checked }: Classification): Omit<Lock, 'source'> {
  return {
    tool: `keyaccounts ${VERSION}`,
    criteria: { name: criteria.name, version: criteria.version },
    asOf,
    dataSha256: file.sha256(),
    customers: checked.customers,
    cohorts: lockCohorts(criteria, (own, cohort) => checked.ranked!.get(own)!.groups(cohort)),
  };
}

/** Writes a report on cut points to standard output. */
export async function show(
  parts: Pick<LockRun, 'title' | 'changes' | 'compared' | 'remarks'>,
  { criteria, loaded, file, asOf }: Classification,
  flags: LockFlags,
  io: Io,
): Promise<void> {
  const words = wordsFor(flags.lang);
  const run: LockRun = {
    ...parts,
    ...{ criteria, criteriaFile: loaded.file, file: file.name, asOf },
    most: flags.verbose === true ? Number.POSITIVE_INFINITY : MOST_SHOWN,
  };
  const report = reportLock(run, words, lockWords(flags.lang), explainWords(flags.lang));
  const style = styleFor(wantsColor(flags, io.env, io.out.isTTY));
  await io.out.write(formatText(report, { width: io.out.width, style, words }));
}

const MOST_SHOWN = 20;
