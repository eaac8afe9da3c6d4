import type { Fail, TableOptions } from './table.ts';

/**
 * The delimiter of a text: as it is told, as its first line says (`said`), or as its lines show. Null after a report of
 * the doubt.
 */
export function chooseDelimiter(
  head: string,
  said: string | undefined,
  options: TableOptions,
  fail: Fail,
): string | null {
  const told = options.delimiter === null ? said : delimiterNamed(options.delimiter);
  if (told !== undefined && /^$|["\r\n]/.test(told)) {
    const message = {
      en: `${JSON.stringify(told)} separates no columns`,
      zh: `${JSON.stringify(told)} 不能用来分隔列`,
    };
    return fail('ambiguous-delimiter', message, NO_DELIMITER_HELP, 1);
  }
  if (told !== undefined) return told;
  // An escaped quote is no quote.
  const escaped = options.escape == null ? head : head.replaceAll(`${options.escape}"`, '');
  const candidates = findDelimiters(escaped);
  if (candidates.length < 2) return candidates[0] ?? ',';
  const names = candidates.map(nameDelimiter);
  const message = {
    en: `columns could be separated by ${names.join(' or ')}`,
    zh: `列可能以 ${names.join(' 或 ')} 分隔`,
  };
  return fail(
    'ambiguous-delimiter',
    message,
    { en: `say which: --delimiter ${names[0]}`, zh: `请指明：--delimiter ${names[0]}` },
    1,
  );
}

const NO_DELIMITER_HELP = {
  en: 'say which sign does: --delimiter comma',
  zh: '请指明分隔符：--delimiter comma',
};

/** The delimiter that a text shows without doubt. */
export function onlyDelimiter(text: string): string | null {
  const candidates = findDelimiters(text);
  return candidates.length === 1 ? candidates[0]! : null;
}

/** The delimiters that a header may show. */
export const DELIMITERS = [',', ';', '\t', '|'] as const;

const NAMES: Readonly<Record<string, string>> = {
  tab: '\t',
  '\\t': '\t',
  comma: ',',
  semicolon: ';',
  pipe: '|',
};

// A delimiter as told: the character or its name.
function delimiterNamed(name: string): string {
  return NAMES[name.toLowerCase()] ?? name;
}

/** A delimiter as people are told of it: its name, or the character in quotes. */
export function nameDelimiter(delimiter: string): string {
  return Object.entries(NAMES).find(([, character]) => character === delimiter)?.[0] ?? `"${delimiter}"`;
}

// The delimiters that could separate these lines: one is clear, several are doubtful, none is one column.
function findDelimiters(text: string): string[] {
  const lines = unquotedLines(text).slice(0, 50);
  const header = lines[0] ?? '';
  const candidates = DELIMITERS.filter((delimiter) => header.includes(delimiter));
  const count = (line: string, delimiter: string): number => line.split(delimiter).length;
  const even = candidates.filter((delimiter) =>
    lines.every((line) => count(line, delimiter) === count(header, delimiter)),
  );
  if (even.length > 0) return even;
  // A title, a comment or a footer is no row of the table: most lines are.
  const alike = DELIMITERS.map((delimiter) => alikeMost(lines.map((line) => count(line, delimiter))));
  const most = Math.max(...alike);
  return most * 2 > lines.length ? DELIMITERS.filter((_, index) => alike[index] === most) : candidates;
}

// How many lines have the most common number of cells, which is more than one.
function alikeMost(counts: readonly number[]): number {
  const lines = new Map<number, number>();
  for (const count of counts) if (count > 1) lines.set(count, (lines.get(count) ?? 0) + 1);
  return Math.max(0, ...lines.values());
}

// Quoted cells say nothing about delimiters or line ends. The last line may be cut, so it is left out.
function unquotedLines(text: string): string[] {
  const lines = text
    .replace(/"[^"]*(?:"|$)/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '');
  return lines.length > 2 ? lines.slice(0, -1) : lines;
}
