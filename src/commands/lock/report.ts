import type { Criteria } from '../../criteria/criteria.ts';
import type { CutChange } from '../../criteria/lock/compare-lock.ts';
import { lockedLayers } from '../../criteria/lock/write-lock.ts';
import type { Block, Cell, Report } from '../../output/report.ts';
import { text } from '../../output/text-cell.ts';
import type { Words } from '../../output/words.ts';
import { formatFact } from '../../say/fact-value.ts';
import type { ExplainWords } from '../../say/words/explain.ts';
import type { LockWords } from './words.ts';

/** What a report on cut points shows. */
export interface LockRun {
  readonly criteria: Criteria;
  readonly criteriaFile: string;
  readonly file: string;
  readonly asOf: number;
  readonly changes: readonly CutChange[];
  /** Whether there was a lock to compare with. */
  readonly compared: boolean;
  readonly title: string;
  /** What is said below the table. */
  readonly remarks: readonly string[];
  /** How many rows are shown. */
  readonly most: number;
}

/** Cut points by test and group, beside those of the lock where there was one. */
export function reportLock(run: LockRun, words: Words, say: LockWords, explain: ExplainWords): Report {
  const { criteriaFile, file, asOf, changes, compared, title, remarks, most } = run;
  const blocks: Block[] = [
    {
      kind: 'facts',
      items: [
        { label: words.labels.file, value: text(file) },
        { label: words.labels.criteria, value: text(criteriaFile) },
        { label: words.labels.asOf, value: { kind: 'day', day: asOf } },
      ],
    },
  ];
  if (changes.length > 0) {
    const { test, group, customers, locked, now } = say.columns;
    const more = changes.length > most ? words.sentences.more(changes.length - most) : undefined;
    blocks.push({
      kind: 'table',
      columns: [
        { header: test, align: 'left', flexible: 'wrap' },
        { header: group, align: 'left', flexible: 'cut' },
        { header: customers, align: 'right' },
        ...(compared ? [{ header: locked, align: 'right', flexible: 'wrap' } as const] : []),
        { header: now, align: 'right', flexible: 'wrap' },
      ],
      rows: changes.slice(0, most).map((change) => row(change, run, words, say, explain)),
      more,
    });
  }
  blocks.push(...remarks.map((remark): Block => ({ kind: 'paragraph', text: remark })));
  return { title, blocks };
}

function row(change: CutChange, run: LockRun, words: Words, say: LockWords, explain: ExplainWords): Cell[] {
  const { cohort, group, customers, from, to } = change;
  const layer = lockedLayers(run.criteria).find(([unit]) => unit === cohort.unit)?.[1];
  const type = layer?.facts.get(cohort.fact)?.type ?? { kind: 'number', unit: 'number' };
  const show = (cuts: readonly number[] | null): Cell => {
    if (cuts === null) return text(words.none);
    if (cuts.length === 0) return text(say.nobody);
    return text(cuts.map((cut) => formatFact(cut, type, explain.values)).join(' · '));
  };
  const per = cohort.per === null ? '' : ` / ${cohort.per}`;
  const name = `${cohort.fact} ${cohort.cut}${per}`;
  return [
    text(cohort.unit === null ? name : say.ofUnit(name, cohort.unit)),
    text(group),
    { kind: 'count', value: customers },
    ...(run.compared ? [show(from)] : []),
    show(to),
  ];
}
