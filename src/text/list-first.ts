import { COMMA, joined, type Sayable, type Wording } from './wording.ts';

/** The first of a list in a message, with an ellipsis where there are more. */
export function listFirst<T>(items: readonly T[], most: number, say: (item: T) => Sayable | number): Wording {
  const sayOne = (item: T): Sayable => {
    const said = say(item);
    return typeof said === 'number' ? String(said) : said;
  };
  const shown = joined(items.slice(0, most).map(sayOne), COMMA);
  return items.length > most ? { en: `${shown.en}, …`, zh: `${shown.zh}……` } : shown;
}
