/** The encoding that a BOM or the zeros of UTF-16 show; UTF-8 where neither does. */
export function sniffEncoding(start: Uint8Array): string {
  if (start[0] === 0xff && start[1] === 0xfe) return 'utf-16le';
  if (start[0] === 0xfe && start[1] === 0xff) return 'utf-16be';
  const pairs = Math.min(start.length >> 1, 512);
  let even = 0;
  let odd = 0;
  for (let index = 0; index < pairs; index += 1) {
    if (start[index * 2] === 0) even += 1;
    if (start[index * 2 + 1] === 0) odd += 1;
  }
  if (pairs >= 4 && odd > pairs * 0.4 && even === 0) return 'utf-16le';
  if (pairs >= 4 && even > pairs * 0.4 && odd === 0) return 'utf-16be';
  return 'utf-8';
}

/**
 * Whether bytes that are not UTF-8 are clearly GB18030: null, or why not. Chinese comes in pairs of high bytes;
 * Western text has single high bytes among letters, which GB18030 would read as rare characters.
 */
export function weighLegacy(chunk: Uint8Array): { message: string; help: string } | null {
  let pairs = 0;
  let singles = 0;
  for (let index = 0; index < chunk.length; index += 1) {
    const lead = chunk[index]!;
    if (lead < 0x80) continue;
    const trail = chunk[index + 1];
    if (trail === undefined) break;
    if (lead >= 0xa1 && lead <= 0xf7 && trail >= 0xa1) pairs += 1;
    else singles += 1;
    if (trail >= 0x40) index += 1;
  }
  if (pairs > 0 && pairs >= singles * 9) return null;
  return {
    message: 'the bytes are not UTF-8 and could be GB18030 or Windows-1252',
    help: 'say which: --encoding gb18030 or --encoding windows-1252',
  };
}
