import { printCondition } from '../condition/print.ts';
import type { Change, ChangedValue } from '../criteria/changes/change.ts';
import { defineWords, type Language } from '../output/language.ts';
import { wordsFor } from '../output/words.ts';
import { positionAt } from '../text/source.ts';
import { conditionPhrases } from './condition.ts';

/** A change in one line: "key › large-and-growing › revenue at_least: 5m → 4m". */
export function printChange(change: Change, language: Language): string {
  const say = changeWords(language);
  const { kind, from, to, units } = change;
  const path = printPath(change);
  const value = (one: ChangedValue | null): string => printValue(one, language);
  const line =
    kind === 'added'
      ? say.added(path, value(to))
      : kind === 'removed'
        ? say.removed(path, value(from))
        : say.changed(path, value(from), value(to));
  const { beside, comma } = wordsFor(language);
  return units.length === 0 ? line : `${line}${beside(say.inUnits(units.join(comma)))}`;
}

// An operator stands behind its fact, everything else inside what is before it.
function printPath({ path, decides }: Change): string {
  if (!decides || path.length < 4) return path.join(' › ');
  return [...path.slice(0, -2), path.slice(-2).join(' ')].join(' › ');
}

// One side of a change in words; empty for what is not there.
function printValue(value: ChangedValue | null, language: Language): string {
  if (value === null) return '';
  return value.kind === 'text'
    ? value.text
    : printCondition(value.condition, value.cohorts, conditionPhrases(language));
}

/** A change of criteria as JSON; words are English, whatever the language of the run. */
export function changeJson({ kind, path, from, to, at, units, decides }: Change): object {
  return {
    kind,
    path,
    from: from === null ? null : printValue(from, 'en'),
    to: to === null ? null : printValue(to, 'en'),
    at: at === null ? null : { file: at.source.name, ...positionAt(at.source, at.start) },
    units,
    decides,
  };
}

const changeWords = defineWords({
  added: {
    en: (path: string, value: string) => `${path}: added ${value}`,
    zh: (path: string, value: string) => `${path}：新增 ${value}`,
  },
  removed: {
    en: (path: string, value: string) => `${path}: removed ${value}`,
    zh: (path: string, value: string) => `${path}：删除 ${value}`,
  },
  changed: {
    en: (path: string, from: string, to: string) => `${path}: ${from} → ${to}`,
    zh: (path: string, from: string, to: string) => `${path}：${from} → ${to}`,
  },
  inUnits: { en: (units: string) => `only in ${units}`, zh: (units: string) => `仅限 ${units}` },
});
