import { isProblem, parseAmount } from '../fields/amount.ts';
import type { Code } from '../text/codes.ts';
import type { Span } from '../text/source.ts';
import { didYouMean } from '../text/suggest.ts';
import { AND, afterHan, joined, type Wording } from '../text/wording.ts';
import { type Expression, type FormulaUnit, FUNCTIONS, type FunctionName } from './expression.ts';
import { type FormulaSyntax, readFormula } from './formula-syntax.ts';
import { unitOfAmount, unitOfArithmetic, unitOfCall } from './formula-units.ts';
import type { ScalarNode } from './node.ts';
import { allMade, convertAmount, noFact, type Scope, suggestName } from './scope.ts';

/** Reads a formula and looks its names up; null after a report. */
export function parseFormula(node: ScalarNode, scope: Scope): Expression | null {
  const { facts, quotients, unread, report } = scope;
  const text = node.text;
  const inside = node.span.source.text.slice(node.span.start, node.span.end).indexOf(text);
  const start = node.span.start + Math.max(inside, 0);
  const place = (from: number, to: number): Span => ({
    ...node.span,
    start: start + from,
    end: start + Math.max(to, from + 1),
  });
  const complain = (
    code: Code,
    message: Wording,
    at: { readonly start: number; readonly end: number },
    help?: Wording,
  ): null => {
    report({ code, severity: 'error', message, help, at: place(at.start, at.end) });
    return null;
  };

  const syntax = readFormula(text);
  if (syntax.kind === 'mistake') return complain('bad-formula', syntax.message, syntax, syntax.help);
  return build(syntax);

  function build(part: FormulaSyntax): Expression | null {
    switch (part.kind) {
      case 'amount':
        return literal(part);
      case 'name':
        return factNamed(part);
      case 'negate': {
        const of = build(part.of);
        return of === null ? null : { kind: 'negate', of, unit: of.unit };
      }
      case 'arithmetic': {
        const { operator } = part;
        const left = build(part.left);
        const right = build(part.right);
        if (left === null || right === null) return null;
        const unit = unitOfArithmetic(operator, left.unit, right.unit);
        if (unit !== null) return { kind: 'arithmetic', operator, left, right, unit };
        const message = {
          en: `"${operator}" does not join ${nameOf(left.unit).en} and ${nameOf(right.unit).en}`,
          zh: `“${operator}”不能用于${nameOf(left.unit).zh}和${nameOf(right.unit).zh}`,
        };
        return complain('wrong-unit', message, part);
      }
      case 'call':
        return call(part);
    }
  }

  function literal(part: Extract<FormulaSyntax, { kind: 'amount' }>): Expression | null {
    const thousands = /^,\d{3}(?!\d)/.test(text.slice(part.end)) && /\d$/.test(part.text);
    if (thousands) {
      const message = {
        en: `"${part.text}${text.slice(part.end, part.end + 4)}" may be one number or two`,
        zh: `“${part.text}${text.slice(part.end, part.end + 4)}”可能是一个数，也可能是两个数`,
      };
      const at = { start: part.start, end: part.end + 4 };
      return complain('bad-formula', message, at, {
        en: 'write 1000 or 1k for a thousand, and a space after a comma',
        zh: '一千请写 1000 或 1k；用逗号分隔参数时，逗号后加空格',
      });
    }
    const amount = parseAmount(part.text);
    if (isProblem(amount)) {
      const message = {
        en: `expected ${amount.expected.en}, found "${part.text}"`,
        zh: `应为${afterHan(amount.expected.zh)}，实际为“${part.text}”`,
      };
      return complain('bad-formula', message, part, amount.help);
    }
    const decimal = convertAmount(scope, part.text, amount.decimal, place(part.start, part.end));
    if (decimal === null) return null;
    return {
      kind: 'literal',
      value: Number(decimal),
      decimal,
      unit: unitOfAmount(amount.unit),
    };
  }

  function factNamed(part: Extract<FormulaSyntax, { kind: 'name' }>): Expression | null {
    const { name } = part;
    if (unread.has(name)) return null;
    const fact = facts.get(name);
    if (fact === undefined) return complain('unknown-fact', noFact(name), part, suggestName(name, facts));
    if (fact.type.kind === 'text')
      return complain(
        'wrong-type',
        { en: `"${name}" is text and cannot be calculated with`, zh: `“${name}”是文本，不能参与计算` },
        part,
      );
    return {
      kind: 'fact',
      fact,
      span: place(part.start, part.end),
      unit: quotients.has(name) ? 'quotient' : fact.type.unit,
    };
  }

  function call(part: Extract<FormulaSyntax, { kind: 'call' }>): Expression | null {
    const { name } = part;
    if (!isFunction(name)) {
      const at = { start: part.start, end: part.start + name.length };
      return complain(
        'unknown-function',
        { en: `unknown function "${name}"`, zh: `没有“${name}”这个函数` },
        at,
        didYouMean(name, Object.keys(FUNCTIONS)),
      );
    }
    const { least, most } = FUNCTIONS[name];
    if (part.of.length < least || part.of.length > most) {
      const wanted = least === most ? `${least}` : `${least} to ${most}`;
      return complain(
        'bad-formula',
        {
          en: `"${name}" takes ${wanted} arguments, found ${part.of.length}`,
          zh: `“${name}”需要 ${least === most ? least : `${least} 到 ${most}`} 个参数，实际为 ${part.of.length} 个`,
        },
        part,
      );
    }
    const of = allMade(part.of.map(build));
    if (of === null) return null;
    const unit = unitOfCall(name, of);
    if (unit !== null) return { kind: 'call', name, of, unit };
    const units = of.map((argument) => nameOf(argument.unit));
    const message = {
      en: `"${name}" does not suit ${joined(units, AND).en}`,
      zh: `“${name}”不适用于${joined(units, AND).zh}`,
    };
    return complain('wrong-unit', message, part);
  }
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name);
}

function nameOf(unit: FormulaUnit): Wording {
  return { en: unit === 'plain' || unit === 'quotient' ? 'number' : unit, zh: UNITS[unit] };
}

const UNITS: Readonly<Record<FormulaUnit, string>> = {
  plain: '数字',
  quotient: '数字',
  number: '数字',
  money: '金额',
  ratio: '比率',
  days: '天数',
  day: '日期',
  points: '得分',
  flag: '是否',
};
