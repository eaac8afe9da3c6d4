import { HEAD, MAIN } from './parts.ts';
import { textInCell } from './xml.ts';

/** Texts that many cells show: a category, a unit, a country. Each is written once, and cells name it by number. */
export interface SharedTexts {
  /** The number of a text; null where its cell has to hold it. */
  of(text: string): number | null;
  xml(): string;
}

/** Opens an empty list. It takes the first short texts that come, so that it stays small however many there are. */
export function openSharedTexts(): SharedTexts {
  const places = new Map<string, number>();
  const find: SharedTexts['of'] = (text) => {
    if (text.length > LONGEST) return null;
    const known = places.get(text);
    if (known !== undefined) return known;
    if (places.size === MOST) return null;
    places.set(text, places.size);
    return places.size - 1;
  };
  return {
    of: find,
    xml() {
      const items = [...places.keys()].map(
        (text) => `<si><t xml:space="preserve">${textInCell(text)}</t></si>`,
      );
      return `${HEAD}<sst xmlns="${MAIN}" uniqueCount="${items.length}">${items.join('')}</sst>`;
    },
  };
}

const LONGEST = 100;
const MOST = 20_000;
