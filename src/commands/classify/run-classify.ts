import type { Io } from '../../io.ts';
import type { Table } from '../../table/table.ts';
import { buildPortfolio, type Portfolio } from '../../verdict/portfolio.ts';
import { bookPart } from '../run/book.ts';
import { classifyRun, type OpenRun, openRun } from '../run/classification.ts';
import { runMeta } from '../run/describe-run.ts';
import { openOutput } from '../run/output.ts';
import { writeRejects } from '../run/rejects.ts';
import type { ClassifyFlags } from './command.ts';
import { csvWriter, type RowWriter } from './csv.ts';
import { jsonWriter } from './json.ts';
import { createOutputBuffer } from './output-buffer.ts';

/** Classifies a customer file and writes the summary or the rows; the exit code. */
export async function runClassify(path: string, flags: ClassifyFlags, io: Io): Promise<number> {
  const run = await openRun(path, flags, io);
  const output = await openOutput(io, flags.output);
  const pending = createOutputBuffer();
  let portfolio = buildPortfolio(run.criteria);
  let writer: RowWriter | null = null;
  try {
    const sink = {
      begin: async (table: Table): Promise<void> => {
        await output.restart();
        pending.take();
        portfolio = buildPortfolio(run.criteria);
        writer = createWriter(table, run, flags);
        if (writer !== null) pending.text(writer.start());
      },
      take: (customer: Parameters<typeof portfolio.add>[0]): void => {
        portfolio.add(customer);
        writer?.row(customer, pending);
      },
      pause: async (): Promise<void> => {
        if (pending.size > FLUSH) await output.write(pending.take());
      },
    };
    await classifyRun(run, sink, flags, io);
    const totals = portfolio.result();
    pending.text(await endOf(writer, totals, run, flags, io));
    await output.write(pending.take());
    if (flags.rejects !== undefined) await writeRejects(io, flags.rejects, run.rejected);
    await output.commit();
    return flags.strict === true && totals.undetermined.customers > 0 ? 1 : 0;
  } catch (error) {
    await output.discard();
    throw error;
  }
}

const FLUSH = 1 << 18;

function createWriter(table: Table, run: OpenRun, flags: ClassifyFlags): RowWriter | null {
  const { criteria, problems } = run;
  switch (flags.format) {
    case 'csv': {
      const { prefix, raw = false, excel = false } = flags;
      const book = run.book !== null;
      return csvWriter(table, criteria, { prefix, raw, excel, book, report: problems.report });
    }
    case 'json':
    case 'ndjson':
      return jsonWriter(runMeta(run), flags.format, run.book === null ? null : () => bookPart(run.book!));
    case 'text':
    case 'markdown':
      return null;
  }
}

async function endOf(
  writer: RowWriter | null,
  totals: Portfolio,
  run: OpenRun,
  flags: ClassifyFlags,
  io: Io,
): Promise<string> {
  if (writer !== null) return writer.end(totals, run.file.sha256());
  const { summarize } = await import('./classify-summary.ts');
  return summarize(totals, run, flags, io);
}
