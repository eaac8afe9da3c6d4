import { defineWords, formatCount, type Language } from '../output/language.ts';
import { type Block, text } from '../output/report.ts';
import { type Words, wordsFor } from '../output/words.ts';
import type { PlanAction, PlanOutcome } from '../plan/outcome.ts';
import type { PlanKind } from '../plan/plan.ts';

/** What was done with plans, or would be (`dryRun`), and what is left for people to do. */
export function planOutcomeBlocks(
  { results, lacking, absent, undetermined, waiting }: PlanOutcome,
  run: { readonly kind: PlanKind; readonly dryRun: boolean },
  language: Language,
): Block[] {
  const words = wordsFor(language);
  const say = planOutcomeWords(language);
  // What every run does to every plan is counted; what happened to a plan is listed.
  const listed = results.filter(({ action }) => action !== 'unchanged' && action !== 'refreshed');
  const count = (which: PlanAction): number => results.filter(({ action }) => action === which).length;
  const names = run.dryRun ? say.would : say.actions;
  const rest = (['refreshed', 'unchanged'] as const)
    .filter((action) => count(action) > 0)
    .map((action) => say.counted(count(action), names[action]))
    .join(words.comma);
  const blocks: Block[] = [];
  if (listed.length > 0)
    blocks.push({
      kind: 'table',
      columns: [
        { header: say.columns.result, align: 'left' },
        { header: words.columns.customerId, align: 'left' },
        { header: say.columns.file, align: 'left', flexible: 'wrap' },
      ],
      rows: listed.map(({ action, id, file }) => [
        { ...text(names[action]), tone: action === 'closed' ? 'warn' : 'good' },
        text(id),
        text(file),
      ]),
      more: rest === '' ? undefined : rest,
    });
  else
    blocks.push({
      kind: 'paragraph',
      text: rest === '' ? say.nothing[run.kind] : rest,
    });
  const note = (severity: 'warning' | 'info', sentence: string): number =>
    blocks.push({ kind: 'note', severity, text: sentence });
  const ids = (list: readonly string[]): string => firstOf(list, words);
  if (lacking.length > 0) note('info', say.lacking(run.kind, lacking.length, ids(lacking)));
  if (waiting.length > 0) note('info', say.waiting(waiting.length, ids(waiting)));
  if (undetermined.length > 0) note('warning', say.undetermined(undetermined.length, ids(undetermined)));
  if (absent.length > 0) note('warning', say.absent(absent.length, ids(absent)));
  return blocks;
}

function firstOf(ids: readonly string[], words: Words): string {
  const shown = ids.slice(0, MOST_IDS).join(words.comma);
  return ids.length > MOST_IDS ? `${shown} ${words.sentences.more(ids.length - MOST_IDS)}` : shown;
}

const MOST_IDS = 10;

const planOutcomeWords = defineWords({
  actions: {
    written: { en: 'written', zh: '新建' },
    refreshed: { en: 'refreshed', zh: '已更新数据' },
    unchanged: { en: 'unchanged', zh: '无变化' },
    closed: { en: 'closed', zh: '已关闭' },
    reopened: { en: 'reopened', zh: '重新启用' },
    extended: { en: 'recapture opened', zh: '已展开挽回方案' },
  } satisfies Readonly<Record<PlanAction, unknown>>,
  /** The same when nothing is written. */
  would: {
    written: { en: 'would be written', zh: '将新建' },
    refreshed: { en: 'would be refreshed', zh: '将更新数据' },
    unchanged: { en: 'stays as it is', zh: '保持不变' },
    closed: { en: 'would be closed', zh: '将关闭' },
    reopened: { en: 'would be reopened', zh: '将重新启用' },
    extended: { en: 'recapture would open', zh: '将展开挽回方案' },
  } satisfies Readonly<Record<PlanAction, unknown>>,
  columns: {
    result: { en: 'result', zh: '结果' },
    file: { en: 'file', zh: '文件' },
  },
  nothing: {
    key: { en: 'no new key accounts, and no plans to refresh', zh: '没有新增大客户，也没有需要更新的计划' },
    lost: {
      en: 'no newly lost customers, and no sheets to refresh',
      zh: '没有新丢失的客户，也没有需要更新的挽回表',
    },
    target: {
      en: 'no new targets, and no sheets to refresh',
      zh: '没有新增目标客户，也没有需要更新的开发表',
    },
  } satisfies Readonly<Record<PlanKind, unknown>>,
  counted: {
    en: (count: number, what: string) => `${formatCount.en(count)} ${what}`,
    zh: (count: number, what: string) => `${formatCount.zh(count)} 份${what}`,
  },
  /** Customers of the kind without a plan, for whom none was requested. */
  lacking: {
    en: (kind: PlanKind, count: number, ids: string) =>
      count === 1
        ? `${ONE[kind]} ${ids} is not new and has no plan: "${COMMAND[kind]}" writes it`
        : `${formatCount.en(count)} ${MANY[kind]} are not new and have no plan: "${COMMAND[kind]}" writes them (${ids})`,
    zh: (kind: PlanKind, count: number, ids: string) =>
      `${formatCount.zh(count)} 个${WHO[kind]}并非新增，且没有计划，可用 ${COMMAND[kind]} 补建（${ids}）`,
  },
  /** Recapture sheets without the reason of the loss. */
  waiting: {
    en: (count: number, ids: string) =>
      `${count === 1 ? 'the sheet waits' : `${formatCount.en(count)} sheets wait`} for the reason of the loss: fill in "loss" at the top, and the next run opens the recapture (${ids})`,
    zh: (count: number, ids: string) =>
      `${formatCount.zh(count)} 份挽回表尚未写明流失原因：请填写文件开头的 loss 各项，下次运行将展开挽回方案（${ids}）`,
  },
  undetermined: {
    en: (count: number, ids: string) =>
      `${count === 1 ? 'a customer with a plan is' : `${formatCount.en(count)} customers with plans are`} undetermined, and the ${count === 1 ? 'plan was' : 'plans were'} left as ${count === 1 ? 'it is' : 'they are'}: "keyaccounts explain" says what is missing (${ids})`,
    zh: (count: number, ids: string) =>
      `${formatCount.zh(count)} 个已有计划的客户分类未定，其计划保持原样；所缺数据见 keyaccounts explain（${ids}）`,
  },
  /** Plans whose customer the export does not have. */
  absent: {
    en: (count: number, ids: string) =>
      `${count === 1 ? 'a customer with a plan is' : `${formatCount.en(count)} customers with plans are`} not in this export, and the ${count === 1 ? 'plan was' : 'plans were'} left as ${count === 1 ? 'it is' : 'they are'} (${ids})`,
    zh: (count: number, ids: string) =>
      `${formatCount.zh(count)} 个已有计划的客户不在本次导出文件中，其计划保持原样（${ids}）`,
  },
});

const COMMAND = {
  key: 'keyaccounts plan --missing',
  lost: 'keyaccounts plan --category lost --missing',
  target: 'keyaccounts plan --category target --missing',
};

const ONE = { key: 'key account', lost: 'lost customer', target: 'target' };

const MANY = { key: 'key accounts', lost: 'lost customers', target: 'targets' };

const WHO = { key: '大客户', lost: '丢失的客户', target: '目标客户' };
