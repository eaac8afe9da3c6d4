import type { BookEvent } from '../../book/files.ts';
import type { HistoryCategory } from '../../book/history.ts';
import { defineWords, type In } from '../../output/language.ts';

/** What is said of the book, in one language. */
export const bookWords = defineWords({
  /** What happened to the book's files, a line on standard error. */
  event: {
    en: (event: BookEvent) => {
      switch (event.kind) {
        case 'stale-lock':
          return `book: took over the lock that ${event.owner} left behind at ${event.since}`;
        case 'waiting': {
          const { owner, since, seconds, isNear, clear } = event;
          const far = isNear ? '' : ', on another machine, which cannot be asked whether it still runs';
          return `book: ${owner} has it since ${since}${far}; waiting for up to ${seconds} seconds\n  help: if it is not running any more: ${clear}`;
        }
        case 'finished':
          return `book: wrote the ${counted(event.files, 'file')} that a run which was cut short had decided on`;
        case 'discarded':
          return `book: gave up what a run that was cut short had decided, since ${list(event.names)} changed in the meantime`;
        case 'kept':
          return `book: ended a run that was cut short, but left ${list(event.names)} as changed in the meantime`;
      }
    },
    zh: (event: BookEvent) => {
      switch (event.kind) {
        case 'stale-lock':
          return `台账：已接管 ${event.owner} 于 ${event.since} 遗留的锁`;
        case 'waiting': {
          const { owner, since, seconds, isNear, clear } = event;
          const far = isNear ? '' : '（在另一台机器上，无法得知是否仍在运行）';
          return `台账：${owner} 自 ${since} 起正在使用${far}，最多等待 ${seconds} 秒\n  如确认其已不在运行，可执行：${clear}`;
        }
        case 'finished':
          return `台账：上次运行中途中断，已补写其确定写入的 ${event.files} 个文件`;
        case 'discarded':
          return `台账：上次运行中途中断，其间${listZh(event.names)}被人改动，已放弃那次运行的结果`;
        case 'kept':
          return `台账：已补完上次中断的运行；其间被人改动的${listZh(event.names)}保持原样`;
      }
    },
  },
  headings: {
    newKey: { en: 'New key accounts', zh: '新晋大客户' },
    formerKey: { en: 'Former key accounts', zh: '退出的大客户' },
    overrides: { en: 'Overrides', zh: '人工指定' },
  },
  columns: {
    before: { en: 'before', zh: '此前类别' },
    now: { en: 'now', zh: '当前类别' },
    criterion: { en: 'criterion', zh: '判定标准' },
    computed: { en: 'by the criteria', zh: '按标准判定' },
    reason: { en: 'reason', zh: '理由' },
    author: { en: 'author', zh: '指定人' },
    expires: { en: 'until', zh: '有效期至' },
  },
  labels: {
    lastRun: { en: 'last run', zh: '上次运行' },
  },
  standings: {
    target: { en: 'target', zh: '目标客户' },
    normal: { en: 'normal', zh: '常规客户' },
    lost: { en: 'lost', zh: '丢失的客户' },
    key: { en: 'key', zh: '大客户' },
    undetermined: { en: 'undetermined', zh: '未定' },
    gone: { en: 'not in the file', zh: '不在名单中' },
  } satisfies Readonly<Record<HistoryCategory, unknown>>,
  /** Where a customer stood that was not there. */
  notThere: { en: 'new', zh: '新客户' },
  /** What decided that is no criterion. */
  decidedBy: {
    otherwise: { en: 'no other category applies', zh: '不符合其他类别' },
    stays_while: { en: 'stays by the lower line', zh: '按较低的保留线保留' },
    override: { en: 'an override', zh: '人工指定' },
  },
  noRunYet: {
    en: (day: string) => `the book has no run before ${day}: nobody has a previous category`,
    zh: (day: string) => `台账中没有 ${day} 之前的运行记录：所有客户都没有此前类别`,
  },
  overridesApplied: {
    en: (count: number, changing: number) => {
      if (count === 1)
        return `1 override applied, ${changing === 1 ? 'which changes the category' : 'which changes nothing'}`;
      const which =
        changing === count
          ? 'all of which change'
          : changing === 1
            ? '1 of which changes'
            : `${changing === 0 ? 'none' : changing} of which change`;
      return `${count} overrides applied, ${which} the category`;
    },
    zh: (count: number, changing: number) => `已应用 ${count} 项人工指定，其中 ${changing} 项改变了类别`,
  },
});

/** BookWords in a language. */
export type BookWords = In<typeof bookWords>;

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`;
}

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `"${name}"`);
  return names.length > 5 ? `${shown.join(', ')} and ${names.length - 5} more` : shown.join(', ');
}

function listZh(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `“${name}”`);
  return names.length > 5 ? `${shown.join('、')}等 ${names.length} 个文件` : shown.join('、');
}
