import type { LockedCuts } from './condition/condition.ts';
import type { Criteria } from './criteria/criteria.ts';
import { layoutOf } from './criteria/input.ts';
import { fitLock } from './criteria/lock/fit-lock.ts';
import { readLock } from './criteria/lock/read-lock.ts';
import { readCriteriaSource } from './criteria/read-criteria.ts';
import { absent, InputError, UserError } from './errors.ts';
import { parseDay } from './fields/day.ts';
import { numberOrNull } from './fields/facts.ts';
import { shownValue } from './fields/rounded.ts';
import { type Io, nodeIo } from './io.ts';
import { readTyped } from './table/decode-text.ts';
import { openTable } from './table/open-table.ts';
import { type Diagnostic, hasErrors } from './text/diagnostic.ts';
import type { Source } from './text/source.ts';
import { checkCustomers } from './verdict/classify-table.ts';
import type { Verdict } from './verdict/verdict.ts';

/** A customer's id with its verdict and its derived values and scores; null is missing. */
export interface Classified {
  readonly id: string;
  readonly verdict: Verdict;
  readonly values: Readonly<Record<string, number | null>>;
}

/** Reads a criteria file with all that it extends. Throws an InputError that carries every mistake. */
export async function readCriteria(path: string): Promise<Criteria> {
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
 * Classifies a customer CSV file, in its order; criteria with `group` give each group of companies once. `asOf` is the day the verdicts are about, YYYY-MM-DD; `lock` a lock
 * file with the cut points of relative tests, which are computed from the customers without it. Throws
 * an InputError that carries every mistake before the first verdict is given.
 */
export async function* classify(
  path: string,
  criteria: Criteria,
  options: { readonly asOf: string; readonly lock?: string },
): AsyncGenerator<Classified> {
  const asOf = parseDay(options.asOf);
  if (asOf === null) throw new UserError(`asOf: expected a date such as 2026-06-30, found "${options.asOf}"`);
  const io = nodeIo();
  const locked = options.lock === undefined ? null : await openLock(io, options.lock, criteria);
  const found: Diagnostic[] = [];
  const report = (diagnostic: Diagnostic): number => found.push(diagnostic);
  const { encoding, delimiter, sheet } = criteria.input;
  const layout = layoutOf(criteria.input, criteria.fields);
  const checked = await checkCustomers({
    criteria,
    asOf,
    ...(locked === null ? {} : { locked }),
    report,
    refuse: report,
    open: (refuse) =>
      openTable(io.readBytes(path), {
        file: path,
        encoding,
        delimiter,
        escape: criteria.input.escape,
        sheet,
        layout,
        report,
        refuse,
      }),
  });
  if (checked === null || hasErrors(found)) throw new InputError(found);
  for await (const { facts, verdict, criteria: own } of checked.classify()) {
    const values = own.computed.map(({ fact }) => [fact.name, numberOrNull(shownValue(facts, fact.slot))]);
    yield { id: facts.texts[own.idField.slot] ?? '', verdict, values: Object.fromEntries(values) };
  }
}

async function openLock(
  io: Io,
  name: string,
  criteria: Criteria,
): Promise<ReadonlyMap<Criteria, LockedCuts>> {
  const renew = 'keyaccounts lock customers.csv';
  const { value: lock, diagnostics } = readLock({ name, text: await io.readText(name) }, renew);
  if (lock === null) throw new InputError(diagnostics);
  const { value: cuts, diagnostics: misfits } = fitLock(lock, criteria, renew);
  if (cuts === null) throw new InputError(misfits);
  return cuts;
}
