import type { Language } from '../../output/language.ts';
import { formatCell } from '../../output/numbers.ts';
import { type Block, type Cell, money, type Report, text } from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import { sourceFacts } from '../../say/run.ts';
import {
  type Calibration,
  type NumberedChoice,
  type TargetText,
  thresholdLine,
  thresholdName,
} from './calibration.ts';
import { calibrateWords } from './words.ts';

/** How much of a calibration is shown. */
export interface ShownAmount {
  /** Choices in the table, choices in detail, and customers of each. */
  readonly choices: number;
  readonly details: number;
  readonly customers: number;
  /** Said at the end: how to make a change, or what was written. */
  readonly closing: readonly string[];
}

/** The choices with what comes of each, the smallest change first. */
export function reportCalibration(run: Calibration, shown: ShownAmount, language: Language): Report {
  const say = calibrateWords(language);
  const blocks: Block[] = [factList(run, language)];
  const paragraph = (text: string): number => blocks.push({ kind: 'paragraph', text });
  const { choices, met } = run;
  const exact = choices.some(({ side }) => side === 'within');
  if (choices.length === 0)
    paragraph(met ? (run.target.kind === 'share' ? say.shareMet : say.met) : say.nothing);
  else paragraph(run.pair ? say.pair : exact ? say.choose : say.nearest(nearestNow(run)));
  if (choices.length > 0) blocks.push(choiceTable(run, shown, language));
  for (const choice of choices.slice(0, shown.details))
    blocks.push(...choiceBlocks(choice, run, shown.customers, language));
  const note = (text: string): number => blocks.push({ kind: 'note', severity: 'info', text });
  if (run.held > 0) note(say.held(run.held));
  if (run.linesLocked) note(say.locked);
  if (run.stalesLock) note(say.stalesLock);
  if (run.noBook) note(wordsFor(language).sentences.noBook);
  shown.closing.forEach(paragraph);
  return { title: say.title, blocks };
}

function factList(run: Calibration, language: Language): Block {
  const say = calibrateWords(language);
  return {
    kind: 'facts',
    items: [
      ...sourceFacts(run, language),
      { label: say.labels.now, value: text(nowText(run, language)) },
      { label: say.labels.target, value: text(targetText(run.target, language)) },
    ],
  };
}

function nowText({ now, totalRevenue, target }: Calibration, language: Language): string {
  const words = wordsFor(language);
  const say = calibrateWords(language);
  const known = totalRevenue !== null;
  const share =
    known && Number(totalRevenue) > 0
      ? { kind: 'share' as const, value: Number(now.revenue) / Number(totalRevenue) }
      : null;
  const totals = say.now(
    now.count,
    known ? formatCell({ kind: 'money', value: now.revenue }, words) : null,
    share === null ? null : formatCell(share, words),
  );
  return target.kind === 'load' ? `${totals}${words.comma}${say.busiest(now.load, target.per)}` : totals;
}

function targetText(target: TargetText, language: Language): string {
  const say = calibrateWords(language);
  switch (target.kind) {
    case 'count':
      return target.told ? say.count(target.least, target.most) : say.capacity(target.most);
    case 'load':
      return say.load(target.most, target.per, target.told);
    case 'share':
      return say.share(formatCell({ kind: 'share', value: target.ratio }, wordsFor(language)));
  }
}

// Without a change the target is nearest where the first customers to move are equal and too many.
function nearestNow({ target, now, choices }: Calibration): number | null {
  if (target.kind !== 'count') return null;
  const side = now.count > target.most ? 'above' : 'below';
  return choices.some((choice) => choice.side === side) ? null : now.count;
}

function choiceTable(run: Calibration, shown: ShownAmount, language: Language): Block {
  const words = wordsFor(language);
  const { choices, totalRevenue } = run;
  const files = new Set(choices.flatMap(({ moves }) => moves.map(({ threshold }) => threshold.source.name)));
  const joins = choices.some(({ way }) => way === 'loosen');
  const { columns } = calibrateWords(language);
  return {
    kind: 'table',
    columns: [
      { header: columns.number, align: 'right' },
      { header: columns.threshold, align: 'left', flexible: 'wrap' },
      { header: columns.amount, align: 'left', flexible: 'wrap' },
      { header: columns.change, align: 'right' },
      { header: words.columns.keyAccounts, align: 'right' },
      { header: joins ? columns.join : columns.leave, align: 'right' },
      ...(totalRevenue === null ? [] : [{ header: columns.revenueMoved, align: 'right' } as const]),
    ],
    rows: choices
      .slice(0, shown.choices)
      .flatMap((choice) => choiceRows(choice, files.size > 1, totalRevenue !== null, language)),
    more: choices.length > shown.choices ? words.sentences.more(choices.length - shown.choices) : undefined,
  };
}

// The second amount of a pair stands on a line of its own.
function choiceRows(
  choice: NumberedChoice,
  withFile: boolean,
  withRevenue: boolean,
  language: Language,
): Cell[][] {
  return choice.moves.map(({ threshold, change }, index) => {
    const file = withFile ? wordsFor(language).beside(threshold.source.name.replace(/^.*[/\\]/, '')) : '';
    const first = index === 0;
    const count = (value: number): Cell => (first ? { kind: 'count', value } : text(''));
    return [
      count(choice.number),
      text(`${thresholdName(threshold)}${file}`),
      text(`${threshold.text} → ${choice.texts[index]}`),
      Number.isFinite(change) ? { kind: 'share', value: change } : text(wordsFor(language).none),
      count(choice.keyAccounts),
      count(choice.customers.length),
      ...(withRevenue ? [first ? ({ kind: 'money', value: choice.revenueMoved } as const) : text('')] : []),
    ];
  });
}

// One choice: the amounts, what comes of them, and who leaves or joins.
function choiceBlocks(
  choice: NumberedChoice,
  { target, totalRevenue, listedBy }: Calibration,
  most: number,
  language: Language,
): Block[] {
  const words = wordsFor(language);
  const say = calibrateWords(language);
  const { number, moves, texts, way, customers, keyAccounts, revenueMoved, side } = choice;
  const names = moves.map(
    ({ threshold }, index) => `${thresholdName(threshold)}${words.colon}${threshold.text} → ${texts[index]}`,
  );
  const revenue = totalRevenue === null ? null : formatCell({ kind: 'money', value: revenueMoved }, words);
  const places = moves.map(({ threshold }) => `${threshold.source.name}:${thresholdLine(threshold)}`);
  const blocks: Block[] = [
    { kind: 'heading', text: `${number}. ${names.join(words.comma)}` },
    {
      kind: 'paragraph',
      text: `${say.result(keyAccounts, way, customers.length, revenue)}${words.beside([...new Set(places)].join(words.comma))}`,
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
  if (customers.length > 0)
    blocks.push(customerTable(choice, listedBy, totalRevenue !== null, most, language));
  return blocks;
}

function customerTable(
  { customers }: NumberedChoice,
  listedBy: string | null,
  withRevenue: boolean,
  most: number,
  language: Language,
): Block {
  const words = wordsFor(language);
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
        ...optional(withRevenue, () => money(revenue)),
      ]),
    more: customers.length > most ? words.sentences.more(customers.length - most) : undefined,
  };
}
