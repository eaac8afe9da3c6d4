import type { TableRecord } from '../table/table.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { listFirst } from '../text/list-first.ts';
import type { Wording } from '../text/wording.ts';
import { type Day, formatDay, parseDay } from './day.ts';
import type { Field } from './field.ts';
import { tidy } from './fold.ts';
import { mixedCurrencies, type SeenCurrencies, type SeenCurrency, seeCurrencies } from './seen-currencies.ts';
import { fieldLine, fieldPart } from './unknown-cell.ts';

/** What is remarkable in the cells of a file, gathered while it is read: plain cells cost a comparison. */
export interface SeenCells {
  readonly currencies: SeenCurrencies;
  /** Watches a column; null where nothing in it can be remarkable. */
  watch(field: Field, header: string): ColumnWatch | null;
  /** What was found, once the file was read. `ownCurrency` is that of the criteria, where they name one. */
  findings(file: string, ownCurrency: string | null): Diagnostic[];
  /**
   * What was seen since the last time, as plain data to be joined to what was seen before it; lines count from the
   * first of it. Null where that is too much to be kept.
   */
  take(): SeenPart | null;
  join(part: SeenPart, firstLine: number): void;
}

/** What was seen in some of the rows: their currencies, and what each column that is watched holds. */
export interface SeenPart {
  readonly currencies: readonly SeenCurrency[];
  readonly columns: readonly ColumnPart[];
}

/** What was seen in a column: the sum of its rounded values, and the cells to remember, by kind. */
export interface ColumnPart {
  readonly total: number;
  readonly texts: readonly (readonly (readonly [string, SeenText])[])[];
}

/** Sees the values of a column that are above one bound or not above another. */
export interface ColumnWatch {
  readonly above: number;
  readonly upTo: number;
  /**
   * The sum of all values, rounded to whole ones, which come to the same in any order; in a list of one, so that no number is
   * made anew for each.
   */
  readonly total: Float64Array;
  see(value: number, record: TableRecord, column: number): void;
}

/** Opens the gathering for a run; `asOf` counts from 1970-01-01. */
export function seeCells(asOf: Day): SeenCells {
  const currencies = seeCurrencies();
  const watched: Watched[] = [];
  return {
    currencies,
    watch(field, header) {
      const found = watchColumn(field, header, asOf);
      if (found !== null) watched.push(found);
      return found?.watch ?? null;
    },
    take() {
      const part = {
        currencies: currencies.take(),
        columns: watched.map(({ watch, seen }) => {
          const total = watch.total[0]!;
          watch.total[0] = 0;
          return { total, texts: seen.map(takeTexts) };
        }),
      };
      return part.columns.some(({ texts }) => texts.some(({ length }) => length >= MOST_TEXTS)) ? null : part;
    },
    join(part, firstLine) {
      currencies.join(part.currencies, firstLine);
      for (const [column, { watch, seen }] of watched.entries()) {
        const { total, texts } = part.columns[column]!;
        watch.total[0]! += total;
        for (const [kind, known] of seen.entries()) joinTexts(known, texts[kind]!, firstLine);
      }
    },
    findings(file, ownCurrency) {
      const mixed = ownCurrency === null ? mixedCurrencies(currencies, file) : null;
      return [...(mixed === null ? [] : [mixed]), ...watched.flatMap((one) => one.findings(file))];
    },
  };
}

interface Watched {
  readonly watch: ColumnWatch;
  /** The cells to remember, by kind. */
  readonly seen: readonly Map<string, SeenText>[];
  readonly findings: (file: string) => Diagnostic[];
}

// What lines come to stands in no column, and is called by its field; amounts are watched in the lines themselves.
function watchColumn(field: Field, header: string, asOf: Day): Watched | null {
  const own = field.from === null;
  switch (field.type) {
    case 'date':
      return watchDays(field, own ? header : field.name, asOf);
    case 'money':
      return own ? watchPlaceholders(field, header) : null;
    case 'percent':
      return own && field.formats.length === 1 && !field.listed ? watchScales(field, header) : null;
    case 'id':
    case 'text':
    case 'choice':
    case 'number':
    case 'flag':
      return null;
  }
}

/** A text that stands in cells: the line of the first of them, its value, and how many they are. */
interface SeenText {
  readonly line: number;
  readonly value: number;
  cells: number;
}

