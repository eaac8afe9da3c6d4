import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readXlsx } from 'hucre/xlsx';
import { zipEntries } from '../../../src/table/unzip.ts';

/** A sheet as somebody else's program reads it: texts as they are, numbers as numbers, days as YYYY-MM-DD. */
export type ReadSheet = readonly (readonly (string | number)[])[];

/** A program that opens a workbook and gives the rows of one sheet, counted from 0. */
type ReadBack = (bytes: Uint8Array, sheet: number) => Promise<ReadSheet> | ReadSheet;

/** The ways to read that are everywhere: a library's, and the letter of the format. */
export const READERS: readonly (readonly [string, ReadBack])[] = [
  ['hucre', readWithHucre],
  ['nobody but the format itself', readXml],
];

/** The same with LibreOffice, where it is installed; it takes a second to start. */
export const ALL_READERS: typeof READERS = hasLibreOffice()
  ? [...READERS, ['LibreOffice', readWithLibreOffice]]
  : READERS;

function hasLibreOffice(): boolean {
  return spawnSync('soffice', ['--version']).status === 0;
}

async function readWithHucre(bytes: Uint8Array, sheet: number): Promise<ReadSheet> {
  const { sheets } = await readXlsx(bytes);
  return trimmed(
    sheets[sheet]!.rows.map((row) =>
      row.map((cell) => {
        if (cell instanceof Date) return cell.toISOString().slice(0, 10);
        return typeof cell === 'number' || typeof cell === 'string' ? cell : '';
      }),
    ),
  );
}

/** The parts of a workbook by their paths. */
export function partsOf(bytes: Uint8Array): ReadonlyMap<string, string> {
  const entries = zipEntries(Buffer.from(bytes))!;
  return new Map(entries.map((entry) => [entry.name, entry.read().toString('utf8')]));
}

// By the letter of ECMA-376, without anybody's library.
function readXml(bytes: Uint8Array, sheet: number): ReadSheet {
  const parts = partsOf(bytes);
  const texts = [...parts.get('xl/sharedStrings.xml')!.matchAll(/<si><t[^>]*>([^<]*)<\/t><\/si>/g)].map(
    (match) => unescaped(match[1]!),
  );
  const styles = parts.get('xl/styles.xml')!;
  const dayFormat = /numFmtId="(\d+)" formatCode="yyyy-mm-dd"/.exec(styles)?.[1];
  const looks = [...styles.split('<cellXfs')[1]!.matchAll(/<xf numFmtId="(\d+)"/g)].map((match) => match[1]);
  const rows: (string | number)[][] = [];
  for (const [, number, cells] of parts
    .get(`xl/worksheets/sheet${sheet + 1}.xml`)!
    .matchAll(/<row r="(\d+)"[^>]*>(.*?)<\/row>/gs)) {
    const row: (string | number)[] = [];
    for (const [, letters, style, type, content] of cells!.matchAll(
      /<c r="([A-Z]+)\d+" s="(\d+)"(?: t="(\w+)")?>(.*?)<\/c>/gs,
    )) {
      const column = [...letters!].reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) - 1;
      const value = content!.replace(/<[^>]*>/g, '');
      row[column] =
        type === 's'
          ? texts[Number(value)]!
          : type === 'inlineStr'
            ? unescaped(value)
            : looks[Number(style)] === dayFormat
              ? new Date((Number(value) - 25_569) * 86_400_000).toISOString().slice(0, 10)
              : Number(value);
    }
    rows[Number(number) - 1] = Array.from(row, (cell) => cell ?? '');
  }
  return trimmed(rows);
}

// Excel's way to write a character.
function unescaped(xml: string): string {
  return plain(xml).replaceAll('_x005F_', '_');
}

function plain(xml: string): string {
  return xml
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&apos;', "'")
    .replaceAll('&amp;', '&');
}

// LibreOffice says of every cell what it took it for, in its own flat XML.
function readWithLibreOffice(bytes: Uint8Array, sheet: number): ReadSheet {
  const folder = mkdtempSync(join(tmpdir(), 'keyaccounts-office-'));
  try {
    writeFileSync(join(folder, 'book.xlsx'), bytes);
    const home = `-env:UserInstallation=file://${join(folder, 'home')}`;
    execFileSync('soffice', [home, '--headless', '--convert-to', 'fods', 'book.xlsx'], {
      cwd: folder,
      stdio: 'ignore',
    });
    const xml = readFileSync(join(folder, 'book.fods'), 'utf8');
    const table = [...xml.matchAll(/<table:table [^>]*>(.*?)<\/table:table>/gs)][sheet]![1]!;
    const rows = [...table.matchAll(/<table:table-row([^>]*)>(.*?)<\/table:table-row>/gs)].flatMap(
      ([, attributes, cells]) =>
        repeated(attributes!, 'rows', [...cells!.matchAll(OFFICE_CELL)].flatMap(officeCell)),
    );
    return trimmed(rows);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

const OFFICE_CELL = /<table:table-cell([^>]*?)(?:\/>|>(.*?)<\/table:table-cell>)/gs;

function officeCell([, attributes, content = '']: RegExpExecArray | string[]): (string | number)[] {
  const of = (name: string): string | undefined =>
    new RegExp(`office:${name}="([^"]*)"`).exec(attributes!)?.[1];
  const type = of('value-type');
  const lines = [...content.matchAll(/<text:p>(.*?)<\/text:p>|<text:p\/>/gs)].map(([, line = '']) =>
    plain(
      line
        .replace(/<text:s(?: text:c="(\d+)")?\/>/g, (_, count = '1') => ' '.repeat(Number(count)))
        .replace(/<[^>]*>/g, ''),
    ),
  );
  const value =
    type === 'string'
      ? plain(of('string-value') ?? '') || lines.join('\n')
      : type === 'date'
        ? of('date-value')!
        : Number(of('value'));
  return repeated(attributes!, 'columns', type === undefined ? '' : value);
}

// What stands there many times is written once; the endless blanks at the edges are not counted out.
function repeated<T>(attributes: string, what: 'rows' | 'columns', one: T): T[] {
  const times = Number(new RegExp(`table:number-${what}-repeated="(\\d+)"`).exec(attributes)?.[1] ?? 1);
  return times > MOST_REPEATED ? [] : Array.from({ length: times }, () => one);
}

const MOST_REPEATED = 1000;

// Blank cells and rows at the end are nobody's.
function trimmed(rows: readonly (readonly (string | number)[])[]): ReadSheet {
  const cut = Array.from(rows, (row = []) => {
    const last = row.findLastIndex((cell) => cell !== '');
    return row.slice(0, last + 1);
  });
  return cut.slice(0, cut.findLastIndex((row) => row.length > 0) + 1);
}
