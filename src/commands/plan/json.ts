import { regionOf } from '../../output/region.ts';
import type { PlanOutcome } from '../../plan/outcome.ts';
import { type RunMeta, runHead } from '../../say/run.ts';
import { inLanguage } from '../../text/diagnostic.ts';
import type { PlansRun } from './report.ts';

/** What was done with plans, or would be, for other programs. */
export function plansJson(outcome: PlanOutcome, run: PlansRun, meta: RunMeta): string {
  const document = {
    ...runHead(meta),
    book: run.book,
    category: run.kind,
    dry_run: run.dryRun,
    plans: outcome.results.map(({ id, name, category, action, file }) => ({
      customer_id: id,
      customer_name: name,
      category,
      result: action,
      file,
    })),
    without_plan: outcome.lacking,
    waiting_for_reason: outcome.waiting,
    undetermined: outcome.undetermined,
    not_in_export: outcome.absent,
    findings: outcome.diagnostics.map((diagnostic) => {
      const { file, line, column } = regionOf(diagnostic);
      const { code, severity, message, help = null } = inLanguage(diagnostic, 'en');
      return { code, severity, message, file, line, column, help };
    }),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}
