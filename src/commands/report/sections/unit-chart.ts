import { type Chart, text } from '../../../output/report.ts';
import { CORE_SHARE } from '../portrait/concentration.ts';
import type { Group } from '../portrait/groups.ts';
import type { Portrait } from '../portrait/portrait.ts';
import { count, money, partOf, shareText, show } from './cells.ts';
import type { SectionVoice } from './section.ts';

/** The base business of each unit: what its key accounts bring, and how few customers make 80 % of it. */
export function unitChart({ has, units, total }: Portrait, { words, say }: SectionVoice): Chart | null {
  if (!has.unit || !has.revenue || units.length < 2) return null;
  const { concentration, columns } = say.money;
  const shown = units.filter(({ all }) => all.revenue > 0).slice(0, MOST_BARS);
  if (shown.length === 0) return null;
  const nameOf = ({ name }: Group): string => name ?? say.people.groups.unnamedUnit;
  const largest = shown[0]!.all.revenue;
  const keyShare = ({ key, all }: Group): string => shareText(key.revenue, all.revenue, words) ?? words.none;
  return {
    kind: 'chart',
    id: 'units-base',
    title: concentration.units,
    description: concentration.unitsDescription,
    data: {
      kind: 'bars',
      value: { label: words.columns.revenue, kind: 'money' },
      legend: [
        { series: 'key', label: columns.keyRevenue },
        { series: 'normal', label: columns.otherRevenue },
      ],
      rows: shown.map((unit) => ({
        label: nameOf(unit),
        values: [unit.key.revenue, unit.all.revenue - unit.key.revenue],
        note: show(money(unit.all.revenue), words),
      })),
    },
    lines: shown.map((unit) => ({
      label: nameOf(unit),
      length: unit.all.revenue / largest,
      value: money(unit.all.revenue),
      note: `${columns.keyRevenue} ${keyShare(unit)}`,
      series: 'normal',
    })),
    table: {
      kind: 'table',
      columns: [
        { header: words.columns.businessUnit, align: 'left', flexible: 'cut' },
        { header: words.columns.customers, align: 'right' },
        { header: words.columns.revenue, align: 'right' },
        { header: words.columns.shareOfRevenue, align: 'right' },
        { header: say.money.concentration.coreColumn(CORE_SHARE.text), align: 'right' },
        { header: words.columns.keyAccounts, align: 'right' },
        { header: columns.keyShare, align: 'right' },
      ],
      rows: shown.map((unit) => [
        text(nameOf(unit)),
        count(unit.all.customers),
        money(unit.all.revenue),
        partOf(unit.all.revenue, total.revenue),
        unit.revenue === null ? { kind: 'none' } : count(unit.revenue.core.customers),
        count(unit.key.customers),
        partOf(unit.key.revenue, unit.all.revenue),
      ]),
    },
    more: units.length > shown.length ? words.sentences.more(units.length - shown.length) : undefined,
  };
}

const MOST_BARS = 12;
