/** A text in XML: what has a meaning there is written as an entity, and what may not stand there is shown by a sign. */
export function escapeXml(text: string): string {
  return PLAIN.test(text)
    ? text
    : text.replace(UNSAFE, (character) => ENTITIES[character] ?? signOf(character));
}

/**
 * The text of a cell: line breaks are Excel's own, other control characters are shown, and what Excel would take for
 * its way to write a character (_x0041_) stays what it is.
 */
export function textInCell(text: string): string {
  if (PLAIN.test(text) && !ESCAPE.test(text)) return text;
  return escapeXml(text.replace(/\r\n?/g, '\n').replace(ESCAPES, '_x005F$&'));
}

const PLAIN = /^[\x20\x21\x23-\x25\x27-\x3b\x3d\x3f-\x7e\u00a0-\ud7ff]*$/;
const UNSAFE =
  /[\0-\x08\x0b-\x1f\x7f-\x9f&<>"\ufffe\uffff]|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/g;
const ESCAPE = /_x[\da-f]{4}_/i;
const ESCAPES = /_(?=x[\da-f]{4}_)/gi;
const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

// The pictures of control characters; half a character has none.
function signOf(character: string): string {
  const code = character.charCodeAt(0);
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  return code === 0x7f ? '␡' : '\ufffd';
}
