import type { Language } from '../../output/language.ts';
import { type Block, type Report, text } from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import { percentOf } from '../../say/distance.ts';
import { changeText } from '../../say/smallest-change.ts';
import { explainWords } from '../../say/words/explain.ts';
import type { NearMiss } from '../../verdict/near.ts';

/** Who would become key, or lose it, by a small change of one field; the nearest first. */
export function reportNear(found: readonly NearMiss[], within: number, language: Language): Report {
  const words = wordsFor(language);
  const say = explainWords(language);
  const table: Block = {
    kind: 'table',
    columns: [
      { header: words.columns.customerId, align: 'left' },
      { header: words.columns.customerName, align: 'left', flexible: 'cut' },
      { header: words.columns.category, align: 'left' },
      { header: say.columns.distance, align: 'right' },
      { header: say.columns.change, align: 'left', flexible: 'wrap' },
    ],
    rows: found.map(({ id, name, verdict, change }) => [
      text(id),
      text(name ?? ''),
      {
        ...text(verdict.kind === 'decided' ? words.categories[verdict.category] : words.undetermined),
        tone: verdict.kind === 'decided' && verdict.category === 'key' ? 'key' : undefined,
      },
      text(change.ratio === null ? '' : percentOf(change.ratio)),
      text(changeText({ ...change, ratio: null }, language)),
    ]),
  };
  return {
    title: say.headings.near,
    blocks: [
      { kind: 'paragraph', text: say.nearTitle(percentOf(within)) },
      found.length === 0 ? { kind: 'paragraph', text: say.nobodyNear } : table,
    ],
  };
}
