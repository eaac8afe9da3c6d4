import type { Criteria } from '../../../criteria/criteria.ts';
import type { LintFinding, LintRule } from './lint-rule.ts';
import { findCapacityWithoutManager } from './rules/capacity.ts';
import { findContradictions } from './rules/contradiction.ts';
import { findGap } from './rules/gap.ts';
import { findIdlePoints } from './rules/idle-points.ts';
import { findMasked } from './rules/masked.ts';
import { findNoGrowth } from './rules/no-growth.ts';
import { findOverlaps } from './rules/overlap.ts';
import { findScoresOutOfReach } from './rules/score-reach.ts';
import { findIdleStays } from './rules/stays-while.ts';
import { findSubjective } from './rules/subjective.ts';
import { findUnreachable } from './rules/unreachable.ts';
import { createSolver } from './solve.ts';

const RULES: readonly LintRule[] = [
  findContradictions,
  findUnreachable,
  findMasked,
  findGap,
  findOverlaps,
  findIdleStays,
  findScoresOutOfReach,
  findIdlePoints,
  findNoGrowth,
  findSubjective,
  findCapacityWithoutManager,
];

/**
 * Everything that the rules find in the criteria, then in those of each business unit. What a unit has from
 * the company is told once. `asOf`: days since 1970-01-01.
 */
export function lintCriteria(company: Criteria, asOf: number): LintFinding[] {
  const found: LintFinding[] = [];
  const told = new Set<string>();
  const units = company.units?.criteria ?? new Map<string, Criteria>();
  for (const [unit, criteria] of [[null, company] as const, ...units]) {
    const context = { criteria, asOf, ...createSolver(criteria, asOf) };
    for (const rule of RULES) {
      for (const finding of rule(context)) {
        const { at, code, message } = finding.diagnostic;
        const key = JSON.stringify([code, message, at.kind === 'span' ? [at.source.name, at.start] : null]);
        if (told.has(key)) continue;
        told.add(key);
        const own =
          unit === null
            ? message
            : {
                en: `${message.en} (business unit "${unit}")`,
                zh: `${message.zh}（事业部“${unit}”）`,
              };
        found.push({ ...finding, diagnostic: { ...finding.diagnostic, message: own } });
      }
    }
  }
  return found;
}
