import type { LockedCuts } from './condition/condition.ts';
import type { Criteria } from './criteria/criteria.ts';
import { layoutOf } from './criteria/input.ts';
import { fitLock } from './criteria/lock/fit-lock.ts';
import { readLock } from './criteria/lock/read-lock.ts';
import { readCriteriaSource } from './criteria/read-criteria.ts';
import { isWorked } from './criteria/tables.ts';
import { absent, InputError, UserError } from './errors.ts';
import { parseDay } from './fields/day.ts';
import { factText } from './fields/facts.ts';
import { shownNumber } from './fields/rounded.ts';
import { type Io, nodeIo } from './io.ts';
import { addUpLines, type LineTotals } from './lines/add-up.ts';
import { customersOfLines, joinLines, meetCustomers } from './lines/join-lines.ts';
import { meetCurrencies } from './lines/meet-currencies.ts';
import { readTyped } from './table/decode-text.ts';
import { openTable } from './table/open-table.ts';
import type { CustomerTable, RefuseRow } from './table/table.ts';
import { type Diagnostic, hasErrors, inLanguage, type SaidDiagnostic } from './text/diagnostic.ts';
import type { Source } from './text/source.ts';
import type { Language } from './text/wording.ts';
import { checkCustomers } from './verdict/classify-table.ts';
import type { Verdict } from './verdict/verdict.ts';
import { isAddress, toldByAddress } from './warehouse/address.ts';

/** A customer's id with its verdict and its derived values and scores; null is missing. */
export interface Classified {
  readonly id: string;
  readonly verdict: Verdict;
  readonly values: Readonly<Record<string, number | null>>;
}

/** Mistakes in a criteria or customer file, in the language that was asked for: nothing was done. */
export class FileError extends Error {
  readonly diagnostics: readonly SaidDiagnostic[];

  constructor(diagnostics: readonly SaidDiagnostic[]) {
    super('the input has errors');
    this.diagnostics = diagnostics;
  }
}

/**
 * Reads a criteria file with all that it extends. Throws an InputError that carries every mistake, in English or in
 * the `language` of the options.
 */
export async function readCriteria(
  path: string,
  { language = 'en' }: { readonly language?: Language } = {},
): Promise<Criteria> {
  return readCriteriaFile(path).catch((error) => {
    throw saidIn(error, language);
  });
}

// What went wrong, as a program that reads one language has it.
function saidIn(error: unknown, language: Language): unknown {
  if (error instanceof InputError)
    return new FileError(error.diagnostics.map((one) => inLanguage(one, language)));
  return error instanceof UserError ? new Error(error.wording[language]) : error;
}

async function readCriteriaFile(path: string): Promise<Criteria> {
  const io = nodeIo();
  const read = async (name: string): Promise<Source> => ({
    name,
    text: await readTyped(io.readBytes(name), name),
  });
  const open = (reference: string, from: Source): Promise<Source | null> =>
    read(io.beside(from.name, reference)).catch(absent);
  const { value, diagnostics } = await readCriteriaSource(await read(path), open);
  if (value === null || hasErrors(diagnostics)) throw new InputError(diagnostics);
  return value;
}

/**
 * Classifies a customer CSV file, in its order; criteria with `group` give each group of companies once. `asOf` is the
 * day the verdicts are about, YYYY-MM-DD; `lock` a lock file with the cut points of relative tests, which are computed
 * from the customers without it; `tables` the file of each table of order lines, by its name, where the criteria do not
 * say it. Without a customer file (null) everybody who has a line is a customer. Throws an InputError that carries every
 * mistake, in English or in the `language` of the options, before the first verdict is given.
 */
export async function* classify(
  path: string | null,
  criteria: Criteria,
  options: ClassifyFileOptions,
): AsyncGenerator<Classified> {
  const io = nodeIo();
  try {
    yield* classifyFile(io, path, criteria, options);
  } catch (error) {
    throw saidIn(error, options.language ?? 'en');
  } finally {
    // A connection to a database would stay open in a program that goes on.
    await io.end();
  }
}

