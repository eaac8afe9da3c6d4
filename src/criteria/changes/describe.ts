import type { Cohort, Condition, MemberCondition, RankTest } from '../../condition/condition.ts';
import { MEAN_OPERATORS, type OperatorName } from '../../condition/operators.ts';
import { valueTexts } from '../../condition/print.ts';
import type { Field } from '../../fields/field.ts';
import type { Factor } from '../criteria.ts';
import { meaningOfComputed, meaningOfPoints } from '../meaning.ts';
import { type Change, type ChangedValue, kindOfChange } from './change.ts';
import type { Part, Piece } from './pieces.ts';

/** Where a part stands, as people name it. */
export function pathOf(part: Part): string[] {
  switch (part.kind) {
    case 'field':
      return ['fields', part.field.name];
    case 'derived':
      return ['derived', part.derived.fact.name];
    case 'factor':
      return ['scores', part.score, part.factor.fact.name];
    case 'priority':
      return ['priority'];
    case 'otherwise':
      return [part.category, 'when'];
    case 'test':
      return [part.category, part.id ?? 'stays_while', ...testName(part.condition, part.cohorts)];
  }
}

/** How a piece was changed. */
export function changeOfPiece(before: Piece | undefined, after: Piece | undefined): Change {
  const { key, part } = (after ?? before)!;
  return {
    kind: kindOfChange(before, after),
    path: pathOf(part),
    ...describePart(before?.part, after?.part),
    at: after?.span ?? null,
    units: [],
    decides: true,
    keys: [key],
  };
}

/** What a part was and is; of fields and factors, only what differs. */
export function describePart(
  before: Part | undefined,
  after: Part | undefined,
): { readonly from: ChangedValue | null; readonly to: ChangedValue | null } {
  return { from: describe(before, after), to: describe(after, before) };
}

function describe(part: Part | undefined, other: Part | undefined): ChangedValue | null {
  if (part === undefined) return null;
  switch (part.kind) {
    case 'field':
      return text(fieldText(part.field, other?.kind === 'field' ? other.field : null));
    case 'derived':
      return text(meaningOfComputed(part.derived, []).replace(/^\((.*)\)$/, '$1'));
    case 'factor':
      return text(factorText(part, other?.kind === 'factor' ? other : null));
    case 'priority':
      return text(part.names.join(', '));
    case 'otherwise':
      return text('otherwise');
    case 'test': {
      const amount = testText(part.condition, part.cohorts);
      return amount === null
        ? { kind: 'condition', condition: part.condition, cohorts: part.cohorts }
        : text(amount);
    }
  }
}

function text(content: string): ChangedValue {
  return { kind: 'text', text: content };
}

function fieldText(field: Field, other: Field | null): string {
  if (other === null) return field.type;
  const attributes = (one: Field): Map<string, string> =>
    new Map([
      ['type', one.type],
      ['columns', one.columns.join(', ')],
      ['optional', one.optional ? 'yes' : 'no'],
      ['missing', String(one.missing?.decimal ?? one.missing?.value ?? '–')],
      ['values', [...one.values].map(([value, more]) => [value, ...more].join('/')).join(', ')],
      ['min', String(one.min ?? '–')],
      ['max', String(one.max ?? '–')],
      ['format', one.formats.join(', ') || '–'],
      ['decimal', one.decimal ?? '–'],
      ['scale', one.scale === null ? '–' : `1${'0'.repeat(one.scale)}`],
      ['positive', one.positive ?? '–'],
      ['currency_column', one.currencyColumn ?? '–'],
      ['century', String(one.century ?? '–')],
      ['day', one.day ?? '–'],
      ['blanks', [...one.blanks].join(', ') || '–'],
      ['in_group', one.inGroup],
    ]);
  const others = attributes(other);
  return [...attributes(field)]
    .filter(([name, value]) => others.get(name) !== value)
    .map(([name, value]) => `${name}: ${value}`)
    .join('; ');
}

interface OwnFactor {
  readonly factor: Factor;
  readonly cohorts: readonly Cohort[];
}

function factorText({ factor, cohorts }: OwnFactor, other: OwnFactor | null): string {
  const attributes = (one: OwnFactor): Map<string, string> =>
    new Map([
      ['weight', one.factor.weight.decimal],
      ['points', meaningOfPoints(one.factor.points, one.cohorts)],
      ['missing', one.factor.missing?.decimal ?? '–'],
    ]);
  const [own, others] = [attributes({ factor, cohorts }), other === null ? null : attributes(other)];
  const words = new Map([
    ['weight', factor.weight.text],
    ['points', pointsText(factor.points)],
    ['missing', factor.missing?.text ?? '–'],
  ]);
  return [...own]
    .filter(([name, value]) => (others === null ? name !== 'missing' : others.get(name) !== value))
    .map(([name]) => (name === 'points' ? words.get(name)! : `${name} ${words.get(name)}`))
    .join('; ');
}

function pointsText(points: Factor['points']): string {
  switch (points.kind) {
    case 'scale':
      return `scale [${points.low.text}, ${points.high.text}]`;
    case 'bands':
      return `bands { ${points.bands.map(({ from, points: given }) => `${from.text}: ${given.text}`).join(', ')} }`;
    case 'points':
      return `points { ${[...points.points].map(([key, given]) => `${key}: ${given.text}`).join(', ')} }`;
    case 'quantiles':
      return `quantiles ${points.of}${points.order === 'low' ? ', low first' : ''}`;
  }
}

function testName(condition: Condition, cohorts: readonly Cohort[]): string[] {
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'not':
      return [condition.kind];
    case 'compare':
    case 'age':
      return [condition.fact.name, condition.operator];
    case 'between':
    case 'present':
      return [condition.fact.name, condition.kind];
    case 'member':
      return [condition.fact.name, spellingOf(condition)];
    case 'rank':
      return [condition.fact.name, rankOperator(condition.test, cohorts[condition.cohort]!)];
  }
}

// One value is named as people write it.
function spellingOf({ operator, values }: MemberCondition): OperatorName {
  return operator === 'in' && values.length === 1 ? 'is' : operator;
}

function rankOperator(test: RankTest, { cut }: Cohort): OperatorName {
  switch (test.kind) {
    case 'top':
      return cut.kind === 'top_share' ? 'top_share' : 'top';
    case 'quantile':
      return 'quantile';
    case 'mean':
      return MEAN_OPERATORS[test.side].operator;
  }
}

// Null for what is said as a sentence.
function testText(condition: Condition, cohorts: readonly Cohort[]): string | null {
  switch (condition.kind) {
    case 'all':
    case 'any':
    case 'not':
      return null;
    case 'compare':
      return condition.bound.text;
    case 'between':
      return `${condition.low.text} to ${condition.high.text}`;
    case 'member':
      return valueTexts(condition).join(', ');
    case 'present':
      return condition.expected ? 'yes' : 'no';
    case 'age':
      return condition.days.text;
    case 'rank': {
      const { cut, per } = cohorts[condition.cohort]!;
      const group = per === null ? '' : ` per ${per.name}`;
      switch (cut.kind) {
        case 'top_count':
          return `${cut.count}${group}`;
        case 'top_ratio':
        case 'top_share':
          return `${cut.ratio.text}${group}`;
        case 'quantiles':
          return null;
        case 'mean':
          return condition.test.kind === 'mean'
            ? `${MEAN_OPERATORS[condition.test.side].operand}${group}`
            : null;
      }
    }
  }
}
