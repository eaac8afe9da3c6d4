import type { Diagnostic } from '../text/diagnostic.ts';
import { foldWidth } from '../text/fold-width.ts';
import { listNames } from '../text/wording.ts';
import type { Binding } from './bind.ts';
import { type Currency, isAlsoWord, takeCurrency } from './currency.ts';
import type { Field } from './field.ts';
import { tidy } from './fold.ts';
import { SCALES } from './number-text.ts';
import { fieldPart } from './unknown-cell.ts';

/** What a header says of the amounts below it: thousands of euros in "Umsatz in TEUR". */
export interface HeaderUnit {
  /** A power of ten: 0 where a currency stands alone. */
  readonly scale: number;
  readonly currency: Currency | null;
  /** As the header writes it. */
  readonly text: string;
}

/** The unit in brackets or behind "in" in the header of amounts, or the code of a currency at its end; null where it names none. */
export function headerUnit(header: string): HeaderUnit | null {
  return findUnit(header)?.unit ?? null;
}

/** A header without the unit that it names. */
export function withoutUnit(header: string): string {
  const part = findUnit(header)?.part;
  return part === undefined ? header : tidy(foldWidth(tidy(header)).replace(part, ' '));
}

/** The unit that a cell of a row of units names, such as EUR or "in thousands"; null where it names none. */
export function unitNamed(cell: string): HeaderUnit | null {
  return unitOf(tidy(foldWidth(cell)).replace(/^[([]|[)\]]$|^in\s+/gi, ''));
}

function findUnit(header: string): { readonly unit: HeaderUnit; readonly part: string } | null {
  const folded = foldWidth(tidy(header));
  const parts = [
    ...folded.matchAll(/[([{【]([^)\]}】]*)[)\]}】]/g),
    /(?:^|\s)in\s+(\S+(?:\s+\S+)?)$/i.exec(folded),
    /\s([A-Z]{3})$/.exec(folded),
  ];
  for (const found of parts) {
    if (found === null) continue;
    const unit = unitOf(tidy(found[1]!).replace(/^in\s+/i, ''));
    if (unit !== null) return { unit, part: found[0] };
  }
  return null;
}

/** What is wrong where money stands under headers of several units, or of one that nobody has confirmed. */
export function checkHeaderUnits(
  fields: readonly Field[],
  binding: Binding,
  header: readonly string[],
  file: string,
  line: number,
): Diagnostic[] {
  const found = fields.flatMap((field) => {
    const column = field.type === 'money' && field.scale === null ? binding.columns[field.slot] : null;
    const unit = column == null ? null : headerUnit(header[column]!);
    return unit === null ? [] : [{ field, unit, name: header[column!]! }];
  });
  const odd = found.find(({ unit }) => unit.scale !== found[0]!.unit.scale);
  const scaled = found.filter(({ unit }) => unit.scale !== 0);
  if (scaled.length === 0) return [];
  const shown = (odd === undefined ? scaled : found).map(({ field, unit }) =>
    fieldPart(field.name, `scale: ${scaleName(unit.scale)}`),
  );
  const headers = listNames(found.map(({ name }) => name));
  const help = {
    en: `say in which unit each is, in the criteria: fields: { ${shown.join(', ')} }`,
    zh: `请在标准文件中说明各列的单位：fields: { ${shown.join(', ')} }`,
  };
  const at = { kind: 'cell', file, line, column: (odd ?? scaled[0]!).name } as const;
  if (odd !== undefined)
    return [
      {
        code: 'mixed-units',
        severity: 'error',
        message: {
          en: `money in several units: ${headers.en}`,
          zh: `各列金额的单位不同：${headers.zh}`,
        },
        help,
        at,
      },
    ];
  return [
    {
      code: 'header-unit',
      severity: 'warning',
      message: {
        en: `the header names a unit, and amounts are read as they stand: ${headers.en}`,
        zh: `表头带有单位，而金额按原数读取：${headers.zh}`,
      },
      notes: [
        {
          en: 'where the amounts of the criteria are in that unit too, scale: one keeps them as they stand',
          zh: '如果标准文件中的金额也用这个单位，写 scale: one 即按原数读取',
        },
      ],
      help,
      at,
    },
  ];
}

function unitOf(part: string): HeaderUnit | null {
  const front = takeCurrency(part, 'front');
  const back = takeCurrency(front === null ? part : tidy(front.rest), 'back');
  const currency = front ?? back;
  if (currency !== null && isAlsoWord(currency)) return null;
  const rest = tidy((back ?? front)?.rest ?? part);
  if (rest === '') return currency === null ? null : { scale: 0, currency, text: part };
  const scale = HEADER_SCALES[rest.toLowerCase()] ?? SCALES[rest.toLowerCase()];
  return scale === undefined ? null : { scale, currency, text: part };
}

// As headers write them, beside what cells do.
const HEADER_SCALES: Readonly<Record<string, number>> = {
  t: 3,
  thousands: 3,
  tds: 3,
  '000': 3,
  "'000": 3,
  '000s': 3,
  "'000s": 3,
  十万: 5,
  millions: 6,
  mm: 6,
  billions: 9,
  十亿: 9,
};

/** What criteria say for a power of ten. */
export function scaleName(power: number): string {
  return SCALE_NAMES[power] ?? `1${'0'.repeat(power)}`;
}

const SCALE_NAMES: Readonly<Record<number, string>> = {
  0: 'one',
  3: 'thousand',
  4: '万',
  5: 'lakh',
  6: 'million',
  7: 'crore',
  8: '亿',
  9: 'billion',
};

/** The power of ten that `scale` names: a word such as thousand or 万, or an amount such as 1k; null for others. */
export function scaleNamed(text: string): number | null {
  const word = tidy(text).toLowerCase();
  if (word === 'one') return 0;
  return SCALES[word] ?? SCALES[word.replace(/^1\s*/, '')] ?? powerOf(word.replaceAll(',', ''));
}

function powerOf(digits: string): number | null {
  return /^10{0,12}$/.test(digits) ? digits.length - 1 : null;
}
