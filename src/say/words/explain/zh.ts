import { conditionsZh } from '../conditions/zh.ts';
import type { ExplainWords } from './words.ts';

/** Explanations in Chinese. */
export const explainZh: ExplainWords = {
  conditions: conditionsZh,
  values: { none: '无数据', yes: '是', no: '否', days: (count) => `${count} 天` },
  headings: {
    explanation: '客户分类说明',
    scores: '得分构成',
    change: '怎样会改变结果',
    near: '接近分界线的客户',
  },
  columns: {
    condition: '条件',
    value: '实际值',
    outcome: '是否满足',
    distance: '差距',
    fact: '指标',
    weight: '权重',
    points: '得分',
    contribution: '贡献',
    change: '最小变动',
  },
  labels: {
    customer: '客户',
    category: '类别',
    decidedBy: '决定标准',
    standsIn: '所在位置',
    computed: '按标准判定',
    previous: '此前类别',
    unit: '适用事业部',
  },
  outcomes: { true: '是', false: '否', missing: '无法判断' },
  part: (category, part, outcome) => {
    switch (part) {
      case 'decides':
        return outcome === 'missing' ? `${category}：无法判断` : `${category}：符合，由此决定`;
      case 'passed over':
        return `${category}：不符合`;
      case 'not asked':
        return outcome === 'true' ? `${category}：也符合，但排序在后` : `${category}：排序在后`;
    }
  },
  otherwise: '其余客户均归入此类',
  stays: '保留条件',
  stillKey: (category) => `此前为${category}，按较低的保留线继续保留`,
  override: (reason, author, until) => `人工指定：${reason}（${author}，有效期至 ${until}）`,
  lacks: (fields) => `未定：缺少起决定作用的数据（${fields}）`,
  gap: '未定：不符合任何类别',
  toGo: (amount, ratio) => `还差 ${amount}${ratio === null ? '' : `（${ratio}）`}`,
  toSpare: (amount, ratio) => `余量 ${amount}${ratio === null ? '' : `（${ratio}）`}`,
  onLine: '恰在分界线上',
  comma: '，',
  percentPoints: (amount) => `${amount} 个百分点`,
  place: (rank, of, group) => `${group === null ? '' : `${group} 内`}第 ${rank} 名，共 ${of} 名`,
  cut: (value) => `分界值 ${value}`,
  change: (field, step, ratio, to, verdict) =>
    `${field} ${step}${ratio === null ? '' : `（${ratio}）`}，达到 ${to}，${verdict}`,
  fill: (field, to, verdict) => `${field} 目前无数据，若为 ${to}，${verdict}`,
  switch: (field, from, to, verdict) => `${field} 由 ${from} 改为 ${to}，${verdict}`,
  becomes: (verdict, key) => (key ? `即成为${verdict}` : `即变为${verdict}，不再是大客户`),
  noChange: {
    'become-key': '仅改变一个字段不能使其成为大客户',
    'lose-key': '仅改变一个字段不会使其失去大客户地位',
  },
  cutsHeld: '相对条件的分界值按现状计算；客户变动会使分界值略有移动',
  unknown: (fields) => `${fields} 可能有更小的变动：公式过于复杂，未能搜索完`,
  defaulted: (points) => `${points}（默认）`,
  nearTitle: (percent) => `变动不超过 ${percent} 即成为或失去大客户的客户`,
  nobodyNear: '没有如此接近的客户',
};
