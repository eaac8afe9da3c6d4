import { DELIMITERS } from '../table/delimiter.ts';
import type { Dialect } from '../table/table.ts';
import type { Code } from '../text/codes.ts';
import type { Checked, Diagnostic } from '../text/diagnostic.ts';
import { quoteYaml } from '../text/quote-yaml.ts';
import { didYouMean, nearestName } from '../text/suggest.ts';
import { listNames, type Wording } from '../text/wording.ts';
import type { Field } from './field.ts';
import { foldName } from './fold.ts';
import { fieldLine } from './unknown-cell.ts';

/** Which column each field is read from, by slot; null when an optional column is absent. */
export interface Binding {
  readonly columns: readonly (number | null)[];
}

/**
 * Finds the columns of the fields in a header: missing, duplicate and doubtful columns in one go. Where it is known how the
 * file was read, the help for missing columns names the delimiter that would show them.
 */
export function bindFields(
  fields: readonly Field[],
  header: readonly string[],
  file: string,
  line: number,
  dialect: Dialect | null = null,
): Checked<Binding> {
  const diagnostics: Diagnostic[] = [];
  const complain: Complain = (code, message, help, column) => {
    diagnostics.push({ code, severity: 'error', message, help, at: { kind: 'cell', file, line, column } });
  };
  const places = columnPlaces(header);
  const taken = new Set(fields.flatMap(namesOf));
  const free = header.filter((name) => foldName(name) !== '' && !taken.has(foldName(name)));
  const columns: (number | null)[] = [];
  // Another sign between the columns is the help for all fields alike.
  let another: Wording | null | undefined;
  for (const field of fields) {
    const found = namesOf(field).filter((name) => places.has(name));
    if (found.length > 1)
      checkOne(
        field,
        found.map((name) => header[places.get(name)![0]!]!),
        complain,
      );
    for (const name of found.slice(0, 1)) checkSingle(field, places.get(name)!, header, complain);
    if (found.length === 0 && !field.optional) {
      if (another === undefined) another = delimiterHelp(fields, header, dialect);
      checkPresent(field, another ?? missingHelp(field, header, free), complain);
    }
    if (found.length > 0) checkCurrencyColumn(field, header, complain);
    columns[field.slot] = found.length === 0 ? null : places.get(found[0]!)![0]!;
  }
  return { value: diagnostics.length > 0 ? null : { columns }, diagnostics };
}

type Complain = (code: Code, message: Wording, help: Wording | undefined, column: string | null) => void;

// "#3" is the third where it has no name of its own.
function columnNames(header: readonly string[]): string[] {
  return header.map((name, index) => foldName(name) || nameless(index));
}

function nameless(column: number): string {
  return `#${column + 1}`;
}

/**
 * The columns of a header by the folded names by which fields find them: of those that share a name, "name#2" is the second,
 * and "#3" is the third where it has none.
 */
export function columnPlaces(header: readonly string[]): ReadonlyMap<string, readonly number[]> {
  const places = new Map<string, number[]>();
  for (const [index, folded] of columnNames(header).entries()) {
    const columns = places.get(folded);
    if (columns === undefined) places.set(folded, [index]);
    else columns.push(index);
  }
  for (const [name, columns] of [...places]) {
    if (columns.length === 1) continue;
    for (const [at, index] of columns.entries()) {
      if (!places.has(`${name}#${at + 1}`)) places.set(`${name}#${at + 1}`, [index]);
    }
  }
  return places;
}

/** The column that a field is read from, of those of a header; −1 where there is none. */
export function findColumn(field: Field, places: ReturnType<typeof columnPlaces>): number {
  const [first] = namesOf(field).flatMap((name) => places.get(name)?.[0] ?? []);
  return first ?? -1;
}

function namesOf(field: Field): string[] {
  return [...new Set(field.columns.map(foldName))].filter((name) => name !== '');
}

/** The name by which a column can be found: its header, with #2 behind it for the second of that name; #3 for the third without one. */
export function columnName(header: readonly string[], column: number): string {
  const name = header[column]!;
  if (foldName(name) === '') return nameless(column);
  const same = header.flatMap((other, index) => (foldName(other) === foldName(name) ? [index] : []));
  return same.length === 1 ? name : `${name.trim()}#${same.indexOf(column) + 1}`;
}

/** The name by which each column of a header can be found, likewise; "#3" is the third where it has none. */
export function distinctNames(header: readonly string[]): string[] {
  const places = columnPlaces(header);
  const met = new Map<string, number>();
  return columnNames(header).map((folded, index) => {
    const count = (met.get(folded) ?? 0) + 1;
    met.set(folded, count);
    if (foldName(header[index]!) === '') return folded;
    return places.get(folded)!.length === 1 ? header[index]! : `${header[index]!.trim()}#${count}`;
  });
}

function sayRepeated(columns: readonly number[], header: readonly string[]): Wording {
  const numbers = columns.map((index) => index + 1);
  const all = numbers.length > 2 ? 'all' : 'both';
  return {
    en: `columns ${numbers.slice(0, -1).join(', ')} and ${numbers.at(-1)} are ${all} called "${header[columns[1]!]!}"`,
    zh: `第 ${numbers.slice(0, -1).join('、')} 列和第 ${numbers.at(-1)} 列都叫“${header[columns[1]!]!}”`,
  };
}

