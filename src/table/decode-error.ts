import type { Code } from '../text/codes.ts';

/** Bytes that cannot be read as text: the code, what was found and how to mend it. */
export class DecodeError extends Error {
  readonly code: Code;
  readonly help: string;

  constructor(code: Code, message: string, help: string) {
    super(message);
    this.code = code;
    this.help = help;
  }
}
