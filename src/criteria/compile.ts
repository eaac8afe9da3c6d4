import { fieldLine } from '../fields/unknown-cell.ts';
import { type Checked, type Diagnostic, hasErrors } from '../text/diagnostic.ts';
import { verbatim } from '../text/wording.ts';
import { compileCategories } from './compile-categories.ts';
import { compileComputed } from './compile-computed.ts';
import { compileCases, compileChecks, compileDuties } from './compile-duties.ts';
import { compileFields } from './compile-fields.ts';
import { compileGroup } from './compile-group.ts';
import { compileLineFields } from './compile-line-fields.ts';
import { compileReport } from './compile-report.ts';
import { closeTables, compileTables } from './compile-tables.ts';
import type { Criteria } from './criteria.ts';
import { compileDrift } from './drift-limits.ts';
import { checkRates, compileInput, currencyRulesOf, leaveOutBlankLine } from './input.ts';
import { child, entriesOf, type MapEntry, type Node, scalarText } from './node.ts';
import { complain, findFact, openScope, type Scope, saysYes, suggestName } from './scope.ts';
import { noteTitle } from './titles.ts';

/** Compiles a document of the right shape into the checked model; every mistake is reported. */
export function compileCriteria(root: Node): Checked<Criteria> {
  const diagnostics: Diagnostic[] = [];
  const fields: Criteria['fields'][number][] = [];
  const inputs = entriesOf(child(root, 'tables')).map(({ value }) => child(value, 'input'));
  const money = currencyRulesOf([child(root, 'input'), ...inputs]);
  const scope = openScope(fields, (found) => diagnostics.push(found), money);
  const tables = compileTables(root, scope);
  const entries = entriesOf(child(root, 'fields'));
  const isFromLines = ({ value }: MapEntry): boolean => child(value, 'from') !== undefined;
  fields.push(
    ...compileFields(
      entries.filter((entry) => !isFromLines(entry)),
      child(root, 'input'),
      scope,
    ),
  );
  fields.push(...compileLineFields(entries.filter(isFromLines), tables, scope));
  const ids = fields.filter((field) => field.type === 'id');
  if (ids.length !== 1) {
    complain(
      scope,
      'no-id-field',
      {
        en: `the fields need one of type id, found ${ids.length}`,
        zh: `字段中应恰有一个类型为 id，实际有 ${ids.length} 个`,
      },
      (child(root, 'fields') ?? root).span,
      ids.length === 0
        ? verbatim('customer_id: { type: id }')
        : verbatim(fieldLine(ids.at(-1)!.name, 'type: text')),
    );
  }
  for (const entry of entries) if (entry.key === ids[0]?.name) checkId(entry, scope);
  const input = compileInput(
    child(root, 'input'),
    fields.filter(({ from }) => from === null),
    scope,
  );
  const all = [...fields, ...tables.flatMap((table) => table.fields)];
  const hasWords = all.some(({ currencyColumn }) => currencyColumn !== null);
  checkRates(child(root, 'input'), undefined, hasWords, scope);
  for (const own of inputs) checkRates(own, child(root, 'input'), hasWords, scope);
  for (const { key, value } of entries) noteTitle(scope.titles.facts, key, child(value, 'title'));
  for (const { key, value } of entriesOf(child(child(root, 'units'), 'titles')))
    noteTitle(scope.titles.units, key, value);
  const group = compileGroup(root, fields, scope);
  const computed = compileComputed(root, scope);
  const categories = compileCategories(root, scope);
  const duties = compileDuties(root, scope);
  const checks = compileChecks(root, scope);
  const cases = compileCases(root, scope);
  const drift = compileDrift(root, scope);
  const report = compileReport(root, tables, scope);
  checkUnits(child(root, 'units'), scope);
  if (hasErrors(diagnostics)) return { value: null, diagnostics };
  const value: Criteria = {
    name: scalarText(child(root, 'name')) ?? root.span.source.name,
    version: scalarText(child(root, 'version')) ?? '',
    reason: scalarText(child(root, 'reason')) ?? null,
    owner: scalarText(child(root, 'owner')) ?? null,
    input,
    fields,
    tables: closeTables(tables),
    idField: ids[0]!,
    computed,
    facts: scope.facts,
    cohorts: scope.cohorts,
    categories,
    duties,
    checks,
    cases,
    drift,
    report,
    group,
    titles: scope.titles,
    namedAmounts: [scope, ...tables.map((table) => table.scope)].flatMap((one) => one.namedAmounts),
    units: null,
    slots: fields.length + computed.length,
  };
  return { value, diagnostics };
}

// Units have names: those of a choice are among its values, and no other column has any. What is said of a unit that
// nobody can be in is no error either.
function checkUnits(units: Node | undefined, scope: Scope): void {
  const by = child(units, 'by');
  const fact = by === undefined ? null : findFact(scope, scalarText(by) ?? '', by.span);
  if (by === undefined || fact === null) return;
  const { name, type, slot, origin } = fact;
  const warn = (found: Pick<Diagnostic, 'code' | 'message' | 'help' | 'at'>): void =>
    scope.report({ severity: 'warning', ...found });
  if (type.kind !== 'text') {
    warn({
      code: 'wrong-type',
      message: {
        en: `business units go by a text or a choice, so nobody is in a unit "by: ${name}"`,
        zh: `事业部须按文本或选项字段划分，按 ${name} 划分时没有客户属于任何事业部`,
      },
      at: by.span,
      help: origin === 'field' ? verbatim(fieldLine(name, 'type: text')) : undefined,
    });
    return;
  }
  const declared = scope.fields[slot]!.values;
  for (const { key, keySpan } of ['criteria', 'titles'].flatMap((of) => entriesOf(child(units, of))))
    if (declared.size > 0 && !declared.has(key))
      warn({
        code: 'unknown-value',
        message: {
          en: `"${name}" has no value "${key}", so nobody is in this unit`,
          zh: `“${name}”没有“${key}”这个取值，没有客户属于这个事业部`,
        },
        at: keySpan,
        help: suggestName(key, declared),
      });
}

// What says nothing of an id is no error: a book may keep criteria in which it stands.
function checkId({ key: name, value }: MapEntry, scope: Scope): void {
  for (const key of ['optional', 'missing']) {
    const node = child(value, key);
    if (node === undefined || (key === 'optional' && !saysYes(node))) continue;
    scope.report({
      code: 'wrong-type',
      severity: 'warning',
      message: {
        en: `"${name}": every customer needs an id, so "${key}" does nothing`,
        zh: `“${name}”：每个客户都要有编号，${key} 不起作用`,
      },
      at: node.span,
      help: {
        en: `take ${key} out; rows without an id are left out with: ${leaveOutBlankLine(name)}`,
        zh: `请删去 ${key}；要剔除没有编号的行，请写：${leaveOutBlankLine(name)}`,
      },
    });
  }
}
