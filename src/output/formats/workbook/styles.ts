import type { Language } from '../../language.ts';
import type { Series } from '../../report.ts';
import { HEAD, MAIN } from './parts.ts';
import { escapeXml } from './xml.ts';

/** How a cell looks. */
export interface Look {
  /** What the look is for, where a page knows several. */
  readonly name?: string;
  /** How its number is written, as Excel writes formats; "@" is text, "General" what Excel thinks. */
  readonly format?: string;
  /** Colours of six hexadecimal digits. */
  readonly ink?: string;
  readonly fill?: string;
  readonly bold?: boolean;
  readonly size?: number;
  readonly wrap?: boolean;
  readonly align?: 'left' | 'right';
  /** It stays text when somebody edits it, whatever it begins with. */
  readonly quote?: boolean;
}

/** The looks of a workbook, each kept once. */
export interface Styles {
  /** The number by which cells name a look. */
  of(look: Look): number;
  /** The look of a number. */
  look(number: number): Look;
  xml(language: Language): string;
}

/** Opens the looks of a workbook; number 0 is a plain cell. */
export function openStyles(): Styles {
  const fonts = numbered();
  const fills = numbered();
  const formats = numbered();
  const looks = numbered();
  const numbers = new Map<Look, number>();
  const made: Look[] = [];
  // Excel expects these two first, whatever they are.
  for (const pattern of ['none', 'gray125']) fills.of(`<fill><patternFill patternType="${pattern}"/></fill>`);
  const make = ({ format = 'General', ink, fill, bold, size = 11, wrap, align, quote }: Look): number => {
    const font = fonts.of(
      `<font>${bold === true ? '<b/>' : ''}<sz val="${size}"/>${ink === undefined ? '' : `<color rgb="FF${ink}"/>`}<name val="FONT"/></font>`,
    );
    const filled =
      fill === undefined
        ? 0
        : fills.of(
            `<fill><patternFill patternType="solid"><fgColor rgb="FF${fill}"/><bgColor indexed="64"/></patternFill></fill>`,
          );
    const numFmt = BUILT_IN.get(format) ?? FIRST_OWN + formats.of(format);
    const across = align === undefined ? '' : ` horizontal="${align}"`;
    return looks.of(
      `<xf numFmtId="${numFmt}" fontId="${font}" fillId="${filled}" borderId="0" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" applyAlignment="1"${quote === true ? ' quotePrefix="1"' : ''}><alignment${across} vertical="top"${wrap === true ? ' wrapText="1"' : ''}/></xf>`,
    );
  };
  make({});
  return {
    of(look) {
      const known = numbers.get(look) ?? make(look);
      numbers.set(look, known);
      made[known] = look;
      return known;
    },
    look: (number) => made[number] ?? {},
    xml(language) {
      const own = formats.all.map(
        (format, index) => `<numFmt numFmtId="${FIRST_OWN + index}" formatCode="${escapeXml(format)}"/>`,
      );
      const list = (name: string, items: readonly string[]): string =>
        items.length === 0 ? '' : `<${name} count="${items.length}">${items.join('')}</${name}>`;
      const plain = '<xf numFmtId="0" fontId="0" fillId="0" borderId="0"/>';
      return `${HEAD}<styleSheet xmlns="${MAIN}">${list('numFmts', own)}${list('fonts', fonts.all).replaceAll('FONT', FONTS[language])}${list('fills', fills.all)}<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders><cellStyleXfs count="1">${plain}</cellStyleXfs>${list('cellXfs', looks.all)}<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>`;
    },
  };
}

function numbered(): { readonly all: readonly string[]; of(item: string): number } {
  const places = new Map<string, number>();
  const all: string[] = [];
  return {
    all,
    of(item) {
      const known = places.get(item);
      if (known !== undefined) return known;
      places.set(item, all.length);
      return all.push(item) - 1;
    },
  };
}

/** The formats that Excel knows by number. */
const BUILT_IN: ReadonlyMap<string, number> = new Map([
  ['General', 0],
  ['#,##0', 3],
  ['#,##0.00', 4],
  ['@', 49],
]);
const FIRST_OWN = 164;
const FONTS: Readonly<Record<Language, string>> = { en: 'Calibri', zh: '微软雅黑' };

/** The signs and colours of what cells stand for: the sign comes with the format, so that the text stays what it is. */
export const MARKS: Readonly<Record<Series, Look>> = {
  key: mark('★', '0B4F85', 'DCEBF7'),
  normal: mark('●', '3F4A57', 'EEF0F3'),
  target: mark('▲', '00573F', 'DDF3EB'),
  lost: mark('✕', '8A3A00', 'FBE6D9'),
  undetermined: mark('?', '6B4A00', 'FDF1D6'),
  revenue: mark('●', '0B4F85'),
  profit: mark('●', '7A2E5B'),
  good: mark('✓', '00573F', 'DDF3EB'),
  warn: mark('!', '6B4A00', 'FDF1D6'),
  bad: mark('✕', '8A3A00', 'FBE6D9'),
  plain: mark('●', '3F4A57'),
};

function mark(sign: string, ink: string, fill?: string): Look {
  return { format: `General;General;General;"${sign} "@`, ink, ...(fill === undefined ? {} : { fill }) };
}
