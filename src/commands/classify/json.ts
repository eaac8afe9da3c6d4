import type { KeyMove, KeyMoves } from '../../book/key-moves.ts';
import { type AppliedOverride, changesCategory } from '../../book/overrides.ts';
import { scoreFacts } from '../../criteria/reads.ts';
import { type Day, formatDay } from '../../fields/day.ts';
import { factText, numberOrNull } from '../../fields/facts.ts';
import { roundedFact } from '../../fields/rounded.ts';
import { jsonNumber, printJson } from '../../output/json-pieces.ts';
import { groupCountJson } from '../../say/groups.ts';
import { overrideJson } from '../../say/override.ts';
import { criteriaJson, cutPointsJson, dataFilesJson, leftOutJson, type RunMeta } from '../../say/run.ts';
import type { ClassifiedCustomer } from '../../verdict/classify-table.ts';
import { missingFields } from '../../verdict/missing-fields.ts';
import type { Portfolio, Tally } from '../../verdict/portfolio.ts';
import type { Site } from '../../verdict/sites.ts';
import { categoryOf, criterionOf } from '../../verdict/verdict.ts';
import { DOCUMENT_HEAD } from '../../version.ts';
import type { RowWriter } from './row-writer.ts';

/** What a document says of the book at its end. */
export interface BookSummary {
  readonly lastRun: number | null;
  readonly moves: KeyMoves;
  readonly overrides: readonly AppliedOverride[];
}

/** Every verdict as JSON, with what it takes to reproduce it: one document, or a line for each customer. */
export function jsonWriter(
  meta: Omit<RunMeta, 'dataSha256' | 'files'>,
  format: 'json' | 'ndjson',
  book: (() => BookSummary) | null,
): RowWriter {
  const head = headOf(meta);
  const lines = format === 'ndjson';
  const rowText = jsonRows(meta.asOf, format, book !== null);
  const separator = lines ? '' : SEPARATOR;
  let first = true;
  return {
    start: () => (lines ? '' : `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "customers": [\n`),
    row: (site, one, into) => {
      const text = rowText(site, one);
      into.text(first ? text.slice(separator.length) : text);
      first = false;
    },
    join: (rows) => {
      const bytes = first ? rows.subarray(separator.length) : rows;
      first = false;
      return bytes;
    },
    end: (portfolio, dataSha256, dataFiles) => {
      if (lines) return '';
      const own = { ...meta, dataSha256, files: dataFiles };
      const last = Object.entries(endOf(portfolio, own, book)).map(
        ([key, value]) => `  "${key}": ${printJson(value)}`,
      );
      return `\n  ],\n${last.join(',\n')}\n}\n`;
    },
  };
}

/** The text of a row that follows another: a line, or a customer of a list. */
export function jsonRows(
  asOf: Day,
  format: 'json' | 'ndjson',
  hasBook: boolean,
): (site: Site, customer: ClassifiedCustomer) => string {
  const onLine = { format_version: 1, as_of: formatDay(asOf) };
  return format === 'ndjson'
    ? (site, one) => `${JSON.stringify({ ...onLine, ...customerJson(site, one, hasBook) })}\n`
    : (site, one) => `${SEPARATOR}    ${JSON.stringify(customerJson(site, one, hasBook))}`;
}

const SEPARATOR = ',\n';

/** Writes customers of several exports as JSON; those that follow `enter` are of the export with that name. */
export interface ExportsJsonWriter extends Omit<RowWriter, 'end'> {
  enter(source: string): string;
  /** What is to be said of an export once its customers were written. */
  leave(portfolio: Portfolio, meta: RunMeta): string;
  end(): string;
}

