/** The first of a list in a message, with an ellipsis where there are more. */
export function listFirst<T>(items: readonly T[], most: number, say: (item: T) => string | number): string {
  const shown = items.slice(0, most).map(say).join(', ');
  return items.length > most ? `${shown}, …` : shown;
}
