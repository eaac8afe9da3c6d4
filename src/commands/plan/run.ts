import { type BookChange, type BookFolder, rehearseChange } from '../../book/files.ts';
import { readCategoriesSince } from '../../book/past.ts';
import type { CategoryName } from '../../criteria/criteria.ts';
import { UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { wordsFor } from '../../output/words.ts';
import { sumUp } from '../../plan/company-totals.ts';
import type { PlanOutcome } from '../../plan/outcome.ts';
import type { PlanKind } from '../../plan/plan.ts';
import { categoryName } from '../../say/category.ts';
import { hasErrors } from '../../text/diagnostic.ts';
import type { ClassifiedCustomer, Opening } from '../../verdict/classify-table.ts';
import { categoryOf, type Verdict } from '../../verdict/verdict.ts';
import { bookOptions } from '../run/book.ts';
import { runMeta } from '../run/describe-run.ts';
import { findNamed } from '../run/named-customers.ts';
import { openRun, type Run } from '../run/open-run.ts';
import { loadTemplates } from '../run/plans/plan-templates.ts';
import { type PlanWishes, updatePlans } from '../run/plans/update-plans.ts';
import { readCustomers } from '../run/read-customers.ts';
import { sayDiagnostics } from '../run/remarks.ts';
import { withResults } from '../run/results.ts';
import { showReport } from '../run/show-report.ts';
import type { PlanFlags } from './command.ts';
import { plansJson } from './json.ts';
import { reportPlans } from './report.ts';

/** Writes the plans that new accounts need, refreshes the data in the others, and lists what was done; the exit code. */
export async function runPlan(path: string, flags: PlanFlags, io: Io): Promise<number> {
  const { book: folder, category: kind, lang: language } = flags;
  if (folder === undefined)
    throw new UserError(
      { en: 'plan needs to know the book', zh: 'plan 需要知道台账的位置' },
      {
        en: 'name its folder with --book; it is made when it is not there',
        zh: '请用 --book 指定文件夹，不存在时会新建',
      },
    );
  const template = await loadTemplates(io, kind, flags.template);
  const { book: _, ...withoutBook } = flags;
  const run = await openRun(path, io.exists(folder) ? flags : withoutBook, io, { allMonths: true });
  const begin = ({ grouped }: Opening) => {
    const totals = sumUp(run.criteria);
    const named = findNamed(flags.id ?? [], run, grouped, ({ verdict }) => verdict);
    const take = (customer: ClassifiedCustomer): void => {
      totals.add(customer);
      named.take(customer);
    };
    return { take, totals, named };
  };
  const { taken, customers } = await readCustomers(run, begin, flags, io);
  const { totals } = taken;
  const ids = flags.id === undefined ? null : idsOf(taken.named.found(), kind);
  const plansOf = async (book: BookFolder): Promise<PlanOutcome> => {
    const categories = await readCategoriesSince(book, run.asOf);
    const wishes: PlanWishes = {
      kind,
      ids,
      language,
      template,
      missing: flags.missing === true,
      since: (id, stated) => categories.since(id, kind, stated),
      isGone: categories.isGone,
    };
    return updatePlans(run, { customers, totals }, book, wishes);
  };
  return withResults(io, flags, async ({ output, setAside, record }) => {
    const write = async (book: BookFolder, change: BookChange): Promise<PlanOutcome> => {
      const found = await plansOf(book);
      for (const { file, text } of found.results) if (text !== null) change.write(file, text);
      return found;
    };
    const options = bookOptions(flags, io);
    const tell = async (outcome: PlanOutcome): Promise<PlanOutcome> => {
      await sayDiagnostics(outcome.diagnostics, flags, io);
      await output.write(show(outcome, run, folder, flags, io));
      await setAside(run.rejected);
      return outcome;
    };
    const outcome =
      flags.dryRun === true
        ? await tell((await rehearseChange(folder, options, write)).result)
        : await record(folder, options, async (book, change) => tell(await write(book, change)));
    return hasErrors(outcome.diagnostics) ? 1 : 0;
  });
}

// Who is named must be of the category that the plan is for.
function idsOf(named: ReadonlyMap<string, Verdict>, kind: PlanKind): ReadonlySet<string> {
  for (const [id, verdict] of named) {
    const category = categoryOf(verdict);
    if (category !== kind) throw otherCategory(id, category, kind);
  }
  return new Set(named.keys());
}

function otherCategory(id: string, category: CategoryName | null, wanted: PlanKind): UserError {
  const is = category === null ? 'undetermined' : category;
  const help =
    category === 'key' || category === 'lost' || category === 'target'
      ? { en: `--category ${category} writes what it needs`, zh: `--category ${category} 可生成它所需的计划` }
      : {
          en: `"keyaccounts explain" says why, and what would change it`,
          zh: '运行 keyaccounts explain 可查看原因，以及怎样才会改变',
        };
  return new UserError(
    {
      en: `customer "${id}" is ${is}, not ${wanted}`,
      zh: `客户“${id}”是${sayCategory(category)}，不是${sayCategory(wanted)}`,
    },
    help,
  );
}

function sayCategory(category: CategoryName | null): string {
  return categoryName(category ?? 'undetermined', wordsFor('zh'));
}

function show(outcome: PlanOutcome, run: Run, folder: string, flags: PlanFlags, io: Io): string {
  const about = {
    kind: flags.category,
    book: folder,
    criteriaFile: run.loaded.file,
    asOf: run.asOf,
    dryRun: flags.dryRun === true,
  };
  if (flags.format === 'json') return plansJson(outcome, about, runMeta(run));
  const report = reportPlans(outcome, about, flags.lang);
  return showReport(report, 'text', flags, io);
}
