/** Whether these are the first bytes of a zip archive, which an .xlsx file is. */
export function isZip(start: Uint8Array): boolean {
  return Buffer.from(start.subarray(0, 4)).equals(ZIP);
}

/** What a file really is when it is no text: what it is, and what to do. Null for what may be text. */
export function findDisguise(start: Uint8Array): { what: string; help: string } | null {
  const head = Buffer.from(start.subarray(0, 64));
  for (const [bytes, what, help] of MAGIC) {
    if (head.subarray(0, bytes.length).equals(bytes)) return { what, help };
  }
  const text = head
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart()
    .toLowerCase();
  if (/^<(!doctype html|html|table|head|\?xml)/.test(text)) {
    return { what: 'a web page or XML', help: 'open it in a spreadsheet and save it as CSV UTF-8' };
  }
  if (/^[[{]\s*["{[]/.test(text)) return { what: 'JSON', help: 'export a CSV file instead' };
  return null;
}

const ZIP = Buffer.from('PK\x03\x04', 'latin1');
const SAVE = 'open it in the spreadsheet and save it as CSV UTF-8';
const MAGIC: readonly (readonly [Buffer, string, string])[] = [
  [Buffer.from([0xd0, 0xcf, 0x11, 0xe0]), 'an old spreadsheet (.xls)', SAVE],
  [Buffer.from([0x1f, 0x8b]), 'a gzip archive', 'unpack it first: gunzip'],
  [Buffer.from('%PDF'), 'a PDF', 'export a CSV file instead'],
  [Buffer.from([0x89, 0x50, 0x4e, 0x47]), 'a picture', 'give the customer file'],
  [Buffer.from('PAR1'), 'a Parquet file', 'export a CSV file instead'],
  [Buffer.from('SQLite format 3'), 'a SQLite database', 'export a CSV file instead'],
];
