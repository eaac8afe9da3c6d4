import type { Audit } from '../../audit/audit.ts';
import type { Block, Cell, Report } from '../report.ts';
import { type ClassifyRun, runFacts } from '../reports/classify.ts';
import { accountBlocks, managerBlocks, namedText } from './account-blocks.ts';
import { lostBlocks } from './lost-blocks.ts';
import { forecastBlocks, planBlocks } from './plan-blocks.ts';
import { type AuditVoice, dutyText } from './tell-finding.ts';

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
  blocks.push(...accountBlocks(audit, voice, most, limit === null), ...managerBlocks(audit, voice, most));
  blocks.push(...dutyBlocks(audit, voice), ...otherBlocks(audit, voice));
  blocks.push(...planBlocks(audit, voice, most), ...forecastBlocks(audit, voice, most));
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

function dutyBlocks({ tallies }: Audit, voice: AuditVoice): Block[] {
  if (tallies.length === 0) return [];
  const { words, audit } = voice;
  const right = (header: string) => ({ header, align: 'right' as const });
  const count = (value: number, tone: Cell['tone']): Cell =>
    value === 0 ? { ...text(words.none), tone: 'dim' } : { kind: 'count', value, tone };
  return [
    { kind: 'heading', text: audit.headings.duties },
    {
      kind: 'table',
      columns: [
        { header: audit.columns.duty, align: 'left', flexible: 'wrap' },
        { header: audit.columns.severity, align: 'left' },
        right(audit.columns.held),
        right(audit.columns.broken),
        right(audit.columns.unknown),
      ],
      rows: tallies.map(({ duty, severity, held, broken, unknown }) => [
        text(dutyText(duty, voice)),
        text(audit.severities[severity]),
        count(held, 'good'),
        count(broken, severity === 'error' ? 'bad' : 'warn'),
        count(unknown, 'warn'),
      ]),
    },
  ];
}

// Checks of customers that are no key accounts: how many, and the largest.
function otherBlocks({ others }: Audit, voice: AuditVoice): Block[] {
  const { words, audit } = voice;
  const shown = others.filter(({ broken, unknown }) => broken + unknown > 0);
  if (shown.length === 0) return [];
  return [
    { kind: 'heading', text: audit.headings.others },
    {
      kind: 'table',
      columns: [
        { header: audit.columns.check, align: 'left', flexible: 'wrap' },
        { header: words.columns.category, align: 'left', flexible: 'wrap' },
        { header: audit.columns.broken, align: 'right' },
        { header: audit.columns.unknown, align: 'right' },
        { header: audit.columns.largest, align: 'left', flexible: 'wrap' },
      ],
      rows: shown.map(({ check, categories, broken, unknown, top }) => [
        text(check.id),
        text(categories.map((name) => words.categories[name]).join(words.comma)),
        { kind: 'count', value: broken, tone: check.severity === 'error' && broken > 0 ? 'bad' : undefined },
        { kind: 'count', value: unknown },
        text(
          top
            .slice(0, LARGEST)
            .map((customer) => namedText(customer, voice))
            .join('; '),
        ),
      ]),
    },
  ];
}

const LARGEST = 3;

function text(content: string): Extract<Cell, { kind: 'text' }> {
  return { kind: 'text', text: content };
}
