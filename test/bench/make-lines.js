import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { BENCH_FOLDER, randomFrom } from './make-customers.js';

/**
 * Writes so many order lines of so many customers as CSV, unless the file is there already: 12 columns, two years, about
 * 95 bytes a line, in no order of customers or days. The seed is fixed.
 */
export async function makeLines(lines, customers) {
  const file = join(BENCH_FOLDER, `lines-${FORM}-${lines}-${customers}.csv`);
  if (existsSync(file)) return file;
  mkdirSync(BENCH_FOLDER, { recursive: true });
  const half = `${file}.part`;
  const out = createWriteStream(half);
  const random = randomFrom(20260630);
  let chunk =
    'order_no,line,order_date,customer_no,name,street,city,country,product,product_line,quantity,amount\n';
  for (let line = 1; line <= lines; line++) {
    chunk += lineOf(line, customers, random);
    if (chunk.length < CHUNK && line < lines) continue;
    if (!out.write(chunk)) await once(out, 'drain');
    chunk = '';
  }
  out.end();
  await once(out, 'close');
  renameSync(half, file);
  return file;
}

// Raised whenever the lines below change, so that old files are not taken for new ones.
const FORM = 1;
const CHUNK = 1 << 16;
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
