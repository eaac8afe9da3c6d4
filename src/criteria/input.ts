import { isProblem, parseAmount } from '../fields/amount.ts';
import { columnPlaces, findColumn } from '../fields/bind.ts';
import { type CurrencyRules, worthOf } from '../fields/convert.ts';
import { type Currency, currencyNamed, isCurrencyCode } from '../fields/currency.ts';
import { multiplyDecimals, unlikeThousands } from '../fields/decimal.ts';
import type { DecimalSign, Field, NumberStyle } from '../fields/field.ts';
import { blankKey, foldName, tidy } from '../fields/fold.ts';
import { cellReader } from '../fields/parse-cell.ts';
import { DELIMITERS } from '../table/delimiter.ts';
import { formOf, type Layout, type RowTest } from '../table/layout.ts';
import { closeUp, rowLabelOf } from '../table/row-label.ts';
import { escapePattern } from '../text/escape-pattern.ts';
import type { Span } from '../text/source.ts';
import { meant, nearestName } from '../text/suggest.ts';
import { child, entriesOf, itemsOf, type Node, scalarText, textsOf } from './node.ts';
import { complain, complainOfField, nearestKnown, openScope, type Scope, saysYes } from './scope.ts';

/** How the export is written, as the criteria say it once for every month. */
export interface InputRules {
  readonly decimal: DecimalSign;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly sheet: string | null;
  /** The sign that takes the meaning from the next one, as in a database dump. */
  readonly escape: string | null;
  /** The row of the header, from 1; null looks for it. */
  readonly headerRow: number | null;
  readonly endsAtBlankRow: boolean;
  /** Whether cells hold marks of HTML such as &amp;, which are read as their signs. */
  readonly html: boolean;
  /** Rows that are no customers: those that match one of these. */
  readonly leaveOut: readonly LeaveOut[];
  /** Rows that are customers although they look like totals. */
  readonly keep: readonly LeaveOut[];
  /** Texts that stand for a blank cell, as they are compared. */
  readonly blanks: ReadonlySet<string>;
  /** The currency in which amounts are added up, and in which those without a sign are; null where nobody has said. */
  readonly currency: string | null;
  /** Where the file says so. */
  readonly currencyAt: Span | null;
  /** What one unit of other currencies is worth in it, by code or sign; exact decimals. */
  readonly rates: ReadonlyMap<string, string>;
  /** What amounts without a sign are in, where a table's currency is converted into that of the whole file; else null. */
  readonly unmarked: Currency | null;
  /** The first of the hundred years that a year of two digits may mean. */
  readonly century: number | null;
  /** Texts that stand for zero in columns of numbers, likewise. */
  readonly zeros: ReadonlySet<string>;
}

/** The parts of `input` that say what a cell means, as they are compared and shown; none where nothing is said. */
export const CELL_RULES: readonly (readonly [string, (input: InputRules) => readonly string[]])[] = [
  ['decimal', ({ decimal }) => [decimal]],
  ['blanks', ({ blanks }) => [...blanks].sort()],
  [
    'currency',
    ({ currency, unmarked }) =>
      currency === null ? [] : [unmarked === null ? currency : `${unmarked.mark} in ${currency}`],
  ],
  ['rates', ({ rates }) => [...rates].map(([code, rate]) => `${code}: ${rate}`).sort()],
  ['century', ({ century }) => (century === null ? [] : [String(century)])],
  ['zeros', ({ zeros }) => [...zeros].sort()],
];

/** The rules of `leave_out` or `keep` as the file writes them, in one line. */
export function ruleTexts(rules: readonly LeaveOut[]): string {
  return rules.map(({ text }) => text.replace(/\s+/g, ' ')).join(', ');
}

/** A row is left out when each of these fields is blank, or one of the texts, in which * stands for any text. */
export interface LeaveOut {
  readonly tests: readonly {
    readonly field: Field;
    /** Whether a cell is blank to this test, as it is to its field; null where the rule names no blank. */
    readonly isBlank: ((text: string) => boolean) | null;
    readonly texts: readonly RegExp[];
    /** The texts as they are told, in which * stands for any text, and \* for a star. */
    readonly forms: readonly string[];
  }[];
  /** As the file writes it, to be named in messages. */
  readonly text: string;
  readonly span: Span;
}

