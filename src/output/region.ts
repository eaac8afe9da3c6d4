import type { Diagnostic } from '../text/diagnostic.ts';
import { sayDiagnostic } from '../text/shorten.ts';
import { positionAt } from '../text/source.ts';
import type { Language, Wording } from '../text/wording.ts';
import { diagnosticWords } from './diagnostic-words.ts';

/** The place of a diagnostic in a file, from 1; null where the whole file is meant. */
export interface Region {
  readonly file: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
}

/** Where a diagnostic stands, as other programs ask for it. */
export function regionOf({ at }: Pick<Diagnostic, 'at'>): Region {
  const none = { line: null, column: null, endLine: null, endColumn: null };
  switch (at.kind) {
    case 'span': {
      const start = positionAt(at.source, at.start);
      const end = positionAt(at.source, at.end);
      return {
        file: at.source.name,
        line: start.line,
        column: start.column,
        endLine: end.line,
        endColumn: end.column,
      };
    }
    case 'cell':
      return { ...none, file: at.file, line: at.line };
    case 'file':
      return { ...none, file: at.file };
  }
}

/** The file and the line of a diagnostic, as people write a place: "c.yaml:12". */
export function placeText(diagnostic: Pick<Diagnostic, 'at'>): string {
  const { file, line } = regionOf(diagnostic);
  return line === null ? file : `${file}:${line}`;
}

/** A message with its notes and its help, in one text of one language. */
export function fullMessage(diagnostic: Diagnostic, between: Wording, language: Language): string {
  const { message, notes, help } = sayDiagnostic(diagnostic, language);
  const words = diagnosticWords(language);
  const advice = help === undefined ? [] : [`${words.help}${words.gap}${help}`];
  return [message, ...notes, ...advice].join(between[language]);
}
