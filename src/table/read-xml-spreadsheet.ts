import { DomUtils, parseDocument } from 'htmlparser2';
import type { Cell, Sheet } from 'hucre/xlsx';
import { breaksOff } from './decode-error.ts';
import type { SheetValue } from './sheet-cell.ts';

type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];

/** The sheets of an "XML Spreadsheet 2003", which Excel and many systems write, often under the name .xls. One that breaks off throws a DecodeError. */
export function readXmlSpreadsheet(text: string): Sheet[] {
  if (!/<\/(?:\w+:)?Workbook\s*>/.test(text)) throw breaksOff();
  const book = parseDocument(text, { xmlMode: true });
  const formats = new Map(
    elements('Style', book).map((style) => [
      attribute(style, 'ID'),
      formatOf(attribute(elements('NumberFormat', style)[0], 'Format') ?? ''),
    ]),
  );
  return elements('Worksheet', book).map((sheet, index) => ({
    name: attribute(sheet, 'Name') ?? `Sheet${index + 1}`,
    hidden: elements('Visible', sheet).some((visible) => DomUtils.textContent(visible).endsWith('Hidden')),
    ...cellsOf(elements('Row', sheet), formats),
  }));
}

// Rows and cells tell their place, counted from 1, where some before them are left out.
function cellsOf(
  elementsOfRows: readonly Element[],
  formats: ReadonlyMap<string | undefined, string>,
): Required<Pick<Sheet, 'rows' | 'cells' | 'merges' | 'rowDefs'>> {
  const rows: SheetValue[][] = [];
  const cells = new Map<string, Cell>();
  const merges: NonNullable<Sheet['merges']> = [];
  const rowDefs: NonNullable<Sheet['rowDefs']> = new Map();
  for (const element of elementsOfRows) {
    const at = place(element, rows.length, MOST_ROWS);
    while (rows.length <= at) rows.push([]);
    const row = rows[at]!;
    if (attribute(element, 'Hidden') === '1') rowDefs.set(at, { hidden: true });
    for (const cell of elements('Cell', element)) {
      const column = place(cell, row.length, MOST_COLUMNS);
      const value = valueOfData(elements('Data', cell)[0]);
      const [across, down] = [count(cell, 'MergeAcross', MOST_COLUMNS), count(cell, 'MergeDown', MOST_ROWS)];
      while (row.length < column) row.push(null);
      row.push(value, ...Array<null>(across).fill(null));
      const numFmt = formats.get(attribute(cell, 'StyleID') ?? attribute(element, 'StyleID')) ?? '';
      cells.set(`${at},${column}`, { value, type: 'string', style: { numFmt } });
      if (down > 0)
        merges.push({ startRow: at, startCol: column, endRow: at + down, endCol: column + across });
    }
  }
  return { rows, cells, merges, rowDefs };
}

function place(element: Element, next: number, most: number): number {
  return Math.max(next, Math.min(Number(attribute(element, 'Index') ?? next + 1), most) - 1);
}

function count(element: Element, name: string, most: number): number {
  return Math.min(Number(attribute(element, name) ?? 0), most);
}

// More than the sheets of Excel 2003 have.
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 1000;

function valueOfData(data: Element | undefined): SheetValue {
  if (data === undefined) return null;
  const text = DomUtils.textContent(data);
  switch (attribute(data, 'Type')) {
    case 'Number':
      return Number(text);
    case 'Boolean':
      return text === '1';
    case 'DateTime':
      return text.replace(/T00:00:00(?:\.0+)?$/, '').replace('T', ' ');
    default:
      return text === '' ? null : text;
  }
}

// The names that Excel has for formats, as far as they say what a number is.
function formatOf(format: string): string {
  return { Percent: '0.00%', 'Euro Currency': '[$€]' }[format] ?? format;
}

// Whatever prefix stands before the names.
function elements(name: string, within: Parameters<typeof DomUtils.getElementsByTagName>[1]): Element[] {
  return DomUtils.getElementsByTagName((full) => full === name || full.endsWith(`:${name}`), within);
}

function attribute(element: Element | undefined, name: string): string | undefined {
  if (element === undefined) return undefined;
  return element.attribs[`ss:${name}`] ?? element.attribs[name];
}
