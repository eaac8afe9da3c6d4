import { child, entriesOf, itemsOf, type Node, scalarText } from '../criteria/node.ts';
import { openYamlPart } from '../criteria/open-yaml.ts';
import { type Amount, isProblem, parseAmount } from '../fields/amount.ts';
import { readTypedDay } from '../fields/date-cell.ts';
import type { Day } from '../fields/day.ts';
import { tidy } from '../fields/fold.ts';
import type { Checked, Diagnostic, ReportDiagnostic } from '../text/diagnostic.ts';
import { LANGUAGES } from '../text/locales.ts';
import type { Source, Span } from '../text/source.ts';
import { didYouMean, meant, nearestName } from '../text/suggest.ts';
import { afterHan, quoted, type Wording } from '../text/wording.ts';
import { readActions } from './actions.ts';
import { lastNote } from './generated.ts';
import { findFrontMatter } from './markup.ts';
import {
  type Forecast,
  type Issue,
  isOpen,
  type Loss,
  type Period,
  PLAN_KINDS,
  PLAN_STATES,
  type Plan,
  parsePeriod,
  type Stated,
} from './plan.ts';
import { readReviews } from './reviews.ts';

/**
 * Reads a plan. What is wrong in it is reported with its place; the rest of the plan is read all the same. Null only
 * where nobody can say whose plan it is: no front matter, none that is YAML, or no account in it.
 */
export async function parsePlan(text: string, file: string): Promise<Checked<Plan>> {
  const source: Source = { name: file, text };
  const found = findFrontMatter(source);
  if (found === null) return { value: null, diagnostics: [noFrontMatter(source)] };
  const { value: root, diagnostics: problems } = await openYamlPart({
    source,
    ...found,
    name: { en: 'the front matter', zh: '计划开头的信息头' },
  });
  const diagnostics: Diagnostic[] = [...problems];
  if (root === null) return { value: null, diagnostics };
  const report = (problem: Diagnostic): number => diagnostics.push(problem);
  const at = (key: string): Node | undefined => child(root, key);
  const account = textIn(at('account'), 'account', report);
  if (account === null) {
    if (at('account')?.kind !== 'map' && at('account')?.kind !== 'list') report(noAccount(root.span));
    return { value: null, diagnostics };
  }
  reportMisspelt(root, KEYS, report);
  const value: Plan = {
    source,
    kind: choiceIn(at('category'), 'category', PLAN_KINDS, report)?.value ?? 'key',
    account: { ...account, value: tidy(account.value).normalize('NFC') },
    name: textIn(at('name'), 'name', report),
    owner: textIn(at('owner'), 'owner', report),
    state: choiceIn(at('status'), 'status', PLAN_STATES, report),
    since: dayIn(at('since'), 'since', report),
    criteria: textIn(at('criteria'), 'criteria', report),
    criterion: textIn(at('criterion'), 'criterion', report),
    nextReview: dayIn(at('next_review'), 'next_review', report),
    forecasts: itemsIn(at('forecast')).map((node) => readForecast(node, report)),
    targets: readTargets(at('targets'), report),
    issues: itemsIn(at('issues')).map((node) => readIssue(node, report)),
    loss: readLoss(at('loss'), report),
    language: choiceIn(at('lang'), 'lang', LANGUAGES, report)?.value ?? null,
    note: lastNote(source, found.body),
    frontMatter: { kind: 'span', source, start: found.start, end: found.end },
  };
  if (isOpen(value)) diagnostics.push(...readActions(value).diagnostics, ...readReviews(value).diagnostics);
  return { value, diagnostics };
}

const KEYS = [
  'account',
  'category',
  'name',
  'owner',
  'status',
  'since',
  'criteria',
  'criterion',
  'next_review',
  'forecast',
  'targets',
  'issues',
  'loss',
  'lang',
];

// One part or a list of parts; an empty value is none.
function itemsIn(node: Node | undefined): readonly Node[] {
  if (node === undefined || (node.kind === 'scalar' && scalarText(node) === undefined)) return [];
  return node.kind === 'list' ? itemsOf(node) : [node];
}

