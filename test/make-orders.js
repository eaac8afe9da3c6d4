/**
 * Writes `fixtures/orders/orders.csv` and `orders-zh.csv`, the same bytes on every run: `node test/make-orders.js`.
 * 5,000 order lines of 400 customers in the two years up to 2026-06-30, returns among them. All companies are invented.
 *
 * Most customers come from a seeded generator; the planted lines each stand for one question that adding up must
 * answer, with `criteria/orders.yaml` in mind.
 */
import { Buffer } from 'node:buffer';
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { encodeGb18030 } from './make-samples.js';

/**
 * Both files by name, ready to be written.
 * @returns {Record<string, Buffer>}
 */
export function makeOrders() {
  const lines = makeLines(20260630);
  return {
    'orders.csv': Buffer.from(csvText(lines, ENGLISH, '\n')),
    'orders-zh.csv': encodeGb18030(csvText(lines, CHINESE, '\r\n')),
  };
}

const ENGLISH = {
  header:
    'Order No,Line,Order Date,Customer No,Customer,Business Unit,Account Manager,Product Line,Quantity,Amount',
  units: ['Automation', 'Medical', 'Energy', 'Construction'],
  managers: ['Anna Berg', 'James Okafor', 'Marta Ruiz', 'Liam Chen'],
  products: ['machines', 'spare parts', 'service'],
  places: [
    'Alder',
    'Birch',
    'Copper',
    'Dover',
    'Elm',
    'Falken',
    'Grove',
    'Harbour',
    'Iron',
    'Juniper',
    'Kestrel',
    'Linden',
    'Marsh',
    'North',
    'Otter',
    'Pine',
    'Quarry',
    'River',
    'Stone',
    'Thorn',
  ],
  trades: [
    'Pumps',
    'Drives',
    'Optics',
    'Castings',
    'Foods',
    'Textiles',
    'Packaging',
    'Valves',
    'Clinics',
    'Homes',
    'Steel',
    'Glass',
    'Water',
    'Tools',
    'Print',
    'Cables',
    'Boilers',
    'Motors',
    'Sensors',
    'Ports',
  ],
  name: (place, trade) => `${place} ${trade} Ltd`,
};

const CHINESE = {
  header: '订单号,行号,订单日期,客户编号,客户名称,事业部,客户经理,产品线,数量,金额',
  units: ['自动化', '医疗', '能源', '建筑'],
  managers: ['陈安', '欧杰', '鲁敏', '李航'],
  products: ['机器', '备件', '服务'],
  places: [
    '安泰',
    '白桦',
    '长风',
    '东岭',
    '恩泽',
    '丰源',
    '高原',
    '海港',
    '宏铁',
    '建松',
    '康隼',
    '林登',
    '明泽',
    '北辰',
    '欧特',
    '平松',
    '清石',
    '瑞河',
    '盛岩',
    '天荆',
  ],
  trades: [
    '水泵',
    '传动',
    '光学',
    '铸造',
    '食品',
    '纺织',
    '包装',
    '阀门',
    '诊所',
    '住宅',
    '钢材',
    '玻璃',
    '水务',
    '工具',
    '印刷',
    '线缆',
    '锅炉',
    '电机',
    '传感',
    '港务',
  ],
  name: (place, trade) => `${place}${trade}有限公司`,
};

// customer | day | order, line | product | quantity | amount
const PLANTED = `
# the last day of the window, its first, and the day before it
00417 2026-06-30 SO-90001/1 0 2   850000.00
00417 2025-07-01 SO-90002/1 0 1   150000.00
00417 2025-06-30 SO-90003/1 0 1   800000.00
# growth of exactly 15 % that doubles make smaller
K-01  2026-05-04 SO-90010/1 0 1   575000.46
K-01  2026-05-04 SO-90010/2 2 1   575000.00
K-01  2025-05-04 SO-90011/1 0 1  1000000.40
# a return that takes more than a third back, and one on the same order
K-02  2026-01-12 SO-90020/1 0 4  1600000.00
K-02  2026-02-03 SO-90020/2 0 -2 -800000.00
K-02  2026-02-03 SO-90020/3 1 -1    -250.50
K-02  2025-02-03 SO-90021/1 0 2   600000.00
# everything sent back
K-03  2025-11-20 SO-90030/1 0 1   120000.00
K-03  2025-12-01 SO-90030/2 0 -1 -120000.00
# bought last more than a year ago
K-04  2025-06-29 SO-90040/1 0 3  2400000.00
K-04  2024-09-15 SO-90041/1 2 1    12000.00
# many small orders of service
K-05  2026-06-11 SO-90050/1 2 1      980.00
K-05  2026-04-08 SO-90051/1 2 1     1020.00
K-05  2026-01-30 SO-90052/1 2 1      990.00
K-05  2025-10-02 SO-90053/1 2 1     1010.00
K-05  2025-07-19 SO-90054/1 2 1     1000.00
K-05  2025-03-05 SO-90055/1 2 1      900.00
`;

