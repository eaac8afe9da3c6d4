import { quoteYaml } from '../../text/quote-yaml.ts';
import type { Wording } from '../../text/wording.ts';

/** What people read in the place of the id of a rule that is proposed. */
const RULE_TITLES = {
  marked: { en: 'Marked as lost', zh: '标记为丢失' },
  closed: { en: 'Account closed', zh: '客户已关闭' },
  'no-order': { en: 'No order for a year', zh: '一年未下单' },
  'stopped-buying': { en: 'Stopped buying', zh: '停止采购' },
  large: { en: 'Large', zh: '大额客户' },
  growth: { en: 'Large and growing', zh: '大型增长客户' },
  volume_growth: { en: 'Growing in volume', zh: '放量增长客户' },
  contribution_growth: { en: 'Growing in gross profit', zh: '毛利增长客户' },
  catalyst: { en: 'Catalyst for new business', zh: '新业务标杆客户' },
  'best-class': { en: 'Best class', zh: '最高等级客户' },
  strategic: { en: 'Strategic', zh: '战略客户' },
  profitable: { en: 'Profitable', zh: '盈利' },
  'not-shrinking': { en: 'Not shrinking', zh: '销售不下滑' },
  'on-time': { en: 'Delivered on time', zh: '准时交付' },
  'going-quiet': { en: 'Going quiet', zh: '下单趋冷' },
  'reason-known': { en: 'Reason known', zh: '流失原因明确' },
} satisfies Readonly<Record<string, Wording>>;

/** A rule that has a title. */
export type TitledRule = keyof typeof RULE_TITLES;

/** The title of a rule as a line of criteria, in every language. */
export function titleLine(rule: TitledRule): string {
  const titles = Object.entries(RULE_TITLES[rule]).map(
    ([language, text]) => `${language}: ${quoteYaml(text)}`,
  );
  return `title: { ${titles.join(', ')} }`;
}
