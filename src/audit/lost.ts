import type { Cuts } from '../condition/condition.ts';
import type { Criteria } from '../criteria/criteria.ts';
import type { Day } from '../fields/day.ts';
import type { ExactNumber } from '../fields/exact-number.ts';
import { foldName } from '../fields/fold.ts';
import { compareText } from '../text/order.ts';
import { addKnown } from '../verdict/amounts.ts';
import type { ClassifiedCustomer } from '../verdict/classify-table.ts';
import { type Best, byRevenue, keepBest, type Ranked } from '../verdict/keep-best.ts';
import { knownFacts } from '../verdict/known-facts.ts';
import { emptyMoney, exactMoneyOf, joinMoney, type MoneySum, moneyOf } from '../verdict/money-sum.ts';
import type {
  AtRisk,
  CountedSign,
  LostAnalysis,
  LostCustomer,
  LostReason,
  RiskyCustomer,
  Sign,
  SignCount,
} from './audit.ts';
import type { CustomerNames } from './name-customer.ts';
import { compileSigns, isTelling, signName, signNames } from './signs.ts';

/** What lost customers are counted by; `cuts` has the criteria of units too. */
interface LostOptions {
  readonly criteria: Criteria;
  readonly asOf: Day;
  readonly cuts: ReadonlyMap<Criteria, Cuts>;
  /** The checks that a lost customer failed when the book last saw it before the loss; null where it does not know. */
  readonly failedBefore: (id: string) => readonly string[] | null;
  /** Whose customers are listed by name; all of them are counted. */
  readonly isListed: (customer: ClassifiedCustomer) => boolean;
}

/** Counts lost customers by reason, and signs among them and among current customers. Only the largest are kept. */
interface LostGatherer {
  see(customer: ClassifiedCustomer): void;
  /** Who is at risk is another's matter. */
  result(): LostAnalysis;
}

/** Opens the count. Reasons that look the same are one; a reason such as "unknown" or "tbd" counts as none. */
export function gatherLost(options: LostOptions, names: CustomerNames): LostGatherer {
  const { criteria: company, isListed } = options;
  const countSigns = openCounting(options, names);
  const reasons = new Map<string, ReasonSum>();
  const missing = { ...emptySum(), top: keepBest<LostCustomer, Ranked>(MOST_LISTED, byRevenue) };
  const current: SignCounts = new Map();
  let currentCustomers = 0;
  const seeLost = (customer: ClassifiedCustomer): void => {
    const stated = names.read(customer.facts, customer.criteria).lostReason;
    const worth = names.worthOf(customer);
    const folded = stated === null ? '' : foldName(stated);
    if (folded === '' || UNKNOWN.has(folded)) {
      addTo(missing, worth);
      const rank = { id: names.idOf(customer), revenue: worth };
      if (isListed(customer)) missing.top.add(rank, () => ({ ...names.nameOf(customer), worth, stated }));
      return;
    }
    const sum = reasons.get(folded) ?? { ...emptySum(), text: stated!, signs: new Map() };
    reasons.set(folded, sum);
    addTo(sum, worth);
    // One spelling, whatever the order of the rows.
    if (stated! < sum.text) sum.text = stated!;
    countSigns(customer, sum.signs, true);
  };
  return {
    see(customer) {
      const { verdict } = customer;
      if (verdict.kind !== 'decided') return;
      if (verdict.category === 'lost') seeLost(customer);
      if (verdict.category !== 'key' && verdict.category !== 'normal') return;
      currentCustomers += 1;
      countSigns(customer, current, false);
    },
    result() {
      const all = [...reasons.values(), missing];
      const total = emptySum();
      for (const { customers, worth } of all) {
        total.customers += customers;
        joinMoney(total.worth, worth);
      }
      const { lostReason, revenue } = knownFacts(company);
      return {
        hasReason: lostReason !== null,
        hasRevenue: revenue !== null,
        customers: total.customers,
        revenue: exactMoneyOf(total.worth),
        reasons: rankReasons([...reasons.values()], total, current),
        missing: {
          customers: missing.customers,
          revenue: exactMoneyOf(missing.worth),
          listed: missing.top.count,
          top: missing.top.items(),
        },
        current: currentCustomers,
      };
    },
  };
}

