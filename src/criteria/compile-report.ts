import { factTypeOf, type ValueType } from '../fields/value.ts';
import { didYouMean } from '../text/suggest.ts';
import { verbatim } from '../text/wording.ts';
import type { OpenTable } from './compile-tables.ts';
import { child, itemsOf, type Node, scalarText } from './node.ts';
import type { BaseField, ReportRules } from './report-rules.ts';
import { complain, type Scope } from './scope.ts';

/** Compiles `report`; without it, base business is shown by business unit, and by product line where lines tell them. */
export function compileReport(root: Node, tables: readonly OpenTable[], scope: Scope): ReportRules {
  const named: Named = {
    unit: scalarText(child(child(root, 'units'), 'by')) ?? 'business_unit',
    revenue:
      tables.find(({ sums }) => sums.some(({ name, how }) => name === 'revenue' && how === 'sum')) ?? null,
    tables,
    scope,
  };
  const told = child(child(root, 'report'), 'base_by');
  const found =
    told === undefined
      ? [ofCustomers(named.unit, named), ofLines('product_line', named)]
      : itemsOf(told).map((item, at, items) => readBase(item, at, items, named));
  return { baseBy: found.filter((one) => one !== null), isTold: told !== undefined };
}

interface Named {
  /** The field that names the business unit. */
  readonly unit: string;
  /** The table of whose lines revenue is the sum: only such revenue has parts that add up to it. */
  readonly revenue: OpenTable | null;
  readonly tables: readonly OpenTable[];
  readonly scope: Scope;
}

// A name that both have is that of the customers.
function readBase(item: Node, at: number, items: readonly Node[], named: Named): BaseField | null {
  const { revenue, scope } = named;
  const name = scalarText(item) ?? '';
  if (items.slice(0, at).some((other) => scalarText(other) === name))
    return complain(
      scope,
      'duplicate-name',
      { en: `base_by names "${name}" twice`, zh: `base_by 把“${name}”写了两次` },
      item.span,
      { en: 'name it once', zh: '请只写一次' },
    );
  const fields = [...scope.fields, ...(revenue?.fields ?? [])];
  const field = fields.find((one) => one.name === name);
  const suitable = fields.filter(({ type }) => SUITABLE.has(type)).map((one) => one.name);
  if (field !== undefined && !SUITABLE.has(field.type))
    return complain(
      scope,
      'wrong-type',
      {
        en: `base_by takes a text or a choice, and "${name}" is ${field.type}`,
        zh: `base_by 用于文本或选项字段，而“${name}”的类型是 ${field.type}`,
      },
      item.span,
      { en: `it takes: ${suitable.join(', ')}`, zh: `可用：${suitable.join('、')}` },
    );
  const found = ofCustomers(name, named) ?? ofLines(name, named);
  if (found === null) return unknownBase(name, item, suitable, named);
  // What a report shows is in use, and its cells are read.
  (found.kind === 'lines' ? revenue!.scope : scope).used.add(name);
  return found;
}

function unknownBase(name: string, item: Node, suitable: readonly string[], { tables, scope }: Named): null {
  const table = tables.find(({ fields }) => fields.some((one) => one.name === name));
  if (table !== undefined)
    return complain(
      scope,
      'unknown-field',
      {
        en: `base_by: "${name}" is of lines of "${table.name}", and revenue is not their sum`,
        zh: `base_by：“${name}”属于表“${table.name}”的明细行，而 revenue 不是它们的合计`,
      },
      item.span,
      verbatim(`revenue: { from: ${table.name}, sum: amount }`),
    );
  return complain(
    scope,
    'unknown-field',
    {
      en: `base_by: neither customers nor the lines that make revenue have a field "${name}"`,
      zh: `base_by：客户和构成 revenue 的明细行都没有“${name}”这个字段`,
    },
    item.span,
    didYouMean(name, suitable) ?? {
      en: `declare it: fields: { ${name}: { type: text } }`,
      zh: `请先声明：fields: { ${name}: { type: text } }`,
    },
  );
}

const SUITABLE: ReadonlySet<ValueType> = new Set(['text', 'choice']);

function ofCustomers(name: string, { unit, scope }: Named): BaseField | null {
  const fact = scope.facts.get(name);
  if (fact === undefined || fact.type.kind !== 'text') return null;
  return { kind: name === unit ? 'unit' : 'customers', name, slot: fact.slot };
}

function ofLines(name: string, { revenue }: Named): BaseField | null {
  const field = revenue?.fields.find((one) => one.name === name);
  if (field === undefined || factTypeOf(field.type).kind !== 'text') return null;
  return { kind: 'lines', name, table: revenue!.name };
}
