import type { Io } from '../io.ts';
import { formatMarkdown } from '../output/formats/markdown.ts';
import { formatText } from '../output/formats/text.ts';
import { reportClassification } from '../output/reports/classify.ts';
import { csvWriter, type RowWriter } from '../output/results/csv.ts';
import { jsonWriter } from '../output/results/json.ts';
import { styleFor, wantsColor } from '../output/style.ts';
import { wordsFor } from '../output/words/words.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import { buildPortfolio } from '../verdict/portfolio.ts';
import { type CustomerFlags, describeRun, openClassification, runMeta } from './classification.ts';
import { openOutput } from './output.ts';
import { writeRejects } from './rejects.ts';

/** The flags of `classify`, as typed. */
export interface ClassifyFlags extends CustomerFlags {
  readonly format: 'text' | 'markdown' | 'csv' | 'json' | 'ndjson';
  readonly output?: string;
  readonly prefix: string;
  readonly raw?: boolean;
  readonly excel?: boolean;
  readonly strict?: boolean;
}

/** Classifies a customer file and writes the summary or the rows; the exit code. */
export async function runClassify(path: string, flags: ClassifyFlags, io: Io): Promise<number> {
  const run = await openClassification(path, flags, io);
  const { criteria, checked, rejected } = run;
  const meta = runMeta(run);
  const portfolio = buildPortfolio(criteria);
  const writer: RowWriter | null =
    flags.format === 'csv'
      ? csvWriter(checked.table, criteria, {
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
      const report = reportClassification(totals, describeRun(run, flags), words);
      const style = styleFor(flags.output === undefined && wantsColor(flags, io.env, io.out.isTTY));
      const width = flags.output === undefined ? io.out.width : 100;
      await output.write(
        flags.format === 'markdown'
          ? formatMarkdown(report, { words })
          : formatText(report, { width, style, words }),
      );
    }
    if (flags.rejects !== undefined) await writeRejects(io, flags.rejects, rejected);
    await output.commit();
    return flags.strict === true && totals.undetermined.customers > 0 ? 1 : 0;
  } catch (error) {
    await output.discard();
    throw error;
  }
}

const FLUSH = 1 << 18;
