import { rateLine } from '../../fields/convert.ts';
import { causeHelp, isNullWord } from '../../fields/unknown-cell.ts';
import type { ValueType } from '../../fields/value.ts';
import type { Code } from '../../text/codes.ts';
import type { Diagnostic, Severity } from '../../text/diagnostic.ts';
import { quoteYaml } from '../../text/quote-yaml.ts';
import type { Wording } from '../../text/wording.ts';
import { isReckoned, isRowNumber, MOSTLY, type StarterField } from './fields.ts';
import { firstMisfit } from './fit.ts';
import { yearsOfMonths } from './months.ts';
import type { GivenWay } from './plan-lines.ts';
import type { ColumnProfile, Profile } from './profile.ts';
import { findRepeatedRows, type RepeatedRows } from './row-kind.ts';
import type { LostRule, Starter, TargetRule } from './starter.ts';
import { findTechnical } from './vocabulary.ts';
import { asDiagnostic, type Said, type StarterWords } from './words.ts';

/** Where an export's header stands, and in which language it is spoken of. */
export interface DoubtPlace {
  readonly file: string;
  readonly line: number;
  readonly words: StarterWords;
}

/** Why no criteria are proposed: the rows are no customers, or nothing tells who of them is large, gone or yet to be won. */
export function findObstacles(starter: Starter, profile: Profile, place: DoubtPlace): Diagnostic[] {
  const words = place.words.obstacles;
  const at = { kind: 'cell', file: place.file, line: place.line, column: null } as const;
  if (!starter.id.known)
    return [{ code: 'not-customers', severity: 'error', at, ...asDiagnostic(words.nobody) }];
  const repeated = findRepeatedRows(starter, profile);
  if (repeated !== null)
    return [{ code: 'not-customers', severity: 'error', at, ...asDiagnostic(sayRepeated(repeated, words)) }];
  const { lost, key, target } = starter.rules;
  if (lost.length > 0 || key.length > 0 || target !== null) return [];
  const doubts = findDoubts(starter, profile, place).filter(({ code }) => code !== 'lacking-column');
  const headers = starter.fields.map(({ column }) => column.header);
  return [
    ...doubts,
    { code: 'no-criteria', severity: 'error', at, ...asDiagnostic(words.nothing(profile.rows, headers)) },
  ];
}

function sayRepeated(rows: RepeatedRows, words: StarterWords['obstacles']): Said {
  switch (rows.kind) {
    case 'lines':
      return words.lines(rows);
    case 'units':
      return words.units(rows);
    case 'repeats':
      return words.repeats(rows);
  }
}

/** What is said of columns of the customer file that give way to order lines. */
export function sayGivenWay(given: readonly GivenWay[], table: string, place: DoubtPlace): Diagnostic[] {
  const [first] = given;
  if (first === undefined) return [];
  const { field, type, header } = first;
  const line = `${field}: { type: ${type}, columns: [${quoteYaml(header)}] }`;
  const said = place.words.doubts.givenWay(
    given.map((one) => [one.header, one.field]),
    table,
    line,
  );
  const at = { kind: 'cell', file: place.file, line: place.line, column: header } as const;
  return [{ code: 'guessed-column', severity: 'info', at, ...asDiagnostic(said) }];
}

