import { findChanges } from '../../criteria/changes/find-changes.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { child, scalarText } from '../../criteria/node.ts';
import { criteriaIn } from '../../criteria/per-criteria.ts';
import { readCriteriaSource } from '../../criteria/read-criteria.ts';
import { readYaml } from '../../criteria/read-yaml.ts';
import { absent, UserError } from '../../errors.ts';
import type { Day } from '../../fields/day.ts';
import type { Io } from '../../io.ts';
import { readTyped } from '../../table/decode-text.ts';
import { hasErrors } from '../../text/diagnostic.ts';
import type { Source } from '../../text/source.ts';
import { runCases } from '../../verdict/example.ts';
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
      { en: '--write needs --reason', zh: '--write 需要 --reason' },
      {
        en: 'say why the criteria change: --reason "Fewer accounts, better served"',
        zh: '请说明修改标准的理由：--reason "数量少一些，服务好一些"',
      },
    );
  if (write === undefined && reason !== undefined)
    throw new UserError(
      { en: '--reason goes with --write', zh: '--reason 要与 --write 一起使用' },
      {
        en: 'name the criteria file to be written: --write criteria/default.yaml',
        zh: '请指明要写入的标准文件：--write criteria/default.yaml',
      },
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
        ? { en: 'the target is met as things are: there is nothing to write', zh: '现状已达到目标，无需写入' }
        : { en: 'there is no change to write', zh: '没有可写入的修改' },
    );
  if (chosen === null && choice.side !== 'within')
    throw new UserError(
      {
        en: 'no change reaches the target, so none is written unasked',
        zh: '没有哪个方案能达到目标，因此不会自动写入',
      },
      { en: 'name one with --choice', zh: '请用 --choice 指定一个方案' },
    );
  const file = flags.write!;
  const source = sourceOf(choice, file);
  const isSame = samePath(file, source.name, io);
  if (isSame && loaded.shipped)
    throw new UserError(
      { en: 'the criteria that are shipped are not written over', zh: '自带的标准文件不能覆盖' },
      {
        en: '--write criteria/default.yaml makes your own',
        zh: '--write criteria/default.yaml 可建立您自己的标准文件',
      },
    );
  if (!isSame) checkCopy(file, source, loaded, io);
  const version = nextVersion(versionOf(choice, source, loaded.criteria), asOf);
  const heads: readonly HeadEdit[] = [
    { key: 'version', text: version },
    { key: 'reason', text: flags.reason!.trim() },
  ];
  const tried = await tryChoice(choice, choice.texts, loaded, heads);
  const text = tried?.files.get(source.name);
  if (tried === null || text === undefined)
    throw new UserError({
      en: `"${source.name}" cannot be edited so that it says this`,
      zh: `“${source.name}”无法改成这样`,
    });
  if (!isSame) await checkReadable(file, text, source, io);
  await withResults(io, { output: file, renews: true, lang: flags.lang }, ({ output }) => output.write(text));
  const isPart = source.name !== loaded.path;
  return { choice, file, version, isPart, failed: failedCases(loaded.criteria, tried.criteria, asOf) };
}

// That of the file; a business unit's that does not say one has the company's.
function versionOf({ moves }: Choice, source: Source, company: Criteria): string {
  const own = scalarText(child(readYaml(source).value ?? undefined, 'version'));
  const holder = criteriaIn(company).find((criteria) =>
    findThresholds(criteria).some((threshold) => isSameThreshold(threshold, moves[0]!.threshold)),
  );
  return own ?? holder?.version ?? '';
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
    {
      en: `this choice changes two files, and --write ${file} names one; nothing was written`,
      zh: `该方案要改动两个文件，而 --write ${file} 只指定了一个；未写入任何内容`,
    },
    { en: `edit them by hand: ${edits.join('; ')}`, zh: `请手动修改：${edits.join('; ')}` },
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
      {
        en: `the threshold stands in "${source.name}", not in "${file}"`,
        zh: `该门槛写在“${source.name}”中，不在“${file}”中`,
      },
      {
        en: `--write ${source.name} changes it for all criteria that name that file`,
        zh: `--write ${source.name} 会为所有引用该文件的标准修改它`,
      },
    );
  if (io.exists(file))
    throw new UserError(
      {
        en: `"${file}" is there already, and the threshold stands in "${source.name}"`,
        zh: `“${file}”已经存在，而该门槛写在“${source.name}”中`,
      },
      {
        en: `--write ${source.name}, or the name of a new file`,
        zh: `--write ${source.name}，或换一个新文件名`,
      },
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
    {
      en: `a copy at "${file}" would not find what it names: ${missing.message.en}`,
      zh: `复制到“${file}”后会找不到它引用的文件：${missing.message.zh}`,
    },
    { en: `write it beside "${from.name}"`, zh: `请写到“${from.name}”旁边` },
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
