import type { Cohort } from '../../condition/condition.ts';
import { formatDay } from '../../fields/day.ts';
import { compareText } from '../../text/order.ts';
import type { Criteria } from '../criteria.ts';
import { cutRuleText, defineFacts, describeCut } from './define-cohort.ts';
import { LOCK_FORMAT, type Lock, type LockedCohort, type LockedGroup, type LockedTest } from './lock.ts';

/** Which criteria each part of a lock belongs to: the company's (null), then the units' by name. */
export function lockedLayers(company: Criteria): readonly (readonly [string | null, Criteria])[] {
  const units = [...(company.units?.criteria ?? [])];
  return [[null, company], ...units.sort(([one], [other]) => compareText(one, other))];
}

/** The cohorts of criteria as a lock holds them, in an order that does not depend on their order in the file. */
export function lockCohorts(
  company: Criteria,
  groupsOf: (criteria: Criteria, cohort: number) => readonly LockedGroup[],
): LockedCohort[] {
  return lockedLayers(company).flatMap(([unit, criteria]) => {
    const definitions = defineFacts(criteria);
    const cohorts = criteria.cohorts.map(
      (cohort, index): LockedCohort => ({
        ...testOf(unit, cohort),
        definition: definitions.get(cohort.fact.name)!,
        groups: [...groupsOf(criteria, index)].sort((one, other) => compareText(one.group, other.group)),
      }),
    );
    // The file may write one test in two ways: 10% and 10.0%.
    const distinct = new Map(cohorts.map((cohort) => [keyOf(cohort), cohort]));
    return [...distinct].sort(([one], [other]) => compareText(one, other)).map(([, cohort]) => cohort);
  });
}

/** A cohort of criteria as a lock names it. */
export function testOf(unit: string | null, { fact, per, cut }: Cohort): LockedTest {
  return { unit, fact: fact.name, per: per?.name ?? null, cut: cutRuleText(cut) };
}

/** What a test is found by. */
export function keyOf({ unit, fact, per, cut }: LockedTest): string {
  return JSON.stringify([unit, fact, per, cut]);
}

/** A lock as JSON, a group a line, so that a change of few cut points changes few lines. Ends with a newline. */
export function writeLock(lock: Omit<Lock, 'source'>, criteria: Criteria): string {
  const { tool, asOf, dataSha256, customers, cohorts } = lock;
  const how = new Map(
    lockedLayers(criteria).flatMap(([unit, own]) =>
      own.cohorts.map((cohort) => [keyOf(testOf(unit, cohort)), describeCut(cohort)] as const),
    ),
  );
  const head = [
    entry('format_version', LOCK_FORMAT),
    entry('tool', tool),
    `  "criteria": { ${entryIn('name', lock.criteria.name)}, ${entryIn('version', lock.criteria.version)} }`,
    entry('as_of', formatDay(asOf)),
    entry('data_sha256', dataSha256),
    entry('customers', customers),
  ];
  const parts = cohorts.map((cohort) => {
    const { unit, fact, definition, per, cut, groups } = cohort;
    const members = { unit, fact, definition, per, cut, how: how.get(keyOf(cohort)) };
    const lines = Object.entries(members).map(([key, value]) => `      ${entryIn(key, value)}`);
    return `    {\n${[...lines, `      "groups": ${list(groups.map(groupLine), 6)}`].join(',\n')}\n    }`;
  });
  return `{\n${[...head, `  "cut_points": ${list(parts, 2)}`].join(',\n')}\n}\n`;
}

function groupLine({ group, customers, cuts }: LockedGroup): string {
  const numbers = `[${cuts.map((cut) => JSON.stringify(cut)).join(', ')}]`;
  return `        { ${entryIn('group', group)}, ${entryIn('customers', customers)}, "cuts": ${numbers} }`;
}

function list(lines: readonly string[], indent: number): string {
  return lines.length === 0 ? '[]' : `[\n${lines.join(',\n')}\n${' '.repeat(indent)}]`;
}

function entry(key: string, value: unknown): string {
  return `  ${entryIn(key, value)}`;
}

function entryIn(key: string, value: unknown): string {
  return `${JSON.stringify(key)}: ${JSON.stringify(value)}`;
}
