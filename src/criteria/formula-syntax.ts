import { afterHan, type Wording } from '../text/wording.ts';

/** A formula as it is written: amounts and names with their places in the text, nothing looked up yet. */
export type FormulaSyntax =
  | { readonly kind: 'amount'; readonly text: string; readonly start: number; readonly end: number }
  | { readonly kind: 'name'; readonly name: string; readonly start: number; readonly end: number }
  | { readonly kind: 'negate'; readonly of: FormulaSyntax; readonly start: number; readonly end: number }
  | {
      readonly kind: 'arithmetic';
      readonly operator: ArithmeticOperator;
      readonly left: FormulaSyntax;
      readonly right: FormulaSyntax;
      readonly start: number;
      readonly end: number;
    }
  | {
      readonly kind: 'call';
      readonly name: string;
      readonly of: readonly FormulaSyntax[];
      readonly start: number;
      readonly end: number;
    };

/** The four operations, as a formula spells them. */
export type ArithmeticOperator = '+' | '-' | '*' | '/';

/** Where a text stops being a formula, and what would have been right there. */
export interface SyntaxMistake {
  readonly kind: 'mistake';
  readonly message: Wording;
  readonly help: Wording;
  readonly start: number;
  readonly end: number;
}

/** Reads arithmetic as in a spreadsheet: * and / before + and -, brackets anywhere, calls with commas. */
export function readFormula(text: string): FormulaSyntax | SyntaxMistake {
  const tokens = tokensOf(text);
  let at = 0;
  if (tokens.length > MOST_TOKENS) {
    const { start } = tokens[MOST_TOKENS]!;
    return {
      kind: 'mistake',
      message: {
        en: `a formula has at most ${MOST_TOKENS} numbers, names and signs, found more`,
        zh: `一个公式最多含 ${MOST_TOKENS} 个数字、名称和符号，实际更多`,
      },
      help: {
        en: 'give parts of it names of their own under derived',
        zh: '请在 derived 下把其中几部分单独命名',
      },
      start,
      end: text.length,
    };
  }
  const whole = sum();
  if (whole.kind === 'mistake') return whole;
  return at < tokens.length ? unexpected({ en: 'an operator', zh: '运算符' }) : whole;

  function sum(): FormulaSyntax | SyntaxMistake {
    return leftToRight('+', '-', product);
  }

  function product(): FormulaSyntax | SyntaxMistake {
    return leftToRight('*', '/', signed);
  }

  function leftToRight(
    one: ArithmeticOperator,
    other: ArithmeticOperator,
    part: () => FormulaSyntax | SyntaxMistake,
  ): FormulaSyntax | SyntaxMistake {
    let left = part();
    while (left.kind !== 'mistake') {
      const operator = take(one) ? one : take(other) ? other : null;
      if (operator === null) return left;
      const right = part();
      if (right.kind === 'mistake') return right;
      left = { kind: 'arithmetic', operator, left, right, start: left.start, end: right.end };
    }
    return left;
  }

  function signed(): FormulaSyntax | SyntaxMistake {
    const start = tokens[at]?.start ?? text.length;
    if (take('+')) return signed();
    if (!take('-')) return single();
    const of = signed();
    return of.kind === 'mistake' ? of : { kind: 'negate', of, start, end: of.end };
  }

  function single(): FormulaSyntax | SyntaxMistake {
    const token = tokens[at];
    if (token?.kind === 'amount') {
      at += 1;
      return { kind: 'amount', text: token.text, start: token.start, end: token.end };
    }
    if (token?.kind === 'name') {
      at += 1;
      if (take('(')) return call(token);
      return { kind: 'name', name: token.text, start: token.start, end: token.end };
    }
    if (token === undefined || !take('('))
      return unexpected({ en: 'a number, a name or "("', zh: '数字、名称或“(”' });
    const inside = sum();
    if (inside.kind === 'mistake') return inside;
    if (!take(')')) return unexpected({ en: 'an operator or ")"', zh: '运算符或“)”' });
    return { ...inside, start: token.start, end: tokens[at - 1]!.end };
  }

  function call({ text: name, start }: Token): FormulaSyntax | SyntaxMistake {
    const of: FormulaSyntax[] = [];
    if (take(')')) return { kind: 'call', name, of, start, end: tokens[at - 1]!.end };
    for (;;) {
      const argument = sum();
      if (argument.kind === 'mistake') return argument;
      of.push(argument);
      if (take(')')) return { kind: 'call', name, of, start, end: tokens[at - 1]!.end };
      if (!take(',')) return unexpected({ en: 'an operator, "," or ")"', zh: '运算符、“,”或“)”' });
    }
  }

  function take(sign: string): boolean {
    const token = tokens[at];
    if (token?.kind !== 'sign' || token.text !== sign) return false;
    at += 1;
    return true;
  }

  function unexpected(expected: Wording): SyntaxMistake {
    const { start, end } = tokens[at] ?? { start: text.length, end: text.length };
    const excerpt = text.slice(start, start + EXCERPT).trim();
    const found =
      start === text.length ? { en: 'the end', zh: '公式末尾' } : { en: `"${excerpt}"`, zh: `“${excerpt}”` };
    return {
      kind: 'mistake',
      message: {
        en: `formula cannot be read: expected ${expected.en}, found ${found.en}`,
        zh: `公式无法读取：应为${afterHan(expected.zh)}，实际为${afterHan(found.zh)}`,
      },
      help: helpFor(tokens[at]?.text ?? '', at === 0),
      start,
      end,
    };
  }
}

