import { type Block, text } from '../../../output/report.ts';
import { percentOf } from '../../../say/distance.ts';
import { factName } from '../../../say/fact.ts';
import { lacksText, openText } from '../../../say/reason.ts';
import { changeText } from '../../../say/smallest-change.ts';
import type { NearCustomer, NearList } from '../portrait/near-line.ts';
import { categoryCell, criterionName, customerCells, customerColumns, firstRows } from './cells.ts';
import type { SectionVoice } from './section.ts';

/** Near misses with what each lacks, or narrowly key accounts with what would no longer hold. */
export function nearTable(kind: 'misses' | 'narrow', list: NearList, voice: SectionVoice): Block {
  const { words, say, most, brief } = voice;
  const caption = say.money.scores[kind];
  if (list.count === 0)
    return { kind: 'paragraph', text: `${caption}${words.colon}${say.money.scores.nobody}` };
  const shown = firstRows(list.first, most, list.isExact ? list.count : list.first.length, words);
  return {
    kind: 'table',
    caption,
    columns: [
      ...customerColumns(words),
      ...(brief ? [] : [{ header: words.columns.category, align: 'left' as const }]),
      { header: say.money.columns.distance, align: 'right' },
      { header: say.money.columns[LINE_OF[kind]], align: 'left', flexible: 'wrap' },
      { header: say.money.columns.change, align: 'left', flexible: 'wrap' },
    ],
    rows: shown.rows.map((one) => [
      ...customerCells(one.row),
      ...(brief ? [] : [categoryCell(one.row.category, words)]),
      text(one.change.ratio === null ? '' : percentOf(one.change.ratio)),
      text(lineText(kind, one, voice)),
      text(stepText(one, voice)),
    ]),
    more: shown.more,
  };
}

const LINE_OF = { misses: 'lacks', narrow: 'holds' } as const;

// The criterion with what keeps it from holding, or with what the change would break.
function lineText(
  kind: 'misses' | 'narrow',
  { row, line }: NearCustomer,
  { words, say, language }: SectionVoice,
): string {
  if (line === null) return criterionName(row.criterion, say);
  const { criterion, criteria, trace } = line;
  const name = criterionName(criterion, say);
  const open = kind === 'misses' ? lacksText(trace, criteria, language) : openText(trace, criteria, language);
  return open === '' ? name : `${name}${words.colon}${open}`;
}

function stepText({ change }: NearCustomer, { language }: SectionVoice): string {
  const field = { ...change.field, name: factName(change.field.name, language) };
  return changeText({ ...change, field, ratio: null }, language);
}
