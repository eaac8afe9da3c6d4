import type { Audit, AuditedAccount } from '../../audit/audit.ts';
import { factText } from '../../fields/facts.ts';
import type { Io } from '../../io.ts';
import { addTable } from '../../output/formats/workbook/report-sheets.ts';
import type { Language } from '../../output/language.ts';
import { type Cell, money, type Report, type Table, text } from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import { accountWords, statusCell, tellFinding } from '../../say/audited-accounts.ts';
import { dutyWords } from '../../say/duties.ts';
import { dutyText } from '../../say/finding.ts';
import type { Run } from '../run/open-run.ts';
import { openResult, sayCutCells } from '../run/workbook/result-workbook.ts';
import { addWhySheet } from '../run/workbook/why-sheet.ts';
import { workbookWords } from '../run/workbook/words.ts';
import type { AuditFlags } from './command.ts';
import { auditWords } from './words.ts';

/** Writes an audit as a workbook: a row for everything that is wrong with a key account, and the summary. */
export async function writeAuditWorkbook(
  { audit, run }: { readonly audit: Audit; readonly run: Run },
  summary: Report,
  flags: AuditFlags,
  write: (bytes: Uint8Array) => Promise<void>,
  io: Io,
): Promise<void> {
  const { lang } = flags;
  const result = openResult(lang);
  const { sheets } = workbookWords(lang);
  addTable(result.workbook, sheets.customers, findingTable(audit, lang));
  const listed = new Set(audit.accounts.map(({ id }) => id));
  const { slot } = run.criteria.idField;
  await addWhySheet(result.workbook, run, lang, ({ facts }) => listed.has(factText(facts, slot)!));
  result.end(summary, run.criteria, null);
  await result.flush(write);
  await sayCutCells(result.workbook, flags, io);
}

// An account that keeps all its duties has one row, so that nobody is missing.
function findingTable({ accounts }: Audit, language: Language): Table {
  const { columns } = wordsFor(language);
  const say = auditWords(language);
  const { columns: told } = accountWords(language);
  const left = (header: string) => ({ header, align: 'left' as const });
  const wrapped = (header: string) => ({ ...left(header), flexible: 'wrap' as const });
  return {
    kind: 'table',
    columns: [
      left(columns.customerId),
      left(columns.customerName),
      left(columns.accountManager),
      { header: columns.revenue, align: 'right' },
      left(say.columns.status),
      left(say.columns.duty),
      left(say.columns.weight),
      wrapped(told.wrong),
      wrapped(told.todo),
    ],
    rows: accounts.flatMap((account) => rowsOf(account, language)),
  };
}

function rowsOf(account: AuditedAccount, language: Language): Cell[][] {
  const { id, name, manager, revenue, status, findings } = account;
  const head = [
    text(id),
    text(name ?? ''),
    text(manager ?? ''),
    money(revenue),
    statusCell(status, language),
  ];
  if (findings.length === 0) return [head];
  return findings.map((finding) => [
    ...head,
    text(dutyText(finding.duty, language)),
    text(dutyWords(language).severities[finding.severity]),
    ...tellFinding(finding, language).map(text),
  ]);
}
