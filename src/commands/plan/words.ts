import { defineWords } from '../../output/language.ts';
import type { PlanKind } from '../../plan/plan.ts';

/** What only the command that writes plans says. */
export const planWords = defineWords({
  titles: {
    key: { en: 'Account plans', zh: '大客户计划' },
    lost: { en: 'Recapture sheets', zh: '客户挽回表' },
    target: { en: 'Pursuit sheets', zh: '客户开发表' },
  } satisfies Readonly<Record<PlanKind, unknown>>,
  dryRun: { en: 'nothing was written (--dry-run)', zh: '未写入任何文件（--dry-run）' },
});