function takeTexts(seen: Map<string, SeenText>): [string, SeenText][] {
  const texts = [...seen];
  seen.clear();
  return texts;
}

function joinTexts(
  seen: Map<string, SeenText>,
  texts: readonly (readonly [string, SeenText])[],
  firstLine: number,
): void {
  for (const [text, one] of texts) {
    const known = seen.get(text);
    if (known !== undefined) known.cells += one.cells;
    else if (seen.size < MOST_TEXTS) seen.set(text, { ...one, line: firstLine + one.line });
  }
}

// Days that programs write for "never", and days that are not yet; of lines, which are watched for the past, only these.
function watchDays(field: Field, header: string, asOf: Day): Watched | null {
  const { from } = field;
  const never = new Map<string, SeenText>();
  const future = new Map<string, SeenText>();
  const watch: ColumnWatch = {
    above: field.max === null ? asOf : Number.POSITIVE_INFINITY,
    upTo: field.min === null && from === null ? 0 : Number.NEGATIVE_INFINITY,
    total: new Float64Array(1),
    see(value, record, column) {
      if (standsForNever(value)) count(never, value, record, column);
      else if (value > asOf) count(future, value, record, column);
    },
  };
  const latest = (): number => Math.max(...[...future.values()].map(({ value }) => value));
  return {
    watch,
    seen: [never, future],
    findings: (file) => [
      ...finding(never, file, header, {
        code: 'sentinel-date',
        what: {
          en: 'that programs write for "never" and that count as days',
          zh: '是系统用来表示“从未”的日期，却会被当作真实日期',
        },
        help: (texts) => {
          const blanks = `input: { blanks: [${texts}] }`;
          const line = from === null ? blanks : `tables: { ${fieldPart(from, blanks)} }`;
          return {
            en: `if they stand for a blank, say so in the criteria: ${line}`,
            zh: `如果表示空白，请在标准文件中写：${line}`,
          };
        },
      }),
      ...finding(future, file, header, {
        code: 'future-date',
        what: { en: `after the as-of date ${formatDay(asOf)}`, zh: `晚于截至日期 ${formatDay(asOf)}` },
        help: () =>
          from === null
            ? {
                en: `if they are right, say up to which day, in the criteria: ${fieldLine(field.name, `max: ${formatDay(latest())}`)}`,
                zh: `如果日期无误，请在标准文件中说明最晚到哪一天：${fieldLine(field.name, `max: ${formatDay(latest())}`)}`,
              }
            : undefined,
      }),
    ],
  };
}

/** Whether programs write a day where there is none, as 1900-01-01 and 9999-12-31. */
export function standsForNever(day: Day): boolean {
  return NEVER.has(day);
}

const NEVER = new Set(
  (
    '0001-01-01 1601-01-01 1753-01-01 1899-12-30 1899-12-31 1900-01-01 1904-01-01 1970-01-01 2099-12-31 2999-12-31 ' +
    '9999-12-30 9999-12-31'
  )
    .split(' ')
    .map((day) => parseDay(day)!),
);

function count(seen: Map<string, SeenText>, value: number, record: TableRecord, column: number): void {
  const text = record.cell(column);
  const known = seen.get(text);
  if (known !== undefined) known.cells += 1;
  else if (seen.size < MOST_TEXTS) seen.set(text, { line: record.line, value, cells: 1 });
}

function finding(
  seen: ReadonlyMap<string, SeenText>,
  file: string,
  column: string,
  about: {
    readonly code: Diagnostic['code'];
    readonly what: Wording;
    readonly help: (texts: string) => Wording | undefined;
  },
): Diagnostic[] {
  if (seen.size === 0) return [];
  const all = [...seen];
  const cells = all.reduce((sum, [, one]) => sum + one.cells, 0);
  const first = listFirst(all, MOST_SHOWN, ([text, { line }]) => ({
    en: `"${tidy(text)}" (line ${line})`,
    zh: `“${tidy(text)}”（第 ${line} 行）`,
  }));
  const texts = [...new Set(all.map(([text]) => JSON.stringify(tidy(text))))].join(', ');
  return [
    {
      code: about.code,
      severity: 'warning',
      message: {
        en: `column "${column}": ${cells} ${cells === 1 ? 'cell' : 'cells'} ${about.what.en}: ${first.en}`,
        zh: `列“${column}”：${cells} 个单元格${about.what.zh}：${first.zh}`,
      },
      help: about.help(texts),
      at: { kind: 'cell', file, line: all[0]![1].line, column },
    },
  ];
}

