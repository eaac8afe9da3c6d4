import type { ConditionPhrases } from '../../condition/print.ts';
import { defineWords, type In, type Pair } from '../../output/language.ts';
import type { ValueWords } from '../fact-value.ts';
import { conditionsEn } from './conditions/en.ts';
import { conditionsZh } from './conditions/zh.ts';

/** What an explanation says, in one language. */
export const explainWords = defineWords({
  conditions: { en: conditionsEn, zh: conditionsZh } satisfies Pair<ConditionPhrases>,
  values: {
    en: {
      none: 'not known',
      yes: 'yes',
      no: 'no',
      days: (count) => `${count} ${count === '1' || count === '-1' ? 'day' : 'days'}`,
    },
    zh: { none: '无数据', yes: '是', no: '否', days: (count) => `${count} 天` },
  } satisfies Pair<ValueWords>,
  headings: {
    explanation: { en: 'Why each customer is what it is', zh: '客户分类说明' },
    scores: { en: 'Scores', zh: '得分构成' },
    change: { en: 'What would change it', zh: '怎样会改变结果' },
    near: { en: 'Near the line', zh: '接近分界线的客户' },
  },
  columns: {
    condition: { en: 'condition', zh: '条件' },
    value: { en: 'value', zh: '实际值' },
    outcome: { en: 'holds', zh: '是否满足' },
    distance: { en: 'distance', zh: '差距' },
    fact: { en: 'fact', zh: '指标' },
    weight: { en: 'weight', zh: '权重' },
    points: { en: 'points', zh: '得分' },
    contribution: { en: 'adds', zh: '贡献' },
    change: { en: 'smallest change', zh: '最小变动' },
  },
  labels: {
    customer: { en: 'customer', zh: '客户' },
    category: { en: 'category', zh: '类别' },
    decidedBy: { en: 'decided by', zh: '决定标准' },
    standsIn: { en: 'stands in', zh: '所在位置' },
    computed: { en: 'by the criteria', zh: '按标准判定' },
    previous: { en: 'before', zh: '此前类别' },
    unit: { en: 'criteria of', zh: '适用事业部' },
  },
  outcomes: {
    true: { en: 'yes', zh: '是' },
    false: { en: 'no', zh: '否' },
    missing: { en: 'not known', zh: '无法判断' },
  },
  /** Why a category came out as it did. */
  part: {
    en: (
      category: string,
      part: 'decides' | 'passed over' | 'not asked',
      outcome: 'true' | 'false' | 'missing',
    ) => {
      switch (part) {
        case 'decides':
          return outcome === 'missing'
            ? `${category}: cannot be decided`
            : `${category}: applies, and decides`;
        case 'passed over':
          return `${category}: does not apply`;
        case 'not asked':
          return outcome === 'true'
            ? `${category}: would apply, but comes later`
            : `${category}: comes later`;
      }
    },
    zh: (
      category: string,
      part: 'decides' | 'passed over' | 'not asked',
      outcome: 'true' | 'false' | 'missing',
    ) => {
      switch (part) {
        case 'decides':
          return outcome === 'missing' ? `${category}：无法判断` : `${category}：符合，由此决定`;
        case 'passed over':
          return `${category}：不符合`;
        case 'not asked':
          return outcome === 'true' ? `${category}：也符合，但排序在后` : `${category}：排序在后`;
      }
    },
  },
  otherwise: { en: 'takes every customer that is left', zh: '其余客户均归入此类' },
  stays: { en: 'stays while', zh: '保留条件' },
  stillKey: {
    en: (category: string) => `it was ${category} before, and stays so by the lower line`,
    zh: (category: string) => `此前为${category}，按较低的保留线继续保留`,
  },
  /** What decided against the criteria: a person, for a reason, until a day. */
  override: {
    en: (reason: string, author: string, until: string) =>
      `an override: ${reason} (${author}, until ${until})`,
    zh: (reason: string, author: string, until: string) =>
      `人工指定：${reason}（${author}，有效期至 ${until}）`,
  },
  lacks: {
    en: (fields: string) => `undetermined: what is not known could decide (${fields})`,
    zh: (fields: string) => `未定：缺少起决定作用的数据（${fields}）`,
  },
  gap: { en: 'undetermined: no category applies', zh: '未定：不符合任何类别' },
  /** Value and bound: how much is missing, or to spare. */
  toGo: {
    en: (amount: string, ratio: string | null) => `${amount} to go${ratio === null ? '' : ` (${ratio})`}`,
    zh: (amount: string, ratio: string | null) => `还差 ${amount}${ratio === null ? '' : `（${ratio}）`}`,
  },
  toSpare: {
    en: (amount: string, ratio: string | null) => `${amount} to spare${ratio === null ? '' : ` (${ratio})`}`,
    zh: (amount: string, ratio: string | null) => `余量 ${amount}${ratio === null ? '' : `（${ratio}）`}`,
  },
  onLine: { en: 'exactly on the line', zh: '恰在分界线上' },
  /** Between parts of a cell. */
  comma: { en: ', ', zh: '，' },
  /** The distance between two percents. */
  percentPoints: {
    en: (amount: string) => `${amount} ${amount === '1' ? 'point' : 'points'}`,
    zh: (amount: string) => `${amount} 个百分点`,
  },
  place: {
    en: (rank: number, of: number, group: string | null) =>
      `rank ${rank} of ${of}${group === null ? '' : ` in ${group}`}`,
    zh: (rank: number, of: number, group: string | null) =>
      `${group === null ? '' : `${group} 内`}第 ${rank} 名，共 ${of} 名`,
  },
  cut: { en: (value: string) => `line at ${value}`, zh: (value: string) => `分界值 ${value}` },
  /** "revenue +12,400 (2.5%) to 512,400 makes it key". */
  change: {
    en: (field: string, step: string, ratio: string | null, to: string, verdict: string) =>
      `${field} ${step}${ratio === null ? '' : ` (${ratio})`}, to ${to}, ${verdict}`,
    zh: (field: string, step: string, ratio: string | null, to: string, verdict: string) =>
      `${field} ${step}${ratio === null ? '' : `（${ratio}）`}，达到 ${to}，${verdict}`,
  },
  fill: {
    en: (field: string, to: string, verdict: string) => `${field}, not known now, at ${to} ${verdict}`,
    zh: (field: string, to: string, verdict: string) => `${field} 目前无数据，若为 ${to}，${verdict}`,
  },
  switch: {
    en: (field: string, from: string, to: string, verdict: string) =>
      `${field} from ${from} to ${to} ${verdict}`,
    zh: (field: string, from: string, to: string, verdict: string) =>
      `${field} 由 ${from} 改为 ${to}，${verdict}`,
  },
  becomes: {
    en: (verdict: string, key: boolean) =>
      key ? `makes it ${verdict}` : `makes it ${verdict}, no longer key`,
    zh: (verdict: string, key: boolean) => (key ? `即成为${verdict}` : `即变为${verdict}，不再是大客户`),
  },
  noChange: {
    'become-key': { en: 'no change of a single field makes it key', zh: '仅改变一个字段不能使其成为大客户' },
    'lose-key': {
      en: 'no change of a single field takes key from it',
      zh: '仅改变一个字段不会使其失去大客户地位',
    },
  },
  cutsHeld: {
    en: 'the lines of relative tests are held where they are; a change moves them a little',
    zh: '相对条件的分界值按现状计算；客户变动会使分界值略有移动',
  },
  unknown: {
    en: (fields: string) =>
      `a smaller change may exist for ${fields}: the formulas were too tangled to search`,
    zh: (fields: string) => `${fields} 可能有更小的变动：公式过于复杂，未能搜索完`,
  },
  defaulted: { en: (points: string) => `${points} by default`, zh: (points: string) => `${points}（默认）` },
  nearTitle: {
    en: (percent: string) => `customers within ${percent} of becoming key, or of losing it`,
    zh: (percent: string) => `变动不超过 ${percent} 即成为或失去大客户的客户`,
  },
  nobodyNear: { en: 'nobody is that near', zh: '没有如此接近的客户' },
});

/** ExplainWords in a language. */
export type ExplainWords = In<typeof explainWords>;
