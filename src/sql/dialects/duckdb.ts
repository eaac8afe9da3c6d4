import { powerOfTen } from '../../fields/exact.ts';
import type { SqlDialect } from '../dialect.ts';
import { quoteText } from '../quote.ts';
import type { ReadAs } from '../tree.ts';
import { COMMON_FUNCTIONS, decimalPattern, patternWith, typedDay } from './common.ts';

/** DuckDB: whole numbers have 38 digits, and what cannot be cast is NULL where that is asked for. */
export const DUCKDB: SqlDialect = {
  name: 'duckdb',
  title: 'DuckDB',
  quote: '"',
  nameBytes: null,
  digits: 38,
  double: 'DOUBLE',
  textType: 'VARCHAR',
  fence: null,
  again: 'NOT MATERIALIZED',
  list: { open: '[', close: ']', first: 1 },
  text: quoteText,
  functions: {
    ...COMMON_FUNCTIONS,
    to_double: (value) => `CAST(${value} AS DOUBLE)`,
    to_whole: (value) => `CAST(${value} AS HUGEINT)`,
    whole_quotient: (value, by) => `((${value}) // (${by}))`,
    short_quotient: (value, by) => `((${value}) // (${by}))`,
    months_before: (day, months) => {
      const earlier = `CAST(${day} - INTERVAL (${months}) MONTH AS DATE)`;
      return `CASE WHEN DAY(${day} + 1) = 1 THEN LAST_DAY(${earlier}) ELSE ${earlier} END`;
    },
    // Replacing signs takes a hundred times as long as the rest: few labels are wide.
    label_key: (text, from, to) =>
      `CASE WHEN STRLEN(${text}) > LENGTH(${text}) THEN CASE WHEN REGEXP_MATCHES(${text}, '[\\x{3000}\\x{FF01}-\\x{FF5E}]') THEN TRANSLATE(${text}, ${from}, ${to}) ELSE LOWER(${text}) END ELSE LOWER(${text}) END`,
    trim: (text) => `NULLIF(TRIM(${text}), '')`,
    // A text that stays as it is needs no copy.
    trim_id: (text) =>
      `CASE WHEN PREFIX(${text}, ' ') OR SUFFIX(${text}, ' ') OR ${text} = '' THEN NULLIF(TRIM(${text}), '') ELSE ${text} END`,
    // Nothing that begins with a sign of ASCII that shows is blank: most ids need no copy without blanks.
    is_blank: (text) =>
      `CASE WHEN ${text} BETWEEN '!' AND '~' THEN FALSE ELSE NULLIF(TRIM(${text}), '') IS NULL END`,
    is_odd: (text) =>
      `(REGEXP_MATCHES(${text}, '^[\\s\\pZ\\pC]|[\\s\\pZ\\pC]$|^[=＝]"|^''|^#') OR NFC_NORMALIZE(${text}) <> ${text})`,
  },
  wholes: null,
  scaled: (value, places) =>
    places === 0
      ? `CAST(${value} AS HUGEINT)`
      : `CAST(CAST(${value} AS DECIMAL(38, ${places})) * ${powerOfTen(places)} AS HUGEINT)`,
  ranksAll: true,
  narrow: (value, places) => `TRY_CAST(${value} AS DECIMAL(18, ${places}))`,
  matches: (text, patterns) => `REGEXP_MATCHES(${text}, ${quoteText(patternWith(BLANKS, ...patterns))})`,
  attempt: (value) => `TRY(${value})`,
  read: readTyped,
  readText: readWritten,
};

const BLANKS = '\\t-\\r \\pZ\\x{FEFF}';

// A column of texts is none of numbers or days: it is read with other means, or not at all.
function readTyped(column: string, as: ReadAs): string {
  const isTyped = `TYPEOF(${column}) <> 'VARCHAR'`;
  switch (as.kind) {
    case 'decimal': {
      const number = `TRY_CAST(${column} AS DECIMAL(18, ${as.places + as.shift}))`;
      return `CASE WHEN ${isTyped} AND ${number} = ${column} THEN ${shifted(number, as)} END`;
    }
    case 'flag': {
      const number = `TRY_CAST(${column} AS DOUBLE)`;
      return `CASE WHEN ${number} = 1 THEN 1 WHEN ${number} = 0 THEN 0 END`;
    }
    case 'day':
      return typedDay(column, isTyped);
    case 'text':
      return `CAST(${column} AS VARCHAR)`;
  }
}

function readWritten(column: string, as: ReadAs): string {
  switch (as.kind) {
    case 'decimal': {
      const places = as.places + as.shift;
      const number = `CAST(TRIM(${column}) AS DECIMAL(18, ${places}))`;
      return `CASE WHEN REGEXP_FULL_MATCH(TRIM(${column}), '${decimalPattern(places)}') THEN ${shifted(number, as)} END`;
    }
    case 'day':
      return `CASE WHEN REGEXP_FULL_MATCH(TRIM(${column}), '[0-9]{4}-[0-9]{2}-[0-9]{2}') AND TRIM(${column}) >= '0001' THEN TRY_CAST(TRIM(${column}) AS DATE) END`;
    case 'flag':
    case 'text':
      return readTyped(column, as);
  }
}

function shifted(number: string, { places, shift }: Extract<ReadAs, { kind: 'decimal' }>): string {
  if (shift === 0) return number;
  return `TRY_CAST(CAST(${number} AS DECIMAL(38, ${places + shift})) * ${powerOfTen(shift)} AS DECIMAL(18, ${places}))`;
}
