import {
  type Audit,
  type AuditedAccount,
  type Finding,
  isRed,
  type ManagerSummary,
  type Status,
} from '../audit/audit.ts';
import { groupBy } from '../group-by.ts';
import { counted, defineWords, formatCount, type Language } from '../output/language.ts';
import { type Block, type Cell, type Series, text } from '../output/report.ts';
import { wordsFor } from '../output/words.ts';
import { dutyText, namedText, type Told, tellDetail } from './finding.ts';

/** How a status is drawn. */
export const STATUS_SERIES: Readonly<Record<Status, Series>> = { red: 'bad', amber: 'warn', green: 'good' };

/** A status with its mark. */
export function statusCell(status: Status, language: Language): Cell {
  return { ...text(accountWords(language).statuses[status]), series: STATUS_SERIES[status] };
}

/** How many customers a list shows, and what it says of the others. */
export interface Limit {
  readonly most: number;
  more(count: number): string;
}

/**
 * The red and the amber accounts, by manager: who is called first, and about what. `most` of the red ones, and twice
 * as many of the amber ones, of which only `detailed` tells each finding.
 */
export function accountBlocks(audit: Audit, language: Language, limit: Limit, detailed: boolean): Block[] {
  const { most } = limit;
  const amber = detailed ? limit : { ...limit, most: most * 2 };
  return [
    ...noManagersBlocks(audit, language),
    ...section(audit, 'red', language, limit, (account) => accountRows(account, language, detailed)),
    ...section(audit, 'amber', language, amber, (account) =>
      detailed ? accountRows(account, language, true) : [shortRow(account, language)],
    ),
  ];
}

function noManagersBlocks({ noManagers }: Audit, language: Language): Block[] {
  if (noManagers === null) return [];
  const [wrong, todo] = tellDetail(noManagers.detail, language);
  return [{ kind: 'note', severity: 'error', text: `${wrong}${wordsFor(language).colon}${todo}` }];
}

function section(
  { accounts, managers }: Audit,
  status: 'red' | 'amber',
  language: Language,
  { most, more }: Limit,
  rowsOf: (account: AuditedAccount) => readonly Row[],
): Block[] {
  // An account that only lacks what all of them lack has nothing of its own to report.
  const own = accounts.filter((account) => account.status === status && account.findings.length > 0);
  if (own.length === 0) return [];
  const say = accountWords(language);
  const byGroup = groupBy(own, ({ group }) => group);
  const rows: Row[] = [];
  let left = most;
  for (const manager of managers) {
    const theirs = (byGroup.get(manager.group) ?? []).slice(0, left);
    if (theirs.length > 0) rows.push(managerRow(manager, language), ...theirs.flatMap(rowsOf));
    left -= theirs.length;
  }
  const column = (header: string) => ({ header, align: 'left' as const, flexible: 'wrap' as const });
  const detailed = rows.some((cells) => cells.length > 2);
  return [
    { kind: 'heading', text: say.headings[status] },
    {
      kind: 'table',
      columns: [
        column(say.columns.account),
        ...(detailed ? [column(say.columns.wrong), column(say.columns.todo)] : [column(say.columns.broken)]),
      ],
      rows,
      more: own.length > most ? more(own.length - most) : undefined,
    },
  ];
}

type Row = readonly Cell[];

function managerRow({ name, red, amber, accounts }: ManagerSummary, language: Language): Row {
  const say = accountWords(language);
  return [
    { ...text(name ?? say.nobody), tone: 'key' },
    { ...text(say.ofManager(red, amber, accounts)), tone: 'dim' },
  ];
}

// All findings by the names of their duties, in one line.
function shortRow(account: AuditedAccount, language: Language): Row {
  const words = wordsFor(language);
  const say = accountWords(language);
  const names = (state: Finding['state']): string =>
    account.findings
      .filter((finding) => finding.state === state)
      .map(({ duty }) => dutyText(duty, language))
      .join(words.comma);
  const [broken, unknown] = [names('broken'), names('unknown')];
  const untold = unknown === '' ? [] : [`${say.unknown}${words.colon}${unknown}`];
  const what = [...(broken === '' ? [] : [broken]), ...untold].join(words.semicolon);
  return [text(`· ${namedText(account, language)}`), { ...text(what), tone: 'warn' }];
}

