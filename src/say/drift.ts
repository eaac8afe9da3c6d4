import type { Drift } from '../compare/compare-fingerprints.ts';
import { formatDay } from '../fields/day.ts';
import type { ValueType } from '../fields/value.ts';
import { counted, defineWords, formatCount, type Language } from '../output/language.ts';
import { formatCell } from '../output/numbers.ts';
import type { Block } from '../output/report.ts';
import { wordsFor } from '../output/words.ts';
import type { Diagnostic } from '../text/diagnostic.ts';

/**
 * What is out of the ordinary in an export, as messages about its file. `mayAccept`: those that stop the run say how
 * to go on; otherwise they are warnings like the others.
 */
export function driftDiagnostics(found: readonly Drift[], file: string, mayAccept: boolean): Diagnostic[] {
  return found.map((one) => {
    const stops = mayAccept && one.severity === 'stop';
    const mayAdvise = stops && !ADVISED.has(one.kind);
    const helpIn = (language: Language): string | undefined => {
      const help = driftHelp(one, language);
      return mayAdvise ? driftWords(language).accept(help) : help;
    };
    const [en, zh] = [helpIn('en'), helpIn('zh')];
    return {
      code: 'drift',
      severity: stops ? 'error' : UNREAD.has(one.kind) ? 'info' : 'warning',
      message: { en: printDrift(one, 'en'), zh: printDrift(one, 'zh') },
      help: en === undefined || zh === undefined ? undefined : { en, zh },
      at: { kind: 'file', file },
    };
  });
}

// Columns that no field reads change nothing.
const UNREAD: ReadonlySet<Drift['kind']> = new Set(['other-columns', 'other-line-columns']);

// Going on with other ids would make everybody gone and new; a separate limit covers who is gone.
const ADVISED: ReadonlySet<Drift['kind']> = new Set(['ids', 'gone']);

/** What is out of the ordinary, in one line. */
function printDrift(one: Drift, language: Language): string {
  const say = driftWords(language);
  const words = wordsFor(language);
  const count = formatCount[language];
  const share = (value: number): string => formatCell({ kind: 'share', value }, words);
  const amount = (value: number, type: ValueType): string =>
    formatCell({ kind: type === 'money' ? 'money' : type === 'percent' ? 'share' : 'number', value }, words);
  switch (one.kind) {
    case 'same-export':
      return say.sameExport(formatDay(one.asOf));
    case 'customers':
      return say.customers(count(one.from), count(one.to));
    case 'lines':
      return say.lines(one.table, count(one.from), count(one.to));
    case 'column-gone':
      return say.columnGone(one.field, one.column);
    case 'column-new':
      return say.columnNew(one.field, one.column);
    case 'column-other':
      return say.columnOther(one.field, one.from, one.to);
    case 'other-columns':
      return say.otherColumns(listed(one.gone, language), listed(one.come, language));
    case 'other-line-columns':
      return say.ofTable(one.table, say.otherColumns(listed(one.gone, language), listed(one.come, language)));
    case 'unit': {
      const { sum, median, type, factor } = one;
      const times = factor < 1 ? `1/${count(Math.round(1 / factor))}` : say.times(count(factor));
      const [from, to] = [amount(sum.from, type), amount(sum.to, type)];
      return say.unit(one.field, times, from, to, amount(median.from, type), amount(median.to, type));
    }
    case 'amount': {
      const { from, to } = one[one.of];
      return say.amount[one.of](one.field, amount(from, one.type), amount(to, one.type));
    }
    case 'blanks':
      return say.blanks(one.field, share(one.from), share(one.to));
    case 'new-values':
      return say.newValues(
        one.field,
        share(one.share),
        listed(one.come, language),
        listed(one.gone, language),
      );
    case 'value':
      return say.value(one.field, one.value, share(one.from), share(one.to));
    case 'older':
      return say.older(one.field, formatDay(one.from), formatDay(one.to));
    case 'ids': {
      const pairs = one.pairs.map(({ from, to, name }) =>
        say.pair(from, to, one.by === 'name' ? name : null),
      );
      return say.ids[one.by](
        one.count,
        one.of,
        pairs.join(words.comma) + (one.count > pairs.length ? say.andMore : ''),
      );
    }
    case 'id-shape':
      return say.idShape(one.from, one.to, share(one.share));
    case 'gone':
    case 'moves':
    case 'key-change':
      return say.over[one.kind](one.count, one.of, share(one.count / one.of), limitText(one, count, share));
  }
}

