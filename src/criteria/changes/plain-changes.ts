import type { Quantity } from '../../condition/condition.ts';
import type { Span } from '../../text/source.ts';
import type { Check, Criteria } from '../criteria.ts';
import type { DriftLimit, DriftLimits } from '../drift-limits.ts';
import { CELL_RULES, ruleTexts } from '../input.ts';
import { meaningOfCondition } from '../meaning.ts';
import { type Change, type ChangedValue, kindOfChange } from './change.ts';

/**
 * What may differ without a category hanging on it: name, version, owner, capacities, duties, checks, limits of drift,
 * what a report shows, and how the export is written.
 */
export function plainChanges(before: Criteria, after: Criteria): Change[] {
  return [...compareValues(plainValues(before), plainValues(after)), ...compareChecks(before, after)];
}

type Values = ReadonlyMap<string, Plain>;

interface Plain {
  readonly path: readonly string[];
  readonly value: ChangedValue;
  readonly meaning: string;
  readonly at: Span | null;
}

function compareValues(older: Values, newer: Values): Change[] {
  const keys = [...new Set([...newer.keys(), ...older.keys()])];
  return keys.flatMap((key): Change[] => {
    const [from, to] = [older.get(key), newer.get(key)];
    if (from?.meaning === to?.meaning) return [];
    return [
      {
        kind: kindOfChange(from, to),
        path: (to ?? from)!.path,
        from: from?.value ?? null,
        to: to?.value ?? null,
        at: to?.at ?? null,
        units: [],
        decides: false,
        keys: [],
      },
    ];
  });
}

function plainValues(criteria: Criteria): Values {
  const { name, version, reason, owner, duties, categories, input, tables, drift, report } = criteria;
  const values = new Map<string, Plain>();
  const add = (path: readonly string[], text: string | number | null | undefined, at: Span | null = null) => {
    if (text == null || text === '') return;
    values.set(JSON.stringify(path), plainText(path, String(text), at));
  };
  const addQuantity = (path: readonly string[], quantity: Quantity | null): void => {
    if (quantity === null) return;
    const { text, decimal } = quantity;
    values.set(JSON.stringify(path), { ...plainText(path, text, null), meaning: decimal });
  };
  add(['name'], name);
  add(['version'], version);
  add(['reason'], reason);
  add(['owner'], owner);
  for (const { name: category, capacity, span } of categories) add([category, 'capacity'], capacity, span);
  add(['duties', 'manager'], duties.manager?.name);
  add(['duties', 'plan'], duties.plan);
  addQuantity(['duties', 'review_every'], duties.reviewEvery);
  add(['duties', 'max_key_accounts_per_manager'], duties.maxKeyAccountsPerManager);
  addQuantity(['duties', 'open_issues_at_most'], duties.openIssuesAtMost);
  for (const [key, text] of inputTexts(input)) add(['input', key], text);
  for (const table of tables) {
    const own = ['tables', table.name, 'input'];
    for (const [key, text] of inputTexts(table.input)) add([...own, key], text);
    // How cells are written is said once for all files.
    for (const [key, told] of CELL_RULES) {
      const text = told(table.input).join(', ');
      if (text !== told(input).join(', ')) add([...own, key], text);
    }
  }
  for (const [key, limit] of driftTexts(drift)) add(['drift', key], limit);
  if (report.isTold) add(['report', 'base_by'], report.baseBy.map((one) => one.name).join(', '));
  return values;
}

// Where the customers stand in a file; what a cell means is no plain change.
function inputTexts(input: Criteria['input']): [key: string, text: string | number | null][] {
  return [
    ['header_row', input.headerRow],
    ['leave_out', ruleTexts(input.leaveOut)],
    ['keep', ruleTexts(input.keep)],
    ['ends_at', input.endsAtBlankRow ? 'blank_row' : null],
    ['html', input.html ? 'yes' : null],
    ['encoding', input.encoding],
    ['delimiter', input.delimiter],
    ['sheet', input.sheet],
    ['escape', input.escape],
  ];
}

// What the criteria do not say is what holds without them.
function driftTexts(drift: DriftLimits): [key: string, text: string | null][] {
  const share = (ratio: number): string => `${Number((ratio * 100).toPrecision(12))}%`;
  return Object.entries(drift).map(([key, limit]: [string, number | DriftLimit | null]) => {
    const name = key.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
    if (limit === null) return [name, null];
    if (typeof limit === 'number') return [name, share(limit)];
    return [name, limit.kind === 'count' ? String(limit.value) : share(limit.value)];
  });
}

function plainText(path: readonly string[], text: string, at: Span | null): Plain {
  return { path, value: { kind: 'text', text }, meaning: text, at };
}

// Of a check that both have, only what differs is told; one that is new or gone is told by what it expects.
function compareChecks(before: Criteria, after: Criteria): Change[] {
  const [older, newer] = [before, after].map(
    ({ checks, cohorts }) => new Map(checks.map((check) => [check.id, attributesOf(check, cohorts)])),
  );
  const ids = [...new Set([...newer!.keys(), ...older!.keys()])];
  return ids.flatMap((id) => {
    const [from, to] = [older!.get(id), newer!.get(id)];
    if (from !== undefined && to !== undefined) return compareValues(from, to);
    const whole = (values: Values | undefined): Values => {
      const expect = values?.get('expect');
      return new Map(expect === undefined ? [] : [['expect', { ...expect, path: ['checks', id] }]]);
    };
    return compareValues(whole(from), whole(to));
  });
}

function attributesOf(check: Check, cohorts: Criteria['cohorts']): Values {
  const { id, for: categories, duty, expect, severity, span } = check;
  const expected: Plain = {
    path: ['checks', id, 'expect'],
    value: { kind: 'condition', condition: expect, cohorts },
    meaning: meaningOfCondition(expect, cohorts),
    at: span,
  };
  const texts = [
    ['for', categories.join(', ')],
    ['duty', duty ?? ''],
    ['severity', severity],
  ] as const;
  return new Map([
    ['expect', expected],
    ...texts
      .filter(([, text]) => text !== '')
      .map(([name, text]) => [name, plainText(['checks', id, name], text, span)] as const),
  ]);
}