/** Compiles `input`; its fields must be known. */
export function compileInput(node: Node | undefined, fields: readonly Field[], scope: Scope): InputRules {
  const headerRow = scalarText(child(node, 'header_row'));
  const rules = {
    decimal: decimalSignOf(child(node, 'decimal')) ?? '.',
    ...compileRates(node, scope),
    currencyAt: child(node, 'currency')?.span ?? null,
    unmarked: null,
    encoding: scalarText(child(node, 'encoding')) ?? null,
    delimiter: scalarText(child(node, 'delimiter')) ?? null,
    sheet: scalarText(child(node, 'sheet')) ?? null,
    escape: scalarText(child(node, 'escape')) ?? null,
    headerRow: headerRow === undefined ? null : Number(headerRow),
    endsAtBlankRow: scalarText(child(node, 'ends_at')) === 'blank_row',
    html: saysYes(child(node, 'html')),
    blanks: blanksOf(child(node, 'blanks')),
    century: centuryOf(child(node, 'century')),
    zeros: blanksOf(child(node, 'zeros')),
  };
  const byName = new Map(fields.map((field) => [field.name, field]));
  const rowsOf = (key: string): LeaveOut[] =>
    itemsOf(child(node, key)).map((item) => compileLeaveOut(item, byName, rules, scope));
  return { ...rules, leaveOut: rowsOf('leave_out'), keep: rowsOf('keep') };
}

/**
 * The rules of a table whose amounts are converted into the currency of the whole file, where this knows the rate of theirs;
 * `own` are the rates that the table gives, `common` what is said of all files.
 */
export function convertTable(input: InputRules, own: Node | undefined, common: Node | undefined): InputRules {
  // What is wrong in it is said where the whole file is compiled.
  const { currency, rates } = compileRates(
    common,
    openScope([], () => {}),
  );
  if (input.currency === null || currency === null) return input;
  const unmarked = currencyNamed(input.currency)!;
  const worth = worthOf(unmarked, currency, { rates });
  if (worth.kind !== 'rate') return input;
  const others = [...(own === undefined ? [] : input.rates)].filter(([mark]) => mark !== currency);
  const converted = others.map(([mark, rate]) => [mark, multiplyDecimals(rate, worth.decimal)] as const);
  return { ...input, currency, rates: new Map([...rates, ...converted]), unmarked };
}

/** The currency that the first of these parts of `input` names, and its rates. */
export function currencyRulesOf(inputs: readonly (Node | undefined)[]): CurrencyRules {
  // What is wrong in them is said where they are compiled.
  return compileRates(
    inputs.find((input) => child(input, 'currency') !== undefined),
    openScope([], () => {}),
  );
}

/** The texts of a list of `blanks`, as cells are compared with them. */
export function blanksOf(node: Node | undefined): ReadonlySet<string> {
  return new Set(textsOf(node).map(blankKey));
}

/** A decimal sign as the file writes it; null where it does not. */
export function decimalSignOf(node: Node | undefined): DecimalSign | null {
  return (scalarText(node) as DecimalSign | undefined) ?? null;
}

function compileRates(node: Node | undefined, scope: Scope): Pick<InputRules, 'currency' | 'rates'> {
  const own = child(node, 'currency');
  const rates = child(node, 'rates');
  const text = scalarText(own);
  const currency = text === undefined ? null : currencyNamed(text);
  if (own !== undefined && (currency === null || !isCurrencyCode(currency.mark)))
    complain(
      scope,
      'bad-amount',
      { en: `"${text}" is no code of a currency`, zh: `“${text}”不是币种代码` },
      own.span,
      { en: 'write a code such as EUR', zh: '请写代码，如 EUR' },
    );
  if (rates !== undefined && own === undefined)
    complain(
      scope,
      'missing-key',
      { en: 'rates need a currency in which they are', zh: '写了汇率，却没有写折算成哪种币种' },
      rates.span,
      { en: 'add currency: EUR', zh: '请加上 currency: EUR' },
    );
  const compiled = entriesOf(rates).flatMap(({ key, value }): [string, string][] => {
    const rate = parseAmount(scalarText(value) ?? '');
    if (isProblem(rate) || rate.unit !== 'plain' || rate.value <= 0)
      complain(
        scope,
        'bad-amount',
        {
          en: `rate of ${key}: expected what one unit is worth, such as 0.92, found "${scalarText(value)}"`,
          zh: `${key} 的汇率：应为每单位的折算值，如 0.92，实际为“${scalarText(value)}”`,
        },
        value.span,
        {
          en: `put the number here: what one ${key} is worth in ${text ?? 'the currency'}`,
          zh: `请在此填写数字：1 ${key} 折合多少${text === undefined ? '本币' : ` ${text}`}`,
        },
      );
    // A column may name currencies in words of its own.
    return isProblem(rate) ? [] : [[currencyNamed(key)?.mark ?? tidy(key), rate.decimal]];
  });
  return { currency: currency?.mark ?? null, rates: new Map(compiled) };
}