function limitText(
  { limit }: { readonly limit: { kind: string; value: number } },
  count: (value: number) => string,
  share: (value: number) => string,
): string {
  return limit.kind === 'count' ? count(limit.value) : share(limit.value);
}

// Some of the names, and how many more there are.
function listed(names: readonly string[], language: Language): string {
  const words = wordsFor(language);
  const shown = names
    .slice(0, MOST_NAMED)
    .map((name) => `"${name}"`)
    .join(words.comma);
  const more = names.length - MOST_NAMED;
  return more > 0 ? `${shown}${driftWords(language).more(more)}` : shown;
}

const MOST_NAMED = 5;

function driftHelp(one: Drift, language: Language): string | undefined {
  const { help } = driftWords(language);
  switch (one.kind) {
    case 'same-export':
      return help.sameExport;
    case 'column-gone':
      return help.columnGone(one.field);
    case 'unit':
      return help.unit;
    case 'customers':
    case 'lines':
    case 'amount':
    case 'blanks':
    case 'value':
      return help.values;
    case 'new-values':
      return help.newValues(one.field);
    case 'older':
      return help.older;
    case 'ids':
    case 'id-shape':
      return help.ids;
    case 'gone':
      return help.gone(Math.ceil((one.count / one.of) * 100));
    case 'moves':
    case 'key-change':
      return help.over;
    case 'column-new':
    case 'column-other':
    case 'other-columns':
    case 'other-line-columns':
      return undefined;
  }
}

/** What is out of the ordinary, as a section of a report; none when nothing is. */
export function driftBlocks(found: readonly Drift[], accepted: string | null, language: Language): Block[] {
  if (found.length === 0) return [];
  const say = driftWords(language);
  return [
    { kind: 'heading', text: say.heading },
    ...found.map((one): Block => {
      // What was accepted needs no advice.
      const help = accepted !== null && one.severity === 'stop' ? undefined : driftHelp(one, language);
      const text = printDrift(one, language);
      const severity = UNREAD.has(one.kind) ? 'info' : 'warning';
      return { kind: 'note', severity, text: help === undefined ? text : say.withHelp(text, help) };
    }),
    ...(accepted === null ? [] : [{ kind: 'paragraph', text: say.accepted(accepted) } as const]),
  ];
}

/** What is out of the ordinary, for other programs: codes and values are the same whatever the language. */
export function driftJson({ kind, severity, ...values }: Drift): object {
  const cells = Object.entries(values).map(([name, value]) => [name === 'asOf' ? 'as_of' : name, value]);
  const days = kind === 'same-export' || kind === 'older' ? ['as_of', 'from', 'to'] : [];
  const json = cells.map(([name, value]) => [
    name,
    days.includes(name as string) && typeof value === 'number' ? formatDay(value) : value,
  ]);
  return { kind: kind.replaceAll('-', '_'), stops: severity === 'stop', ...Object.fromEntries(json) };
}

