import type { Language } from '../../output/language.ts';
import { type Block, type Report, text } from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import type { PlanOutcome } from '../../plan/outcome.ts';
import type { PlanKind } from '../../plan/plan.ts';
import { planOutcomeBlocks } from '../../say/plan-outcome.ts';
import { planWords } from './words.ts';

/** What was done with plans, or would be, and what is left to people. */
export function reportPlans(outcome: PlanOutcome, run: PlansRun, language: Language): Report {
  const words = wordsFor(language);
  const say = planWords(language);
  const facts: Block = {
    kind: 'facts',
    items: [
      { label: words.labels.book, value: text(run.book) },
      { label: words.labels.criteria, value: text(run.criteriaFile) },
      { label: words.labels.asOf, value: { kind: 'day', day: run.asOf } },
    ],
  };
  const blocks = [facts, ...planOutcomeBlocks(outcome, run, language)];
  if (run.dryRun) blocks.push({ kind: 'note', severity: 'info', text: say.dryRun });
  return { title: say.titles[run.kind], blocks };
}

/** What a run over plans was about; with `dryRun` nothing was written. */
export interface PlansRun {
  readonly kind: PlanKind;
  readonly book: string;
  readonly criteriaFile: string;
  readonly asOf: number;
  readonly dryRun: boolean;
}
