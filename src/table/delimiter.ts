/** The delimiters that a header may show. */
const DELIMITERS = [',', ';', '\t', '|'] as const;

const NAMES: Readonly<Record<string, string>> = {
  tab: '\t',
  '\\t': '\t',
  comma: ',',
  semicolon: ';',
  pipe: '|',
};

/** A delimiter as told: the character or its name. */
export function delimiterNamed(name: string): string {
  return NAMES[name.toLowerCase()] ?? name;
}

/** A delimiter as people are told of it: its name, or the character in quotes. */
export function nameDelimiter(delimiter: string): string {
  return Object.entries(NAMES).find(([, character]) => character === delimiter)?.[0] ?? `"${delimiter}"`;
}

/** The delimiters that could separate these lines: one is clear, several are doubtful, none is one column. */
export function findDelimiters(text: string): string[] {
  const lines = unquotedLines(text).slice(0, 50);
  const header = lines[0] ?? '';
  const candidates = DELIMITERS.filter((delimiter) => header.includes(delimiter));
  if (candidates.length < 2) return candidates;
  const count = (line: string, delimiter: string): number => line.split(delimiter).length;
  const even = candidates.filter((delimiter) =>
    lines.every((line) => count(line, delimiter) === count(header, delimiter)),
  );
  return even.length > 0 ? even : candidates;
}

// Quoted cells say nothing about delimiters or line ends. The last line may be cut, so it is left out.
function unquotedLines(text: string): string[] {
  const lines = text
    .replace(/"[^"]*(?:"|$)/g, '')
    .split(/\r\n|\n|\r/)
    .filter((line) => line.trim() !== '');
  return lines.length > 2 ? lines.slice(0, -1) : lines;
}
