import { expect, test } from 'vitest';
import { shortenMessage, shortenText } from '../../src/text/shorten.ts';

test.each([
  ['abc', 3, 'abc'],
  ['abcd', 3, 'ab…'],
  ['a👍cd', 3, 'a…'],
  ['👍👍', 4, '👍👍'],
])('%j in at most %i is %j', (text, most, shortened) => {
  expect(shortenText(text, most)).toBe(shortened);
});

const x = (length: number): string => 'x'.repeat(length);

test.each([
  [`found "${x(150)}"`, `found "${x(150)}"`],
  [`"margin": found "${x(3000)}", which is long`, `"margin": found "${x(199)}…", which is long`],
  [`"${x(300)}" and "${x(300)}"`, `"${x(199)}…" and "${x(199)}…"`],
  [`列“margin”：实际为“${x(3000)}”，太长`, `列“margin”：实际为“${x(199)}…”，太长`],
  // What stands between two quotes is the sentence.
  [`"a" ${x(300)} "b"`, `"a" ${x(300)} "b"`],
  [`one of ${x(3000)}`, `one of ${x(1992)}…`],
  [`"${x(3000)}`, `"${x(1998)}…`],
])('%# a message quotes what can be read', (message, shortened) => {
  expect(shortenMessage(message)).toBe(shortened);
});
