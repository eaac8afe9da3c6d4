import { peopleEn } from './en.ts';
import { peopleZh } from './zh.ts';

/** Movements, lost, targets, duties, units and managers, customers. */
export interface PeopleWords {
  readonly movements: MovementWords;
  readonly lost: LostWords;
  readonly target: TargetWords;
  readonly duties: DutyWords;
  readonly groups: GroupWords;
  readonly customers: {
    readonly title: string;
    lead(count: number): string;
    leftOut(shown: string, all: string): string;
  };
}

interface MovementWords {
  readonly title: string;
  lead(moved: number, toKey: number, fromKey: number, day: string): string;
  nothing(day: string): string;
  readonly firstRun: string;
  readonly chart: string;
  readonly description: string;
  readonly before: string;
  readonly now: string;
  readonly standings: Readonly<Record<'absentBefore' | 'absentNow', string>>;
  readonly columns: Readonly<Record<'from' | 'to' | 'cause' | 'count', string>>;
  readonly who: string;
  readonly causes: string;
  readonly cause: Readonly<
    Record<'new' | 'gone' | 'data' | 'criteria' | 'peers' | 'calendar' | 'override', string>
  >;
  readonly causesDescription: string;
  readonly notKept: string;
}

interface LostWords {
  readonly title: string;
  lead(count: number, worth: string | null, unexplained: number): string;
  readonly nobody: string;
  readonly chart: string;
  readonly description: string;
  readonly noReason: string;
  otherReasons(count: number): string;
  readonly customers: string;
  readonly columns: Readonly<Record<'reason' | 'worth' | 'share' | 'cumulative' | 'signs', string>>;
  /** Who shows what those lost for a reason showed. */
  alike(count: number, reason: string): string;
  readonly falling: string;
  /** What does not hold of it, though it should. */
  fails(condition: string): string;
  nobodyAtRisk(reasons: string): string;
  readonly noSigns: string;
  readonly worthNote: string;
  moreReasons(count: number): string;
  readonly unexplained: string;
  readonly noField: string;
}

interface TargetWords {
  readonly title: string;
  lead(count: number, potential: string | null, first: string): string;
  readonly nobody: string;
  readonly chart: string;
  description(shown: number, count: number): string;
  readonly columns: Readonly<Record<'potential' | 'nearest' | 'lacks', string>>;
  readonly list: string;
  lacking(condition: string, unknown: boolean): string;
  more(count: string): string;
}

interface DutyWords {
  readonly title: string;
  lead(accounts: number, red: number, amber: number, green: number): string;
  readonly nothing: string;
  readonly noPlans: string;
  readonly chart: string;
  readonly description: string;
  /** How many accounts one manager may have. */
  load(most: number): string;
  readonly columns: Readonly<Record<'most' | 'redRevenue', string>>;
}

interface GroupWords {
  readonly title: string;
  lead(units: number, managers: number): string;
  readonly nothing: string;
  readonly units: string;
  readonly managers: string;
  readonly unnamedUnit: string;
  readonly unnamedManager: string;
}

/** The words of the sections on customers in a language. */
export function peopleWords(language: 'en' | 'zh'): PeopleWords {
  switch (language) {
    case 'en':
      return peopleEn;
    case 'zh':
      return peopleZh;
  }
}