function helpFor(sign: string, first: boolean): Wording {
  const meant = OPERATORS.get(sign);
  if (meant !== undefined)
    return { en: `write "${meant}" in place of "${sign}"`, zh: `请把“${sign}”写成“${meant}”` };
  if (first && sign === '=') return { en: 'leave the "=" at the beginning out', zh: '请去掉开头的“=”' };
  return {
    en: 'a formula is arithmetic on facts, as in a spreadsheet: (revenue - prior_revenue) / prior_revenue',
    zh: '公式就是对字段的四则运算，写法同电子表格：(revenue - prior_revenue) / prior_revenue',
  };
}

// Signs of arithmetic as they stand in documents, with the operators of a formula.
const OPERATORS: ReadonlyMap<string, string> = new Map([
  ...[...'×·∙⋅✕＊'].map((sign) => [sign, '*'] as const),
  ...[...'÷∕／'].map((sign) => [sign, '/'] as const),
  ...[...'−–—－'].map((sign) => [sign, '-'] as const),
  ['＋', '+'],
]);

/** The names of facts in a text that is meant as a formula, each as often as it stands there. */
export function namesInFormula(text: string): string[] {
  const tokens = tokensOf(text);
  return tokens
    .filter(({ kind }, index) => kind === 'name' && tokens[index + 1]?.text !== '(')
    .map((token) => token.text);
}

// A formula is read and calculated by functions that call each other, as deep as it is long.
const MOST_TOKENS = 2000;
const EXCERPT = 10;

interface Token {
  readonly kind: 'amount' | 'name' | 'sign';
  readonly text: string;
  readonly start: number;
  readonly end: number;
}

// What stands behind a number belongs to it: 15%, 5m, 500万, 90 days. A sign is whatever is neither.
const TOKEN =
  /(?<amount>(?:[$€£¥￥]\s*)?(?:\d+\.?\d*|\.\d+)(?:\s*(?:[%％]|[\p{L}_][\p{L}\p{N}_]*))?)|(?<name>[\p{L}_][\p{L}\p{N}_]*)|\S/gu;

// Of a text that is too long to be a formula no more than shows that.
function tokensOf(text: string): Token[] {
  const tokens: Token[] = [];
  for (const match of text.matchAll(TOKEN)) {
    const { amount, name } = match.groups!;
    const kind = amount !== undefined ? 'amount' : name !== undefined ? 'name' : 'sign';
    tokens.push({ kind, text: match[0], start: match.index, end: match.index + match[0].length });
    if (tokens.length > MOST_TOKENS) break;
  }
  return tokens;
}
