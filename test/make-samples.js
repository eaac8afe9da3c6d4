/**
 * Writes `fixtures/customers/sample.csv` and `sample-zh.csv`, the same bytes on every run:
 * `node test/make-samples.js`. Plain JavaScript, so that node runs it as it is. All companies are invented.
 *
 * Most customers come from a seeded generator; the planted ones each stand for one question that criteria must
 * answer, with `criteria/default.yaml` and the as-of date 2026-06-30 in mind.
 */
import { Buffer } from 'node:buffer';
import { writeFileSync } from 'node:fs';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

/**
 * Both files by name, ready to be written.
 * @returns {Record<string, Buffer>}
 */
export function makeSamples() {
  return {
    'sample.csv': Buffer.from(csvText(ENGLISH, makeCustomers(20260630, ENGLISH))),
    'sample-zh.csv': encodeGb18030(csvText(CHINESE, makeCustomers(20260701, CHINESE))),
  };
}

// `-` is a blank cell; an empty order date is some day of the last weeks, an empty manager one of the unit's.
const PLANTED = `
id    |unit|status  |manager|     revenue|       prior|    profit|prior profit|  qty|prior qty|   potential|last order|new|reason    |English|Chinese
# key by each rule: leading zeros; every line of base-business, growing-volume and catalyst met exactly; the score
00417 |2   |active  |       |    18400000|    15200000|   4048000|     3192000| 9200|     7800|    40000000|          |no |-         |Halvorden Turbines AS|海沃登涡轮机有限公司
P-01  |1   |active  |       |    10000000|    10000000|   1000000|           -|    -|        -|    11500000|          |no |-         |Quillmere Hospitals Group|逸澜医院管理集团
P-02  |3   |active  |       |     2000000|     1900000|    200000|      198000| 2300|     2000|     4000000|          |no |-         |Tarnbrook Modular Homes Ltd|塔溪模块房屋有限公司
P-03  |2   |active  |       |      500000|           0|     25000|           -|    -|        -|     1500000|          |yes|-         |Ostrevik Hydrogen AB|奥斯维克氢能有限公司
P-04  |0   |active  |       |     3000000|     2400000|    900000|      720000| 3600|     3000|     4500000|          |no |-         |Penhallow Robotics GmbH|彭哈洛机器人有限公司
P-17  |2   |active  |       |     5000000|     4000000|   1000000|     1000000| 1000|     1000|     6500000|2026-06-30|no |-         |Tidemill Storage Batteries|潮坊蓄电池有限公司
P-15  |0   |active  |       |     5000000|     5000000|   1500000|     1500000| 1300|     1000|    25000000|          |no |-         |Ferrowick Drives Ltd|菲洛传动有限公司
# growth of exactly 15 % that doubles make smaller; just under 15 % in two ways
P-05  |1   |active  |       |  5750000.46|  5000000.40|    690000|      690000|    -|        -|     6000000|          |no |-         |Exwold & Vale, Instruments|启源（华南）仪器, 有限公司
P-06  |0   |active  |       | 11500000.03| 10000000.03|   1725000|           -|    -|        -|    12000000|          |no |-         |Sallow Bridge Packaging Ltd|柳桥包装有限公司
P-07  |0   |active  |       |  5749999.99|     5000000|    600000|      640000|    -|        -|     6000000|          |no |-         |Corvane Castings SpA|科文铸造有限公司
# a score of exactly 70, and one of 69.9967 that rounds to 70.0
P-16  |1   |active  |       |     2450000|     2000000|    735000|      565000| 1279|     1000|     4000000|          |no |-         |Calder Wyke Optics|卡德维克光学有限公司
P-14  |2   |active  |       |     2450000|     2000000|    735000|      565000|12789|    10000|     4000000|          |no |-         |Nordhaven Switchgear AS|诺港开关设备有限公司
# on a line, and one cent from it: revenue of 5m, margin of 10 %, base business, catalyst; large without growth
P-08  |1   |active  |       |  4999999.99|     4200000|    600000|      480000|    -|        -|     5100000|          |no |-         |Dunmarrow Dental Supply|邓玛口腔器材有限公司
P-09  |3   |active  |       |     5000000|     4000000|    500000|      490000|    -|        -|     5200000|          |no |-         |Ardenfell Insulation BV|雅登保温材料有限公司
P-10  |2   |active  |       |     6400000|     5000000| 639999.99|      800000|    -|        -|     7000000|          |no |-         |Lowick Heat Pumps Ltd|洛维克热泵有限公司
P-11  |3   |active  |       |  9999999.99|     9500000|   1400000|     1500000|    -|        -|    11000000|          |no |-         |Brask, Ode & Sons|百顺欧德贸易行
P-12  |1   |active  |       |   499999.99|      120000|     60000|           -|    -|        -|     5000000|          |yes|-         |Ilvermere Biotech Oy|伊沃尔生物科技有限公司
P-13  |0   |active  |       |     5000000|     5000000|   1500000|     1250000| 1050|     1000|     5500000|          |no |-         |Wexcombe Valves Ltd|韦克斯阀门有限公司
# missing values that matter: profit, status, last order
P-18  |3   |active  |       |     7200000|     6000000|         -|           -|    -|        -|     9000000|          |no |-         |Marlow Greave Steelwork|马洛钢结构有限公司
P-20  |1   |-       |       |      310000|      290000|     62000|           -|    -|        -|           -|          |no |-         |Kestrel Down Clinics|隼岗诊所连锁
P-21  |2   |active  |       |       60000|      400000|      9000|           -|    -|        -|           -|-         |no |-         |Osmotherly Vale Water Ltd|奥斯谷水务有限公司
# missing values that do not: small; optional ones; no prior revenue; no order yet; no manager; not a person
P-19  |0   |active  |       |       84000|       70000|         -|           -|    -|        -|           -|          |no |-         |Ebbingford Textiles|艾宾纺织有限公司
P-22  |3   |active  |       |     2300000|     2050000|    230000|           -|    -|        -|           -|          |-  |-         |Linnet Row Interiors|朱雀里室内工程有限公司
P-23  |0   |active  |       |     6100000|           0|   1830000|           -| 5000|        0|    30000000|          |no |-         |Farrant Hollow Foods|法兰谷食品机械有限公司
P-24  |3   |active  |       |           -|           -|         -|           -|    -|        -|      300000|-         |no |-         |Stavely Newbuild Partners|史塔新筑合伙企业
P-25  |2   |active  |-      |      900000|      860000|    135000|      129000|    -|        -|     2000000|          |no |-         |Pellworm Offshore KG|佩沃海工有限公司
P-26  |0   |active  |TBD    |     8900000|     7000000|   1958000|     1470000|  890|      720|    14000000|          |no |-         |Hartsmere Signal Systems|鹿湖信号系统有限公司
# lost, and nearly lost: half the revenue and 180 days, 181 days, one cent more; 366 and 365 days without revenue
P-27  |0   |closed  |       |      240000|     2900000|     31000|      480000|    -|        -|           -|2025-09-12|no |price     |Greywater Foundry Ltd|灰水铸锻有限公司
P-28  |1   |closed  |       |           0|     1750000|         0|      310000|    -|        -|           -|2025-05-30|no |-         |Saint Osric Laboratories|圣奥瑞实验室有限公司
P-34  |3   |closed  |       |     9600000|     8000000|   2400000|     1900000|    -|        -|           -|2026-04-17|no |insolvency|Rookhope Tunnelling|鸦谷隧道工程有限公司
P-29  |2   |active  |       |      350000|      700000|     52000|           -|    -|        -|           -|2026-01-01|no |-         |Vellacott Solar Farms|维拉光伏有限公司
P-30  |3   |active  |       |      350000|      700000|     52000|           -|    -|        -|           -|2025-12-31|no |-         |Ashlar Quarry Stone|石方建材有限公司
P-31  |0   |active  |       |   350000.01|      700000|     52000|           -|    -|        -|           -|2025-11-02|no |-         |Bryndale Presses Ltd|布林压机有限公司
P-32  |1   |active  |       |           0|           0|         0|           -|    -|        -|           -|2025-06-29|no |-         |Cold Harbour Imaging|寒港影像设备有限公司
P-33  |2   |active  |       |           0|           0|         0|           -|    -|        -|           -|2025-06-30|no |-         |Eastling Meters|东陵仪表有限公司
# losses, and names that files and spreadsheets stumble over
P-35  |1   |active  |       |     6300000|     5100000|    -12400|      210000|    -|        -|     8000000|          |no |-         |Merrow Cold Chain⏎(formerly Merrow Ice)|明若冷链物流有限公司
P-36  |3   |active  |       |       96500|      101200|   -1200.5|        4100|    -|        -|           -|          |no |-         |The "Corner" Fixings Store|“街角”紧固件商行
P-37  |2   |active  |       |      410000|      388000|     90200|           -|    -|        -|           -|          |no |-         |+Plus Pumps Oy|＋加泵业有限公司
# prospects: huge, of unknown potential, one that bought long ago
P-38  |2   |prospect|       |           -|           -|         -|           -|    -|        -|   120000000|-         |no |-         |Gorsedale Wind Parks|金雀岭风电有限公司
P-39  |1   |prospect|       |           -|           -|         -|           -|    -|        -|           -|-         |-  |-         |Lantern Quay Surgical|灯塔码头外科器械有限公司
P-40  |0   |prospect|       |           -|           -|         -|           -|    -|        -|     6500000|2023-03-14|no |-         |Millrace Conveyors|水渠输送设备有限公司
# equal revenues on ranks 19 to 22 of their unit, filled in by placeTies
P-41  |0   |active  |       |           -|           -|         -|           -|    -|        -|           -|          |no |-         |Upton Lathe Works|上敦车床厂
P-42  |0   |active  |       |           -|           -|         -|           -|    -|        -|           -|          |no |-         |Varley Beck Bearings|瓦利轴承有限公司
P-43  |0   |active  |       |           -|           -|         -|           -|    -|        -|           -|          |no |-         |Wenlow Couplings|温洛联轴器有限公司
P-44  |0   |active  |       |           -|           -|         -|           -|    -|        -|           -|          |no |-         |Yarrowby Gears|雅罗齿轮有限公司
`;

