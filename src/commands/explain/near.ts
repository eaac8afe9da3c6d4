import { type Block, type Report, text } from '../../output/report.ts';
import type { Words } from '../../output/words.ts';
import { percentOf } from '../../say/reason-parts.ts';
import { changeText } from '../../say/smallest-change.ts';
import type { ExplainWords } from '../../say/words/explain.ts';
import type { NearMiss } from '../../verdict/near.ts';

/** Who would become key, or lose it, by a small change of one field; the nearest first. */
export function reportNear(
  found: readonly NearMiss[],
  within: number,
  words: Words,
  say: ExplainWords,
): Report {
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
      text(changeText({ ...change, ratio: null }, words, say)),
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
