import type { Audit } from '../audit/audit.ts';
import { type Block, type Cell, text } from '../output/report.ts';
import { namedText } from './account-blocks.ts';
import type { AuditVoice } from './audit-voice.ts';
import { dutyText } from './finding.ts';

/** How often each duty and check is kept. */
export function dutyBlocks({ tallies }: Audit, voice: AuditVoice): Block[] {
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

/** Checks of customers that are no key accounts: how many break them, and the largest that do. */
export function otherBlocks({ others }: Audit, voice: AuditVoice): Block[] {
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
