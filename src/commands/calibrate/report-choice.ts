import { formatCell } from '../../output/numbers.ts';
import { type Block, type Cell, text } from '../../output/report.ts';
import type { Words } from '../../output/words.ts';
import { thresholdLine, thresholdName } from './threshold-text.ts';
import type { Calibration, NumberedChoice } from './view.ts';
import type { CalibrateWords } from './words.ts';

/** One choice: the amounts, what comes of them, and who leaves or joins. */
export function choiceBlocks(
  choice: NumberedChoice,
  { target, totalRevenue, listedBy }: Calibration,
  most: number,
  words: Words,
  say: CalibrateWords,
): Block[] {
  const { number, moves, texts, way, customers, keyAccounts, revenueMoved, side } = choice;
  const names = moves.map(
    ({ threshold }, index) => `${thresholdName(threshold)}: ${threshold.text} → ${texts[index]}`,
  );
  const revenue = totalRevenue === null ? null : formatCell({ kind: 'money', value: revenueMoved }, words);
  const places = moves.map(({ threshold }) => `${threshold.source.name}:${thresholdLine(threshold)}`);
  const blocks: Block[] = [
    { kind: 'heading', text: `${number}. ${names.join(words.comma)}` },
    {
      kind: 'paragraph',
      text: `${say.result(keyAccounts, way, customers.length, revenue)} (${[...new Set(places)].join(words.comma)})`,
    },
  ];
  if (side !== 'within') {
    const by =
      target.kind !== 'count'
        ? null
        : side === 'above'
          ? keyAccounts - target.most
          : target.least - keyAccounts;
    const text = by === null ? say.besideOther(side) : say.beside(side, by);
    blocks.push({ kind: 'paragraph', text });
  }
  if (customers.length > 0) blocks.push(customerTable(choice, listedBy, totalRevenue !== null, most, words));
  return blocks;
}

function customerTable(
  { customers }: NumberedChoice,
  listedBy: string | null,
  withRevenue: boolean,
  most: number,
  words: Words,
): Block {
  const named = customers.some(({ name }) => name !== null);
  const grouped = listedBy !== null && customers.some(({ group }) => group !== null);
  const optional = (there: boolean, cell: () => Cell): Cell[] => (there ? [cell()] : []);
  return {
    kind: 'table',
    columns: [
      { header: words.columns.customerId, align: 'left' },
      ...(named ? [{ header: words.columns.customerName, align: 'left', flexible: 'cut' } as const] : []),
      ...(grouped ? [{ header: listedBy, align: 'left', flexible: 'cut' } as const] : []),
      ...(withRevenue ? [{ header: words.columns.revenue, align: 'right' } as const] : []),
    ],
    rows: customers
      .slice(0, most)
      .map(({ id, name, revenue, group }) => [
        text(id),
        ...optional(named, () => text(name ?? words.none)),
        ...optional(grouped, () => text(group ?? words.none)),
        ...optional(withRevenue, () =>
          revenue === null ? { kind: 'none' } : { kind: 'money', value: revenue },
        ),
      ]),
    more: customers.length > most ? words.sentences.more(customers.length - most) : undefined,
  };
}
