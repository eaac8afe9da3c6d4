import { labelKey } from '../table/row-label.ts';
import { quoteYaml } from '../text/quote-yaml.ts';
import { joined, SEMICOLON, type Wording } from '../text/wording.ts';
import { blankKey, tidy } from './fold.ts';

/**
 * How to mend a cell that says "there is no value" in words, or shows a spreadsheet's error; undefined for others. In a
 * column of numbers a dash may be zero as well.
 */
export function unknownCellHelp(text: string, isNumber = false): Wording | undefined {
  const plain = tidy(text);
  const cause = causeHelp(plain);
  if (cause !== undefined)
    return STANDS_FOR_BLANK.test(plain) ? joined([cause, blankHelp(plain)], SEMICOLON) : cause;
  if (!PLACEHOLDERS.has(blankKey(plain))) return undefined;
  const zeros = `input: { zeros: [${JSON.stringify(plain)}] }`;
  return isNumber && DASHES.has(blankKey(plain))
    ? {
        en: `a dash may mean zero: ${zeros}; ${blankHelp(plain).en}`,
        zh: `短横线可能表示零：${zeros}；${blankHelp(plain).zh}`,
      }
    : blankHelp(plain);
}

/** What to do where the export went wrong, so that a cell has no value; undefined for others. */
export function causeHelp(text: string): Wording | undefined {
  const plain = tidy(text);
  if (/^#{3,}$/.test(plain)) return TOO_NARROW_HELP;
  if (isSpreadsheetError(plain)) return SPREADSHEET_ERROR_HELP;
  if (LOADING.test(plain)) return LOADING_HELP;
  return /&(?:[a-z]{2,6}|#\d+);/i.test(plain) ? ENTITY_CELL_HELP : undefined;
}

const STANDS_FOR_BLANK = /^#|^loading/i;

/** Whether a cell says in words, or in zeros of a date, that there is no value. */
export function isBlankWord(text: string): boolean {
  const plain = tidy(text);
  if (plain.length > LONGEST_WORD) return false;
  return PLACEHOLDERS.has(blankKey(plain)) || ZERO_DATE.test(plain) || LOADING.test(plain);
}

/** Whether an id says in words that there is none; codes of two or three letters may be ids. */
export function namesNobody(id: string): boolean {
  const plain = tidy(id);
  if (plain.length > LONGEST_WORD) return false;
  return NOBODY_WORDS.has(labelKey(plain)) || ZERO_DATE.test(plain);
}

// As long as 0000-00-00 and loading...
const LONGEST_WORD = 10;

// What an online spreadsheet shows until it has a value.
const LOADING = /^loading(?:\.{3}|…)$/i;

/** Whether a cell is what a program writes for a blank, such as NULL of a database and nan of a table of numbers. */
export function isNullWord(text: string): boolean {
  return NULL_WORD.test(tidy(text));
}

const NULL_WORD = /^(?:null|\(null\)|<null>|\\n|nan|nat|none|nil|\.)$/i;
const ZERO_DATE = /^(?:0000([-/.]?)00\1?00|00([/.-])00\2(?:00)?00)$/;

/** How to say that a text stands for a blank cell. */
export function blankHelp(text: string): Wording {
  return {
    en: `if it stands for a blank, say so in the criteria: input: { blanks: [${JSON.stringify(text)}] }`,
    zh: `如果表示空白，请在标准文件中写：input: { blanks: [${JSON.stringify(text)}] }`,
  };
}

/** The line of criteria that says something of a field. */
export function fieldLine(name: string, keys: string): string {
  return `fields: { ${fieldPart(name, keys)} }`;
}

/** The part of such a line for one field. */
export function fieldPart(name: string, keys: string): string {
  return `${quoteYaml(name)}: { ${keys} }`;
}

/** How to say that cells of a field which fit nothing leave its value unknown. */
export function unknownLine(name: string, texts: readonly string[]): Wording | undefined {
  if (texts.some((text) => text.length > LONGEST)) return undefined;
  const list = texts.map((text) => JSON.stringify(text)).join(', ');
  return {
    en: `if its value is not known, say so in the criteria: ${fieldLine(name, `blanks: [${list}]`)}`,
    zh: `如果其值未知，请在标准文件中写：${fieldLine(name, `blanks: [${list}]`)}`,
  };
}

/** Whether a cell is an error value of a spreadsheet such as #REF!, or of a column too narrow to show it (#####). */
export function isSpreadsheetError(text: string): boolean {
  return text.charCodeAt(0) === HASH && (SPREADSHEET_ERRORS.has(text.toUpperCase()) || /^#{3,}$/.test(text));
}

/** What to do about a spreadsheet's error in a cell. */
export const SPREADSHEET_ERROR_HELP = {
  en: "the spreadsheet's own error was exported: mend the formula there",
  zh: '导出的是电子表格的错误值：请先在表格中修正公式',
};

const LONGEST = 60;
const TOO_NARROW_HELP = {
  en: 'the column was too narrow when it was exported: widen it in the spreadsheet, and export again',
  zh: '导出时列宽不够：请在电子表格中加宽该列后重新导出',
};

const LOADING_HELP = {
  en: 'the online spreadsheet had not loaded when it was saved: open it, wait until the cells are there, and download it again',
  zh: '保存时在线表格尚未加载完：请打开表格，等内容全部出现后重新下载',
};
const ENTITY_CELL_HELP = {
  en: 'the cell holds marks of HTML, which are read as their signs with, in the criteria: input: { html: yes }',
  zh: '单元格中含有 HTML 标记，要还原为符号，请在标准文件中写：input: { html: yes }',
};

const HASH = 0x23;
const DASHES = new Set(['-', '--', '---', '–', '—', '——']);
const SPREADSHEET_ERRORS = new Set(
  (
    '#N/A #NA #DIV/0! #REF! #VALUE! #NAME? #NUM! #NULL! #SPILL! #CALC! #FIELD! #BLOCKED! #CONNECT! #UNKNOWN! ' +
    '#GETTING_DATA #ERROR! #NV #BEZUG! #WERT! #ZAHL!'
  ).split(' '),
);
const PLACEHOLDERS = new Set(
  (
    '- -- --- – — —— ? / n/a na n.a. n.a nan null (null) \\n \\N none (none) nil nat . (blank) (空白) (leer) (vide) unknown tbd tbc ' +
    '无 無 暂无 没有 不详 未知 待定 空'
  ).split(' '),
);
/** The words by which an id says that there is none, as they are compared. */
export const NOBODY_WORDS: ReadonlySet<string> = new Set(
  [...PLACEHOLDERS, 'loading...', 'loading…'].map(labelKey).filter((word) => !/^[a-z]{2,3}$/.test(word)),
);
