import type { Audit } from '../audit/audit.ts';
import { counted, defineWords, formatCount, type Language } from '../output/language.ts';
import { fullMessage, placeText } from '../output/region.ts';
import { type Block, type Cell, money, share, text } from '../output/report.ts';
import { wordsFor } from '../output/words.ts';
import { formatPeriod } from '../plan/plan.ts';
import { SEMICOLON } from '../text/wording.ts';
import type { Limit } from './audited-accounts.ts';
import { namedText, tellDetail } from './finding.ts';

/** Plans whose customer is gone or no longer key, and mistakes in plans of others. */
export function planBlocks({ plans }: Audit, language: Language, { most, more }: Limit): Block[] {
  if (plans === null || plans.orphans.length + plans.problems.length === 0) return [];
  const say = planFindingWords(language);
  const { beside } = wordsFor(language);
  const column = (header: string) => ({ header, align: 'left' as const, flexible: 'wrap' as const });
  const orphans = plans.orphans.map(({ account, name, finding, file }): Cell[] => {
    const [wrong, todo] = tellDetail(finding.detail, language);
    return [
      text(`${account}${name === null ? '' : ` ${name}`}`),
      text(wrong),
      text(`${todo}${beside(file)}`),
    ];
  });
  const problems = plans.problems.map((problem): Cell[] => {
    return [
      text(''),
      { ...text(fullMessage({ ...problem, help: undefined }, SEMICOLON, language)), tone: 'bad' },
      text(placeText(problem)),
    ];
  });
  const rows = [...problems, ...orphans];
  return [
    { kind: 'heading', text: say.headings.plans },
    ...(problems.length === 0
      ? []
      : [{ kind: 'note', severity: 'error', text: say.planProblems(problems.length) } as const]),
    {
      kind: 'table',
      columns: [column(say.columns.account), column(say.columns.wrong), column(say.columns.todo)],
      rows: rows.slice(0, most),
      more: rows.length > most ? more(rows.length - most) : undefined,
    },
  ];
}

/** Forecasts whose period has just ended, compared with the data. */
export function forecastBlocks({ forecasts }: Audit, language: Language, { most, more }: Limit): Block[] {
  if (forecasts.length === 0) return [];
  const say = planFindingWords(language);
  const right = (header: string) => ({ header, align: 'right' as const });
  return [
    { kind: 'heading', text: say.headings.forecasts },
    {
      kind: 'table',
      columns: [
        { header: say.columns.account, align: 'left', flexible: 'wrap' },
        { header: say.columns.period, align: 'left', flexible: 'wrap' },
        right(say.columns.forecast),
        right(say.columns.actual),
        right(say.columns.deviation),
      ],
      rows: forecasts
        .slice(0, most)
        .map((one) => [
          text(namedText({ ...one, revenue: null }, language)),
          text(formatPeriod(one.period)),
          money(one.forecast.revenue),
          money(one.actual.revenue),
          one.deviation === null
            ? { kind: 'none' }
            : { ...share(one.deviation), tone: one.deviation < 0 ? 'warn' : 'good' },
        ]),
      more: forecasts.length > most ? more(forecasts.length - most) : undefined,
    },
    { kind: 'note', severity: 'info', text: say.forecastNote },
  ];
}

/** Words for plans without a key account, and for forecasts. */
export const planFindingWords = defineWords({
  headings: {
    plans: { en: 'Plans without a key account', zh: '没有对应大客户的计划' },
    forecasts: { en: 'Forecasts held against the data', zh: '预测与实际对比' },
  },
  columns: {
    account: { en: 'account', zh: '客户' },
    wrong: { en: 'what is wrong', zh: '问题' },
    todo: { en: 'what to do', zh: '应采取的措施' },
    period: { en: 'period', zh: '期间' },
    forecast: { en: 'forecast', zh: '预测' },
    actual: { en: 'actual', zh: '实际' },
    deviation: { en: 'deviation', zh: '偏差' },
  },
  planProblems: {
    en: (count: number) =>
      `${counted(count, 'mistake')} in plans of other customers, or in files of which nobody can tell whose they are`,
    zh: (count: number) => `其他客户的计划或无法确认归属的文件中有 ${formatCount.zh(count)} 处错误`,
  },
  forecastNote: {
    en: 'actual is what the export says of the twelve months up to the as-of day',
    zh: '“实际”为导出数据中截至该日期的近 12 个月数值',
  },
});