const MOST_TEXTS = 50;
const MOST_SHOWN = 3;

// Amounts of nines stand for what nobody knew, where they make most of all money.
function watchPlaceholders(field: Field, header: string): Watched {
  const nines = new Map<string, SeenText>();
  const watch: ColumnWatch = {
    above: 9_999_998,
    upTo: Number.NEGATIVE_INFINITY,
    total: new Float64Array(1),
    see(value, record, column) {
      if (/^9+(?:\.9+)?$/.test(String(value))) count(nines, value, record, column);
    },
  };
  return {
    watch,
    seen: [nines],
    findings: (file) => {
      const sum = [...nines.values()].reduce(
        (total, { value, cells }) => total + Math.round(value) * cells,
        0,
      );
      return finding(sum * 2 > watch.total[0]! ? nines : new Map(), file, header, {
        code: 'placeholder-amount',
        what: {
          en: `of nines that make ${Math.round((sum / watch.total[0]!) * 100)}% of all ${field.name}`,
          zh: `是一连串 9，占全部金额的 ${Math.round((sum / watch.total[0]!) * 100)}%`,
        },
        help: (texts) => ({
          en: `if they stand for a blank, say so in the criteria: ${fieldLine(field.name, `blanks: [${texts}]`)}`,
          zh: `如果表示空白，请在标准文件中写：${fieldLine(field.name, `blanks: [${texts}]`)}`,
        }),
      });
    },
  };
}

// 97 and 0.95 in one column: nothing from 1 to 10, so that one of them is written in the other way.
function watchScales(field: Field, header: string): Watched {
  const percents = field.formats[0] === 'percent';
  // Of each the first.
  const small = new Map<string, SeenText>();
  const large = new Map<string, SeenText>();
  const between = new Map<string, SeenText>();
  const watch: ColumnWatch = {
    above: Number.NEGATIVE_INFINITY,
    upTo: Number.NEGATIVE_INFINITY,
    total: new Float64Array(1),
    see(value, record, column) {
      // With a sign, as most are written, it is clear how.
      if (value === 0 || record.source[record.cellEnd(column) - 1] === PERCENT) return;
      const written = Math.abs(percents ? value * 100 : value);
      const kind = written <= 1 ? small : written < 10 ? between : large;
      if (kind.size > 0) return;
      const text = record.cell(column);
      if (!text.endsWith('%')) kind.set(text, { line: record.line, value, cells: 1 });
    },
  };
  const findings = (file: string): Diagnostic[] => {
    const [low, high] = [small, large].map(
      (kind) => [...kind].map(([text, { line }]) => ({ text, line }))[0],
    );
    if (low === undefined || high === undefined || between.size > 0) return [];
    const [first, second] = [low, high].sort((one, other) => one.line - other.line);
    const both = fieldLine(field.name, 'format: [percent, fraction]');
    return [
      {
        code: 'mixed-percents',
        severity: 'error',
        message: {
          en: `column "${header}": "${first!.text}" (line ${first!.line}) and "${second!.text}" (line ${second!.line}) are percents written in two ways`,
          zh: `列“${header}”：“${first!.text}”（第 ${first!.line} 行）和“${second!.text}”（第 ${second!.line} 行）是百分比的两种写法`,
        },
        notes: [
          {
            en: `where ${low.text} does mean ${percents ? `${low.text}%` : low.text}, a list says that there is no other way: format: [${field.formats[0]}]`,
            zh: `如果 ${low.text} 就是 ${percents ? `${low.text}%` : low.text}，写成列表即表示没有别的写法：format: [${field.formats[0]}]`,
          },
        ],
        help: {
          en: `if numbers up to 1 are fractions and others percents, say so in the criteria: ${both}`,
          zh: `如果不大于 1 的数是小数、其余是百分数，请在标准文件中写：${both}`,
        },
        at: { kind: 'cell', file, line: second!.line, column: header },
      },
    ];
  };
  return { watch, seen: [small, large, between], findings };
}

const PERCENT = 0x25;
