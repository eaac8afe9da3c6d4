import { expect, it } from 'vitest';
import { pairIds } from '../../src/compare/pair-ids.ts';

const named = (text: string) =>
  text.split(' ').map((one) => {
    const [id, name] = one.split('~');
    return { id: id!, name: name ?? null };
  });

it.each([
  ['a sign between', 'C1002', 'C-1002', 'look C1002→C-1002'],
  ['lost zeros', '001001 001002', '1001 1002', 'look 001001→1001 001002→1002'],
  ['decimals of a whole number', '1001', '1001.0', 'look 1001→1001.0'],
  ['zeros inside', 'DE-007', 'de7', 'look DE-007→de7'],
  ['a formula that protects the id', '001', '="001"', 'look 001→="001"'],
  ['only the name agrees', 'A1~Aldwick B2~Brennan', '901~aldwick 902~New', 'name A1→901'],
  ['names that two have', 'A1~Aldwick A2~Aldwick', '901~Aldwick', ''],
  ['nobody alike', 'A1~Aldwick', 'B1~Brennan', ''],
  ['two that look like one', '0-1 01', '1', ''],
])('pairs ids: %s', (_, gone, come, expected) => {
  const found = pairIds(named(gone), named(come));
  const text =
    found === null ? '' : [found.by, ...found.pairs.map(({ from, to }) => `${from}→${to}`)].join(' ');
  expect(text).toBe(expected);
});
