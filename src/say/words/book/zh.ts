import { EITHER, TOGETHER } from '../../../book/why.ts';
import type { BookWords } from './words.ts';

/** The book, in Chinese. */
export const bookZh: BookWords = {
  event(event) {
    switch (event.kind) {
      case 'stale-lock':
        return `台账：已接管 ${event.owner} 于 ${event.since} 遗留的锁`;
      case 'finished':
        return `台账：上次运行中途中断，已补写其确定写入的 ${event.files} 个文件`;
      case 'discarded':
        return `台账：上次运行中途中断，其间${list(event.names)}被人改动，已放弃那次运行的结果`;
      case 'kept':
        return `台账：已补完上次中断的运行；其间被人改动的${list(event.names)}保持原样`;
    }
  },
  headings: {
    newKey: '新晋大客户',
    formerKey: '退出的大客户',
    overrides: '人工指定',
    portfolio: '历次运行的大客户情况',
    history: '类别变动记录',
  },
  columns: {
    asOf: '截至日期',
    before: '此前类别',
    now: '当前类别',
    criterion: '判定标准',
    criteriaVersion: '标准版本',
    cause: '变动原因',
    signs: '此前未达标的检查项',
    computed: '按标准判定',
    reason: '理由',
    author: '指定人',
    expires: '有效期至',
    trend: '走势',
    profit: '毛利',
    entered: '新增',
    left: '退出',
  },
  labels: {
    lastRun: '上次运行',
    since: '起始日期',
    decidedBy: '判定依据',
    nowBy: '当前依据',
    runs: '运行次数',
  },
  standings: {
    target: '目标客户',
    normal: '常规客户',
    lost: '丢失的客户',
    key: '大客户',
    undetermined: '未定',
    gone: '不在名单中',
  },
  notThere: '新客户',
  decidedBy: {
    otherwise: '不符合其他类别',
    stays_while: '按较低的保留线保留',
    override: '人工指定',
  },
  cause(cause, detail) {
    const one = (code: string): string => CAUSES.get(code) ?? code;
    const all = cause.split(TOGETHER).map(one).join('与');
    const said = cause.includes(EITHER) ? cause.split(EITHER).map(one).join('或') : all;
    return detail === '' ? said : `${said}：${detail}`;
  },
  overridesApplied: (count, changing) => `已应用 ${count} 项人工指定，其中 ${changing} 项改变了类别`,
  noRunYet: (day) => `台账中没有 ${day} 之前的运行记录：所有客户都没有此前类别`,
  since: (day, first) => (first ? `${day}（台账首次运行）` : day),
  criteriaOf: (criterion, version) => (version === '' ? criterion : `${criterion}（标准版本 ${version}）`),
  noRuns: '台账中尚无运行记录；运行 review 即可记录',
};

const CAUSES: ReadonlyMap<string, string> = new Map([
  ['own data', '自身数据'],
  ['criteria', '标准修订'],
  ['peers', '其他客户变动'],
  ['calendar', '日期推移'],
  ['override', '人工指定'],
  ['new', '新客户'],
  ['gone', '已不在名单中'],
]);

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `“${name}”`);
  return names.length > 5 ? `${shown.join('、')}等 ${names.length} 个文件` : shown.join('、');
}
