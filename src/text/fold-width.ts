/**
 * Full-width digits, letters and punctuation as their ASCII forms. Only width: NFKC would also turn "5²" into 52.
 */
export function foldWidth(text: string): string {
  return WIDE.test(text) ? text.replace(WIDE_ALL, narrow) : text;
}

function narrow(char: string): string {
  const special = WIDE_SPECIAL.get(char);
  return special ?? String.fromCharCode(char.charCodeAt(0) - 0xfee0);
}

const WIDE_SPECIAL = new Map([
  ['\u3000', ' '],
  ['\uffe1', '£'],
  ['\uffe5', '¥'],
  ['\uffe6', '₩'],
]);
const WIDE = /[\u3000\uff01-\uff5e\uffe1\uffe5\uffe6]/;
const WIDE_ALL = new RegExp(WIDE, 'g');
