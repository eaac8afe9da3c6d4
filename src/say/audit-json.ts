import type {
  Audit,
  Finding,
  ForecastActual,
  LostAnalysis,
  Named,
  OtherCheck,
  Sign,
} from '../audit/audit.ts';
import { DUTIES, requirementsOf } from '../audit/duty.ts';
import { formatDay } from '../fields/day.ts';
import { each, jsonNumber } from '../output/json-pieces.ts';
import { fullMessage, regionOf } from '../output/region.ts';
import { SEMICOLON } from '../text/wording.ts';
import { tellDetail } from './finding.ts';

/** What an audit found, as members of a JSON document for `jsonPieces`. */
export function auditJson(audit: Audit): object {
  return { ...managementJson(audit), lost: lostJson(audit.lost) };
}

/** How key accounts are managed, as a member of one, without what became of the lost. */
export function managementJson(audit: Audit): object {
  const { totals, tallies, managers, accounts, others, plans, forecasts } = audit;
  return {
    totals,
    duties: tallies.map(({ duty, ...rest }) => ({ kind: duty.kind, id: duty.id, ...rest })),
    managers: managers.map(({ group: _, name, most, load, revenue, redRevenue, ...rest }) => ({
      manager: name,
      ...rest,
      revenue: jsonNumber(revenue),
      red_revenue: jsonNumber(redRevenue),
      most_accounts: most,
      over_load: load !== null,
    })),
    ...(audit.noManagers === null ? {} : { no_managers: findingJson(audit.noManagers) }),
    accounts: each(accounts, (account) => ({
      ...namedJson(account),
      status: account.status,
      plan: account.plan,
      findings: account.findings.map((finding) => findingJson(finding)),
      held: account.held.map(({ id }) => id),
    })),
    other_checks: others.map((other) => otherJson(other)),
    plans:
      plans === null
        ? null
        : {
            files: plans.files,
            orphans: plans.orphans.map(({ file, account, name, owner, finding }) => ({
              file,
              customer_id: account,
              customer_name: name,
              owner,
              ...findingJson(finding),
            })),
            problems: plans.problems.map((problem) => {
              const { file, line } = regionOf(problem);
              return { file, line, code: problem.code, message: fullMessage(problem, SEMICOLON, 'en') };
            }),
          },
    forecasts: forecasts.map(forecastJson),
  };
}

function namedJson({ id, name, manager, revenue, line }: Named): object {
  return {
    customer_id: id,
    customer_name: name,
    account_manager: manager,
    revenue: jsonNumber(revenue),
    line,
  };
}

function findingJson({ duty, severity, state, detail, at }: Finding): object {
  const { file, line } = regionOf({ at });
  const [message, advice] = tellDetail(detail, 'en');
  const asked = 'check' in detail ? detail.check.duty : null;
  const requirements = duty.kind === 'duty' ? DUTIES[duty.id].requirements : requirementsOf(asked);
  return {
    kind: duty.kind,
    id: duty.id,
    requirements,
    severity,
    state,
    code: detail.kind,
    message,
    advice,
    file,
    line,
  };
}

function otherJson({ check, categories, held, broken, unknown, top }: OtherCheck): object {
  return {
    id: check.id,
    severity: check.severity,
    categories,
    held,
    broken,
    unknown,
    largest: top.map((one) => ({
      ...namedJson(one),
      category: one.category,
      message: tellDetail(one.detail, 'en')[0],
    })),
  };
}

function forecastJson({ period, forecast, actual, deviation, ...named }: ForecastActual): object {
  return {
    ...namedJson(named),
    period: { from: formatDay(period.from), to: formatDay(period.to) },
    forecast,
    actual,
    deviation,
  };
}

/** Why customers were lost, as JSON: what a report draws. */
function lostJson({ reasons, missing, customers, revenue, current, hasReason }: LostAnalysis): object {
  const signName = (sign: Sign): string => (sign.kind === 'check' ? sign.check.id : 'falling_revenue');
  return {
    customers,
    revenue: jsonNumber(revenue),
    current_customers: current,
    reasons_known: hasReason,
    reasons: reasons.map((one) => ({
      reason: one.reason,
      customers: one.customers,
      revenue: jsonNumber(one.revenue),
      share: one.share,
      cumulative_share: one.cumulative,
      signs: one.signs.map(({ sign, lost, current: here }) => ({
        sign: signName(sign),
        lost,
        current: here,
      })),
      at_risk: {
        customers: one.atRisk.customers,
        first: one.atRisk.top.map((customer) => ({
          ...namedJson(customer),
          category: customer.category,
          signs: customer.signs.map(signName),
        })),
      },
    })),
    without_reason: {
      customers: missing.customers,
      revenue: jsonNumber(missing.revenue),
      first: missing.top.map(({ worth, stated, ...named }) => ({
        ...namedJson(named),
        worth: jsonNumber(worth),
        stated,
      })),
    },
  };
}
