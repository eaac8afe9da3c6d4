import type { Field } from '../fields/field.ts';
import { formOf } from '../table/layout.ts';
import type { RowLabel } from '../table/row-label.ts';
import type { Diagnostic, Place } from '../text/diagnostic.ts';
import { keepLine, leaveOutLine } from './input.ts';

/** What is wrong with a row whose id reads like a total or a note; both lines of criteria that say what it is. */
export function looksLikeNoCustomer(label: RowLabel, id: string, { name }: Field, at: Place): Diagnostic {
  return {
    code: 'total-row',
    severity: 'error',
    message: {
      en: `"${id}" looks like a ${label}, not like a customer`,
      zh: `“${id}”像是${label === 'total' ? '合计行' : '备注行'}，不像客户`,
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
