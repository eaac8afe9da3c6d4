import type { KeyMove, KeyMoves } from '../../book/key-moves.ts';
import { type AppliedOverride, changesCategory } from '../../book/override-use.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { formatDay } from '../../fields/day.ts';
import type { ClassifiedCustomer } from '../../verdict/classify-table.ts';
import { missingFields } from '../../verdict/missing-fields.ts';
import type { Override } from '../../verdict/override.ts';
import { type CutPoints, cutPointsJson } from '../cut-points.ts';
import type { RowWriter } from './csv.ts';

/** What it takes to make the same document again; `asOf` is a day counted from 1970-01-01. */
export interface RunMeta {
  readonly version: string;
  readonly asOf: number;
  readonly dataSha256: string;
  readonly criteriaSha256: string;
  readonly criteria: Criteria;
  readonly cutPoints: CutPoints;
}

/** What the book adds to the end of a document. */
export interface BookSummary {
  readonly lastRun: number | null;
  readonly moves: KeyMoves;
  readonly overrides: readonly AppliedOverride[];
}

/** How a document begins that has one run behind it: what it takes to reproduce it. */
export function runHead(meta: RunMeta): object {
  const { criteria } = meta;
  return {
    format_version: 1,
    tool: `keyaccounts ${meta.version}`,
    as_of: formatDay(meta.asOf),
    data_sha256: meta.dataSha256,
    criteria: { name: criteria.name, version: criteria.version, sha256: meta.criteriaSha256 },
  };
}

/** Every verdict as JSON, with what it takes to reproduce it: one document, or a line for each customer. */
export function jsonWriter(
  meta: Omit<RunMeta, 'dataSha256'>,
  format: 'json' | 'ndjson',
  book: (() => BookSummary) | null,
): RowWriter {
  const head = {
    format_version: 1,
    tool: `keyaccounts ${meta.version}`,
    as_of: formatDay(meta.asOf),
    criteria: { name: meta.criteria.name, version: meta.criteria.version, sha256: meta.criteriaSha256 },
    ...cutPointsJson(meta.cutPoints),
  };
  const lines = format === 'ndjson';
  let first = true;
  return {
    start: () => (lines ? '' : `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "customers": [\n`),
    row: (one, into) => {
      const { facts, verdict, criteria } = one;
      const id = facts.texts[criteria.idField.slot];
      const decided = verdict.kind === 'decided';
      const customer = {
        ...(lines ? { format_version: 1, as_of: head.as_of } : {}),
        customer_id: id,
        category: decided ? verdict.category : null,
        criterion: decided ? (verdict.criterion?.id ?? verdict.by) : null,
        undetermined_because: decided ? [] : missingFields(verdict.lacks, facts, criteria),
        ...(book === null ? {} : bookFields(one)),
        scores: Object.fromEntries(
          criteria.computed
            .filter(({ kind }) => kind === 'score')
            .map(({ fact }) => [
              fact.name,
              Number.isNaN(facts.numbers[fact.slot]!)
                ? null
                : Math.round(facts.numbers[fact.slot]! * 100) / 100,
            ]),
        ),
      };
      const separator = lines || first ? '' : ',\n';
      first = false;
      into.text(`${separator}${lines ? '' : '    '}${JSON.stringify(customer)}${lines ? '\n' : ''}`);
    },
    end: (portfolio, dataSha256) => {
      if (lines) return '';
      const categories = Object.fromEntries(portfolio.categories);
      const { total, undetermined } = portfolio;
      const summary = { total, categories, undetermined, ...(book === null ? {} : summaryJson(book())) };
      return `\n  ],\n  "data_sha256": "${dataSha256}",\n  "summary": ${JSON.stringify(summary)}\n}\n`;
    },
  };
}

function bookFields({ previous, computed, override }: ClassifiedCustomer): object {
  return {
    previous_category: previous,
    computed_category: computed.kind === 'decided' ? computed.category : null,
    override: override === null ? null : overrideJson(override),
  };
}

/** An override as JSON. */
export function overrideJson({ category, reason, author, expires }: Override): object {
  return { category, reason, author, expires: formatDay(expires) };
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
