/**
 * The parts of a name inside the book, such as "plans/c-0042.md". Throws on a name that could lead out of the
 * folder, that some file system reads otherwise, or that is the book's own (it starts with a dot).
 */
export function segmentsOf(name: string): readonly string[] {
  const segments = name.split('/');
  if (segments.every(isPlain)) return segments;
  throw new Error(`no name for a file in the book: ${JSON.stringify(name)}`);
}

function isPlain(segment: string): boolean {
  return (
    segment !== '' &&
    Buffer.byteLength(segment) <= LONGEST &&
    !UNSAFE.test(segment) &&
    !/^\.|[. ]$/.test(segment) &&
    !DEVICE.test(segment)
  );
}

// What most file systems allow, in bytes.
const LONGEST = 255;
// What Windows forbids, separators of folders and streams among it, and what cannot be seen.
const UNSAFE = /[\\:*?"<>|\p{Cc}\p{Cf}\p{Cs}]/u;
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
