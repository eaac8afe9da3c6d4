import { formatCount } from '../../../../output/numbers.ts';
import type { HowMany, MoneyWords } from './words.ts';

/** Where the money is, in English. */
export const moneyEn: MoneyWords = {
  columns: {
    profit: 'gross profit',
    shareOfProfit: 'share of profit',
    margin: 'margin',
    growth: 'growth',
    rank: 'rank',
    cumulative: 'cumulative',
    points: 'points',
    keyRevenue: 'key accounts',
    otherRevenue: 'other customers',
    keyShare: 'part of key accounts',
    change: 'smallest change',
    lacks: 'what it lacks',
    holds: 'key as long as',
  },
  overview: {
    title: 'Overview',
    lead: (keys, ofCustomers, ofRevenue, ofProfit) => {
      const who = `${counted(keys, 'key account')} (${ofCustomers} of customers)`;
      const bring = keys === 1 ? 'brings' : 'bring';
      if (ofRevenue === null) return keys === 1 ? `${who} is looked after` : `${who} are looked after`;
      return `${who} ${bring} ${ofRevenue} of revenue${ofProfit === null ? '' : ` and ${ofProfit} of gross profit`}`;
    },
    noKeys: 'No customer meets a criterion for key accounts',
    figures: {
      customers: 'Customers',
      keys: 'Key accounts',
      revenue: 'Their revenue',
      profit: 'Their gross profit',
      growth: 'Their growth',
      undetermined: 'Undetermined',
    },
    ofCustomers: (share) => `${share} of customers`,
    capacity: (most) => `capacity ${most}`,
    ofRevenue: (share) => `${share} of all revenue`,
    marginOf: (share) => `margin ${share}`,
    others: (share) => `all others ${share}`,
    revenueOfAll: (money) => `revenue ${money}`,
    sinceLast: (change) => `${change} since the last run`,
    undeterminedNote: 'a value that decides is missing',
    chart: 'What each category brings',
    knownOf: (what, known, all) =>
      `${what} is known of ${formatCount(known)} of ${formatCount(all)} customers; sums and shares leave the others out`,
    description:
      'Three bars of 100%: how customers, revenue and gross profit are divided among the categories',
    rows: { customers: 'customers', revenue: 'revenue', profit: 'gross profit' },
    share: 'share',
    byCriterion: 'Key accounts by the criterion that decided',
    losing: 'Gross profit is left out of the picture: a category loses money, so there are no shares of it',
    trend: 'Key portfolio, run over run',
    trendAxis: 'money',
    trendDescription: 'Revenue and gross profit of the key accounts at each run of the book',
  },
  concentration: {
    title: 'Concentration',
    lead: (core, ofCustomers, keys, share) =>
      `${counted(core, 'customer')} (${ofCustomers}) ${core === 1 ? 'makes' : 'make'} ${share} of revenue; ${formatCount(keys)} of them ${keys === 1 ? 'is a key account' : 'are key accounts'}`,
    noRevenue: 'There is no revenue to share out',
    chart: 'How much the largest customers make together',
    description: (core, customers, share) =>
      `Curves of revenue and gross profit over the customers, the largest first: ${formatCount(core)} of ${counted(customers, 'customer')} make ${share} of revenue`,
    x: 'share of customers, the largest first',
    y: 'share of the total',
    curves: { revenue: 'revenue', profit: 'gross profit' },
    topPart: (share) => `largest ${share} of customers`,
    keyMark: (keys) => counted(keys, 'key account'),
    coreMark: (core) => counted(core, 'customer'),
    boundary: (share, cut) =>
      `Where the line is: the customer whose revenue crosses ${share} is in, and so are all who have as much; here that is revenue of at least ${cut}`,
    whale: (customers, peak, losers) =>
      `The ${formatCount(customers)} most profitable customers make ${peak} of the gross profit; ${counted(losers, 'customer')} with a loss ${losers === 1 ? 'takes' : 'take'} the rest back`,
    profitCore: (core, share) =>
      `${counted(core, 'customer')} ${core === 1 ? 'makes' : 'make'} ${share} of gross profit`,
    core: 'The largest customers',
    coreColumn: (share) => `make ${share} of it`,
    units: 'Base business by business unit',
    unitsDescription:
      'A bar for each business unit: the revenue of its key accounts, and of its other customers',
    more: (count, share) => `… and ${count} more customers that belong to the ${share}`,
  },
  growth: {
    title: 'Growth and profit',
    lead: (keyGrowth, keyMargin, otherGrowth, otherMargin) =>
      `Key accounts: growth ${keyGrowth} at a margin of ${keyMargin}; all other customers: growth ${otherGrowth} at ${otherMargin}`,
    leadWithoutKeys: 'How the largest customers grow, and what they earn',
    nothing: 'There is no customer of whom both growth and margin are known',
    chart: 'Growth against margin',
    description: (drawn, known) =>
      `A mark for each of the ${formatCount(drawn)} largest of ${counted(known, 'customer')} with known growth and margin; its area is revenue`,
    x: 'growth of revenue',
    y: 'margin',
    line: (criterion, bound) => `${bound}: ${criterion}`,
    lines: (growth, margin) =>
      [
        ...(growth === '' ? [] : [`lines of growth at ${growth}`]),
        ...(margin === '' ? [] : [`lines of margin at ${margin}`]),
      ].join('; '),
    leftOut: (drawn, known) => `The ${drawn} largest of ${known} customers are drawn`,
    clipped: 'What lies beyond is drawn at the edge',
  },
  scores: {
    title: 'Scores and near misses',
    lead: (misses, narrow, within) =>
      `A change of at most ${within} in one value would make ${howMany(misses, 'more customer')} key, and take that from ${howMany(narrow, 'key account')}`,
    noScores: 'The criteria have no score',
    chart: (score) => `How ${score} is spread`,
    description: (score, lines) =>
      `Columns of 5 points each count the customers by ${score}${lines === '' ? '' : `; the criteria draw lines at ${lines}`}`,
    x: 'points',
    y: 'customers',
    stays: 'stays key',
    unknown: (count) =>
      `${counted(count, 'customer')} ${count === 1 ? 'has' : 'have'} no points: a value is missing`,
    misses: 'Near misses: what would make them key',
    narrow: 'Narrowly key: what would take it from them',
    nobody: 'Nobody is that near',
    provenNote: (isExact) =>
      `Each change is proven by classifying the changed customer; ${isExact ? 'the nearest are shown' : 'the nearest are shown of those that look nearest, since there are too many to try them all'}`,
    range: (from, to) => `${from} to ${to}`,
  },
};

function counted(count: number, noun: string): string {
  return `${formatCount(count)} ${noun}${count === 1 ? '' : 's'}`;
}

function howMany({ count, isExact }: HowMany, noun: string): string {
  return `${isExact ? '' : 'at least '}${counted(count, noun)}`;
}
