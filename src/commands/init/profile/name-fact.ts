import { RESERVED_NAMES } from '../../../condition/operators.ts';
import { FUNCTIONS } from '../../../criteria/expression.ts';
import { plainHeader } from './known-headers.ts';

/**
 * A name for the fact of a column: the header in plain letters where it has some, else the place of the column.
 * Never one that is taken, that the language keeps, or that YAML or a reader would take for something else.
 */
export function nameFact(header: string, index: number, taken: ReadonlySet<string>): string {
  const common = COMMON.get(plainHeader(header));
  if (common !== undefined) return distinctName(common, taken);
  const plain = header
    .slice(0, LONGEST * 4)
    .normalize('NFKD')
    .replace(/\p{M}+/gu, '')
    .replace(/__c$/i, '')
    .replace(/([a-z])([A-Z])/g, '$1_$2')
    .toLowerCase();
  const foreign = (plain.match(/[^\x20-\x7e]/g) ?? []).length;
  const name = shorten(plain.replace(/[^a-z0-9]+/g, '_').replace(/^[_\d]+|_+$/g, ''));
  const letters = name.replace(/[^a-z]/g, '').length;
  // A remnant of a Chinese or emoji header says less than the number of its column.
  const usable = letters >= 2 && foreign <= letters ? name : `column_${index + 1}`;
  return distinctName(KEPT.has(usable) ? `${usable}_column` : usable, taken);
}

function shorten(name: string): string {
  if (name.length <= LONGEST) return name;
  const cut = name.slice(0, LONGEST);
  const end = cut.lastIndexOf('_');
  return end > LONGEST / 2 ? cut.slice(0, end) : cut.replace(/_+$/, '');
}

function distinctName(name: string, taken: ReadonlySet<string>): string {
  if (!taken.has(name)) return name;
  for (let number = 2; ; number += 1) if (!taken.has(`${name}_${number}`)) return `${name}_${number}`;
}

const LONGEST = 40;
const KEPT: ReadonlySet<string> = new Set(
  [
    ...RESERVED_NAMES,
    ...Object.keys(FUNCTIONS),
    'yes no on off true false null nan inf constructor prototype'.split(' '),
  ].flat(),
);

// Chinese headers of most exports that no rule knows.
const COMMON: ReadonlyMap<string, string> = new Map([
  ['省市', 'province'],
  ['省份', 'province'],
  ['城市', 'city'],
  ['国家', 'country'],
  ['地区', 'region'],
  ['区域', 'region'],
  ['行业', 'industry'],
  ['地址', 'address'],
  ['联系人', 'contact'],
  ['电话', 'phone'],
  ['付款条件', 'payment_terms'],
  ['创建日期', 'created_on'],
  ['创建时间', 'created_on'],
  ['备注', 'remarks'],
  ['折扣', 'discount'],
  ['信用额度', 'credit_limit'],
  ['员工人数', 'employees'],
]);
