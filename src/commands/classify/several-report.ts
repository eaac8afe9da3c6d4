import type { Io } from '../../io.ts';
import {
  type Block,
  type Cell,
  type Column,
  count,
  money,
  type Report,
  share,
  text,
} from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import { currencyText, runFacts } from '../../say/run.ts';
import { lacksGroups, undeterminedNotes } from '../../say/undetermined.ts';
import type { Portfolio } from '../../verdict/portfolio.ts';
import { bookPart } from '../run/book.ts';
import { cutPointsOf, describeRun } from '../run/describe-run.ts';
import { countRejected } from '../run/rejects.ts';
import { showReport } from '../run/show-report.ts';
import type { CheckedExport } from './check-exports.ts';
import type { ClassifyFlags } from './command.ts';
import { closingNotes } from './report.ts';
import { severalWords } from './words.ts';

/** The summary of several exports for a person: a line each. */
export function summarizeSeveral(
  exports: readonly CheckedExport[],
  portfolios: readonly Portfolio[],
  flags: ClassifyFlags & { readonly format?: string },
  io: Io,
): string {
  const report = summaryOfSeveral(exports, portfolios, flags);
  return showReport(report, flags.format === 'markdown' ? 'markdown' : 'text', flags, io);
}

/** The same before anybody decides how it looks. Nothing is added up: a customer may stand in several of them. */
export function summaryOfSeveral(
  exports: readonly CheckedExport[],
  portfolios: readonly Portfolio[],
  flags: ClassifyFlags,
): Report {
  const { lang } = flags;
  const words = wordsFor(lang);
  const say = severalWords(lang);
  const { run } = exports[0]!;
  const shown = describeRun(run, flags);
  const isFresh = shown.cutPoints.kind === 'fresh';
  const currencies = new Set(exports.map((one) => one.run.seen.currency));
  const facts = runFacts(
    {
      ...shown,
      file: say.exports(exports.length),
      cutPoints: isFresh ? { kind: 'none' } : shown.cutPoints,
      currency: currencies.size === 1 ? shown.currency : null,
      groups: null,
      book: null,
    },
    lang,
    null,
  );
  const items = isFresh
    ? [...facts.items, { label: words.labels.cutPoints, value: text(say.eachOwn) }]
    : facts.items;
  const blocks: Block[] = [{ ...facts, items }, exportTable(exports, portfolios, currencies.size > 1, flags)];
  const cutPoints = exports.map((one) => cutPointsOf(one.run)).find(lacksGroups) ?? shown.cutPoints;
  const lacks = new Set(portfolios.flatMap((one) => [...one.lacks.keys()]));
  if (portfolios.some(({ undetermined }) => undetermined.customers > 0))
    blocks.push(...undeterminedNotes(lacks, run.criteria, cutPoints, lang));
  const rejected = exports.reduce((sum, one) => sum + countRejected(one.run.rejected), 0);
  const named = portfolios.map((portfolio, at) => ({
    portfolio,
    about: (said: string) => say.about(exports[at]!.run.file.name, said),
  }));
  const known = {
    ...shown,
    book: run.book === null ? null : bookPart(run.book),
    rejected: flags.rejects === undefined ? null : { count: rejected, file: flags.rejects },
  };
  blocks.push(...closingNotes(known, named, lang));
  return { title: say.title, blocks };
}

function exportTable(
  exports: readonly CheckedExport[],
  portfolios: readonly Portfolio[],
  hasCurrencies: boolean,
  { lang }: ClassifyFlags,
): Block {
  const words = wordsFor(lang);
  const { criteria } = exports[0]!.run;
  const { hasRevenue } = portfolios[0]!;
  const names = criteria.categories.map(({ name }) => name);
  const hasUndetermined = portfolios.some(({ undetermined }) => undetermined.customers > 0);
  const columns: Column[] = [
    { header: words.labels.file, align: 'left', flexible: 'cut' },
    { header: words.columns.customers, align: 'right' },
    ...names.map((name) => ({ header: words.categories[name], align: 'right' as const })),
  ];
  if (hasUndetermined) columns.push({ header: words.undetermined, align: 'right' });
  if (hasRevenue)
    columns.push(
      { header: words.columns.revenue, align: 'right' },
      { header: severalWords(lang).columns.revenueOfKey, align: 'right' },
    );
  if (hasCurrencies) columns.push({ header: words.labels.currency, align: 'left' });
  return {
    kind: 'table',
    columns,
    rows: portfolios.map((portfolio, at): Cell[] => {
      const { file, seen } = exports[at]!.run;
      const row: Cell[] = [
        text(file.name),
        count(portfolio.total.customers),
        ...names.map((name) => count(portfolio.categories.get(name)?.customers ?? 0)),
      ];
      if (hasUndetermined) row.push(count(portfolio.undetermined.customers));
      if (hasRevenue) row.push(money(portfolio.total.revenue), shareOfKey(portfolio));
      if (hasCurrencies) row.push(text(seen.currency === null ? '' : currencyText(seen.currency, criteria)));
      return row;
    }),
  };
}

function shareOfKey({ categories, total }: Portfolio): Cell {
  const all = Number(total.revenue);
  const key = Number(categories.get('key')?.revenue ?? 0);
  return share(all > 0 ? key / all : null);
}
