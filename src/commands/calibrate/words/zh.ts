import { formatCount } from '../../../output/numbers.ts';
import type { CalibrateWords } from './words.ts';

/** Calibration in Chinese. */
export const calibrateZh: CalibrateWords = {
  title: '调整大客户数量的可选门槛',
  labels: { now: '当前', target: '目标' },
  columns: {
    number: '序号',
    threshold: '门槛',
    amount: '数值',
    change: '变动幅度',
    leave: '退出',
    join: '进入',
    revenueMoved: '涉及销售额',
  },
  now: (count, revenue, share) =>
    `大客户 ${formatCount(count)} 个${revenue === null ? '' : `，销售额 ${revenue}`}${share === null ? '' : `，占全部的 ${share}`}`,
  busiest: (load, per) => `同一 ${per} 最多 ${formatCount(load)} 个`,
  count: (least, most) =>
    least === most
      ? `大客户 ${formatCount(least)} 个`
      : `大客户 ${formatCount(least)} 至 ${formatCount(most)} 个`,
  capacity: (most) => `大客户不超过 ${formatCount(most)} 个（标准中规定的可管理数量）`,
  load: (most, per, told) =>
    `每个 ${per} 的大客户不超过 ${formatCount(most)} 个${told ? '' : '（标准中规定的上限）'}`,
  share: (ratio) => `大客户销售额不低于全部的 ${ratio}，且户数尽可能少`,
  met: '目前已达到目标，无需调整',
  shareMet: '目前已达到目标，任何门槛再收紧都会低于目标',
  choose: '以下每项调整均可单独达到目标，变动最小的排在最前',
  pair: '单独调整任何一个门槛都达不到目标，同时调整以下两个可以达到',
  nearest: (now) =>
    `调整一个或两个门槛都达不到目标，以下最为接近${now === null ? '' : `；不作调整则为 ${formatCount(now)} 个`}`,
  nothing: '调整大客户标准中的任何门槛都不能使结果更接近目标',
  result: (keyAccounts, way, moved, revenue) => {
    const who =
      way === 'tighten' ? `退出 ${formatCount(moved)} 个，无新进入` : `进入 ${formatCount(moved)} 个，无退出`;
    return `大客户 ${formatCount(keyAccounts)} 个：${who}${revenue === null ? '' : `；涉及销售额 ${revenue}`}`;
  },
  beside: (side, by) =>
    `比目标${side === 'above' ? '多' : '少'} ${formatCount(by)} 个：数值相同的客户不拆分，或已无其他客户可调整`,
  besideOther: (side) => (side === 'above' ? '仍高于目标，已无其他客户可调整' : '仍低于目标'),
  locked: '相对条件的分界值已锁定，保持不变；加上 --fresh 可一并调整',
  held: (count) => `${formatCount(count)} 个大客户由人工指定或保留条件维持，不受门槛影响`,
  stalesLock: '此类调整后，标准旁的锁定文件将不再适用，请重新锁定',
  write: (flags) => `如需采用其中一项，请加上：${flags}`,
  written: (file, version) => `已写入“${file}”，版本 ${version}`,
  failed: (names) =>
    `标准中有 ${formatCount(names.length)} 个示例的结果已改变（${names.join('；')}），请修正后运行 keyaccounts check`,
  partOf: (file, criteria) => `“${file}”是“${criteria}”的一部分，其他引用它的标准也会随之改变`,
};
