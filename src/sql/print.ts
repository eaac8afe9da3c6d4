import { formatDay } from '../fields/day.ts';
import type { PrintedWhole, SqlDialect } from './dialect.ts';
import { commentText, quoteName, quoteParts } from './quote.ts';
import type { Query, Select, Sql, SqlColumn, ValuesStep } from './tree.ts';

/** What a query is written into: how its tables are named there, and how the rest of its text is. */
export interface SqlTemplate {
  table(parts: readonly string[]): string;
  text(sql: string): string;
}

/** Tables by their quoted names, and the rest as it is. */
export function plainTemplate(dialect: SqlDialect): SqlTemplate {
  return {
    table: (parts) => quoteParts(dialect, parts),
    text: (sql) => sql,
  };
}

/** Writes a query in a dialect: one statement, without its semicolon. The same query gives the same text. */
export function printQuery(
  query: Query,
  dialect: SqlDialect,
  template: SqlTemplate = plainTemplate(dialect),
): string {
  const print = printer(dialect);
  const { table: tableName, text: plain } = template;
  const fence = dialect.fence === null ? '' : `\n  ${dialect.fence}`;
  const steps = query.steps.map((step) => {
    const body = 'rows' in step ? plain(rows(step)) : `${select(step, '  ')}${fence}`;
    const again = 'again' in step && step.again === true && dialect.again !== null ? `${dialect.again} ` : '';
    const head = `-- ${commentText(step.comment)}\n${quoteName(dialect, step.name)} AS ${again}(`;
    return `${plain(head)}\n${body}\n)`;
  });
  const result = query.result.map((one) => select(one, '')).join('\nUNION ALL\n');
  return `WITH\n${steps.join(',\n')}\n${result}`;

  function select(one: Select, indent: string): string {
    const { columns, keeps, from, where, groupedBy, having } = one;
    const last = columns.length - 1;
    const lines = columns.map((column, index) => columnText(column, `${indent}  `, index < last));
    if (keeps) lines.unshift(`${indent}  *${columns.length > 0 ? ',' : ''}`);
    const source = from === null ? tableName(one.table ?? query.table) : plain(quoteName(dialect, from));
    const clauses = [plain(`SELECT\n${lines.join('\n')}`), `FROM ${source}`];
    const rest: string[] = [];
    for (const { step, on } of one.beside ?? [])
      rest.push(`LEFT JOIN ${quoteName(dialect, step)} ON ${on === null ? 'TRUE' : print(on, indent)}`);
    if (where !== undefined) rest.push(`WHERE ${print(where, indent)}`);
    if (groupedBy !== undefined)
      rest.push(`GROUP BY ${groupedBy.map((value) => print(value, indent)).join(', ')}`);
    if (having !== undefined) rest.push(`HAVING ${print(having, indent)}`);
    return [...clauses, ...rest.map(plain)].map((clause) => `${indent}${clause}`).join('\n');
  }

  function rows({ names, rows: values }: ValuesStep): string {
    const lines = values.map((row) => `    (${row.map((value) => print(value, '')).join(', ')})`);
    const columns = names.map((name) => quoteName(dialect, name)).join(', ');
    return `  SELECT * FROM (VALUES\n${lines.join(',\n')}\n  ) AS ${quoteName(dialect, 'known')}(${columns})`;
  }

  function columnText({ name, value, comment }: SqlColumn, indent: string, hasNext: boolean): string {
    const said = comment === undefined ? '' : `${indent}-- ${commentText(comment)}\n`;
    const text = print(value, indent);
    const own = quoteName(dialect, name);
    const named = value.kind === 'column' && text === own ? text : `${text} AS ${own}`;
    return `${said}${indent}${named}${hasNext ? ',' : ''}`;
  }
}

// How tightly a text holds together: the higher, the less it needs brackets.
const LOOSEST = 0;
const OR = 1;
const AND = 2;
const NOT = 3;
const COMPARED = 4;
const SUM = 5;
const PRODUCT = 6;
const TIGHT = 7;
const WIDTH = 100;

