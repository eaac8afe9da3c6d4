import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { OPERATORS } from '../../src/condition/operators.ts';
import { readCriteriaSource } from '../../src/criteria/read-criteria.ts';
import { VALUE_TYPES } from '../../src/fields/value.ts';
import { CODES } from '../../src/text/codes.ts';

const README = readFileSync(new URL('../../criteria/README.md', import.meta.url), 'utf8');
const DEFAULT = readFileSync(new URL('../../criteria/default.yaml', import.meta.url), 'utf8');
const rows = [...README.matchAll(/^\| `([\w-]+)`\s+\| (.*?)\s*\|$/gm)].map(
  (match) => [match[1]!, match[2]!] as const,
);

it('has a row for every type, operator and code', () => {
  const named = new Set(rows.map(([name]) => name));
  const wanted = [...VALUE_TYPES, ...Object.keys(OPERATORS), ...Object.keys(CODES)];
  expect(wanted.filter((name) => !named.has(name))).toEqual([]);
});

it.each(rows.filter(([name]) => Object.hasOwn(OPERATORS, name)))(
  'has an example of %s that compiles',
  async (_, cells) => {
    const example = /`([^`]*)`$/.exec(cells)![1]!;
    const over = `extends: default.yaml\npriority: [key, normal]\ncategories: { key: { when: { ${example} } } }\n`;
    const base = DEFAULT.replace(/^priority:.*$/m, 'priority: [lost, key, target, normal]');
    const open = async () => ({ name: 'default.yaml', text: base });
    const { diagnostics } = await readCriteriaSource(
      { name: 'x.yaml', text: over.replace(/^priority.*\n/m, '') },
      open,
    );
    expect(diagnostics).toEqual([]);
  },
);
