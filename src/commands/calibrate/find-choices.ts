import { criteriaIn, hasRelativeTests } from '../../criteria/per-criteria.ts';
import type { Io } from '../../io.ts';
import { wordsFor } from '../../output/words.ts';
import type { Opening } from '../../verdict/classify-table.ts';
import { knownFacts } from '../../verdict/known-facts.ts';
import { cutPointsOf } from '../run/describe-run.ts';
import type { LoadedCriteria } from '../run/inputs.ts';
import { usualLock } from '../run/lock-file.ts';
import { openRun } from '../run/open-run.ts';
import { readCustomers } from '../run/read-customers.ts';
import type { Calibrated, Calibration, NumberedChoice } from './calibration.ts';
import type { CalibrateFlags } from './command.ts';
import { byChange, type Choice, type Draft } from './engine/choice.ts';
import { findPair } from './engine/find-pair.ts';
import { findSingles, type Singles } from './engine/find-single.ts';
import { openPool, type Pool } from './engine/open-pool.ts';
import { settleDrafts } from './engine/settle-drafts.ts';
import { missOf, openTally, type Target } from './engine/target.ts';
import type { Aim } from './read-target.ts';
import { amountTexts, tryChoice } from './write-choice.ts';

/** Finds the choices for a target: the customers are read once for their numbers, and once for who they are. */
export async function findChoices(
  path: string,
  loaded: LoadedCriteria,
  aim: Aim,
  flags: CalibrateFlags,
  io: Io,
): Promise<Calibrated> {
  const run = await openRun(path, flags, io, { loaded });
  const { criteria } = loaded;
  const { revenue, manager } = knownFacts(criteria);
  const begin = ({ cuts, ranked }: Opening) => {
    const { add, result } = openPool({ criteria, asOf: run.asOf, per: aim.per, cuts, ranked });
    return { take: add, result };
  };
  const { taken, customers } = await readCustomers(run, begin, flags, io);
  const pool = taken.result();
  const singles = findSingles(pool, aim.target);
  let choices: readonly NumberedChoice[] = [];
  let pair = false;
  // Where no amount of a stage can be written into the file, the next stage is tried.
  for (const stage of stagesOf(pool, aim.target, singles)) {
    if (stage.drafts.length === 0) continue;
    const settled = await settleDrafts(pool, stage.drafts, criteria, aim.per, customers);
    choices = await writable(settled, loaded);
    pair = stage.pair;
    if (choices.length > 0) break;
  }
  const isFresh = run.lock === null;
  const lockFile = usualLock(loaded);
  const calibration: Calibration = {
    file: run.file.name,
    criteriaFile: loaded.file,
    criteriaVersion: criteria.version,
    asOf: run.asOf,
    cutPoints: cutPointsOf(run),
    target: aim.text,
    now: openTally(pool).totals(),
    totalRevenue: revenue === null ? null : pool.totalRevenue,
    met: singles.side === 'within',
    choices,
    pair: pair && choices.length > 0,
    listedBy:
      aim.per?.name === manager?.name ? wordsFor(flags.lang).columns.accountManager : (aim.per?.name ?? null),
    held: pool.held.customers,
    linesLocked: !isFresh && hasRelativeTests(criteria),
    stalesLock: isFresh && lockFile !== null && io.exists(lockFile) && choices.some(movesLine),
    noBook: run.book === null && criteriaIn(criteria).some(hasStays),
  };
  return { run, calibration };
}

function hasStays({ categories }: LoadedCriteria['criteria']): boolean {
  return categories.some(({ name, staysWhile }) => name === 'key' && staysWhile !== null);
}

function movesLine({ moves }: Choice): boolean {
  return moves.some(({ threshold: { part } }) => part === 'top');
}

interface Stage {
  readonly drafts: readonly Draft[];
  readonly pair: boolean;
}

// What one amount can do, else what two can do together, else what comes nearest on either side of the target.
function* stagesOf(pool: Pool, target: Target, { side, way, reached, near }: Singles): Generator<Stage> {
  yield { drafts: reached, pair: false };
  if (way === null || side === 'within') return;
  const pairs = findPair(pool, target, way);
  if (pairs.reached !== null) yield { drafts: [pairs.reached], pair: true };
  const all = [...near, ...pairs.near];
  const missed = (draft: Draft): number => missOf(target, draft.totals, pool.totalRevenue);
  const drafts = (['above', 'below'] as const).flatMap((on) => {
    const own = all.filter((draft) => draft.side === on);
    const least = Math.min(...own.map(missed));
    return own.filter((draft) => missed(draft) === least);
  });
  yield { drafts, pair: false };
}

// Those that can be written, in the order in which they are offered.
async function writable(choices: readonly Choice[], loaded: LoadedCriteria): Promise<NumberedChoice[]> {
  const found: NumberedChoice[] = [];
  for (const choice of [...choices].sort(byChange)) {
    const texts = amountTexts(choice);
    if ((await tryChoice(choice, texts, loaded, [])) === null) continue;
    found.push({ ...choice, texts, number: found.length + 1 });
  }
  return found;
}
