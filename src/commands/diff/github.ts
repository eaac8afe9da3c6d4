import type { Comparison } from '../../compare/comparison.ts';
import type { Change } from '../../criteria/changes/change.ts';
import { workflowCommand } from '../../output/formats/github.ts';
import type { Language } from '../../output/language.ts';
import { printChange } from '../../say/criteria-change.ts';
import { driftDiagnostics } from '../../say/drift.ts';
import { sayDiagnostic } from '../../text/shorten.ts';
import { positionAt } from '../../text/source.ts';
import type { Gate } from './limits.ts';
import { type DiffRun, headlineOf } from './report.ts';
import { diffWords } from './words.ts';

/** Who moves in one sentence, what is out of the ordinary in the export, each change on its line of the criteria file, with whom it moves; then the limits that do not hold. */
export function formatDiffGithub(
  comparison: Comparison,
  changes: readonly Change[],
  gates: readonly Gate[],
  { drift, file }: Pick<DiffRun, 'drift' | 'file'>,
  language: Language,
): string {
  const { movements } = comparison;
  const say = diffWords(language);
  const notices = changes
    .filter(({ decides }) => decides)
    .map((change) => {
      const moved = movements.filter(({ causes }) =>
        causes.of.some((cause) => cause.kind === 'criteria' && cause.changes.includes(change)),
      );
      const toKey = moved.filter(({ to }) => to === 'key').length;
      const fromKey = moved.filter(({ from }) => from === 'key').length;
      const message = `${printChange(change, language)}\n${say.moves(moved.length, toKey, fromKey)}`;
      const { at } = change;
      const place = at === null ? {} : { file: at.source.name, line: positionAt(at.source, at.start).line };
      return workflowCommand('notice', { ...place, title: say.title }, message);
    });
  const errors = gates
    .filter(({ passed }) => !passed)
    .map((gate) => workflowCommand('error', { title: say.title }, say.gate(gate)));
  const headline = workflowCommand('notice', { title: say.title }, headlineOf(comparison, language));
  const odd = driftDiagnostics(drift, file, false).map((diagnostic) => {
    const { severity, message, help } = sayDiagnostic(diagnostic, language);
    const level = severity === 'info' ? 'notice' : 'warning';
    return workflowCommand(
      level,
      { file, title: say.title },
      help === undefined ? message : `${message}\n${help}`,
    );
  });
  return [headline, ...odd, ...notices, ...errors].join('');
}
