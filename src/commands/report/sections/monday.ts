import type { Actions } from '../../../output/report.ts';
import { factName } from '../../../say/fact.ts';
import { byCount } from '../../../text/order.ts';
import type { NearList } from '../portrait/near-line.ts';
import { money, nameOf, show } from './cells.ts';
import { addDuties } from './monday-duties.ts';
import { type AddAction, MOST_NAMED, type NamedCustomer, nameFirst } from './monday-parts.ts';
import type { PortfolioModel, SectionVoice } from './section.ts';
import { reasonsAtRisk, reasonsText } from './signs.ts';

/** What to do on Monday: whatever asks for a person, the most urgent first, each with whom it is about. */
export function mondayBlock(model: PortfolioModel, voice: SectionVoice): Actions {
  const { portrait, audit, run, past } = model;
  const { words, say } = voice;
  const { actions } = say.frame;
  const items: Actions['items'][number][] = [];
  const add: AddAction = (urgency, text, about, section) => {
    items.push({ urgency, text, about, section });
  };
  const named = (rows: readonly NamedCustomer[], all: number): string[] => nameFirst(rows, all, voice);
  addDuties(model, voice, add);
  const comparison = past?.since?.comparison ?? null;
  if (comparison !== null) {
    const entered = comparison.movements.filter(({ from, to }) => to === 'key' && from !== 'key');
    const left = comparison.movements.filter(({ from, to }) => from === 'key' && to !== 'key');
    if (left.length > 0) add('warn', actions.left(left.length), named(left, left.length), 'movements');
    if (entered.length > 0)
      add('good', actions.entered(entered.length), named(entered, entered.length), 'movements');
  }
  const { near, pursuit, portfolio } = portrait;
  const close = ({ first, count, isExact }: NearList): string[] => named(first, isExact ? count : MOST_NAMED);
  if (near.narrow.count > 0)
    add('warn', actions.narrow(near.narrow.count, near.narrow.isExact), close(near.narrow), 'scores');
  const { missing, hasReason } = audit.lost;
  const [alike] = reasonsAtRisk(audit.lost);
  if (alike !== undefined) {
    const { customers, top } = alike.atRisk;
    add('warn', actions.signs(customers, reasonsText(alike.reasons, words)), named(top, customers), 'lost');
  }
  if (hasReason && missing.customers > 0) {
    const worth = missing.revenue > 0 ? show(money(missing.revenue), words) : null;
    const text = actions.unexplained(missing.customers, worth);
    add('warn', text, named(missing.top, missing.customers), 'lost');
  }
  if (portfolio.undetermined.customers > 0) {
    const fields = byCount(portfolio.lacks)
      .slice(0, MOST_NAMED)
      .map(([field, customers]) => actions.lacks(factName(field, voice.language), customers));
    add('warn', actions.undetermined(portfolio.undetermined.customers), fields, 'data');
  }
  const key = run.criteria.categories.find(({ name }) => name === 'key');
  const keys = portrait.categories.get('key')!.customers;
  if (key?.capacity != null && keys > key.capacity)
    add('warn', actions.capacity(keys, key.capacity), [], 'criteria');
  if (near.misses.count > 0)
    add('plain', actions.misses(near.misses.count, near.misses.isExact), close(near.misses), 'scores');
  if (pursuit.customers > 0) {
    const first = pursuit.rows.slice(0, MOST_NAMED).map(({ row }) => nameOf(row));
    add('plain', actions.pursue(pursuit.customers), first, 'target');
  }
  return {
    kind: 'actions',
    title: actions.title,
    items: items.sort((one, other) => ORDER.indexOf(one.urgency) - ORDER.indexOf(other.urgency)),
    nothing: actions.nothing,
  };
}

const ORDER: readonly Actions['items'][number]['urgency'][] = ['bad', 'warn', 'good', 'plain'];
