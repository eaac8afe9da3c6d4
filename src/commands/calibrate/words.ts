import { counted, defineWords, formatCount } from '../../output/language.ts';
import type { Way } from './engine/threshold.ts';

/** What `calibrate` says, in one language. Money and shares come written out. */
export const calibrateWords = defineWords({
  title: { en: 'Thresholds for fewer or more key accounts', zh: '调整大客户数量的可选门槛' },
  labels: {
    now: { en: 'now', zh: '当前' },
    target: { en: 'target', zh: '目标' },
  },
  columns: {
    number: { en: '#', zh: '序号' },
    threshold: { en: 'threshold', zh: '门槛' },
    amount: { en: 'amount', zh: '数值' },
    change: { en: 'change', zh: '变动幅度' },
    leave: { en: 'leave', zh: '退出' },
    join: { en: 'join', zh: '进入' },
    revenueMoved: { en: 'their revenue', zh: '涉及销售额' },
  },
  now: {
    en: (count: number, revenue: string | null, share: string | null) =>
      `${counted(count, 'key account')}${revenue === null ? '' : ` with ${revenue} of revenue`}${share === null ? '' : `, ${share} of all`}`,
    zh: (count: number, revenue: string | null, share: string | null) =>
      `大客户 ${formatCount.zh(count)} 个${revenue === null ? '' : `，销售额 ${revenue}`}${share === null ? '' : `，占全部的 ${share}`}`,
  },
  /** The most that one group has. */
  busiest: {
    en: (load: number, per: string) => `at most ${formatCount.en(load)} in one ${per}`,
    zh: (load: number, per: string) => `同一 ${per} 最多 ${formatCount.zh(load)} 个`,
  },
  count: {
    en: (least: number, most: number) =>
      least === most
        ? counted(least, 'key account')
        : `${formatCount.en(least)} to ${formatCount.en(most)} key accounts`,
    zh: (least: number, most: number) =>
      least === most
        ? `大客户 ${formatCount.zh(least)} 个`
        : `大客户 ${formatCount.zh(least)} 至 ${formatCount.zh(most)} 个`,
  },
  /** No more than the criteria say can be managed. */
  capacity: {
    en: (most: number) => `at most ${counted(most, 'key account')}, the capacity that the criteria name`,
    zh: (most: number) => `大客户不超过 ${formatCount.zh(most)} 个（标准中规定的可管理数量）`,
  },
  load: {
    en: (most: number, per: string, told: boolean) =>
      `at most ${counted(most, 'key account')} in each ${per}${told ? '' : ', as the duties of the criteria say'}`,
    zh: (most: number, per: string, told: boolean) =>
      `每个 ${per} 的大客户不超过 ${formatCount.zh(most)} 个${told ? '' : '（标准中规定的上限）'}`,
  },
  share: {
    en: (ratio: string) => `at least ${ratio} of all revenue, with as few key accounts as it takes`,
    zh: (ratio: string) => `大客户销售额不低于全部的 ${ratio}，且户数尽可能少`,
  },
  met: { en: 'the target is met as things are: nothing has to change', zh: '目前已达到目标，无需调整' },
  shareMet: {
    en: 'the target is met, and no threshold could be tightened without missing it',
    zh: '目前已达到目标，任何门槛再收紧都会低于目标',
  },
  choose: {
    en: 'each of these changes reaches the target by itself; the smallest comes first',
    zh: '以下每项调整均可单独达到目标，变动最小的排在最前',
  },
  pair: {
    en: 'no threshold reaches the target by itself; two of them do together',
    zh: '单独调整任何一个门槛都达不到目标，同时调整以下两个可以达到',
  },
  /** `now` is how many key accounts there are, where no change leads nearer on that side. */
  nearest: {
    en: (now: number | null) =>
      `no threshold reaches the target, nor do two together; these come nearest${now === null ? '' : `, and without a change it is ${counted(now, 'key account')}`}`,
    zh: (now: number | null) =>
      `调整一个或两个门槛都达不到目标，以下最为接近${now === null ? '' : `；不作调整则为 ${formatCount.zh(now)} 个`}`,
  },
  nothing: {
    en: 'no threshold of the key criteria brings the key accounts nearer to the target',
    zh: '调整大客户标准中的任何门槛都不能使结果更接近目标',
  },
  result: {
    en: (keyAccounts: number, way: Way, moved: number, revenue: string | null) => {
      const who =
        way === 'tighten'
          ? `${formatCount.en(moved)} ${moved === 1 ? 'leaves' : 'leave'}, none joins`
          : `${formatCount.en(moved)} ${moved === 1 ? 'joins' : 'join'}, none leaves`;
      return `${counted(keyAccounts, 'key account')}: ${who}${revenue === null ? '' : `; ${revenue} of revenue`}`;
    },
    zh: (keyAccounts: number, way: Way, moved: number, revenue: string | null) => {
      const who =
        way === 'tighten'
          ? `退出 ${formatCount.zh(moved)} 个，无新进入`
          : `进入 ${formatCount.zh(moved)} 个，无退出`;
      return `大客户 ${formatCount.zh(keyAccounts)} 个：${who}${revenue === null ? '' : `；涉及销售额 ${revenue}`}`;
    },
  },
  /** How many key accounts more or fewer than asked for. */
  beside: {
    en: (side: 'above' | 'below', by: number) =>
      `${formatCount.en(by)} ${side === 'above' ? 'more' : 'fewer'} than asked for: customers with equal values stay together, or there are no others to move`,
    zh: (side: 'above' | 'below', by: number) =>
      `比目标${side === 'above' ? '多' : '少'} ${formatCount.zh(by)} 个：数值相同的客户不拆分，或已无其他客户可调整`,
  },
  besideOther: {
    en: (side: 'above' | 'below') =>
      side === 'above' ? 'still above the target: there are no others to move' : 'still below the target',
    zh: (side: 'above' | 'below') => (side === 'above' ? '仍高于目标，已无其他客户可调整' : '仍低于目标'),
  },
  locked: {
    en: 'the lines of relative tests are locked and stay where they are; --fresh moves them too',
    zh: '相对条件的分界值已锁定，保持不变；加上 --fresh 可一并调整',
  },
  held: {
    en: (count: number) =>
      `${counted(count, 'key account')} ${count === 1 ? 'is' : 'are'} held by an override or by stays_while: no threshold moves ${count === 1 ? 'it' : 'them'}`,
    zh: (count: number) => `${formatCount.zh(count)} 个大客户由人工指定或保留条件维持，不受门槛影响`,
  },
  stalesLock: {
    en: 'the lock beside the criteria does not fit such a change: lock anew after it',
    zh: '此类调整后，标准旁的锁定文件将不再适用，请重新锁定',
  },
  write: {
    en: (flags: string) => `to make one of them, add: ${flags}`,
    zh: (flags: string) => `如需采用其中一项，请加上：${flags}`,
  },
  written: {
    en: (file: string, version: string) => `written to "${file}", version ${version}`,
    zh: (file: string, version: string) => `已写入“${file}”，版本 ${version}`,
  },
  /** Cases of the criteria that come out otherwise now. */
  failed: {
    en: (names: readonly string[]) =>
      `${counted(names.length, 'case')} of the criteria ${names.length === 1 ? 'comes' : 'come'} out otherwise now (${names.join('; ')}): put ${names.length === 1 ? 'it' : 'them'} right, and run keyaccounts check`,
    zh: (names: readonly string[]) =>
      `标准中有 ${formatCount.zh(names.length)} 个案例的结果已改变（${names.join('；')}），请修正后运行 keyaccounts check`,
  },
  /** The file that was edited is a part of other criteria. */
  partOf: {
    en: (file: string, criteria: string) =>
      `"${file}" is a part of "${criteria}", and of whatever else names it`,
    zh: (file: string, criteria: string) => `“${file}”是“${criteria}”的一部分，其他引用它的标准也会随之改变`,
  },
});