const ENGLISH = {
  header:
    'Customer ID,Customer Name,Business Unit,Account Manager,Status,Country,Payment Terms,Revenue (Last 12 Months),Revenue (Prior 12 Months),Gross Profit,Prior Gross Profit,Units Sold,Prior Units,Potential,Last Order Date,On-Time Delivery,New Market,Lost Reason',
  lineEnd: '\n',
  idPrefix: 'C-',
  nameColumn: 14,
  space: ' ',
  stems:
    'Abbotsmere Alderwick Ambersley Balgrove Barrowdene Beckermond Birchover Blakenholt Bramfell Brightwell Carrowmoor Castlewyn Chalkdown Cinderford Copperay Cragmoor Dallowgill Deepmarsh Dovestone Drumlaw Eskenholm Elverstone Fallowick Fennimoor Flintham Garrowby Glaswen Grantwick Haverill Hexley Holmestrand Inglefirth Jarrowdale Keldmoor Kirkhaven Lambrigg Larkstoke Lonmere Maplecote Marrick Mistleworth Netherby Norlund Oakhanger Orrinside Pavenham Peverstone Quernmore Ravelstone Redmarsh Rowanby Sandholt Silverdene Skelwick Stonegarth Swinhoe Thornwick Ulverby Veldhaven Wainstone Westerkirk Wolfscote Wrenbury Yewdale'.split(
      ' ',
    ),
  sectors: [
    ['Tooling', 'Hydraulics', 'Fasteners', 'Automation', 'Plastics'],
    ['Medical', 'Pharma', 'Diagnostics', 'Care Homes', 'Optics'],
    ['Power', 'Grid Services', 'Renewables', 'Cables', 'Compressors'],
    ['Builders', 'Concrete', 'Glazing', 'Roofing', 'Timber'],
  ],
  forms: [' Ltd', ' GmbH', ' BV', ' AB', ' SAS', ' Group', ''],
  units: ['Industrial', 'Healthcare', 'Energy', 'Construction'],
  managers: [
    ['Ingrid Solheim', 'Tom Barraclough', 'Priya Raman'],
    ['Mateus Figueira', 'Hannah Weiss', 'Olu Adeyemi'],
    ['Jonas Lindqvist', 'Claire Dumas', 'Erik Maas'],
    ['Sofia Marchetti', 'Daniel Oyelaran', 'Grace Whitcombe'],
  ],
  nobody: 'TBD',
  places: ['United Kingdom', 'Germany', 'Netherlands', 'Sweden', 'France', 'Italy', 'Norway', 'Finland'],
  terms: ['30 days', '45 days', '60 days', '14 days, 2 %'],
  words: { active: 'Active', prospect: 'Prospect', closed: 'Closed', yes: 'yes', no: 'no' },
  money: englishMoney,
  /** @param {string} day */
  day: (day) => day,
};

