import type { Criteria } from '../../criteria/criteria.ts';
import type { CutChange } from '../../criteria/lock/compare-lock.ts';
import { lockedLayers } from '../../criteria/lock/write-lock.ts';
import type { Language } from '../../output/language.ts';
import { type Block, type Cell, type Column, type Report, text } from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import { formatFact } from '../../say/fact.ts';
import { lockWords } from './words.ts';

/** What a report on cut points shows; `asOf` counts from 1970-01-01. */
export interface LockReport {
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
export function reportLock(run: LockReport, language: Language): Report {
  const { criteriaFile, file, asOf, changes, title, remarks } = run;
  const { labels } = wordsFor(language);
  const blocks: Block[] = [
    {
      kind: 'facts',
      items: [
        { label: labels.file, value: text(file) },
        { label: labels.criteria, value: text(criteriaFile) },
        { label: labels.asOf, value: { kind: 'day', day: asOf } },
      ],
    },
  ];
  if (changes.length > 0) blocks.push(changeTable(run, language));
  blocks.push(...remarks.map((remark): Block => ({ kind: 'paragraph', text: remark })));
  return { title, blocks };
}

function changeTable(run: LockReport, language: Language): Block {
  const { changes, compared, most } = run;
  const { test, group, customers, locked, now } = lockWords(language).columns;
  const columns: Column[] = [
    { header: test, align: 'left', flexible: 'wrap' },
    { header: group, align: 'left', flexible: 'cut' },
    { header: customers, align: 'right' },
  ];
  if (compared) columns.push({ header: locked, align: 'right', flexible: 'wrap' });
  columns.push({ header: now, align: 'right', flexible: 'wrap' });
  const left = changes.length - most;
  return {
    kind: 'table',
    columns,
    rows: changes.slice(0, most).map((change) => changeRow(change, run, language)),
    more: left > 0 ? wordsFor(language).sentences.more(left) : undefined,
  };
}

function changeRow(
  { cohort, group, customers, from, to }: CutChange,
  { criteria, compared }: LockReport,
  language: Language,
): Cell[] {
  const say = lockWords(language);
  const layer = lockedLayers(criteria).find(([unit]) => unit === cohort.unit)?.[1];
  const type = layer?.facts.get(cohort.fact)?.type ?? { kind: 'number', unit: 'number' };
  const cutCell = (cuts: readonly number[] | null): Cell => {
    if (cuts === null) return text(wordsFor(language).none);
    if (cuts.length === 0) return text(say.nobody);
    return text(cuts.map((cut) => formatFact(cut, type, language)).join(' · '));
  };
  const per = cohort.per === null ? '' : ` / ${cohort.per}`;
  const name = `${cohort.fact} ${cohort.cut}${per}`;
  const row: Cell[] = [
    text(cohort.unit === null ? name : say.ofUnit(name, cohort.unit)),
    text(group),
    { kind: 'count', value: customers },
  ];
  if (compared) row.push(cutCell(from));
  row.push(cutCell(to));
  return row;
}