/**
 * Finds rates that nothing can be converted by: another one than 1 for the currency itself, or one of a word that is no
 * currency where no column names currencies in words of its own. `common` is what is said of all files.
 */
export function checkRates(
  own: Node | undefined,
  common: Node | undefined,
  hasWords: boolean,
  scope: Scope,
): void {
  const code = scalarText(child(own, 'currency') ?? child(common, 'currency'));
  const currency = code === undefined ? null : currencyNamed(code);
  for (const { key, keySpan, value } of entriesOf(child(own, 'rates'))) {
    const named = currencyNamed(key);
    if (named === null && !hasWords)
      complain(
        scope,
        'bad-amount',
        { en: `"${key}" is no code of a currency`, zh: `“${key}”不是币种代码` },
        keySpan,
        { en: 'write a code such as EUR', zh: '请写代码，如 EUR' },
      );
    const isOwn = named?.codes.every((one) => currency?.codes.includes(one)) === true;
    if (isOwn && Number(scalarText(value)) !== 1)
      complain(
        scope,
        'bad-amount',
        {
          en: `rate of ${key}: one ${key} is worth 1 in ${code}, found "${scalarText(value)}"`,
          zh: `${key} 的汇率：1 ${key} 就是 1 ${code}，实际为“${scalarText(value)}”`,
        },
        value.span,
        { en: 'leave it out, or write 1', zh: '请删去，或写 1' },
      );
  }
}

/** The first of a hundred years, for dates whose years have two digits. */
export function centuryOf(node: Node | undefined): number | null {
  const text = scalarText(node);
  return text === undefined ? null : Number(text);
}

/** Where the customers stand in a file, for the fields that are read from it. */
export function layoutOf(input: InputRules, fields: readonly Field[]): Layout {
  const wanted = fields
    .filter(({ optional, from }) => !optional && from === null)
    .map(({ columns }) => columns.map(foldName));
  const id = fields.find(({ type }) => type === 'id')!;
  const idColumn = (header: readonly string[]): number => findColumn(id, columnPlaces(header));
  const named = (cells: readonly string[]): number => {
    const places = columnPlaces(cells);
    return wanted.filter((names) => names.some((name) => places.has(name))).length;
  };
  const namedApart = (cells: readonly string[]): number =>
    Math.max(...DELIMITERS.map((sign) => named(cells.flatMap((cell) => cell.split(sign)))));
  return {
    headerRow: input.headerRow,
    endsAtBlankRow: input.endsAtBlankRow,
    html: input.html,
    named,
    writeNumber: numberWriter(new Set(fields.map(({ decimal }) => decimal ?? input.decimal))),
    plainShares: fields.every(({ type, formats }) => type !== 'percent' || formats.length === 0),
    findHeader: (rows) => {
      const whole = rows.map(named);
      // No row names a column where another sign separates them.
      const counts = whole.some((count) => count > 0) ? whole : rows.map(namedApart);
      // The first that names every column that must be there, else the one that comes nearest.
      const most = Math.max(...counts);
      return most > 0 || wanted.length === 0 ? counts.indexOf(most) : likeliestHeader(rows, wanted);
    },
    leaveOut: (header) => leaveOutTest(input.leaveOut, header),
    leaveOutLine: (header, cells, form) => {
      const at = idColumn(header);
      if (at < 0 || tidy(cells[at] ?? '') === '') return leaveOutBlankLine(id.name);
      const isFirst = cells.findIndex((cell) => tidy(cell) !== '') === at;
      return isFirst ? leaveOutLine(id.name, form) : null;
    },
    leaveOutRow: (header, cells) => {
      const text = cells[idColumn(header)] ?? '';
      return tidy(text) === '' ? null : leaveOutLine(id.name, formOf(text));
    },
  };
}

