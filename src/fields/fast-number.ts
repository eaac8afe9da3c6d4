/**
 * Reads the plain numbers that most cells hold (-1234.5, 1,234.50, 95%) without allocating; NaN sends everything
 * else to the whole grammar. Both give the same number: at most 15 digits are an exact integer, and dividing it
 * by an exact power of ten rounds once, to the nearest double.
 *
 * `percent` allows a percent sign; `shift` is the power of ten by which a number without one is divided.
 */
export function fastNumber(text: string, decimal: '.' | ',', percent: boolean, shift: number): number {
  const point = decimal === '.' ? DOT : COMMA;
  let end = text.length;
  let places = shift;
  if (percent && text.charCodeAt(end - 1) === PERCENT) {
    end -= 1;
    places = 2;
  }
  const negative = text.charCodeAt(0) === MINUS;
  const start = negative ? 1 : 0;
  let integer = 0;
  let digits = 0;
  let run = 0; // digits since the last separator
  let part: 0 | 1 | 2 = 0; // before any separator, between thousands, after the decimal sign
  for (let at = start; at < end; at += 1) {
    const code = text.charCodeAt(at);
    if (code >= ZERO && code <= NINE) {
      integer = integer * 10 + code - ZERO;
      digits += 1;
      run += 1;
      continue;
    }
    if (part === 2 || run === 0 || (part === 1 && run !== 3)) return Number.NaN;
    if (code === point) part = 2;
    else if (code !== DOT + COMMA - point || run > 3 || text.charCodeAt(start) === ZERO) return Number.NaN;
    else part = 1;
    run = 0;
  }
  if (run === 0 || digits > 15 || (part === 1 && run !== 3)) return Number.NaN;
  if (part === 2) places += run;
  if (integer === 0) return 0; // never -0
  return (negative ? -integer : integer) / POWERS[places]!;
}

const DOT = 0x2e;
const COMMA = 0x2c;
const MINUS = 0x2d;
const PERCENT = 0x25;
const ZERO = 0x30;
const NINE = 0x39;
const POWERS = [
  1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17,
];
