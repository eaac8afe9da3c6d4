import { criteriaOf, findingOf, type LintRule } from '../lint-rule.ts';
import { needsOf } from '../needs.ts';

/**
 * Key criteria without a measure of growth: a key account is chosen for where it is going, not only for where it is.
 * A measure of growth is a fact with such a name, or one that is computed from the period before.
 */
export const findNoGrowth: LintRule = function* (context) {
  const key = context.criteria.categories.find(({ name }) => name === 'key');
  if (key === undefined || criteriaOf(key).length === 0) return;
  const conditions = criteriaOf(key).map(({ condition }) => condition);
  const { facts } = needsOf(context.criteria, conditions);
  if ([...facts.keys()].some((name) => GROWTH.test(name))) return;
  yield findingOf(context, ['warning', 'no-growth'], 'no criterion of key looks at growth', key.span, {
    help: 'ask for growth, or for room to grow: growth: { at_least: 10% } with growth under "derived"',
  });
};

const GROWTH =
  /growth|grow_|increase|trend|headroom|wallet|potential|prior|previous|last_year|_ly$|_py$|yoy|增长|上年|同期|潜力/i;
