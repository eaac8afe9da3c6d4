import type { Audit, CountedSign, LostAnalysis, LostReason, Sign } from '../audit/audit.ts';
import { groupBySigns } from '../audit/signs.ts';
import type { Criteria } from '../criteria/criteria.ts';
import { criteriaIn } from '../criteria/per-criteria.ts';
import type { ExactNumber } from '../fields/exact-number.ts';
import { counted, defineWords, formatCount, type Language } from '../output/language.ts';
import { formatCell } from '../output/numbers.ts';
import { type Block, type Cell, count, money, share, text } from '../output/report.ts';
import { wordsFor } from '../output/words.ts';
import { knownFacts } from '../verdict/known-facts.ts';
import { choiceText, sayCondition } from './condition.ts';
import { namedText } from './finding.ts';

/** Why customers were lost, which losses have no known reason, and who shows the same signs today. */
export function lostBlocks(
  lost: LostAnalysis,
  criteria: Criteria,
  language: Language,
  most: number,
): Block[] {
  const words = wordsFor(language);
  const say = lostWords(language);
  const heading: Block = { kind: 'heading', text: say.headings.lost };
  if (lost.customers === 0) return [heading, { kind: 'paragraph', text: say.none }];
  const worth = lost.hasRevenue ? formatCell({ kind: 'money', value: lost.revenue }, words) : null;
  const blocks: Block[] = [
    heading,
    { kind: 'paragraph', text: say.summary(lost.customers, worth, lost.missing.customers) },
    reasonTable(lost, criteria, language),
  ];
  if (!lost.hasReason) blocks.push({ kind: 'note', severity: 'warning', text: say.noField });
  else if (lost.missing.top.length > 0) blocks.push(missingTable(lost, language, most));
  return [...blocks, ...riskBlocks(lost, criteria, language, most)];
}

function reasonTable(lost: LostAnalysis, criteria: Criteria, language: Language): Block {
  const words = wordsFor(language);
  const say = lostWords(language);
  const right = (header: string) => ({ header, align: 'right' as const });
  const { missing } = lost;
  const byWorth = Number(lost.revenue) > 0;
  const missingShare = byWorth
    ? Number(missing.revenue) / Number(lost.revenue)
    : missing.customers / lost.customers;
  const worth = (value: ExactNumber): Cell[] => (lost.hasRevenue ? [money(value)] : []);
  const rows = lost.reasons.map((reason): Cell[] => [
    text(reason.reason),
    count(reason.customers),
    ...worth(reason.revenue),
    share(reason.share),
    share(reason.cumulative),
    text(signsText(reason, criteria, language)),
  ]);
  if (missing.customers > 0)
    rows.push([
      { ...text(say.unknownReason), tone: 'warn' },
      count(missing.customers),
      ...worth(missing.revenue),
      share(missingShare),
      share(1),
      text(''),
    ]);
  return {
    kind: 'table',
    columns: [
      { header: say.columns.reason, align: 'left', flexible: 'wrap' },
      right(words.columns.customers),
      ...(lost.hasRevenue ? [right(say.columns.worth)] : []),
      right(say.columns.share),
      right(say.columns.cumulative),
      { header: say.columns.signs, align: 'left', flexible: 'wrap' },
    ],
    rows,
  };
}

function signsText({ signs }: LostReason, criteria: Criteria, language: Language): string {
  const words = wordsFor(language);
  const say = lostWords(language);
  if (signs.length === 0) return words.none;
  const one = ({ sign, lost, current }: CountedSign): string => {
    const today = formatCell({ kind: 'share', value: current.shown / current.known }, words);
    return say.sign(signText(sign, criteria, language), lost.shown, lost.known, today);
  };
  return signs.map(one).join(words.comma);
}

/** A sign in words. The title of a check says what should be so, and a sign is that it is not. */
export function signText(sign: Sign, company: Criteria, language: Language): string {
  if (sign.kind === 'falling') return lostWords(language).falling;
  const { check } = sign;
  const criteria = criteriaIn(company).find(({ checks }) => checks.includes(check)) ?? company;
  return sayCondition(check.expect, criteria, language, false);
}

function missingTable({ missing }: LostAnalysis, language: Language, most: number): Block {
  const words = wordsFor(language);
  const say = lostWords(language);
  const shown = missing.top.slice(0, most);
  const left = { align: 'left' as const };
  return {
    kind: 'table',
    caption: say.missing(missing.listed),
    columns: [
      { header: say.columns.account, ...left, flexible: 'wrap' },
      { header: words.columns.accountManager, ...left, flexible: 'wrap' },
      { header: say.columns.worth, align: 'right' },
      { header: say.columns.stated, ...left, flexible: 'cut' },
    ],
    rows: shown.map((customer) => [
      text(namedText({ ...customer, revenue: null }, language)),
      text(customer.manager ?? ''),
      money(customer.worth),
      text(customer.stated ?? ''),
    ]),
    more: missing.listed > shown.length ? words.sentences.more(missing.listed - shown.length) : undefined,
  };
}

