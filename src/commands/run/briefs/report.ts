import type { Audit } from '../../../audit/audit.ts';
import type { Criteria } from '../../../criteria/criteria.ts';
import type { Titles } from '../../../criteria/titles.ts';
import { formatDay } from '../../../fields/day.ts';
import type { Language } from '../../../output/language.ts';
import {
  type Block,
  type Cell,
  count,
  type FactList,
  money,
  type Report,
  type Section,
  type Table,
  text,
} from '../../../output/report.ts';
import { wordsFor } from '../../../output/words.ts';
import { accountBlocks, accountWords, statusCell } from '../../../say/audited-accounts.ts';
import { whatDecided } from '../../../say/book.ts';
import { categoryCell } from '../../../say/category.ts';
import { percentOf } from '../../../say/distance.ts';
import { tellDetail } from '../../../say/finding.ts';
import { signText } from '../../../say/lost-customers.ts';
import { movementTable } from '../../../say/movement.ts';
import { reasonsOf } from '../../../say/reason.ts';
import { addKnown } from '../../../verdict/amounts.ts';
import { emptyMoney, exactMoneyOf } from '../../../verdict/money-sum.ts';
import type { NearList } from '../portfolio/near.ts';
import { lineText, stepText } from '../portfolio/near-text.ts';
import { pursuitCells, pursuitColumns } from '../portfolio/pursuit-text.ts';
import type { CustomerRow } from '../portfolio/read-customer.ts';
import type { Brief, BriefAccount, BriefSources, Due } from './gather.ts';
import { briefWords } from './words.ts';

/** What stands around a brief: where it comes from, and where the way back leads. */
export interface BriefPage {
  readonly sources: Pick<BriefSources, 'run' | 'audit' | 'since' | 'lacksRun'>;
  /** What was classified, by which criteria, as of which day. */
  readonly facts: FactList['items'];
  /** The file of the index. */
  readonly index: string;
}

/** One account manager's page. */
export function reportBrief(brief: Brief, page: BriefPage, language: Language): Report {
  const say = briefWords(language);
  const { sources } = page;
  const { titles } = sources.run.criteria;
  const back = { label: say.labels.pages, value: { ...text(say.index.back), file: page.index } };
  const sections = [
    accountSection(brief, titles, language),
    dutySection(brief, sources.audit, language),
    dueSection(brief, sources.run.asOf, language),
    movedSection(brief, sources, language),
    nearSection(brief, titles, language),
    riskSection(brief, sources.run.criteria, language),
    pursuitSection(brief, language),
  ].filter((section) => section !== null);
  return {
    title: titleOf(brief, language),
    blocks: [
      { kind: 'facts', items: [...page.facts, back] },
      figuresOf(brief, sources.run.asOf, language),
      ...sections,
    ],
  };
}

/** All account managers, each with a way to their page. */
export function reportIndex(
  briefs: readonly (Brief & { readonly file: string })[],
  { sources, facts }: Pick<BriefPage, 'sources' | 'facts'>,
  language: Language,
): Report {
  const words = wordsFor(language);
  const say = briefWords(language);
  const { statuses } = accountWords(language);
  const right = (header: string) => ({ header, align: 'right' as const });
  const people = briefs.filter(({ key }) => key !== null).length;
  const lead: Block =
    sources.audit.noManagers === null
      ? { kind: 'paragraph', text: say.index.lead(people) }
      : { kind: 'note', severity: 'warning', text: say.index.noManagers };
  return {
    title: say.index.title,
    blocks: [
      { kind: 'facts', items: facts },
      lead,
      {
        kind: 'table',
        columns: [
          { header: words.columns.accountManager, align: 'left', flexible: 'wrap' },
          right(say.figures.keyAccounts),
          right(words.columns.revenue),
          right(statuses.red),
          right(statuses.amber),
          right(say.figures.due),
          right(say.moved.column),
          right(say.figures.customers),
        ],
        rows: briefs.map((brief): Cell[] => [
          { ...text(brief.name ?? say.nobody), file: brief.file },
          count(brief.accounts.length),
          money(revenueOf(brief)),
          toned(brief.summary?.red ?? 0, 'bad'),
          toned(brief.summary?.amber ?? 0, 'warn'),
          count(soon(brief.due, sources.run.asOf).length),
          sources.lacksRun ? { kind: 'none' } : count(brief.moved.length),
          count(allOf(brief)),
        ]),
      },
    ],
  };
}

/** Whose page it is. */
export function titleOf({ name }: Pick<Brief, 'name'>, language: Language): string {
  const say = briefWords(language);
  return name === null ? say.nobody : say.title(name);
}