/** What is said of an export that differs from the one before it. */
const driftWords = defineWords({
  heading: { en: 'What is out of the ordinary in the export', zh: '本次导出数据的异常之处' },
  accepted: {
    en: (reason: string) => `accepted: ${reason}`,
    zh: (reason: string) => `已确认无误：${reason}`,
  },
  withHelp: {
    en: (text: string, help: string) => `${text} (${help})`,
    zh: (text: string, help: string) => `${text}（${help}）`,
  },
  sameExport: {
    en: (day: string) => `the data are those of the run of ${day}, unchanged byte for byte`,
    zh: (day: string) => `数据与 ${day} 那次运行完全相同，一个字节都没有变`,
  },
  customers: {
    en: (from: string, to: string) => `${to} customers, and before there were ${from}`,
    zh: (from: string, to: string) => `共 ${to} 个客户，上次为 ${from} 个`,
  },
  lines: {
    en: (table: string, from: string, to: string) =>
      `${to} lines of "${table}", and before there were ${from}`,
    zh: (table: string, from: string, to: string) => `明细表“${table}”共 ${to} 行，上次为 ${from} 行`,
  },
  ofTable: {
    en: (table: string, text: string) => `"${table}": ${text}`,
    zh: (table: string, text: string) => `明细表“${table}”：${text}`,
  },
  columnGone: {
    en: (field: string, column: string) =>
      `the column "${column}" is gone${field === column ? '' : `, from which "${field}" was read`}`,
    zh: (field: string, column: string) =>
      `列“${column}”已不存在${field === column ? '' : `，字段“${field}”原从该列读取`}`,
  },
  columnNew: {
    en: (field: string, column: string) => `"${field}" is read from "${column}": before it had no column`,
    zh: (field: string, column: string) => `“${field}”读取自列“${column}”：上次没有对应的列`,
  },
  columnOther: {
    en: (field: string, from: string, to: string) =>
      `"${field}" is read from "${to}": before it was "${from}"`,
    zh: (field: string, from: string, to: string) => `“${field}”读取自列“${to}”：上次为“${from}”`,
  },
  otherColumns: {
    en: (gone: string, come: string) =>
      `columns that no field reads: ${[gone === '' ? '' : `${gone} gone`, come === '' ? '' : `${come} new`].filter((part) => part !== '').join('; ')}`,
    zh: (gone: string, come: string) =>
      `未被字段使用的列：${[gone === '' ? '' : `减少 ${gone}`, come === '' ? '' : `新增 ${come}`].filter((part) => part !== '').join('；')}`,
  },
  times: { en: (factor: string) => `${factor} times`, zh: (factor: string) => `${factor} 倍` },
  unit: {
    en: (field: string, times: string, from: string, to: string, medianFrom: string, medianTo: string) =>
      `"${field}" is ${times.startsWith('1/') ? `${times} of` : times} what it was: the sum went from ${from} to ${to}, the median from about ${medianFrom} to ${medianTo}: another unit?`,
    zh: (field: string, times: string, from: string, to: string, medianFrom: string, medianTo: string) =>
      `“${field}”约为上次的 ${times}：合计由 ${from} 变为 ${to}，中位数由约 ${medianFrom} 变为 ${medianTo}：单位是否变了？`,
  },
  amount: {
    sum: {
      en: (field: string, from: string, to: string) => `the sum of "${field}" went from ${from} to ${to}`,
      zh: (field: string, from: string, to: string) => `“${field}”的合计由 ${from} 变为 ${to}`,
    },
    median: {
      en: (field: string, from: string, to: string) =>
        `the median of "${field}" went from about ${from} to ${to}`,
      zh: (field: string, from: string, to: string) => `“${field}”的中位数由约 ${from} 变为 ${to}`,
    },
  },
  blanks: {
    en: (field: string, from: string, to: string) =>
      `"${field}" is blank for ${to} of the customers, before for ${from}`,
    zh: (field: string, from: string, to: string) => `“${field}”有 ${to} 的客户为空，上次为 ${from}`,
  },
  newValues: {
    en: (field: string, share: string, come: string, gone: string) =>
      `"${field}": ${share} of the customers have values that nobody had before, ${come}${gone === '' ? '' : `; nobody has ${gone} any more`}`,
    zh: (field: string, share: string, come: string, gone: string) =>
      `“${field}”：${share} 的客户为上次没有的取值 ${come}${gone === '' ? '' : `；${gone} 已不再出现`}`,
  },
  value: {
    en: (field: string, value: string, from: string, to: string) =>
      `"${field}" is "${value}" for ${to} of the customers, before for ${from}`,
    zh: (field: string, value: string, from: string, to: string) =>
      `“${field}”为“${value}”的客户占 ${to}，上次为 ${from}`,
  },
  older: {
    en: (field: string, from: string, to: string) =>
      `the newest "${field}" is ${to}, and before it was ${from}: an older export?`,
    zh: (field: string, from: string, to: string) =>
      `“${field}”最晚为 ${to}，上次为 ${from}：是否用了旧的导出文件？`,
  },
  pair: {
    en: (from: string, to: string, name: string | null) =>
      `${from} is now ${to}${name === null ? '' : ` (${name})`}`,
    zh: (from: string, to: string, name: string | null) =>
      `${from} 现为 ${to}${name === null ? '' : `（${name}）`}`,
  },
  andMore: { en: ' …', zh: ' …' },
  more: {
    en: (count: number) => ` and ${formatCount.en(count)} more`,
    zh: (count: number) => ` 等 ${formatCount.zh(count)} 项`,
  },
  ids: {
    look: {
      en: (count: number, of: number, pairs: string) =>
        `${formatCount.en(count)} of ${counted(of, 'customer')} that are gone came back under an id that is written otherwise: ${pairs}`,
      zh: (count: number, of: number, pairs: string) =>
        `消失的 ${formatCount.zh(of)} 个客户中，有 ${formatCount.zh(count)} 个只是编号写法不同：${pairs}`,
    },
    name: {
      en: (count: number, of: number, pairs: string) =>
        `${formatCount.en(count)} of ${counted(of, 'customer')} that are gone came back by name under another id: ${pairs}`,
      zh: (count: number, of: number, pairs: string) =>
        `消失的 ${formatCount.zh(of)} 个客户中，有 ${formatCount.zh(count)} 个名称相同而编号不同：${pairs}`,
    },
  },
  idShape: {
    en: (from: string, to: string, share: string) =>
      `${share} of the ids are written as none was before: like ${to}, and before like ${from}`,
    zh: (from: string, to: string, share: string) =>
      `${share} 的编号写法与上次不同：现在如 ${to}，上次如 ${from}`,
  },
  over: {
    gone: {
      en: (count: number, of: number, share: string, limit: string) =>
        `${formatCount.en(count)} of the ${counted(of, 'customer')} of the last run (${share}) are gone, and the limit is ${limit}`,
      zh: (count: number, of: number, share: string, limit: string) =>
        `上次运行的 ${formatCount.zh(of)} 个客户中有 ${formatCount.zh(count)} 个（${share}）已不在文件中，上限为 ${limit}`,
    },
    moves: {
      en: (count: number, of: number, share: string, limit: string) =>
        `${counted(count, 'customer')} of ${formatCount.en(of)} (${share}) would move, and the limit is ${limit}`,
      zh: (count: number, of: number, share: string, limit: string) =>
        `${formatCount.zh(of)} 个客户中将有 ${formatCount.zh(count)} 个（${share}）变动，上限为 ${limit}`,
    },
    'key-change': {
      en: (count: number, of: number, share: string, limit: string) =>
        `${counted(count, 'key account')} of ${formatCount.en(of)} (${share}) would come or go, and the limit is ${limit}`,
      zh: (count: number, of: number, share: string, limit: string) =>
        `${formatCount.zh(of)} 个大客户中将有 ${formatCount.zh(count)} 个（${share}）新增或退出，上限为 ${limit}`,
    },
  },
  accept: {
    en: (help: string | undefined) =>
      `${help === undefined ? '' : `${help}; `}if the export is right, run again with --accept "why it is"`,
    zh: (help: string | undefined) =>
      `${help === undefined ? '' : `${help}；`}如确认导出无误，请加上 --accept "原因" 重新运行`,
  },
  help: {
    sameExport: {
      en: 'check that the export is made anew for each run',
      zh: '请检查每次运行前是否重新导出了数据',
    },
    columnGone: {
      en: (field: string) =>
        `have the column exported again, or add its new name to "columns" of the field "${field}"`,
      zh: (field: string) => `请重新导出该列，或在字段“${field}”的 columns 中加上新的列名`,
    },
    unit: { en: 'have the amounts exported in the unit that they had', zh: '请按原来的单位导出金额' },
    values: { en: 'check the filter and the columns of the export', zh: '请检查导出的筛选条件和各列内容' },
    newValues: {
      en: (field: string) =>
        `if they are other spellings, name them under the field "${field}" or in the criteria`,
      zh: (field: string) => `如只是写法不同，请在字段“${field}”或分类标准中写明`,
    },
    older: { en: 'check that it is the newest export', zh: '请确认这是最新的导出文件' },
    ids: {
      en: 'have the ids exported as they were, as text: the book knows customers by their ids',
      zh: '请按原来的写法以文本格式导出编号：台账以编号识别客户',
    },
    gone: {
      en: (percent: number) =>
        `check that the export is whole; if it is, run again with --max-gone ${percent}%`,
      zh: (percent: number) => `请检查导出是否完整；如完整，请加上 --max-gone ${percent}% 重新运行`,
    },
    over: { en: 'diff --book shows who moves and why', zh: '用 diff --book 查看哪些客户变动及原因' },
  },
});