function readForecast(node: Node, report: ReportDiagnostic): Forecast {
  reportMisspelt(node, ['period', 'revenue', 'profit'], report);
  return {
    period: periodIn(child(node, 'period'), report),
    revenue: moneyIn(child(node, 'revenue'), 'forecast.revenue', report),
    profit: moneyIn(child(node, 'profit'), 'forecast.profit', report),
    span: node.span,
  };
}

function readTargets(node: Node | undefined, report: ReportDiagnostic): Plan['targets'] {
  const targets = new Map<string, Stated<Amount>>();
  for (const { key, value } of entriesOf(node)) {
    const amount = amountIn(value, `targets.${key}`, report);
    if (amount !== null) targets.set(key, amount);
  }
  return targets;
}

function readIssue(node: Node, report: ReportDiagnostic): Issue {
  reportMisspelt(node, ['title', 'opened', 'owner', 'state'], report);
  const state = choiceIn(child(node, 'state'), 'state', ['open', 'closed'], report, ISSUE_STATES);
  return {
    title:
      node.kind === 'scalar' ? textIn(node, 'issues', report) : textIn(child(node, 'title'), 'title', report),
    opened: dayIn(child(node, 'opened'), 'opened', report),
    owner: textIn(child(node, 'owner'), 'owner', report),
    state: state?.value ?? 'open',
    span: node.span,
  };
}

function readLoss(node: Node | undefined, report: ReportDiagnostic): Loss | null {
  if (node?.kind !== 'map') return null;
  reportMisspelt(node, ['date', 'cause', 'mechanism', 'evidence', 'preventable'], report);
  const text = (key: string): Loss['cause'] => textIn(child(node, key), `loss.${key}`, report);
  return {
    date: dayIn(child(node, 'date'), 'loss.date', report),
    cause: text('cause'),
    mechanism: text('mechanism'),
    evidence: text('evidence'),
    preventable: text('preventable'),
    span: node.span,
  };
}

// People add keys of their own; only what looks like one of ours is a mistake.
function reportMisspelt(node: Node, known: readonly string[], report: ReportDiagnostic): void {
  const missing = known.filter((key) => child(node, key) === undefined);
  for (const { key, keySpan } of entriesOf(node)) {
    const near = known.includes(key) ? null : nearestName(key, missing);
    if (near === null) continue;
    const message = { en: `unknown key "${key}"`, zh: `没有“${key}”这个键` };
    report({ code: 'unknown-key', severity: 'warning', message, help: meant(near), at: keySpan });
  }
}

function noFrontMatter(source: Source): Diagnostic {
  return {
    code: 'no-front-matter',
    severity: 'error',
    message: {
      en: 'expected front matter: a line "---", keys such as account and owner, and a line "---"',
      zh: '开头应有信息头：一行“---”，account、owner 等各项，再一行“---”',
    },
    help: {
      en: 'a plan begins with its front matter; keep notes of another kind outside the folder of plans',
      zh: '计划以信息头开头；其他笔记请放在计划文件夹之外',
    },
    at: { kind: 'span', source, start: 0, end: 0 },
  };
}

function noAccount(at: Span): Diagnostic {
  const message = { en: 'the front matter needs the key "account"', zh: '信息头中缺少 account' };
  return {
    code: 'missing-key',
    severity: 'error',
    message,
    help: { en: 'account: the customer id', zh: 'account: 客户编号' },
    at,
  };
}

/** The text of a key; null when it is empty, and after a report when it is a list or map. */
function textIn(node: Node | undefined, key: string, report: ReportDiagnostic): Stated<string> | null {
  if (node === undefined) return null;
  if (node.kind !== 'scalar') return refuse(node, key, { en: 'text', zh: '文本' }, report);
  const text = tidy(scalarText(node) ?? '');
  return text === '' ? null : { value: text, span: node.span };
}

