import type { AtRisk, LostAnalysis, LostReason } from '../../../audit/audit.ts';
import { groupBySigns } from '../../../audit/signs.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import type { ExactNumber } from '../../../fields/exact-number.ts';
import { type Block, type Chart, count, money, share, text } from '../../../output/report.ts';
import type { Words } from '../../../output/words.ts';
import { categoryCell } from '../../../say/category.ts';
import { signText } from '../../../say/lost-customers.ts';
import { addMoney, emptyMoney, exactMoneyOf } from '../../../verdict/money-sum.ts';
import {
  type BuildSection,
  customerCells,
  customerColumns,
  firstRows,
  type SectionContext,
  show,
} from './section.ts';

/** Why customers were lost, of whom nobody knows it, and who shows the same signs today. */
export const lostSection: BuildSection = ({ analysis, audit, run }, context) => {
  const { words, say } = context;
  const { lost } = audit;
  const own = say.people.lost;
  const base = { kind: 'section', id: 'lost', title: own.title, short: say.frame.short.lost } as const;
  if (lost.customers === 0) return { ...base, lead: own.nobody, blocks: [] };
  const worth = lost.hasRevenue && Number(lost.revenue) > 0 ? show(money(lost.revenue), words) : null;
  const blocks: Block[] = [];
  if (lost.hasReason) blocks.push(reasonChart(lost, context));
  else blocks.push({ kind: 'note', severity: 'warning', text: own.noField });
  if (lost.hasRevenue) blocks.push({ kind: 'note', severity: 'info', text: own.worthNote });
  if (lost.hasReason) blocks.push(...signTables(lost, run.criteria, context));
  if (lost.hasReason && lost.missing.customers > 0) {
    const shown = firstRows(lost.missing.top, context.most, lost.missing.customers, words);
    const manager = analysis.has.manager;
    blocks.push({
      kind: 'table',
      caption: own.unexplained,
      columns: [
        ...customerColumns(words),
        ...(manager
          ? [{ header: words.columns.accountManager, align: 'left' as const, flexible: 'cut' as const }]
          : []),
        ...(lost.hasRevenue ? [{ header: own.columns.worth, align: 'right' as const }] : []),
      ],
      rows: shown.rows.map((row) => [
        ...customerCells(row),
        ...(manager ? [text(row.manager ?? words.none)] : []),
        ...(lost.hasRevenue ? [money(row.worth)] : []),
      ]),
      more: shown.more,
    });
  }
  return { ...base, lead: own.lead(lost.customers, worth, lost.missing.customers), blocks };
};

// By what was lost with them; by their number where nobody knows that.
function reasonChart(lost: LostAnalysis, { words, say }: SectionContext): Chart {
  const own = say.people.lost;
  const { missing } = lost;
  const byWorth = lost.hasRevenue && Number(lost.revenue) > 0;
  const size = (one: { readonly customers: number; readonly revenue: ExactNumber }): number =>
    byWorth ? Math.max(0, Number(one.revenue)) : one.customers;
  const rows = [
    ...firstReasons(lost, own.otherReasons).map((one) => ({
      ...one,
      known: true,
      cumulative: one.cumulative as number | null,
    })),
    // At the end, however much it is: it is no reason.
    ...(missing.customers > 0
      ? [{ ...missing, reason: own.noReason, known: false, share: null, cumulative: null }]
      : []),
  ];
  const largest = Math.max(...rows.map(size), Number.MIN_VALUE);
  const value = byWorth ? own.columns.worth : own.customers;
  return {
    kind: 'chart',
    id: 'lost-reasons',
    title: own.chart,
    description: own.description,
    data: {
      kind: 'bars',
      value: { label: value, kind: byWorth ? 'money' : 'count' },
      legend: [
        { series: 'lost', label: value },
        ...(missing.customers > 0 ? [{ series: 'undetermined' as const, label: own.noReason }] : []),
      ],
      line: own.columns.cumulative,
      rows: rows.map((one) => ({
        label: one.reason,
        values: one.known ? [size(one)] : [0, size(one)],
        note: byWorth
          ? `${show(money(one.revenue), words)} · ${words.sentences.customers(one.customers)}`
          : words.sentences.customers(one.customers),
        ...(one.cumulative === null ? {} : { cumulative: one.cumulative }),
      })),
    },
    lines: rows.map((one) => ({
      label: one.reason,
      length: size(one) / largest,
      value: byWorth ? money(one.revenue) : count(one.customers),
      note: [
        ...(byWorth ? [words.sentences.customers(one.customers)] : []),
        ...(one.cumulative === null
          ? []
          : [`${own.columns.cumulative} ${show(share(one.cumulative), words)}`]),
      ].join(' · '),
      series: one.known ? 'lost' : 'undetermined',
    })),
    table: {
      kind: 'table',
      columns: [
        { header: own.columns.reason, align: 'left', flexible: 'cut' },
        { header: words.columns.customers, align: 'right' },
        ...(byWorth ? [{ header: own.columns.worth, align: 'right' as const }] : []),
        { header: own.columns.share, align: 'right' },
        { header: own.columns.cumulative, align: 'right' },
      ],
      rows: rows.map((one) => [
        text(one.reason),
        count(one.customers),
        ...(byWorth ? [money(one.revenue)] : []),
        share(one.share),
        share(one.cumulative),
      ]),
    },
  };
}

