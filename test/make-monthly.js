/**
 * Writes `fixtures/book/monthly/2026-01.csv` to `2026-12.csv`, the same bytes on every run:
 * `node test/make-monthly.js`. Plain JavaScript, so that node runs it as it is. All companies are invented.
 *
 * Twelve exports of one company, each made at the end of its month. Every customer has its sales of 36 months, so
 * that the twelve months of one export and those of the next fit together. The stories are told by their months;
 * the other customers come from a seeded generator and are there to be many.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';
import { seededRandom } from './make-samples.js';

/**
 * The exports by name, ready to be written.
 * @returns {Record<string, string>}
 */
export function makeMonthly() {
  const random = seededRandom(20_260_131);
  const customers = [
    ...STORIES.map((story) => finish(story, random, 0.04)),
    ...Array.from({ length: OTHERS }, (_, index) => finish(other(random, index), random, 0.25)),
  ];
  return Object.fromEntries(
    Array.from({ length: 12 }, (_, index) => {
      const month = FIRST + index;
      const rows = customers.filter((one) => one.there(month)).map((one) => rowOf(one, month));
      return [`${monthName(month)}.csv`, [HEADER, ...rows, ''].join('\n')];
    }),
  );
}

// Months are counted from January 2024; the exports are those of 2026.
const FIRST = 24;
const [JAN, FEB, MAR, APR, MAY, JUN, JUL, AUG, SEP, OCT, NOV, DEC] = Array.from(
  { length: 12 },
  (_, i) => FIRST + i,
);
const OTHERS = 52;

const HEADER =
  'Customer ID,Customer Name,Business Unit,Account Manager,Status,Revenue (Last 12 Months),Revenue (Prior 12 Months),Gross Profit,Prior Gross Profit,Units Sold,Prior Units,Potential,Last Order Date,On-Time Delivery,New Market,Lost Reason';

const UNITS = ['Industrial', 'Healthcare', 'Energy', 'Construction'];
const MANAGERS = [
  ['Ingrid Solheim', 'Tom Barraclough'],
  ['Mateus Figueira', 'Hannah Weiss'],
  ['Jonas Lindqvist', 'Claire Dumas'],
  ['Sofia Marchetti', 'Daniel Oyelaran'],
];

/** A value that changes from a month on: `from(JUN, 'a', 'b')` is a until May and b from June. */
function from(month, before, after) {
  return (now) => at(now < month ? before : after, now);
}

function at(value, now) {
  return typeof value === 'function' ? value(now) : value;
}

/** A straight line from one value to another between two months, level outside of them. */
function ramp(start, end, first, last) {
  return (now) => first + ((last - first) * Math.min(Math.max(now - start, 0), end - start)) / (end - start);
}

/** A steady growth per year around the value of January 2026. */
function steady(amount, growth) {
  return (now) => amount * (1 + growth) ** ((now - FIRST) / 12);
}