const CHINESE = {
  header:
    '客户编号,客户名称,事业部,客户经理,状态,省市,付款条件,近12个月销售额,上年同期销售额,毛利,上年同期毛利,销量,上年同期销量,潜力,最近下单日期,准时交付率,新市场,流失原因',
  lineEnd: '\r\n',
  idPrefix: 'KH',
  nameColumn: 15,
  space: '',
  stems:
    '禾屿 澜石 沐川 青砚 栖山 云犀 拓岚 砺锋 晨垣 朗屹 衡溪 星垛 博崧 远岫 鼎沅 汇岑 正垚 岳枫 景澍 睿涵 腾屿 柏崴 和岚 凌霁 旭岑 启垣 卓汐 万屿 川沐 屿森 岚屿 溪垣 砚山 犀牧 锋屹 垣城 崧岳 岫云 沅江 枫桥'.split(
      ' ',
    ),
  sectors: [
    ['机械', '液压', '紧固件', '自动化', '塑业'],
    ['医疗器械', '药业', '诊断技术', '康养', '光电'],
    ['电力', '电网服务', '新能源', '电缆', '压缩机'],
    ['建工', '混凝土', '玻璃', '屋面', '木业'],
  ],
  forms: ['有限公司', '股份有限公司', '（集团）有限公司', '科技有限公司'],
  units: ['工业', '医疗', '能源', '建筑'],
  managers: [
    ['王建国', '李晓梅', '张伟'],
    ['刘洋', '陈静', '赵志强'],
    ['黄丽', '周涛', '吴敏'],
    ['徐鹏', '孙悦', '马骏'],
  ],
  nobody: '待定',
  places: ['上海', '江苏', '浙江', '广东', '山东', '四川', '湖北', '北京'],
  terms: ['月结30天', '月结60天', '款到发货', '月结90天'],
  words: {
    ...{ active: '活跃', prospect: '潜在', closed: '已关闭', yes: '是', no: '否' },
    ...{ price: '价格', quality: '质量', delivery: '交付', service: '服务', relationship: '关系' },
    ...{ competitor: '竞争对手', 'need ended': '需求终止', insolvency: '破产', unknown: '原因不明' },
  },
  money: chineseMoney,
  // Excel writes days without leading zeros in Chinese.
  /** @param {string} day */
  day: (day) => day.split('-').map(Number).join('/'),
};

