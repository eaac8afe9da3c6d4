import { UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';

/**
 * The format of a result: the one that is told, else the one that the ending of the output's name means, as far as the
 * command has it, else the usual one.
 */
export function outputFormat<F extends string>(
  { format, output }: { readonly format?: F | undefined; readonly output?: string | undefined },
  formats: readonly F[],
  usual: F,
): F {
  const ending = /\.([a-z]+)$/i.exec(output ?? '')?.[1]?.toLowerCase() ?? '';
  const meant = formats.find((one) => one === ENDINGS.get(ending));
  return format ?? meant ?? usual;
}

/** Stops a run that would write what is no text to a terminal. */
export function expectFile(format: string, output: string | undefined, io: Io): void {
  if (format === 'xlsx' && (output ?? '-') === '-' && io.out.isTTY)
    throw new UserError(
      { en: 'a workbook of Excel is no text for a terminal', zh: 'Excel 工作簿不能显示在终端上' },
      { en: 'write it to a file: -o result.xlsx', zh: '请写入文件：-o result.xlsx' },
    );
}

const ENDINGS: ReadonlyMap<string, string> = new Map([
  ['html', 'html'],
  ['htm', 'html'],
  ['md', 'markdown'],
  ['markdown', 'markdown'],
  ['json', 'json'],
  ['ndjson', 'ndjson'],
  ['jsonl', 'ndjson'],
  ['csv', 'csv'],
  ['xlsx', 'xlsx'],
  ['xml', 'junit'],
]);
