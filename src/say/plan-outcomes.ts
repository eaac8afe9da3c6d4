import { type Block, type Report, text } from '../output/report.ts';
import type { Words } from '../output/words.ts';
import type { PlanAction, PlanOutcome } from '../plan/outcome.ts';
import type { PlanKind } from '../plan/plan.ts';
import type { PlanWords } from './words/plan.ts';

/** What a run over plans was about; with `dryRun` nothing was written. */
export interface PlansRun {
  readonly kind: PlanKind;
  readonly book: string;
  readonly asOf: number;
  readonly dryRun: boolean;
}

/** What was done with plans, or would be, and what is left to people. */
export function reportPlans(outcome: PlanOutcome, run: PlansRun, words: Words, say: PlanWords): Report {
  const facts: Block = {
    kind: 'facts',
    items: [
      { label: words.labels.book, value: text(run.book) },
      { label: words.labels.asOf, value: { kind: 'day', day: run.asOf } },
    ],
  };
  const blocks = [facts, ...planBlocks(outcome, run, words, say)];
  if (run.dryRun) blocks.push({ kind: 'note', severity: 'info', text: say.dryRun });
  return { title: say.titles[run.kind], blocks };
}

/** The same as a part of another report. */
export function planBlocks(
  { results, lacking, absent, undetermined, waiting }: PlanOutcome,
  run: Pick<PlansRun, 'kind' | 'dryRun'>,
  words: Words,
  say: PlanWords,
): Block[] {
  // What every run does to every plan is counted; what happened to a plan is listed.
  const listed = results.filter(({ action }) => action !== 'unchanged' && action !== 'refreshed');
  const count = (which: PlanAction): number => results.filter(({ action }) => action === which).length;
  const names = run.dryRun ? say.would : say.actions;
  const rest = (['refreshed', 'unchanged'] as const)
    .filter((action) => count(action) > 0)
    .map((action) => say.counted(count(action), names[action]))
    .join(words.comma);
  const blocks: Block[] = [];
  if (listed.length > 0)
    blocks.push({
      kind: 'table',
      columns: [
        { header: say.columns.result, align: 'left' },
        { header: words.columns.customerId, align: 'left' },
        { header: say.columns.file, align: 'left', flexible: 'wrap' },
      ],
      rows: listed.map(({ action, id, file }) => [
        { ...text(names[action]), tone: action === 'closed' ? 'warn' : 'good' },
        text(id),
        text(file),
      ]),
      more: rest === '' ? undefined : rest,
    });
  else
    blocks.push({
      kind: 'paragraph',
      text: rest === '' ? say.nothing[run.kind] : rest,
    });
  const note = (severity: 'warning' | 'info', sentence: string): number =>
    blocks.push({ kind: 'note', severity, text: sentence });
  const ids = (list: readonly string[]): string => firstOf(list, words);
  if (lacking.length > 0) note('info', say.lacking(run.kind, lacking.length, ids(lacking)));
  if (waiting.length > 0) note('info', say.waiting(waiting.length, ids(waiting)));
  if (undetermined.length > 0) note('warning', say.undetermined(undetermined.length, ids(undetermined)));
  if (absent.length > 0) note('warning', say.absent(absent.length, ids(absent)));
  return blocks;
}

function firstOf(ids: readonly string[], words: Words): string {
  const shown = ids.slice(0, MOST_IDS).join(words.comma);
  return ids.length > MOST_IDS ? `${shown} ${words.sentences.more(ids.length - MOST_IDS)}` : shown;
}

const MOST_IDS = 10;
