import type { OperatorName } from '../../condition/operators.ts';
import type { Code } from '../../text/codes.ts';
import type { Wording } from '../../text/wording.ts';

/** A way in which people type a line that YAML, or the criteria language, reads otherwise. */
export interface Slip {
  readonly code: Code;
  /** What is the matter, once the line as it should stand has shown that it is. */
  readonly why: Wording;
  /** The line as it may have been meant, the likeliest first; none where nothing of the kind stands in it. */
  readonly mend: (line: string) => readonly string[];
  /** Lines that are only right together, as those of an indentation. */
  readonly together?: boolean;
  /** Tried only on what is no YAML, since what is may be meant so. */
  readonly onlyBroken?: boolean;
}

/** What people type, as a table; what stands first is tried first. */
export const SLIPS: readonly Slip[] = [
  {
    code: 'mistyped-line',
    why: {
      en: 'the line is indented by tabs or no-break spaces, which YAML does not count',
      zh: '这一行用制表符或不间断空格缩进，YAML 不予识别',
    },
    mend: (line) => ['  ', '    ', '        '].map((tab) => withSpaces(line, tab)),
    together: true,
  },
  {
    code: 'mistyped-line',
    why: {
      en: 'a no-break or full-width space stands where a plain one is needed',
      zh: '此处应为普通空格，却用了不间断空格或全角空格',
    },
    mend: (line) => [outsideQuotes(line, (part) => part.replace(/[^\S\t]/g, ' '))],
  },
  {
    code: 'full-width-colon',
    why: { en: 'a full-width colon "：" does not separate key and value', zh: '全角冒号“：”不能分隔键和值' },
    mend: (line) => [outsideQuotes(line, (part) => part.replace(/：[^\S\n]*/g, ': '))],
  },
  {
    code: 'mistyped-line',
    why: { en: 'full-width commas and brackets do not separate values', zh: '全角的逗号和括号不能分隔各项' },
    mend: (line) => [
      outsideQuotes(line, (part) => part.replace(/[，、；][^\S\n]*/g, ', ').replace(WIDE, narrow)),
    ],
  },
  {
    code: 'mistyped-line',
    why: { en: 'curly quotes do not quote a text', zh: '中文弯引号不起引号的作用' },
    mend: (line) => [line.replace(/[“”„‟«»]/g, '"').replace(/[‘’‚]/g, "'")],
  },
  {
    code: 'mistyped-line',
    why: {
      en: 'a comma ends a value here, so an amount has none: 5000000, or 5m',
      zh: '逗号在此表示一项结束，因此数字中不能带逗号：请写 5000000 或 5m',
    },
    mend: (line) =>
      eachMatch(line, /(?<![\d.,])\d{1,3}(?:,\d{3})+(?!,?\d)/g, (amount) => amount.replaceAll(',', '')),
  },
  {
    code: 'mistyped-line',
    why: { en: 'criteria write decimals with a point: 5.5m', zh: '标准文件中小数点用“.”：5.5m' },
    mend: (line) => eachMatch(line, /(?<![\d.,])\d+,\d+(?!,?\d)/g, (amount) => amount.replace(',', '.')),
  },
  {
    code: 'mistyped-line',
    why: {
      en: 'a comparison is written as an operator and an amount: { at_least: 5m }',
      zh: '比较要写成运算符加数值：{ at_least: 5m }',
    },
    mend: (line) => [compared(line)],
  },
  {
    code: 'mistyped-line',
    why: { en: 'behind the colon of a key stands a space', zh: '键的冒号后面要有空格' },
    mend: (line) => [outsideQuotes(line, (part) => part.replace(/(?<=[\w\p{L}]):(?=[^\s:/\\])/gu, ': '))],
  },
  {
    code: 'mistyped-line',
    why: { en: 'between a key and its value stands a colon, no "="', zh: '键和值之间用冒号，不用“=”' },
    mend: (line) => [outsideQuotes(line, (part) => part.replace(/(?<=[\w\p{L}])\s*==?\s*/gu, ': '))],
  },
  {
    code: 'mistyped-line',
    why: { en: 'behind a key stands a colon', zh: '键的后面要有冒号' },
    mend: (line) => [
      line.replace(/^(\s*(?:- )?[\p{L}_][\p{L}\p{N}_-]*)\s*$/u, '$1:'),
      line.replace(/^(\s*(?:- )?[\p{L}_][\p{L}\p{N}_-]*) +(?=[^\s:])/u, '$1: '),
    ],
  },
  {
    code: 'mistyped-line',
    why: {
      en: 'the line is indented otherwise than those that it belongs to',
      zh: '这一行的缩进与同一层的其他行不一致',
    },
    mend: (line) => [` ${line}`, line.replace(/^ /, ''), `  ${line}`, line.replace(/^ {2}/, '')],
    onlyBroken: true,
  },
  {
    code: 'mistyped-line',
    why: { en: 'commas separate keys and values, not semicolons', zh: '各项之间用逗号，不用分号' },
    mend: (line) => [outsideQuotes(line, (part) => part.replace(/;\s*/g, ', '))],
  },
  {
    code: 'mistyped-line',
    why: {
      en: 'a text that holds ": " or " #", or begins with a sign that YAML keeps for itself, stands in quotes',
      zh: '含有“: ”或“ #”、或以 YAML 保留符号开头的文本要加引号',
    },
    mend: quoted,
  },
  {
    code: 'mistyped-line',
    why: { en: 'a bracket is not closed', zh: '括号没有闭合' },
    mend: (line) => [line.replace(/\s*$/, closing(line))],
  },
];

const WIDE = /[｛｝［］（）＃]/g;

