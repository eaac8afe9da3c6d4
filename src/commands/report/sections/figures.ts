import type { Figures } from '../../../output/report.ts';
import { count, money, share, shareText, show } from './cells.ts';
import type { PortfolioModel, SectionVoice } from './section.ts';

/** The numbers to see first, the key portfolio beside the last run. */
export function figuresBlock({ portrait, run, past }: PortfolioModel, { words, say }: SectionVoice): Figures {
  const { overview } = say.money;
  const { total, others, has } = portrait;
  const key = portrait.categories.get('key')!;
  const before = past?.runs.at(-1);
  const capacity = run.criteria.categories.find(({ name }) => name === 'key')?.capacity ?? null;
  const joined = (...parts: (string | null)[]): string => parts.filter((part) => part !== null).join(' · ');
  const since = (now: number, then: number | null | undefined): string | null =>
    then == null || then <= 0 ? null : overview.sinceLast(signed((now - then) / then));
  const items: Figures['items'][number][] = [
    {
      label: overview.figures.customers,
      value: count(total.customers),
      note: has.revenue ? overview.revenueOfAll(show(money(total.revenue), words)) : '',
    },
    {
      label: overview.figures.keys,
      value: count(key.customers),
      note: joined(
        overview.ofCustomers(shareText(key.customers, total.customers, words) ?? words.none),
        capacity === null ? null : overview.capacity(show(count(capacity), words)),
        before === undefined ? null : overview.sinceLast(signedCount(key.customers - before.keys)),
      ),
      series: 'key',
    },
  ];
  if (has.revenue)
    items.push({
      label: overview.figures.revenue,
      value: money(key.revenue),
      note: joined(
        overview.ofRevenue(shareText(key.revenue, total.revenue, words) ?? words.none),
        since(key.revenue, before?.revenue),
      ),
      series: 'key',
    });
  if (has.profit)
    items.push({
      label: overview.figures.profit,
      value: money(key.profit),
      note: joined(
        key.margin === null ? null : overview.marginOf(show(share(key.margin), words)),
        since(key.profit, before?.profit),
      ),
      series: 'key',
    });
  if (has.revenue && has.prior)
    items.push({
      label: overview.figures.growth,
      value: share(key.growth),
      note: others.growth === null ? '' : overview.others(show(share(others.growth), words)),
      series: 'key',
    });
  const { undetermined } = portrait.portfolio;
  if (undetermined.customers > 0)
    items.push({
      label: overview.figures.undetermined,
      value: { ...count(undetermined.customers), tone: 'warn' },
      note: overview.undeterminedNote,
      series: 'undetermined',
    });
  return { kind: 'figures', items };
}

// A change of a ratio with its sign: +3.2%.
function signed(ratio: number): string {
  return `${ratio < 0 ? '−' : '+'}${(Math.abs(ratio) * 100).toFixed(1)}%`;
}

function signedCount(difference: number): string {
  return difference === 0 ? '±0' : `${difference < 0 ? '−' : '+'}${Math.abs(difference)}`;
}
