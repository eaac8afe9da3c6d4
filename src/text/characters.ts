/** A text in whole characters, as people see them: an emoji of several signs and a letter with its accent are one. */
export function* charactersOf(text: string): Generator<string> {
  if (text.length === 1) yield text;
  else for (const { segment } of open().segment(text)) yield segment;
}

// Made when it is first used: it takes 8 ms, and most runs cut no text.
function open(): Intl.Segmenter {
  segmenter ??= new Intl.Segmenter('en', { granularity: 'grapheme' });
  return segmenter;
}

let segmenter: Intl.Segmenter | undefined;