const MOST_LISTED = 50;

// A reason that says that there is none: the loss is not understood.
const UNKNOWN = new Set([
  'unknown',
  'not known',
  'unclear',
  '?',
  '-',
  'n/a',
  'na',
  'none',
  'tbd',
  'other',
  'unbekannt',
  'unklar',
  'sonstiges',
  '未知',
  '原因不明',
  '不明',
  '不详',
  '待查',
  '待定',
  '无',
  '其他',
  '其它',
]);

interface Sum {
  customers: number;
  readonly worth: MoneySum;
}

type SignCounts = Map<string, { readonly sign: Sign; shown: number; known: number }>;

type ReasonSum = Sum & { text: string; readonly signs: SignCounts };

function emptySum(): Sum {
  return { customers: 0, worth: emptyMoney() };
}

function addTo(sum: Sum, amount: ExactNumber | null): void {
  sum.customers += 1;
  addKnown(sum.worth, amount);
}

// The book knows which checks a customer failed before it was lost; without it the last row says what it came to.
function openCounting({ asOf, cuts, failedBefore }: LostOptions, names: CustomerNames) {
  const signsOf = compileSigns(asOf, cuts);
  return (customer: ClassifiedCustomer, into: SignCounts, lost: boolean): void => {
    const before = lost ? failedBefore(names.idOf(customer)) : null;
    for (const { sign, name, shows } of signsOf(customer.criteria)) {
      let count = into.get(name);
      if (count === undefined) {
        count = { sign, shown: 0, known: 0 };
        into.set(name, count);
      }
      const outcome = shows(customer.facts);
      const shown = sign.kind === 'check' && before?.includes(sign.check.id) === true ? 'true' : outcome;
      if (shown !== 'missing') count.known += 1;
      if (shown === 'true') count.shown += 1;
    }
  };
}

function rankReasons(sums: readonly ReasonSum[], total: Sum, current: SignCounts): LostReason[] {
  const byMoney = moneyOf(total.worth) > 0;
  const sizeOf = ({ customers, worth }: Sum): number => (byMoney ? moneyOf(worth) : customers);
  const ranked = sums.toSorted(
    (one, other) =>
      sizeOf(other) - sizeOf(one) || other.customers - one.customers || compareText(one.text, other.text),
  );
  let before = 0;
  return ranked.map((sum) => {
    before += sizeOf(sum);
    return {
      reason: sum.text,
      customers: sum.customers,
      revenue: exactMoneyOf(sum.worth),
      share: sizeOf(sum) / sizeOf(total),
      cumulative: before / sizeOf(total),
      signs: tellingSigns(sum.signs, current),
      atRisk: { customers: 0, top: [] },
    };
  });
}

// The most telling first: the part of the lost that showed it, against the part of those who are here.
function tellingSigns(lost: SignCounts, current: SignCounts): CountedSign[] {
  const counted = [...lost.values()].map(({ sign, shown, known }): CountedSign => {
    const { shown: here, known: of } = current.get(signName(sign)) ?? { shown: 0, known: 0 };
    return { sign, lost: { shown, known }, current: { shown: here, known: of } };
  });
  return counted
    .filter((one) => isTelling(one.lost, one.current))
    .sort(
      (one, other) =>
        shareOf(other.lost) - shareOf(one.lost) ||
        shareOf(one.current) - shareOf(other.current) ||
        compareText(signName(one.sign), signName(other.sign)),
    );
}

function shareOf({ shown, known }: SignCount): number {
  return known === 0 ? 0 : shown / known;
}

/** Finds the current customers that show the signs of a reason, before it is known which signs speak for it. */
interface RiskFinder {
  see(customer: ClassifiedCustomer): void;
  /** The analysis with who is at risk for each reason; the first fifty are kept. */
  result(lost: LostAnalysis): LostAnalysis;
  /** Everybody who is at risk for any reason, once, with all their signs and reasons; the first fifty are kept. */
  ofAnyReason(lost: LostAnalysis): { readonly customers: number; readonly top: readonly RiskOfAny[] };
}

