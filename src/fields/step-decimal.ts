/** A decimal moved by so many units of a place: stepDecimal("1.5", 3, 2) is "1.53". Exact at any length. */
export function stepDecimal(decimal: string, steps: number, places: number): string {
  const negative = decimal.startsWith('-');
  const [whole, fraction = ''] = decimal.replace('-', '').split('.') as [string, string?];
  const kept = Math.max(fraction.length, places);
  const scaled = BigInt(whole + fraction.padEnd(kept, '0')) * (negative ? -1n : 1n);
  const moved = scaled + BigInt(steps) * 10n ** BigInt(kept - places);
  const digits = String(moved < 0n ? -moved : moved).padStart(kept + 1, '0');
  const point = digits.length - kept;
  const text = kept === 0 ? digits : `${digits.slice(0, point)}.${digits.slice(point)}`;
  const plain = text.includes('.') ? text.replace(/\.?0+$/, '') : text;
  return moved < 0n ? `-${plain}` : plain;
}
