/** A name as it can be pasted into a shell. */
export function shellWord(text: string): string {
  return /^[\p{L}\p{N}_./:@%+=-]+$/u.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
}
