import type { Criteria } from '../../criteria/criteria.ts';
import type { LineTable } from '../../criteria/tables.ts';
import { InputError, UserError } from '../../errors.ts';
import { type Facts, factText } from '../../fields/facts.ts';
import { createIdTable, roomFor } from '../../fields/id-table.ts';
import type { Io } from '../../io.ts';
import { compileProblems } from '../../sql/compile-problems.ts';
import { compileSql, type SqlOptions } from '../../sql/compile-sql.ts';
import { NO_CATEGORY, NO_CUT_POINTS } from '../../sql/lacks.ts';
import { printQuery } from '../../sql/print.ts';
import { shownCell } from '../../sql/read-fields.ts';
import type { TableSource } from '../../sql/read-table.ts';
import { call, type Query, type Select, textOf } from '../../sql/tree.ts';
import { type LinesUsed, linesUsed, usedFacts } from '../../sql/used-facts.ts';
import type { Checked } from '../../text/diagnostic.ts';
import type { Wording } from '../../text/wording.ts';
import { NONE_APPLIES } from '../../verdict/classify.ts';
import type { Verdict } from '../../verdict/verdict.ts';
import { isAddress, isBeside, parseAddress, type WarehouseAddress } from '../../warehouse/address.ts';
import type { AskedTable, WarehouseRow } from '../../warehouse/cells.ts';
import { bindCustomers, bindLines } from '../run/bind-table.ts';
import { lineFile } from '../run/line-tables.ts';
import type { Run } from '../run/open-run.ts';
import { readTableFlags } from '../run/table-flag.ts';
import type { ClassifyFlags } from './command.ts';

/**
 * A run in which the database that holds the customers decides on them, by the criteria as SQL. Everything else that is
 * shown comes from their rows, as always. Throws a UserError where the database could decide otherwise.
 */
export function decideInSql(path: string, run: Run, flags: ClassifyFlags, io: Io): Run {
  refuseOthers(path, run, flags);
  const verdicts = holdVerdicts();
  const lines = placesOfLines(path, run, flags, io);
  io.askFirst(path, (table) => askVerdicts(path, run, lines, table, verdicts));
  const known = new Map<Criteria, Map<Said, Verdict>>();
  const decide = (facts: Facts, criteria: Criteria): Verdict => {
    const id = factText(facts, criteria.idField.slot)!;
    const said = verdicts.of(id);
    if (said === null || said.category === null) throw undecided(id, said?.because ?? null);
    const own = known.get(criteria) ?? new Map<Said, Verdict>();
    const found = own.get(said);
    if (found !== undefined) return found;
    const verdict = verdictOf(said, criteria);
    known.set(criteria, own.set(said, verdict));
    return verdict;
  };
  return { ...run, options: { ...run.options, decide } };
}

/** What a database says of a customer; the same of many is one object. */
interface Said {
  readonly category: string | null;
  readonly criterion: string | null;
  readonly because: string | null;
}

/** What it says of each, by id. */
interface HeldVerdicts {
  /** `text` is what `idAndVerdict` makes of it. */
  hold(id: string, text: string): void;
  of(id: string): Said | null;
}

function holdVerdicts(): HeldVerdicts {
  const ids = createIdTable();
  let kinds = new Uint32Array(1 << 10);
  const said: Said[] = [];
  const known = new Map<string, number>();
  return {
    hold(id, text) {
      const number = ids.add(id);
      kinds = roomFor(kinds, ids.size);
      const kind = known.get(text) ?? said.push(saidIn(text)) - 1;
      known.set(text, kind);
      kinds[number] = kind;
    },
    of(id) {
      const number = ids.find(id);
      return number < 0 ? null : said[kinds[number]!]!;
    },
  };
}

// What the rows hold is read by the criteria in ways that SQL does not know, or decided by more than they hold.
function refuseOthers(path: string, { book, criteria }: Run, flags: ClassifyFlags): void {
  const refused: readonly (readonly [boolean, Wording])[] = [
    [!isAddress(path), { en: 'customers that are not in a database', zh: '不在数据库中的客户' }],
    [book !== null, { en: 'a book', zh: '台账' }],
    [flags.rejects !== undefined, { en: '--rejects', zh: '--rejects' }],
    ...[criteria, ...linesUsed(criteria, usedFacts(criteria)).map(({ table }) => table)].flatMap(
      refusedRules,
    ),
  ];
  const found = refused.find(([is]) => is);
  if (found !== undefined)
    throw new UserError(
      { en: `--engine sql does not go with ${found[1].en}`, zh: `--engine sql 不能用于${found[1].zh}` },
      WITHOUT,
    );
}

function refusedRules({
  input,
  fields,
}: Pick<LineTable, 'input' | 'fields'>): (readonly [boolean, Wording])[] {
  return [
    [
      input.blanks.size > 0 || input.zeros.size > 0 || fields.some(({ blanks }) => blanks.size > 0),
      { en: 'criteria that read texts as blanks or zeros', zh: '把某些文本视为空白或零的标准' },
    ],
    [input.html, { en: 'criteria that read marks of HTML', zh: '读取 HTML 标记的标准' }],
  ];
}

/** A table of lines, and where it is. */
interface LinesPlace {
  readonly used: LinesUsed;
  readonly address: WarehouseAddress;
}

