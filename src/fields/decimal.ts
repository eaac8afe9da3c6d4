/** Digits as typed, without sign and separators: "1,200.50" is whole "1200" and fraction "50". */
export interface Digits {
  readonly whole: string;
  readonly fraction: string;
}

/**
 * The plain decimal of digits times ten to a power: no exponent, no plus, no leading zeros, no minus on zero.
 * The digits stay as typed ("1200.50"); once the point has moved, zeros at the end of the fraction go.
 */
export function plainDecimal(digits: Digits, negative: boolean, power: number): string {
  const moved = movePoint(digits, power);
  const whole = moved.whole.replace(/^0+(?=\d)/, '') || '0';
  const plain = moved.fraction === '' ? whole : `${whole}.${moved.fraction}`;
  return negative && /[1-9]/.test(plain) ? `-${plain}` : plain;
}

/** Digits times a whole number, exactly. */
export function multiply(digits: Digits, factor: number): Digits {
  const places = digits.fraction.length;
  const product = String(BigInt(digits.whole + digits.fraction) * BigInt(factor)).padStart(places + 1, '0');
  const point = product.length - places;
  return { whole: product.slice(0, point), fraction: product.slice(point) };
}

function movePoint({ whole, fraction }: Digits, power: number): Digits {
  if (power === 0) return { whole, fraction };
  const padded = power > 0 ? whole + fraction.padEnd(power, '0') : whole.padStart(1 - power, '0') + fraction;
  const point = power > 0 ? whole.length + power : Math.max(whole.length, 1 - power) + power;
  return { whole: padded.slice(0, point), fraction: padded.slice(point).replace(/0+$/, '') };
}
