import type { Criteria } from '../../../criteria/criteria.ts';
import type { Io } from '../../../io.ts';
import { addPage } from '../../../output/formats/workbook/report-sheets.ts';
import { openWorkbook, type WorkbookWriter } from '../../../output/formats/workbook.ts';
import type { Language } from '../../../output/language.ts';
import type { Block, Report } from '../../../output/report.ts';
import { wordsFor } from '../../../output/words.ts';
import { type KeyCounts, ruleBlocks, ruleWords } from '../../../say/rules.ts';
import { workbookWords } from './words.ts';

/** A workbook whose bytes wait until they are written. */
export interface ResultWorkbook {
  readonly workbook: WorkbookWriter;
  /** Hands over the bytes that wait. */
  flush(write: (bytes: Uint8Array) => Promise<void>): Promise<void>;
  /** Adds what all results have, and ends the workbook. */
  end(summary: Report, criteria: Criteria, keys: KeyCounts | null): void;
}

/** Opens the workbook of a result: customers, a summary, why each key account is key, and the criteria in words. */
export function openResult(language: Language): ResultWorkbook {
  const { sheets } = workbookWords(language);
  const words = wordsFor(language);
  let pending: Uint8Array[] = [];
  const workbook = openWorkbook(
    [sheets.customers, sheets.summary, sheets.whyKey, sheets.criteria],
    language,
    (bytes) => pending.push(bytes),
  );
  return {
    workbook,
    async flush(write) {
      const ready = pending;
      pending = [];
      for (const bytes of ready) await write(bytes);
    },
    end(summary, criteria, keys) {
      addPage(workbook, sheets.summary, summary, words);
      addPage(workbook, sheets.criteria, criteriaReport(criteria, keys, language), words);
      workbook.end();
    },
  };
}

function criteriaReport(criteria: Criteria, keys: KeyCounts | null, language: Language): Report {
  const say = ruleWords(language);
  const blocks: Block[] = [
    { kind: 'paragraph', text: say.lead(criteria.name, criteria.version, criteria.owner) },
  ];
  if (criteria.reason !== null) blocks.push({ kind: 'paragraph', text: say.reason(criteria.reason) });
  return { title: say.title, blocks: [...blocks, ...ruleBlocks(criteria, keys, language)] };
}

/** Says on standard error where Excel could not hold all of a cell. */
export async function sayCutCells(
  workbook: WorkbookWriter,
  flags: { readonly lang: Language; readonly quiet?: boolean | undefined },
  io: Io,
): Promise<void> {
  const count = workbook.cutCells();
  if (count === 0 || flags.quiet === true) return;
  const { severities, colon } = wordsFor(flags.lang);
  await io.err.write(`${severities.warning}${colon}${workbookWords(flags.lang).cutCells(count)}\n`);
}
