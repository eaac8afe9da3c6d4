import { formatCount } from '../../../output/numbers.ts';
import type { DiffWords } from './words.ts';

/** Comparisons in Chinese. */
export const diffZh: DiffWords = {
  title: '客户变动预览',
  headings: {
    changes: '分类标准的改动',
    matrix: '由（行）变为（列）',
    movements: '变动客户',
    units: '按事业部',
    managers: '按客户经理',
    near: '临近标准的客户',
    gates: '限额',
  },
  labels: {
    customers: '客户',
    against: '比较对象',
    criteria: '分类标准',
    asOf: '截至日期',
    keyAccounts: '大客户数',
    cutPoints: '分界值',
  },
  columns: {
    change: '改动',
    from: '由',
    customer: '客户',
    move: '变动',
    revenue: '销售额',
    profit: '毛利',
    manager: '客户经理',
    unit: '事业部',
    why: '原因',
    moved: '变动',
    toKey: '升入',
    fromKey: '退出',
    keyBefore: '原大客户',
    keyAfter: '现大客户',
    missing: '仅差一项',
  },
  standing: (standing, category) =>
    standing === 'undetermined' ? '未定' : standing === 'absent' ? '不在名单' : category(standing),
  arrow: (from, to) => `${from} → ${to}`,
  headline: (toKey, fromKey, moved, revenue, profit) => {
    const keys = [
      toKey > 0 ? `${formatCount(toKey)} 个客户成为大客户` : '',
      fromKey > 0 ? `${formatCount(fromKey)} 个客户不再是大客户` : '',
    ].filter((part) => part !== '');
    const head = keys.length === 0 ? `${formatCount(moved)} 个客户变动，均与大客户无关` : keys.join('，');
    const others = moved - toKey - fromKey;
    const rest = keys.length > 0 && others > 0 ? `另有 ${formatCount(others)} 个客户变动` : '';
    const amounts = [
      revenue === null ? '' : `销售额 ${revenue}`,
      profit === null ? '' : `毛利 ${profit}`,
    ].filter((part) => part !== '');
    const money = amounts.length > 0 ? `合计${amounts.join('、')}` : '';
    return [head, rest, money].filter((part) => part !== '').join('；');
  },
  nothingMoves: '没有客户变动',
  overLoad: (managers, most) =>
    `${formatCount(managers.length)} 位客户经理负责的大客户将超过 ${formatCount(most)} 个：${listed(managers)}`,
  overCapacity: (keyAccounts, capacity) =>
    `大客户将达 ${formatCount(keyAccounts)} 个，超出可管理数量（${formatCount(capacity)} 个）${formatCount(keyAccounts - capacity)} 个`,
  rejected: (before, after, file) => {
    const parts = [
      before > 0 ? `旧文件 ${formatCount(before)} 行` : '',
      after > 0 ? `新文件 ${formatCount(after)} 行` : '',
    ].filter((part) => part !== '');
    return `${parts.join('、')}无法读取，已写入“${file}”；其中的客户（编号可读者）不参与比较`;
  },
  noChanges: '分类标准的含义没有改变',
  onlyPlain: '改动不影响客户类别',
  added: (path, value) => `${path}：新增 ${value}`,
  removed: (path, value) => `${path}：删除 ${value}`,
  changed: (path, from, to) => `${path}：${from} → ${to}`,
  inUnits: (units) => `仅限 ${units}`,
  cause: {
    new: '名单中新增',
    gone: '已不在名单中',
    data: (fields) => `自身数据：${fields}`,
    field: (name, from, to) => `${name} ${from} → ${to}`,
    change: (number) => `标准改动 ${number}`,
    peers: (lines) => `其他客户使分界值移动：${lines}`,
    line: (fact, group, from, to) => `${group === '' ? '' : `${group} 内 `}${fact} ${from} → ${to}`,
    peersAlone: '其他客户使分界值移动',
    calendar: (from, to) => `日期推移：${from} → ${to}`,
    override: (author, reason) => `人工指定（${author}）：${reason}`,
    overrideEnded: '人工指定已失效',
    together: (parts) => `共同作用：${parts.join(' + ')}`,
    either: (parts) => `任一即可：${parts.join('；')}`,
  },
  nobody: '无',
  more: (count) => `…… 另有 ${formatCount(count)} 项；--verbose 显示全部，--format json 含每一项`,
  near: (test, value) => `${test}，实际为 ${value}`,
  nearTitle: (count) => `${formatCount(count)} 个客户现距大客户标准不到 5%，此前并非如此`,
  gate: ({ kind, limit, found, passed }) => {
    switch (kind) {
      case 'max-moves':
        return passed
          ? `--max-moves：变动 ${formatCount(found)} 个，上限 ${formatCount(limit)} 个`
          : `--max-moves：变动 ${formatCount(found)} 个客户，超过上限 ${formatCount(limit)} 个`;
      case 'max-key':
        return passed
          ? `--max-key：大客户 ${formatCount(found)} 个，上限 ${formatCount(limit)} 个`
          : `--max-key：大客户 ${formatCount(found)} 个，超过上限 ${formatCount(limit)} 个`;
      case 'no-key-lost':
        return passed
          ? '--no-key-lost：没有失去大客户'
          : `--no-key-lost：${formatCount(found)} 个大客户将不再是大客户`;
    }
  },
  moves: (count, toKey, fromKey) =>
    count === 0
      ? '没有客户因此变动'
      : `使 ${formatCount(count)} 个客户变动：${formatCount(toKey)} 个成为大客户，${formatCount(fromKey)} 个不再是大客户`,
  allMoves: (count) => `全部 ${formatCount(count)} 个变动`,
  noBook: '未指定台账：stays_while 不起作用',
};

// A sentence names the first; the table has them all.
function listed(names: readonly string[]): string {
  const first = names.slice(0, MOST_NAMED).join('、');
  return names.length > MOST_NAMED ? `${first}等` : first;
}

const MOST_NAMED = 10;
