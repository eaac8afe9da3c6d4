import { InputError } from '../errors.ts';
import type { Io } from '../io.ts';
import { formatDiagnostics } from '../output/diagnostics.ts';
import { formatMarkdown } from '../output/formats/markdown.ts';
import { formatText } from '../output/formats/text.ts';
import { reportClassification } from '../output/reports/classify.ts';
import { csvWriter, type RowWriter } from '../output/results/csv.ts';
import { jsonWriter } from '../output/results/json.ts';
import { styleFor, wantsColor } from '../output/style.ts';
import { wordsFor } from '../output/words/words.ts';
import { nameDelimiter } from '../table/delimiter.ts';
import { csvRecord } from '../table/write-csv.ts';
import { type Diagnostic, hasErrors } from '../text/diagnostic.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import { checkCustomers } from '../verdict/classify-table.ts';
import { buildPortfolio } from '../verdict/portfolio.ts';
import { customerFile, loadCriteria, readAsOf } from './inputs.ts';
import type { CommonFlags } from './options.ts';
import { openOutput } from './output.ts';
import { VERSION } from './program.ts';

/** The flags of `classify`, as typed. */
export interface ClassifyFlags extends CommonFlags {
  readonly format: 'text' | 'markdown' | 'csv' | 'json' | 'ndjson';
  readonly output?: string;
  readonly rejects?: string;
  readonly prefix: string;
  readonly raw?: boolean;
  readonly excel?: boolean;
  readonly strict?: boolean;
}

/** Classifies a customer file and writes the summary or the rows; the exit code. */
export async function runClassify(path: string, flags: ClassifyFlags, io: Io): Promise<number> {
  const loaded = await loadCriteria(io, flags.criteria);
  const { criteria } = loaded;
  const asOf = readAsOf(io, flags.asOf);
  const found: Diagnostic[] = [...loaded.warnings];
  const rejected: { problem: Diagnostic; text: string }[] = [];
  const dialect = {
    encoding: flags.encoding ?? criteria.encoding,
    delimiter: flags.delimiter ?? criteria.delimiter,
  };
  const file = customerFile(io, path, dialect, (diagnostic) => found.push(diagnostic));
  const checked = await checkCustomers({
    criteria,
    asOf,
    open: file.open,
    report: (diagnostic) => found.push(diagnostic),
    refuse: (problem, text) => rejected.push({ problem, text }),
  });
  const refusals = rejected.map(({ problem }) => problem);
  const setAside = flags.rejects !== undefined;
  if (checked === null || hasErrors(found) || (refusals.length > 0 && !setAside))
    throw new InputError([...found, ...refusals]);

  const { table } = checked;
  const errStyle = styleFor(wantsColor(flags, io.env, io.err.isTTY));
  if (flags.quiet !== true) await io.err.write(formatDiagnostics(found, { style: errStyle, limit: 20 }));
  const unusual = table.dialect.encoding !== 'utf-8' || table.dialect.delimiter !== ',';
  if (flags.verbose === true || (unusual && table.dialect.detected && flags.quiet !== true)) {
    await io.err.write(
      `${file.name}: read as ${table.dialect.encoding}, columns separated by ${nameDelimiter(table.dialect.delimiter)}\n`,
    );
  }

  const portfolio = buildPortfolio(criteria);
  const meta = { version: VERSION, asOf, dataSha256: file.sha256(), criteriaSha256: loaded.sha256, criteria };
  const writer: RowWriter | null =
    flags.format === 'csv'
      ? csvWriter(table, criteria, {
          prefix: flags.prefix,
          raw: flags.raw === true,
          excel: flags.excel === true,
        })
      : flags.format === 'json' || flags.format === 'ndjson'
        ? jsonWriter(meta, flags.format)
        : null;
  const output = await openOutput(io, flags.output);
  try {
    if (writer !== null) await output.write(writer.start());
    let pending = '';
    const take = (customer: ClassifiedCustomer): void => {
      portfolio.add(customer);
      if (writer !== null) pending += writer.row(customer);
    };
    for await (const customer of checked.classify()) {
      take(customer);
      if (pending.length < FLUSH) continue;
      await output.write(pending);
      pending = '';
    }
    const totals = portfolio.result();
    if (writer !== null) await output.write(pending + writer.end(totals));
    else {
      const words = wordsFor(flags.lang);
      const aside = setAside ? { count: rejected.length, file: flags.rejects! } : null;
      const run = { criteria, criteriaFile: loaded.file, file: file.name, asOf, rejected: aside };
      const report = reportClassification(totals, run, words);
      const style = styleFor(flags.output === undefined && wantsColor(flags, io.env, io.out.isTTY));
      const width = flags.output === undefined ? io.out.width : 100;
      await output.write(
        flags.format === 'markdown'
          ? formatMarkdown(report, { words })
          : formatText(report, { width, style, words }),
      );
    }
    if (setAside) await writeRejects(io, flags.rejects!, rejected);
    await output.commit();
    return flags.strict === true && totals.undetermined.customers > 0 ? 1 : 0;
  } catch (error) {
    await output.discard();
    throw error;
  }
}

const FLUSH = 1 << 18;

// Each row whole, with its line and all of its reasons.
async function writeRejects(
  io: Io,
  path: string,
  rejected: readonly { problem: Diagnostic; text: string }[],
): Promise<void> {
  const rows = new Map<number, { text: string; reasons: string[] }>();
  for (const { problem, text } of rejected) {
    const line = problem.at.kind === 'cell' ? problem.at.line : 0;
    const row = rows.get(line) ?? { text, reasons: [] };
    row.reasons.push(problem.message);
    rows.set(line, row);
  }
  const file = await openOutput(io, path);
  await file.write('line,reason,row\n');
  for (const [line, { text, reasons }] of rows)
    await file.write(`${csvRecord([String(line), reasons.join('; '), text], ',')}\n`);
  await file.commit();
}