function toned(value: number, tone: 'bad' | 'warn'): Cell {
  return { ...count(value), tone: value === 0 ? 'dim' : tone };
}

function allOf({ customers }: Brief): number {
  return [...customers.values()].reduce((sum, one) => sum + one, 0);
}

function revenueOf({ accounts }: Brief): ReturnType<typeof exactMoneyOf> {
  const sum = emptyMoney();
  for (const { row } of accounts) addKnown(sum, row.revenue);
  return exactMoneyOf(sum);
}

// Overdue, or due within a month.
function soon(due: readonly Due[], asOf: number): readonly Due[] {
  return due.filter(({ day }) => day <= asOf + SOON);
}

const SOON = 30;

function figuresOf(brief: Brief, asOf: number, language: Language): Block {
  const say = briefWords(language).figures;
  const of = (category: 'normal' | 'target' | 'lost'): number => brief.customers.get(category) ?? 0;
  const overdue = brief.due.filter(({ day }) => day < asOf).length;
  return {
    kind: 'figures',
    items: [
      {
        label: say.keyAccounts,
        value: count(brief.accounts.length),
        note: say.red(brief.summary?.red ?? 0, brief.summary?.amber ?? 0),
        series: 'key',
      },
      { label: say.revenue, value: money(revenueOf(brief)), note: '' },
      { label: say.due, value: count(soon(brief.due, asOf).length), note: say.overdue(overdue) },
      {
        label: say.customers,
        value: count(allOf(brief)),
        note: say.categories(of('normal'), of('target'), of('lost')),
      },
    ],
  };
}

function accountSection({ accounts }: Brief, titles: Titles, language: Language): Section {
  const say = briefWords(language).accounts;
  return {
    kind: 'section',
    id: 'accounts',
    title: say.title,
    short: say.short,
    lead: say.lead(accounts.length),
    blocks: accounts.length === 0 ? [] : [accountTable(accounts, titles, language)],
  };
}

function accountTable(accounts: readonly BriefAccount[], titles: Titles, language: Language): Table {
  const words = wordsFor(language);
  const { columns } = briefWords(language).accounts;
  return {
    kind: 'table',
    columns: [
      ...nameColumns(language),
      { header: words.columns.revenue, align: 'right' },
      { header: columns.status, align: 'left' },
      { header: words.columns.criterion, align: 'left' },
      { header: columns.why, align: 'left', flexible: 'wrap' },
    ],
    rows: accounts.map(({ row, explanation, override, audited }) => [
      ...nameCells(row),
      money(row.revenue),
      audited === null ? { kind: 'none' } : statusCell(audited.status, language),
      text(whatDecided(row.criterion ?? '', titles, language)),
      text(
        override === null
          ? whyText(explanation, language)
          : `${override.reason}${words.beside(override.author)}`,
      ),
    ]),
  };
}

function whyText(explanation: BriefAccount['explanation'], language: Language): string {
  return reasonsOf(explanation, language)[0]?.conditions ?? '';
}

function dutySection({ accounts, summary, key }: Brief, audit: Audit, language: Language): Section | null {
  const { title, lead } = briefWords(language).duties;
  const own = accounts.map(({ audited }) => audited).filter((one) => one !== null);
  const theirs = { ...audit, accounts: own, managers: summary === null ? [] : [summary] };
  const all = { most: Number.POSITIVE_INFINITY, more: () => '' };
  const blocks = accountBlocks(
    { ...theirs, noManagers: key === null ? audit.noManagers : null },
    language,
    all,
    true,
  );
  if (summary?.load != null) {
    const [wrong, todo] = tellDetail(summary.load.detail, language);
    blocks.unshift({ kind: 'note', severity: 'warning', text: `${wrong}${wordsFor(language).colon}${todo}` });
  }
  return blocks.length === 0 ? null : { kind: 'section', id: 'duties', title, short: title, lead, blocks };
}

function dueSection({ due }: Brief, asOf: number, language: Language): Section | null {
  if (due.length === 0) return null;
  const say = briefWords(language).due;
  const overdue = due.filter(({ day }) => day < asOf).length;
  const table: Table = {
    kind: 'table',
    columns: [
      { header: say.columns.day, align: 'left' },
      { header: say.columns.when, align: 'left' },
      { header: say.columns.what, align: 'left', flexible: 'wrap' },
      ...nameColumns(language),
      { header: say.columns.owner, align: 'left' },
    ],
    rows: due.map(({ kind, day, account, name, action, owner }) => [
      { kind: 'day', day },
      day < asOf ? { ...text(say.overdue(asOf - day)), tone: 'bad' } : text(say.in(day - asOf)),
      text(kind === 'review' ? say.review : action),
      ...nameCells({ id: account, name }),
      text(owner ?? ''),
    ]),
  };
  return {
    kind: 'section',
    id: 'due',
    title: say.title,
    short: say.short,
    lead: say.lead(due.length, overdue),
    blocks: [table],
  };
}

