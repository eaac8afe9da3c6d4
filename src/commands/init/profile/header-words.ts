import { foldName } from '../../../fields/fold.ts';

/** What the words of a header hint at; cells decide, the hint only chooses between readings that all fit. */
export interface HeaderHints {
  readonly date: boolean;
  readonly money: boolean;
  readonly ratio: boolean;
  readonly flag: boolean;
  /** A number, code or year that names something and is not to be reckoned with. */
  readonly code: boolean;
}

/** Looks for English, German and Chinese words; case, width and what stands between words play no part. */
export function hintsOf(header: string): HeaderHints {
  const words = ` ${foldName(header.replace(/([a-z])([A-Z])/g, '$1 $2'))
    .replace(/[^\p{L}\p{N}%$€£¥]+/gu, ' ')
    .trim()} `;
  return {
    date: DATE.test(words),
    money: MONEY.test(words),
    ratio: RATIO.test(words),
    flag: /^ (?:is|has|ist|hat) |是否/.test(words),
    code: CODE.test(words),
  };
}

const DATE = / (?:date|datum|day|since|created|modified|last order|last activity|on|am|seit) |日期|时间|日$/;
const MONEY =
  / (?:revenue|sales|amount|turnover|profit|price|cost|value|wallet|budget|balance|credit|umsatz|betrag|preis|usd|eur|gbp|cny|rmb) |[$€£¥]|金额|销售额|收入|利润|毛利|价|费用|预算|元/;
const RATIO =
  / (?:rate|ratio|percent|percentage|share|margin|growth|pct|quote|anteil|marge) |%|率|比例|占比|百分/;
const CODE =
  / (?:id|no|nr|num|number|code|key|kunnr|zip|postal|postcode|plz|phone|tel|telephone|fax|mobile|vat|tax|duns|iban|year|founded|jahr|index|row) |编号|编码|代码|号|电话|手机|邮编|税|年份|序/;
