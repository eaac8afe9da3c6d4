import type { Audit } from '../../audit/audit.ts';
import type { Block, Report } from '../../output/report.ts';
import { accountBlocks, managerBlocks } from '../../say/account-blocks.ts';
import type { AuditVoice } from '../../say/audit-voice.ts';
import { dutyBlocks, otherBlocks } from '../../say/duty-blocks.ts';
import { lostBlocks } from '../../say/lost-blocks.ts';
import { forecastBlocks, planBlocks } from '../../say/plan-blocks.ts';
import { type ClassifyRun, runFacts } from '../classify/report.ts';

/** What was audited, for whom, and which command would write the plans. */
export interface AuditRun extends ClassifyRun {
  /** Whose accounts alone are shown; null shows all. */
  readonly manager: string | null;
  /** The command that writes the plans that are missing; null without a book. */
  readonly planCommand: string | null;
}

/**
 * An audit for people: who is to be called first and about what, by manager; then all the rest. `most`: how many
 * customers a list shows; null shows all, and everything about them.
 */
export function reportAudit(audit: Audit, run: AuditRun, voice: AuditVoice, limit: number | null): Report {
  const most = limit ?? Number.POSITIVE_INFINITY;
  const shown = { most, more: voice.audit.allMore };
  const { words, audit: say } = voice;
  const { totals, plans, undetermined } = audit;
  const blocks: Block[] = [
    runFacts(run, words),
    {
      kind: 'list',
      items: [
        say.headline(totals.accounts, totals.red, totals.amber, totals.green),
        say.counts(totals.errors, totals.warnings, totals.unknown),
      ],
    },
  ];
  const note = (severity: 'warning' | 'info', text: string): number =>
    blocks.push({ kind: 'note', severity, text });
  if (plans === null) note('warning', say.noPlansLooked);
  if (totals.accounts > 0 && totals.green === totals.accounts)
    blocks.push({ kind: 'paragraph', text: say.allGreen });
  blocks.push(...accountBlocks(audit, voice, shown, limit === null), ...managerBlocks(audit, voice, shown));
  blocks.push(...dutyBlocks(audit, voice), ...otherBlocks(audit, voice));
  blocks.push(...planBlocks(audit, voice, shown), ...forecastBlocks(audit, voice, shown));
  blocks.push(...lostBlocks(audit.lost, voice, most));
  const lacksPlan = audit.accounts.some(({ findings }) =>
    findings.some(({ detail }) => detail.kind === 'no-plan'),
  );
  if (lacksPlan && run.planCommand !== null) note('info', say.howToWritePlans(run.planCommand));
  if (undetermined > 0) note('warning', say.undetermined(undetermined));
  if (run.rejected !== null && run.rejected.count > 0)
    note('warning', words.sentences.rejected(run.rejected.count, run.rejected.file));
  return {
    title: run.manager === null ? say.title : say.titleOf(audit.managers[0]?.name ?? run.manager),
    blocks,
  };
}
