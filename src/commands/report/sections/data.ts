import { type Block, type Chart, count, type FactList, text } from '../../../output/report.ts';
import { factName } from '../../../say/fact.ts';
import { groupsFact } from '../../../say/groups.ts';
import { sayLeftOut } from '../../../say/left-out.ts';
import { currencyText, cutPointsText } from '../../../say/run.ts';
import { undeterminedNotes } from '../../../say/undetermined.ts';
import { countLeftOut } from '../../../table/layout.ts';
import { byCount } from '../../../text/order.ts';
import { TOOL } from '../../../version.ts';
import type { PortfolioModel } from '../model.ts';
import { type BuildSection, type SectionContext, show } from './section.ts';

/** What the report was made from, so that anyone can make it again; and what is missing in it. */
export const dataSection: BuildSection = (model, context) => {
  const { say, language } = context;
  const own = say.rules.data;
  const { portfolio } = model.analysis;
  const blocks: Block[] = [facts(model, context)];
  if (portfolio.lacks.size > 0) blocks.push(lacksChart(model, context));
  if (portfolio.undetermined.customers > 0)
    blocks.push(
      ...undeterminedNotes(portfolio.lacks.keys(), model.run.criteria, model.run.cutPoints, language),
    );
  return {
    kind: 'section',
    id: 'data',
    title: own.title,
    short: say.frame.short.data,
    lead: own.lead(portfolio.total.customers, portfolio.undetermined.customers),
    blocks,
  };
};

function facts({ analysis, run, past }: PortfolioModel, { words, say, language }: SectionContext): FactList {
  const own = say.rules.data;
  const cutPoints = cutPointsText(run.cutPoints, words);
  const { labels } = own;
  const leftOut = sayLeftOut(run.leftOut.counts, language);
  const lines = run.files.filter(({ table, leftOut: rows }) => table !== null && countLeftOut(rows) > 0);
  return {
    kind: 'facts',
    items: [
      { label: words.labels.file, value: text(run.file) },
      { label: labels.sha256, value: text(run.dataSha256) },
      ...(run.sheet === null
        ? [
            { label: labels.encoding, value: text(run.encoding) },
            { label: labels.delimiter, value: text(run.delimiter) },
          ]
        : [{ label: labels.sheet, value: text(run.sheet) }]),
      { label: words.labels.customers, value: count(run.groups?.sites ?? analysis.total.customers) },
      {
        label: labels.rejected,
        value: run.rejected === null ? count(0) : text(own.rejected(run.rejected.count, run.rejected.file)),
      },
      ...(leftOut === '' ? [] : [{ label: labels.leftOut, value: text(leftOut) }]),
      ...lines.map(({ file, leftOut: { counts } }) => ({
        label: labels.linesLeftOut,
        value: text(`${file}: ${sayLeftOut(counts, language)}`),
      })),
      ...(run.groups === null ? [] : [groupsFact(run.groups, language)]),
      ...(run.currency === null
        ? []
        : [{ label: words.labels.currency, value: text(currencyText(run.currency, run.criteria)) }]),
      { label: labels.criteriaFile, value: text(run.criteriaFile) },
      { label: labels.criteriaSha256, value: text(run.criteriaSha256) },
      ...(cutPoints === null ? [] : [{ label: words.labels.cutPoints, value: text(cutPoints) }]),
      ...(past === null ? [] : [{ label: words.labels.book, value: text(past.path) }]),
      { label: labels.tool, value: text(TOOL) },
    ],
  };
}

function lacksChart({ analysis }: PortfolioModel, { words, say, titles, language }: SectionContext): Chart {
  const own = say.rules.data;
  const rows = byCount(analysis.portfolio.lacks).map(([name, customers]): [string, number] => [
    factName(name, titles, language),
    customers,
  ]);
  const largest = rows[0]![1];
  return {
    kind: 'chart',
    id: 'lacks',
    title: own.lacks,
    description: own.lacksDescription,
    data: {
      kind: 'bars',
      value: { label: words.columns.customers, kind: 'count' },
      legend: [{ series: 'undetermined', label: words.columns.customers }],
      rows: rows.map(([name, customers]) => ({
        label: name,
        values: [customers],
        note: show(count(customers), words),
      })),
    },
    lines: rows.map(([name, customers]) => ({
      label: name,
      length: customers / largest,
      value: count(customers),
      series: 'undetermined',
    })),
    table: {
      kind: 'table',
      columns: [
        { header: words.columns.lacks, align: 'left', flexible: 'cut' },
        { header: words.columns.customers, align: 'right' },
      ],
      rows: rows.map(([name, customers]) => [text(name), count(customers)]),
    },
  };
}
