import type { KeyMove, KeyMoves } from '../../book/key-moves.ts';
import { type AppliedOverride, changesCategory } from '../../book/overrides.ts';
import { formatDay } from '../../fields/day.ts';
import { jsonNumber, printJson } from '../../output/json-pieces.ts';
import { groupCountJson } from '../../say/groups.ts';
import {
  criteriaJson,
  cutPointsJson,
  dataFilesJson,
  leftOutJson,
  overrideJson,
  type RunMeta,
} from '../../say/run.ts';
import type { ClassifiedCustomer } from '../../verdict/classify-table.ts';
import { missingFields } from '../../verdict/missing-fields.ts';
import type { Tally } from '../../verdict/portfolio.ts';
import { criterionOf } from '../../verdict/verdict.ts';
import { scoreOf } from './csv.ts';
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
  const head = {
    format_version: 1,
    tool: `keyaccounts ${meta.version}`,
    as_of: formatDay(meta.asOf),
    criteria: criteriaJson(meta),
    ...cutPointsJson(meta.cutPoints),
  };
  const lines = format === 'ndjson';
  let first = true;
  return {
    start: () => (lines ? '' : `${JSON.stringify(head, null, 2).slice(0, -2)},\n  "customers": [\n`),
    row: (site, one, into) => {
      const { facts, verdict, criteria, group } = one;
      const id = site.facts.texts[criteria.idField.slot];
      const decided = verdict.kind === 'decided';
      const customer = {
        ...(lines ? { format_version: 1, as_of: head.as_of } : {}),
        customer_id: id,
        ...(group === null ? {} : { group: group.id }),
        category: decided ? verdict.category : null,
        criterion: criterionOf(verdict),
        undetermined_because: decided ? [] : missingFields(verdict.lacks, facts, criteria),
        ...(book === null ? {} : bookFields(one)),
        scores: Object.fromEntries(
          criteria.computed
            .filter(({ kind }) => kind === 'score')
            .map(({ fact }) => [fact.name, scoreOf(facts, fact.slot)]),
        ),
      };
      const separator = lines || first ? '' : ',\n';
      first = false;
      into.text(`${separator}${lines ? '' : '    '}${JSON.stringify(customer)}${lines ? '\n' : ''}`);
    },
    end: (portfolio, dataSha256, dataFiles) => {
      if (lines) return '';
      const categories = Object.fromEntries(
        [...portfolio.categories].map(([name, tally]) => [name, tallyJson(tally)]),
      );
      const [total, undetermined] = [portfolio.total, portfolio.undetermined].map(tallyJson);
      const files = Object.entries(dataFilesJson(dataFiles)).map(
        ([key, value]) => `  "${key}": ${printJson(value)},\n`,
      );
      const summary = {
        total,
        ...groupCountJson(meta.groups),
        categories,
        undetermined,
        ...leftOutJson(meta.leftOut),
        ...(book === null ? {} : summaryJson(book())),
      };
      return `\n  ],\n  "data_sha256": "${dataSha256}",\n${files.join('')}  "summary": ${printJson(summary)}\n}\n`;
    },
  };
}

function tallyJson({ customers, revenue }: Tally): object {
  return { customers, revenue: jsonNumber(revenue) };
}

function bookFields({ previous, computed, override }: ClassifiedCustomer): object {
  return {
    previous_category: previous,
    computed_category: computed.kind === 'decided' ? computed.category : null,
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