// Prints expressions: on one line where that is short enough, else a part a line.
function printer(dialect: SqlDialect): (value: Sql, indent: string) => string {
  const flatTexts = new WeakMap<Sql, string>();

  function flat(value: Sql): string {
    const known = flatTexts.get(value);
    if (known !== undefined) return known;
    const text = write(value, (part, least) => bracket(part, flat(part), least), ' ', ' ');
    flatTexts.set(value, text);
    return text;
  }

  function print(value: Sql, indent: string): string {
    if (!isBroken(value, indent)) return flat(value);
    const inner = `${indent}  `;
    const part = (one: Sql, least: number): string =>
      tightness(one) < least && (isBroken(one, inner) || flat(one).includes('\n'))
        ? `(\n${inner}  ${print(one, `${inner}  `)}\n${inner})`
        : bracket(one, print(one, inner), least);
    return write(value, part, `\n${inner}`, `\n${indent}`);
  }

  // Whether an expression takes a part a line.
  function isBroken(value: Sql, indent: string): boolean {
    return isLong(value) && (indent.length + flat(value).length > WIDTH || isCommented(value));
  }

  // `next` stands before each part of what may take several lines, `end` before its end.
  function write(value: Sql, part: (one: Sql, least: number) => string, next: string, end: string): string {
    const printedWhole = (one: Sql): PrintedWhole => ({ text: part(one, LOOSEST), isWide: isWide(one) });
    switch (value.kind) {
      case 'column':
      case 'source':
        return quoteName(dialect, value.name);
      case 'decimal':
        return value.text;
      case 'double':
        return Number.isFinite(value.value)
          ? value.value.toExponential()
          : `CAST('Infinity' AS ${dialect.double})`;
      case 'text':
        return dialect.text(value.value);
      case 'day':
        return `DATE '${formatDay(value.day)}'`;
      case 'truth':
        return value.value ? 'TRUE' : 'FALSE';
      case 'null':
        return 'NULL';
      case 'logic': {
        const own = value.operator === 'OR' ? OR : AND;
        return value.of.map((one) => part(one, own + 1)).join(`${next}${value.operator} `);
      }
      case 'not':
        return `NOT ${part(value.of, NOT)}`;
      case 'null_test':
        return `${part(value.of, SUM)} IS ${value.isNull ? '' : 'NOT '}NULL`;
      case 'compare':
        return `${part(value.left, SUM)} ${value.operator} ${part(value.right, SUM)}`;
      case 'between':
        return `${part(value.of, SUM)} BETWEEN ${part(value.low, SUM)} AND ${part(value.high, SUM)}`;
      case 'in': {
        const values = value.values.map((one) => flat(one)).join(', ');
        return `${part(value.of, SUM)} ${value.among ? '' : 'NOT '}IN (${values})`;
      }
      case 'case': {
        const said = (text: string | undefined): string =>
          text === undefined || next === ' ' ? '' : `${next}-- ${commentText(text)}`;
        const branches = value.when.map(
          (branch) =>
            `${said(branch.comment)}${next}WHEN ${part(branch.if, LOOSEST)} THEN ${part(branch.gives, LOOSEST)}`,
        );
        const rest = value.otherwise === null ? '' : `${next}ELSE ${part(value.otherwise, LOOSEST)}`;
        return `CASE${branches.join('')}${rest}${end}END`;
      }
      case 'arithmetic': {
        const { operator, left, right } = value;
        if (value.of === 'whole' && dialect.wholes !== null && operator !== '/')
          return dialect.wholes(operator, printedWhole(left), printedWhole(right));
        const own = operator === '+' || operator === '-' ? SUM : PRODUCT;
        return `${part(left, own)} ${operator} ${part(right, own + 1)}`;
      }
      case 'list':
        return `ARRAY${dialect.list.open}${value.of.map((one) => part(one, LOOSEST)).join(', ')}${dialect.list.close}`;
      case 'item':
        return `${part(value.of, TIGHT)}[${value.index + dialect.list.first}]`;
      case 'call':
        return dialect.functions[value.name](...value.of.map((one) => part(one, argumentOf(value.name))));
      case 'window': {
        const { of, within, order, running } = value;
        const parts = [
          within.length === 0 ? '' : `PARTITION BY ${within.map((one) => part(one, LOOSEST)).join(', ')}`,
          order === null
            ? ''
            : `ORDER BY ${part(order.by, LOOSEST)}${order.from === 'largest' ? ' DESC' : ''}`,
          running ? 'ROWS BETWEEN UNBOUNDED PRECEDING AND CURRENT ROW' : '',
        ];
        return `${part(of, LOOSEST)} OVER (${parts.filter((text) => text !== '').join(' ')})`;
      }
      case 'scaled':
        return dialect.scaled(part(value.of, TIGHT), value.places);
      case 'matches':
        return dialect.matches(part(value.of, TIGHT), value.patterns);
      case 'attempt':
        return dialect.attempt(part(value.of, LOOSEST));
      case 'read': {
        const read = value.form === 'text' ? dialect.readText : dialect.read;
        return read(part(value.of, TIGHT), value.as);
      }
      case 'narrow':
        return dialect.narrow(part(value.of, TIGHT), value.places);
    }
  }

  function bracket(value: Sql, text: string, least: number): string {
    return tightness(value) < least ? `(${text})` : text;
  }

  function tightness(value: Sql): number {
    switch (value.kind) {
      case 'logic':
        return value.operator === 'OR' ? OR : AND;
      case 'not':
        return NOT;
      case 'null_test':
      case 'compare':
      case 'between':
      case 'in':
        return COMPARED;
      case 'arithmetic':
        if (value.of === 'whole' && dialect.wholes !== null) return TIGHT;
        return value.operator === '+' || value.operator === '-' ? SUM : PRODUCT;
      case 'scaled':
        return PRODUCT;
      case 'decimal':
        return value.text.startsWith('-') ? PRODUCT : TIGHT;
      case 'double':
        return value.value < 0 ? PRODUCT : TIGHT;
      default:
        return TIGHT;
    }
  }

  return print;
}

const BESIDE_SIGNS: ReadonlySet<string> = new Set([
  'days_between',
  'days_before',
  'months_before',
  'product',
]);

// Some stand beside a sign, other arguments between commas.
function argumentOf(name: string): number {
  return BESIDE_SIGNS.has(name) ? PRODUCT : LOOSEST;
}

// A comment ends its line.
function isCommented(value: Sql): boolean {
  return value.kind === 'case' && value.when.some(({ comment }) => comment !== undefined);
}

// What gains by several lines.
function isLong({ kind }: Sql): boolean {
  return kind === 'logic' || kind === 'case';
}

// Whether a whole number has the type of them whatever it is made of: a column may be of any.
function isWide(value: Sql): boolean {
  switch (value.kind) {
    case 'scaled':
      return true;
    case 'arithmetic':
      return value.of === 'whole';
    case 'call':
      switch (value.name) {
        case 'to_whole':
        case 'whole_quotient':
        case 'short_quotient':
          return true;
        case 'abs':
        case 'nullif':
        case 'greatest':
        case 'least':
        case 'remainder':
          return isWide(value.of[0]!);
        default:
          return false;
      }
    default:
      return false;
  }
}
