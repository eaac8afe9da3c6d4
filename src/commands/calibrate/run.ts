import { UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { shellWord } from '../../text/shell-word.ts';
import { runMeta } from '../run/describe-run.ts';
import { type LoadedCriteria, loadCriteria } from '../run/inputs.ts';
import { withResults } from '../run/results.ts';
import { showReport } from '../run/show-report.ts';
import type { Calibrated, Calibration, NumberedChoice } from './calibration.ts';
import type { CalibrateFlags } from './command.ts';
import { findChoices } from './find-choices.ts';
import { formatCalibrationJson } from './json.ts';
import { readTarget } from './read-target.ts';
import { reportCalibration, type ShownAmount } from './report.ts';
import { calibrateWords } from './words.ts';
import { checkWriteFlags, type Written, writeChoice } from './write-choice.ts';

/** Shows which thresholds bring the key accounts to a target, and writes one of them; the exit code. */
export async function runCalibrate(path: string, flags: CalibrateFlags, io: Io): Promise<number> {
  checkWriteFlags(flags);
  const chosen = readChoice(flags.choice);
  const loaded = await loadCriteria(io, flags.criteria);
  const aim = readTarget(flags, loaded.criteria);
  return withResults(io, flags, async ({ output, setAside }) => {
    const found = await findChoices(path, loaded, aim, flags, io);
    const choice = chosen === null ? null : choiceOf(found, chosen);
    const written = flags.write === undefined ? null : await writeChoice(choice, found, flags, io);
    await output.write(showCalibration(found, choice, written, flags, io));
    await setAside(found.run.rejected);
    const { met, choices } = found.calibration;
    return met || choices.some(({ side }) => side === 'within') ? 0 : 1;
  });
}

function readChoice(told: string | undefined): number | null {
  if (told === undefined) return null;
  if (/^[1-9]\d{0,5}$/.test(told)) return Number(told);
  throw new UserError({
    en: `--choice: expected the number of a choice such as 2, found "${told}"`,
    zh: `--choice：应为方案的序号，如 2，实际为“${told}”`,
  });
}

function choiceOf({ calibration: { choices } }: Calibrated, number: number): NumberedChoice {
  const found = choices[number - 1];
  if (found !== undefined) return found;
  const there =
    choices.length === 0
      ? { en: 'there is none', zh: '没有方案' }
      : { en: `there are ${choices.length}`, zh: `共有 ${choices.length} 个方案` };
  throw new UserError(
    { en: `--choice ${number}: ${there.en}`, zh: `--choice ${number}：${there.zh}` },
    { en: 'run without --choice to see them', zh: '不加 --choice 运行，可查看各方案' },
  );
}

// Of all choices, or of the one that was asked for or written.
function showCalibration(
  { run, calibration }: Calibrated,
  choice: NumberedChoice | null,
  written: Written | null,
  flags: CalibrateFlags,
  io: Io,
): string {
  const one = written?.choice ?? choice;
  const shown: Calibration = one === null ? calibration : { ...calibration, choices: [one] };
  if (flags.format === 'json') return formatCalibrationJson(shown, runMeta(run), written);
  const all = flags.verbose === true;
  const amount: ShownAmount = {
    choices: all ? Number.POSITIVE_INFINITY : MOST_CHOICES,
    details: all || one !== null ? Number.POSITIVE_INFINITY : MOST_DETAILS,
    customers: all ? Number.POSITIVE_INFINITY : one !== null ? MOST_OF_ONE : MOST_CUSTOMERS,
    closing: closing(calibration, written, run.loaded, flags),
  };
  return showReport(reportCalibration(shown, amount, flags.lang), flags.format, flags, io);
}

const MOST_CHOICES = 10;
const MOST_DETAILS = 3;
const MOST_CUSTOMERS = 5;
const MOST_OF_ONE = 50;

// What was written, or how to write a choice.
function closing(
  { choices }: Calibration,
  written: Written | null,
  { file: criteria, shipped }: LoadedCriteria,
  flags: CalibrateFlags,
): string[] {
  const say = calibrateWords(flags.lang);
  if (written !== null) {
    const part = written.isPart ? [say.partOf(written.file, criteria)] : [];
    const failed = written.failed.length === 0 ? [] : [say.failed(written.failed)];
    return [say.written(written.file, written.version), ...part, ...failed];
  }
  const [first] = choices;
  if (first === undefined) return [];
  // The criteria that are shipped are written as a file of one's own.
  const file = shipped ? 'criteria/default.yaml' : shellWord(first.moves[0]!.threshold.source.name);
  return [say.write(`--choice ${flags.choice ?? '1'} --write ${file} --reason "…"`)];
}