// Lines are in the database that decides.
function placesOfLines(path: string, { criteria }: Run, flags: ClassifyFlags, io: Io): LinesPlace[] {
  const named = readTableFlags(flags.table ?? [], criteria);
  return linesUsed(criteria, usedFacts(criteria)).map((used) => {
    const { name } = used.table;
    const told = lineFile(used.table, named, io);
    if (told !== null && isAddress(told) && isBeside(parseAddress(told), parseAddress(path)))
      return { used, address: parseAddress(told) };
    throw new UserError(
      {
        en: `--engine sql: the lines of "${name}" are not in the database of the customers`,
        zh: `--engine sql：“${name}”的明细不在客户所在的数据库中`,
      },
      WITHOUT,
    );
  });
}

const WITHOUT = {
  en: 'leave out --engine sql, and keyaccounts decides by itself',
  zh: '请去掉 --engine sql，由 keyaccounts 判定',
};

async function askVerdicts(
  path: string,
  { criteria, asOf, lock }: Run,
  places: readonly LinesPlace[],
  table: AskedTable,
  verdicts: HeldVerdicts,
): Promise<void> {
  const { value: bound, diagnostics: unbound } = bindCustomers(criteria, new Map(), table, path);
  if (bound === null) throw new InputError(unbound);
  const customers = ['customers'];
  const sources = new Map<readonly string[], string>([[customers, table.source]]);
  const lines = new Map<string, TableSource>();
  for (const { used, address } of places) {
    const found = await table.beside(address);
    const { value, diagnostics } = bindLines(used, new Map(), found, address.told);
    if (value === null) throw new InputError(diagnostics);
    const name = [used.table.name];
    sources.set(name, found.source);
    lines.set(used.table.name, { table: name, ...value });
  }
  const source = {
    table: customers,
    ofLines: false,
    lines,
    previous: null,
    overrides: null,
    ...bound,
  };
  const options: SqlOptions = {
    dialect: table.dialect,
    source,
    asOf: { kind: 'day', day: asOf },
    lock,
    cuts: null,
  };
  const ask = (
    { value, diagnostics }: Checked<Query>,
    write: (one: Select) => Select,
  ): AsyncIterable<readonly WarehouseRow[]> => {
    if (value === null) throw new InputError(diagnostics);
    const result = value.result.map(write);
    const text = printQuery({ ...value, result }, table.dialect, {
      table: (name) => sources.get(name)!,
      text: (sql) => sql,
    });
    return table.ask(text);
  };
  const problems = compileProblems(criteria, options, { unknownCustomers: false });
  for await (const [first] of ask(problems, textsOf)) if (first !== undefined) throw unlike(first);
  for await (const rows of ask(compileSql(criteria, options), idAndVerdict))
    for (const [id, text] of rows as readonly (readonly [string | null, string])[])
      if (id !== null) verdicts.hold(id.trim(), text);
}

// The verdict in one text, of which there are few: what comes of each row is little more than its id.
function idAndVerdict(one: Select): Select {
  const [id, ...said] = textsOf(one).columns;
  const texts = said.map(({ value }) => call('coalesce', value, textOf('')));
  const verdict = { name: 'verdict', value: call('join_texts', textOf(BETWEEN), ...texts) };
  return { ...one, columns: [id!, verdict] };
}

function saidIn(text: string): Said {
  const [category = null, criterion = null, because = null] = text
    .split(BETWEEN)
    .map((part) => (part === '' ? null : part));
  return { category, criterion, because };
}

// No name and no id of criteria holds it.
const BETWEEN = '\u001f';

// The first four columns say what is asked for; the scores behind them are not.
function textsOf(one: Select): Select {
  const columns = one.columns.slice(0, 4).map(({ name, value }) => ({ name, value: shownCell(value) }));
  return { ...one, columns };
}

function verdictOf({ category, criterion, because }: Said, criteria: Criteria): Verdict {
  if (category === 'undetermined') {
    if (because === null || because === NO_CATEGORY) return NONE_APPLIES;
    const names = because === NO_CUT_POINTS ? [] : because.split('; ');
    return { kind: 'undetermined', lacks: names.map((name) => criteria.facts.get(name)!) };
  }
  const { name, when } = criteria.categories.find((one) => one.name === category)!;
  if (when.kind === 'otherwise') return { kind: 'decided', category: name, criterion: null, by: 'otherwise' };
  const found = when.criteria.find(({ id }) => id === criterion)!;
  return { kind: 'decided', category: name, criterion: found, by: 'when' };
}

function unlike([id, field, value, reason]: WarehouseRow): UserError {
  const cell = value == null ? '' : ` "${value}"`;
  return new UserError(
    {
      en: `--engine sql: customer "${id ?? ''}", field "${field}"${cell}: ${reason}`,
      zh: `--engine sql：客户“${id ?? ''}”，字段“${field}”${cell}：${reason}`,
    },
    WITHOUT,
  );
}

function undecided(id: string, because: string | null): UserError {
  return new UserError(
    {
      en: `--engine sql: the database does not decide on customer "${id}"${because === null ? '' : `: ${because}`}`,
      zh: `--engine sql：数据库未能判定客户“${id}”${because === null ? '' : `：${because}`}`,
    },
    WITHOUT,
  );
}
