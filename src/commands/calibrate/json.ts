import { jsonNumber, printJson } from '../../output/json-pieces.ts';
import { cutPointsJson, type RunMeta, runHead } from '../../say/run.ts';
import { positionAt } from '../../text/source.ts';
import { type Calibration, type NumberedChoice, type TargetText, thresholdPath } from './calibration.ts';
import type { Written } from './write-choice.ts';

/** A calibration for other programs: every choice with everyone who leaves or joins. */
export function formatCalibrationJson(run: Calibration, meta: RunMeta, written: Written | null): string {
  const { now, totalRevenue } = run;
  const document = {
    ...runHead(meta),
    ...cutPointsJson(meta.cutPoints),
    now: {
      key_accounts: now.count,
      held: run.held,
      revenue: totalRevenue === null ? null : jsonNumber(now.revenue),
      revenue_of_all: jsonNumber(totalRevenue),
    },
    target: targetJson(run.target),
    met: run.met,
    reached: run.choices.some(({ side }) => side === 'within'),
    choices: run.choices.map((choice) => choiceJson(choice, run)),
    ...(written === null ? {} : { written: writtenJson(written) }),
  };
  return `${printJson(document, 2)}\n`;
}

function writtenJson({ choice, file, version, failed }: Written): object {
  return { choice: choice.number, file, version, failed_cases: failed };
}

function targetJson(target: TargetText): object {
  switch (target.kind) {
    case 'count':
      return { key_accounts: { least: target.least, most: target.most } };
    case 'load':
      return { per: target.per, at_most: target.most };
    case 'share':
      return { revenue_share: target.ratio };
  }
}

function choiceJson(choice: NumberedChoice, { totalRevenue, target }: Calibration): object {
  const { number, moves, texts, way, customers, side } = choice;
  const list = customers.map(({ id, name, revenue, group }) => ({
    customer_id: id,
    customer_name: name,
    revenue: jsonNumber(revenue),
    group,
  }));
  return {
    choice: number,
    edits: moves.map(({ threshold, decimal, change }, index) => {
      const { line, column } = positionAt(threshold.source, threshold.start);
      return {
        file: threshold.source.name,
        line,
        column,
        path: thresholdPath(threshold),
        from: threshold.text,
        to: texts[index],
        to_value: Number(decimal),
        change: Number.isFinite(change) ? change : null,
      };
    }),
    reaches_target: side === 'within',
    key_accounts: choice.keyAccounts,
    ...(target.kind === 'load' ? { most_in_a_group: choice.load } : {}),
    key_revenue: totalRevenue === null ? null : jsonNumber(choice.revenue),
    revenue_moved: totalRevenue === null ? null : jsonNumber(choice.revenueMoved),
    leave: way === 'tighten' ? list : [],
    join: way === 'loosen' ? list : [],
  };
}
