/** Digits as typed, without sign and separators: "1,200.50" is whole "1200" and fraction "50". */
export interface Digits {
  readonly whole: string;
  readonly fraction: string;
}

/**
 * The plain decimal of digits times ten to a power: no exponent, no plus, no zeros at its ends that say nothing,
 * no minus on zero.
 */
export function plainDecimal(digits: Digits, negative: boolean, power: number): string {
  const moved = movePoint(digits, power);
  const whole = moved.whole.replace(/^0+(?=\d)/, '') || '0';
  const fraction = trimZeros(moved.fraction);
  const plain = fraction === '' ? whole : `${whole}.${fraction}`;
  return negative && plain !== '0' ? `-${plain}` : plain;
}

/** A plain decimal that no notation takes for thousands: 1.234 gets a fourth digit, and 1.2340 is nothing else than it is. */
export function unlikeThousands(decimal: string): string {
  return LIKE_THOUSANDS.test(decimal) ? `${decimal}0` : decimal;
}

const LIKE_THOUSANDS = /^-?\d{1,3}\.\d{3}$/;

/** The product of two plain decimals, exactly. */
export function multiplyDecimals(one: string, other: string): string {
  const [first, second] = [scaledOf(one), scaledOf(other)];
  return printScaled({ digits: first.digits * second.digits, places: first.places + second.places });
}

/** The plain decimal that a double stands for: the shortest one that no other double is nearer to. */
export function decimalOf(value: number): string {
  if (Number.isSafeInteger(value)) return String(value);
  const [, sign, whole, fraction = '', power = '0'] = SHORTEST.exec(String(value))!;
  return plainDecimal({ whole: whole!, fraction }, sign === '-', Number(power));
}

const SHORTEST = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/;

/** Whether a plain decimal has at most 15 digits, without zeros at its ends: two such numbers are equal when their doubles are. */
export function hasFewDigits(decimal: string): boolean {
  if (decimal.length <= 15) return true;
  return trimZeros(decimal.replace(/^-?0?\.?0*|\./g, '')).length <= 15;
}

/** How many places a plain decimal has. */
export function placesIn(decimal: string): number {
  const point = decimal.indexOf('.');
  return point < 0 ? 0 : decimal.length - point - 1;
}

function movePoint({ whole, fraction }: Digits, power: number): Digits {
  if (power >= 0) {
    const padded = fraction.padEnd(power, '0');
    return { whole: whole + padded.slice(0, power), fraction: padded.slice(power) };
  }
  const padded = whole.padStart(1 - power, '0');
  return { whole: padded.slice(0, power), fraction: padded.slice(power) + fraction };
}

// A loop, because /0+$/ takes quadratic time on digits such as 0000…1.
function trimZeros(digits: string): string {
  let end = digits.length;
  while (end > 0 && digits.charCodeAt(end - 1) === 0x30) end -= 1;
  return digits.slice(0, end);
}

/** A decimal moved by so many units of a place: stepDecimal("1.5", 3, 2) is "1.53". Exact at any length. */
export function stepDecimal(decimal: string, steps: number, places: number): string {
  return printScaled(addScaled(scaledOf(decimal), { digits: BigInt(steps), places }));
}

/** A decimal as a whole number. */
export interface Scaled {
  readonly digits: bigint;
  /** How many of the digits stand behind the point. */
  readonly places: number;
}

/** Reads a plain decimal. */
export function scaledOf(decimal: string): Scaled {
  const [whole, fraction = ''] = decimal.split('.') as [string, string?];
  return { digits: BigInt(whole + fraction), places: fraction.length };
}

/** The sum of two of them, exactly. */
export function addScaled(one: Scaled, other: Scaled): Scaled {
  const places = Math.max(one.places, other.places);
  return { digits: raise(one, places) + raise(other, places), places };
}

function raise({ digits, places }: Scaled, to: number): bigint {
  return places === to ? digits : digits * 10n ** BigInt(to - places);
}

/** Its plain decimal. */
export function printScaled({ digits, places }: Scaled): string {
  const negative = digits < 0n;
  return plainDecimal({ whole: String(negative ? -digits : digits), fraction: '' }, negative, -places);
}

/** The powers of ten from 1 to 10 ** 17 as doubles, which hold them exactly. */
export const POWERS_OF_TEN: readonly number[] = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
];
