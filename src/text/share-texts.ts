/** Gives equal texts as one: of what few differ in, as units and managers, a long list then keeps each only once. */
export function shareTexts(): (text: string | null) => string | null {
  const known = new Map<string | null, string | null>();
  return (text) => {
    const same = known.get(text);
    if (same !== undefined) return same;
    known.set(text, text);
    return text;
  };
}
