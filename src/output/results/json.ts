import type { Criteria } from '../../criteria/criteria.ts';
import { formatDay } from '../../fields/day.ts';
import { missingFields } from '../../verdict/missing-fields.ts';
import { type CutPoints, cutPointsJson } from '../cut-points.ts';
import type { RowWriter } from './csv.ts';

export interface RunMeta {
  readonly version: string;
  readonly asOf: number;
  readonly dataSha256: string;
  readonly criteriaSha256: string;
  readonly criteria: Criteria;
  readonly cutPoints: CutPoints;
}

/** Every verdict as JSON, with what it takes to reproduce it: one document, or a line for each customer. */
export function jsonWriter(meta: Omit<RunMeta, 'dataSha256'>, format: 'json' | 'ndjson'): RowWriter {
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
    row: ({ facts, verdict, criteria }, into) => {
      const id = facts.texts[criteria.idField.slot];
      const decided = verdict.kind === 'decided';
      const customer = {
        ...(lines ? { format_version: 1, as_of: head.as_of } : {}),
        customer_id: id,
        category: decided ? verdict.category : null,
        criterion: decided ? (verdict.criterion?.id ?? verdict.by) : null,
        undetermined_because: decided ? [] : missingFields(verdict.lacks, facts, criteria),
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
      const summary = { total: portfolio.total, categories, undetermined: portfolio.undetermined };
      return `\n  ],\n  "data_sha256": "${dataSha256}",\n  "summary": ${JSON.stringify(summary)}\n}\n`;
    },
  };
}
