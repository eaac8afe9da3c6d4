import { UserError } from '../../errors.ts';
import type { Io } from '../../io.ts';
import { styleFor, wantsColor } from '../../output/style.ts';
import { wrapText } from '../../output/width.ts';
import { readTyped } from '../../table/decode-text.ts';
import { CODES, type Code } from '../../text/codes.ts';
import { didYouMean } from '../../text/suggest.ts';
import { type CodeRow, readCodeRows } from './code-rows.ts';
import type { HelpFlags } from './command.ts';
import { REMEDIES } from './remedies.ts';
import { helpWords, placeWords } from './words.ts';

/** Shows what a code means, with an example and what to do; the exit code. The program shows the help of `commands`. */
export async function runHelp(
  topic: string | undefined,
  commands: readonly string[],
  flags: HelpFlags,
  io: Io,
): Promise<number> {
  const code = (topic ?? '').replace(/^\[(.*)\]$/, '$1');
  if (!isCode(code))
    throw new UserError(
      {
        en: `"${code}" is neither a command nor a code of a message`,
        zh: `“${code}”既不是命令，也不是提示代码`,
      },
      didYouMean(code, [...commands, ...Object.keys(CODES)]),
    );
  const row = readCodeRows(await readTyped(io.readBytes(io.shipped(REFERENCE)), REFERENCE)).get(code);
  await io.out.write(showCode(code, row, flags, io));
  return 0;
}

const REFERENCE = 'criteria/README.md';

function isCode(name: string): name is Code {
  return Object.hasOwn(CODES, name);
}

function showCode(code: Code, row: CodeRow | undefined, { lang, color }: HelpFlags, io: Io): string {
  const style = styleFor(wantsColor({ color }, io.env, io.out.isTTY));
  const words = helpWords(lang);
  const wrapped = (text: string): string[] => wrapText(text, io.out.width - INDENT.length).map(indent);
  const example =
    row === undefined
      ? []
      : [
          '',
          style.heading(words.example(placeOf(row.section, lang))),
          ...row.example.split('\n').map(indent),
        ];
  const more = row === undefined ? [] : ['', words.more(REFERENCE, row.section)];
  const lines = [
    style.heading(code),
    ...wrapped(CODES[code][lang]),
    ...example,
    '',
    style.heading(words.remedy),
    ...wrapped(REMEDIES[code][lang]),
    ...more,
  ];
  return `${lines.join('\n')}\n`;
}

const INDENT = '  ';

function indent(line: string): string {
  return line === '' ? '' : `${INDENT}${line}`;
}

function placeOf(section: string, lang: HelpFlags['lang']): string {
  const places: Readonly<Record<string, string>> = placeWords(lang);
  return places[section] ?? section;
}
