import { quoteYaml } from '../../text/quote-yaml.ts';
import { type LookedAt, nameAsLines, onlyWith } from './plan-lines.ts';
import { printTable } from './print-starter.ts';
import { compileStarter, withoutRates } from './propose-criteria.ts';
import { findLineColumns } from './row-kind.ts';
import type { SpareTable, Starter } from './starter.ts';

/** Plans a table of which no rule speaks yet: how many lines a customer has, what they come to, and the latest. */
export async function planSpareTable(name: string, { starter, source, file }: LookedAt): Promise<SpareTable> {
  const { date: ordered, amount } = findLineColumns(starter);
  const date = ordered ?? starter.fields.find(({ guess }) => guess.type === 'date')?.column.header ?? null;
  const named = nameAsLines(starter, date, amount, { date: DAY, amount: AMOUNT });
  const has = (field: string): boolean => named.fields.some((one) => one.name === field);
  const year = has(DAY) ? ', within: 12 months' : '';
  const fields = [
    `  ${name}_${has(DAY) ? '12m' : 'lines'}: { from: ${name}, count: yes${year} }`,
    ...(has(AMOUNT) ? [`  ${name}_amount: { from: ${name}, sum: ${AMOUNT}${year} }`] : []),
    ...(has(DAY) ? [`  last_${name}: { from: ${name}, latest: ${DAY} }`] : []),
  ];
  const used = named.fields.filter((one) => one.name === DAY || one.name === AMOUNT);
  const print = (one: Starter): string[] => printTable(name, onlyWith(one, used), used, source);
  const id = `  customer_id: { type: id, columns: [${quoteYaml(starter.id.column.header)}] }`;
  await compileStarter([...print(withoutRates(named)), 'fields:', id, ...fields, ...ALL].join('\n'));
  return { name, file: file.name, table: print(named).slice(1), fields };
}

const DAY = 'day';
const AMOUNT = 'amount';
const ALL = ['categories:', '  normal: { when: otherwise }'];
