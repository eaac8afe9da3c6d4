import { formatCell } from '../../output/numbers.ts';
import { type Block, type Cell, type Report, text } from '../../output/report.ts';
import type { Words } from '../../output/words.ts';
import { sourceFacts } from '../../say/run-facts.ts';
import { choiceBlocks } from './report-choice.ts';
import { thresholdName } from './threshold-text.ts';
import type { Calibration, NumberedChoice, TargetText } from './view.ts';
import type { CalibrateWords } from './words.ts';

/** How much of a calibration is shown. */
export interface Shown {
  /** Choices in the table, choices in detail, and customers of each. */
  readonly choices: number;
  readonly details: number;
  readonly customers: number;
  /** Said at the end: how to make a change, or what was written. */
  readonly closing: readonly string[];
}

/** The choices with what comes of each, the smallest change first. */
export function reportCalibration(run: Calibration, shown: Shown, words: Words, say: CalibrateWords): Report {
  const blocks: Block[] = [facts(run, words, say)];
  const paragraph = (text: string): number => blocks.push({ kind: 'paragraph', text });
  const { choices, met } = run;
  const exact = choices.some(({ side }) => side === 'within');
  if (choices.length === 0)
    paragraph(met ? (run.target.kind === 'share' ? say.shareMet : say.met) : say.nothing);
  else paragraph(run.pair ? say.pair : exact ? say.choose : say.nearest(nearestNow(run)));
  if (choices.length > 0) blocks.push(table(run, shown, words, say));
  for (const choice of choices.slice(0, shown.details))
    blocks.push(...choiceBlocks(choice, run, shown.customers, words, say));
  const note = (text: string): number => blocks.push({ kind: 'note', severity: 'info', text });
  if (run.held > 0) note(say.held(run.held));
  if (run.linesLocked) note(say.locked);
  if (run.stalesLock) note(say.stalesLock);
  if (run.noBook) note(words.sentences.noBook);
  shown.closing.forEach(paragraph);
  return { title: say.title, blocks };
}

function facts(run: Calibration, words: Words, say: CalibrateWords): Block {
  return {
    kind: 'facts',
    items: [
      ...sourceFacts(run, words),
      { label: say.labels.now, value: text(nowText(run, words, say)) },
      { label: say.labels.target, value: text(targetText(run.target, words, say)) },
    ],
  };
}

function nowText({ now, totalRevenue, target }: Calibration, words: Words, say: CalibrateWords): string {
  const known = totalRevenue !== null;
  const share =
    known && totalRevenue > 0 ? { kind: 'share' as const, value: now.revenue / totalRevenue } : null;
  const totals = say.now(
    now.count,
    known ? formatCell({ kind: 'money', value: now.revenue }, words) : null,
    share === null ? null : formatCell(share, words),
  );
  return target.kind === 'load' ? `${totals}${words.comma}${say.busiest(now.load, target.per)}` : totals;
}

function targetText(target: TargetText, words: Words, say: CalibrateWords): string {
  switch (target.kind) {
    case 'count':
      return target.told ? say.count(target.least, target.most) : say.capacity(target.most);
    case 'load':
      return say.load(target.most, target.per, target.told);
    case 'share':
      return say.share(formatCell({ kind: 'share', value: target.ratio }, words));
  }
}

// Things as they are come nearest where the first customers that could move are equal, and too many.
function nearestNow({ target, now, choices }: Calibration): number | null {
  if (target.kind !== 'count') return null;
  const side = now.count > target.most ? 'above' : 'below';
  return choices.some((choice) => choice.side === side) ? null : now.count;
}

function table(run: Calibration, shown: Shown, words: Words, say: CalibrateWords): Block {
  const { choices, totalRevenue } = run;
  const files = new Set(choices.flatMap(({ moves }) => moves.map(({ threshold }) => threshold.source.name)));
  const joins = choices.some(({ way }) => way === 'loosen');
  const { columns } = say;
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
      .flatMap((choice) => rows(choice, files.size > 1, totalRevenue !== null, words)),
    more: choices.length > shown.choices ? words.sentences.more(choices.length - shown.choices) : undefined,
  };
}

// The second amount of a pair stands on a line of its own.
function rows(choice: NumberedChoice, withFile: boolean, withRevenue: boolean, words: Words): Cell[][] {
  return choice.moves.map(({ threshold, change }, index) => {
    const file = withFile ? ` (${threshold.source.name.replace(/^.*[/\\]/, '')})` : '';
    const first = index === 0;
    const count = (value: number): Cell => (first ? { kind: 'count', value } : text(''));
    return [
      count(choice.number),
      text(`${thresholdName(threshold)}${file}`),
      text(`${threshold.text} → ${choice.texts[index]}`),
      Number.isFinite(change) ? { kind: 'share', value: change } : text(words.none),
      count(choice.keyAccounts),
      count(choice.customers.length),
      ...(withRevenue ? [first ? ({ kind: 'money', value: choice.revenueMoved } as const) : text('')] : []),
    ];
  });
}
