import { foldWidth } from '../text/fold-width.ts';
import { quoteYaml } from '../text/quote-yaml.ts';
import { joined, SEMICOLON, type Wording } from '../text/wording.ts';
import { isAge, parseAge } from './age.ts';
import type { Problem } from './amount.ts';
import { type DateForm, findClash, findDateForms, parseUnmistakableDay, YEAR_FIRST } from './date-forms.ts';
import { type Day, parseDay } from './day.ts';
import { dayFormatReader } from './day-format.ts';
import { declareField, type Field, type NumberStyle } from './field.ts';
import { tidy } from './fold.ts';
import { blankHelp, fieldLine, unknownCellHelp, unknownLine } from './unknown-cell.ts';

/** Compiles the reader of a column of dates: in its formats, else as what can be only one day; blank is null. */
export function dateReader(field: Field, style: NumberStyle): (text: string) => Day | null | Problem {
  const { formats } = field;
  const rules = { century: field.century ?? style.century ?? null, day: field.day };
  const readers = formats.map((format) => dayFormatReader(format, rules));
  const expected =
    formats.length === 0
      ? { en: 'a date such as 2026-06-30', zh: '日期，如 2026-06-30' }
      : { en: `a date written as ${formats.join(' or ')}`, zh: `按 ${formats.join(' 或 ')} 填写的日期` };
  const plain = readsPlainDays(field);
  const withPoint = formats.includes('excel') && style.decimal === ',';
  const parse = (text: string): Day | null => {
    for (const read of readers) {
      const day = read(text);
      if (day !== null) return day;
    }
    return plain ? parseUnmistakableDay(text) : null;
  };
  return (text) => {
    if (text === '') return null;
    const direct = plain ? parseDay(text) : null;
    if (direct !== null) return direct;
    const dated = datedText(text);
    if (dated === '') return tidy(text) === '' ? null : { kind: 'problem', expected };
    const day = parse(withPoint ? dated.replace(',', '.') : dated);
    return (
      day ?? {
        kind: 'problem',
        expected,
        helpFor: ({ misfits, fitting }) =>
          dateHelp(text, misfits.map(datedText), fitting.map(datedText), field),
      }
    );
  };
}

/**
 * Reads a day that people type where nothing says how they write it: what can be only one day, as 31.12.2026, 31 Dec 2026
 * or 2026年12月31日, and 31/12/2026 or 12/31/2026, where only one of the two can be meant. Blank is null.
 */
export function readTypedDay(text: string): Day | null | Problem {
  const [, one, other, year] = /^\s*(\d{1,2})\/(\d{1,2})\/(\d{4})\s*$/.exec(text) ?? [];
  if (one === undefined || Number(one) > 12 === Number(other) > 12) return readTyped(text);
  const [day, month] = Number(one) > 12 ? [one, other] : [other, one];
  return readTyped(`${year}-${month!.padStart(2, '0')}-${day!.padStart(2, '0')}`);
}

const TYPED: Field = { ...declareField('date', 'date'), formats: ['DD.MM.YYYY'] };
const readTyped = dateReader(TYPED, { decimal: '.' });

/**
 * Whether 2026-06-30 is that day, which it is in nearly all formats: a day of a spreadsheet comes so, whatever the same
 * export as CSV would write.
 */
export function readsPlainDays({ formats }: Field): boolean {
  return !formats.some((format) => /^Y.*D.*M/.test(format));
}

/** The text of a day without the time of day, which says nothing here; empty where it is too long to be one. */
export function datedText(text: string): string {
  const folded = foldWidth(tidy(text));
  return folded.length > LONGEST ? '' : folded.replace(TIME, '');
}

