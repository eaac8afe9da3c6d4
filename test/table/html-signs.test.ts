import { expect, it } from 'vitest';
import { madeRow } from '../../src/table/csv-row.ts';
import { findHtmlSign, readHtmlSigns } from '../../src/table/html-signs.ts';

it.each([
  ['M&uuml;ller &amp; Co', 'Müller & Co'],
  ['&euro;5&nbsp;000', '€5\u00a0000'],
  ['Fran&ccedil;ois &#201;t&#xe9;', 'François Été'],
  ['&lt;b&gt; &quot;x&quot; &Aring;sa &ntilde; &szlig;', '<b> "x" Åsa ñ ß'],
  ['&#55296; &#1; &bogus; R&D; A&B', '&#55296; &#1; &bogus; R&D; A&B'],
])('reads %s', (cell, expected) => {
  const row = readHtmlSigns(madeRow([cell, 'x'], cell, 7));
  expect([row.cells, row.line, row.text]).toEqual([[expected, 'x'], 7, cell]);
});

it('finds the first mark of a cell', () => {
  expect(findHtmlSign('R&D &amp; &lt;')).toBe('&amp;');
  expect(findHtmlSign('R&D')).toBeNull();
});
