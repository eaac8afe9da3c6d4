import { isProblem, parseAmount } from '../fields/amount.ts';
import type { Code } from '../text/codes.ts';
import type { Span } from '../text/source.ts';
import { didYouMean } from '../text/suggest.ts';
import { type Expression, type FormulaUnit, FUNCTIONS, type FunctionName } from './expression.ts';
import { type FormulaSyntax, readFormula } from './formula-syntax.ts';
import { unitOfAmount, unitOfArithmetic, unitOfCall } from './formula-units.ts';
import type { ScalarNode } from './node.ts';
import { type Scope, suggestFact } from './scope.ts';

/** Reads a formula and looks its names up; null after a report. */
export function parseFormula(node: ScalarNode, { facts, quotients, report }: Scope): Expression | null {
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
    message: string,
    at: { readonly start: number; readonly end: number },
    help?: string,
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
        const message = `"${operator}" does not join ${nameOf(left.unit)} and ${nameOf(right.unit)}`;
        return complain('wrong-unit', message, part);
      }
      case 'call':
        return call(part);
    }
  }

  function literal(part: Extract<FormulaSyntax, { kind: 'amount' }>): Expression | null {
    const thousands = /^,\d{3}(?!\d)/.test(text.slice(part.end)) && /\d$/.test(part.text);
    if (thousands) {
      const message = `"${part.text}${text.slice(part.end, part.end + 4)}" may be one number or two`;
      const at = { start: part.start, end: part.end + 4 };
      return complain(
        'bad-formula',
        message,
        at,
        'write 1000 or 1k for a thousand, and a space after a comma',
      );
    }
    const amount = parseAmount(part.text);
    if (isProblem(amount)) {
      const message = `expected ${amount.expected}, found "${part.text}"`;
      return complain('bad-formula', message, part, amount.help);
    }
    return {
      kind: 'literal',
      value: amount.value,
      decimal: amount.decimal,
      unit: unitOfAmount(amount.unit),
    };
  }

  function factNamed(part: Extract<FormulaSyntax, { kind: 'name' }>): Expression | null {
    const { name } = part;
    const fact = facts.get(name);
    if (fact === undefined)
      return complain('unknown-fact', `unknown fact "${name}"`, part, suggestFact(name, facts));
    if (fact.type.kind === 'text')
      return complain('wrong-type', `"${name}" is text and cannot be calculated with`, part);
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
        `unknown function "${name}"`,
        at,
        didYouMean(name, Object.keys(FUNCTIONS)),
      );
    }
    const { least, most } = FUNCTIONS[name];
    if (part.of.length < least || part.of.length > most) {
      const wanted = least === most ? `${least}` : `${least} to ${most}`;
      return complain('bad-formula', `"${name}" takes ${wanted} arguments, found ${part.of.length}`, part);
    }
    const of = part.of.map(build);
    const known = of.filter((argument) => argument !== null);
    if (known.length < of.length) return null;
    const unit = unitOfCall(name, known);
    if (unit !== null) return { kind: 'call', name, of: known, unit };
    const message = `"${name}" does not suit ${known.map((argument) => nameOf(argument.unit)).join(' and ')}`;
    return complain('wrong-unit', message, part);
  }
}

function isFunction(name: string): name is FunctionName {
  return Object.hasOwn(FUNCTIONS, name);
}

function nameOf(unit: FormulaUnit): string {
  return unit === 'plain' || unit === 'quotient' ? 'number' : unit;
}
