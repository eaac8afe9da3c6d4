import { findChanges } from '../../criteria/changes/find-changes.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { child, scalarText } from '../../criteria/node.ts';
import { readCriteriaSource } from '../../criteria/read-criteria.ts';
import { readYaml } from '../../criteria/read-yaml.ts';
import { absent, UserError } from '../../errors.ts';
import type { Day } from '../../fields/day.ts';
import type { Io } from '../../io.ts';
import { readTyped } from '../../table/decode-text.ts';
import { hasErrors } from '../../text/diagnostic.ts';
import type { Source } from '../../text/source.ts';
import { textIn } from '../../text/wording.ts';
import { runCases } from '../../verdict/example.ts';
import { criteriaIn } from '../../verdict/view.ts';
import type { LoadedCriteria } from '../run/inputs.ts';
import { withResults } from '../run/results.ts';
import { type Calibrated, type NumberedChoice, thresholdName } from './calibration.ts';
import type { CalibrateFlags } from './command.ts';
import { editCriteria, type HeadEdit, nextVersion } from './edit-criteria.ts';
import type { Choice } from './engine/choice.ts';
import { findThresholds } from './engine/key-tree.ts';
import { isSameThreshold } from './engine/threshold.ts';
import { writeAmount } from './write-amount.ts';

/** A criteria file that was written. */
export interface Written {
  readonly choice: NumberedChoice;
  readonly file: string;
  readonly version: string;
  /** Whether the file is a part of the criteria that were calibrated, rather than their own file. */
  readonly isPart: boolean;
  /** The cases that passed before the change and fail after it. */
  readonly failed: readonly string[];
}

/** A criteria file is not changed without a reason, and a reason needs a file: else a UserError. */
export function checkWriteFlags({ write, reason }: CalibrateFlags): void {
  if (write !== undefined && (reason === undefined || reason.trim() === ''))
    throw new UserError(
      '--write needs --reason',
      'say why the criteria change: --reason "Fewer accounts, better served"',
    );
  if (write === undefined && reason !== undefined)
    throw new UserError(
      '--reason goes with --write',
      'name the criteria file to be written: --write criteria/default.yaml',
    );
}

/** Writes a choice into the criteria file that holds its thresholds, or into a copy of it. */
export async function writeChoice(
  chosen: NumberedChoice | null,
  { run: { loaded, asOf }, calibration }: Calibrated,
  flags: CalibrateFlags,
  io: Io,
): Promise<Written> {
  const choice = chosen ?? calibration.choices[0];
  if (choice === undefined)
    throw new UserError(
      calibration.met
        ? 'the target is met as things are: there is nothing to write'
        : 'there is no change to write',
    );
  if (chosen === null && choice.side !== 'within')
    throw new UserError('no change reaches the target, so none is written unasked', 'name one with --choice');
  const file = flags.write!;
  const source = sourceOf(choice, file);
  const isSame = samePath(file, source.name, io);
  if (isSame && loaded.shipped)
    throw new UserError(
      'the criteria that are shipped are not written over',
      '--write criteria/default.yaml makes your own',
    );
  if (!isSame) checkCopy(file, source, loaded, io);
  const version = nextVersion(
    scalarText(child(readYaml(source).value ?? undefined, 'version')) ?? null,
    asOf,
  );
  const heads: readonly HeadEdit[] = [
    { key: 'version', text: version },
    { key: 'reason', text: flags.reason!.trim() },
  ];
  const tried = await tryChoice(choice, choice.texts, loaded, heads);
  const text = tried?.files.get(source.name);
  if (tried === null || text === undefined)
    throw new UserError(`"${source.name}" cannot be edited so that it says this`);
  if (!isSame) await checkReadable(file, text, source, io);
  await withResults(io, { output: file, renews: true, lang: flags.lang }, ({ output }) => output.write(text));
  const isPart = source.name !== loaded.path;
  return { choice, file, version, isPart, failed: failedCases(loaded.criteria, tried.criteria, asOf) };
}

// Cases that passed before and fail now.
function failedCases(before: Criteria, after: Criteria, asOf: Day): string[] {
  const failing = (criteria: Criteria): string[] =>
    runCases(criteria, asOf).flatMap(({ example, passed }) => (passed ? [] : [example.name]));
  const known = new Set(failing(before));
  return failing(after).filter((name) => !known.has(name));
}

