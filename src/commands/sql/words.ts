import { defineWords } from '../../output/language.ts';

/** What `sql` says, in one language. */
export const sqlWords = defineWords({
  /** Under criteria in which some stay what they were. */
  withoutPrevious: {
    en: 'stays_while plays no part: the query does not know what a customer was before',
    zh: '“stays_while”未生效：查询无从得知客户此前的类别',
  },
});
