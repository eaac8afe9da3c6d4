import type { Audit } from '../audit/audit.ts';
import { defineWords, type Language } from '../output/language.ts';
import { type Block, type Cell, count, text } from '../output/report.ts';
import { wordsFor } from '../output/words.ts';
import { dutyText, namedText } from './finding.ts';
import { checkTitle } from './title.ts';

/** How often each duty and check is kept. */
export function dutyBlocks({ tallies }: Audit, language: Language): Block[] {
  if (tallies.length === 0) return [];
  const say = dutyWords(language);
  const right = (header: string) => ({ header, align: 'right' as const });
  return [
    { kind: 'heading', text: say.headings.duties },
    {
      kind: 'table',
      columns: [
        { header: say.columns.duty, align: 'left', flexible: 'wrap' },
        { header: say.columns.severity, align: 'left' },
        right(say.columns.held),
        right(say.columns.broken),
        right(say.columns.unknown),
      ],
      rows: tallies.map(({ duty, severity, held, broken, unknown }) => [
        text(dutyText(duty, language)),
        text(say.severities[severity]),
        tonedCount(held, 'good', language),
        tonedCount(broken, severity === 'error' ? 'bad' : 'warn', language),
        tonedCount(unknown, 'warn', language),
      ]),
    },
  ];
}

/** A count with its tone; nothing, in no tone, where there are none. */
export function tonedCount(value: number, tone: Cell['tone'], language: Language): Cell {
  return value === 0 ? { ...text(wordsFor(language).none), tone: 'dim' } : { ...count(value), tone };
}

/** Checks of customers that are no key accounts: how many break them, and the largest that do. */
export function otherBlocks({ others }: Audit, language: Language): Block[] {
  const words = wordsFor(language);
  const say = dutyWords(language);
  const shown = others.filter(({ broken, unknown }) => broken + unknown > 0);
  if (shown.length === 0) return [];
  return [
    { kind: 'heading', text: say.headings.others },
    {
      kind: 'table',
      columns: [
        { header: say.columns.check, align: 'left', flexible: 'wrap' },
        { header: words.columns.category, align: 'left', flexible: 'wrap' },
        { header: say.columns.broken, align: 'right' },
        { header: say.columns.unknown, align: 'right' },
        { header: say.columns.largest, align: 'left', flexible: 'wrap' },
      ],
      rows: shown.map(({ check, categories, broken, unknown, top }) => [
        text(checkTitle(check, language)),
        text(categories.map((name) => words.categories[name]).join(words.comma)),
        { ...count(broken), tone: check.severity === 'error' && broken > 0 ? 'bad' : undefined },
        count(unknown),
        text(
          top
            .slice(0, LARGEST)
            .map((customer) => namedText(customer, language))
            .join(words.semicolon),
        ),
      ]),
    },
  ];
}

const LARGEST = 3;

/** Words for how duties and checks are kept. */
export const dutyWords = defineWords({
  headings: {
    duties: { en: 'How the duties are kept', zh: '各项要求的落实情况' },
    others: { en: 'Checks of other customers', zh: '其他客户的检查结果' },
  },
  columns: {
    duty: { en: 'duty', zh: '要求' },
    severity: { en: 'weight', zh: '级别' },
    held: { en: 'kept', zh: '达标' },
    broken: { en: 'broken', zh: '未达标' },
    unknown: { en: 'cannot be told', zh: '无法判断' },
    check: { en: 'check', zh: '检查项' },
    largest: { en: 'largest', zh: '主要客户' },
  },
  severities: {
    error: { en: 'must', zh: '必须' },
    warning: { en: 'should', zh: '应当' },
  },
});
