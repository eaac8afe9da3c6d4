import { UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';

/**
 * The format that the ending of the output's name means, where no format was told; null where it means none. Throws
 * UserError when `command` has no such format: a file that is not what its ending says opens in no program.
 */
export function formatByEnding(command: string, output: string, formats: readonly string[]): string | null {
  const meant = ENDINGS.get(/\.([a-z]+)$/i.exec(output)?.[1]?.toLowerCase() ?? '');
  // Lines of JSON are what `explain --all` writes, whatever its formats are otherwise.
  if (meant === undefined || meant === 'ndjson') return null;
  if (formats.includes(meant)) return meant;
  throw new UserError(
    {
      en: `--output: ${command} cannot write what the ending of "${output}" says; it writes ${formats.join(', ')}`,
      zh: `--output：${command} 不能输出“${output}”的扩展名所指的格式，可用格式：${formats.join('、')}`,
    },
    {
      en: 'give the file another ending, such as .md or .txt, or say with --format what it is to hold',
      zh: '请换一个扩展名，如 .md 或 .txt，或用 --format 指明文件内容的格式',
    },
  );
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
  ['sarif', 'sarif'],
]);
