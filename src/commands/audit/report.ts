import type { Audit } from '../../audit/audit.ts';
import type { Language } from '../../output/language.ts';
import { type Block, money, type Report, text } from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import { accountBlocks, accountWords, type Limit } from '../../say/audited-accounts.ts';
import { dutyBlocks, otherBlocks, tonedCount } from '../../say/duties.ts';
import { lostBlocks } from '../../say/lost-customers.ts';
import { forecastBlocks, planBlocks } from '../../say/plan-findings.ts';
import { runFacts, type ShownRun } from '../../say/run.ts';
import { auditWords } from './words.ts';

/** What was audited, for whom, and which command would write the plans. */
export interface AuditRun extends ShownRun {
  /** Whose accounts alone are shown; null shows all. */
  readonly manager: string | null;
  /** The command that writes the plans that are missing; null without a book. */
  readonly planCommand: string | null;
}

/**
 * An audit for people: who is to be called first and about what, by manager; then all the rest. `most`: how many
 * customers a list shows; null shows all, and everything about them.
 */
export function reportAudit(audit: Audit, run: AuditRun, language: Language, limit: number | null): Report {
  const most = limit ?? Number.POSITIVE_INFINITY;
  const shown = { most, more: accountWords(language).allMore };
  const words = wordsFor(language);
  const say = auditWords(language);
  const { totals, plans, undetermined } = audit;
  const blocks: Block[] = [
    runFacts(run, language, null),
    {
      kind: 'list',
      items: [
        accountWords(language).headline(totals.accounts, totals.red, totals.amber, totals.green),
        accountWords(language).counts(totals.errors, totals.warnings, totals.unknown),
      ],
    },
  ];
  const note = (severity: 'warning' | 'info', content: string): number =>
    blocks.push({ kind: 'note', severity, text: content });
  if (plans === null) note('warning', say.noPlansLooked);
  if (totals.accounts > 0 && totals.green === totals.accounts)
    blocks.push({ kind: 'paragraph', text: say.allGreen });
  blocks.push(
    ...accountBlocks(audit, language, shown, limit === null),
    ...managerBlocks(audit, language, shown),
  );
  blocks.push(...dutyBlocks(audit, language), ...otherBlocks(audit, language));
  blocks.push(...planBlocks(audit, language, shown), ...forecastBlocks(audit, language, shown));
  blocks.push(...lostBlocks(audit.lost, run.criteria, language, most));
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

// Red, amber and green, and the load, of every manager.
function managerBlocks({ managers, noManagers }: Audit, language: Language, { most, more }: Limit): Block[] {
  if (managers.length === 0 || noManagers !== null) return [];
  const words = wordsFor(language);
  const say = auditWords(language);
  const right = (header: string) => ({ header, align: 'right' as const });
  return [
    { kind: 'heading', text: say.headings.managers },
    {
      kind: 'table',
      columns: [
        { header: words.columns.accountManager, align: 'left', flexible: 'wrap' },
        right(words.columns.keyAccounts),
        right(say.columns.red),
        right(say.columns.amber),
        right(say.columns.green),
        right(words.columns.revenue),
      ],
      rows: managers.slice(0, most).map((manager) => [
        {
          ...text(manager.name ?? accountWords(language).nobody),
          tone: manager.name === null ? 'bad' : undefined,
        },
        {
          ...text(say.load(manager.accounts, manager.most)),
          tone: manager.load === null ? undefined : 'warn',
        },
        tonedCount(manager.red, 'bad', language),
        tonedCount(manager.amber, 'warn', language),
        tonedCount(manager.green, 'good', language),
        money(manager.revenue),
      ]),
      more: managers.length > most ? more(managers.length - most) : undefined,
    },
  ];
}
