import { formatDay } from '../../fields/day.ts';
import { factText } from '../../fields/facts.ts';
import { rowsOf } from '../../group/group-table.ts';
import type { Io } from '../../io.ts';
import { monthsTogether } from '../../lines/add-together.ts';
import { printJson } from '../../output/json-pieces.ts';
import type { Block, FactList, Report } from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import { cutPointsJson, cutPointsText, dataFilesJson } from '../../say/run.ts';
import { smallestChangeJson } from '../../say/smallest-change.ts';
import type { ClassifiedCustomer, Opening } from '../../verdict/classify-table.ts';
import { createExplainer } from '../../verdict/explain.ts';
import { gatherSites, numbersOfSites, valuesIn } from '../../verdict/group-sites.ts';
import { createNearFinder, type NearMiss, sortNear } from '../../verdict/near.ts';
import type { Site } from '../../verdict/sites.ts';
import { categoryOf } from '../../verdict/verdict.ts';
import { DOCUMENT_HEAD } from '../../version.ts';
import { cutPointsOf, runMeta } from '../run/describe-run.ts';
import type { LoadedCriteria } from '../run/inputs.ts';
import { findNamed, namesOf } from '../run/named-customers.ts';
import { openRun, type Run } from '../run/open-run.ts';
import { readCustomers } from '../run/read-customers.ts';
import { withResults } from '../run/results.ts';
import { showReport } from '../run/show-report.ts';
import type { ExplainFlags } from './command.ts';
import type { Explained } from './explained.ts';
import { explanationJson } from './json.ts';
import { type CustomerLines, findLines, findLinesBehind, linesJson, reportLines } from './lines.ts';
import { reportExplanations, reportNear } from './report.ts';

/** Explains the customers that are named, or those that are within a share of the line; the exit code. */
export async function explainSome(
  path: string,
  ids: readonly string[],
  within: number | null,
  loaded: LoadedCriteria,
  flags: ExplainFlags,
  io: Io,
): Promise<number> {
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
      explanation: explain(customer, true),
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
  return show(reportLines(found, run.criteria.titles, flags.lang), run, flags, io);
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
  return show(reportNear(found, within, run.criteria.titles, flags.lang), run, flags, io);
}

function jsonText(run: Run, body: object): string {
  const { dataSha256, files, criteriaFile, criteriaSha256, cutPoints } = runMeta(run);
  const head = {
    ...DOCUMENT_HEAD,
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
  const day: FactList['items'][number] = {
    label: words.labels.asOf,
    value: { kind: 'day', day: run.asOf },
  };
  const [first, ...others] = blocks;
  const dated: Block[] =
    first?.kind === 'facts'
      ? [{ ...first, items: [...first.items, day] }, ...others]
      : [{ kind: 'facts', items: [day] }, ...blocks];
  const report: Report =
    said === null
      ? { title, blocks: dated }
      : { title, blocks: [...dated, { kind: 'note', severity: 'info', text: note }] };
  return showReport(report, flags.format === 'markdown' ? 'markdown' : 'text', flags, io);
}
