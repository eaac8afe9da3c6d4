import { powerOfTen } from '../../fields/exact.ts';
import type { SqlDialect } from '../dialect.ts';
import type { ReadAs } from '../tree.ts';
import { COMMON_FUNCTIONS, decimalPattern, patternWith, typedDay } from './common.ts';

/**
 * Spark 3.5 and later, with ANSI mode on or off. Whole numbers are decimals without places, of which nothing is cut off;
 * what would be an error in one mode and NULL in the other is tried, so that it is NULL in both.
 */
export const SPARK: SqlDialect = {
  name: 'spark',
  title: 'Spark',
  quote: '`',
  nameBytes: null,
  digits: 38,
  double: 'DOUBLE',
  textType: 'STRING',
  fence: null,
  again: null,
  list: { open: '(', close: ')', first: 0 },
  text: quoteSparkText,
  functions: {
    ...COMMON_FUNCTIONS,
    // Of a decimal, SIGN gives a double.
    sign: (value) => `CAST(SIGN(${value}) AS INT)`,
    // FLOOR gives a whole number of 64 bits, which the largest doubles are not.
    floor: (value) => `(${value} - PMOD(${value}, 1e0))`,
    to_double: (value) => `CAST(${value} AS DOUBLE)`,
    to_whole: (value) => `CAST(${value} AS DECIMAL(38, 0))`,
    whole_quotient: wholeQuotient,
    short_quotient: (value, by) => `CAST(${value} DIV ${by} AS DECIMAL(38, 0))`,
    days_between: (later, earlier) => `DATEDIFF(${later}, ${earlier})`,
    days_before: (day, days) => `DATE_SUB(${day}, ${days})`,
    months_before: (day, months) => {
      const earlier = `ADD_MONTHS(${day}, -${months})`;
      return `CASE WHEN DAY(DATE_ADD(${day}, 1)) = 1 THEN LAST_DAY(${earlier}) ELSE ${earlier} END`;
    },
    starts_with: (text, beginning) => `STARTSWITH(${text}, ${beginning})`,
    trim: (text) => `NULLIF(TRIM(${text}), '')`,
    trim_id: (text) => `NULLIF(TRIM(${text}), '')`,
    is_blank: (text) => `(NULLIF(TRIM(${text}), '') IS NULL)`,
    current_day: () => 'CURRENT_DATE()',
    is_odd: (text) =>
      `(${text} RLIKE ${quoteSparkText('^[\\s\\p{Z}\\p{C}]|[\\s\\p{Z}\\p{C}]$|^[=＝]"|^\'|^#')})`,
  },
  wholes: (operator, left, right) => {
    const name = operator === '+' ? 'TRY_ADD' : operator === '-' ? 'TRY_SUBTRACT' : 'TRY_MULTIPLY';
    const first = left.isWide || right.isWide ? left.text : `CAST(${left.text} AS DECIMAL(38, 0))`;
    return `${name}(${first}, ${right.text})`;
  },
  // Of 18 digits at most, so that the product has room.
  scaled: (value, places) =>
    `CAST(${value}${places === 0 ? '' : ` * ${powerOfTen(places)}`} AS DECIMAL(38, 0))`,
  ranksAll: false,
  narrow: (value, places) => `TRY_CAST(${value} AS DECIMAL(18, ${places}))`,
  matches: (text, patterns) => `(${text} RLIKE ${quoteSparkText(patternWith(BLANKS, ...patterns))})`,
  attempt: (value) => value,
  read: readTyped,
  readText: readWritten,
};

const BLANKS = '\\t-\\r \\p{Z}\\uFEFF';

// DIV gives a whole number of 64 bits: what is larger is divided without a rest.
function wholeQuotient(value: string, by: string): string {
  const [all, part] = [`CAST(${value} AS DECIMAL(38, 0))`, `CAST(${by} AS DECIMAL(38, 0))`];
  const isShort = `CAST(${all} AS DOUBLE) < CAST(${part} AS DOUBLE) * 9e18`;
  const long = `CAST((${all} - ${all} % ${part}) / ${part} AS DECIMAL(38, 0))`;
  return `CASE WHEN ${isShort} THEN CAST(${all} DIV ${part} AS DECIMAL(38, 0)) ELSE ${long} END`;
}

// Whether a backslash is a sign like others is a setting, and two quotes in a row are one text beside another: a text
// with such signs is written by its bytes. A list of rows takes no functions, not even that which decodes bytes.
function quoteSparkText(value: string): string {
  if (!/[\\']/.test(value)) return `'${value}'`;
  return `CAST(X'${Buffer.from(value, 'utf8').toString('hex').toUpperCase()}' AS STRING)`;
}

function readTyped(column: string, as: ReadAs): string {
  switch (as.kind) {
    case 'decimal': {
      const number = `TRY_CAST(${column} AS DECIMAL(18, ${as.places + as.shift}))`;
      return `CASE WHEN TYPEOF(${column}) <> 'string' AND ${number} = ${column} THEN ${shifted(number, as)} END`;
    }
    case 'flag': {
      const text = `LOWER(CAST(${column} AS STRING))`;
      return `CASE WHEN ${text} IN ('true', '1') THEN 1 WHEN ${text} IN ('false', '0') THEN 0 END`;
    }
    case 'day':
      return typedDay(column, `TYPEOF(${column}) <> 'string'`);
    case 'text':
      return `CAST(${column} AS STRING)`;
  }
}

function readWritten(column: string, as: ReadAs): string {
  switch (as.kind) {
    case 'decimal': {
      const places = as.places + as.shift;
      const number = `TRY_CAST(TRIM(${column}) AS DECIMAL(18, ${places}))`;
      return `CASE WHEN TRIM(${column}) RLIKE '^${decimalPattern(places)}$' THEN ${shifted(number, as)} END`;
    }
    case 'day':
      return `CASE WHEN TRIM(${column}) RLIKE '^[0-9]{4}-[0-9]{2}-[0-9]{2}$' AND TRIM(${column}) >= '0001' THEN TRY_CAST(TRIM(${column}) AS DATE) END`;
    case 'flag':
    case 'text':
      return readTyped(column, as);
  }
}

function shifted(number: string, { places, shift }: Extract<ReadAs, { kind: 'decimal' }>): string {
  if (shift === 0) return number;
  return `TRY_CAST(${number} * ${powerOfTen(shift)} AS DECIMAL(18, ${places}))`;
}