/** A current customer with those signs of the lost that it shows, and all reasons for which they speak. */
export interface RiskOfAny extends RiskyCustomer {
  readonly reasons: readonly string[];
}

/**
 * Customers are kept apart by what they show, the first fifty of each: there are few such patterns, and each speaks for
 * a reason or does not. Where several signs speak for it, a customer must show two of them: one alone has many causes.
 * `isListed` says whose customers are asked for.
 */
export function findRisks(
  asOf: Day,
  cuts: ReadonlyMap<Criteria, Cuts>,
  isListed: (customer: ClassifiedCustomer) => boolean,
  names: CustomerNames,
): RiskFinder {
  const signsOf = compileSigns(asOf, cuts);
  const patterns = new Map<string, Pattern>();
  return {
    see(customer) {
      const { verdict, facts, criteria } = customer;
      if (verdict.kind !== 'decided' || (verdict.category !== 'key' && verdict.category !== 'normal')) return;
      let key = '';
      for (const { name, shows } of signsOf(criteria)) if (shows(facts) === 'true') key += `${name}\n`;
      if (key === '' || !isListed(customer)) return;
      let pattern = patterns.get(key);
      if (pattern === undefined) {
        const shown = signsOf(criteria).filter(({ shows }) => shows(facts) === 'true');
        pattern = { signs: shown.map(({ sign }) => sign), top: keepBest(MOST_LISTED, byRevenue) };
        patterns.set(key, pattern);
      }
      const { category } = verdict;
      pattern.top.add(names.rankOf(customer), () => ({ ...names.nameOf(customer), category }));
    },
    result: (lost) => ({
      ...lost,
      reasons: lost.reasons.map((reason) => ({
        ...reason,
        atRisk: atRiskOf(reason, [...patterns.values()]),
      })),
    }),
    ofAnyReason: ({ reasons }) => ofAnyReason(reasons, [...patterns.values()]),
  };
}

type Current = Omit<RiskyCustomer, 'signs'>;

/** What some customers show, and the first of them. */
interface Pattern {
  readonly signs: readonly Sign[];
  readonly top: Best<Current, Ranked>;
}

function atRiskOf(reason: LostReason, patterns: readonly Pattern[]): AtRisk {
  const top = keepBest<RiskyCustomer, RiskyCustomer>(MOST_LISTED, bySigns);
  let customers = 0;
  for (const pattern of patterns) {
    const signs = signsFor(reason, pattern);
    if (signs.length === 0) continue;
    customers += pattern.top.count;
    for (const customer of pattern.top.items()) {
      const risky = { ...customer, signs };
      top.add(risky, () => risky);
    }
  }
  return { customers, top: top.items() };
}

function ofAnyReason(all: readonly LostReason[], patterns: readonly Pattern[]) {
  const top = keepBest<RiskOfAny, RiskOfAny>(MOST_LISTED, bySigns);
  let customers = 0;
  for (const pattern of patterns) {
    const own = all.filter((reason) => signsFor(reason, pattern).length > 0);
    if (own.length === 0) continue;
    customers += pattern.top.count;
    const speaking = new Set(own.flatMap((reason) => signsFor(reason, pattern)));
    const signs = pattern.signs.filter((sign) => speaking.has(sign));
    const reasons = own.map(({ reason }) => reason);
    for (const customer of pattern.top.items()) {
      const risky = { ...customer, signs, reasons };
      top.add(risky, () => risky);
    }
  }
  return { customers, top: top.items() };
}

// Those that speak for the reason; none where there are too few of them.
function signsFor(reason: LostReason, { signs }: Pattern): readonly Sign[] {
  const wanted = signNames(reason);
  const shown = signs.filter((sign) => wanted.has(signName(sign)));
  return shown.length < Math.min(2, wanted.size) ? [] : shown;
}

function bySigns(one: RiskyCustomer, other: RiskyCustomer): number {
  return other.signs.length - one.signs.length || byRevenue(one, other);
}
