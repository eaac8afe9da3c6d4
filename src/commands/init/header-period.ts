import { foldName } from '../../fields/fold.ts';
import { withoutUnit } from '../../fields/header-unit.ts';

/** The period that a header names beside the amount that it holds. */
export interface HeaderPeriod {
  /** 2026 in "Sales FY2026" and in "Jul '25 - Jun 26"; where no year is named, 1 is this year and 0 the one before. */
  readonly year: number;
  /** The header but for its years: of columns that have one frame, each holds the same of another year. */
  readonly frame: string;
  /** What it says besides, closed up: "sales"; empty where a period is all that it names. */
  readonly rest: string;
}

/** The period that a header names, in the languages of the words below; null where it names none. */
export function periodOf(header: string): HeaderPeriod | null {
  if (header.length > LONGEST) return null;
  const text = foldHeader(header.replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2'));
  const [, stem, before] = YEAR_N.exec(text) ?? [];
  if (stem !== undefined) return turnOf(closeUp(stem), before === undefined ? 1 : 0);
  const years: number[] = [];
  const frame = text.replace(YEARS, (found: string) => {
    const [first, last = first] = (found.match(/\d+/g) ?? []).map((digits) => Number(digits) % 100);
    // 25/26 is a year; other numbers beside each other are a day and a month, or a year and a month.
    if (last !== first && last !== (first! + 1) % 100) return found;
    years.push(Number(/^\d{4}$/.test(found) ? found : `20${String(last).padStart(2, '0')}`));
    return '#';
  });
  if (years.length > 0) {
    const words = SPAN.test(frame) ? frame.replace(DAYS_AND_MONTHS, ' ') : frame;
    const { rest } = turnOf(closeUp(words.replace(BESIDE_YEARS, ' ')), 1);
    return { year: Math.max(...years), frame: closeUp(frame.replace(TURN, ' ')), rest };
  }
  const plain = closeUp(text.replace(/(?<!\p{L})[tl]12m(?!\p{N})/u, '12m'));
  const turn = turnOf(plain, BEFORE.test(plain) ? 0 : 1);
  return turn.rest === plain ? null : turn;
}

// The patterns below go back and forth, and no name of a period is a page of text.
const LONGEST = 200;

function turnOf(plain: string, year: 0 | 1): HeaderPeriod {
  const rest = plain.replace(BEFORE, '').replace(LATEST, '');
  return { year, frame: rest, rest };
}

/** What a header says besides its period and the part of a year: all quarters of one amount are alike. */
export function withoutPart({ rest }: HeaderPeriod): string {
  return rest.replace(PART, '');
}

/**
 * A header without case, width, the number that tells it from its like, the mark of a cell that a form wants filled, and its
 * unit or a currency.
 */
export function foldHeader(header: string): string {
  return foldName(withoutUnit(spellNumber(header.replace(/#\d+$/, ''))))
    .replace(/__c$| (?:usd|eur|gbp|cny|rmb|chf|jpy|inr|lcy|mw)$/, '')
    .replace(/\((?:lcy|mw|必填|选填|required)\)/g, '');
}

/** A header with the sign for a number in letters: "Customer #" is the number of a customer, not its name. */
export function spellNumber(header: string): string {
  return header.replace(/(\S)\s*[#№]\s*$/, '$1 no');
}

// Without what stands between letters and digits, but for the mark of a year and of a percent.
function closeUp(text: string): string {
  return text.replace(/[^\p{L}\p{N}%#]+/gu, '');
}

/** What people call each month, from January on, in English, German, French, Spanish and Chinese. */
export const MONTH_NAMES = [
  'jan january januar janv janvier ene enero 1月 一月',
  'feb february februar févr février febrero 2月 二月',
  'mar march mär mrz märz mars marzo 3月 三月',
  'apr april avr avril abr abril 4月 四月',
  'may mai mayo 5月 五月',
  'jun june juni juin junio 6月 六月',
  'jul july juli juil juillet julio 7月 七月',
  'aug august août ago agosto 8月 八月',
  'sep sept september septembre septiembre 9月 九月',
  'oct october okt oktober octobre octubre 10月 十月',
  'nov november novembre noviembre 11月 十一月',
  'dec december dez dezember déc décembre dic diciembre 12月 十二月',
].map((names) => names.split(' '));

const MONTH = MONTH_NAMES.flat()
  .filter((name) => /^\p{Script=Latin}/u.test(name))
  .join('|');
const FISCAL = 'fy|cy|gj|wj|ej|exercice|ejercicio';
const YEARS = new RegExp(
  [
    '(?<!\\d)(?:19|20)\\d\\d[/-]\\d\\d(?![\\d/-])',
    '(?<!\\d)(?:19|20)\\d\\d(?!\\d)',
    '(?<![\\d/])\\d\\d/\\d\\d(?![\\d/])',
    `(?<=(?<!\\p{L})(?:${FISCAL}|${MONTH})[\\s.'’-]*)\\d\\d(?!\\d|,?\\s*20\\d\\d)`,
    "(?<=['’])\\d\\d(?!\\d)",
    '(?<!\\d)\\d\\d(?=年)',
  ].join('|'),
  'gu',
);
// "Jan - Nov 2025 (PY)": the same months of each year, which are a pair as whole years are.
const TURN = /(?<!\p{L})[cltp]y(?!\p{L})|累计|同期/gu;
const BESIDE_YEARS = new RegExp(
  `(?<!\\p{L})(?:${FISCAL}|years?|[cltp]y)(?!\\p{L})|#\\s*年?度?|累计|同期`,
  'gu',
);
// From one day or month to another, or until a day: a single month is no year.
const SPAN = new RegExp(
  `#.*#|(?:${MONTH}).*(?:${MONTH})|\\d\\.?\\s*(?:${MONTH})|(?:${MONTH})\\.?\\s*\\d|\\d[./-]\\d+[./-]#|#[./-]\\d+[./-]\\d|\\d\\s*月?\\s*[-–~至到]\\s*\\d+\\s*月`,
  'u',
);
const DAYS_AND_MONTHS = new RegExp(
  `(?<!\\p{L})(?:${MONTH}|from|to|through|until|ended|ending|months?|du|au|vom|von|bis|del?|al)(?!\\p{L})|\\d+|[月日至到]`,
  'gu',
);
const PART = new RegExp(`[hqp]?\\d+月?|[上下]半年|第?[一二三四]季度?|^(?:${MONTH})$`, 'gu');
// "CA N" and "CA N-1": this year and the year before, as French accounts have it.
const YEAR_N = /^(.+?)[\s_(]+n(\s*-\s*1)?\)?$/;
// "Sales (last 12 months)" is what "Sales" is; "Net Sales, previous year" is what comes before it.
const LATEST =
  /(?:last|past|trailing)?12m(?:onths)?|ttm|ltm|ytd|(?:current|this)(?:fiscal|financial|calendar)?(?:year|yr|period)|curr?(?:year|yr)|current|^[ct]y|[ct]yr?$|gj$|lfdjahr|laufendesjahr|akt(?:uelles)?jahr|(?:año|ejercicio|ej)?actual$|ejercicio$|annéeencours|annéecourante|annocorrente|annoincorso|anoatual|anocorrente|ditjaar|huidigjaar|bieżącyrok|buyıl|текущийгод|exercice(?:encours)?$|近12个月|近一年|今年|本期|当年|当期|本财年|本年(?:度)?(?:累计)?|^年度/;
const BEFORE =
  /(?:prior|previous|prev|last)(?:fiscal|financial|calendar)?(?:year|yr|ytd|period)|(?:prior|previous|prev)t?12m(?:onths)?|prior|previous|p12m|[lp]ytd|^[lp]y|[lp]yr?$|1yearago|vorjahr(?:es)?|vj$|(?:año|ejercicio|ej)?anterior$|annéeprécédente|exerciceprécédent|andernier|annéedernière|vorigjaar|annoprecedente|annoscorso|anoanterior|föregåendeår|fgår|sidsteår|iflår|rokpoprzedni|poprzednirok|geçenyıl|öncekiyıl|прошлогогода|прошлыйгод|前年同期|前年|前期|전년동기|전년도?|전기|去年(?:度|同期)?|上个?财年|上一?年度?(?:同期|累计)?|上期|^同期/;
