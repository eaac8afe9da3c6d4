/** A score or ratio for display, to two digits; empty when it is missing. Rounding never decides. */
export function formatScore(value: number | undefined): string {
  if (value === undefined || Number.isNaN(value)) return '';
  return String(Math.round(value * 100) / 100);
}