/** How many customers the generator adds to the planted ones. */
const GENERATED = { active: 119, stopping: 9, closed: 11, prospect: 16 };
const REASONS = ['price', 'competitor', 'delivery', 'price', 'quality', 'service', 'need ended', 'unknown'];

// Money is counted in cents, so that what is written is exact.
function makeCustomers(seed, language) {
  const random = seededRandom(seed);
  const customers = plantedCustomers(random, language);
  const stems = shuffle(random, [...language.stems]);
  for (const [kind, count] of Object.entries(GENERATED)) {
    for (let index = 0; index < count; index += 1) {
      const unit = Math.floor(random() * 4);
      const name = nameOf(random, language, stems, unit, customers.length);
      customers.push({ unit, name, ...generateCustomer(random, kind, (index + 0.5) / count) });
    }
  }
  placeTies(customers);
  let number = 1000;
  for (const customer of customers) {
    number += 1 + Math.floor(random() * 9);
    customer.id ??= `${language.idPrefix}${number}`;
    customer.place = pick(random, language.places);
    customer.terms = pick(random, language.terms);
    const manager = pick(random, language.managers[customer.unit]);
    if (customer.manager === undefined) customer.manager = manager;
  }
  return shuffle(random, customers);
}

function plantedCustomers(random, language) {
  const lines = PLANTED.trim().split('\n').slice(1);
  return lines
    .filter((line) => !line.startsWith('#'))
    .map((line) => {
      const cells = line.split('|').map((cell) => cell.trim());
      const [id, unit, status, manager, revenue, prior, profit, priorProfit, quantity, priorQuantity] = cells;
      const [potential, lastOrder, newMarket, reason] = cells.slice(10);
      return {
        ...{ id, unit: Number(unit), name: cells[language.nameColumn].replace('⏎', '\n') },
        ...{ status: textOf(status), reason: textOf(reason), newMarket: textOf(newMarket) },
        ...{ revenue: centsOf(revenue), prior: centsOf(prior), profit: centsOf(profit) },
        ...{ priorProfit: centsOf(priorProfit), potential: centsOf(potential) },
        ...{ quantity: countOf(quantity), priorQuantity: countOf(priorQuantity) },
        lastOrder: lastOrder === '' ? dayBefore(1 + Math.floor(random() * 60)) : textOf(lastOrder),
        onTime: lastOrder === '-' || newMarket === '-' ? null : 930 + Math.floor(random() * 70),
        manager: manager === 'TBD' ? language.nobody : manager === '' ? undefined : null,
      };
    });
}