interface ClassifyFileOptions {
  readonly asOf: string;
  readonly lock?: string;
  readonly tables?: Readonly<Record<string, string>>;
  readonly language?: Language;
}

async function* classifyFile(
  io: Io,
  path: string | null,
  criteria: Criteria,
  options: ClassifyFileOptions,
): AsyncGenerator<Classified> {
  const asOf = parseDay(options.asOf);
  if (asOf === null)
    throw new UserError({
      en: `asOf: expected a date such as 2026-06-30, found "${options.asOf}"`,
      zh: `asOf：应为日期，如 2026-06-30，实际为“${options.asOf}”`,
    });
  const locked = options.lock === undefined ? null : await openLock(io, options.lock, criteria);
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): number => found.push(diagnostic);
  const openFile = (
    name: string,
    { input, fields }: Pick<Criteria, 'input' | 'fields'>,
    refuse: RefuseRow,
  ) => {
    const { encoding, delimiter, sheet, escape: sign } = input;
    const layout = layoutOf(input, fields);
    const told = { encoding, delimiter, sheet, escape: sign, layout };
    const own = isAddress(name) ? toldByAddress(name, told) : told;
    return openTable(io.readBytes(name), { file: name, ...own, report, refuse });
  };
  const worked = criteria.tables.filter(isWorked);
  if (path === null && worked.length === 0)
    throw new UserError({ en: 'no customer file is given', zh: '没有指定客户文件' });
  const all: LineTotals[] = [];
  for (const table of worked) {
    const { name, file, span } = table;
    const own = options.tables?.[name] ?? (file === null ? null : io.beside(span.source.name, file));
    if (own === null)
      throw new UserError({
        en: `no file of the table "${name}" is given`,
        zh: `没有指定表“${name}”的文件`,
      });
    const open = (refuse: RefuseRow) => openFile(own, table, refuse);
    const totals = await addUpLines(table, {
      open,
      asOf,
      days: [],
      watch: new Set(),
      report,
      refuse: report,
    });
    if (totals === null || hasErrors(found)) throw new InputError(found);
    all.push(totals);
  }
  const met = meetCustomers(all);
  const { idField } = criteria;
  const openCustomers = async (refuse: RefuseRow): Promise<CustomerTable | null> => {
    const customers = path === null ? customersOfLines(idField, all) : await openFile(path, criteria, refuse);
    return customers === null || all.length === 0 ? customers : joinLines(customers, idField, all, met);
  };
  const checked = await checkCustomers({
    criteria,
    asOf,
    ...(locked === null ? {} : { locked }),
    report,
    refuse: report,
    open: openCustomers,
  });
  if (checked === null || hasErrors(found)) throw new InputError(found);
  const { mixed } = meetCurrencies(criteria, { file: checked.table.file, currency: checked.currency }, all);
  if (mixed !== null) throw new InputError([mixed]);
  for await (const { facts, verdict, criteria: own } of checked.classify()) {
    const values = own.computed.map(({ fact }) => [fact.name, shownNumber(facts, fact.slot)]);
    yield { id: factText(facts, own.idField.slot) ?? '', verdict, values: Object.fromEntries(values) };
  }
}

async function openLock(
  io: Io,
  name: string,
  criteria: Criteria,
): Promise<ReadonlyMap<Criteria, LockedCuts>> {
  const renew = 'keyaccounts lock customers.csv';
  const { value: lock, diagnostics } = readLock(
    { name, text: await readTyped(io.readBytes(name), name) },
    renew,
  );
  if (lock === null) throw new InputError(diagnostics);
  const { value: cuts, diagnostics: misfits } = fitLock(lock, criteria, renew);
  if (cuts === null) throw new InputError(misfits);
  return cuts;
}
