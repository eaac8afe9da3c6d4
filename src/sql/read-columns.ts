import type { Criteria } from '../criteria/criteria.ts';
import { child, entriesOf, scalarText } from '../criteria/node.ts';
import { readYaml } from '../criteria/read-yaml.ts';
import type { Checked, Diagnostic } from '../text/diagnostic.ts';
import type { Source, Span } from '../text/source.ts';
import { didYouMean } from '../text/suggest.ts';
import { verbatim, type Wording } from '../text/wording.ts';
import type { ColumnOfTable } from './field-steps.ts';

/**
 * Reads which column of a table each field is: `revenue: REV_12M`, or `revenue: { column: REV_12M, places: 4 }` where its
 * numbers have other than the usual places, and `rate: { format: percent }` where 95 means 95%.
 */
export function readColumns(
  source: Source,
  { fields }: Criteria,
): Checked<ReadonlyMap<string, ColumnOfTable>> {
  const { value: root, diagnostics: found } = readYaml(source);
  const diagnostics: Diagnostic[] = [...found];
  const complain = (code: Diagnostic['code'], message: Wording, at: Span, help?: Wording): unknown =>
    diagnostics.push({ code, severity: 'error', message, help, at });
  const columns = new Map<string, ColumnOfTable>();
  if (root === null) return { value: null, diagnostics };
  if (root.kind !== 'map')
    complain(
      'wrong-shape',
      { en: 'expected fields with the names of their columns', zh: '应为字段及其列名' },
      root.span,
      verbatim('revenue: REV_12M'),
    );
  for (const { key, keySpan, value } of entriesOf(root)) {
    if (!fields.some(({ name }) => name === key)) {
      complain(
        'unknown-field',
        { en: `unknown field "${key}"`, zh: `没有字段“${key}”` },
        keySpan,
        didYouMean(
          key,
          fields.map(({ name }) => name),
        ),
      );
      continue;
    }
    const column =
      scalarText(value.kind === 'map' ? child(value, 'column') : value) ?? (value.kind === 'map' ? key : '');
    const format = scalarText(child(value, 'format')) ?? null;
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
    else columns.set(key, { column, places, format });
  }
  return { value: diagnostics.length > 0 ? null : columns, diagnostics };
}

// Of the 18 digits that a number is read with.
const MOST_PLACES = 12;