function narrow(sign: string): string {
  return String.fromCharCode(sign.charCodeAt(0) - 0xfee0);
}

function withSpaces(line: string, tab: string): string {
  return line.replace(/^\s+/, (indentation) => indentation.replace(/\t/g, tab).replace(/[^\S\n]/g, ' '));
}

// Quotes and comments stay as they are.
function outsideQuotes(line: string, mend: (part: string) => string): string {
  let mended = '';
  let at = 0;
  for (const { index, 0: kept } of line.matchAll(KEPT)) {
    mended += mend(line.slice(at, index)) + kept;
    at = index + kept.length;
  }
  return mended + mend(line.slice(at));
}

const KEPT = /"(?:[^"\\]|\\.)*"|(?<=^|[\s[{,:])'[^']*'|(?<=^|\s)#.*$/g;

// All of them, then each alone: some may be what they seem.
function eachMatch(line: string, pattern: RegExp, mend: (found: string) => string): string[] {
  const all = outsideQuotes(line, (part) => part.replace(pattern, mend));
  const alone = [...line.matchAll(pattern)].map(
    ({ index, 0: found }) => line.slice(0, index) + mend(found) + line.slice(index + found.length),
  );
  return alone.length < 2 ? [all] : [all, ...alone];
}

/** What people write for an operator. */
const COMPARISONS: readonly {
  readonly typed: string;
  readonly operator: OperatorName;
  readonly day?: OperatorName;
}[] = [
  { typed: '>=|=>|≥|＞＝|at[ -]least', operator: 'at_least', day: 'since' },
  { typed: '<=|=<|≤|＜＝|at[ -]most', operator: 'at_most' },
  { typed: '<>|!=|≠|is[ -]not', operator: 'is_not' },
  { typed: '>|＞|(?:more|greater)[ -]than|above|over', operator: 'more_than' },
  { typed: '<|＜|(?:less|fewer)[ -]than|below|under', operator: 'less_than', day: 'before' },
];

function compared(line: string): string {
  let mended = line;
  for (const { typed, operator, day } of COMPARISONS) {
    const sign = `(?:${typed}|${operator})`;
    // revenue: >= 5m · revenue >= 5m · { >= 5m } · { ">=": 5m }
    const value = `(?<value>[^\\s,{}[\\]"':<>=][^,{}[\\]"':]*?)`;
    const name = `(?<name>[\\p{L}_][\\p{L}\\p{N}_]*)`;
    const inBraces = new RegExp(
      `(?<before>\\{\\s*|,\\s*)["']?${sign}["']?\\s*:?\\s*${value}(?=\\s*[,}])`,
      'giu',
    );
    const behindName = new RegExp(
      `${name}(?:\\s*:\\s*|\\s+)["']?${sign}\\s*${value}["']?(?=\\s*(?:[,}\\]]|$))`,
      'giu',
    );
    const test = (text: string): string => `${ISO.test(text) && day !== undefined ? day : operator}: ${text}`;
    mended = mended
      .replace(inBraces, (...found) => {
        const { before, value: text } = found.at(-1) as Record<string, string>;
        return `${before}${test(text!)}`;
      })
      .replace(behindName, (...found) => {
        const [at, all, { name: fact, value: text }] = found.slice(-3) as [
          number,
          string,
          Record<string, string>,
        ];
        const whole = `${fact}: { ${test(text!)} }`;
        return isBare(all.slice(0, at)) ? `{ ${whole} }` : whole;
      });
  }
  return mended;
}

// Behind a key or among the items of a list: there a condition needs its braces.
function isBare(before: string): boolean {
  let open = '';
  for (const sign of before)
    if ('[{'.includes(sign)) open += sign;
    else if ('}]'.includes(sign)) open = open.slice(0, -1);
  return /:\s+$/.test(before) || open.endsWith('[') || /^\s*-\s+$/.test(before);
}

const ISO = /^\d{4}-\d{2}-\d{2}$/;

// Each value that YAML takes for something else, put into quotes: the items of a list, values within braces, what
// stands behind a key, what follows a dash. An anchor and a tag are no slips.
function quoted(line: string): string[] {
  return [
    line.replace(ITEM, (text) => inQuotes(text, /^[-#*%@`|>?,:]|^& /)),
    ...[INNER, VALUE, DASHED].map((place) =>
      line.replace(place, (text) => inQuotes(text, /^[-#%@`|>?,:](?!$)|^,$|^& /)),
    ),
  ];
}

function inQuotes(text: string, odd: RegExp): string {
  return odd.test(text) || /: |:$| #/.test(text) ? JSON.stringify(text) : text;
}

const ITEM = /(?<=[[,]\s*)[^\s[\]{},"'][^[\]{},"']*?(?=\s*[,\]])/g;
const INNER =
  /(?<=[{,]\s*[\p{L}\p{N}_]+:\s+)(?:[^\s"'[\]{}][^"'[\]{}]*?(?=\s*\})|[^\s"'[\]{},][^"'[\]{},]*?(?=\s*,)|,(?=\s*[},]))/gu;
const VALUE = /(?<=^\s*(?:- )?[\p{L}\p{N}_]+:\s+)[^\s"'[{].*?(?=\s*$)/gu;
const DASHED = /(?<=^\s*- )[^\s"'[{].*?(?=\s*$)/g;

function closing(line: string): string {
  const open: string[] = [];
  outsideQuotes(line, (part) => {
    for (const sign of part) {
      if (sign === '{') open.push(' }');
      else if (sign === '[') open.push(']');
      else if (sign === '}' || sign === ']') open.pop();
    }
    return part;
  });
  return open.reverse().join('');
}
