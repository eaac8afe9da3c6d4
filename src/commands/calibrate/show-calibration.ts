import type { Io } from '../../io.ts';
import { wordsFor } from '../../output/words.ts';
import { shellWord } from '../../text/shell-word.ts';
import { runMeta } from '../run/describe-run.ts';
import type { LoadedCriteria } from '../run/inputs.ts';
import { showReport } from '../run/show-report.ts';
import type { CalibrateFlags } from './command.ts';
import type { Calibrated } from './find-choices.ts';
import { formatCalibrationJson } from './json.ts';
import { reportCalibration, type Shown } from './report.ts';
import type { Calibration, NumberedChoice } from './view.ts';
import { calibrateWords } from './words.ts';
import type { Written } from './write-choice.ts';

/** A calibration in a format; of all choices, or of the one that was asked for. */
export function showCalibration(
  { run, calibration }: Calibrated,
  choice: NumberedChoice | null,
  written: Written | null,
  flags: CalibrateFlags,
  io: Io,
): string {
  const one = written?.choice ?? choice;
  const shown: Calibration = one === null ? calibration : { ...calibration, choices: [one] };
  if (flags.format === 'json')
    return formatCalibrationJson(
      shown,
      runMeta(run),
      written === null
        ? null
        : {
            choice: written.choice.number,
            file: written.file,
            version: written.version,
            failed_cases: written.failed,
          },
    );
  const words = wordsFor(flags.lang);
  const say = calibrateWords(flags.lang);
  const all = flags.verbose === true;
  const amount: Shown = {
    choices: all ? Number.POSITIVE_INFINITY : MOST_CHOICES,
    details: all || one !== null ? Number.POSITIVE_INFINITY : MOST_DETAILS,
    customers: all ? Number.POSITIVE_INFINITY : one !== null ? MOST_OF_ONE : MOST_CUSTOMERS,
    closing: closing(calibration, written, run.loaded, flags),
  };
  const report = reportCalibration(shown, amount, words, say);
  return showReport(report, flags.format, flags, io);
}

const MOST_CHOICES = 10;
const MOST_DETAILS = 3;
const MOST_CUSTOMERS = 5;
const MOST_OF_ONE = 50;

// What was written, or how it is done.
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
  // Criteria that are shipped become one's own by being written.
  const file = shipped ? 'criteria/default.yaml' : shellWord(first.moves[0]!.threshold.source.name);
  return [say.write(`--choice ${flags.choice ?? '1'} --write ${file} --reason "…"`)];
}
