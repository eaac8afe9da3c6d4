import type { Day } from '../fields/day.ts';
import type { Plan } from '../plan/plan.ts';
import type { ForecastActual, YearAmounts } from './audit.ts';

/**
 * The last forecast of a plan, held against the data, when its period has just ended. The export has the twelve months
 * up to the as-of day: it is the actual of a period of about a year that ended within the last month, and of no other.
 */
export function compareForecast(
  { forecasts }: Plan,
  actual: YearAmounts,
  asOf: Day,
): Pick<ForecastActual, 'period' | 'forecast' | 'actual' | 'deviation' | 'at'> | null {
  const over = forecasts.filter(({ period, revenue, profit }) => {
    if (period === null || (revenue === null && profit === null)) return false;
    const { from, to } = period.value;
    return to <= asOf && asOf - to <= A_MONTH && Math.abs(to - from - A_YEAR) <= A_MONTH;
  });
  const last = over.sort((one, other) => other.period!.value.to - one.period!.value.to)[0];
  if (last === undefined) return null;
  const forecast = { revenue: last.revenue?.value ?? null, profit: last.profit?.value ?? null };
  return {
    period: last.period!.value,
    forecast,
    actual,
    deviation: deviationOf(forecast, actual),
    at: last.span,
  };
}

const A_MONTH = 31;
const A_YEAR = 364;

function deviationOf({ revenue: forecast }: YearAmounts, { revenue: actual }: YearAmounts): number | null {
  if (forecast === null || actual === null || forecast === 0) return null;
  return (actual - forecast) / Math.abs(forecast);
}
