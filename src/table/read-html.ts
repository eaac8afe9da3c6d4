import { DomUtils, parseDocument } from 'htmlparser2';
import type { Sheet } from 'hucre/xlsx';
import PostalMime from 'postal-mime';
import { breaksOff, DecodeError } from './decode-error.ts';

type Element = ReturnType<typeof DomUtils.getElementsByTagName>[number];
type Node = Element['children'][number];

/**
 * The tables of a web page, each as a sheet: what many systems write under the name .xls. Cells are texts as a browser
 * shows them. A cell across columns stands in the first of them; one across rows is a merged cell. A page that breaks off,
 * or asks for a password, throws a DecodeError.
 */
export function readHtml(page: string): Sheet[] {
  const document = parseDocument(page, { withStartIndices: true });
  const rows = DomUtils.getElementsByTagName('tr', document);
  // A page with customers may ask for a new password beside them.
  if (rows.length < LEAST_ROWS && asksForPassword(document)) throw loginPage();
  const last = rows.at(-1);
  if (last !== undefined && !/<\/table\s*>/i.test(page.slice(last.startIndex ?? 0))) throw breaksOff();
  const tables = DomUtils.getElementsByTagName('table', document);
  return tables.map((table, index) => ({ name: `Table ${index + 1}`, ...cellsOf(rowsOf(table)) }));
}

const LEAST_ROWS = 10;

function asksForPassword(document: ReturnType<typeof parseDocument>): boolean {
  const inputs = DomUtils.getElementsByTagName('input', document);
  return inputs.some(({ attribs }) => attribs['type']?.trim().toLowerCase() === 'password');
}

function loginPage(): DecodeError {
  return new DecodeError(
    'not-csv',
    {
      en: 'the file looks like the login page of a system, not like its export',
      zh: '文件像是系统的登录页面，而不是导出的数据',
    },
    { en: 'log in there, and export it again', zh: '请先登录该系统，再重新导出' },
  );
}

/** The same of a web archive (MHTML), as SAP and browsers write it: the tables of all its pages. */
export async function readMhtml(archive: Buffer): Promise<Sheet[]> {
  const { html } = await PostalMime.parse(archive);
  return readHtml(html ?? '');
}

// Not those of a table within a cell of it.
function rowsOf(table: Element): readonly Element[] {
  return DomUtils.getElementsByTagName('tr', table).filter((row) => {
    let around = row.parent;
    while (around !== table && around !== null && !isNamed(around, TABLE)) around = around.parent;
    return around === table;
  });
}

function cellsOf(trs: readonly Element[]): Pick<Sheet, 'rows' | 'merges'> {
  const rows: (string | null)[][] = trs.map(() => []);
  const merges: NonNullable<Sheet['merges']> = [];
  for (const [at, tr] of trs.entries()) {
    const row = rows[at]!;
    let column = 0;
    for (const cell of tr.children) {
      if (!isNamed(cell, CELLS)) continue;
      while (row[column] !== undefined) column += 1;
      const endCol = column + spanOf(cell, 'colspan', MOST_COLUMNS) - 1;
      const endRow = Math.min(at + spanOf(cell, 'rowspan', trs.length), trs.length) - 1;
      for (const covered of rows.slice(at, endRow + 1))
        for (let place = column; place <= endCol; place += 1) covered[place] = null;
      row[column] = textOf(cell).replaceAll(BLANKS, ' ').trim() || null;
      if (endRow > at) merges.push({ startRow: at, startCol: column, endRow, endCol });
    }
  }
  return { rows, merges };
}

// A span of 0 goes to the end.
function spanOf({ attribs }: Element, name: 'colspan' | 'rowspan', most: number): number {
  const told = Number.parseInt(attribs[name] ?? '1', 10);
  if (told === 0 && name === 'rowspan') return most;
  return told >= 1 ? Math.min(told, most) : 1;
}

function textOf(node: Node): string {
  if (node.type === 'text') return node.data;
  if (isNamed(node, UNSEEN)) return '';
  if (!('children' in node)) return '';
  const inner = node.children.map(textOf).join('');
  return isNamed(node, BREAKS) ? ` ${inner} ` : inner;
}

function isNamed(node: { readonly type: string }, names: ReadonlySet<string>): node is Element {
  return 'name' in node && names.has(String(node.name));
}

const TABLE: ReadonlySet<string> = new Set(['table']);
const CELLS: ReadonlySet<string> = new Set(['td', 'th']);
const BREAKS: ReadonlySet<string> = new Set(['br', 'div', 'p', 'li', 'tr']);
const UNSEEN: ReadonlySet<string> = new Set(['script', 'style', 'table', 'select', 'template']);
// HTML has these blanks; one that holds words together stays.
const BLANKS = /[ \t\n\f\r]+/g;
const MOST_COLUMNS = 1000;