// `sales` a month; all else by month too, or one value for all of them.
const STORIES = [
  // Key accounts all year. The manager of the first changes in June; the second has nobody named for a while.
  {
    id: 'M-001',
    name: 'Halden Turbines AS',
    unit: 2,
    sales: steady(1_100_000, 0.05),
    margin: 0.21,
    potential: 21_000_000,
    manager: from(JUN, 'Jonas Lindqvist', 'Claire Dumas'),
  },
  {
    id: 'M-002',
    name: 'Quillmere Hospitals Group',
    unit: 1,
    sales: steady(1_350_000, 0.06),
    margin: 0.18,
    potential: 24_000_000,
    manager: from(JUL, 'Hannah Weiss', from(AUG, 'TBD', from(OCT, '', 'Mateus Figueira'))),
  },
  // Deliveries to the third come late from August on.
  {
    id: 'M-003',
    name: 'Ardenfell Insulation BV',
    unit: 3,
    sales: steady(980_000, 0.08),
    margin: 0.16,
    potential: 15_000_000,
    onTime: from(AUG, 0.972, ramp(AUG, NOV, 0.94, 0.87)),
  },
  // The fourth orders nothing from July on.
  {
    id: 'M-004',
    name: 'Lowick Heat Pumps Ltd',
    unit: 2,
    sales: from(JUL, steady(700_000, 0.22), 0),
    margin: 0.2,
    potential: 12_000_000,
  },
  // Renamed in May, after a merger.
  {
    id: 'M-005',
    name: from(MAY, 'Tarnbrook Homes Ltd', 'Tarnbrook & Vale Group'),
    unit: 3,
    sales: steady(520_000, 0.2),
    margin: 0.24,
    potential: 11_000_000,
  },
  // Grow into key: large and growing; by volume; over many counts.
  {
    id: 'M-011',
    name: 'Orrin Packaging Ltd',
    unit: 0,
    sales: ramp(FEB, NOV, 330_000, 640_000),
    margin: 0.2,
    potential: 7_000_000,
  },
  {
    id: 'M-012',
    name: 'Penhallow Robotics GmbH',
    unit: 0,
    sales: ramp(JAN, DEC, 150_000, 290_000),
    margin: 0.28,
    potential: 9_000_000,
  },
  {
    id: 'M-013',
    name: 'Calder Wyke Optics',
    unit: 1,
    sales: ramp(APR, OCT, 120_000, 210_000),
    margin: 0.33,
    potential: 6_000_000,
  },
  // Fall out of key: slowly; around the line, which the lower line of stays_while bridges.
  {
    id: 'M-021',
    name: 'Dunmarrow Castings',
    unit: 0,
    sales: from(FEB, steady(930_000, 0.05), ramp(FEB, NOV, 900_000, 280_000)),
    margin: 0.13,
    potential: 12_000_000,
  },
  {
    id: 'M-022',
    name: 'Sallow Bridge Foods Ltd',
    unit: 1,
    sales: (now) =>
      425_000 * 1.18 ** ((now - FIRST) / 12) * (now % 4 < 2 ? 1.03 : 0.97) * (now > AUG ? 0.9 : 1),
    margin: 0.19,
    potential: 6_500_000,
  },
  // A key account that stops earning money.
  {
    id: 'M-023',
    name: 'Ostrevik Hydrogen AB',
    unit: 2,
    sales: steady(75_000, 0.6),
    margin: from(JUL, 0.08, -0.25),
    potential: 9_000_000,
    newMarket: 'yes',
  },
  // Lost: closed with a reason; closed, the reason found two months later; silent, then closed; small ones.
  {
    id: 'M-031',
    name: 'Brask & Ode Wholesale',
    unit: 3,
    sales: from(JUN, steady(860_000, 0.04), 0),
    margin: 0.14,
    potential: 12_000_000,
    status: from(JUN, 'Active', 'Closed'),
    reason: from(JUN, '', 'competitor'),
  },
  {
    id: 'M-032',
    name: 'Marlow Greave Steelwork',
    unit: 3,
    sales: from(MAR, steady(210_000, 0), 0),
    margin: 0.17,
    potential: 3_000_000,
    status: from(APR, 'Active', 'Closed'),
    reason: from(JUN, '', 'price'),
  },
  {
    id: 'M-033',
    name: 'Kestrel Down Clinics',
    unit: 1,
    sales: from(FEB, steady(60_000, 0), 0),
    margin: 0.22,
    potential: 1_200_000,
    status: from(DEC, 'Active', 'Closed'),
    reason: from(DEC, '', 'service'),
  },
  {
    id: 'M-034',
    name: 'Exwold Instruments',
    unit: 1,
    sales: from(MAY, steady(45_000, -0.1), 0),
    margin: 0.2,
    potential: 800_000,
    status: from(MAY, 'Active', 'Closed'),
    reason: from(MAY, '', 'delivery'),
  },
  {
    id: 'M-035',
    name: 'Pellworm Offshore KG',
    unit: 2,
    sales: from(SEP, steady(38_000, -0.2), 0),
    margin: 0.15,
    potential: 700_000,
    status: from(SEP, 'Active', 'Closed'),
    reason: from(SEP, '', 'delivery'),
  },
  // Lost and won back.
  {
    id: 'M-041',
    name: 'Linnet Row Interiors',
    unit: 3,
    sales: from(FEB, steady(170_000, 0), from(SEP, 0, 190_000)),
    margin: 0.21,
    potential: 3_500_000,
    status: from(MAR, 'Active', from(SEP, 'Closed', 'Active')),
    reason: from(MAR, '', from(SEP, 'quality', '')),
  },
  // Prospects: won and soon a key account, for it opens a market; won and small; given up in June.
  {
    id: 'M-051',
    name: 'Stavely Newbuild Partners',
    unit: 3,
    sales: from(APR, 0, 110_000),
    margin: 0.18,
    potential: 8_000_000,
    newMarket: 'yes',
    status: from(APR, 'Prospect', 'Active'),
  },
  {
    id: 'M-052',
    name: 'Wexcombe Valves Ltd',
    unit: 0,
    sales: from(AUG, 0, 12_000),
    margin: 0.2,
    potential: 400_000,
    status: from(AUG, 'Prospect', 'Active'),
  },
  {
    id: 'M-053',
    name: 'Gorsedale Wind Parks',
    unit: 2,
    sales: 0,
    margin: 0,
    potential: 30_000_000,
    status: 'Prospect',
    there: (now) => now < JUN,
  },
  {
    id: 'M-054',
    name: 'Cawdor Lane Dental',
    unit: 1,
    sales: 0,
    margin: 0,
    potential: 5_500_000,
    status: 'Prospect',
  },
  // New customers.
  {
    id: 'M-061',
    name: 'Farrant Hollow Foods',
    unit: 0,
    sales: from(MAR, 0, 95_000),
    margin: 0.23,
    potential: 2_500_000,
    there: (now) => now >= MAR,
  },
  {
    id: 'M-062',
    name: 'Rill & Thorne Batteries',
    unit: 2,
    sales: from(JUL, 0, 480_000),
    margin: 0.26,
    potential: 25_000_000,
    newMarket: 'yes',
    there: (now) => now >= JUL,
  },
  {
    id: 'M-063',
    name: 'Osmotherly Water Ltd',
    unit: 2,
    sales: from(OCT, 0, 20_000),
    margin: 0.16,
    potential: 600_000,
    there: (now) => now >= OCT,
  },
  // Gone from the export: a customer; a key account; a row that one export forgets.
  {
    id: 'M-071',
    name: 'Ebbingford Textiles',
    unit: 0,
    sales: steady(9_000, -0.3),
    margin: 0.11,
    potential: 150_000,
    there: (now) => now < AUG,
  },
  {
    id: 'M-072',
    name: 'Hartsmere Signal Systems',
    unit: 0,
    sales: steady(620_000, 0.25),
    margin: 0.22,
    potential: 14_000_000,
    there: (now) => now < OCT,
  },
  {
    id: 'M-073',
    name: 'Ilvermere Biotech Oy',
    unit: 1,
    sales: steady(80_000, 0.03),
    margin: 0.25,
    potential: 1_500_000,
    there: (now) => now !== SEP,
  },
  // Large, and for two months nobody knows its profit.
  {
    id: 'M-081',
    name: 'Corvane Bearings SpA',
    unit: 0,
    sales: steady(560_000, 0.3),
    margin: (now) => (now === APR || now === MAY ? null : 0.17),
    potential: 10_000_000,
  },
];

