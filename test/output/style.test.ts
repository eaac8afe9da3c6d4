import { expect, test } from 'vitest';
import { styleFor, wantsColor } from '../../src/output/style.ts';

test('a plain style leaves text alone, a coloured one marks it', () => {
  for (const mark of Object.values(styleFor(false))) expect(mark('text')).toBe('text');
  for (const mark of Object.values(styleFor(true)))
    expect(mark('text')).toMatch(/^\u001b\[\d+mtext\u001b\[\d+m$/);
});

test.each<[boolean | undefined, Record<string, string>, boolean, boolean]>([
  [undefined, {}, true, true],
  [undefined, {}, false, false],
  [false, { FORCE_COLOR: '1' }, true, false],
  [true, { NO_COLOR: '1' }, false, true],
  [undefined, { NO_COLOR: '1', FORCE_COLOR: '1' }, true, false],
  [undefined, { NO_COLOR: '' }, true, true],
  [undefined, { FORCE_COLOR: '1' }, false, true],
  [undefined, { FORCE_COLOR: '' }, false, true],
  [undefined, { FORCE_COLOR: '0' }, true, false],
  [undefined, { FORCE_COLOR: 'false' }, true, false],
  [undefined, { TERM: 'dumb' }, true, false],
  [true, { TERM: 'dumb' }, false, true],
])('flag %s, environment %j, terminal %s: %s', (color, env, isTTY, wanted) => {
  expect(wantsColor({ color }, env, isTTY)).toBe(wanted);
});
