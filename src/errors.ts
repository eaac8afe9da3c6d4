import type { Diagnostic } from './text/diagnostic.ts';

/** A command that cannot be carried out as it was given: flags, or a file that cannot be opened. */
export class UserError extends Error {
  readonly help: string | undefined;

  constructor(message: string, help?: string) {
    super(message);
    this.help = help;
  }
}

/** Mistakes in a criteria or customer file: nothing was done. */
export class InputError extends Error {
  readonly diagnostics: readonly Diagnostic[];
  /** Errors beyond those that are kept. */
  readonly more: number;

  constructor(diagnostics: readonly Diagnostic[], more = 0) {
    super('the input has errors');
    this.diagnostics = diagnostics;
    this.more = more;
  }
}