type ShownReason = Pick<LostReason, 'reason' | 'customers' | 'revenue' | 'share' | 'cumulative'>;

// Of a text that anybody fills in as they like there are hundreds: the first, and the others as one.
function firstReasons(
  { reasons }: LostAnalysis,
  nameOthers: (count: number) => string,
): readonly ShownReason[] {
  if (reasons.length <= MOST_REASONS) return reasons;
  const others = reasons.slice(MOST_REASONS - 1);
  const sumOf = (of: (one: LostReason) => number): number => others.reduce((sum, one) => sum + of(one), 0);
  const worth = emptyMoney();
  for (const { revenue } of others) addMoney(worth, revenue);
  const last: ShownReason = {
    reason: nameOthers(others.length),
    customers: sumOf(({ customers }) => customers),
    revenue: exactMoneyOf(worth),
    share: sumOf(({ share: own }) => own),
    cumulative: others.at(-1)!.cumulative,
  };
  return [...reasons.slice(0, MOST_REASONS - 1), last];
}

const MOST_REASONS = 12;

/** Current customers that show what lost ones showed before, by the reason for which those were lost. */
function signTables(lost: LostAnalysis, criteria: Criteria, context: SectionContext): Block[] {
  const { words, say, most } = context;
  const own = say.people.lost;
  const groups = reasonsAtRisk(lost);
  if (groups.length === 0) return [{ kind: 'paragraph', text: nobodyText(lost, context) }];
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
        text(row.signs.map((sign) => signText(sign, criteria, context.language)).join(words.comma)),
      ]),
      more: shown.more,
    };
  });
  const left = groups.length - tables.length;
  return left > 0 ? [...tables, { kind: 'paragraph', text: own.moreReasons(left) }] : tables;
}

// Nobody shows the signs, or too few were lost for any.
function nobodyText({ reasons }: LostAnalysis, { words, say }: SectionContext): string {
  const own = say.people.lost;
  const telling = reasons.filter(({ signs }) => signs.length > 0).map(({ reason }) => reason);
  return telling.length === 0 ? own.noSigns : own.nobodyAtRisk(reasonsText(telling, words));
}

/** Reasons for which the same signs speak: the same customers show them. */
interface AlikeReasons {
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

/** The first reasons of many, as a sentence names them. */
export function reasonsText(reasons: readonly string[], words: Words): string {
  const shown = reasons.slice(0, MOST_NAMED);
  const left = reasons.length - shown.length;
  return [...shown, ...(left > 0 ? [words.sentences.more(left)] : [])].join(words.comma);
}

const MOST_NAMED = 5;
