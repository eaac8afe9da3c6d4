import { hasRelativeTests } from '../../criteria/per-criteria.ts';
import type { CutPoints, RunMeta, ShownRun } from '../../say/run.ts';
import { countLeftOut } from '../../table/layout.ts';
import type { CustomerFlags } from './flags.ts';
import type { Run } from './open-run.ts';
import { countRejected } from './rejects.ts';

/** Where the cut points of a run came from. */
export function cutPointsOf({
  lock,
  criteria,
  problems,
}: Pick<Run, 'lock' | 'criteria' | 'problems'>): CutPoints {
  if (lock !== null)
    return {
      kind: 'locked',
      file: lock.file,
      sha256: lock.sha256,
      lacksGroups: problems.found.some(({ code }) => code === 'unlocked-group'),
    };
  return { kind: hasRelativeTests(criteria) ? 'fresh' : 'none' };
}

/** What lets any verdict of this run be reproduced; known once the customers were read. */
export function runMeta(run: Run): RunMeta {
  const { loaded, criteria, asOf, file } = run;
  return {
    asOf,
    dataSha256: file.sha256(),
    files: file.files(),
    criteriaSha256: loaded.sha256,
    criteria,
    criteriaFile: loaded.file,
    cutPoints: cutPointsOf(run),
    leftOut: file.leftOut,
    currency: run.seen.currency,
    groups: run.seen.groups,
  };
}

/** The files that the customers of a run were read from, as people are told of them. */
export function filesOf({ file }: Run): string {
  return file
    .files()
    .map((one) => one.file)
    .join(', ');
}

/** What a report says about the run that it shows. */
export function describeRun(run: Run, flags: CustomerFlags): Omit<ShownRun, 'book'> {
  const { criteria, loaded, file, asOf, rejected } = run;
  const aside = flags.rejects === undefined ? null : { count: countRejected(rejected), file: flags.rejects };
  return {
    criteria,
    criteriaFile: loaded.file,
    file: filesOf(run),
    asOf,
    cutPoints: cutPointsOf(run),
    rejected: aside,
    leftOut: countLeftOut(file.leftOut),
    currency: run.seen.currency,
    groups: run.seen.groups,
  };
}
