import { type CsvRow, withCells } from './csv-row.ts';

/** The first mark of HTML in the text of a cell: "&amp;", "&euro;", "&#252;"; null where there is none. */
export function findHtmlSign(text: string): string | null {
  return text.includes('&') ? (MARK.exec(text)?.[0] ?? null) : null;
}

/** The row with marks of HTML in its cells read as their signs; its bytes stay as they are. */
export function readHtmlSigns(row: CsvRow): CsvRow {
  if (!row.cells.some((cell) => findHtmlSign(cell) !== null)) return row;
  const cells = row.cells.map((cell) => cell.replace(MARKS, signOf));
  return withCells(row, cells);
}

function signOf(mark: string): string {
  const name = mark.slice(1, -1);
  if (!name.startsWith('#')) return SIGNS.get(name)!;
  const code = /^#x/i.test(name) ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  // What no text can hold stays as it is.
  return code < 0x20 || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)
    ? mark
    : String.fromCodePoint(code);
}

// A letter and what stands over it, as HTML calls them.
const ACCENTS: readonly (readonly [letters: string, name: string, accent: string])[] = [
  ['aeiouyAEIOUY', 'uml', '\u0308'],
  ['aeiouyAEIOUY', 'acute', '\u0301'],
  ['aeiouAEIOU', 'grave', '\u0300'],
  ['aeiouAEIOU', 'circ', '\u0302'],
  ['naoNAO', 'tilde', '\u0303'],
  ['cC', 'cedil', '\u0327'],
  ['aA', 'ring', '\u030a'],
];

const SIGNS: ReadonlyMap<string, string> = new Map([
  ...Object.entries({
    amp: '&',
    lt: '<',
    gt: '>',
    quot: '"',
    apos: "'",
    nbsp: '\u00a0',
    euro: '€',
    pound: '£',
    yen: '¥',
    cent: '¢',
    copy: '©',
    reg: '®',
    trade: '™',
    deg: '°',
    ndash: '–',
    mdash: '—',
    hellip: '…',
    lsquo: '‘',
    rsquo: '’',
    ldquo: '“',
    rdquo: '”',
    szlig: 'ß',
    oslash: 'ø',
    Oslash: 'Ø',
    aelig: 'æ',
    AElig: 'Æ',
  }),
  ...ACCENTS.flatMap(([letters, name, accent]) =>
    [...letters].map((letter): [string, string] => [
      `${letter}${name}`,
      `${letter}${accent}`.normalize('NFC'),
    ]),
  ),
]);

const MARK = new RegExp(`&(?:${[...SIGNS.keys()].join('|')}|#\\d{2,7}|#[xX][\\da-fA-F]{2,6});`);
const MARKS = new RegExp(MARK.source, 'g');
