import { moneyEn } from './en.ts';
import { moneyZh } from './zh.ts';

/** Overview, concentration, growth and profit, scores. Numbers and shares come as they are to be read. */
export interface MoneyWords {
  readonly columns: Readonly<Record<MoneyColumn, string>>;
  readonly overview: OverviewWords;
  readonly concentration: ConcentrationWords;
  readonly growth: GrowthWords;
  readonly scores: ScoreWords;
}

type MoneyColumn =
  | 'profit'
  | 'shareOfProfit'
  | 'margin'
  | 'growth'
  | 'rank'
  | 'cumulative'
  | 'points'
  | 'keyRevenue'
  | 'otherRevenue'
  | 'keyShare'
  | 'change'
  | 'lacks'
  | 'holds';

interface OverviewWords {
  readonly title: string;
  lead(keys: number, ofCustomers: string, ofRevenue: string | null, ofProfit: string | null): string;
  readonly noKeys: string;
  readonly figures: Readonly<
    Record<'customers' | 'keys' | 'revenue' | 'profit' | 'growth' | 'undetermined', string>
  >;
  ofCustomers(share: string): string;
  capacity(most: string): string;
  ofRevenue(share: string): string;
  marginOf(share: string): string;
  /** The growth of key accounts beside that of all others. */
  others(share: string): string;
  revenueOfAll(money: string): string;
  sinceLast(change: string): string;
  readonly undeterminedNote: string;
  readonly chart: string;
  /** Of how many customers an amount is known. */
  knownOf(what: string, known: number, all: number): string;
  readonly description: string;
  readonly rows: Readonly<Record<'customers' | 'revenue' | 'profit', string>>;
  readonly share: string;
  readonly byCriterion: string;
  readonly losing: string;
  readonly trend: string;
  readonly trendAxis: string;
  readonly trendDescription: string;
}

interface ConcentrationWords {
  readonly title: string;
  /** How many customers make 80 % of revenue, and how many of them are key accounts. */
  lead(core: number, ofCustomers: string, keys: number, share: string): string;
  readonly noRevenue: string;
  readonly chart: string;
  description(core: number, customers: number, share: string): string;
  readonly x: string;
  readonly y: string;
  readonly curves: Readonly<Record<'revenue' | 'profit', string>>;
  /** The largest so many percent of the customers. */
  topPart(share: string): string;
  keyMark(keys: number): string;
  coreMark(core: number): string;
  boundary(share: string, cut: string): string;
  /** Profit: the curve that rises above the whole and falls again. */
  whale(customers: number, peak: string, losers: number): string;
  profitCore(core: number, share: string): string;
  readonly core: string;
  coreColumn(share: string): string;
  readonly units: string;
  readonly unitsDescription: string;
  more(count: string, share: string): string;
}

interface GrowthWords {
  readonly title: string;
  lead(keyGrowth: string, keyMargin: string, otherGrowth: string, otherMargin: string): string;
  readonly leadWithoutKeys: string;
  readonly nothing: string;
  readonly chart: string;
  description(drawn: number, known: number): string;
  readonly x: string;
  readonly y: string;
  /** The line of a criterion, with what it asks. */
  line(criterion: string, bound: string): string;
  /** Where the lines of growth and of margin are, one after the other. */
  lines(growth: string, margin: string): string;
  leftOut(drawn: string, known: string): string;
  readonly clipped: string;
}

/** So many, or at least so many where not all were counted. */
export interface HowMany {
  readonly count: number;
  readonly isExact: boolean;
}

interface ScoreWords {
  readonly title: string;
  lead(misses: HowMany, narrow: HowMany, within: string): string;
  readonly noScores: string;
  chart(score: string): string;
  description(score: string, lines: string): string;
  readonly x: string;
  readonly y: string;
  readonly stays: string;
  unknown(count: number): string;
  readonly misses: string;
  readonly narrow: string;
  readonly nobody: string;
  /** How the changes were found; of a long list not all customers are tried. */
  provenNote(isExact: boolean): string;
  range(from: number, to: number): string;
}

/** The words of the sections on money in a language. */
export function moneyWords(language: 'en' | 'zh'): MoneyWords {
  switch (language) {
    case 'en':
      return moneyEn;
    case 'zh':
      return moneyZh;
  }
}
