import { InputError } from '../../errors.ts';
import { factText } from '../../fields/facts.ts';
import type { Io } from '../../io.ts';
import { cleanText } from '../../output/clean.ts';
import { wordsFor } from '../../output/words.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { ClassifiedCustomer } from '../../verdict/classify-table.ts';
import { buildPortfolio, type Portfolio } from '../../verdict/portfolio.ts';
import { seeIds } from '../../verdict/seen-ids.ts';
import { readThreads } from '../run/blocks/share-work.ts';
import { runMeta } from '../run/describe-run.ts';
import { createOutputBuffer } from '../run/output-buffer.ts';
import { expectFile } from '../run/output-format.ts';
import { sayDiagnostics } from '../run/remarks.ts';
import { withResults } from '../run/results.ts';
import { type CheckedExport, checkExports, openExports } from './check-exports.ts';
import type { ClassifyFlags } from './command.ts';
import { csvWriter } from './csv.ts';
import { exportsJsonWriter } from './json.ts';
import type { RowWriter } from './row-writer.ts';
import { severalWords } from './words.ts';

/** Writes what is asked for of several exports, one after the other; rows that follow `enter` are of that export. */
interface ExportsWriter extends Pick<RowWriter, 'start' | 'customer' | 'flush'> {
  enter?(at: number): string;
  /** Null where only customers are of interest. */
  readonly row: RowWriter['row'] | null;
  leave?(at: number, portfolio: Portfolio): string;
  end(portfolios: readonly Portfolio[]): string | Promise<string>;
}

/**
 * Classifies several exports in one run, each as it would be alone: with cut points of its own, and beside the same
 * book. All of them are read before anything is written, so that all that is wrong is said at once. The exit code.
 */
export async function classifySeveral(
  paths: readonly string[],
  flags: ClassifyFlags,
  io: Io,
): Promise<number> {
  expectFile(flags.format, flags.output, io);
  io.keepLittleRoom();
  readThreads(flags.threads);
  const runs = await openExports(paths, flags, io);
  return withResults(io, { ...flags, reportFormat: flags.format }, async ({ output, setAside }) => {
    const exports = await checkExports(runs, flags, io);
    const writer = await openWriter(exports, flags, io);
    const pending = createOutputBuffer();
    const repeated = watchRepeated();
    const portfolios: Portfolio[] = [];
    const pause = async (): Promise<void> => {
      if (pending.size > FLUSH) await output.write(pending.take());
      await writer.flush?.(output.write);
    };
    pending.text(writer.start());
    for (const [at, { run, customers }] of exports.entries()) {
      const portfolio = buildPortfolio(run.criteria);
      const take = (customer: ClassifiedCustomer): void => {
        portfolio.add(customer);
        repeated.take(customer);
        run.book?.use.take(customer);
        writer.customer?.(customer);
      };
      pending.text(writer.enter?.(at) ?? '');
      // Of groups the rows come once more, each with the group that it belongs to.
      const isApart = customers.grouped !== null || writer.row === null;
      if (isApart) for await (const customer of customers.classify()) take(customer);
      if (writer.row !== null) {
        let rows = 0;
        for await (const { site, customer } of customers.rows()) {
          if (!isApart) take(customer);
          writer.row(site, customer, pending);
          rows += 1;
          if (rows % ROWS_BETWEEN === 0) await pause();
        }
      }
      const totals = portfolio.result();
      pending.text(writer.leave?.(at, totals) ?? '');
      portfolios.push(totals);
      await pause();
    }
    pending.text(await writer.end(portfolios));
    await writer.flush?.(output.write);
    await output.write(pending.take());
    await setAside(...runs.map(({ rejected }) => rejected));
    await sayOfAll(exports, repeated, flags, io);
    const isUndetermined = portfolios.some(({ undetermined }) => undetermined.customers > 0);
    return flags.strict === true && isUndetermined ? 1 : 0;
  });
}

const FLUSH = 1 << 18;
const ROWS_BETWEEN = 1024;

async function openWriter(
  exports: readonly CheckedExport[],
  flags: ClassifyFlags,
  io: Io,
): Promise<ExportsWriter> {
  const { run } = exports[0]!;
  const { criteria } = run;
  switch (flags.format) {
    case 'csv': {
      const { prefix, raw = false, excel = false } = flags;
      const errors: Diagnostic[] = [];
      const report = (one: Diagnostic): number => errors.push(one);
      const [first, ...others] = exports.map(({ customers }) => customers.table);
      const options = { prefix, raw, excel, book: run.book !== null, report };
      const { start, row, enter } = csvWriter([first!, ...others], criteria, options);
      if (errors.length > 0) throw new InputError(errors);
      return {
        start,
        enter: (at) => {
          enter(at);
          return '';
        },
        row,
        end: () => '',
      };
    }
    case 'json':
    case 'ndjson': {
      const { start, row, enter, leave, end } = exportsJsonWriter(
        runMeta(run),
        flags.format,
        run.book !== null,
      );
      return {
        start,
        enter: (at) => enter(exports[at]!.run.file.name),
        row,
        leave: (at, portfolio) => leave(portfolio, runMeta(exports[at]!.run)),
        end,
      };
    }
    case 'xlsx': {
      const { severalWorkbook } = await import('./workbook.ts');
      return severalWorkbook(exports, flags, io);
    }
    case 'text':
    case 'markdown': {
      const { summarizeSeveral } = await import('./several-report.ts');
      return {
        start: () => '',
        row: null,
        end: (portfolios) => summarizeSeveral(exports, portfolios, flags, io),
      };
    }
  }
}

// Ids that more than one export has; the ids themselves are not kept.
function watchRepeated() {
  const seen = seeIds();
  let count = 0;
  let example = '';
  return {
    take({ facts, criteria }: ClassifiedCustomer): void {
      const id = factText(facts, criteria.idField.slot)!;
      seen.see(id);
      if (!seen.isSuspect(id)) return;
      if (count === 0) example = id;
      count += 1;
    },
    found: () => ({ count, example }),
  };
}

// What can be said only when all exports were read.
async function sayOfAll(
  exports: readonly CheckedExport[],
  repeated: ReturnType<typeof watchRepeated>,
  flags: ClassifyFlags,
  io: Io,
): Promise<void> {
  const { book } = exports[0]!.run;
  const groupOf = (id: string): string | null => {
    for (const { customers } of exports) {
      const group = customers.grouped?.groups.groupOf(id)?.id;
      if (group !== undefined) return group;
    }
    return null;
  };
  const files = exports.map(({ run }) => run.file.name).join(', ');
  if (book !== null) await sayDiagnostics(book.use.problems(files, groupOf), flags, io);
  const { count, example } = repeated.found();
  if (count === 0 || flags.quiet === true) return;
  const { severities, colon } = wordsFor(flags.lang);
  const said = severalWords(flags.lang).repeated(count, example);
  await io.err.write(`${cleanText(`${severities.info}${colon}${said}`)}\n`);
}
