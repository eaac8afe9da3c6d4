import type { AtRisk, LostAnalysis } from '../../../audit/lost.ts';
import { type Sign, signNames } from '../../../audit/signs.ts';
import type { Block } from '../../report.ts';
import { categoryCell, customerCells, customerColumns, firstRows, money, text } from './cells.ts';
import type { SectionVoice } from './section.ts';

/** Current customers that show what lost ones showed before, by the reason for which those were lost. */
export function signTables(lost: LostAnalysis, voice: SectionVoice): Block[] {
  const { words, say, most } = voice;
  const own = say.people.lost;
  return groupBySigns(lost)
    .slice(0, MOST_GROUPS)
    .map(({ reasons, atRisk }) => {
      const shown = firstRows(atRisk.top, Math.min(most, MOST_ROWS), atRisk.customers, words);
      return {
        kind: 'table',
        caption: own.alike(atRisk.customers, reasons.join(words.comma)),
        columns: [
          ...customerColumns(words),
          { header: words.columns.category, align: 'left' },
          ...(lost.hasRevenue ? [{ header: words.columns.revenue, align: 'right' as const }] : []),
          { header: own.columns.signs, align: 'left', flexible: 'wrap' },
        ],
        rows: shown.rows.map((row) => [
          ...customerCells(row),
          categoryCell(row.category, words),
          ...(lost.hasRevenue ? [money(row.revenue)] : []),
          text(row.signs.map((sign) => signText(sign, voice)).join(words.comma)),
        ]),
        more: shown.more,
      };
    });
}

/** Reasons for which the same signs speak: the same customers show them. */
export interface AlikeReasons {
  readonly reasons: readonly string[];
  readonly atRisk: AtRisk;
}

/** The reasons with somebody at risk, the costliest first. */
export function groupBySigns({ reasons }: LostAnalysis): AlikeReasons[] {
  const groups = new Map<string, { reasons: string[]; atRisk: AtRisk }>();
  for (const one of reasons) {
    if (one.atRisk.customers === 0) continue;
    const key = JSON.stringify([...signNames(one)].sort());
    const group = groups.get(key) ?? { reasons: [], atRisk: one.atRisk };
    groups.set(key, group);
    group.reasons.push(one.reason);
  }
  return [...groups.values()];
}

// The first reasons cost the most; their lists repeat each other soon enough.
const MOST_GROUPS = 3;
const MOST_ROWS = 8;

function signText(sign: Sign, { say }: SectionVoice): string {
  const own = say.people.lost;
  return sign.kind === 'falling' ? own.falling : own.fails(sign.check.id);
}
