import { parseDay } from '../../fields/day.ts';
import type { Checked, Diagnostic } from '../../text/diagnostic.ts';
import type { Source, Span } from '../../text/source.ts';
import { afterHan, type Wording } from '../../text/wording.ts';
import { nodeAt } from '../node.ts';
import { readAnyYaml, type YamlPart } from '../read-yaml.ts';
import { LOCK_FORMAT, type Lock, type LockedCohort } from './lock.ts';
import { keyOf } from './write-lock.ts';

/** Reads a lock file; `renew` is the command that writes it anew. */
export function readLock(source: Source, renew: string): Checked<Lock> {
  const fail = (
    code: 'bad-lock' | 'newer-lock',
    message: Wording,
    at: Span,
    help: Wording,
  ): Checked<Lock> => {
    const problem: Diagnostic = { code, severity: 'error', message, help, at };
    return { value: null, diagnostics: [problem] };
  };
  const damaged = (message: Wording, at: Span): Checked<Lock> =>
    fail('bad-lock', message, at, { en: `write it anew: ${renew}`, zh: `请重新生成：${renew}` });
  let document: unknown;
  try {
    document = JSON.parse(source.text.replace(/^\ufeff/, ''));
  } catch {
    return damaged({ en: 'the lock is no valid JSON', zh: '锁定文件不是有效的 JSON' }, syntaxErrorIn(source));
  }
  const version = isMap(document) ? document['format_version'] : undefined;
  if (typeof version === 'number' && version > LOCK_FORMAT)
    return fail(
      'newer-lock',
      {
        en: `the lock has format ${version}, and this version reads up to ${LOCK_FORMAT}`,
        zh: `锁定文件的格式版本为 ${version}，当前版本最高支持 ${LOCK_FORMAT}`,
      },
      spanIn(source, ['format_version']),
      {
        en: 'use the version of keyaccounts that wrote it, or a later one',
        zh: '请使用生成该文件的 keyaccounts 版本或更新的版本',
      },
    );
  const wrong = findMisshape(document, LOCK, []) ?? findMisfit(document as LockDocument);
  if (wrong !== null)
    return damaged(
      {
        en: `the lock is damaged: expected ${wrong.expected.en}`,
        zh: `锁定文件已损坏：应为${afterHan(wrong.expected.zh)}`,
      },
      spanIn(source, wrong.path),
    );
  const { tool, criteria, as_of, data_sha256, customers, cut_points } = document as LockDocument;
  const asOf = parseDay(as_of)!;
  const value: Lock = {
    source,
    tool,
    criteria,
    asOf,
    dataSha256: data_sha256,
    customers,
    cohorts: cut_points,
  };
  return { value, diagnostics: [] };
}

interface LockDocument {
  readonly tool: string;
  readonly criteria: Lock['criteria'];
  readonly as_of: string;
  readonly data_sha256: string;
  readonly customers: number;
  readonly cut_points: readonly LockedCohort[];
}

/** The place of a part of a lock. JSON is YAML, whose reader knows where everything stands. */
export function spanIn(source: Source, path: readonly PropertyKey[]): Span {
  const { value } = readAnyYaml(wholeOf(source));
  return value === null ? { kind: 'span', source, start: 0, end: 0 } : nodeAt(value, path).span;
}

function syntaxErrorIn(source: Source): Span {
  const at = readAnyYaml(wholeOf(source)).diagnostics[0]?.at;
  return at?.kind === 'span' ? at : { kind: 'span', source, start: 0, end: 0 };
}

function wholeOf(source: Source): YamlPart {
  return { source, start: 0, end: source.text.length, name: { en: 'the lock', zh: '锁定文件' } };
}

/** What a part of the file must be. */
type Shape =
  | keyof typeof SIMPLE
  | { readonly list: Shape }
  | { readonly map: Readonly<Record<string, Shape>> };

const SIMPLE = {
  'a text': { en: 'a text', zh: '文本' },
  'a text or null': { en: 'a text or null', zh: '文本或 null' },
  'a date': { en: 'a date', zh: '日期' },
  'a whole number': { en: 'a whole number', zh: '整数' },
  'ascending numbers': { en: 'ascending numbers', zh: '从小到大的数' },
} as const satisfies Readonly<Record<string, Wording>>;

