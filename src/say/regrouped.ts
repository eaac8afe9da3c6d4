import type { Regrouped } from '../compare/regrouped.ts';
import { defineWords, type Language } from '../output/language.ts';
import { type Block, text } from '../output/report.ts';
import { wordsFor } from '../output/words.ts';
import { movementWords } from './movement.ts';

const words = defineWords({
  heading: { en: 'Customers that changed their group', zh: '变更集团归属的客户' },
  columns: {
    from: { en: 'group before', zh: '原属集团' },
    to: { en: 'group now', zh: '现属集团' },
  },
  none: { en: 'none: on its own', zh: '无（独立客户）' },
});

/** The rows that belong to another group than before, as blocks of a report. */
export function regroupedBlocks(regrouped: readonly Regrouped[], language: Language, most: number): Block[] {
  if (regrouped.length === 0) return [];
  const say = words(language);
  const nameOf = (id: string, group: string): string => (group === id ? say.none : group);
  return [
    { kind: 'heading', text: say.heading },
    {
      kind: 'table',
      columns: [
        { header: wordsFor(language).columns.customerId, align: 'left' },
        { header: say.columns.from, align: 'left' },
        { header: say.columns.to, align: 'left' },
      ],
      rows: regrouped
        .slice(0, most)
        .map(({ id, from, to }) => [text(id), text(nameOf(id, from)), text(nameOf(id, to))]),
      more: regrouped.length > most ? movementWords(language).more(regrouped.length - most) : undefined,
    },
  ];
}

/** The same as a member of a JSON document; nothing where none did. */
export function regroupedJson(regrouped: readonly Regrouped[]): object {
  if (regrouped.length === 0) return {};
  return { regrouped: regrouped.map(({ id, from, to }) => ({ customer_id: id, from, to })) };
}
