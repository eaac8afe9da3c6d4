import type { Field } from '../fields/field.ts';
import { niceBetween } from '../fields/nice-number.ts';
import { factTypeOf } from '../fields/value.ts';
import type { Leaf } from './condition.ts';
import type { Fact } from './fact.ts';
import { amountsIn } from './leaves.ts';
import { MEMBERSHIPS } from './operators.ts';

/**
 * A part of a field's values on which every condition on that field has one outcome: a bound itself, the open
 * range between two bounds, a text, or nothing.
 */
export type DomainCell =
  | { readonly kind: 'point' | 'range'; readonly low: number; readonly high: number; readonly sample: string }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'missing' };

/** A field cut into cells, in ascending order. */
export interface Variable {
  readonly field: Field;
  readonly cells: readonly DomainCell[];
  /** The cell of each bound. */
  readonly points: ReadonlyMap<number, number>;
}

/** Cuts a field at every bound that a condition compares it with. `asOf`: days since 1970-01-01. */
export function cutField(field: Field, leaves: readonly Leaf[], asOf: number): Variable {
  const type = factTypeOf(field.type);
  const own = leaves.filter(({ kind, fact }) => kind !== 'rank' && fact.slot === field.slot);
  const cells: DomainCell[] = type.kind === 'text' ? textCells(field, own) : numberCells(field, own, asOf);
  if (field.missing === null && field.type !== 'id') cells.push({ kind: 'missing' });
  const points = new Map<number, number>();
  for (const [index, cell] of cells.entries()) if (cell.kind === 'point') points.set(cell.low, index);
  return { field, cells, points };
}

/**
 * The cells, in ascending order, at which a condition on the field may come out otherwise than in the cell before: where
 * it has a bound and just behind, at each text, and where the value is missing.
 */
export function turnsOf(leaf: Leaf, { cells, points }: Variable, asOf: number): number[] {
  const [first] = cells;
  if (first?.kind === 'text') return [...cells.keys()];
  const turns = new Set([0, cells.length - 1]);
  for (const [value] of boundsOf(leaf, asOf)) {
    const at = points.get(value);
    if (at !== undefined) turns.add(at).add(at + 1);
  }
  return [...turns].filter((cell) => cell < cells.length).sort((one, other) => one - other);
}

/** Cuts a derived value or a score in the same way. */
export function cutComputed({ slot, type }: Fact, leaves: readonly Leaf[], asOf: number): DomainCell[] {
  const own = leaves.filter(({ kind, fact }) => kind !== 'rank' && fact.slot === slot);
  const ratio = type.kind === 'number' && type.unit === 'ratio';
  return [...cellsBetween(-Infinity, Infinity, own, asOf, { whole: false, ratio }), { kind: 'missing' }];
}

function textCells(field: Field, leaves: readonly Leaf[]): DomainCell[] {
  const own = field.type === 'choice' ? [...field.values.keys()] : namedTexts(leaves);
  return own.map((text) => ({ kind: 'text', text }));
}

// The texts that conditions name; one for each beginning that they name, for all else that begins so; and one for the rest.
function namedTexts(leaves: readonly Leaf[]): string[] {
  const named = { whole: new Set<string>(), beginning: new Set<string>() };
  for (const leaf of leaves) {
    if (leaf.kind !== 'member') continue;
    const { finds } = MEMBERSHIPS[leaf.operator];
    for (const value of leaf.values) if (typeof value === 'string') named[finds].add(value);
  }
  const { whole, beginning: beginnings } = named;
  // Beginnings of the beginning itself may be there.
  const isFree = (text: string, beginning: string): boolean => {
    if (whole.has(text)) return false;
    for (let length = beginning.length + 1; length <= text.length; length += 1)
      if (beginnings.has(text.slice(0, length))) return false;
    return true;
  };
  const freeText = (beginning: string): string => {
    for (const letter of lettersAndDigits())
      if (isFree(beginning + letter, beginning)) return beginning + letter;
    return beginning;
  };
  const rest = [OTHER, `${OTHER} ${OTHER}`].find((text) => isFree(text, '')) ?? freeText('');
  return [...whole, ...[...beginnings].map(freeText), rest];
}

const OTHER = 'other';

// From 1 on, which suits codes and numbers; each is taken by a few texts at the most.
function* lettersAndDigits(): Generator<string> {
  for (let code = 0x31; code <= 0x10_ff_ff; code += 1) {
    const sign = String.fromCodePoint(code);
    if (/[\p{L}\p{N}]/u.test(sign)) yield sign;
  }
}

function numberCells(field: Field, leaves: readonly Leaf[], asOf: number): DomainCell[] {
  if (field.type === 'flag') return [point(0, '0'), point(1, '1')];
  const whole = field.type === 'date';
  const [least, most] = [
    field.min ?? (whole ? 0 : -Infinity),
    field.max ?? (whole ? asOf + 36_500 : Infinity),
  ];
  return cellsBetween(least, most, leaves, asOf, { whole, ratio: field.type === 'percent' });
}

function cellsBetween(
  least: number,
  most: number,
  leaves: readonly Leaf[],
  asOf: number,
  { whole, ratio }: { readonly whole: boolean; readonly ratio: boolean },
): DomainCell[] {
  const bounds = leaves.flatMap((leaf) => boundsOf(leaf, asOf));
  for (const edge of [least, most]) if (Number.isFinite(edge)) bounds.push([edge, String(edge)]);
  const sorted = bounds
    .filter(([value]) => value >= least && value <= most)
    .sort(([one], [other]) => one - other)
    .filter(([value], index, all) => index === 0 || value !== all[index - 1]![0]);
  const cells: DomainCell[] = [];
  const range = (low: number, high: number): void => {
    if (low >= high || (whole && high - low <= 1)) return;
    const sample = niceBetween(low, high, { whole, ratio });
    if (sample !== null) cells.push({ kind: 'range', low, high, sample });
  };
  let last = least;
  for (const [value, decimal] of sorted) {
    range(last, value);
    cells.push(point(value, decimal));
    last = value;
  }
  range(last, most);
  return cells;
}

function point(value: number, sample: string): DomainCell {
  return { kind: 'point', low: value, high: value, sample };
}

function boundsOf(leaf: Leaf, asOf: number): [number, string][] {
  if (leaf.kind === 'age') return [[asOf - leaf.days.value, String(asOf - leaf.days.value)]];
  return amountsIn(leaf).map(({ value, decimal }) => [value, decimal]);
}