const STEMS =
  'Alder Beacon Cinder Dovecot Elmhurst Fallow Garnet Hazel Inglewood Juniper Kirkstone Larch Millrace Netherby Oakham Pinder Quarry Rowan Sedge Thistle Upton Vellum Whitby Yarrow Ashby Briar'.split(
    ' ',
  );
const TRADES = [
  ['Tooling', 'Hydraulics'],
  ['Pharma', 'Diagnostics'],
  ['Grid Services', 'Cables'],
  ['Roofing', 'Timber'],
];

// Small and middling customers, of which most hold, some grow and some shrink.
function other(random, index) {
  const unit = index % 4;
  const size = 4_000 * Math.exp(3 * random());
  return {
    id: `C-${String(200 + index * 3).padStart(4, '0')}`,
    name: `${STEMS[index % STEMS.length]} ${TRADES[unit][Math.floor(index / STEMS.length)]}`,
    unit,
    sales: steady(size, -0.12 + 0.24 * random()),
    margin: 0.1 + 0.2 * random(),
    potential: Math.round((size * 12 * (1.2 + 2 * random())) / 10_000) * 10_000,
  };
}

// Fills in what a story does not tell, and draws the sales of every month.
function finish(story, random, noise) {
  const price = Math.round(2_000 + 9_000 * random());
  const manager = MANAGERS[story.unit][random() < 0.5 ? 0 : 1];
  const late = 0.9 + 0.09 * random();
  const day = 1 + Math.floor(26 * random());
  const sold = Array.from({ length: 36 }, (_, now) => {
    const amount = at(story.sales, now) * (1 - noise / 2 + noise * random());
    const cents = Math.round(amount) * 100;
    const margin = at(story.margin, now);
    return {
      cents,
      profit: margin === null ? null : Math.round(cents * margin),
      units: Math.round(cents / price),
    };
  });
  return {
    ...story,
    sold,
    day,
    there: story.there ?? (() => true),
    named: (now) => at(story.name, now),
    managed: (now) => at(story.manager ?? manager, now),
    standing: (now) => at(story.status ?? 'Active', now),
    lostFor: (now) => at(story.reason ?? '', now),
    onTimeIn: (now) => at(story.onTime ?? late, now),
  };
}

