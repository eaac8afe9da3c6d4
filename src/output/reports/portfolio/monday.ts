import type { CustomerRow } from '../../../verdict/portrait/line-up.ts';
import type { Actions } from '../../report.ts';
import { money, nameOf, show } from './cells.ts';
import { printExpected } from './expected.ts';
import type { PortfolioModel, SectionVoice } from './section.ts';

/** What to do on Monday: whatever asks for a person, the most urgent first, each with whom it is about. */
export function mondayBlock({ portrait, run, past }: PortfolioModel, voice: SectionVoice): Actions {
  const { words, say, conditions } = voice;
  const { actions } = say.frame;
  const items: Actions['items'][number][] = [];
  const add = (
    urgency: Actions['items'][number]['urgency'],
    text: string,
    about: readonly string[],
    section: string,
  ): number => items.push({ urgency, text, about, section });
  const named = (rows: readonly Pick<CustomerRow, 'id' | 'name'>[], all: number): string[] => {
    const names = rows.slice(0, MOST_NAMED).map(nameOf);
    return all > names.length ? [...names, actions.more(all - names.length)] : names;
  };
  const { risks, near, lost, pursuit, portfolio } = portrait;
  const alone = risks.withoutManager;
  if (alone !== null && alone.customers > 0)
    add('bad', actions.withoutManager(alone.customers), named(alone.rows, alone.customers), 'groups');
  for (const { check, criteria, customers, rows } of risks.checks) {
    const expected = printExpected(check, criteria, conditions);
    const urgency = check.severity === 'error' ? 'bad' : 'warn';
    add(urgency, actions.broken(customers, expected), named(rows, customers), 'growth');
  }
  const comparison = past?.since?.comparison ?? null;
  if (comparison !== null) {
    const entered = comparison.movements.filter(({ from, to }) => to === 'key' && from !== 'key');
    const left = comparison.movements.filter(({ from, to }) => from === 'key' && to !== 'key');
    if (left.length > 0) add('warn', actions.left(left.length), named(left, left.length), 'movements');
    if (entered.length > 0)
      add('good', actions.entered(entered.length), named(entered, entered.length), 'movements');
  }
  if (near.narrow.length > 0)
    add('warn', actions.narrow(near.narrow.length), named(near.narrow, near.narrow.length), 'scores');
  const { unexplained } = lost;
  if (portrait.has.lostReason && unexplained.customers > 0) {
    const worth = unexplained.prior > 0 ? show(money(unexplained.prior), words) : null;
    const about = named(unexplained.rows, unexplained.customers);
    add('warn', actions.unexplained(unexplained.customers, worth), about, 'lost');
  }
  if (portfolio.undetermined.customers > 0) {
    const fields = [...portfolio.lacks]
      .sort(([one, many], [other, more]) => more - many || (one < other ? -1 : 1))
      .slice(0, MOST_NAMED)
      .map(([field, customers]) => actions.lacks(field, customers));
    add('warn', actions.undetermined(portfolio.undetermined.customers), fields, 'data');
  }
  const key = run.criteria.categories.find(({ name }) => name === 'key');
  const keys = portrait.categories.get('key')!.customers;
  if (key?.capacity != null && keys > key.capacity)
    add('warn', actions.capacity(keys, key.capacity), [], 'criteria');
  if (near.misses.length > 0)
    add('plain', actions.misses(near.misses.length), named(near.misses, near.misses.length), 'scores');
  if (pursuit.customers > 0)
    add(
      'plain',
      actions.pursue(pursuit.customers),
      pursuit.rows.slice(0, MOST_NAMED).map(({ row }) => nameOf(row)),
      'target',
    );
  return {
    kind: 'actions',
    title: actions.title,
    items: items.sort((one, other) => ORDER.indexOf(one.urgency) - ORDER.indexOf(other.urgency)),
    nothing: actions.nothing,
  };
}

const ORDER: readonly Actions['items'][number]['urgency'][] = ['bad', 'warn', 'good', 'plain'];
const MOST_NAMED = 4;