function checkSingle(
  { name: field }: Field,
  columns: readonly number[],
  header: readonly string[],
  complain: Complain,
): void {
  if (columns.length === 1) return;
  const [first, second] = columns.map((index) => header[index]!) as [string, string];
  const line = `fields: { ${field}: { columns: [${JSON.stringify(`${first.trim()}#1`)}] } }`;
  const help = {
    en: `say which, #1 or #2, in the criteria: ${line}`,
    zh: `请在标准文件中指明用 #1 还是 #2：${line}`,
  };
  complain('duplicate-header', sayRepeated(columns, header), help, second);
}

function checkOne(field: Field, names: readonly string[], complain: Complain): void {
  const message = {
    en: `field "${field.name}" could be read from ${names.map((name) => `"${name}"`).join(' and ')}`,
    zh: `字段“${field.name}”可对应多列：${names.map((name) => `“${name}”`).join('、')}`,
  };
  const help = {
    en: 'rename one of them, or take its name out of "columns" in the criteria',
    zh: '请把其中一列改名，或在标准文件中把它从 columns 中删去',
  };
  complain('duplicate-column', message, help, names[1]!);
}

function checkPresent(field: Field, help: Wording, complain: Complain): void {
  const names = listNames(field.columns);
  const message = {
    en: `no column for field "${field.name}": looked for ${names.en}`,
    zh: `字段“${field.name}”没有对应的列：查找过 ${names.zh}`,
  };
  complain('missing-column', message, help, null);
}

// The cells of a spreadsheet or a database are separated by nothing.
function delimiterHelp(
  fields: readonly Field[],
  header: readonly string[],
  dialect: Dialect | null,
): Wording | null {
  if (dialect === null || dialect.sheet !== undefined || dialect.order !== undefined) return null;
  const needed = fields.filter(({ optional }) => !optional).map(namesOf);
  const delimiter = DELIMITERS.find((sign) => {
    const split = new Set(header.flatMap((name) => name.split(sign)).map(foldName));
    return sign !== dialect.delimiter && needed.every((names) => names.some((name) => split.has(name)));
  });
  if (delimiter === undefined) return null;
  const line = `input: { delimiter: ${JSON.stringify(delimiter)} }`;
  return {
    en: `another sign separates the columns; ${dialect.delimiterTold === true ? 'leave --delimiter out where it was given, and ' : ''}say so in the criteria: ${line}`,
    zh: `各列用的是另一种分隔符，请${dialect.delimiterTold === true ? '去掉 --delimiter（如有），' : ''}在标准文件中写：${line}`,
  };
}

/** Which column names the currency of an amount; −1 where none does. */
export function findCurrencyColumn({ currencyColumn }: Field, header: readonly string[]): number {
  if (currencyColumn === null) return -1;
  return columnPlaces(header).get(foldName(currencyColumn))?.[0] ?? -1;
}

function checkCurrencyColumn(field: Field, header: readonly string[], complain: Complain): void {
  const { name, currencyColumn } = field;
  if (currencyColumn === null || findCurrencyColumn(field, header) >= 0) return;
  const message = {
    en: `no column for the currency of "${name}": looked for "${currencyColumn}"`,
    zh: `“${name}”的币种没有对应的列：查找过“${currencyColumn}”`,
  };
  complain('missing-column', message, didYouMean(currencyColumn, header), null);
}

// A column that another field reads is rarely the one that was meant.
function missingHelp(field: Field, header: readonly string[], free: readonly string[]): Wording {
  const parts = field.columns.flatMap((name) => name.split(/\s*[，、；]\s*/));
  const isColumn = (part: string): boolean => header.some((name) => foldName(name) === foldName(part));
  // A name may hold such a comma; one of its parts that is a column shows that it separates names.
  if (parts.length > field.columns.length && parts.some(isColumn))
    return {
      en: `a full-width comma does not separate names, in the criteria: ${fieldLine(field.name, `columns: [${parts.map(quoteYaml).join(', ')}]`)}`,
      zh: `全角逗号不能分隔列名，请在标准文件中改为：${fieldLine(field.name, `columns: [${parts.map(quoteYaml).join(', ')}]`)}`,
    };
  for (const names of [free, header]) {
    for (const name of field.columns) {
      const nearest = nearestName(name, names);
      if (nearest === null) continue;
      // A line break within a header is shown as a sign: what is copied has it as YAML writes it.
      const [en, zh] = /[\r\n]/.test(nearest)
        ? [quoteYaml(nearest), quoteYaml(nearest)]
        : [`"${nearest}"`, `“${nearest}”`];
      // An id is there of everybody, and whose line it is in every line.
      const [orEn, orZh] =
        field.type === 'id'
          ? ['', '']
          : [', or mark the field optional: true', '，或把该字段标为 optional: true'];
      return {
        en: `did you mean the column ${en}? add it to "columns" of the field${orEn}`,
        zh: `是不是${zh}这一列？请把它加到该字段的 columns 中${orZh}`,
      };
    }
  }
  const shown = header.filter((name) => foldName(name) !== '');
  const list = shown.slice(0, MOST_SHOWN).join(', ');
  const more = shown.length > MOST_SHOWN ? ` and ${shown.length - MOST_SHOWN} more` : '';
  return {
    en: `the file has: ${list}${more}; add the right one to "columns" of the field`,
    zh: `文件中有：${shown.slice(0, MOST_SHOWN).join('、')}${shown.length > MOST_SHOWN ? ` 等 ${shown.length} 列` : ''}；请把对应的列加到该字段的 columns 中`,
  };
}

const MOST_SHOWN = 12;
