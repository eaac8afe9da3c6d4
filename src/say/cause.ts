import type { Cause, Causes } from '../compare/movement.ts';
import type { Fact } from '../condition/fact.ts';
import type { Change } from '../criteria/changes/change.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { formatDay, parseDay } from '../fields/day.ts';
import { defineWords, type In, type Language } from '../output/language.ts';
import { wordsFor } from '../output/words.ts';
import { choiceText } from './condition.ts';
import { factName, formatFact } from './fact.ts';

/** Why a customer moved, in one line. Changes of criteria go by their number in the list that stands before. */
export function printCauses(
  { together, of }: Causes,
  changes: readonly Change[],
  criteria: Pick<Criteria, 'fields' | 'titles'>,
  language: Language,
): string {
  const say = causeWords(language);
  const parts = of.map((cause) => printCause(cause, changes, criteria, language));
  if (parts.length === 1) return parts[0]!;
  return together ? say.together(parts) : say.either(parts);
}

function printCause(
  cause: Cause,
  changes: readonly Change[],
  criteria: Pick<Criteria, 'fields' | 'titles'>,
  language: Language,
): string {
  const say = causeWords(language);
  const label = (name: string): string => factName(name, criteria.titles, language);
  switch (cause.kind) {
    case 'new':
      return say.new;
    case 'gone':
      return say.gone;
    case 'group':
      return cause.isIn ? say.inGroup(cause.id) : say.wasInGroup(cause.id);
    case 'data': {
      const fields = cause.fields.map(({ name, type, from, to }) => {
        const shown = (value: typeof from): string =>
          type.kind === 'text' && typeof value === 'string'
            ? choiceText(criteria, name, value, language)
            : formatFact(value, type, language);
        return say.field(label(name), shown(from), shown(to));
      });
      return say.data(joined(cause.alone, fields, say));
    }
    case 'criteria': {
      const numbers = cause.changes.map((change) => say.change(changes.indexOf(change) + 1));
      return joined(cause.alone, numbers, say);
    }
    case 'peers': {
      const lines = cause.lines.map(({ fact, type, group, from, to }) =>
        say.line(label(fact), group, formatFact(from, type, language), formatFact(to, type, language)),
      );
      return lines.length === 0 ? say.peersAlone : say.peers(lines.join(', '));
    }
    case 'calendar':
      return say.calendar(formatDay(cause.from), formatDay(cause.to));
    case 'override':
      return cause.to === null ? say.overrideEnded : say.override(cause.to.author, cause.to.reason);
  }
}

function joined(alone: boolean, parts: readonly string[], say: In<typeof causeWords>): string {
  if (parts.length === 1) return parts[0]!;
  return alone ? say.either(parts) : parts.join(' + ');
}

/**
 * What the history keeps of a cause ("revenue 421764 → 361163") as the other commands say it. What the criteria do not
 * know, and free text, stays as it is kept.
 */
export function sayKeptDetail(
  detail: string,
  criteria: Pick<Criteria, 'facts' | 'fields' | 'titles'>,
  language: Language,
): string {
  const say = causeWords(language);
  const parts = detail.split('; ').map((part) => {
    const [, isLine, name = '', group = '', from = '', to = ''] = KEPT.exec(part) ?? [];
    const fact = criteria.facts.get(name);
    if (fact === undefined) return part;
    const [before, after] = [from, to].map((value) => keptValue(value, fact, criteria, language));
    const label = factName(name, criteria.titles, language);
    if (isLine === undefined) return say.field(label, before!, after!);
    return say.lineOf(say.line(label, group, before!, after!));
  });
  return parts.join(wordsFor(language).semicolon);
}

// "revenue 5 → 6" of a field, "line of revenue in Industrial 5 → 6" of a cut point.
const KEPT = /^(line of )?(\S+)(?:(?<=^line of \S+) in (.+))? (.+) → (.+)$/;

function keptValue(
  kept: string,
  { name, type }: Fact,
  criteria: Pick<Criteria, 'fields'>,
  language: Language,
): string {
  if (kept === 'unknown') return formatFact(null, type, language);
  if (type.kind === 'text') return choiceText(criteria, name, kept, language);
  const value = type.unit === 'flag' ? Number(kept === 'yes') : (parseDay(kept) ?? Number(kept));
  return Number.isNaN(value) ? kept : formatFact(value, type, language);
}

