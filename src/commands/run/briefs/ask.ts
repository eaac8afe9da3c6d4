import { UserError } from '../../../errors.ts';
import type { FileWriter } from '../../../io/files.ts';
import type { Io } from '../../../io.ts';
import type { Language } from '../../../text/wording.ts';
import { anyText } from '../flags.ts';
import type { Results } from '../results.ts';
import { briefWords } from './words.ts';

/** What is written beside the result of a run: a page a person into a folder, a calendar into a file, or both. */
export interface BriefWishes {
  readonly folder: string | null;
  readonly format: 'html' | 'markdown';
  readonly calendar: string | null;
  readonly language: Language;
}

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

/** What is asked for, with its places open. */
export interface OpenBriefs {
  readonly wishes: BriefWishes;
  readonly calendar: FileWriter | null;
  /** Opens a page of the folder. */
  readonly createPage: (name: string) => Promise<FileWriter>;
}

/** Opens what is written in any case, so that what cannot be written stops the run before it does anything. */
export async function openBriefs(
  wishes: BriefWishes,
  create: Results['create'],
  io: Io,
): Promise<OpenBriefs> {
  const { folder, calendar: file } = wishes;
  const calendar = file === null ? null : await create(file);
  if (folder === null) return { wishes, calendar, createPage: create };
  await io.makeFolder(folder);
  const base = folder.replace(/[\\/]+$/, '');
  const indexName = indexOf(wishes);
  const index = await create(`${base}/${indexName}`);
  return {
    wishes,
    calendar,
    createPage: async (name) => (name === indexName ? index : create(`${base}/${name}`)),
  };
}

/** The page that leads to all others. */
export function indexOf({ format }: Pick<BriefWishes, 'format'>): string {
  return `index.${ENDINGS[format]}`;
}

/** The ending of a page in each format. */
export const ENDINGS = { html: 'html', markdown: 'md' } as const;

/** Says on standard error which pages of earlier runs still stand in the folder. */
export async function sayLeft(
  left: readonly string[],
  flags: { readonly lang: Language; readonly quiet?: boolean | undefined },
  io: Io,
): Promise<void> {
  if (left.length === 0 || flags.quiet === true) return;
  const shown = left.length > MOST ? [...left.slice(0, MOST), '…'] : left;
  await io.err.write(`${briefWords(flags.lang).left(shown.join(', '))}\n`);
}

const MOST = 5;
