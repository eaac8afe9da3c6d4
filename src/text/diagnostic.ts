import type { Code } from './codes.ts';
import type { Span } from './source.ts';
import type { Language, Wording } from './wording.ts';

/** `info`: worth knowing, and nothing is wrong. */
export type Severity = 'error' | 'warning' | 'info';

/**
 * A place in a data file: the physical line on which the record (or the open quote) starts, from 1; in a table of a
 * database the number of the row, and 0 for the names of its columns.
 */
export interface CellPlace {
  readonly kind: 'cell';
  readonly file: string;
  readonly line: number;
  /** The column's header as the file spells it; null when the whole row is meant. */
  readonly column: string | null;
}

/** A whole file, when no line of it is to blame. */
export interface FilePlace {
  readonly kind: 'file';
  readonly file: string;
}

/** Where a mistake is: in a text, in a data file, or in a file as a whole. */
export type Place = Span | CellPlace | FilePlace;

/**
 * A mistake in a user's file, as data. The message says what, expected and found, in lower case without a
 * full stop and with names in double quotes; `help` says how to mend it.
 */
export interface Diagnostic {
  readonly code: Code;
  readonly severity: Severity;
  readonly message: Wording;
  readonly help?: Wording | undefined;
  /** What shows it: an example, what real customers say. */
  readonly notes?: readonly Wording[] | undefined;
  readonly at: Place;
}

/** A diagnostic in the words of one language. */
export interface SaidDiagnostic extends Pick<Diagnostic, 'code' | 'severity' | 'at'> {
  readonly message: string;
  readonly help: string | undefined;
  readonly notes: readonly string[];
}

/** What a diagnostic says in one language. */
export function inLanguage(diagnostic: Diagnostic, language: Language): SaidDiagnostic {
  const { code, severity, at, message, help, notes = [] } = diagnostic;
  return {
    code,
    severity,
    at,
    message: message[language],
    help: help?.[language],
    notes: notes.map((note) => note[language]),
  };
}

/** Takes what is found on the way; reading goes on, so that one run reports everything. */
export type ReportDiagnostic = (diagnostic: Diagnostic) => void;

/** A value with what was found while making it; null when errors left nothing to use. */
export interface Checked<T> {
  readonly value: T | null;
  readonly diagnostics: readonly Diagnostic[];
}

/** Whether anything stands in the way; warnings do not. */
export function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((diagnostic) => diagnostic.severity === 'error');
}
