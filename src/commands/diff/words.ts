import { counted, defineWords, formatCount } from '../../output/language.ts';
import type { Gate } from './limits.ts';

/** What only a comparison says. Amounts come as they are shown. */
export const diffWords = defineWords({
  title: { en: 'Who would move', zh: '客户变动预览' },
  headings: {
    changes: { en: 'What changed in the criteria', zh: '分类标准的改动' },
    matrix: { en: 'From (rows) to (columns)', zh: '由（行）变为（列）' },
    movements: { en: 'Who moves', zh: '变动客户' },
    units: { en: 'By business unit', zh: '按事业部' },
    managers: { en: 'By account manager', zh: '按客户经理' },
    near: { en: 'Near misses', zh: '临近标准的客户' },
  },
  labels: {
    customers: { en: 'customers', zh: '客户' },
    criteria: { en: 'criteria', zh: '分类标准' },
    asOf: { en: 'as of', zh: '截至日期' },
    keyAccounts: { en: 'key accounts', zh: '大客户数' },
    cutPoints: { en: 'cut points', zh: '分界值' },
  },
  columns: {
    change: { en: 'change', zh: '改动' },
    before: { en: 'before', zh: '此前类别' },
    now: { en: 'now', zh: '当前类别' },
    criterionBefore: { en: 'criterion before', zh: '此前判定标准' },
    criterionNow: { en: 'criterion now', zh: '当前判定标准' },
    from: { en: 'from', zh: '由' },
    revenue: { en: 'revenue', zh: '销售额' },
    profit: { en: 'gross profit', zh: '毛利' },
    manager: { en: 'account manager', zh: '客户经理' },
    unit: { en: 'business unit', zh: '事业部' },
    moved: { en: 'moved', zh: '变动' },
    toKey: { en: 'become key', zh: '升入' },
    fromKey: { en: 'leave key', zh: '退出' },
    keyBefore: { en: 'key before', zh: '原大客户' },
    keyAfter: { en: 'key after', zh: '现大客户' },
    missing: { en: 'what would make it key', zh: '怎样即可成为大客户' },
  },
  /** "11 customers become key, 2 leave; 4.2m of revenue moves". */
  headline: {
    en: (toKey: number, fromKey: number, moved: number, revenue: string | null, profit: string | null) => {
      const keys = [
        toKey > 0 ? `${counted(toKey, 'customer')} ${toKey === 1 ? 'becomes' : 'become'} key` : '',
        fromKey > 0
          ? `${toKey > 0 ? formatCount.en(fromKey) : counted(fromKey, 'customer')} ${fromKey === 1 ? 'leaves' : 'leave'} key`
          : '',
      ].filter((part) => part !== '');
      const all = `${counted(moved, 'customer')} ${moved === 1 ? 'moves' : 'move'}`;
      const head = keys.length === 0 ? `${all}, none to key or from it` : keys.join(', ');
      const others = moved - toKey - fromKey;
      const rest =
        keys.length > 0 && others > 0
          ? `${formatCount.en(others)} ${others === 1 ? 'other moves' : 'others move'}`
          : '';
      const amounts = [
        revenue === null ? '' : `${revenue} of revenue`,
        profit === null ? '' : `${profit} of gross profit`,
      ].filter((part) => part !== '');
      const money = amounts.length > 0 ? `${amounts.join(' and ')}${moved === 1 ? '' : ' in all'}` : '';
      return [head, rest, money].filter((part) => part !== '').join('; ');
    },
    zh: (toKey: number, fromKey: number, moved: number, revenue: string | null, profit: string | null) => {
      const keys = [
        toKey > 0 ? `${formatCount.zh(toKey)} 个客户成为大客户` : '',
        fromKey > 0 ? `${formatCount.zh(fromKey)} 个客户不再是大客户` : '',
      ].filter((part) => part !== '');
      const head =
        keys.length === 0 ? `${formatCount.zh(moved)} 个客户变动，均与大客户无关` : keys.join('，');
      const others = moved - toKey - fromKey;
      const rest = keys.length > 0 && others > 0 ? `另有 ${formatCount.zh(others)} 个客户变动` : '';
      const amounts = [
        revenue === null ? '' : `销售额 ${revenue}`,
        profit === null ? '' : `毛利 ${profit}`,
      ].filter((part) => part !== '');
      const money = amounts.length > 0 ? `合计${amounts.join('、')}` : '';
      return [head, rest, money].filter((part) => part !== '').join('；');
    },
  },
  nothingMoves: { en: 'nobody moves', zh: '没有客户变动' },
  overLoad: {
    en: (managers: readonly string[], most: number) =>
      `${counted(managers.length, 'account manager')} ${managers.length === 1 ? 'goes' : 'go'} over ${managers.length === 1 ? 'the' : 'their'} load of ${formatCount.en(most)} key accounts: ${listed(managers)}`,
    zh: (managers: readonly string[], most: number) =>
      `${formatCount.zh(managers.length)} 位客户经理负责的大客户将超过 ${formatCount.zh(most)} 个：${listedZh(managers)}`,
  },
  overCapacity: {
    en: (keyAccounts: number, capacity: number) =>
      `${formatCount.en(keyAccounts)} key accounts would be ${formatCount.en(keyAccounts - capacity)} more than the capacity of ${formatCount.en(capacity)}`,
    zh: (keyAccounts: number, capacity: number) =>
      `大客户将达 ${formatCount.zh(keyAccounts)} 个，超出可管理数量（${formatCount.zh(capacity)} 个）${formatCount.zh(keyAccounts - capacity)} 个`,
  },
  /** Rows of the older and of the newer export that were set aside. */
  rejected: {
    en: (before: number, after: number, file: string) => {
      const parts = [
        before > 0 ? `${counted(before, 'row')} of the older export` : '',
        after > 0 ? `${counted(after, 'row')} of the newer export` : '',
      ].filter((part) => part !== '');
      return `${parts.join(' and ')} could not be read and ${before + after === 1 ? 'was' : 'were'} written to "${file}": who stands in ${before + after === 1 ? 'it' : 'them'} is not compared, as far as the id can be read`;
    },
    zh: (before: number, after: number, file: string) => {
      const parts = [
        before > 0 ? `旧文件 ${formatCount.zh(before)} 行` : '',
        after > 0 ? `新文件 ${formatCount.zh(after)} 行` : '',
      ].filter((part) => part !== '');
      return `${parts.join('、')}无法读取，已写入“${file}”；其中的客户（编号可读者）不参与比较`;
    },
  },
  noChanges: { en: 'the criteria mean the same', zh: '分类标准的含义没有改变' },
  onlyPlain: { en: 'nothing changed on which a category hangs', zh: '改动不影响客户类别' },
  nearTitle: {
    en: (customers: number, within: string, isExact: boolean) =>
      `a change of at most ${within} in one value would now make ${isExact ? '' : 'at least '}${counted(customers, 'customer')} key, and would not have before`,
    zh: (customers: number, within: string, isExact: boolean) =>
      `现在，${isExact ? '' : '至少 '}${formatCount.zh(customers)} 个客户只要有一个数值变动不超过 ${within}，即可成为大客户，此前并非如此`,
  },
  gate: {
    en: ({ kind, limit, found, passed }: Gate) => {
      switch (kind) {
        case 'max-moves':
          return passed
            ? `--max-moves: ${formatCount.en(found)} of at most ${formatCount.en(limit)}`
            : `--max-moves: ${counted(found, 'customer')} ${found === 1 ? 'moves' : 'move'}, at most ${formatCount.en(limit)} may`;
        case 'max-key':
          return passed
            ? `--max-key: ${formatCount.en(found)} of at most ${formatCount.en(limit)}`
            : `--max-key: ${counted(found, 'key account')}, at most ${formatCount.en(limit)} may be`;
        case 'no-key-lost':
          return passed
            ? '--no-key-lost: no key account is lost'
            : `--no-key-lost: ${counted(found, 'key account')} would no longer be ${found === 1 ? 'one' : 'key accounts'}`;
      }
    },
    zh: ({ kind, limit, found, passed }: Gate) => {
      switch (kind) {
        case 'max-moves':
          return passed
            ? `--max-moves：变动 ${formatCount.zh(found)} 个，上限 ${formatCount.zh(limit)} 个`
            : `--max-moves：变动 ${formatCount.zh(found)} 个客户，超过上限 ${formatCount.zh(limit)} 个`;
        case 'max-key':
          return passed
            ? `--max-key：大客户 ${formatCount.zh(found)} 个，上限 ${formatCount.zh(limit)} 个`
            : `--max-key：大客户 ${formatCount.zh(found)} 个，超过上限 ${formatCount.zh(limit)} 个`;
        case 'no-key-lost':
          return passed
            ? '--no-key-lost：没有失去大客户'
            : `--no-key-lost：${formatCount.zh(found)} 个大客户将不再是大客户`;
      }
    },
  },
  moves: {
    en: (count: number, toKey: number, fromKey: number) =>
      count === 0
        ? 'moves nobody'
        : `moves ${counted(count, 'customer')}: ${formatCount.en(toKey)} to key, ${formatCount.en(fromKey)} from key`,
    zh: (count: number, toKey: number, fromKey: number) =>
      count === 0
        ? '没有客户因此变动'
        : `使 ${formatCount.zh(count)} 个客户变动：${formatCount.zh(toKey)} 个成为大客户，${formatCount.zh(fromKey)} 个不再是大客户`,
  },
  allMoves: {
    en: (count: number) => `all ${formatCount.en(count)} movements`,
    zh: (count: number) => `全部 ${formatCount.zh(count)} 个变动`,
  },
});

// A sentence names the first; the table has them all.
function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMED;
  const first = names.slice(0, MOST_NAMED).join(', ');
  return more > 0 ? `${first} and ${formatCount.en(more)} more` : first;
}

const MOST_NAMED = 10;

// A sentence names the first; the table has them all.
function listedZh(names: readonly string[]): string {
  const first = names.slice(0, MOST_NAMED).join('、');
  return names.length > MOST_NAMED ? `${first}等` : first;
}
