import { defineWords, formatCount, type Pair } from '../../../output/language.ts';
import type { PlanKind } from '../../../plan/plan.ts';

/** What plans say beside their templates. */
export const planTextWords = defineWords({
  /** The duties of checks; others as the criteria call them. */
  duties: {
    en: {},
    zh: {
      profit: '利润',
      growth: '增长',
      value: '价值',
      relationship: '客户关系',
      reason: '流失原因',
    },
  } satisfies Pair<Readonly<Record<string, string>>>,
  /** What a customer is now, and that it is there no more. */
  now: { en: (category: string) => `is now ${category}`, zh: (category: string) => `现为${category}` },
  gone: { en: 'is not in the export any more', zh: '客户已不在导出数据中' },
  inGroup: {
    en: (group: string) => `is now part of group ${group}`,
    zh: (group: string) => `客户现属集团 ${group}`,
  },
  /** Sites of a group that a list leaves out. */
  moreSites: {
    en: (count: number) => `${formatCount.en(count)} more`,
    zh: (count: number) => `另有 ${formatCount.zh(count)} 个`,
  },
  /** The note at the end of a plan: a paragraph of Markdown; `now` is one of the two above. */
  note: {
    en: (kind: 'closed' | 'reopened', plan: PlanKind, day: string, now: string) =>
      kind === 'closed'
        ? `> **${day} · closed.** ${CLOSED[plan]}: the customer ${now}. The plan stays as it is, and is not refreshed any more.`
        : `> **${day} · reopened.** ${REOPENED[plan]}: the plan is refreshed again. Check the head of the plan, its owner and the next review.`,
    zh: (kind: 'closed' | 'reopened', plan: PlanKind, day: string, now: string) =>
      kind === 'closed'
        ? `> **${day} · 已关闭。** ${CLOSED_ZH[plan]}，${now}。本文件保留原样，不再更新数据。`
        : `> **${day} · 重新启用。** ${REOPENED_ZH[plan]}，数据恢复更新。请核对文件开头的负责人与下次回顾日期。`,
  },
});

const CLOSED = {
  key: 'No longer a key account',
  lost: 'No longer lost',
  target: 'No longer a target',
};

const REOPENED = { key: 'A key account again', lost: 'Lost again', target: 'A target again' };

const CLOSED_ZH = { key: '不再是大客户', lost: '已不属于丢失的客户', target: '已不是目标客户' };

const REOPENED_ZH = { key: '再次成为大客户', lost: '再次丢失', target: '再次成为目标客户' };