/** The day of a key; null when it is empty, and after a report when it is no date. */
function dayIn(node: Node | undefined, key: string, report: ReportDiagnostic): Stated<Day> | null {
  const read = (text: string): Day | null => {
    const day = readTypedDay(text);
    return isProblem(day) ? null : day;
  };
  return readIn(node, key, read, { en: 'a date such as 2026-09-30', zh: '日期，如 2026-09-30' }, report);
}

/** The period of a key: a year, a half, months; null when it is empty, and after a report when it is none. */
function periodIn(node: Node | undefined, report: ReportDiagnostic): Stated<Period> | null {
  return readIn(
    node,
    'forecast.period',
    parsePeriod,
    {
      en: 'a period such as 2026-07..2027-06, 2027 or 2026-H2',
      zh: '期间，如 2026-07..2027-06、2027 或 2026-H2',
    },
    report,
  );
}

/** The amount of a key, in any unit but days; null when it is empty, and after a report when it is none. */
function amountIn(node: Node | undefined, key: string, report: ReportDiagnostic): Stated<Amount> | null {
  return readIn(
    node,
    key,
    parsePlainAmount,
    { en: 'an amount such as 5m, 500万 or 15%', zh: '数量，如 5m、500万或 15%' },
    report,
  );
}

/** The money of a key, in the file's; null when it is empty, and after a report when it is a percent or no amount. */
function moneyIn(node: Node | undefined, key: string, report: ReportDiagnostic): Stated<number> | null {
  const read = (text: string): number | null => {
    const amount = parsePlainAmount(text);
    return amount === null || amount.unit === 'percent' ? null : amount.value;
  };
  return readIn(node, key, read, { en: 'an amount such as 5m or 500万', zh: '金额，如 5m 或 500万' }, report);
}

/** One of some words; `synonyms` are other words for them. */
function choiceIn<T extends string>(
  node: Node | undefined,
  key: string,
  words: readonly T[],
  report: ReportDiagnostic,
  synonyms: ReadonlyMap<string, T> = new Map(),
): Stated<T> | null {
  const found = textIn(node, key, report);
  if (found === null) return null;
  const word = found.value.toLowerCase();
  const value = words.find((one) => one === word) ?? synonyms.get(word);
  if (value !== undefined) return { value, span: found.span };
  report({
    code: 'bad-plan-value',
    severity: 'error',
    message: {
      en: `"${key}": expected ${words.join(', ')}, found "${found.value}"`,
      zh: `“${key}”：应为 ${words.join('、')} 之一，实际为“${found.value}”`,
    },
    help: didYouMean(found.value, words),
    at: found.span,
  });
  return null;
}

/** Other words for the state of an issue. */
const ISSUE_STATES = new Map<string, Issue['state']>([
  ...['in progress', '未解决', '未关闭', '处理中', '进行中'].map((word) => [word, 'open'] as const),
  ...['done', 'solved', 'resolved', '已解决', '已关闭', '已完成'].map((word) => [word, 'closed'] as const),
]);

function parsePlainAmount(text: string): Amount | null {
  const amount = parseAmount(text);
  return isProblem(amount) || amount.unit === 'days' ? null : amount;
}

function readIn<T>(
  node: Node | undefined,
  key: string,
  read: (text: string) => T | null,
  expected: Wording,
  report: ReportDiagnostic,
): Stated<T> | null {
  const found = textIn(node, key, report);
  if (found === null) return null;
  const value = read(found.value);
  return value === null ? refuse(node!, key, expected, report) : { value, span: found.span };
}

const KINDS = { map: { en: 'a map', zh: '键值表' }, list: { en: 'a list', zh: '列表' } };

function refuse(node: Node, key: string, expected: Wording, report: ReportDiagnostic): null {
  const found = node.kind === 'scalar' ? quoted(node.text) : KINDS[node.kind];
  const message = {
    en: `"${key}": expected ${expected.en}, found ${found.en}`,
    zh: `“${key}”：应为${afterHan(expected.zh)}，实际为${afterHan(found.zh)}`,
  };
  report({ code: 'bad-plan-value', severity: 'error', message, at: node.span });
  return null;
}
