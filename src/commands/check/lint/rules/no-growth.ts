import { criteriaOf, keyCategory } from '../../../../criteria/criteria.ts';
import { findingOf, type LintRule } from '../lint-rule.ts';
import { needsOf } from '../needs.ts';

/**
 * Key criteria without a measure of growth: a key account is chosen for where it is going, not only for where it is.
 * A measure of growth is a fact with such a name, or one that is computed from the period before.
 */
export const findNoGrowth: LintRule = function* (context) {
  const key = keyCategory(context.criteria);
  const conditions = criteriaOf(key).map(({ condition }) => condition);
  if (key === undefined || conditions.length === 0) return;
  const { facts } = needsOf(context.criteria, conditions);
  if ([...facts.keys()].some((name) => GROWTH.test(name))) return;
  yield findingOf(
    context,
    ['warning', 'no-growth'],
    { en: 'no criterion of key looks at growth', zh: 'key 的标准都没有考察增长' },
    key.span,
    {
      help: {
        en: 'ask for growth, or for room to grow: growth: { at_least: 10% } with growth under "derived"',
        zh: '请考察增长或增长空间：growth: { at_least: 10% }，并在 derived 下定义 growth',
      },
    },
  );
};

const GROWTH =
  /growth|grow_|increase|trend|headroom|wallet|potential|prior|previous|last_year|_ly$|_py$|yoy|增长|上年|同期|潜力/i;
