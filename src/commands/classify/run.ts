import { countGroups, type GroupCount } from '../../group/group-table.ts';
import type { Io } from '../../io.ts';
import type { DecidedBlock } from '../../verdict/block-pass.ts';
import type { ClassifiedCustomer, Opening } from '../../verdict/classify-table.ts';
import { buildPortfolio, type Portfolio } from '../../verdict/portfolio.ts';
import type { Site } from '../../verdict/sites.ts';
import { employTeam, gatherTeam, readThreads } from '../run/blocks/share-work.ts';
import { bookPart } from '../run/book.ts';
import { runMeta } from '../run/describe-run.ts';
import { openRun, type Run } from '../run/open-run.ts';
import { createOutputBuffer, openRowOutput } from '../run/output-buffer.ts';
import { expectFile } from '../run/output-format.ts';
import { readCustomers } from '../run/read-customers.ts';
import { withResults } from '../run/results.ts';
import { openBlockRows, rowFormatOf } from './block-rows.ts';
import type { ClassifyFlags } from './command.ts';
import { csvWriter } from './csv.ts';
import type { RowWriter } from './row-writer.ts';

/** Classifies a customer file and writes the summary or the rows; the exit code. */
export async function runClassify(path: string, flags: ClassifyFlags, io: Io): Promise<number> {
  expectFile(flags.format, flags.output, io);
  io.keepLittleRoom();
  const threads = readThreads(flags.threads);
  // There is more to a row than the file where a book knows of it, and a database decides by itself.
  const rows = flags.book !== undefined || flags.engine === 'sql' ? undefined : rowFormatOf(flags);
  const team =
    rows === undefined
      ? null
      : gatherTeam(
          path,
          { script: 'block-worker.js', rows, openRows: openBlockRows, namesLines: false, threads },
          io,
        );
  const opened = await openRun(path, flags, io);
  const run =
    flags.engine === 'sql' ? (await import('./sql-engine.ts')).decideInSql(path, opened, flags, io) : opened;
  // Rows as CSV do not name the bytes that they are from.
  if (flags.format === 'csv' && run.book === null) run.file.skipSha256();
  const pending = createOutputBuffer();
  // Without a book there is no last run to compare with, and nothing for it is loaded.
  const drift = run.book === null ? null : await import('../run/find-drift.ts');
  const watch = (await drift?.openDriftWatch(run)) ?? null;
  const shared = employTeam(team, run, io);
  return withResults(io, { ...flags, reportFormat: flags.format }, async ({ output, setAside }) => {
    const rowOutput = openRowOutput(pending, output.write);
    const begin = async (opening: Opening) => {
      const { table, grouped } = opening;
      await rowOutput.settle();
      await output.restart();
      watch?.taker.begin(table);
      const portfolio = buildPortfolio(run.criteria);
      const groups = grouped === null ? null : countGroups(grouped);
      const writer = await createWriter(opening, groups, run, flags, io);
      if (writer !== null) pending.text(writer.start());
      const site = (row: Site, customer: ClassifiedCustomer): void => {
        watch?.taker.take(row);
        writer?.row(row, customer, pending);
      };
      return {
        take: (customer: ClassifiedCustomer): void => {
          portfolio.add(customer);
          writer?.customer?.(customer);
        },
        ...(watch === null && writer === null ? {} : { site }),
        join: async ({ portfolio: part, rows }: DecidedBlock): Promise<void> => {
          portfolio.join(part);
          if (writer !== null) await rowOutput.pass(writer.join?.(rows) ?? rows);
        },
        pause: async (): Promise<void> => {
          await rowOutput.pause();
          await writer?.flush?.(output.write);
        },
        totals: portfolio.result,
        writer,
      };
    };
    const { taken } = await readCustomers(shared, begin, flags, io);
    if (watch !== null) await drift?.sayDrift(watch.found(), run, flags, io);
    const totals = taken.totals();
    await rowOutput.settle();
    pending.text(await endOf(taken.writer, totals, run, flags, io));
    await taken.writer?.flush?.(output.write);
    await rowOutput.settle();
    await setAside(run.rejected);
    return flags.strict === true && totals.undetermined.customers > 0 ? 1 : 0;
  });
}

async function createWriter(
  opening: Opening,
  groups: GroupCount | null,
  run: Run,
  flags: ClassifyFlags,
  io: Io,
): Promise<RowWriter | null> {
  const { criteria, problems } = run;
  switch (flags.format) {
    case 'csv': {
      const { prefix, raw = false, excel = false } = flags;
      const book = run.book !== null;
      return csvWriter([opening.table], criteria, { prefix, raw, excel, book, report: problems.report });
    }
    case 'xlsx':
      return (await import('./workbook.ts')).workbookWriter(opening, run, flags, io);
    case 'json':
    case 'ndjson':
      return (await import('./json.ts')).jsonWriter(
        { ...runMeta(run), groups },
        flags.format,
        run.book === null ? null : () => bookPart(run.book!),
      );
    case 'text':
    case 'markdown':
      return null;
  }
}

async function endOf(
  writer: RowWriter | null,
  totals: Portfolio,
  run: Run,
  flags: ClassifyFlags,
  io: Io,
): Promise<string> {
  if (writer !== null) return writer.end(totals, run.file.sha256(), run.file.files());
  const { summarize } = await import('./report.ts');
  return summarize(totals, run, flags, io);
}
