import { UserError } from '../../../errors.ts';
import type { Io } from '../../../io.ts';
import type { Language } from '../../../text/wording.ts';
import { anyText } from '../flags.ts';
import { briefWords } from './words.ts';
import type { BriefWishes, WrittenBriefs } from './write.ts';

/** For commands that know what is due. */
export const CALENDAR = {
  calendar: anyText('--calendar <file>', {
    en: 'reviews and actions that are due, for a calendar (.ics)',
    zh: '到期的回顾与行动，供日历使用（.ics）',
  }),
};

/** What is asked for, or null where it is nothing. A calendar needs the plans of a book. */
export function wishesOf(
  folder: string | undefined,
  format: BriefWishes['format'],
  { calendar, book }: { readonly calendar?: string | undefined; readonly book?: string | undefined },
  language: Language,
): BriefWishes | null {
  if (calendar !== undefined && book === undefined)
    throw new UserError(
      {
        en: '--calendar: reviews and actions stand in the plans of a book',
        zh: '--calendar：回顾与行动记录在台账的客户计划中',
      },
      { en: 'name the book: --book book', zh: '请指定台账：--book book' },
    );
  if (folder === undefined && calendar === undefined) return null;
  if (folder?.trim() === '')
    throw new UserError({ en: 'the name of the folder is empty', zh: '文件夹名为空' });
  return { folder: folder ?? null, format, calendar: calendar ?? null, language };
}

/** Says on standard error which pages of earlier runs still stand in the folder. */
export async function sayLeft(
  { left }: WrittenBriefs,
  flags: { readonly lang: Language; readonly quiet?: boolean | undefined },
  io: Io,
): Promise<void> {
  if (left.length === 0 || flags.quiet === true) return;
  const shown = left.length > MOST ? [...left.slice(0, MOST), '…'] : left;
  await io.err.write(`${briefWords(flags.lang).left(shown.join(', '))}\n`);
}

const MOST = 5;