const LOCK: Shape = {
  map: {
    tool: 'a text',
    criteria: { map: { name: 'a text', version: 'a text' } },
    as_of: 'a date',
    data_sha256: 'a text',
    customers: 'a whole number',
    cut_points: {
      list: {
        map: {
          unit: 'a text or null',
          fact: 'a text',
          definition: 'a text',
          per: 'a text or null',
          cut: 'a text',
          groups: {
            list: { map: { group: 'a text', customers: 'a whole number', cuts: 'ascending numbers' } },
          },
        },
      },
    },
  },
};

interface Misshape {
  readonly expected: Wording;
  readonly path: readonly PropertyKey[];
}

// What of a wrong shape comes first; null when all is as it must be.
function findMisshape(value: unknown, shape: Shape, path: readonly PropertyKey[]): Misshape | null {
  if (typeof shape === 'string') return fits(value, shape) ? null : { expected: SIMPLE[shape], path };
  if ('list' in shape) {
    if (!Array.isArray(value)) return { expected: { en: 'a list', zh: '列表' }, path };
    return first(value, (item, index) => findMisshape(item, shape.list, [...path, index]));
  }
  if (!isMap(value)) return { expected: { en: 'a map', zh: '键值表' }, path };
  return first(Object.entries(shape.map), ([key, part]) =>
    Object.hasOwn(value, key)
      ? findMisshape(value[key], part, [...path, key])
      : { expected: { en: `"${key}" here`, zh: `此处的“${key}”` }, path },
  );
}

function fits(value: unknown, shape: keyof typeof SIMPLE): boolean {
  switch (shape) {
    case 'a text':
      return typeof value === 'string';
    case 'a text or null':
      return typeof value === 'string' || value === null;
    case 'a date':
      return typeof value === 'string' && parseDay(value) !== null;
    case 'a whole number':
      return Number.isSafeInteger(value) && Number(value) >= 0;
    case 'ascending numbers':
      return (
        Array.isArray(value) &&
        value.every(
          (one, index) => Number.isFinite(one) && (index === 0 || Number(value[index - 1]) <= Number(one)),
        )
      );
  }
}

// Cohorts and groups stand once, and each group has as many cut points as its rule makes.
function findMisfit({ cut_points }: LockDocument): Misshape | null {
  const known = new Set<string>();
  return first(cut_points, (cohort, index) => {
    const path = ['cut_points', index];
    if (known.has(keyOf(cohort))) return { expected: { en: 'each test once', zh: '每项条件各一次' }, path };
    known.add(keyOf(cohort));
    const { least, most } = countOfCuts(cohort.cut);
    const groups = new Set<string>();
    return first(cohort.groups, ({ group, cuts }, at) => {
      const place = [...path, 'groups', at];
      if (groups.has(group)) return { expected: { en: 'each group once', zh: '每组各一次' }, path: place };
      groups.add(group);
      if (cuts.length >= least && cuts.length <= most) return null;
      const expected = {
        en: `${least === most ? least : `${least} or ${most}`} cut points for "${cohort.cut}"`,
        zh: `“${cohort.cut}”的 ${least === most ? least : `${least} 或 ${most}`} 个分界值`,
      };
      return { expected, path: [...place, 'cuts'] };
    });
  });
}

function countOfCuts(cut: string): { least: number; most: number } {
  const quantiles = /^quantile of (\d+)/.exec(cut);
  if (quantiles !== null) return { least: Number(quantiles[1]) - 1, most: Number(quantiles[1]) - 1 };
  // A share of a sum that is not above zero has no cut point.
  return { least: cut.startsWith('top_share') ? 0 : 1, most: 1 };
}

function first<T>(items: readonly T[], find: (item: T, index: number) => Misshape | null): Misshape | null {
  for (const [index, item] of items.entries()) {
    const found = find(item, index);
    if (found !== null) return found;
  }
  return null;
}

function isMap(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
