import type { Condition } from '../condition/condition.ts';
import type { Category, Criteria } from '../criteria/criteria.ts';
import { defineWords, type Language } from '../output/language.ts';
import { type Block, type Cell, count, type Table, text } from '../output/report.ts';
import { wordsFor } from '../output/words.ts';
import { categoryCell, categoryName } from './category.ts';
import { sayCondition } from './condition.ts';
import { dutyWords } from './duties.ts';
import { checkTitle, criterionTitle, unitTitle } from './title.ts';

/** How many key accounts each criterion makes. */
export type KeyCounts = ReadonlyMap<string, { readonly customers: number }>;

/** Criteria in words: what puts customers into each category, what units have otherwise, and what is checked. */
export function ruleBlocks(criteria: Criteria, keys: KeyCounts | null, language: Language): Block[] {
  const own = ruleWords(language);
  const blocks: Block[] = [{ kind: 'paragraph', text: own.order }, ruleTable(criteria, keys, language, null)];
  for (const [unit, theirs] of criteria.units?.criteria ?? []) {
    const table = ruleTable(theirs, keys, language, criteria);
    if (table.rows.length > 0)
      blocks.push({
        kind: 'details',
        summary: own.unit(unitTitle(unit, criteria.titles, language)),
        blocks: [
          table,
          { kind: 'paragraph', text: own.sameUnit(unitTitle(unit, criteria.titles, language)) },
        ],
      });
  }
  if (criteria.checks.length > 0) blocks.push(checkTable(criteria, language));
  return blocks;
}

/** The criteria of each category in words; of a unit only the categories that it has otherwise than the company. */
function ruleTable(
  criteria: Criteria,
  keys: KeyCounts | null,
  language: Language,
  company: Criteria | null,
): Table {
  const words = wordsFor(language);
  const own = ruleWords(language);
  const said = (category: Category, of: Criteria): string =>
    JSON.stringify(rulesOf(category, of).map(({ id, condition }) => [id, condition]));
  const rulesOf = (category: Category, of: Criteria): Rule[] => {
    const print = (condition: Condition): string => sayCondition(condition, of, language);
    const stays =
      category.staysWhile === null
        ? []
        : [{ id: 'stays_while', name: own.staysWhile, condition: print(category.staysWhile) }];
    if (category.when.kind === 'otherwise')
      return [{ id: 'otherwise', name: '', condition: own.otherwise }, ...stays];
    return [
      ...category.when.criteria.map(({ id, condition }) => ({
        id,
        name: criterionTitle(id, of.titles, language),
        condition: print(condition),
      })),
      ...stays,
    ];
  };
  const shown = criteria.categories.filter((category) => {
    const theirs = company?.categories.find(({ name }) => name === category.name);
    return company === null || theirs === undefined || said(category, criteria) !== said(theirs, company);
  });
  const keysBy = (category: Category, id: string, keys: KeyCounts): Cell =>
    category.name === 'key' && company === null ? count(keys.get(id)?.customers ?? 0) : text('');
  return {
    kind: 'table',
    columns: [
      { header: own.columns.category, align: 'left' },
      { header: own.columns.criterion, align: 'left' },
      ...(keys === null ? [] : [{ header: words.columns.keyAccounts, align: 'right' } as const]),
      { header: own.columns.words, align: 'left', flexible: 'wrap' },
    ],
    rows: shown.flatMap((category) =>
      rulesOf(category, criteria).map(({ id, name, condition }, index): Cell[] => [
        index === 0 ? categoryCell(category.name, words) : text(''),
        text(name),
        ...(keys === null ? [] : [keysBy(category, id, keys)]),
        text(condition),
      ]),
    ),
  };
}

interface Rule {
  /** As verdicts name it. */
  readonly id: string;
  readonly name: string;
  readonly condition: string;
}

/** What each check expects, in words, so that whoever reads its name elsewhere can look it up. */
function checkTable(criteria: Criteria, language: Language): Table {
  const words = wordsFor(language);
  const own = ruleWords(language);
  return {
    kind: 'table',
    caption: own.checks,
    columns: [
      { header: own.checkColumns.check, align: 'left' },
      { header: own.checkColumns.of, align: 'left' },
      { header: own.checkColumns.weight, align: 'left' },
      { header: own.checkColumns.expected, align: 'left', flexible: 'wrap' },
    ],
    rows: criteria.checks.map(({ id, title, for: categories, severity, expect }) => [
      text(checkTitle({ id, title }, language)),
      text(categories.map((name) => categoryName(name, words)).join(words.comma)),
      text(dutyWords(language).severities[severity]),
      text(sayCondition(expect, criteria, language)),
    ]),
  };
}

/** Words for criteria as people read them. */
export const ruleWords = defineWords({
  title: { en: 'Criteria', zh: '分类标准' },
  lead: {
    en: (name: string, version: string, owner: string | null) =>
      `${name}${version === '' ? '' : `, version ${version}`}${owner === null ? '' : `, in the hands of ${owner}`}`,
    zh: (name: string, version: string, owner: string | null) =>
      `${name}${version === '' ? '' : `，版本 ${version}`}${owner === null ? '' : `，由 ${owner} 负责`}`,
  },
  reason: {
    en: (reason: string) => `Why this version: ${reason}`,
    zh: (reason: string) => `本版修订原因：${reason}`,
  },
  order: {
    en: 'The first category that applies decides, in this order',
    zh: '按以下顺序，由第一个符合的类别决定',
  },
  columns: {
    category: { en: 'category', zh: '类别' },
    criterion: { en: 'criterion', zh: '标准' },
    words: { en: 'applies when', zh: '适用条件' },
  },
  otherwise: { en: 'everyone else', zh: '其余所有客户' },
  staysWhile: { en: 'stays key while', zh: '保留条件' },
  unit: { en: (name: string) => `Criteria of ${name}`, zh: (name: string) => `${name} 的标准` },
  sameUnit: {
    en: (name: string) => `The other criteria of ${name} are the company's`,
    zh: (name: string) => `${name} 的其余标准与公司一致`,
  },
  /** What is held against customers, whatever their criteria. */
  checks: { en: 'What is checked', zh: '检查项' },
  checkColumns: {
    check: { en: 'check', zh: '检查' },
    of: { en: 'of', zh: '适用类别' },
    weight: { en: 'weight', zh: '要求' },
    expected: { en: 'what should hold', zh: '应满足' },
  },
});
