import type { Field } from '../fields/field.ts';
import { namesNobody } from '../fields/unknown-cell.ts';
import { formOf } from '../table/layout.ts';
import { isNoLabel, type RowLabel, rowLabelOf } from '../table/row-label.ts';
import type { Diagnostic, Place } from '../text/diagnostic.ts';
import { keepLine, leaveOutLine } from './input.ts';

/** What an id that names no customer reads like. */
export type NoCustomer = RowLabel | 'blank';

/** What an id reads like that names no customer, such as "Total" and "(blank)"; null for others. */
export function noCustomerOf(id: string): NoCustomer | null {
  if (isNoLabel(id.charCodeAt(0), id.charCodeAt(1))) return null;
  return rowLabelOf(id) ?? (namesNobody(id) ? 'blank' : null);
}

/** What is wrong with a row whose id names no customer; both lines of criteria that say what it is. */
export function looksLikeNoCustomer(label: NoCustomer, id: string, { name }: Field, at: Place): Diagnostic {
  return {
    code: 'total-row',
    severity: 'error',
    message: {
      en: `"${id}" looks like a ${label}, not like a customer`,
      zh: `“${id}”像是${LABELS[label]}，不像客户`,
    },
    notes: [
      {
        en: `if it is a customer, say so in the criteria: ${keepLine(name, formOf(id))}`,
        zh: `如果它是客户，请在标准文件中写：${keepLine(name, formOf(id))}`,
      },
    ],
    help: {
      en: `leave it out in the criteria: ${leaveOutLine(name, formOf(id))}`,
      zh: `请在标准文件中把它剔除：${leaveOutLine(name, formOf(id))}`,
    },
    at,
  };
}

const LABELS: Readonly<Record<NoCustomer, string>> = { total: '合计行', note: '备注行', blank: '空白' };
