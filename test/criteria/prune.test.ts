import { expect, it } from 'vitest';
import { readCriteriaSource } from '../../src/criteria/read-criteria.ts';
import { positionAt } from '../../src/text/source.ts';

async function found(text: string): Promise<string[]> {
  const { diagnostics } = await readCriteriaSource({ name: 'c.yaml', text }, async () => null);
  return diagnostics
    .map(({ code, at }) => ({ code, line: at.kind === 'span' ? positionAt(at.source, at.start).line : 0 }))
    .sort((one, other) => one.line - other.line)
    .map(({ code, line }) => `${line} ${code}`);
}

const HEAD = 'fields:\n  customer_id: { type: id }\n  revenue: { type: money }\n';

it.each([
  [
    'a misspelt operator beside an unknown fact and reversed bounds',
    `${HEAD}categories:
  key:
    when:
      any:
        - { revenue: { atleast: 5m } }
        - { revnue: { at_least: 5m } }
        - { revenue: { between: [5m, 1m] } }
  normal: { when: otherwise }
`,
    ['8 unknown-operator', '9 unknown-fact', '10 reversed-bounds'],
  ],
  [
    'a wrong word for otherwise',
    `${HEAD}categories:
  key: { when: { revnue: 5 } }
  normal: { when: otherwize }
`,
    ['5 unknown-fact', '6 wrong-shape'],
  ],
  [
    'a field that is lost: what reads it is not blamed',
    'fields:\n  customer_id: { type: id }\n  revenue: { type: mony }\ncategories:\n  key: { when: { revenue: { between: [5, 1] } } }\n',
    ['3 wrong-shape'],
  ],
  [
    'a table that is lost: what is worked out from it is not blamed',
    `${HEAD}  lines: { from: orders, count: yes }\ntables: { orders: { fields: { day: { type: date } } } }
categories: { key: { when: { lines: { at_least: 5 } } }, normal: { when: otherwise } }
`,
    ['5 missing-key'],
  ],
  ['nothing but nonsense', 'categories: 5\nfields: [a]\n', ['1 wrong-shape', '2 wrong-shape']],
])('tells in one run: %s', async (_, text, expected) => {
  expect(await found(text)).toEqual(expected);
});

it('cuts short what one missing bracket makes of the rest', async () => {
  const rows = Array.from(
    { length: 200 },
    (_, index) => `    { id: c${index}, revenue: { at_least: ${index} }${index === 99 ? '' : ' }'},`,
  );
  const text = `${HEAD}categories:\n  key: { when: { any: [\n${rows.join('\n')}\n    ] } }\n`;
  expect(await found(text)).toEqual(['105 mistyped-line', '106 yaml-syntax']);
});
