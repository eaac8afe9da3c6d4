import { UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { loadCriteria } from '../run/inputs.ts';
import { withResults } from '../run/results.ts';
import type { CalibrateFlags } from './command.ts';
import { type Calibrated, calibrateRun } from './find-choices.ts';
import { readTarget } from './read-target.ts';
import { showCalibration } from './show-calibration.ts';
import type { NumberedChoice } from './view.ts';
import { checkWriteFlags, writeChoice } from './write-choice.ts';

/** Shows which thresholds bring the key accounts to a target, and writes one of them; the exit code. */
export async function runCalibrate(path: string, flags: CalibrateFlags, io: Io): Promise<number> {
  checkWriteFlags(flags);
  const chosen = readChoice(flags.choice);
  const loaded = await loadCriteria(io, flags.criteria);
  const aim = readTarget(flags, loaded.criteria);
  return withResults(io, flags, async ({ output, setAside }) => {
    const found = await calibrateRun(path, loaded, aim, flags, io);
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
  throw new UserError(`--choice: expected the number of a choice such as 2, found "${told}"`);
}

function choiceOf({ calibration: { choices } }: Calibrated, number: number): NumberedChoice {
  const found = choices[number - 1];
  if (found !== undefined) return found;
  const there = choices.length === 0 ? 'there is none' : `there are ${choices.length}`;
  throw new UserError(`--choice ${number}: ${there}`, 'run without --choice to see them');
}
