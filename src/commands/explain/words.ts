import { counted, defineWords, formatCount, type In } from '../../output/language.ts';

/** What an explanation says, in one language. */
export const explainWords = defineWords({
  headings: {
    explanation: { en: 'Why each customer is what it is', zh: '客户分类说明' },
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
    name: { en: 'name', zh: '名称' },
  },
  /** A site that somebody asked for. */
  partOf: {
    en: (site: string, group: string) => `${site} is part of group ${group}: the group is classified`,
    zh: (site: string, group: string) => `${site} 属于集团 ${group}：按集团整体分类`,
  },
  sites: {
    en: (sites: number) => `The group: ${counted(sites, 'customer')}`,
    zh: (sites: number) => `集团构成：${formatCount.zh(sites)} 个客户`,
  },
  moreSites: {
    en: (sites: number) => `… and ${formatCount.en(sites)} more; --format json has every one`,
    zh: (sites: number) => `…… 另有 ${formatCount.zh(sites)} 个；--format json 含每一个`,
  },
  group: { en: 'group', zh: '集团' },
  labels: {
    category: { en: 'category', zh: '类别' },
    decidedBy: { en: 'decided by', zh: '决定标准' },
    standsIn: { en: 'stands in', zh: '所在位置' },
    computed: { en: 'by the criteria', zh: '按标准判定' },
    previous: { en: 'before', zh: '此前类别' },
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
      isOverridden: boolean,
    ) => {
      switch (part) {
        case 'decides':
          return outcome === 'missing'
            ? `${category}: cannot be decided`
            : isOverridden
              ? `${category}: would apply, but an override decides`
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
      isOverridden: boolean,
    ) => {
      switch (part) {
        case 'decides':
          return outcome === 'missing'
            ? `${category}：无法判断`
            : isOverridden
              ? `${category}：本应归入此类，但由人工指定决定`
              : `${category}：符合，由此决定`;
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
  defaulted: { en: (points: string) => `${points} by default`, zh: (points: string) => `${points}（默认）` },
  nearTitle: {
    en: (percent: string) => `customers within ${percent} of becoming key, or of losing it`,
    zh: (percent: string) => `变动不超过 ${percent} 即成为或失去大客户的客户`,
  },
  nobodyNear: { en: 'nobody is that near', zh: '没有如此接近的客户' },
});

/** ExplainWords in a language. */
export type ExplainWords = In<typeof explainWords>;
