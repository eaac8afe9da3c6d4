import { counted, formatCount } from '../../../output/language.ts';

/** What part of all the key accounts are and bring, as it is to be read; null where it is not told. */
export interface KeyPart {
  readonly keys: number;
  readonly customers: number;
  readonly ofCustomers: string;
  readonly ofRevenue: string | null;
  readonly ofProfit: string | null;
}

/** Overview, concentration, growth and profit, scores. Numbers and shares come as they are to be read. */
export const moneyWords = {
  columns: {
    distance: { en: 'distance', zh: '差距' },
    profit: { en: 'gross profit', zh: '毛利' },
    shareOfProfit: { en: 'share of profit', zh: '毛利占比' },
    margin: { en: 'margin', zh: '毛利率' },
    growth: { en: 'growth', zh: '增长率' },
    rank: { en: 'rank', zh: '排名' },
    cumulative: { en: 'cumulative', zh: '累计占比' },
    points: { en: 'points', zh: '得分' },
    keyRevenue: { en: 'key accounts', zh: '大客户' },
    otherRevenue: { en: 'other customers', zh: '其他客户' },
    keyShare: { en: 'key accounts’ share', zh: '其中大客户' },
    change: { en: 'smallest change', zh: '最小变动' },
    lacks: { en: 'what it lacks', zh: '还缺什么' },
    holds: { en: 'key as long as', zh: '保持大客户须满足' },
  },
  overview: {
    title: { en: 'Overview', zh: '总览' },
    lead: {
      en: ({ keys, customers, ofCustomers, ofRevenue, ofProfit }: KeyPart) => {
        if (keys === customers)
          return keys === 1
            ? 'The one customer is a key account'
            : `All ${formatCount.en(keys)} customers are key accounts`;
        const who = `${counted(keys, 'key account')} (${ofCustomers} of customers)`;
        const bring = keys === 1 ? 'brings' : 'bring';
        if (ofRevenue === null) return keys === 1 ? `${who} is looked after` : `${who} are looked after`;
        return `${who} ${bring} ${ofRevenue} of revenue${ofProfit === null ? '' : ` and ${ofProfit} of gross profit`}`;
      },
      zh: ({ keys, customers, ofCustomers, ofRevenue, ofProfit }: KeyPart) => {
        if (keys === customers)
          return keys === 1 ? '唯一的客户是大客户' : `全部 ${formatCount.zh(keys)} 个客户都是大客户`;
        const who = `${formatCount.zh(keys)} 个大客户（占客户数的 ${ofCustomers}）`;
        if (ofRevenue === null) return `${who}纳入重点管理`;
        return `${who}贡献了 ${ofRevenue} 的销售额${ofProfit === null ? '' : `和 ${ofProfit} 的毛利`}`;
      },
    },
    noKeys: { en: 'No customer meets a criterion for key accounts', zh: '没有客户符合大客户标准' },
    figures: {
      customers: { en: 'Customers', zh: '客户数' },
      keys: { en: 'Key accounts', zh: '大客户数' },
      revenue: { en: 'Their revenue', zh: '大客户销售额' },
      profit: { en: 'Their gross profit', zh: '大客户毛利' },
      growth: { en: 'Their growth', zh: '大客户增长率' },
      undetermined: { en: 'Undetermined', zh: '未定客户' },
    },
    ofCustomers: {
      en: (share: string) => `${share} of customers`,
      zh: (share: string) => `占客户数的 ${share}`,
    },
    capacity: { en: (most: string) => `capacity ${most}`, zh: (most: string) => `可管理 ${most} 个` },
    ofRevenue: {
      en: (share: string) => `${share} of all revenue`,
      zh: (share: string) => `占总销售额的 ${share}`,
    },
    marginOf: { en: (share: string) => `margin ${share}`, zh: (share: string) => `毛利率 ${share}` },
    /** The growth of key accounts beside that of all others. */
    others: { en: (share: string) => `all others ${share}`, zh: (share: string) => `其他客户 ${share}` },
    revenueOfAll: { en: (money: string) => `revenue ${money}`, zh: (money: string) => `销售额 ${money}` },
    sinceLast: {
      en: (change: string) => `${change} since the last run`,
      zh: (change: string) => `较上次 ${change}`,
    },
    undeterminedNote: { en: 'a value that decides is missing', zh: '缺少起决定作用的数据' },
    chart: { en: 'What each category brings', zh: '各类客户的贡献' },
    description: {
      en: 'Three bars of 100%: how customers, revenue and gross profit are divided among the categories',
      zh: '三条 100% 横条：客户数、销售额和毛利在各类别间的分布',
    },
    rows: {
      customers: { en: 'customers', zh: '客户数' },
      revenue: { en: 'revenue', zh: '销售额' },
      profit: { en: 'gross profit', zh: '毛利' },
    },
    share: { en: 'share', zh: '占比' },
    byCriterion: { en: 'Key accounts by the criterion that decided', zh: '大客户（按入选标准）' },
    losing: {
      en: 'Gross profit is left out of the picture: a category loses money, so there are no shares of it',
      zh: '有类别毛利为负，无法计算占比，图中不含毛利',
    },
    trend: { en: 'Key portfolio, run over run', zh: '大客户组合的历次变化' },
    trendAxis: { en: 'money', zh: '金额' },
    trendDescription: {
      en: 'Revenue and gross profit of the key accounts at each run of the book',
      zh: '台账中历次运行时大客户的销售额和毛利',
    },
  },
  concentration: {
    title: { en: 'Concentration', zh: '集中度' },
    /** How many customers make 80 % of revenue, and how many of them are key accounts. */
    lead: {
      en: (core: number, customers: number, ofCustomers: string, keys: number, share: string) => {
        const makers =
          customers === 1
            ? 'All revenue comes from one customer'
            : core === customers
              ? `It takes all ${formatCount.en(core)} customers to make ${share} of revenue`
              : `${counted(core, 'customer')} (${ofCustomers}) ${core === 1 ? 'makes' : 'make'} ${share} of revenue`;
        if (core === 1) return `${makers}; it is ${keys === 1 ? 'a' : 'no'} key account`;
        if (keys === 1) return `${makers}; 1 of them is a key account`;
        if (keys === 0) return `${makers}; none of them is a key account`;
        return `${makers}; ${keys === core ? 'all' : formatCount.en(keys)} of them are key accounts`;
      },
      zh: (core: number, customers: number, ofCustomers: string, keys: number, share: string) => {
        const makers =
          customers === 1
            ? '全部销售额来自一个客户'
            : core === customers
              ? `全部 ${formatCount.zh(core)} 个客户合计才达到销售额的 ${share}`
              : `${formatCount.zh(core)} 个客户（${ofCustomers}）贡献了 ${share} 的销售额`;
        if (core === 1) return `${makers}，该客户${keys === 1 ? '是' : '不是'}大客户`;
        if (keys === 0) return `${makers}，其中没有大客户`;
        return `${makers}，${keys === core ? '均为' : `其中 ${formatCount.zh(keys)} 个是`}大客户`;
      },
    },
    noRevenue: { en: 'There is no revenue to share out', zh: '没有可分析的销售额' },
    chart: { en: 'How much the largest customers make together', zh: '最大客户合计贡献多少' },
    description: {
      en: (core: number, customers: number, share: string) =>
        `Curves of revenue and gross profit over the customers, the largest first: ${formatCount.en(core)} of ${counted(customers, 'customer')} ${core === 1 ? 'makes' : 'make'} ${share} of revenue`,
      zh: (core: number, customers: number, share: string) =>
        `按规模从大到小累计的销售额与毛利曲线：${formatCount.zh(customers)} 个客户中，${formatCount.zh(core)} 个贡献了 ${share} 的销售额`,
    },
    x: { en: 'share of customers, the largest first', zh: '客户占比（从大到小）' },
    y: { en: 'share of the total', zh: '占总额的比例' },
    curves: {
      revenue: { en: 'revenue', zh: '销售额' },
      profit: { en: 'gross profit', zh: '毛利' },
    },
    /** The largest so many percent of the customers. */
    topPart: {
      en: (share: string) => `largest ${share} of customers`,
      zh: (share: string) => `最大的 ${share} 客户`,
    },
    keyMark: {
      en: (keys: number) => counted(keys, 'key account'),
      zh: (keys: number) => `${formatCount.zh(keys)} 个大客户`,
    },
    coreMark: {
      en: (core: number) => counted(core, 'customer'),
      zh: (core: number) => `${formatCount.zh(core)} 个客户`,
    },
    boundary: {
      en: (share: string, cut: string) =>
        `Where the line is: the customer whose revenue crosses ${share} is in, and so are all who have as much; here that is revenue of at least ${cut}`,
      zh: (share: string, cut: string) =>
        `分界规则：累计销售额跨过 ${share} 的那个客户计入在内，与其销售额相同的客户一并计入；本次分界为销售额不低于 ${cut}`,
    },
    /** Profit: the curve that rises above the whole and falls again. */
    whale: {
      en: (customers: number, peak: string, losers: number) =>
        `The ${formatCount.en(customers)} most profitable customers make ${peak} of the gross profit; ${counted(losers, 'customer')} with a loss ${losers === 1 ? 'takes' : 'take'} the rest back`,
      zh: (customers: number, peak: string, losers: number) =>
        `利润最高的 ${formatCount.zh(customers)} 个客户贡献了 ${peak} 的毛利，另有 ${formatCount.zh(losers)} 个亏损客户抵消了超出部分`,
    },
    profitCore: {
      en: (core: number, share: string) =>
        `${counted(core, 'customer')} ${core === 1 ? 'makes' : 'make'} ${share} of gross profit`,
      zh: (core: number, share: string) => `${formatCount.zh(core)} 个客户贡献了 ${share} 的毛利`,
    },
    core: { en: 'The largest customers', zh: '最大的客户' },
    coreColumn: {
      en: (share: string) => `make ${share} of it`,
      zh: (share: string) => `贡献 ${share} 的客户`,
    },
    base: {
      en: (name: string) => `Base business by ${name}`,
      zh: (name: string) => `各${name}的基础业务`,
    },
    baseDescription: {
      en: (name: string) =>
        `A bar for each ${name}: the revenue of its key accounts, and of its other customers`,
      zh: (name: string) => `每个${name}一条横条：大客户的销售额与其他客户的销售额`,
    },
    more: {
      en: (count: string, share: string) => `… and ${count} more customers that belong to the ${share}`,
      zh: (count: string, share: string) => `…… 另有 ${count} 个客户属于这 ${share}`,
    },
  },
  growth: {
    title: { en: 'Growth and profit', zh: '增长与利润' },
    lead: {
      en: (keyGrowth: string, keyMargin: string, otherGrowth: string, otherMargin: string) =>
        `Key accounts: growth ${keyGrowth} at a margin of ${keyMargin}; all other customers: growth ${otherGrowth} at ${otherMargin}`,
      zh: (keyGrowth: string, keyMargin: string, otherGrowth: string, otherMargin: string) =>
        `大客户增长率 ${keyGrowth}，毛利率 ${keyMargin}；其他客户增长率 ${otherGrowth}，毛利率 ${otherMargin}`,
    },
    leadWithoutKeys: {
      en: 'How the largest customers grow, and what they earn',
      zh: '最大客户的增长与盈利情况',
    },
    nothing: {
      en: 'There is no customer of whom both growth and margin are known',
      zh: '没有同时具备增长率和毛利率数据的客户',
    },
    chart: { en: 'Growth against margin', zh: '增长率与毛利率' },
    description: {
      en: (drawn: number, known: number) =>
        `A mark for each of the ${formatCount.en(drawn)} largest of ${counted(known, 'customer')} with known growth and margin; its area is revenue`,
      zh: (drawn: number, known: number) =>
        `${formatCount.zh(known)} 个增长率和毛利率均已知的客户中，图示销售额最大的 ${formatCount.zh(drawn)} 个；面积代表销售额`,
    },
    x: { en: 'growth of revenue', zh: '销售额增长率' },
    y: { en: 'margin', zh: '毛利率' },
    /** The line of a criterion, with what it asks. */
    line: {
      en: (criterion: string, bound: string) => `${bound}: ${criterion}`,
      zh: (criterion: string, bound: string) => `${bound}：${criterion}`,
    },
    /** Where the lines of growth and of margin are, one after the other. */
    lines: {
      en: (growth: string, margin: string) =>
        [
          ...(growth === '' ? [] : [`lines of growth at ${growth}`]),
          ...(margin === '' ? [] : [`lines of margin at ${margin}`]),
        ].join('; '),
      zh: (growth: string, margin: string) =>
        [
          ...(growth === '' ? [] : [`增长率分界线：${growth}`]),
          ...(margin === '' ? [] : [`毛利率分界线：${margin}`]),
        ].join('；'),
    },
    leftOut: {
      en: (drawn: string, known: string) => `The ${drawn} largest of ${known} customers are drawn`,
      zh: (drawn: string, known: string) => `图中为 ${known} 个客户中最大的 ${drawn} 个`,
    },
    clipped: { en: 'What lies beyond is drawn at the edge', zh: '超出范围的画在边缘' },
  },
  scores: {
    title: { en: 'Scores and near misses', zh: '得分与临界客户' },
    lead: {
      en: (misses: HowMany, narrow: HowMany, within: string) =>
        `A change of at most ${within} in one value would make ${howMany(misses, 'more customer')} key, and take that from ${howMany(narrow, 'key account')}`,
      zh: (misses: HowMany, narrow: HowMany, within: string) =>
        `单项数据变动不超过 ${within}，就会新增${howManyZh(misses)}个大客户，并使${howManyZh(narrow)}个大客户失去资格`,
    },
    noScores: { en: 'The criteria have no score', zh: '标准中没有得分' },
    chart: {
      en: (score: string) => `How ${score} is spread`,
      zh: (score: string) => `${score}${/\p{Script=Han}$/u.test(score) ? '' : ' '}的分布`,
    },
    description: {
      en: (score: string, lines: string) =>
        `Columns of 5 points each count the customers by ${score}${lines === '' ? '' : `; the criteria draw lines at ${lines}`}`,
      zh: (score: string, lines: string) =>
        `每 5 分一柱，按 ${score} 统计客户数${lines === '' ? '' : `；标准的分界线为 ${lines}`}`,
    },
    x: { en: 'points', zh: '得分' },
    y: { en: 'customers', zh: '客户数' },
    stays: { en: 'stays key', zh: '保留线' },
    unknown: {
      en: (count: number) =>
        `${counted(count, 'customer')} ${count === 1 ? 'has' : 'have'} no points: a value is missing`,
      zh: (count: number) => `${formatCount.zh(count)} 个客户因缺少数据而没有得分`,
    },
    misses: { en: 'Near misses: what would make them key', zh: '差一点成为大客户：还差什么' },
    narrow: { en: 'Narrowly key: what would take it from them', zh: '临界大客户：什么变动会使其失去资格' },
    nobody: { en: 'Nobody is that near', zh: '没有如此接近的客户' },
    /** How the changes were found; of a long list not all customers are tried. */
    provenNote: {
      en: (isExact: boolean) =>
        `Each change is proven by classifying the changed customer; ${isExact ? 'the nearest are shown' : 'the nearest are shown of those that look nearest, since there are too many to try them all'}`,
      zh: (isExact: boolean) =>
        `每项变动都经过重新分类验证；${isExact ? '仅列出最接近的客户' : '客户过多，仅在看来最接近的客户中列出最接近者'}`,
    },
    range: {
      en: (from: number, to: number) => `${from} to ${to}`,
      zh: (from: number, to: number) => `${from} 至 ${to}`,
    },
  },
};

/** So many, or at least so many where not all were counted. */
export interface HowMany {
  readonly count: number;
  readonly isExact: boolean;
}

function howMany({ count, isExact }: HowMany, noun: string): string {
  return `${isExact ? '' : 'at least '}${counted(count, noun)}`;
}

function howManyZh({ count, isExact }: HowMany): string {
  return `${isExact ? '' : '至少'} ${formatCount.zh(count)} `;
}
