/** Whether a version comes before another: numbers by their size, so that 2026.9 comes before 2026.10. */
export function isOlderVersion(one: string, other: string): boolean {
  const [parts, others] = [partsOf(one), partsOf(other)];
  for (let at = 0; at < Math.max(parts.length, others.length); at += 1) {
    const [part, against] = [parts[at] ?? '', others[at] ?? ''];
    if (part === against) continue;
    const [number, limit] = [Number(part), Number(against)];
    const bothNumbers = /^\d*$/.test(part) && /^\d*$/.test(against);
    if (bothNumbers && number === limit) continue;
    return bothNumbers ? number < limit : part < against;
  }
  return false;
}

// A leading "v" is spelling.
function partsOf(version: string): string[] {
  return (version
    .normalize('NFKC')
    .toLowerCase()
    .replace(/^v(?=\d)/, '')
    .match(/\d+|\p{L}+/gu) ?? []) as string[];
}