/** The same of several exports, each with its own customers and its own summary, or a line for each customer. */
export function exportsJsonWriter(
  meta: HeadMeta,
  format: 'json' | 'ndjson',
  hasBook: boolean,
): ExportsJsonWriter {
  const head = headOf(meta);
  const lines = format === 'ndjson';
  let source = '';
  let exports = 0;
  let customers = 0;
  return {
    start: () => (lines ? '' : `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "exports": [\n`),
    enter: (name) => {
      source = name;
      customers = 0;
      exports += 1;
      if (lines) return '';
      return `${exports === 1 ? '' : ',\n'}    {\n      "source": ${JSON.stringify(source)},\n      "customers": [\n`;
    },
    row: (site, one, into) => {
      const customer = customerJson(site, one, hasBook);
      customers += 1;
      into.text(
        lines
          ? `${JSON.stringify({ format_version: 1, as_of: head.as_of, source, ...customer })}\n`
          : `${customers === 1 ? '' : ',\n'}        ${JSON.stringify(customer)}`,
      );
    },
    leave: (portfolio, own) => {
      if (lines) return '';
      const last = Object.entries(endOf(portfolio, own, null)).map(
        ([key, value]) => `      "${key}": ${JSON.stringify(value)}`,
      );
      return `${customers === 0 ? '' : '\n'}      ],\n${last.join(',\n')}\n    }`;
    },
    end: () => (lines ? '' : '\n  ]\n}\n'),
  };
}

type HeadMeta = Pick<RunMeta, 'asOf' | 'criteria' | 'criteriaFile' | 'criteriaSha256' | 'cutPoints'>;

function headOf(meta: HeadMeta) {
  return {
    ...DOCUMENT_HEAD,
    as_of: formatDay(meta.asOf),
    criteria: criteriaJson(meta),
    ...cutPointsJson(meta.cutPoints),
  };
}

function customerJson(site: Site, one: ClassifiedCustomer, hasBook: boolean): object {
  const { facts, verdict, criteria, group } = one;
  const decided = verdict.kind === 'decided';
  return {
    customer_id: factText(site.facts, criteria.idField.slot),
    ...(group === null ? {} : { group: group.id }),
    category: decided ? verdict.category : null,
    criterion: criterionOf(verdict),
    undetermined_because: decided ? [] : missingFields(verdict.lacks, facts, criteria),
    ...(hasBook ? bookFields(one) : {}),
    scores: Object.fromEntries(
      scoreFacts(criteria).map(({ name, slot }) => [name, numberOrNull(roundedFact(facts, slot, 2))]),
    ),
  };
}

// What is known once all customers of a file were written.
function endOf(portfolio: Portfolio, meta: RunMeta, book: (() => BookSummary) | null): object {
  const categories = Object.fromEntries(
    [...portfolio.categories].map(([name, tally]) => [name, tallyJson(tally)]),
  );
  const [total, undetermined] = [portfolio.total, portfolio.undetermined].map(tallyJson);
  return {
    data_sha256: meta.dataSha256,
    ...dataFilesJson(meta.files),
    summary: {
      total,
      ...groupCountJson(meta.groups),
      categories,
      undetermined,
      ...leftOutJson(meta.leftOut),
      ...(book === null ? {} : summaryJson(book())),
    },
  };
}

function tallyJson({ customers, revenue }: Tally): object {
  return { customers, revenue: jsonNumber(revenue) };
}

function bookFields({ previous, computed, override }: ClassifiedCustomer): object {
  return {
    previous_category: previous,
    computed_category: categoryOf(computed),
    override: override === null ? null : overrideJson(override),
  };
}

function summaryJson({ lastRun, moves, overrides }: BookSummary): object {
  return {
    book: {
      last_run: lastRun === null ? null : formatDay(lastRun),
      new_key_accounts: lastRun === null ? null : moves.entered.map(moveJson),
      former_key_accounts: lastRun === null ? null : moves.left.map(moveJson),
      overrides: { applied: overrides.length, changing: overrides.filter(changesCategory).length },
    },
  };
}

function moveJson({ id, from, to }: KeyMove): object {
  return { customer_id: id, from, to };
}
