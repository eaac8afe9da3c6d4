import { type AnyNode, parseExpressionAt } from 'acorn';
import type { Fact } from '../condition/fact.ts';
import type { Report } from '../text/diagnostic.ts';
import type { Span } from '../text/source.ts';
import { didYouMean } from '../text/suggest.ts';
import { type Expression, FUNCTIONS, type FunctionName } from './expression.ts';
import { unitOfArithmetic, unitOfCall } from './formula-units.ts';
import type { ScalarNode } from './node.ts';

/** The names that a formula reads, without resolving them: derived values are put in order by these. */
export function namesInFormula(node: ScalarNode): string[] {
  return [...node.text.matchAll(/[\p{L}_][\p{L}\p{N}_]*(?!\s*\()/gu)].map((match) => match[0]);
}

/** Reads a formula with an expression parser and resolves its names; null after a report. */
export function parseFormula(
  node: ScalarNode,
  facts: ReadonlyMap<string, Fact>,
  report: Report,
): Expression | null {
  const text = node.text;
  const inside = node.span.source.text.indexOf(text, node.span.start);
  const start = inside < 0 ? node.span.start : inside;
  const place = (from: number, to: number): Span => ({ ...node.span, start: start + from, end: start + to });
  const percents: number[] = [];
  // A percent sign after a number is an amount, as in a spreadsheet; anywhere else it is no operator here.
  const readable = text.replace(/(?<=\d\s?)%/g, (_, at: number) => {
    percents.push(at);
    return ' ';
  });
  const complain = (message: string, from: number, to: number, help?: string): null => {
    report({
      code: 'bad-formula',
      severity: 'error',
      message,
      help,
      at: place(from, Math.max(to, from + 1)),
    });
    return null;
  };

  let tree: AnyNode;
  try {
    tree = parseExpressionAt(readable, 0, { ecmaVersion: 2023 }) as AnyNode;
  } catch (error) {
    const at = (error as { pos?: number }).pos ?? 0;
    return complain(`formula cannot be read at "${text.slice(at, at + 10)}"`, at, at + 1, SYNTAX_HELP);
  }
  if (readable.slice(tree.end).trim() !== '') {
    return complain(
      `formula cannot be read at "${text.slice(tree.end).trim()}"`,
      tree.end,
      text.length,
      SYNTAX_HELP,
    );
  }
  return build(tree);

  function build(part: AnyNode): Expression | null {
    switch (part.type) {
      case 'Literal':
        return literal(part.raw ?? '', part.start, part.end);
      case 'Identifier':
        return factNamed(part.name, part.start, part.end);
      case 'UnaryExpression': {
        const of = part.operator === '-' || part.operator === '+' ? build(part.argument) : null;
        if (part.operator === '+') return of;
        if (part.operator !== '-')
          return complain(`formulas have no operator "${part.operator}"`, part.start, part.end, SYNTAX_HELP);
        return of === null ? null : { kind: 'negate', of, unit: of.unit };
      }
      case 'BinaryExpression': {
        const { operator } = part;
        if (operator !== '+' && operator !== '-' && operator !== '*' && operator !== '/') {
          return complain(`formulas have no operator "${operator}"`, part.start, part.end, SYNTAX_HELP);
        }
        const left = build(part.left as AnyNode);
        const right = build(part.right);
        if (left === null || right === null) return null;
        const unit = unitOfArithmetic(operator, left.unit, right.unit);
        if (unit !== null) return { kind: 'arithmetic', operator, left, right, unit };
        const message = `"${operator}" does not join ${left.unit} and ${right.unit}`;
        report({ code: 'wrong-unit', severity: 'error', message, at: place(part.start, part.end) });
        return null;
      }
      case 'CallExpression':
        return call(part);
      default:
        return complain(
          'formulas have + - * /, brackets, numbers, names and functions',
          part.start,
          part.end,
          SYNTAX_HELP,
        );
    }
  }

  function literal(raw: string, from: number, to: number): Expression | null {
    if (!/^(\d+\.?\d*|\.\d+)$/.test(raw))
      return complain(`"${raw}" is not a number`, from, to, 'write a plain number such as 1000 or 0.5');
    const percent = percents.some((at) => at >= to && text.slice(to, at).trim() === '');
    const decimal = percent ? shiftDecimal(raw, -2) : raw;
    return { kind: 'literal', value: Number(decimal), decimal, unit: percent ? 'ratio' : 'number' };
  }

  function factNamed(name: string, from: number, to: number): Expression | null {
    const fact = facts.get(name);
    if (fact === undefined) {
      const message = `unknown fact "${name}"`;
      report({
        code: 'unknown-fact',
        severity: 'error',
        message,
        help: didYouMean(name, facts.keys()),
        at: place(from, to),
      });
      return null;
    }
    if (fact.type.kind === 'text') {
      const message = `"${name}" is text and cannot be calculated with`;
      report({ code: 'wrong-type', severity: 'error', message, at: place(from, to) });
      return null;
    }
    return { kind: 'fact', fact, span: place(from, to), unit: fact.type.unit };
  }

  function call(part: Extract<AnyNode, { type: 'CallExpression' }>): Expression | null {
    const name = part.callee.type === 'Identifier' ? part.callee.name : '';
    if (!Object.hasOwn(FUNCTIONS, name)) {
      const message = `unknown function "${name}"`;
      const help = didYouMean(name, Object.keys(FUNCTIONS));
      report({
        code: 'unknown-function',
        severity: 'error',
        message,
        help,
        at: place(part.callee.start, part.callee.end),
      });
      return null;
    }
    const { least, most } = FUNCTIONS[name as FunctionName];
    if (part.arguments.length < least || part.arguments.length > most) {
      const wanted = least === most ? `${least}` : `${least} to ${most}`;
      return complain(
        `"${name}" takes ${wanted} arguments, found ${part.arguments.length}`,
        part.start,
        part.end,
      );
    }
    const of = part.arguments.map((argument) => build(argument as AnyNode));
    const known = of.filter((argument) => argument !== null);
    if (known.length < of.length) return null;
    const unit = unitOfCall(name as FunctionName, known);
    if (unit !== null) return { kind: 'call', name: name as FunctionName, of: known, unit };
    const message = `"${name}" does not suit ${known.map((argument) => argument.unit).join(' and ')}`;
    report({ code: 'wrong-unit', severity: 'error', message, at: place(part.start, part.end) });
    return null;
  }
}

const SYNTAX_HELP =
  'a formula is arithmetic on facts, as in a spreadsheet: (revenue - prior_revenue) / prior_revenue';

/** Moves the decimal point of a plain decimal, exactly. */
function shiftDecimal(decimal: string, places: number): string {
  const [whole = '', fraction = ''] = decimal.split('.');
  const digits = `${'0'.repeat(-places)}${whole}`;
  return `${digits.slice(0, places)}.${digits.slice(places)}${fraction}`;
}
