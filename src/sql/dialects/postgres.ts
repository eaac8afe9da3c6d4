import { powerOfTen } from '../../fields/exact.ts';
import type { SqlDialect } from '../dialect.ts';
import { quoteText } from '../quote.ts';
import type { ReadAs } from '../tree.ts';
import { COMMON_FUNCTIONS, decimalPattern, patternWith } from './common.ts';

/** Postgres: numbers of any length, and nothing is tried: what cannot be cast is asked for first. */
export const POSTGRES: SqlDialect = {
  name: 'postgres',
  title: 'Postgres',
  quote: '"',
  nameBytes: 63,
  digits: null,
  double: 'DOUBLE PRECISION',
  textType: 'TEXT',
  fence: 'OFFSET 0',
  again: null,
  list: { open: '[', close: ']', first: 1 },
  text: quoteText,
  functions: {
    ...COMMON_FUNCTIONS,
    // The order of a collation may be any.
    max_text: (text) => `MAX(${text} COLLATE "C")`,
    min_text: (text) => `MIN(${text} COLLATE "C")`,
    to_double: (value) => `CAST(${value} AS DOUBLE PRECISION)`,
    to_whole: (value) => `CAST(${value} AS NUMERIC)`,
    whole_quotient: (value, by) => `DIV(${value}, ${by})`,
    short_quotient: (value, by) => `DIV(${value}, ${by})`,
    months_before: (day, months) => {
      const earlier = `CAST(${day} - INTERVAL '${months} months' AS DATE)`;
      const month = `CAST(DATE_TRUNC('month', CAST(${earlier} AS TIMESTAMP)) AS DATE)`;
      return `CASE WHEN EXTRACT(DAY FROM ${day} + 1) = 1 THEN CAST(${month} + INTERVAL '1 month' AS DATE) - 1 ELSE ${earlier} END`;
    },
    // Replacing signs takes long, and few labels have other signs than those of ASCII.
    label_key: (text, from, to) =>
      `CASE WHEN OCTET_LENGTH(${text}) > LENGTH(${text}) THEN TRANSLATE(${text}, ${from}, ${to}) ELSE LOWER(${text} COLLATE "C") END`,
    trim: (text) => `NULLIF(BTRIM(${text}), '')`,
    trim_id: (text) => `NULLIF(BTRIM(${text}), '')`,
    is_blank: (text) => `(NULLIF(BTRIM(${text}), '') IS NULL)`,
    is_odd: (text) => `(${text} ~ '^${ODD}|${ODD}$|^[=＝]"|^''|^#' OR ${text} IS NOT NFC NORMALIZED)`,
  },
  wholes: null,
  scaled: (value, places) =>
    places === 0 ? `CAST(${value} AS NUMERIC)` : `${value} * ${powerOfTen(places)}`,
  ranksAll: true,
  narrow: (value, places) => `CASE WHEN ABS(${value}) < ${powerOfTen(18 - places)} THEN ${value} END`,
  // The longer a pattern is, the longer it takes for every text.
  matches: (text, patterns) =>
    `(${text} ~ ANY (ARRAY[${patterns.map((one) => quoteText(patternWith(BLANKS, one))).join(', ')}]))`,
  attempt: (value) => value,
  read: readTyped,
  readText: readWritten,
};

// A function or a comparison that a column's type does not have says so before the query runs.
function readTyped(column: string, as: ReadAs): string {
  switch (as.kind) {
    case 'decimal': {
      const places = as.places + as.shift;
      const number = `ROUND(CAST(${column} AS NUMERIC), ${places})`;
      return `CASE WHEN ABS(${column}) < ${powerOfTen(18 - places)} AND ${number} = ${column} THEN ${shifted(number, as)} END`;
    }
    case 'flag':
      return `CASE CAST(${column} AS TEXT) WHEN 'true' THEN 1 WHEN '1' THEN 1 WHEN 'false' THEN 0 WHEN '0' THEN 0 END`;
    case 'day':
      return `CASE WHEN ${column} BETWEEN DATE '0001-01-01' AND DATE '9999-12-31' THEN CAST(${column} AS DATE) END`;
    case 'text':
      return `CAST(${column} AS TEXT)`;
  }
}

function readWritten(column: string, as: ReadAs): string {
  switch (as.kind) {
    case 'decimal': {
      const places = as.places + as.shift;
      const number = `CAST(BTRIM(${column}) AS NUMERIC)`;
      return `CASE WHEN BTRIM(${column}) ~ '^${decimalPattern(places)}$' THEN ${shifted(number, as)} END`;
    }
    case 'day': {
      const text = `BTRIM(${column})`;
      // The first of the month and so many days: the 30th of February would stop the query.
      const day = `CAST(LEFT(${text}, 7) || '-01' AS DATE) + CAST(RIGHT(${text}, 2) AS INTEGER) - 1`;
      const pattern = '^[0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$';
      return `CASE WHEN ${text} ~ '${pattern}' AND LEFT(${text}, 4) <> '0000' THEN CASE WHEN TO_CHAR(${day}, 'YYYY-MM-DD') = ${text} THEN ${day} END END`;
    }
    case 'flag':
    case 'text':
      return readTyped(column, as);
  }
}

function shifted(number: string, { shift }: Extract<ReadAs, { kind: 'decimal' }>): string {
  return shift === 0 ? number : `${number} * ${powerOfTen(shift)}`;
}

const BLANKS = '\\t-\\r \\u00A0\\u1680\\u2000-\\u200A\\u2028\\u2029\\u202F\\u205F\\u3000\\uFEFF';
// White space of every kind, and what shows nothing.
const ODD =
  '[\\s\\u00A0\\u00AD\\u0085\\u1680\\u180E\\u2000-\\u200F\\u2028-\\u202F\\u205F-\\u206F\\u3000\\uFEFF]';
