import type { LostPortrait } from '../../../verdict/portrait/lost-portrait.ts';
import type { Chart } from '../../chart.ts';
import type { Block } from '../../report.ts';
import {
  count,
  customerCells,
  customerColumns,
  firstRows,
  money,
  share,
  shareText,
  show,
  text,
} from './cells.ts';
import type { BuildSection, SectionVoice } from './section.ts';

/** Why customers were lost, and of whom nobody knows it. */
export const lostSection: BuildSection = ({ portrait }, voice) => {
  const { words, say } = voice;
  const { lost, has } = portrait;
  const own = say.people.lost;
  const base = { kind: 'section', id: 'lost', title: own.title, short: say.frame.short.lost } as const;
  if (lost.customers === 0) return { ...base, lead: own.nobody, blocks: [] };
  const worth = has.prior && lost.prior > 0 ? show(money(lost.prior), words) : null;
  const blocks: Block[] = [];
  if (has.lostReason) blocks.push(reasonChart(lost, has.prior, voice));
  else blocks.push({ kind: 'note', severity: 'warning', text: own.noField });
  if (has.lostReason && lost.unexplained.customers > 0) {
    const shown = firstRows(lost.unexplained.rows, voice.most, lost.unexplained.customers, words);
    blocks.push({
      kind: 'table',
      caption: own.unexplained,
      columns: [
        ...customerColumns(words),
        ...(has.manager
          ? [{ header: words.columns.accountManager, align: 'left' as const, flexible: 'cut' as const }]
          : []),
        ...(has.prior ? [{ header: own.columns.prior, align: 'right' as const }] : []),
      ],
      rows: shown.rows.map((row) => [
        ...customerCells(row),
        ...(has.manager ? [text(row.manager ?? words.none)] : []),
        ...(has.prior ? [money(row.prior)] : []),
      ]),
      more: shown.more,
    });
  }
  return { ...base, lead: own.lead(lost.customers, worth, lost.unexplained.customers), blocks };
};

function reasonChart(lost: LostPortrait, hasPrior: boolean, { words, say }: SectionVoice): Chart {
  const own = say.people.lost;
  const { unexplained } = lost;
  const rows = [
    ...lost.reasons.map((one) => ({ ...one, named: true })),
    // At the end, however many: it is no reason.
    ...(unexplained.customers > 0
      ? [{ reason: own.noReason, customers: unexplained.customers, prior: unexplained.prior, named: false }]
      : []),
  ];
  const largest = Math.max(...rows.map(({ customers }) => customers));
  // Of those that have a reason: what nobody wrote down is no reason.
  const explained = lost.customers - unexplained.customers;
  let sum = 0;
  const summed = rows.map((row) => {
    sum += row.customers;
    return { ...row, cumulative: row.named ? sum / explained : null };
  });
  return {
    kind: 'chart',
    id: 'lost-reasons',
    title: own.chart,
    description: own.description,
    data: {
      kind: 'bars',
      value: { label: own.customers, kind: 'count' },
      legend: [
        { series: 'lost', label: own.customers },
        ...(unexplained.customers > 0 ? [{ series: 'undetermined' as const, label: own.noReason }] : []),
      ],
      line: own.columns.cumulative,
      rows: summed.map(({ reason, customers, cumulative, named }) => ({
        label: reason,
        values: named ? [customers] : [0, customers],
        note: `${show(count(customers), words)} · ${shareText(customers, lost.customers, words)}`,
        ...(cumulative === null ? {} : { cumulative }),
      })),
    },
    lines: summed.map(({ reason, customers, cumulative, named }) => ({
      label: reason,
      length: customers / largest,
      value: count(customers),
      note: cumulative === null ? undefined : `${own.columns.cumulative} ${show(share(cumulative), words)}`,
      series: named ? 'lost' : 'undetermined',
    })),
    table: {
      kind: 'table',
      columns: [
        { header: own.columns.reason, align: 'left', flexible: 'cut' },
        { header: words.columns.customers, align: 'right' },
        { header: words.columns.shareOfCustomers, align: 'right' },
        { header: own.columns.cumulative, align: 'right' },
        ...(hasPrior ? [{ header: own.columns.prior, align: 'right' as const }] : []),
      ],
      rows: summed.map(({ reason, customers, cumulative, prior }) => [
        text(reason),
        count(customers),
        share(customers / lost.customers),
        share(cumulative),
        ...(hasPrior ? [money(prior)] : []),
      ]),
    },
  };
}