function riskBlocks(
  { reasons }: LostAnalysis,
  criteria: Criteria,
  language: Language,
  most: number,
): Block[] {
  const words = wordsFor(language);
  const say = lostWords(language);
  const telling = reasons.filter(({ signs }) => signs.length > 0);
  if (telling.length === 0) return [];
  const rows = groupBySigns(telling).flatMap((own): Cell[][] => {
    const { atRisk } = own[0]!;
    const names = own.map(({ reason }) => reason).join(words.comma);
    if (atRisk.customers === 0) return [[{ ...text(say.nobodyAtRisk(names)), tone: 'dim' }]];
    const shown = atRisk.top.slice(0, most);
    const more = atRisk.customers - shown.length;
    return [
      [{ ...text(say.atRisk(names, atRisk.customers)), tone: 'key' }],
      ...shown.map((customer) => [
        text(`· ${namedText(customer, language)}`),
        text(customer.manager ?? ''),
        {
          ...text(words.categories[customer.category]),
          tone: customer.category === 'key' ? ('key' as const) : undefined,
        },
        text(customer.signs.map((sign) => signText(sign, criteria, language)).join(words.comma)),
      ]),
      ...(more > 0 ? [[{ ...text(words.sentences.more(more)), tone: 'dim' as const }]] : []),
    ];
  });
  const column = (header: string, flexible: 'wrap' | undefined) => ({
    header,
    align: 'left' as const,
    flexible,
  });
  return [
    { kind: 'heading', text: say.headings.atRisk },
    {
      kind: 'table',
      columns: [
        column(say.columns.account, 'wrap'),
        column(words.columns.accountManager, 'wrap'),
        column(words.columns.category, undefined),
        column(say.columns.signs, 'wrap'),
      ],
      rows,
    },
    { kind: 'note', severity: 'info', text: say.rule },
  ];
}

/** An audit with the reasons of lost customers as a language calls them. */
export function nameReasons(audit: Audit, criteria: Criteria, language: Language): Audit {
  const field = knownFacts(criteria).lostReason?.name;
  const reasons = audit.lost.reasons.map((one) => ({
    ...one,
    reason: choiceText(criteria, field, one.reason, language),
  }));
  return { ...audit, lost: { ...audit.lost, reasons } };
}

const lostWords = defineWords({
  headings: {
    lost: { en: 'Why customers were lost', zh: '客户流失原因' },
    atRisk: { en: 'Who shows the same signs today', zh: '目前出现同样前兆的客户' },
  },
  columns: {
    account: { en: 'account', zh: '客户' },
    reason: { en: 'reason', zh: '原因' },
    /** Of what was lost. */
    share: { en: 'share', zh: '占比' },
    cumulative: { en: 'together', zh: '累计占比' },
    signs: { en: 'signs', zh: '前兆' },
    worth: { en: 'was worth', zh: '流失金额' },
    stated: { en: 'says', zh: '所填原因' },
  },
  summary: {
    en: (customers: number, revenue: string | null, missing: number) =>
      `${counted(customers, 'lost customer')}${revenue === null ? '' : `, worth ${revenue}`}${missing === 0 ? ', each with its reason' : `; of ${formatCount.en(missing)} nobody knows why`}`,
    zh: (customers: number, revenue: string | null, missing: number) =>
      `丢失的客户 ${formatCount.zh(customers)} 个${revenue === null ? '' : `，金额 ${revenue}`}${missing === 0 ? '，均已注明原因' : `；其中 ${formatCount.zh(missing)} 个原因不明`}`,
  },
  none: { en: 'no customer is lost', zh: '没有丢失的客户' },
  noField: {
    en: 'the criteria have no field "lost_reason": without reasons nothing is learnt from a loss',
    zh: '标准文件中没有 lost_reason 字段：不了解原因，就无法从流失中吸取教训',
  },
  unknownReason: { en: 'not known', zh: '原因不明' },
  missing: {
    en: (count: number) =>
      `${counted(count, 'lost customer')} without a reason: find it out before you try to win them back`,
    zh: (count: number) => `${formatCount.zh(count)} 个丢失的客户没有注明原因：请先查明原因，再设法挽回`,
  },
  /** A sign with how many show it: "on-time rate is below 95% (4 of 5; today 12%)". */
  sign: {
    en: (name: string, shown: number, known: number, today: string) =>
      `${name} (${shown} of ${known}; today ${today})`,
    zh: (name: string, shown: number, known: number, today: string) =>
      `${name}（${known} 个中有 ${shown} 个；现有客户为 ${today}）`,
  },
  falling: { en: 'falling revenue', zh: '销售额下滑' },
  nobodyAtRisk: {
    en: (reason: string) => `${reason}: nobody`,
    zh: (reason: string) => `${reason}：没有客户`,
  },
  /** Reasons with the same signs, over the customers that show them. */
  atRisk: {
    en: (reason: string, customers: number) => `${reason}: ${counted(customers, 'customer')}`,
    zh: (reason: string, customers: number) => `${reason}：${formatCount.zh(customers)} 个客户`,
  },
  rule: {
    en: 'a sign counts when at least two of those lost for the reason showed it, at least half of them, and a smaller part of today’s key and normal customers; of several signs a customer must show two',
    zh: '因该原因流失的客户中至少有两个、且至少半数出现过，并且比例高于现有大客户与常规客户的，才算作前兆；前兆不止一个时，客户须符合其中两个',
  },
});
