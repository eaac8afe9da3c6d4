import { UserError } from '../../errors.ts';
import { formatDay } from '../../fields/day.ts';
import { factText } from '../../fields/facts.ts';
import { rowsOf } from '../../group/group-table.ts';
import type { Io } from '../../io.ts';
import { monthsTogether } from '../../lines/add-together.ts';
import { printJson } from '../../output/json-pieces.ts';
import type { Report } from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import { cutPointsJson, cutPointsText, dataFilesJson } from '../../say/run.ts';
import { smallestChangeJson } from '../../say/smallest-change.ts';
import type { DecidedBlock } from '../../verdict/block-pass.ts';
import type { ClassifiedCustomer, Opening } from '../../verdict/classify-table.ts';
import { createExplainer } from '../../verdict/explain.ts';
import { gatherSites, numbersOfSites, valuesIn } from '../../verdict/group-sites.ts';
import { createNearFinder, type NearMiss, sortNear } from '../../verdict/near.ts';
import type { Site } from '../../verdict/sites.ts';
import { categoryOf } from '../../verdict/verdict.ts';
import { employTeam, gatherTeam } from '../run/blocks/share-work.ts';
import { cutPointsOf, runMeta } from '../run/describe-run.ts';
import { loadCriteria } from '../run/inputs.ts';
import { findNamed, namesOf } from '../run/named-customers.ts';
import { NO_CUSTOMER_FILE } from '../run/no-customer-file.ts';
import { needsNoCustomers, openRun, type Run } from '../run/open-run.ts';
import { createOutputBuffer, openRowOutput } from '../run/output-buffer.ts';
import { readCustomers } from '../run/read-customers.ts';
import { readShare } from '../run/read-share.ts';
import { withResults } from '../run/results.ts';
import { showReport } from '../run/show-report.ts';
import { addLines, openLines } from './block-lines.ts';
import type { ExplainFlags } from './command.ts';
import type { Explained } from './explained.ts';
import { explanationJson } from './json.ts';
import { type CustomerLines, findLines, findLinesBehind, linesJson, reportLines } from './lines.ts';
import { reportExplanations, reportNear } from './report.ts';