function sourceOf({ moves, texts }: NumberedChoice, file: string): Source {
  const { source } = moves[0]!.threshold;
  if (moves.every(({ threshold }) => threshold.source.name === source.name)) return source;
  const edits = moves.map(
    ({ threshold }, index) => `${threshold.source.name}: ${thresholdName(threshold)} ${texts[index]}`,
  );
  throw new UserError(
    `this choice changes two files, and --write ${file} names one; nothing was written`,
    `edit them by hand: ${edits.join('; ')}`,
  );
}

function samePath(one: string, other: string, io: Io): boolean {
  const plain = (path: string): string => io.beside('.', path);
  return plain(one) === plain(other);
}

// A copy must not take the place of something else.
function checkCopy(file: string, source: Source, loaded: LoadedCriteria, io: Io): void {
  if (loaded.sources.some((one) => samePath(file, one.source.name, io)))
    throw new UserError(
      `the threshold stands in "${source.name}", not in "${file}"`,
      `--write ${source.name} changes it for all criteria that name that file`,
    );
  if (io.exists(file))
    throw new UserError(
      `"${file}" is there already, and the threshold stands in "${source.name}"`,
      `--write ${source.name}, or the name of a new file`,
    );
}

// In another folder the files that it names may be out of reach.
async function checkReadable(file: string, text: string, from: Source, io: Io): Promise<void> {
  const read = async (name: string): Promise<Source> => ({
    name,
    text: await readTyped(io.readBytes(name), name),
  });
  const open = (reference: string, beside: Source): Promise<Source | null> =>
    read(io.beside(beside.name, reference)).catch(absent);
  const { diagnostics } = await readCriteriaSource({ name: file, text }, open);
  const missing = diagnostics.find(({ code }) => code === 'missing-file');
  if (missing === undefined || !hasErrors(diagnostics)) return;
  throw new UserError(
    `a copy at "${file}" would not find what it names: ${textIn(missing.message, 'en')}`,
    `write it beside "${from.name}"`,
  );
}

/** The amounts of a choice as the file would write them. */
export function amountTexts({ moves }: Choice): string[] {
  return moves.map(({ threshold, decimal }) => writeAmount(decimal, threshold.text, threshold.unit));
}

/** The criteria with a choice made, and the files that it changes, with their new texts. */
export interface Tried {
  readonly criteria: Criteria;
  readonly files: ReadonlyMap<string, string>;
}

/**
 * The files that a choice changes, with their new texts; null when it cannot be written there. The criteria are read again
 * from the new texts, and must be the same as before except for these amounts.
 */
export async function tryChoice(
  choice: Choice,
  texts: readonly string[],
  { criteria, sources }: LoadedCriteria,
  heads: readonly HeadEdit[],
): Promise<Tried | null> {
  const edited = new Map<string, string>();
  for (const { threshold } of choice.moves) {
    const { name } = threshold.source;
    if (edited.has(name)) continue;
    const amounts = choice.moves.flatMap((move, index) =>
      move.threshold.source.name === name
        ? [{ start: move.threshold.start, part: move.threshold.part, text: texts[index]! }]
        : [],
    );
    const text = editCriteria(threshold.source, amounts, heads);
    if (text === null) return null;
    edited.set(name, text);
  }
  const newer = (source: Source): Source => ({ ...source, text: edited.get(source.name) ?? source.text });
  const open = async (reference: string, from: Source): Promise<Source | null> => {
    const found = sources.find((one) => one.from?.name === from.name && one.reference === reference);
    return found === undefined ? null : newer(found.source);
  };
  const { value, diagnostics } = await readCriteriaSource(newer(sources[0]!.source), open);
  if (value === null || hasErrors(diagnostics)) return null;
  return isOnlyThat(choice, criteria, value) ? { criteria: value, files: edited } : null;
}

// Whether only the amounts that were meant have changed, and nothing else decides differently.
function isOnlyThat({ moves }: Choice, before: Criteria, after: Criteria): boolean {
  const deciding = findChanges(before, after).filter(({ decides }) => decides);
  if (deciding.length === 0 || deciding.some(({ kind, path }) => kind !== 'changed' || path[0] !== 'key'))
    return false;
  const [older, newer] = [before, after].map((company) => criteriaIn(company).flatMap(findThresholds));
  return (
    older!.length === newer!.length &&
    older!.every((threshold, index) => {
      const { fact, operator, decimal } = newer![index]!;
      const wanted =
        moves.find((move) => isSameThreshold(move.threshold, threshold))?.decimal ?? threshold.decimal;
      return fact === threshold.fact && operator === threshold.operator && decimal === wanted;
    })
  );
}
