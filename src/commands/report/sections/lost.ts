import type { LostAnalysis, LostReason } from '../../../audit/audit.ts';
import { type Block, type Chart, text } from '../../../output/report.ts';
import { count, customerCells, customerColumns, firstRows, money, share, show } from './cells.ts';
import type { BuildSection, SectionVoice } from './section.ts';
import { signTables } from './signs.ts';

/** Why customers were lost, of whom nobody knows it, and who shows the same signs today. */
export const lostSection: BuildSection = ({ portrait, audit, run }, voice) => {
  const { words, say } = voice;
  const { lost } = audit;
  const own = say.people.lost;
  const base = { kind: 'section', id: 'lost', title: own.title, short: say.frame.short.lost } as const;
  if (lost.customers === 0) return { ...base, lead: own.nobody, blocks: [] };
  const worth = lost.hasRevenue && lost.revenue > 0 ? show(money(lost.revenue), words) : null;
  const blocks: Block[] = [];
  if (lost.hasReason) blocks.push(reasonChart(lost, voice));
  else blocks.push({ kind: 'note', severity: 'warning', text: own.noField });
  if (lost.hasRevenue) blocks.push({ kind: 'note', severity: 'info', text: own.worthNote });
  if (lost.hasReason) blocks.push(...signTables(lost, run.criteria, voice));
  if (lost.hasReason && lost.missing.customers > 0) {
    const shown = firstRows(lost.missing.top, voice.most, lost.missing.customers, words);
    const manager = portrait.has.manager;
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
function reasonChart(lost: LostAnalysis, { words, say }: SectionVoice): Chart {
  const own = say.people.lost;
  const { missing } = lost;
  const byWorth = lost.hasRevenue && lost.revenue > 0;
  const size = (one: { readonly customers: number; readonly revenue: number }): number =>
    byWorth ? Math.max(0, one.revenue) : one.customers;
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
  const last: ShownReason = {
    reason: nameOthers(others.length),
    customers: sumOf(({ customers }) => customers),
    revenue: sumOf(({ revenue }) => revenue),
    share: sumOf(({ share: own }) => own),
    cumulative: others.at(-1)!.cumulative,
  };
  return [...reasons.slice(0, MOST_REASONS - 1), last];
}

const MOST_REASONS = 12;
