import { foldWidth } from '../text/fold-width.ts';
import { tidy } from './fold.ts';

/** A currency, as a sign or code names it. */
export interface Currency {
  /** The code in capitals, or the sign: "USD", "$". */
  readonly mark: string;
  /** ISO codes it may stand for: "$" is many, "USD" is one. */
  readonly codes: readonly string[];
}

/** A currency sign or code at one end of a text, and the text without it. */
export interface CurrencyMark extends Currency {
  readonly rest: string;
}

/** Whether a mark is a code, as "USD" is, and no sign. */
export function isCurrencyCode(mark: string): boolean {
  return /^[A-Z]{3}$/.test(mark);
}

/** Whether a code is a word that headers and labels mean otherwise: "Sales (all)" is in no lek. */
export function isAlsoWord({ mark }: Currency): boolean {
  return mark === 'ALL' || mark === 'TOP';
}

/** The currency that a text names and nothing else, or null. */
export function currencyNamed(text: string): Currency | null {
  return CURRENCY_MARKS.get(foldWidth(tidy(text)).toLowerCase()) ?? null;
}

/** The currency that a text begins or ends with, or null. */
export function takeCurrency(text: string, end: 'front' | 'back'): CurrencyMark | null {
  const edge = end === 'front' ? 0 : text.length - 1;
  if (DIGIT.test(text.charAt(edge))) return null;
  // Longest first: "us$" before "$", "美元" before "元".
  for (let length = Math.min(LONGEST_MARK, text.length); length > 0; length -= 1) {
    const cut = end === 'front' ? length : text.length - length;
    const [before, after] = [text.slice(0, cut), text.slice(cut)];
    const found = CURRENCY_MARKS.get((end === 'front' ? before : after).toLowerCase());
    if (found !== undefined) return { ...found, rest: end === 'front' ? after : before };
  }
  return null;
}

/** The currency that both of two marks mean: "$" and "USD" are USD. */
export function narrowCurrency(one: Currency, other: Currency): Currency {
  return one.codes.length <= other.codes.length ? one : other;
}

/** Whether two marks of one amount can mean the same currency: "$5 USD" can, "$5 EUR" cannot. */
export function sameCurrency(one: Pick<Currency, 'codes'>, other: Pick<Currency, 'codes'>): boolean {
  return one.codes.some((code) => other.codes.includes(code));
}

/**
 * Whether two marks of one file name one currency without a guess: "$" beside "USD" does, beside "CAD" it may be either of
 * two.
 */
export function isOneCurrency(one: Pick<Currency, 'codes'>, other: Pick<Currency, 'codes'>): boolean {
  if (one.codes.join() === other.codes.join()) return true;
  const [first] = one.codes;
  return first === other.codes[0] && FOREMOST.includes(first!);
}

// What "$", "£", "¥" and "Rs" stand for where its code stands in the same file.
const FOREMOST = ['USD', 'GBP', 'CNY', 'INR'];

// ISO 4217, those of funds and those that ended lately too, and what people write for the yuan. The list that Node has
// would not be the same in every version.
const CODES =
  'AED AFN ALL AMD ANG AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD ' +
  'CDF CHE CHF CHW CLF CLP CNH CNY COP COU CRC CUC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL ' +
  'GHS GIP GMD GNF GTQ GYD HKD HNL HRK HTG HUF IDR ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD ' +
  'KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK ' +
  'NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RMB RON RSD RUB RWF SAR SBD SCR SDG SEK SGD SHP SLE SLL SOS SRD ' +
  'SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD USN UYI UYU UYW UZS VES VND VUV WST XAD ' +
  'XAF XCD XCG XDR XOF XPF XSU XUA YER ZAR ZMW ZWG ZWL';

// As people write them; case plays no part when they are looked for.
const SIGNS: Readonly<Record<string, string>> = {
  $: 'USD CAD AUD NZD HKD SGD TWD MXN ARS CLP COP MOP',
  US$: 'USD',
  A$: 'AUD',
  AU$: 'AUD',
  C$: 'CAD',
  CA$: 'CAD',
  NZ$: 'NZD',
  HK$: 'HKD',
  NT$: 'TWD',
  S$: 'SGD',
  MX$: 'MXN',
  R$: 'BRL',
  '€': 'EUR',
  '£': 'GBP EGP',
  '¥': 'CNY JPY RMB CNH',
  'CN¥': 'CNY RMB CNH',
  'JP¥': 'JPY',
  '₹': 'INR',
  '₩': 'KRW',
  '₽': 'RUB',
  '₺': 'TRY',
  '₫': 'VND',
  '฿': 'THB',
  '₪': 'ILS',
  '₱': 'PHP',
  '₦': 'NGN',
  '₴': 'UAH',
  '₸': 'KZT',
  Rs: 'INR PKR LKR',
  'Rs.': 'INR PKR LKR',
  RM: 'MYR',
  kr: 'DKK NOK SEK ISK',
  'kr.': 'DKK NOK SEK ISK',
  Kč: 'CZK',
  zł: 'PLN',
  TL: 'TRY',
  lei: 'RON',
  Rp: 'IDR',
  'Rp.': 'IDR',
  руб: 'RUB',
  'руб.': 'RUB',
  грн: 'UAH',
  Ft: 'HUF',
  'Fr.': 'CHF',
  SFr: 'CHF',
  元: 'CNY RMB CNH HKD TWD',
  圆: 'CNY RMB CNH',
  圓: 'CNY RMB CNH HKD TWD',
  円: 'JPY',
  원: 'KRW',
  人民币: 'CNY RMB CNH',
  人民币元: 'CNY RMB CNH',
  人民幣: 'CNY RMB CNH',
  美元: 'USD',
  美金: 'USD',
  欧元: 'EUR',
  歐元: 'EUR',
  英镑: 'GBP',
  日元: 'JPY',
  港元: 'HKD',
  港币: 'HKD',
  台币: 'TWD',
  euro: 'EUR',
  euros: 'EUR',
  新台币: 'TWD',
};

/** The codes of one currency. */
export const YUAN: readonly string[] = ['CNY', 'CNH', 'RMB'];

/** The signs and codes by which currencies are named, in small letters. */
export const CURRENCY_MARKS: ReadonlyMap<string, Currency> = new Map([
  ...Object.entries(SIGNS).map(
    ([mark, codes]) => [mark.toLowerCase(), { mark, codes: codes.split(' ') }] as const,
  ),
  ...CODES.split(' ').map(
    (mark) => [mark.toLowerCase(), { mark, codes: YUAN.includes(mark) ? YUAN : [mark] }] as const,
  ),
]);
const LONGEST_MARK = Math.max(...[...CURRENCY_MARKS.keys()].map((mark) => mark.length));
const DIGIT = /\d/;
