import type { Wording } from '../../text/wording.ts';
import type { Flag } from './flags.ts';
import { NO_CUSTOMER_FILE } from './no-customer-file.ts';

/** A command as help and its page show it; `A` are its arguments, `F` its flags. What it does is in `run.ts` beside it. */
export interface CommandDeclaration<A extends readonly unknown[], F> {
  readonly name: string;
  readonly summary: Wording;
  readonly args: { readonly [K in keyof A]: Argument<A[K]> };
  /** In the order in which help lists them; each key is the flag's name as code reads it. */
  readonly flags: F;
  /** What help says below the flags: examples, notes, exit codes. */
  readonly notes: Wording;
}

/** An argument: `<customers>` must be there, `[ids...]` may be several; `orElse` stands for one that is not given. */
export interface Argument<T> {
  readonly name: string;
  readonly help: Wording;
  readonly orElse?: T;
  /** What it can be, where that is a few words. */
  readonly choices?: readonly string[];
  readonly value?: T;
}

/** Declares a command. */
export function declareCommand<
  A extends readonly unknown[],
  F extends Readonly<Record<string, Flag<unknown>>>,
>(declaration: CommandDeclaration<A, F>): CommandDeclaration<A, F> {
  return declaration;
}

/** The customer file that most commands read; without one everybody who has an order line is a customer. */
export const CUSTOMERS: Argument<string> = {
  name: '[customers]',
  help: {
    en: 'CSV or .xlsx file, or - for standard input; without one, everybody who has an order line',
    zh: 'CSV 或 .xlsx 文件，- 表示标准输入；不写则为所有有明细的客户',
  },
  orElse: NO_CUSTOMER_FILE,
};
