import type { Io } from '../../io.ts';
import { cleanText } from '../../output/clean.ts';
import { defineWords } from '../../output/language.ts';
import { nameDelimiter } from '../../table/delimiter.ts';
import type { LeftOutRows } from '../../table/layout.ts';
import type { CustomerTable } from '../../table/table.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import type { CommonFlags } from './flags.ts';

/** Says on standard error what was found, and how the file was read when that is not plain. */
export async function sayRemarks(
  found: readonly Diagnostic[],
  name: string,
  { dialect }: Pick<CustomerTable, 'dialect'>,
  leftOut: LeftOutRows,
  flags: CommonFlags,
  io: Io,
): Promise<void> {
  await sayDiagnostics(found, flags, io);
  await sayRowsLeftOut(leftOut, name, flags, io);
  const unusual = dialect.encoding !== 'utf-8' || dialect.delimiter !== ',';
  if (flags.verbose !== true && !(unusual && dialect.detected)) return;
  const { lang } = flags;
  const { encoding, sheet, delimiter, order } = dialect;
  const words = remarkWords(lang);
  const said =
    order !== undefined
      ? words.readTable(name, order)
      : sheet === undefined
        ? words.readAs(name, encoding, nameDelimiter(delimiter))
        : words.readSheet(name, sheet);
  await io.err.write(`${cleanText(said)}\n`);
}

const DELIMITERS = new Map([
  ['comma', '逗号'],
  ['semicolon', '分号'],
  ['tab', '制表符'],
  ['pipe', '竖线'],
]);

const remarkWords = defineWords({
  readTable: {
    en: (name: string, order: readonly string[]) =>
      order.length === 0
        ? `${name}: rows in the order in which the database gives them`
        : `${name}: rows ordered by ${order.map((column) => `"${column}"`).join(', ')}`,
    zh: (name: string, order: readonly string[]) =>
      order.length === 0
        ? `${name}：各行按数据库给出的顺序`
        : `${name}：各行按${order.map((column) => `“${column}”`).join('、')}排序`,
  },
  readSheet: {
    en: (name: string, sheet: string) => `${name}: read the sheet "${sheet}" of the spreadsheet`,
    zh: (name: string, sheet: string) => `${name}：读取的是电子表格的工作表“${sheet}”`,
  },
  readAs: {
    en: (name: string, encoding: string, delimiter: string) =>
      `${name}: read as ${encoding}, columns separated by ${delimiter}`,
    zh: (name: string, encoding: string, delimiter: string) =>
      `${name}：编码为 ${encoding}，各列以${DELIMITERS.get(delimiter) ?? ` ${delimiter} `}分隔`,
  },
});

// One line, or each row where that is asked for.
async function sayRowsLeftOut(
  { counts, first }: LeftOutRows,
  name: string,
  flags: CommonFlags,
  io: Io,
): Promise<void> {
  if (first.length === 0 || flags.quiet === true) return;
  const { sayHowToList, sayLeftOut } = await import('../../say/left-out.ts');
  const { wordsFor } = await import('../../output/words.ts');
  const { beside, colon } = wordsFor(flags.lang);
  const all = flags.verbose === true ? '' : beside(sayHowToList(flags.lang));
  const lines = [`${name}${colon}${sayLeftOut(counts, flags.lang)}${all}`];
  if (flags.verbose === true) lines.push(...first.map(({ line, text }) => `  ${name}:${line}: ${text}`));
  await io.err.write(lines.map((line) => `${cleanText(line)}\n`).join(''));
}

/** Says on standard error what is wrong or only remarkable; with `--quiet`, errors. */
export async function sayDiagnostics(
  found: readonly Diagnostic[],
  flags: CommonFlags,
  io: Io,
): Promise<void> {
  const shown = flags.quiet === true ? found.filter(({ severity }) => severity === 'error') : found;
  if (shown.length === 0) return;
  // Most runs have nothing to say, and start faster without the words for it.
  const { formatDiagnostics } = await import('../../output/diagnostics.ts');
  const { styleFor, wantsColor } = await import('../../output/style.ts');
  const style = styleFor(wantsColor(flags, io.env, io.err.isTTY));
  await io.err.write(formatDiagnostics(shown, { style, language: flags.lang, limit: 20 }));
}