function textOf(cell) {
  return cell === '-' ? null : cell;
}

function centsOf(cell) {
  return cell === '-' ? null : Math.round(Number(cell) * 100);
}

function countOf(cell) {
  return cell === '-' ? null : Number(cell);
}

// A stem comes round about three times, each time with another word, so that no name stands twice.
function nameOf(random, { stems: { length }, sectors, forms, space }, stems, unit, place) {
  const words = sectors[unit];
  const round = Math.floor(place / length);
  const word = words[((place % length) + round) % words.length];
  return `${stems[place % length]}${space}${word}${pick(random, forms)}`;
}

/** `rank` is the place among customers of its kind, from 0 to 1: a few are very large, most are small. */
function generateCustomer(random, kind, rank) {
  const size = 340_000 * Math.exp(0.85 * Math.log(rank / (1 - rank)) + 0.2 * normal(random));
  const blank = {
    revenue: null,
    prior: null,
    profit: null,
    priorProfit: null,
    quantity: null,
    priorQuantity: null,
  };
  const calm = { ...blank, onTime: null, newMarket: 'no', reason: null };
  switch (kind) {
    case 'active': {
      const isNew = random() < 0.04;
      const growth = Math.max(-0.45, 0.09 + 0.18 * normal(random));
      return { ...calm, ...sales(random, size, isNew ? null : growth), ...habits(random), status: 'active' };
    }
    case 'stopping': {
      const days = 185 + Math.floor(random() * 330);
      const sold = sales(random, days > 365 ? 0 : size * 0.3 * random(), null);
      return { ...calm, ...sold, prior: money(random, size), status: 'active', lastOrder: dayBefore(days) };
    }
    case 'closed': {
      const days = 60 + Math.floor(random() * 600);
      const sold = sales(random, days > 365 ? 0 : size * 0.5 * random(), null);
      const reason = random() < 0.2 ? null : pick(random, REASONS);
      return {
        ...calm,
        ...sold,
        prior: money(random, size),
        status: 'closed',
        lastOrder: dayBefore(days),
        reason,
      };
    }
    case 'prospect': {
      const potential = random() < 0.1 ? null : roundTo(size * 8, 10_000) * 100;
      return { ...calm, status: 'prospect', lastOrder: null, potential };
    }
  }
}

/** `growth` is null for a customer without revenue in the year before. */
function sales(random, size, growth) {
  const margin = Math.min(0.42, 0.19 + 0.075 * normal(random));
  const priorSize = growth === null ? 0 : size / (1 + growth);
  const counts = random() > 0.06;
  const price = 40 * Math.exp(normal(random));
  const priceRise = 0.02 + 0.03 * normal(random);
  const revenue = money(random, size);
  return {
    revenue,
    prior: money(random, priorSize),
    profit: random() < 0.02 ? null : money(random, size * margin),
    priorProfit: growth === null ? null : money(random, priorSize * (margin + 0.015 * normal(random))),
    quantity: counts ? Math.round(size / price) : null,
    priorQuantity: counts ? Math.round((priorSize * (1 + priceRise)) / price) : null,
    potential: random() < 0.12 ? null : roundTo(size * (1.1 + 5 * random() ** 2), 10_000) * 100,
  };
}

function habits(random) {
  return {
    lastOrder: dayBefore(1 + Math.floor(140 * random() ** 2)),
    onTime: random() < 0.08 ? null : 1000 - Math.floor(120 * random() ** 2),
    newMarket: random() < 0.09 ? 'yes' : random() < 0.03 ? null : 'no',
  };
}

// Four equal revenues on ranks 19 to 22 of the first unit, so that "the 20 largest" are 22.
function placeTies(customers) {
  const revenues = customers.filter(({ unit }) => unit === 0).map(({ revenue }) => revenue ?? 0);
  revenues.sort((a, b) => b - a);
  const tie = roundTo((revenues[17] + revenues[18]) / 2, 100_000);
  for (const [index, id] of ['P-41', 'P-42', 'P-43', 'P-44'].entries()) {
    const customer = customers.find((one) => one.id === id);
    customer.revenue = tie;
    customer.prior = tie - 1_000_000;
    customer.profit = tie / 10 + 300_000 * index;
    customer.potential = tie + 20_000_000;
  }
}

