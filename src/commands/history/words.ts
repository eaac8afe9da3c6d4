import { EITHER, TOGETHER } from '../../book/why.ts';
import { defineWords } from '../../output/language.ts';

/** What only the history of a book says. */
export const historyWords = defineWords({
  headings: {
    portfolio: { en: 'Key accounts, run over run', zh: '历次运行的大客户情况' },
    history: { en: 'Since when, and why', zh: '类别变动记录' },
  },
  columns: {
    asOf: { en: 'as of', zh: '截至日期' },
    before: { en: 'before', zh: '此前类别' },
    now: { en: 'now', zh: '当前类别' },
    criterion: { en: 'criterion', zh: '判定标准' },
    criteriaVersion: { en: 'criteria', zh: '标准版本' },
    cause: { en: 'cause', zh: '变动原因' },
    signs: { en: 'failed checks before', zh: '此前未达标的检查项' },
    trend: { en: 'trend', zh: '走势' },
    profit: { en: 'profit', zh: '毛利' },
    entered: { en: 'new', zh: '新增' },
    left: { en: 'left', zh: '退出' },
  },
  labels: {
    since: { en: 'since', zh: '起始日期' },
    decidedBy: { en: 'decided by', zh: '判定依据' },
    nowBy: { en: 'now by', zh: '当前依据' },
    runs: { en: 'runs', zh: '运行次数' },
  },
  /** Why a customer moved, as the history keeps it: "own data and calendar", and what of it. */
  cause: {
    en: (cause: string, detail: string) => (detail === '' ? cause : `${cause}: ${detail}`),
    zh: (cause: string, detail: string) => {
      const one = (code: string): string => CAUSES.get(code) ?? code;
      const all = cause.split(TOGETHER).map(one).join('与');
      const said = cause.includes(EITHER) ? cause.split(EITHER).map(one).join('或') : all;
      return detail === '' ? said : `${said}：${detail}`;
    },
  },
  /** "key since 2026-03-31": `first` when that is the first run of the book. */
  since: {
    en: (day: string, first: boolean) => (first ? `${day}, the first run of the book` : day),
    zh: (day: string, first: boolean) => (first ? `${day}（台账首次运行）` : day),
  },
  criteriaOf: {
    en: (criterion: string, version: string) =>
      version === '' ? criterion : `${criterion}, criteria ${version}`,
    zh: (criterion: string, version: string) =>
      version === '' ? criterion : `${criterion}（标准版本 ${version}）`,
  },
  /** A run that was recorded although its export was out of the ordinary. */
  accepted: {
    en: (day: string, reason: string) =>
      `${day}: recorded although the export was out of the ordinary: ${reason}`,
    zh: (day: string, reason: string) => `${day}：导出数据异常，经确认后记入：${reason}`,
  },
  noRuns: {
    en: 'the book has no run yet; review records one',
    zh: '台账中尚无运行记录；运行 review 即可记录',
  },
});

const CAUSES: ReadonlyMap<string, string> = new Map([
  ['own data', '自身数据'],
  ['criteria', '标准修订'],
  ['peers', '其他客户变动'],
  ['calendar', '日期推移'],
  ['override', '人工指定'],
  ['new', '新客户'],
  ['gone', '已不在名单中'],
  ['group', '集团归属变动'],
]);
