import { COURSES, type Fate, type Fates, knownOf, shareOf } from '../../compare/backtest.ts';
import { newcombeInterval, wilsonInterval } from '../../compare/interval.ts';
import { formatDay } from '../../fields/day.ts';
import { jsonNumber, printJson } from '../../output/json-pieces.ts';
import { criteriaJson } from '../../say/run.ts';
import { DOCUMENT_HEAD } from '../../version.ts';
import type { Backtest } from './backtest.ts';

/** A look back for other programs: counts, shares with their intervals, and amounts. */
export function formatBacktestJson({ exports, criteria, against, stable, periods, all }: Backtest): string {
  const document = {
    ...DOCUMENT_HEAD,
    exports: exports.map(({ file, day, sha256 }) => ({ file, as_of: formatDay(day), sha256 })),
    criteria: criteriaHead(criteria),
    ...(against === null ? {} : { criteria_before: criteriaHead(against) }),
    stable: Number(stable.decimal),
    intervals: { confidence: 0.95, share: 'Wilson', difference: 'Newcombe' },
    all: fatesJson(all.result(), against !== null),
    periods: periods.map(({ from, to, fates }) => ({
      from: formatDay(from),
      to: formatDay(to),
      ...fatesJson(fates.result(), against !== null),
    })),
  };
  return `${printJson(document, 2)}\n`;
}

function criteriaHead({ file, sha256, read }: Backtest['criteria']): object {
  return criteriaJson({ criteria: read, criteriaFile: file, criteriaSha256: sha256 });
}

function fatesJson(
  { chosen, others, byCriterion, against, alreadyLost }: Fates,
  hasAgainst: boolean,
): object {
  return {
    already_lost: alreadyLost,
    key: fateJson(chosen),
    not_chosen: fateJson(others),
    grew_difference: newcombeInterval(shareOf(chosen, 'grew'), shareOf(others, 'grew')),
    by_criterion: Object.fromEntries([...byCriterion].map(([id, fate]) => [id, fateJson(fate)])),
    ...(hasAgainst
      ? {
          key_before: fateJson(against.all),
          key_in_both: fateJson(against.both),
          key_only_now: fateJson(against.onlyNow),
          key_only_before: fateJson(against.onlyBefore),
        }
      : {}),
  };
}

function fateJson(fate: Fate): object {
  const { customers, unknown, before, after } = fate;
  const of = knownOf(fate);
  return {
    customers,
    unknown,
    ...Object.fromEntries(
      COURSES.map((outcome) => {
        const share = shareOf(fate, outcome);
        const interval = wilsonInterval(share);
        return [
          outcome,
          {
            customers: share.count,
            share: of === 0 ? null : share.count / of,
            low: interval?.low ?? null,
            high: interval?.high ?? null,
          },
        ];
      }),
    ),
    revenue: { before: jsonNumber(before.revenue), after: jsonNumber(after.revenue) },
    gross_profit: { before: jsonNumber(before.profit), after: jsonNumber(after.profit) },
  };
}
