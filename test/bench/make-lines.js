import { writeRows } from './make-customers.js';

/**
 * Writes so many order lines of so many customers as CSV, unless the file is there already: 12 columns, two years, about
 * 95 bytes a line, in no order of customers or days.
 */
export async function makeLines(lines, customers) {
  const name = `lines-${FORM}-${lines}-${customers}.csv`;
  return writeRows(name, COLUMNS, lines, (line, random) => lineOf(line, customers, random));
}

// Raised whenever the lines below change, so that old files are not taken for new ones.
const FORM = 1;
const COLUMNS = [
  'order_no',
  'line',
  'order_date',
  'customer_no',
  'name',
  'street',
  'city',
  'country',
  'product',
  'product_line',
  'quantity',
  'amount',
];
const PRODUCT_LINES = ['machines', 'spare parts', 'service'];
const DAYS = Array.from({ length: 730 }, (_, back) =>
  new Date(Date.UTC(2026, 5, 30) - back * 86_400_000).toISOString().slice(0, 10),
);

function lineOf(line, customers, random) {
  const customer = Math.floor(random() * customers);
  const day = DAYS[Math.floor(random() * DAYS.length)];
  const amount = (random() * 5000 - 100).toFixed(2);
  const order = 1_000_000 + Math.floor(line / 4);
  return `SO-${order},${line % 4},${day},C${100_000 + customer},Customer number ${customer},Street ${customer % 99},City ${customer % 77},DE,P-${line % 500},${PRODUCT_LINES[line % 3]},${1 + (line % 9)},${amount}\n`;
}
