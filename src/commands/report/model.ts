import type { Io } from '../../io.ts';
import { VERSION } from '../../version.ts';
import { cutPointsOf, describeRun } from '../run/describe-run.ts';
import { openRun } from '../run/open-run.ts';
import type { Rejected } from '../run/rejects.ts';
import type { ReportFlags } from './command.ts';
import { portrayInBook } from './past.ts';
import { portray } from './read-portrait.ts';
import type { PortfolioModel } from './sections/section.ts';

/** A model with the rows that it had to leave out. */
export interface MadeModel {
  readonly model: PortfolioModel;
  readonly rejected: readonly Rejected[];
}

/** Computes everything that a report shows, whichever sections are asked for. */
export async function makeModel(path: string, flags: ReportFlags, io: Io): Promise<MadeModel> {
  const { portrait, audit, run, table, past } =
    flags.book === undefined
      ? { ...(await portray(await openRun(path, flags, io), flags, io)), past: null }
      : await portrayInBook(path, flags.book, flags, io);
  const { dialect } = table.table;
  const model: PortfolioModel = {
    portrait,
    audit,
    past,
    run: {
      criteria: run.criteria,
      criteriaFile: run.loaded.file,
      criteriaSha256: run.loaded.sha256,
      file: run.file.name,
      dataSha256: run.file.sha256(),
      asOf: run.asOf,
      encoding: dialect.encoding,
      delimiter: dialect.delimiter,
      sheet: dialect.sheet ?? null,
      cutPoints: cutPointsOf(run),
      rejected: describeRun(run, flags).rejected,
      leftOut: run.file.leftOut,
      version: VERSION,
    },
  };
  return { model, rejected: run.rejected };
}