// For a red account the red findings come line by line and the rest is counted; in detail all of them are listed.
function accountRows(account: AuditedAccount, language: Language, detailed: boolean): Row[] {
  const say = accountWords(language);
  const { findings } = account;
  const told = detailed ? findings : findings.filter(isRed);
  const rows = told.map((finding, index): Row => {
    const [wrong, todo] = tellFinding(finding, language);
    const tone = isRed(finding) ? 'bad' : 'warn';
    return [
      text(index === 0 ? `· ${namedText(account, language)}` : ''),
      { ...text(wrong), tone },
      text(todo),
    ];
  });
  const rest = findings.length - told.length;
  return rest === 0 ? rows : [...rows, [text(''), { ...text(say.also(rest)), tone: 'dim' }]];
}

/** What is wrong, or that this cannot be told, and what to do. */
export function tellFinding({ state, detail }: Pick<Finding, 'state' | 'detail'>, language: Language): Told {
  const [wrong, todo] = tellDetail(detail, language);
  const untold = `${accountWords(language).unknown}${wordsFor(language).colon}`;
  return [state === 'unknown' ? `${untold}${wrong}` : wrong, todo];
}

/** Words for key accounts that are red or amber. */
export const accountWords = defineWords({
  headings: {
    red: { en: 'Red: call about these first', zh: '红色：请优先跟进' },
    amber: { en: 'Amber: to be put right', zh: '黄色：有待改进' },
  },
  columns: {
    account: { en: 'account', zh: '客户' },
    wrong: { en: 'what is wrong', zh: '问题' },
    todo: { en: 'what to do', zh: '应采取的措施' },
    /** Over the titles of duties and checks, which say what should be so. */
    broken: { en: 'not kept', zh: '未达标' },
  },
  unknown: { en: 'cannot be told', zh: '无法判断' },
  /** Accounts that no named person is responsible for. */
  nobody: { en: 'nobody by name', zh: '未落实到人' },
  /** A manager's accounts: "3 red, 1 amber of 6". */
  ofManager: {
    en: (red: number, amber: number, accounts: number) => {
      const parts = [...(red > 0 ? [`${red} red`] : []), ...(amber > 0 ? [`${amber} amber`] : [])];
      return `${parts.join(', ')} of ${formatCount.en(accounts)}`;
    },
    zh: (red: number, amber: number, accounts: number) => {
      const parts = [...(red > 0 ? [`红 ${red}`] : []), ...(amber > 0 ? [`黄 ${amber}`] : [])];
      return `${parts.join('、')}，共 ${formatCount.zh(accounts)} 个`;
    },
  },
  /** What else is amber with a red account. */
  also: { en: (count: number) => `and ${count} amber`, zh: (count: number) => `另有黄色 ${count} 项` },
  /** How many accounts are red, amber and green; then how many findings are broken, and how many are unknown. */
  headline: {
    en: (accounts: number, red: number, amber: number, green: number) =>
      `${counted(accounts, 'key account')}: ${formatCount.en(red)} red, ${formatCount.en(amber)} amber, ${formatCount.en(green)} green`,
    zh: (accounts: number, red: number, amber: number, green: number) =>
      `大客户 ${formatCount.zh(accounts)} 个：红 ${formatCount.zh(red)}、黄 ${formatCount.zh(amber)}、绿 ${formatCount.zh(green)}`,
  },
  counts: {
    en: (errors: number, warnings: number, unknown: number) =>
      `${counted(errors, 'error')} and ${counted(warnings, 'warning')}; ${formatCount.en(unknown)} cannot be told since something is missing`,
    zh: (errors: number, warnings: number, unknown: number) =>
      `错误 ${formatCount.zh(errors)} 项，警告 ${formatCount.zh(warnings)} 项；因缺少数据而无法判断 ${formatCount.zh(unknown)} 项`,
  },
  statuses: {
    red: { en: 'red', zh: '红' },
    amber: { en: 'amber', zh: '黄' },
    green: { en: 'green', zh: '绿' },
  },
  /** Of a list that --verbose shows whole. */
  allMore: {
    en: (count: number) => `… and ${formatCount.en(count)} more (--verbose shows all)`,
    zh: (count: number) => `…… 另有 ${formatCount.zh(count)} 项（用 --verbose 查看全部）`,
  },
});