function rowOf(customer, now) {
  const own = customer.sold.slice(now - 11, now + 1);
  const before = customer.sold.slice(now - 23, now - 11);
  const isCustomer = customer.standing(now) !== 'Prospect';
  const last = customer.sold.findLastIndex(({ cents }, month) => month <= now && cents > 0);
  const money = (cents) => (isCustomer ? moneyText(cents) : '');
  // Of a month without profit none is known for the year.
  const profit = own.at(-1).profit === null ? null : total(own, ({ profit: one }) => one ?? 0);
  const unitsOf = (months) => (isCustomer ? String(total(months, ({ units }) => units)) : '');
  return [
    ...[
      customer.id,
      customer.named(now),
      UNITS[customer.unit],
      customer.managed(now),
      customer.standing(now),
    ],
    ...[money(total(own, ({ cents }) => cents)), money(total(before, ({ cents }) => cents))],
    ...[profit === null ? '' : money(profit), money(total(before, ({ profit: one }) => one ?? 0))],
    ...[unitsOf(own), unitsOf(before), moneyText(customer.potential * 100)],
    last < 0 ? '' : `${monthName(last)}-${String(customer.day).padStart(2, '0')}`,
    isCustomer && last >= 0 ? `${(customer.onTimeIn(now) * 100).toFixed(1)}%` : '',
    ...[customer.newMarket ?? 'no', customer.lostFor(now)],
  ]
    .map(quoted)
    .join(',');
}

function total(months, of) {
  return months.reduce((sum, month) => sum + of(month), 0);
}

function monthName(month) {
  return `${2024 + Math.floor(month / 12)}-${String((month % 12) + 1).padStart(2, '0')}`;
}

function moneyText(cents) {
  const whole = String(Math.floor(Math.abs(cents) / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  const text = `${whole}.${String(Math.abs(cents) % 100).padStart(2, '0')}`;
  return cents < 0 ? `(${text})` : text;
}

function quoted(cell) {
  return /[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell;
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folder = new URL('../fixtures/book/monthly/', import.meta.url);
  mkdirSync(folder, { recursive: true });
  for (const [name, text] of Object.entries(makeMonthly())) writeFileSync(new URL(name, folder), text);
}
