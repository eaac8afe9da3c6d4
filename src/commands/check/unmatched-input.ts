import { type LeaveOut, layoutOf, leaveOutTest } from '../../criteria/input.ts';
import { child, itemsOf, type Node, scalarText } from '../../criteria/node.ts';
import { openYaml } from '../../criteria/open-yaml.ts';
import { bindFields } from '../../fields/bind.ts';
import type { Field } from '../../fields/field.ts';
import { blankKey } from '../../fields/fold.ts';
import type { RowTest } from '../../table/layout.ts';
import type { TableRecord } from '../../table/table.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { Span } from '../../text/source.ts';
import type { CustomerFile, LoadedCriteria } from '../run/inputs.ts';

/** What `input` says of rows and texts that the file does not have: it may be misspelt, or no longer be needed. */
export async function findUnmatchedInput(
  { criteria, sources }: Pick<LoadedCriteria, 'criteria' | 'sources'>,
  file: CustomerFile,
): Promise<Diagnostic[]> {
  const { input, fields } = criteria;
  const read = await Promise.all(sources.map(({ source }) => openYaml(source)));
  const roots = read.map(({ value }) => value);
  const told = [
    ...ruleEntries('leave_out', input.leaveOut),
    ...ruleEntries('keep', input.keep),
    ...textEntries(roots, fields),
  ];
  if (told.length === 0) return [];
  let pending: (Entry & { readonly test: RowTest })[] = [];
  const see = (row: TableRecord): void => {
    if (pending.some(({ test }) => test(row))) pending = pending.filter(({ test }) => !test(row));
  };
  const early: TableRecord[] = [];
  const layout = { ...layoutOf(input, fields), leaveOut: () => null };
  const table = await file.open(
    (_, record) => early.push(record),
    layout,
    () => {},
  );
  if (table === null) return [];
  const header = table.header.cells;
  const columns = bindFields(fields, header, file.name, table.header.line).value?.columns ?? [];
  pending = told.map((entry) => ({ ...entry, test: entry.testFor(header, columns) }));
  for await (const batch of table.records) {
    for (const record of [...early.splice(0), ...batch]) see(record);
    if (pending.length === 0) return [];
  }
  return pending.map(({ key, text, at }) => ({
    code: 'unmatched-input',
    severity: 'info',
    message: { en: `${key}: nothing in ${file.name} is ${text}`, zh: `${key}：${file.name} 中没有 ${text}` },
    help: {
      en: 'mend it if it is misspelt; else it can stay for exports that have it',
      zh: '如果写错了请改正；如果以后的导出会有，可以保留',
    },
    at,
  }));
}

interface Entry {
  readonly key: string;
  readonly text: string;
  readonly at: Span;
  readonly testFor: (header: readonly string[], columns: readonly (number | null)[]) => RowTest;
}

function ruleEntries(key: string, rules: readonly LeaveOut[]): Entry[] {
  return rules.map((rule) => ({
    key,
    text: rule.text,
    at: rule.span,
    testFor: (header) => leaveOutTest([rule], header) ?? (() => false),
  }));
}

// A layer has the place of those below it: its list counts, and theirs does not.
function textEntries(roots: readonly (Node | null)[], fields: readonly Field[]): Entry[] {
  const listAt = (...path: string[]): Node | undefined =>
    roots
      .map((root) => path.reduce<Node | undefined>((node, key) => child(node, key), root ?? undefined))
      .find((node) => node !== undefined);
  return [
    ...textsIn(listAt('input', 'blanks'), 'blanks', fields),
    ...textsIn(listAt('input', 'zeros'), 'zeros', fields),
    ...fields.flatMap((field) => textsIn(listAt('fields', field.name, 'blanks'), 'blanks', [field])),
  ];
}

function textsIn(node: Node | undefined, key: string, fields: readonly Field[]): Entry[] {
  return itemsOf(node).map((item) => {
    const text = scalarText(item) ?? '';
    const wanted = blankKey(text);
    const testFor: Entry['testFor'] = (_, columns) => {
      const places = fields.flatMap(({ slot }) => (columns[slot] == null ? [] : [columns[slot]]));
      return (row) => places.some((at) => blankKey(row.cell(at)) === wanted);
    };
    return { key, text: JSON.stringify(text), at: item.span, testFor };
  });
}