/** What a person must confirm before relying on the starter file, what was taken for what, and what it lacks. */
export function findDoubts(starter: Starter, profile: Profile, place: DoubtPlace): Diagnostic[] {
  const { decimal, fields, id } = starter;
  const words = place.words.doubts;
  const names = new Set(fields.filter((field) => field.known).map(({ name }) => name));
  const found: Diagnostic[] = [];
  const say = (
    severity: Severity,
    code: Code,
    said: Said,
    column: string | null,
    line = place.line,
    cause?: Wording,
  ) => {
    const { message, help } = asDiagnostic(said);
    const at = { kind: 'cell', file: place.file, line, column } as const;
    found.push({ code, severity, message, help: cause ?? help, at });
  };
  const doubt = (said: Said, column: string, cause?: Wording): void =>
    say('warning', 'ambiguous-column', said, column, place.line, cause);
  if (decimal.doubt !== null) {
    const { column, text } = decimal.doubt;
    doubt(words.decimal(column, text, decimal.decimal), column);
  }
  const { currency, others, first } = starter.money;
  if (others.length > 0) {
    const places = first.map(({ text, line }) => `"${text}" (line ${line === 0 ? place.line : line})`);
    say('warning', 'mixed-currencies', words.rates(places, rateLine(currency!, others)), null);
  }
  for (const [at, months] of yearsOfMonths(fields).entries()) {
    const [first, last] = [months[0]!, months.at(-1)!].map(({ column }) => column.header) as [string, string];
    const blank = months.filter(({ column }) => column.filled === 0).map(({ column }) => column.header);
    const said = words.months(first, last, months.length, at === 0 ? 'revenue' : 'prior_revenue', blank);
    say(blank.length > 0 || months.length < 12 ? 'warning' : 'info', 'guessed-column', said, null);
  }
  for (const { name, column, guess, known } of fields) {
    const unlike = known || column.filled === 0 ? null : unlikeItsHeader(column, names);
    if (unlike !== null) {
      const said = words.unlike(column.header, unlike.type, shorten(unlike.text), unlike.name);
      say('warning', 'bad-cell', said, column.header, unlike.line, causeHelp(unlike.text));
    }
    // What no rule reads is marked in the file, and that is enough.
    for (const { kind, taken, other } of starter.rules.used.has(name) ? guess.doubts : [])
      doubt(words[kind](column.header, guess.example, taken, other), column.header);
  }
  if (!id.column.unique) doubt(words.idRepeats(id.column.header), id.column.header);
  else if (id.column.filled < profile.rows * MOSTLY)
    doubt(words.idBlank(id.column.header, profile.rows - id.column.filled, profile.rows), id.column.header);
  if (isRowNumber(id.column)) doubt(words.idCounts(id.column.header), id.column.header);
  const { measure } = starter.rules;
  if (measure !== null && measure.field.name !== 'revenue') {
    const { header } = measure.field.column;
    say('warning', 'guessed-column', words.size(header), header);
  }
  const known = fields.filter((field) => field.known);
  for (const { column, guess } of known) {
    const { never } = column.days;
    if (guess.type !== 'date' || never.size === 0) continue;
    const cells = [...never.values()].reduce((sum, one) => sum + one.cells, 0);
    doubt(words.never(column.header, [...never.keys()], cells), column.header);
  }
  for (const { text, headers, cells, zeros } of findBlanks(known, starter.rules.zeroBlanks)) {
    const { message, help } = words.blank(headers, text, cells);
    doubt({ message, help: zeros ? help : undefined }, headers[0]!, causeHelp(text));
  }
  for (const { column, guess } of known) {
    for (const [text, { cells, line }] of guess.odd) {
      const said = words.odd(column.header, text, cells);
      say('warning', 'ambiguous-column', said, column.header, line, causeHelp(text));
    }
  }
  const technical = fields.filter((field) => field.known && findTechnical(field.column.header) !== null);
  if (technical.length > 0)
    say(
      'info',
      'guessed-column',
      words.technical(technical.map(({ name, column }) => [column.header, name])),
      null,
    );
  const [by] = starter.parents;
  if (by !== undefined) {
    const headers = starter.parents.map(({ column }) => column.header);
    say('info', 'guessed-column', words.parents(headers, by.name), by.column.header);
  }
  for (const { said, column } of findMeanings(starter, place.words))
    say('info', 'guessed-column', said, column);
  const lacking = findLacking(starter, names);
  if (lacking.length > 0)
    say(
      lacking.includes('size') ? 'warning' : 'info',
      'lacking-column',
      words.lacking(lacking.map((one) => words.lacks[one])),
      null,
    );
  return found;
}

/** A text that stands for a blank: in which columns, in how many cells, and whether it could mean zero there. */
interface BlankText {
  readonly text: string;
  readonly headers: string[];
  cells: number;
  zeros: boolean;
}

function findBlanks(fields: readonly StarterField[], zeroBlanks: ReadonlySet<string>): Iterable<BlankText> {
  const found = new Map<string, BlankText>();
  for (const { name, column, guess } of fields) {
    if (!isReckoned(guess)) continue;
    for (const [text, { cells }] of column.blankWords) {
      // What a program writes for a blank counts as one, and the criteria say so.
      if (zeroBlanks.has(name) && isNullWord(text)) continue;
      const one = found.get(text) ?? { text, headers: [], cells: 0, zeros: false };
      found.set(text, one);
      one.headers.push(column.header);
      one.cells += cells;
      one.zeros ||= guess.type !== 'date' && guess.type !== 'flag';
    }
  }
  return found.values();
}

// What was taken for what, where the header does not say it outright.
function findMeanings({ rules }: Starter, { doubts }: StarterWords): { said: Said; column: string }[] {
  const found: { said: Said; column: string }[] = [];
  const say = (rule: LostRule | TargetRule, what: 'lost' | 'target'): void => {
    if (!('field' in rule) || rule.field.known) return;
    const { header } = rule.field.column;
    const texts = rule.kind === 'marked' ? ['is' in rule ? rule.is : 'yes'] : rule.values;
    found.push({ said: doubts.meaning(header, texts, what), column: header });
  };
  for (const rule of rules.lost) say(rule, 'lost');
  if (rules.target !== null) say(rules.target, 'target');
  return found;
}

// What the rules would need, and no column has.
function findLacking(
  { rules }: Starter,
  names: ReadonlySet<string>,
): (keyof StarterWords['doubts']['lacks'])[] {
  const { measure, lost, target, key } = rules;
  const lacks = {
    size: measure === null,
    lost: lost.length === 0,
    target: target === null,
    growth: measure !== null && !key.some(({ kind }) => kind === 'growing'),
    manager: !names.has('account_manager'),
  };
  return (Object.keys(lacks) as (keyof typeof lacks)[]).filter((one) => lacks[one]);
}

// A header such as revenue above cells of which too many are no money for these to be single mistakes.
function unlikeItsHeader(
  { known, probes, days }: ColumnProfile,
  names: ReadonlySet<string>,
): { name: string; type: ValueType; text: string; line: number } | null {
  const name = [known?.fact.name, known?.year == null ? undefined : `prior_${known.fact.name}`].find(
    (one) => one !== undefined && !names.has(one),
  );
  const type = known?.fact.types[0];
  const [nearest] = [...probes, days]
    .filter((fit) => fit.type === type)
    .sort((one, other) => other.fits - one.fits);
  const misfit = nearest === undefined ? null : firstMisfit(nearest);
  return name === undefined || misfit === null ? null : { name, type: type!, ...misfit };
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 57)}…` : text;
}