const LINES = 5000;
const CUSTOMERS = 400;

function makeLines(seed) {
  const random = mulberry32(seed);
  const below = (most) => Math.floor(random() * most);
  const planted = PLANTED.split('\n')
    .filter((row) => row !== '' && !row.startsWith('#'))
    .map(readPlanted);
  const named = [...new Set(planted.map(({ customer }) => customer))];
  const customers = [...named];
  while (customers.length < CUSTOMERS) customers.push(`C${String(1000 + customers.length)}`);
  const size = new Map(customers.map((id) => [id, Math.exp(random() * 4)]));
  const trend = new Map(customers.map((id) => [id, 0.5 + random()]));
  const generated = customers.slice(named.length);
  const lines = [...planted];
  let order = 10_000;
  // Everybody has an order, then larger customers have more.
  for (let at = 0; lines.length < LINES; at += 1) {
    const customer =
      generated[at < generated.length ? at : Math.floor(random() * random() * generated.length)];
    order += 1;
    const back = below(730);
    const day = dayBefore(back);
    const count = Math.min(1 + below(4), LINES - lines.length);
    for (let line = 1; line <= count; line += 1) {
      const product = below(3);
      const quantity = product === 2 ? 1 : 1 + below(20);
      const newer = back < 365 ? trend.get(customer) : 1;
      const price = size.get(customer) * [900, 60, 300][product] * newer * (0.7 + random() * 0.6);
      const isReturn = random() < 0.04;
      const amount = Math.round(price * quantity * 100) / 100;
      lines.push({
        customer,
        day,
        order: `SO-${order}`,
        line,
        product,
        quantity: isReturn ? -quantity : quantity,
        amount: isReturn ? -amount : amount,
      });
    }
  }
  const places = new Map(customers.map((id, at) => [id, at]));
  return lines
    .map((one) => ({ ...one, at: places.get(one.customer) }))
    .sort((one, other) =>
      one.day < other.day
        ? -1
        : one.day > other.day
          ? 1
          : one.order < other.order
            ? -1
            : one.order > other.order
              ? 1
              : one.line - other.line,
    );
}

function readPlanted(row) {
  const [customer, day, name, product, quantity, amount] = row.split(/\s+/);
  const [order, line] = name.split('/');
  return {
    customer,
    day,
    order,
    line: Number(line),
    product: Number(product),
    quantity: Number(quantity),
    amount: Number(amount),
  };
}

function dayBefore(days) {
  return new Date(Date.UTC(2026, 5, 30) - days * 86_400_000).toISOString().slice(0, 10);
}

function csvText(lines, language, lineEnd) {
  const { units, managers, products, places, trades, name } = language;
  const rows = lines.map(({ customer, day, order, line, product, quantity, amount, at }) => {
    const place = places[Math.floor(at / trades.length) % places.length];
    const trade = trades[at % trades.length];
    return [
      order,
      line,
      day,
      customer,
      name(place, trade),
      units[at % 4],
      managers[at % 4],
      products[product],
      quantity,
      money(amount),
    ].join(',');
  });
  return `${[language.header, ...rows].join(lineEnd)}${lineEnd}`;
}

// As a spreadsheet writes it: "1,234.50" in quotes.
function money(amount) {
  const [whole, cents] = Math.abs(amount).toFixed(2).split('.');
  const text = `${amount < 0 ? '-' : ''}${whole.replace(/\B(?=(?:\d{3})+$)/g, ',')}.${cents}`;
  return text.includes(',') ? `"${text}"` : text;
}

// A small generator with a seed (mulberry32, public domain): the same numbers on every machine.
function mulberry32(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, bytes] of Object.entries(makeOrders())) {
    writeFileSync(new URL(`../fixtures/orders/${name}`, import.meta.url), bytes);
  }
}