/** Cents: most amounts are whole hundreds, as agreed prices are. */
function money(random, amount) {
  return random() < 0.6 ? roundTo(amount, 100) * 100 : Math.round(amount * 100);
}

function roundTo(amount, step) {
  return Math.round(amount / step) * step;
}

function dayBefore(days) {
  return new Date(Date.UTC(2026, 5, 30) - days * 86_400_000).toISOString().slice(0, 10);
}

function normal(random) {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random());
}

function pick(random, list) {
  return list[Math.floor(random() * list.length)];
}

function shuffle(random, list) {
  for (let last = list.length - 1; last > 0; last -= 1) {
    const other = Math.floor(random() * (last + 1));
    [list[last], list[other]] = [list[other], list[last]];
  }
  return list;
}

/** Numbers from 0 to 1 that depend on the seed only (mulberry32). */
export function seededRandom(seed) {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function csvText(language, customers) {
  const rows = customers.map((customer) => rowOf(language, customer).map(quoted).join(','));
  return [language.header, ...rows, ''].join(language.lineEnd);
}

function rowOf({ words, units, money: moneyText, day }, customer) {
  const { revenue, prior, profit, priorProfit, potential } = customer;
  const amounts = [revenue, prior, profit, priorProfit].map((cents) => moneyText(cents, customer));
  const word = (name) => (name === null ? '' : (words[name] ?? name));
  return [
    ...[customer.id, customer.name, units[customer.unit], customer.manager ?? '', word(customer.status)],
    ...[customer.place, customer.terms, ...amounts, customer.quantity ?? '', customer.priorQuantity ?? ''],
    moneyText(potential, customer),
    customer.lastOrder === null ? '' : day(customer.lastOrder),
    customer.onTime === null ? '' : `${(customer.onTime / 10).toFixed(1)}%`,
    ...[word(customer.newMarket), word(customer.reason)],
  ];
}

function quoted(cell) {
  const text = String(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function englishMoney(cents) {
  if (cents === null) return '';
  const text = grouped(Math.abs(cents));
  return cents < 0 ? `(${text})` : text;
}

// 亿 and 万 where they are exact, as people type them; else the currency sign that Chinese Excel writes.
function chineseMoney(cents, { id }) {
  if (cents === null) return '';
  if (cents < 0) return `-${grouped(-cents)}`;
  if (cents >= 1e10 && cents % 1e8 === 0) return `${cents / 1e10}亿`;
  if (cents >= 1e7 && cents % 1e4 === 0)
    return id === 'P-25' ? fullWidth(`${cents / 1e6}万`) : `${cents / 1e6}万`;
  return `￥${grouped(cents)}`;
}

function grouped(cents) {
  const whole = String(Math.floor(cents / 100)).replace(/\B(?=(\d{3})+$)/g, ',');
  return `${whole}.${String(cents % 100).padStart(2, '0')}`;
}

// Typed with a Chinese input method that was left in full width.
function fullWidth(text) {
  return text.replace(/[!-~]/g, (character) => String.fromCharCode(character.charCodeAt(0) + 0xfee0));
}

/**
 * Text in GB18030, which node decodes but does not encode: its two-byte part turned round.
 * @param {string} text
 */
export function encodeGb18030(text) {
  const decoder = new TextDecoder('gb18030');
  const codes = new Map();
  for (let lead = 0x81; lead <= 0xfe; lead += 1) {
    for (let trail = 0x40; trail <= 0xfe; trail += 1) {
      if (trail !== 0x7f) codes.set(decoder.decode(Uint8Array.of(lead, trail)), [lead, trail]);
    }
  }
  const bytes = [];
  for (const character of text) {
    const code = character < '\x80' ? [character.charCodeAt(0)] : codes.get(character);
    if (code === undefined) throw new Error(`"${character}" has no two-byte code`);
    bytes.push(...code);
  }
  return Buffer.from(bytes);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const [name, bytes] of Object.entries(makeSamples())) {
    writeFileSync(new URL(`../fixtures/customers/${name}`, import.meta.url), bytes);
  }
}
