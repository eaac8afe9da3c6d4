import type { Change } from '../../criteria/changes/change.ts';
import { positionAt } from '../../text/source.ts';
import type { Comparison } from '../../verdict/compare/comparison.ts';
import type { Gate } from '../../verdict/compare/gates.ts';
import { workflowCommand } from '../workflow-command.ts';
import { printChange } from './print-change.ts';
import type { Voice } from './report.ts';

/** Each change on its line of the criteria file, with whom it moves; then the limits that do not hold. */
export function formatDiffGithub(
  { movements }: Comparison,
  changes: readonly Change[],
  gates: readonly Gate[],
  { say, explain }: Voice,
): string {
  const notices = changes
    .filter(({ decides }) => decides)
    .map((change) => {
      const moved = movements.filter(({ causes }) =>
        causes.of.some((cause) => cause.kind === 'criteria' && cause.changes.includes(change)),
      );
      const toKey = moved.filter(({ to }) => to === 'key').length;
      const fromKey = moved.filter(({ from }) => from === 'key').length;
      const message = `${printChange(change, say, explain.conditions)}\n${say.moves(moved.length, toKey, fromKey)}`;
      const { at } = change;
      const place = at === null ? {} : { file: at.source.name, line: positionAt(at.source, at.start).line };
      return workflowCommand('notice', { ...place, title: say.title }, message);
    });
  const errors = gates
    .filter(({ passed }) => !passed)
    .map((gate) => workflowCommand('error', { title: say.title }, say.gate(gate)));
  return [...notices, ...errors].join('');
}
