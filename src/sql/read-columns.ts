import type { Criteria } from '../criteria/criteria.ts';
import { child, entriesOf, type Node, scalarText } from '../criteria/node.ts';
import { readYaml } from '../criteria/read-yaml.ts';
import type { Checked, Diagnostic } from '../text/diagnostic.ts';
import type { Source, Span } from '../text/source.ts';
import { didYouMean } from '../text/suggest.ts';
import { verbatim, type Wording } from '../text/wording.ts';
import { type ColumnOfTable, MOST_PLACES, type TableSource } from './read-table.ts';

/** Which columns fields are read from: those of the customers, and those of each table of lines. */
export interface ToldColumns {
  readonly customers: TableSource['columns'];
  readonly tables: ReadonlyMap<string, TableSource['columns']>;
}

/**
 * Reads which column of a table each field is: `revenue: REV_12M`, or `revenue: { column: REV_12M, places: 4 }` where its
 * numbers have other than the usual places, and `rate: { format: percent }` where 95 means 95%. Those of order lines stand
 * under their table: `tables: { orders: { amount: NET, customer: CUST_NO } }`.
 */
export function readColumns(source: Source, { fields, tables }: Criteria): Checked<ToldColumns> {
  const { value: root, diagnostics: found } = readYaml(source);
  const diagnostics: Diagnostic[] = [...found];
  if (root === null) return { value: null, diagnostics };
  const complain: Complain = (code, message, at, help) =>
    diagnostics.push({ code, severity: 'error', message, help, at });
  const read = (node: Node, names: readonly string[], example: string): TableSource['columns'] =>
    readTableColumns(node, names, example, complain);
  const told = tables.length === 0 ? undefined : child(root, 'tables');
  const byTable = new Map<string, TableSource['columns']>();
  for (const { key, keySpan, value } of entriesOf(told)) {
    const table = tables.find(({ name }) => name === key);
    const names = tables.map(({ name }) => name);
    if (table === undefined)
      complain(
        'unknown-table',
        { en: `unknown table "${key}"`, zh: `没有表“${key}”` },
        keySpan,
        didYouMean(key, names),
      );
    else
      byTable.set(
        key,
        read(
          value,
          table.fields.map(({ name }) => name),
          'amount: NET_AMOUNT',
        ),
      );
  }
  const own = fields.filter(({ from }) => from === null).map(({ name }) => name);
  const rest: Node =
    root.kind === 'map' && told !== undefined
      ? { ...root, entries: root.entries.filter(({ value }) => value !== told) }
      : root;
  const customers = read(rest, own, 'revenue: REV_12M');
  return { value: diagnostics.length > 0 ? null : { customers, tables: byTable }, diagnostics };
}

type Complain = (code: Diagnostic['code'], message: Wording, at: Span, help?: Wording) => unknown;

function readTableColumns(
  node: Node,
  names: readonly string[],
  example: string,
  complain: Complain,
): TableSource['columns'] {
  const columns = new Map<string, ColumnOfTable>();
  if (node.kind !== 'map')
    complain(
      'wrong-shape',
      { en: 'expected fields with the names of their columns', zh: '应为字段及其列名' },
      node.span,
      verbatim(example),
    );
  for (const { key, keySpan, value } of entriesOf(node)) {
    if (!names.includes(key)) {
      complain(
        'unknown-field',
        { en: `unknown field "${key}"`, zh: `没有字段“${key}”` },
        keySpan,
        didYouMean(key, names),
      );
      continue;
    }
    const column =
      scalarText(value.kind === 'map' ? child(value, 'column') : value) ?? (value.kind === 'map' ? key : '');
    const format = scalarText(child(value, 'format')) ?? null;
    const currency = scalarText(child(value, 'currency'));
    const text = scalarText(child(value, 'places'));
    const places = text === undefined ? null : Number(text);
    if (column === '')
      complain(
        'wrong-shape',
        { en: `"${key}": expected the name of a column`, zh: `“${key}”：应为列名` },
        value.span,
        verbatim(`${key}: { column: REV_12M }`),
      );
    else if (places !== null && !(Number.isInteger(places) && places >= 0 && places <= MOST_PLACES))
      complain(
        'bad-amount',
        {
          en: `"${key}": expected 0 to ${MOST_PLACES} places, found "${text}"`,
          zh: `“${key}”：小数位数应为 0 至 ${MOST_PLACES}，实际为“${text}”`,
        },
        value.span,
      );
    else if (format !== null && format !== 'percent' && format !== 'fraction')
      complain(
        'wrong-shape',
        {
          en: `"${key}": expected format percent or fraction, found "${format}"`,
          zh: `“${key}”：format 应为 percent 或 fraction，实际为“${format}”`,
        },
        value.span,
      );
    else columns.set(key, { column, places, format, ...(currency === undefined ? {} : { currency }) });
  }
  return columns;
}
