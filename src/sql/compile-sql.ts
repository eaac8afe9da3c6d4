import type { Criteria } from '../criteria/criteria.ts';
import { type Checked, type Diagnostic, hasErrors } from '../text/diagnostic.ts';
import type { SqlDialect } from './dialect.ts';
import { type CustomerSource, compileFieldSteps, type RefuseSql } from './field-steps.ts';
import { compileLayer } from './layer.ts';
import { openNames } from './quote.ts';
import {
  call,
  chain,
  columnsOf,
  double,
  doubles,
  type NextStep,
  type Query,
  type Sql,
  type SqlColumn,
} from './tree.ts';
import { fieldsRead, usedFacts } from './used-facts.ts';
import { compileVerdict } from './verdict.ts';

/** How criteria become SQL. */
export interface SqlOptions {
  readonly dialect: SqlDialect;
  readonly source: CustomerSource;
  /** The as-of date: a day. */
  readonly asOf: Sql;
}

/** Compiles criteria to the query that classifies a table; what cannot be said exactly is an error in its place. */
export function compileSql(criteria: Criteria, { dialect, source, asOf }: SqlOptions): Checked<Query> {
  const diagnostics: Diagnostic[] = [];
  const refuse: RefuseSql = (message, help, at) => {
    diagnostics.push({ code: 'not-in-sql', severity: 'error', message, help, at });
  };
  refuseWholes(criteria, refuse);
  const used = usedFacts(criteria);
  const fields = fieldsRead(criteria, used);
  const names = openNames();
  const read = compileFieldSteps(criteria, { fields, used }, source, names, refuse);
  const layer = compileLayer(criteria, { dialect, asOf, fields: read.known, used, names, refuse });
  const steps = chain([...withoutUnread(read.steps), ...layer.steps]);
  const verdict = compileVerdict(layer.categories, read.unreadable, layer.lacks);
  const shown = openNames();
  const columns: SqlColumn[] = [
    { name: shown.claim(criteria.idField.name), value: read.id },
    { name: shown.claim('category'), value: verdict.category },
    { name: shown.claim('criterion'), value: verdict.criterion },
    { name: shown.claim('undetermined_because'), value: verdict.because },
  ];
  for (const { fact } of criteria.computed.filter(({ kind }) => kind === 'score'))
    columns.push({ name: shown.claim(fact.name), value: shownScore(layer.value(fact)) });
  const value: Query = {
    table: source.table,
    steps,
    result: [{ columns, keeps: false, from: steps.at(-1)!.name }],
  };
  return { value: hasErrors(diagnostics) ? null : value, diagnostics };
}

// Rounded to two places, for people: what is compared is not rounded.
function shownScore(value: Sql): Sql {
  const rounded = call('floor', doubles(doubles(value, '*', double(100)), '+', double(0.5)));
  return doubles(rounded, '/', double(100));
}

// Cells that nothing but the search for problems asks for are left out.
function withoutUnread([cells, ...others]: readonly NextStep[]): NextStep[] {
  const read = new Set(others.flatMap(({ columns }) => columns.flatMap(({ value }) => columnsOf(value))));
  return [{ ...cells!, columns: cells!.columns.filter(({ name }) => read.has(name)) }, ...others];
}

// What is more than rows of one table, each a customer.
function refuseWholes({ fields, group, units }: Criteria, refuse: RefuseSql): void {
  const help = {
    en: 'classify an export with keyaccounts classify',
    zh: '请用 keyaccounts classify 对导出文件分类',
  };
  if (group !== null)
    refuse(
      { en: 'groups of companies cannot be said in SQL', zh: '集团客户无法用 SQL 表达' },
      help,
      group.by.span,
    );
  const [unit] = units?.criteria.values() ?? [];
  if (unit !== undefined)
    refuse(
      { en: 'the criteria of business units cannot be said in SQL', zh: '事业部的标准无法用 SQL 表达' },
      help,
      unit.categories[0]!.span,
    );
  for (const { name, from, span } of fields)
    if (from !== null)
      refuse(
        {
          en: `"${name}" is worked out from lines, which cannot be said in SQL`,
          zh: `“${name}”由明细行汇总而来，无法用 SQL 表达`,
        },
        help,
        span,
      );
}
