import type { BookEvent } from '../book/files.ts';
import { counted, defineWords, type Language } from '../output/language.ts';

/** What happened to the book's files, a line on standard error. */
export function printBookEvent(event: BookEvent, language: Language): string {
  return words(language).event(event);
}

const words = defineWords({
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
});

function list(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `"${name}"`);
  return names.length > 5 ? `${shown.join(', ')} and ${names.length - 5} more` : shown.join(', ');
}

function listZh(names: readonly string[]): string {
  const shown = names.slice(0, 5).map((name) => `“${name}”`);
  return names.length > 5 ? `${shown.join('、')}等 ${names.length} 个文件` : shown.join('、');
}
