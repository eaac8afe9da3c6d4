import { UserError } from '../../errors.ts';
import { formatDay } from '../../fields/day.ts';
import { tidy } from '../../fields/fold.ts';
import type { Io } from '../../io.ts';
import type { Report } from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import { cutPointsJson, cutPointsText } from '../../say/cut-points.ts';
import { explanationJson } from '../../say/explanation-json.ts';
import { smallestChangeJson } from '../../say/smallest-change.ts';
import { didYouMean } from '../../text/suggest.ts';
import type { ClassifiedCustomer, Opening } from '../../verdict/classify-table.ts';
import { createExplainer, type Explanation } from '../../verdict/explain.ts';
import { createNearFinder, type NearMiss, sortNear } from '../../verdict/near.ts';
import { cutPointsOf, runMeta } from '../run/describe-run.ts';
import { openRun, type Run } from '../run/open-run.ts';
import { readCustomers } from '../run/read-customers.ts';
import { readShare } from '../run/read-share.ts';
import { withResults } from '../run/results.ts';
import { showReport } from '../run/show-report.ts';
import type { ExplainFlags } from './command.ts';
import { explainAll } from './explain-all.ts';
import { reportNear } from './near.ts';
import { reportExplanations } from './report.ts';

/** Explains the customers that are named, all of them, or those near the line; the exit code. */
export async function runExplain(
  path: string,
  ids: readonly string[],
  flags: ExplainFlags,
  io: Io,
): Promise<number> {
  const within = checkFlags(ids, flags);
  if (flags.all === true) return explainAll(path, flags, io);
  const run = await openRun(path, flags, io);
  return withResults(io, flags, async ({ output, setAside }) => {
    const shown =
      within === null
        ? showExplanations(await explainIds(run, ids, flags, io), run, flags, io)
        : showNear(await findNear(run, within, flags, io), within, run, flags, io);
    await output.write(shown);
    await setAside(run.rejected);
    return 0;
  });
}

// How far --near looks, as a ratio; null when ids or everything was asked for.
function checkFlags(ids: readonly string[], flags: ExplainFlags): number | null {
  const asked = [ids.length > 0, flags.near !== undefined, flags.all === true].filter(Boolean).length;
  if (asked !== 1)
    throw new UserError(
      asked === 0
        ? 'explain needs to know which customers'
        : 'explain takes ids, --near or --all, only one of them',
      'name their ids, or give --near 5% for those near the line, or --all',
    );
  if (flags.changes === true && flags.all !== true)
    throw new UserError('--changes goes with --all', 'explanations of ids have the changes anyway');
  return flags.near === undefined
    ? null
    : readShare({ flag: '--near', example: '5%', orNothing: false }, flags.near).value;
}

async function explainIds(
  run: Run,
  ids: readonly string[],
  flags: ExplainFlags,
  io: Io,
): Promise<Explanation[]> {
  const wanted = ids.map((id) => tidy(id).normalize('NFC'));
  const begin = ({ cuts }: Opening) => {
    const explain = createExplainer(run.asOf, cuts, run.criteria);
    const found = new Map<string, Explanation>();
    const known: string[] = [];
    const take = (customer: ClassifiedCustomer): void => {
      const id = customer.facts.texts[run.criteria.idField.slot]!;
      if (wanted.includes(id)) found.set(id, explain(customer, customer.previous, true));
      else if (known.length < MOST_KNOWN) known.push(id);
    };
    return { take, found, known };
  };
  const {
    taken: { found, known },
  } = await readCustomers(run, begin, flags, io);
  const unknown = wanted.filter((id) => !found.has(id));
  if (unknown.length > 0) {
    const names = unknown.map((id) => `"${id}"`).join(', ');
    const aside = run.rejected.length > 0 ? '; rows that cannot be read are not explained' : '';
    throw new UserError(
      `no customer ${names} in ${run.file.name}${aside}`,
      didYouMean(unknown[0]!, known) ?? 'ids are compared as they stand in the file, leading zeros included',
    );
  }
  return [...new Set(wanted)].map((id) => found.get(id)!);
}

// Enough to say what was meant, however large the file is.
const MOST_KNOWN = 100_000;

async function findNear(run: Run, within: number, flags: ExplainFlags, io: Io): Promise<NearMiss[]> {
  const begin = ({ cuts }: Opening) => {
    const findNear = createNearFinder(run.criteria, run.asOf, cuts);
    const { idField, facts: known } = run.criteria;
    const name = known.get('customer_name');
    const found: NearMiss[] = [];
    const take = (customer: ClassifiedCustomer): void => {
      const change = findNear(customer, within);
      if (change === null) return;
      const { verdict, facts } = customer;
      found.push({
        id: facts.texts[idField.slot]!,
        name: name === undefined ? null : (facts.texts[name.slot] ?? null),
        verdict,
        change,
      });
    };
    return { take, found };
  };
  const { taken } = await readCustomers(run, begin, flags, io);
  return sortNear(taken.found);
}

function showExplanations(found: readonly Explanation[], run: Run, flags: ExplainFlags, io: Io): string {
  if (flags.format === 'json') return jsonText(run, { explanations: found.map(explanationJson) });
  return show(reportExplanations(found, flags.lang), run, flags, io);
}

function showNear(found: readonly NearMiss[], within: number, run: Run, flags: ExplainFlags, io: Io): string {
  if (flags.format === 'json') {
    const near = found.map(({ id, name, verdict, change }) => ({
      customer_id: id,
      customer_name: name,
      category: verdict.kind === 'decided' ? verdict.category : null,
      ...smallestChangeJson(change),
    }));
    return jsonText(run, { within, near });
  }
  return show(reportNear(found, within, flags.lang), run, flags, io);
}

function jsonText(run: Run, body: object): string {
  const { version, dataSha256, criteriaSha256, cutPoints } = runMeta(run);
  const head = {
    format_version: 1,
    tool: `keyaccounts ${version}`,
    as_of: formatDay(run.asOf),
    data_sha256: dataSha256,
    criteria_sha256: criteriaSha256,
    ...cutPointsJson(cutPoints),
  };
  return `${JSON.stringify({ ...head, ...body }, null, 2)}\n`;
}

function show({ title, blocks }: Report, run: Run, flags: ExplainFlags, io: Io): string {
  const words = wordsFor(flags.lang);
  const cutPoints = cutPointsOf(run);
  const said = cutPoints.kind === 'locked' ? cutPointsText(cutPoints, words) : null;
  const note = `${words.labels.cutPoints}${words.colon}${said}`;
  const report: Report =
    said === null
      ? { title, blocks }
      : { title, blocks: [...blocks, { kind: 'note', severity: 'info', text: note }] };
  return showReport(report, flags.format === 'markdown' ? 'markdown' : 'text', flags, io);
}