function movedSection(
  { moved }: Brief,
  { run, since, lacksRun }: BriefPage['sources'],
  language: Language,
): Section | null {
  const say = briefWords(language).moved;
  const base = { kind: 'section', id: 'moved', title: say.title, short: say.title } as const;
  if (lacksRun) return { ...base, lead: say.notKept, blocks: [] };
  if (since === null || moved.length === 0) return null;
  const all = { ...since.comparison, movements: moved };
  return {
    ...base,
    lead: say.lead(moved.length, formatDay(since.asOf)),
    blocks: [movementTable(all, since.changes, run.criteria, language, Number.POSITIVE_INFINITY)],
  };
}

function nearSection({ near }: Brief, titles: Titles, language: Language): Section | null {
  const say = briefWords(language).near;
  const blocks = (['misses', 'narrow'] as const).flatMap((kind) =>
    near[kind].first.length === 0 ? [] : [nearTable(kind, near[kind], titles, language)],
  );
  return blocks.length === 0
    ? null
    : { kind: 'section', id: 'near', title: say.title, short: say.title, lead: say.lead, blocks };
}

function nearTable(kind: 'misses' | 'narrow', list: NearList, titles: Titles, language: Language): Table {
  const words = wordsFor(language);
  const say = briefWords(language).near;
  const left = list.count - list.first.length;
  return {
    kind: 'table',
    caption: say[kind],
    columns: [
      ...nameColumns(language),
      { header: words.columns.category, align: 'left' },
      { header: kind === 'misses' ? say.columns.lacks : say.columns.holds, align: 'left', flexible: 'wrap' },
      { header: say.columns.change, align: 'left', flexible: 'wrap' },
    ],
    rows: list.first.map((one) => [
      ...nameCells(one.row),
      categoryCell(one.row.category, words),
      text(lineText(kind, one, (criterion) => whatDecided(criterion ?? '', titles, language), language)),
      text(
        `${stepText(one, titles, language)}${one.change.ratio === null ? '' : words.beside(percentOf(one.change.ratio))}`,
      ),
    ]),
    more: left > 0 ? words.sentences.more(left) : undefined,
  };
}

function riskSection({ risks }: Brief, criteria: Criteria, language: Language): Section | null {
  if (risks.customers === 0) return null;
  const words = wordsFor(language);
  const say = briefWords(language).risks;
  const left = risks.customers - risks.top.length;
  const table: Table = {
    kind: 'table',
    columns: [
      ...nameColumns(language),
      { header: words.columns.category, align: 'left' },
      { header: words.columns.revenue, align: 'right' },
      { header: say.columns.signs, align: 'left', flexible: 'wrap' },
      { header: say.columns.reasons, align: 'left', flexible: 'wrap' },
    ],
    rows: risks.top.map((customer) => [
      ...nameCells(customer),
      categoryCell(customer.category, words),
      money(customer.revenue),
      text(customer.signs.map((sign) => signText(sign, criteria, language)).join(words.comma)),
      text(customer.reasons.join(words.comma)),
    ]),
    more: left > 0 ? words.sentences.more(left) : undefined,
  };
  const lead = say.lead(risks.customers);
  return { kind: 'section', id: 'risks', title: say.title, short: say.title, lead, blocks: [table] };
}

function pursuitSection({ pursuit }: Brief, language: Language): Section | null {
  if (pursuit.rows.length === 0) return null;
  const words = wordsFor(language);
  const say = briefWords(language).pursuit;
  const left = pursuit.customers - pursuit.rows.length;
  const table: Table = {
    kind: 'table',
    columns: [...nameColumns(language), ...pursuitColumns(pursuit.by, language)],
    rows: pursuit.rows.map((one) => [...nameCells(one.row), ...pursuitCells(one, pursuit.by, language)]),
    more: left > 0 ? words.sentences.more(left) : undefined,
  };
  const lead = say.lead(pursuit.customers);
  return { kind: 'section', id: 'targets', title: say.title, short: say.short, lead, blocks: [table] };
}

function nameColumns(language: Language): Table['columns'][number][] {
  const { columns } = wordsFor(language);
  return [
    { header: columns.customerId, align: 'left' },
    { header: columns.customerName, align: 'left', flexible: 'wrap' },
  ];
}

function nameCells({ id, name }: Pick<CustomerRow, 'id' | 'name'>): Cell[] {
  return [text(id), text(name ?? '')];
}
