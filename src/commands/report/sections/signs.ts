import type { AtRisk, LostAnalysis, Sign } from '../../../audit/audit.ts';
import { groupBySigns } from '../../../audit/signs.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import { type Block, text } from '../../../output/report.ts';
import type { Words } from '../../../output/words.ts';
import { sayCondition } from '../../../say/condition.ts';
import { criteriaIn } from '../../../verdict/view.ts';
import { categoryCell, customerCells, customerColumns, firstRows, money } from './cells.ts';
import type { SectionVoice } from './section.ts';

/** Current customers that show what lost ones showed before, by the reason for which those were lost. */
export function signTables(lost: LostAnalysis, criteria: Criteria, voice: SectionVoice): Block[] {
  const { words, say, most } = voice;
  const own = say.people.lost;
  const groups = reasonsAtRisk(lost);
  if (groups.length === 0) return [{ kind: 'paragraph', text: nobodyText(lost, voice) }];
  const tables = groups.slice(0, MOST_GROUPS).map(({ reasons, atRisk }): Block => {
    const shown = firstRows(atRisk.top, Math.min(most, MOST_ROWS), atRisk.customers, words);
    return {
      kind: 'table',
      caption: own.alike(atRisk.customers, reasonsText(reasons, words)),
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
        text(row.signs.map((sign) => signText(sign, criteria, voice)).join(words.comma)),
      ]),
      more: shown.more,
    };
  });
  const left = groups.length - tables.length;
  return left > 0 ? [...tables, { kind: 'paragraph', text: own.moreReasons(left) }] : tables;
}

// Nobody shows the signs, or too few were lost for any.
function nobodyText({ reasons }: LostAnalysis, { words, say }: SectionVoice): string {
  const own = say.people.lost;
  const telling = reasons.filter(({ signs }) => signs.length > 0).map(({ reason }) => reason);
  return telling.length === 0 ? own.noSigns : own.nobodyAtRisk(reasonsText(telling, words));
}

/** Reasons for which the same signs speak: the same customers show them. */
export interface AlikeReasons {
  readonly reasons: readonly string[];
  readonly atRisk: AtRisk;
}

/** The reasons with somebody at risk, the costliest first. */
export function reasonsAtRisk({ reasons }: LostAnalysis): AlikeReasons[] {
  const risky = reasons.filter(({ atRisk }) => atRisk.customers > 0);
  return groupBySigns(risky).map((alike) => ({
    reasons: alike.map(({ reason }) => reason),
    atRisk: alike[0]!.atRisk,
  }));
}

// The first reasons cost the most; their lists repeat each other soon enough.
const MOST_GROUPS = 3;
const MOST_ROWS = 8;

function signText(sign: Sign, company: Criteria, { say, language }: SectionVoice): string {
  const own = say.people.lost;
  if (sign.kind === 'falling') return own.falling;
  const { check } = sign;
  const criteria = criteriaIn(company).find(({ checks }) => checks.includes(check)) ?? company;
  return own.fails(sayCondition(check.expect, criteria, language));
}

/** The first reasons of many, as a sentence names them. */
export function reasonsText(reasons: readonly string[], words: Words): string {
  const shown = reasons.slice(0, MOST_NAMED);
  const left = reasons.length - shown.length;
  return [...shown, ...(left > 0 ? [words.sentences.more(left)] : [])].join(words.comma);
}

const MOST_NAMED = 5;