// Where no row names any column: the one with most names that are nearly those that are wanted, else the first that is no
// title above the others.
function likeliestHeader(
  rows: readonly (readonly string[])[],
  wanted: readonly (readonly string[])[],
): number {
  const names = wanted.map((columns) => columns.filter((name) => name.length > 2));
  const near = rows.map((cells) => {
    const some = cells.slice(0, MOST_COMPARED);
    return names.filter((own) => own.some((name) => nearestName(name, some) !== null)).length;
  });
  const nearest = Math.max(...near);
  if (nearest > 0) return near.indexOf(nearest);
  const filled = rows.map((cells) => cells.filter((cell) => tidy(cell) !== '').length);
  return filled.findIndex((count) => count * 2 >= Math.max(...filled));
}

// Of a row with thousands of columns as many as a person would look at.
const MOST_COMPARED = 200;

// Where the fields differ, or each cell shows its own notation, nothing that could be both is written.
function numberWriter(signs: ReadonlySet<DecimalSign>): Layout['writeNumber'] {
  const [sign] = signs;
  if (signs.size > 1 || sign === 'any') return unlikeThousands;
  return sign === ',' ? (plain) => plain.replace('.', ',') : String;
}

/** The line of criteria that leaves out rows whose id is this text, or begins as it does where it is long. */
export function leaveOutLine(id: string, text: string): string {
  return `input: { leave_out: [{ ${id}: ${JSON.stringify([shorten(text)])} }] }`;
}

/** The line of criteria that leaves out rows without an id. */
export function leaveOutBlankLine(id: string): string {
  return `input: { leave_out: [{ ${id}: blank }] }`;
}

/** The line of criteria that keeps rows whose id is this text, likewise. */
export function keepLine(id: string, text: string): string {
  return `input: { keep: [{ ${id}: ${JSON.stringify([shorten(text)])} }] }`;
}

function shorten(text: string): string {
  const tidied = tidy(text);
  return tidied.length > LONGEST ? `${tidied.slice(0, LONGEST)}*` : tidied;
}

const LONGEST = 40;

/**
 * The test of rows by rules of `leave_out` or `keep` for a header. A rule about a column that the file lacks holds for no
 * row; null where all are such.
 */
export function leaveOutTest(rules: readonly LeaveOut[], header: readonly string[]): RowTest | null {
  const places = columnPlaces(header);
  const placed = rules.flatMap(({ tests }) => {
    const at = tests.map(({ field }) => findColumn(field, places));
    return at.includes(-1) ? [] : [tests.map((test, index) => ({ ...test, at: at[index]! }))];
  });
  if (placed.length === 0) return null;
  return (row) =>
    placed.some((tests) =>
      tests.every(({ at, isBlank, texts }) => {
        const text = tidy(row.cell(at));
        if (isBlank?.(text) === true) return true;
        if (text === '') return false;
        const closed = closeUp(text);
        return texts.some((pattern) => pattern.test(text) || (closed !== text && pattern.test(closed)));
      }),
    );
}

function compileLeaveOut(
  node: Node,
  fields: ReadonlyMap<string, Field>,
  style: NumberStyle,
  scope: Scope,
): LeaveOut {
  const tests = entriesOf(node).flatMap(({ key, keySpan, value }) => {
    const field = fields.get(key);
    if (field === undefined) {
      const nearest = nearestKnown(key, fields);
      const help =
        nearest === null ? { en: 'name one of the fields', zh: '请写某个字段的名称' } : meant(nearest);
      complainOfField(scope, key, keySpan, help);
      return [];
    }
    const texts = textsOf(value);
    const named = texts.filter((text) => text !== 'blank');
    const read = cellReader(field, style);
    const forms = [...named, ...named.filter((text) => rowLabelOf(text) !== null).map(closeUp)];
    return [
      {
        field,
        isBlank: texts.includes('blank') ? (text: string) => read(text) === null : null,
        texts: forms.map(patternOf),
        forms,
      },
    ];
  });
  const { source, start, end } = node.span;
  return { tests, text: source.text.slice(start, end), span: node.span };
}

// Case and width do not matter; * stands for any text, \* for a star.
function patternOf(text: string): RegExp {
  const parts = tidy(text)
    .split(/(?<!\\)\*/)
    .map((part) => escapePattern(part.replaceAll('\\*', '*')));
  return new RegExp(`^${parts.join('.*')}$`, 'isu');
}