/** Explains the customers that are named, all of them, or those near the line; the exit code. */
export async function runExplain(
  first: string,
  others: readonly string[],
  flags: ExplainFlags,
  io: Io,
): Promise<number> {
  const loaded = await loadCriteria(io, flags.criteria);
  const isId =
    first !== NO_CUSTOMER_FILE && needsNoCustomers(loaded.criteria) && first !== '-' && !io.exists(first);
  const [path, ids] = isId ? [NO_CUSTOMER_FILE, [first, ...others]] : [first, others];
  const within = checkFlags(ids, flags);
  if (flags.all === true) return explainAll(path, flags, io);
  // The sites of a group are known when the customers have come.
  const allMonths = ids.length > 0 && loaded.criteria.group !== null;
  const run = await openRun(path, flags, io, { loaded, watch: new Set(namesOf(ids)), allMonths });
  return withResults(io, flags, async ({ output, setAside }) => {
    const shown =
      flags.lines === true
        ? showLines(await linesOf(run, ids, flags, io), run, flags, io)
        : within === null
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
        ? { en: 'explain needs to know which customers', zh: 'explain 需要知道是哪些客户' }
        : {
            en: 'explain takes ids, --near or --all, only one of them',
            zh: '编号、--near 和 --all 只能选一种',
          },
      {
        en: 'name their ids, or give --near 5% for those near the line, or --all',
        zh: '请写客户编号，或用 --near 5% 查看接近界线的客户，或用 --all',
      },
    );
  if (flags.lines === true && ids.length === 0)
    throw new UserError(
      { en: '--lines goes with ids', zh: '--lines 要与客户编号一起使用' },
      { en: 'name the customers whose lines are to be shown', zh: '请写要查看明细的客户编号' },
    );
  if (flags.changes === true && flags.all !== true)
    throw new UserError(
      { en: '--changes goes with --all', zh: '--changes 要与 --all 一起使用' },
      { en: 'explanations of ids have the changes anyway', zh: '按编号查看时本来就包含所需的改变' },
    );
  return flags.near === undefined
    ? null
    : readShare({ flag: '--near', example: '5%', orNothing: false }, flags.near).value;
}

// The lines of customers, who must be there.
async function linesOf(
  run: Run,
  ids: readonly string[],
  flags: ExplainFlags,
  io: Io,
): Promise<readonly CustomerLines[]> {
  const begin = ({ grouped }: Opening) => findNamed(ids, run, grouped, () => null);
  const { taken } = await readCustomers(run, begin, flags, io);
  taken.found();
  return findLines(namesOf(ids), run.lines?.totals() ?? []);
}

async function explainIds(
  run: Run,
  ids: readonly string[],
  flags: ExplainFlags,
  io: Io,
): Promise<Explained[]> {
  const begin = ({ cuts, grouped }: Opening) => {
    const explain = createExplainer(run.asOf, cuts, run.criteria);
    const fields = grouped === null ? [] : numbersOfSites(run.criteria);
    const named = findNamed(ids, run, grouped, (customer) => ({
      explanation: explain(customer, customer.previous, true),
      total: valuesIn(customer.facts, fields),
    }));
    const rows = rowsOf(grouped);
    const heads = new Set(namesOf(ids).map((id) => grouped?.groups.groupOf(id)?.id));
    const sites = gatherSites(run.criteria, fields, (id) => heads.has(id));
    return {
      take: named.take,
      site: (site: Site, { group }: ClassifiedCustomer): void => {
        if (group !== null) sites.take(site, group);
      },
      found: () =>
        [...named.found()].map(([id, { explanation, total }]): Explained => {
          const own = sites.of(id);
          const totals = run.lines?.totals() ?? [];
          return {
            ...explanation,
            sites: own === null ? null : { ...own, total, asked: namesOf(ids) },
            // The lines of a group are those of its sites, which are asked for one by one.
            lines: grouped === null ? findLinesBehind(id, totals, run.asOf) : [],
            months: monthsTogether(totals, rows(id)),
          };
        }),
    };
  };
  const { taken } = await readCustomers(run, begin, flags, io);
  return taken.found();
}

async function findNear(run: Run, within: number, flags: ExplainFlags, io: Io): Promise<NearMiss[]> {
  const begin = ({ cuts }: Opening) => {
    const finder = createNearFinder(run.criteria, run.asOf, cuts);
    const { idField, facts: known } = run.criteria;
    const name = known.get('customer_name');
    const found: NearMiss[] = [];
    const take = (customer: ClassifiedCustomer): void => {
      const change = finder.find(customer, within);
      if (change === null) return;
      const { verdict, facts } = customer;
      found.push({
        id: factText(facts, idField.slot)!,
        name: name === undefined ? null : factText(facts, name.slot),
        verdict,
        change,
      });
    };
    return { take, found };
  };
  const { taken } = await readCustomers(run, begin, flags, io);
  return sortNear(taken.found);
}

function showExplanations(found: readonly Explained[], run: Run, flags: ExplainFlags, io: Io): string {
  if (flags.format === 'json') return jsonText(run, { explanations: found.map(explanationJson) });
  return show(reportExplanations(found, flags.lang), run, flags, io);
}

function showLines(found: readonly CustomerLines[], run: Run, flags: ExplainFlags, io: Io): string {
  if (flags.format === 'json') return jsonText(run, { lines: linesJson(found) });
  return show(reportLines(found, flags.lang), run, flags, io);
}

function showNear(found: readonly NearMiss[], within: number, run: Run, flags: ExplainFlags, io: Io): string {
  if (flags.format === 'json') {
    const near = found.map(({ id, name, verdict, change }) => ({
      customer_id: id,
      customer_name: name,
      category: categoryOf(verdict),
      ...smallestChangeJson(change),
    }));
    return jsonText(run, { within, near });
  }
  return show(reportNear(found, within, flags.lang), run, flags, io);
}

function jsonText(run: Run, body: object): string {
  const { version, dataSha256, files, criteriaFile, criteriaSha256, cutPoints } = runMeta(run);
  const head = {
    format_version: 1,
    tool: `keyaccounts ${version}`,
    as_of: formatDay(run.asOf),
    data_sha256: dataSha256,
    ...dataFilesJson(files),
    criteria_file: criteriaFile,
    criteria_sha256: criteriaSha256,
    ...cutPointsJson(cutPoints),
  };
  return `${printJson({ ...head, ...body }, 2)}\n`;
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

// Explains every customer, a line of JSON each; the exit code.
async function explainAll(path: string, told: ExplainFlags, io: Io): Promise<number> {
  // Its output is for programs, whatever the default format is.
  const flags: ExplainFlags = { ...told, format: 'json' };
  io.keepLittleRoom();
  const rows = { changes: flags.changes === true };
  const work = {
    script: 'explain-worker.js',
    rows,
    openRows: openLines,
    threads: null,
  };
  // A book knows more of a customer than its row.
  const team = flags.book === undefined ? gatherTeam(path, work, io) : null;
  const run = await openRun(path, flags, io);
  const { asOf, criteria } = run;
  if (run.book === null) run.file.skipSha256();
  const workers = team === null ? null : employTeam(team, run, io);
  const openLine = await openLines(rows, asOf);
  return withResults(io, flags, async ({ output, setAside }) => {
    const pending = createOutputBuffer();
    const rowOutput = openRowOutput(pending, output.write);
    const begin = async ({ table, cuts }: Opening) => {
      await rowOutput.settle();
      await output.restart();
      const write = openLine({ table, criteria, cuts });
      return {
        take: (customer: ClassifiedCustomer): void => write(customer, pending),
        join: async ({ rows: written }: DecidedBlock, line: number): Promise<void> => {
          addLines(written, line, pending);
          await rowOutput.pause();
        },
        pause: rowOutput.pause,
      };
    };
    const shared = workers === null ? run : { ...run, options: { ...run.options, workers } };
    await readCustomers(shared, begin, flags, io);
    await rowOutput.settle();
    await setAside(run.rejected);
    return 0;
  });
}
