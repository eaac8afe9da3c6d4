import { once } from 'node:events';
import { createWriteStream, existsSync, mkdirSync, renameSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * Writes so many customers as CSV, unless the file is there already: 20 columns, some cells quoted, some
 * Chinese, about 165 bytes a row.
 */
export async function makeCustomers(rows) {
  return writeRows(`customers-${FORM}-${rows}.csv`, COLUMNS, rows, customer);
}

/** Writes the same customers, every seventh with a revenue that makes it a key account where it is active. */
export async function makeMovers(rows) {
  return writeRows(`movers-${FORM}-${rows}.csv`, COLUMNS, rows, (row, random) =>
    customer(row, random, row % 7 === 0),
  );
}

/**
 * Writes a file of so many rows, unless it is there already; the file's path. The seed is fixed: the same rows give the
 * same bytes anywhere.
 */
export async function writeRows(name, columns, rows, rowOf) {
  const file = join(BENCH_FOLDER, name);
  if (existsSync(file)) return file;
  mkdirSync(BENCH_FOLDER, { recursive: true });
  const half = `${file}.part`;
  const out = createWriteStream(half);
  const random = randomFrom(20260630);
  let chunk = `${columns.join(',')}\n`;
  for (let row = 1; row <= rows; row++) {
    chunk += rowOf(row, random);
    if (chunk.length < CHUNK && row < rows) continue;
    if (!out.write(chunk)) await once(out, 'drain');
    chunk = '';
  }
  out.end();
  await once(out, 'close');
  renameSync(half, file);
  return file;
}

// Not in git.
const BENCH_FOLDER = fileURLToPath(new URL('../../.bench/', import.meta.url));
// Raised whenever the rows below change, so that old files are not taken for new ones.
const FORM = 1;
const CHUNK = 1 << 16;

const RAISED = 25_000_000;

const COLUMNS = [
  'customer_id',
  'customer_name',
  'business_unit',
  'country',
  'city',
  'account_manager',
  'segment',
  'status',
  'customer_since',
  'last_order',
  'revenue_12m',
  'revenue_prior_12m',
  'gross_profit',
  'potential',
  'orders_12m',
  'on_time_rate',
  'new_market',
  'lost_reason',
  'payment_terms',
  'note',
];

const STEMS = [
  'Alpine',
  'Baltic',
  'Cobalt',
  'Delta',
  'Ember',
  'Falcon',
  'Granite',
  'Harbor',
  'Iris',
  'Juniper',
];
const TRADES = [
  'Tools',
  'Motors',
  'Foods',
  'Optics',
  'Paper',
  'Textiles',
  'Valves',
  'Plastics',
  'Cables',
  'Steel',
];
const FORMS = ['Ltd', 'Inc', 'GmbH', 'SA', 'BV', 'Oy', 'AB', 'LLC'];
const CHINESE = [
  '华东精密',
  '北方重工',
  '南方电子',
  '西部能源',
  '长江物流',
  '东海化工',
  '中原机械',
  '太湖纺织',
];
const UNITS = ['Industrial', 'Consumer', 'Energy', 'Medical', 'Logistics'];
const PLACES = [
  ['DE', 'Hamburg'],
  ['CN', '上海'],
  ['US', 'Chicago'],
  ['FR', 'Lyon'],
  ['CN', 'Shenzhen'],
  ['SE', 'Malmö'],
  ['GB', 'Leeds'],
  ['IT', 'Torino'],
];
const MANAGERS = [
  'A. Weber',
  'J. Martin',
  '王芳',
  'S. Rossi',
  'K. Lind',
  '',
  'M. Okafor',
  '李强',
  'T. Novak',
];
const REASONS = ['price', 'quality', 'delivery', 'service', 'competitor', 'unknown'];
const NOTES = [
  '',
  '',
  '',
  'call back in May',
  'second source since the audit',
  '"asked for ""net 60"""',
  '"new line, two plants"',
  '重点跟进',
];

function customer(row, random, isRaised = false) {
  const pick = (list) => list[Math.floor(random() * list.length)];
  const kind = random();
  const status = kind < 0.12 ? 'prospect' : kind < 0.18 ? 'closed' : 'active';
  const prior = status === 'prospect' ? 0 : cents(20_000 * Math.exp(4 * random() + 2 * random()));
  const revenue =
    status === 'active' ? cents(prior * (0.6 + random())) : status === 'closed' ? cents(prior / 9) : 0;
  const [country, city] = pick(PLACES);
  return `${[
    `C${String(row).padStart(7, '0')}`,
    name(row, random, pick),
    pick(UNITS),
    country,
    city,
    pick(MANAGERS),
    pick(['A', 'B', 'C']),
    status,
    day(2010, 14, random),
    status === 'prospect' ? '' : status === 'closed' ? day(2023, 2, random) : day(2025, 1, random),
    (isRaised ? RAISED : revenue).toFixed(2),
    prior.toFixed(2),
    (revenue * (0.05 + 0.3 * random())).toFixed(2),
    random() < 0.2 ? '' : Math.ceil(Math.max(revenue, 10_000) * (1 + 2 * random())),
    Math.floor(random() * 200),
    random() < 0.1 ? '' : `${(85 + 15 * random()).toFixed(1)}%`,
    pick(['yes', 'no', 'no', '']),
    status === 'closed' ? pick(REASONS) : '',
    pick(['net 30 days', 'net 45 days', 'net 60 days']),
    pick(NOTES),
  ].join(',')}\n`;
}

function name(row, random, pick) {
  const kind = random();
  if (kind < 0.1) return `${pick(CHINESE)}${row % 9973}有限公司`;
  const words = `${pick(STEMS)} ${pick(TRADES)} ${row % 9973}`;
  return kind < 0.25 ? `"${words}, ${pick(FORMS)}"` : `${words} ${pick(FORMS)}`;
}

function day(year, years, random) {
  const part = (most) => String(1 + Math.floor(random() * most)).padStart(2, '0');
  return `${year + Math.floor(random() * years)}-${part(12)}-${part(28)}`;
}

function cents(amount) {
  return Math.round(amount * 100) / 100;
}

// Mulberry32 (Tommy Ettinger, public domain): small, fast, and the same on every machine.
function randomFrom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
