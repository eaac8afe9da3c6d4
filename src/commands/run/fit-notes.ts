import { displayWidth, wrapText } from '../../output/width.ts';

/**
 * The notes below the flags in so many cells. Examples with what they do stand side by side where all of a block fit, else
 * each is followed by what it does; a command that is too long goes on in the next line, as a shell reads it.
 */
export function fitNotes(notes: string, width: number): string {
  const lines = notes.split('\n');
  const fitted: string[] = [];
  for (let at = 0; at < lines.length; ) {
    const kind = kindOf(lines[at]!);
    const from = at++;
    while (at < lines.length && kindOf(lines[at]!) === kind) at++;
    const block = lines.slice(from, at);
    const fits = block.every((line) => displayWidth(line) <= width);
    if (fits) fitted.push(...block);
    else if (kind === 'example') fitted.push(...fitExamples(block, width));
    else fitted.push(...wrapText(block.reduce(joinLines), width));
  }
  return fitted.join('\n');
}

function kindOf(line: string): 'blank' | 'example' | 'exit codes' | 'text' {
  if (line === '') return 'blank';
  if (/^(Exit codes:|退出码：)/.test(line)) return 'exit codes';
  return line.startsWith(INDENT) ? 'example' : 'text';
}

// Chinese has no blanks between words.
function joinLines(text: string, line: string): string {
  return /[\p{Script=Han}，。；：、）]$/u.test(text) ? `${text}${line}` : `${text} ${line}`;
}

const INDENT = '  ';
const DEEPER = '      ';

function fitExamples(block: readonly string[], width: number): string[] {
  const examples = block
    .join('\n')
    .replace(/ \\\n +/g, ' ')
    .split('\n');
  return examples.flatMap((line) => {
    const [, term, meaning] = /^ +(\S.*?) {2,}(\S.*)$/.exec(line) ?? [null, line.trim(), null];
    const said = (text: string): string[] =>
      wrapText(text, width - DEEPER.length).map((one) => `${DEEPER}${one}`);
    // What stands below what a command does goes on with it.
    if (line.startsWith(DEEPER)) return said(term!);
    return [...fitCommand(term!, width), ...(meaning === null ? [] : said(meaning!))];
  });
}

// Cut between the words of the shell: a name or what stands in quotes would be another in two lines. A flag stays with
// its value, which is the next word that is no flag.
function fitCommand(command: string, width: number): string[] {
  const room = width - DEEPER.length - CONTINUED.length;
  const [first = '', ...words] = command.match(/(?:--?\w\S* (?!-\S))?(?:"[^"]*"|'[^']*'|\S)+/g) ?? [];
  const parts = [first];
  for (const word of words) {
    const longer = `${parts.at(-1)} ${word}`;
    if (displayWidth(longer) <= room) parts[parts.length - 1] = longer;
    else parts.push(word);
  }
  return parts.map((part, at) => {
    const indent = at === 0 ? INDENT : DEEPER;
    return `${indent}${part}${at < parts.length - 1 ? CONTINUED : ''}`;
  });
}

const CONTINUED = ' \\';
