import type { Diagnostic } from '../text/diagnostic.ts';
import type { Source } from '../text/source.ts';
import { didYouMean } from '../text/suggest.ts';
import { linesOf } from './lines.ts';
import { TEMPLATE_NAMES } from './template-names.ts';

/** What the template library found, as diagnostics in the template; anything else is a bug and is thrown on. */
export function templateErrors(error: unknown, source: Source): Diagnostic[] {
  if (!isLiquidError(error)) throw error;
  if (error.errors !== undefined) return error.errors.flatMap((one) => templateErrors(one, source));
  if (isLiquidError(error.originalError) && error.originalError.errors !== undefined)
    return templateErrors(error.originalError, source);
  const [row, column] = error.token.getPosition();
  const message = error.message.split('\n')[0]!.replace(PLACE, '');
  const start = (linesOf(source.text)[row - 1]?.start ?? 0) + column - 1;
  const end = Math.max(start + 1, start + firstLine(error.token.getText()).length);
  const unknown = /^undefined variable: ([\w.]+)/.exec(message)?.[1];
  return [
    {
      ...(unknown === undefined ? explain(message) : unknownField(unknown)),
      severity: 'error',
      at: { kind: 'span', source, start, end },
    },
  ];
}

interface LiquidError extends Error {
  readonly token: { getPosition(): number[] & [number, number]; getText(): string };
  readonly errors?: readonly unknown[];
  readonly originalError?: unknown;
}

function isLiquidError(error: unknown): error is LiquidError {
  return error instanceof Error && 'token' in error;
}

const PLACE = /,(?: file:.*?,)? line:\d+, col:\d+$/;

function firstLine(text: string): string {
  return text.split('\n')[0]!;
}

// The names themselves were looked at before: what is left is a field of a list's items.
function unknownField(name: string): Pick<Diagnostic, 'code' | 'message' | 'help'> {
  const field = name.split('.').at(-1)!;
  const fields = new Set(Object.values(TEMPLATE_NAMES).flatMap((list) => list ?? []));
  return { code: 'unknown-name', message: `unknown name "${name}"`, help: didYouMean(field, fields) };
}

function explain(message: string): Pick<Diagnostic, 'code' | 'message' | 'help'> {
  const [, tag] = /^tag "(.*)" not found/.exec(message) ?? [];
  const [, open] = /^tag (.*) not closed/.exec(message) ?? [];
  const [, filter] = /^undefined filter: (.*)/.exec(message) ?? [];
  if (open !== undefined)
    return {
      code: 'bad-template',
      message: `${open.replace(/^\{%-/, '{%').replace(/-%\}$/, '%}')} has no end`,
      help: `write {% end${/\w+/.exec(open)?.[0] ?? ''} %} behind it`,
    };
  if (tag?.startsWith('end') === true || tag === 'else')
    return {
      code: 'bad-template',
      message: `{% ${tag} %} without a beginning`,
      help: `write {% ${tag === 'else' ? 'if … ' : tag.slice(3)} %} before it, or remove it`,
    };
  if (tag !== undefined)
    return {
      code: 'bad-template',
      message: `unknown tag "${tag}"`,
      help: 'templates of plans have if, unless, for, comment and raw',
    };
  if (filter !== undefined)
    return {
      code: 'bad-template',
      message: `unknown filter "${filter}"`,
      help: 'templates of plans have default',
    };
  return { code: 'bad-template', message: message.charAt(0).toLowerCase() + message.slice(1) };
}