/** A cause as JSON; changes of criteria go by their place in the list. */
export function causeJson(cause: Cause, changes: readonly Change[]): object {
  switch (cause.kind) {
    case 'new':
    case 'gone':
      return { kind: cause.kind };
    case 'group':
      return { kind: cause.kind, group: cause.id, in: cause.isIn ? 'after' : 'before' };
    case 'data':
      return {
        kind: cause.kind,
        each_alone: cause.alone,
        fields: cause.fields.map(({ name, type, from, to }) => ({
          field: name,
          from: dayOr(from, type),
          to: dayOr(to, type),
        })),
      };
    case 'criteria':
      return {
        kind: cause.kind,
        each_alone: cause.alone,
        changes: cause.changes.map((change) => changes.indexOf(change)),
      };
    case 'peers':
      return {
        kind: cause.kind,
        lines: cause.lines.map(({ fact, group, from, to }) => ({ fact, group, from, to })),
      };
    case 'calendar':
      return { kind: cause.kind, from: formatDay(cause.from), to: formatDay(cause.to) };
    case 'override':
      return {
        kind: cause.kind,
        author: cause.to?.author ?? cause.from?.author ?? null,
        reason: cause.to?.reason ?? cause.from?.reason ?? null,
        in_force: cause.to !== null,
      };
  }
}

function dayOr(
  value: number | string | null,
  type: { readonly kind: string; readonly unit?: string },
): number | string | null {
  return typeof value === 'number' && type.unit === 'day' ? formatDay(value) : value;
}

const causeWords = defineWords({
  new: { en: 'new in the export', zh: '名单中新增' },
  gone: { en: 'no longer in the export', zh: '已不在名单中' },
  inGroup: {
    en: (group: string) => `now part of group ${group}`,
    zh: (group: string) => `现属集团 ${group}`,
  },
  wasInGroup: {
    en: (group: string) => `was part of group ${group}`,
    zh: (group: string) => `原属集团 ${group}`,
  },
  data: { en: (fields: string) => `own data: ${fields}`, zh: (fields: string) => `自身数据：${fields}` },
  field: {
    en: (name: string, from: string, to: string) => `${name} ${from} → ${to}`,
    zh: (name: string, from: string, to: string) => `${name} ${from} → ${to}`,
  },
  /** A change by its number in the list. */
  change: {
    en: (number: number) => `criteria change ${number}`,
    zh: (number: number) => `标准改动 ${number}`,
  },
  peers: {
    en: (lines: string) => `others moved the line: ${lines}`,
    zh: (lines: string) => `其他客户使分界值移动：${lines}`,
  },
  line: {
    en: (fact: string, group: string, from: string, to: string) =>
      `${fact}${group === '' ? '' : ` in ${group}`} ${from} → ${to}`,
    zh: (fact: string, group: string, from: string, to: string) =>
      `${group === '' ? '' : `${group} 内 `}${fact} ${from} → ${to}`,
  },
  /** Where nothing else says that it is a cut point. */
  lineOf: { en: (line: string) => `line of ${line}`, zh: (line: string) => `分界值 ${line}` },
  peersAlone: { en: 'others moved the line', zh: '其他客户使分界值移动' },
  calendar: {
    en: (from: string, to: string) => `calendar: ${from} → ${to}`,
    zh: (from: string, to: string) => `日期推移：${from} → ${to}`,
  },
  override: {
    en: (author: string, reason: string) => `override by ${author}: ${reason}`,
    zh: (author: string, reason: string) => `人工指定（${author}）：${reason}`,
  },
  overrideEnded: { en: 'an override ended', zh: '人工指定已失效' },
  together: {
    en: (parts: readonly string[]) => `together: ${parts.join(' + ')}`,
    zh: (parts: readonly string[]) => `共同作用：${parts.join(' + ')}`,
  },
  /** Each is enough by itself. */
  either: {
    en: (parts: readonly string[]) => `each alone: ${parts.join('; ')}`,
    zh: (parts: readonly string[]) => `任一即可：${parts.join('；')}`,
  },
});