// What is said of one cell must suit all that do not fit: one line of criteria reads them.
function dateHelp(
  cell: string,
  texts: readonly string[],
  fitting: readonly string[],
  field: Field,
): Wording | undefined {
  const unknown = unknownCellHelp(cell);
  if (unknown !== undefined) return unknown;
  if (parseAge(cell) !== null)
    return {
      en: `${AGE_HELP.en}, or count the days, in the criteria: ${fieldLine(field.name, 'type: number, format: ago')}`,
      zh: `${AGE_HELP.zh}；或在标准文件中改为天数：${fieldLine(field.name, 'type: number, format: ago')}`,
    };
  if (isAge(cell)) return joined([AGE_HELP, unknownLine(field.name, [tidy(cell)])!], SEMICOLON);
  const text = datedText(cell);
  if (ZERO_DAY.test(text)) return blankHelp(tidy(cell));
  if (YEAR_FIRST.test(text))
    return {
      en: `the calendar has no such day; ${unknownLine(field.name, [tidy(cell)])!.en}`,
      zh: `日历上没有这一天；${unknownLine(field.name, [tidy(cell)])!.zh}`,
    };
  const written = texts.filter((one) => !ZERO_DAY.test(one) && findDateForms([one], []) !== null);
  if (!written.includes(text)) return unknownLine(field.name, [tidy(cell)]);
  const found = findDateForms(written, field.formats);
  if (found === null) return unknownLine(field.name, [tidy(cell)]);
  const formats = [...field.formats, ...found.forms.map(({ format }) => format!)];
  const clash = findClash(formats);
  // No field reads both: its cells would be two days.
  if (clash !== null) {
    const cells = [...written, ...fitting.filter((one) => !isPlainDay(one))];
    for (const form of found.forms) {
      const suiting = [
        ...field.formats.filter((one) => findClash([one, form.format!]) === null),
        form.format!,
      ];
      if (findDateForms(cells, suiting)?.forms.length !== 0) continue;
      const line = formatLine(field, suiting, [form]);
      return {
        en: `if only these rows are ${form.format}, correct them in the file, or set them aside with --rejects FILE; if all are, say so in the criteria: ${line}`,
        zh: `如果只有这些行按 ${form.format} 填写，请在文件中改正，或用 --rejects FILE 另存；如果全部如此，请在标准文件中写：${line}`,
      };
    }
    const kept = formats.filter((one, at) =>
      formats.slice(0, at).every((other) => findClash([other, one]) === null),
    );
    const forms = found.forms.filter(({ format }) => kept.includes(format!));
    const line = formatLine(field, kept, forms);
    return {
      en: `the file writes days as ${clash.join(' and as ')}: say which holds, in the criteria: ${line}, and correct the other rows in the file, or set them aside with --rejects FILE`,
      zh: `文件中的日期既有 ${clash.join(' 又有 ')}：请在标准文件中写明以哪种为准：${line}，其余的行请在文件中改正，或用 --rejects FILE 另存`,
    };
  }
  const others = found.also.map(({ format }) => format!);
  const or = others.length === 0 ? '' : ` (or ${others.join(', or ')}, if that is meant)`;
  return {
    en: `say how the file writes days${or}, in the criteria: ${formatLine(field, formats, found.forms)}`,
    zh: `请在标准文件中说明日期的写法${others.length === 0 ? '' : `（或 ${others.join('，或 ')}，如果是这个意思）`}：${formatLine(field, formats, found.forms)}`,
  };
}

// What is blank, or the same day in any format.
function isPlainDay(text: string): boolean {
  return text === '' || parseUnmistakableDay(text) !== null;
}

function formatLine(field: Field, formats: readonly string[], forms: readonly DateForm[]): string {
  const [first] = formats;
  const format = formats.length === 1 ? quoteYaml(first!) : `[${formats.map(quoteYaml).join(', ')}]`;
  const keys = [`format: ${format}`];
  if (forms.some(({ needs }) => needs === 'century')) keys.push('century: 2000');
  if (forms.some(({ needs }) => needs === 'day')) keys.push('day: last');
  return fieldLine(field.name, keys.join(', '));
}

const AGE_HELP = {
  en: 'how long ago it was depends on the day of the export: export the date itself',
  zh: '距今多久要看导出的日期：请直接导出日期本身',
};
const LONGEST = 64;
const ZERO_DAY = /^(?:0000.*|0{1,2}[/.-]0{1,2}[/.-](?:0000|00))$/;
// A day may end at 24:00, and a minute at 60 where a second was put in.
const TIME =
  /(?:T|,?\s+)(?:[上下]午\s*)?(?:(?:[01]?\d|2[0-3]):[0-5]\d(?::(?:[0-5]\d|60)(?:[.,]\d+)?)?|24:00(?::00(?:[.,]0+)?)?)(?:\s*[AaPp]\.?[Mm]\.?)?\s*(?:Z|UTC|GMT|[+-]\d{2}(?::?\d{2})?)?$/;
