import { expect, it } from 'vitest';
import { lintCriteria } from '../../../src/commands/check/lint/lint.ts';
import { compileText } from '../../criteria/compile-text.ts';

const AS_OF = 20_634; // 2026-06-30

const FIELDS = `fields:
  customer_id: { type: id }
  revenue: { type: money, min: 0 }
  growth: { type: percent }
  status: { type: choice, values: [active, closed] }
  trust: { type: number, min: 1, max: 5, subjective: true }
`;

const categories = (...lines: readonly string[]): string =>
  `${FIELDS}categories:\n${lines.map((line) => `  ${line}\n`).join('')}`;
const key = (line: string): string =>
  categories('lost: { when: { status: closed } }', line, 'normal: { when: otherwise }');
const score = (factors: string, when: string): string =>
  `${FIELDS}scores: { value: [${factors}] }
categories: { key: { when: { value: { ${when} } } }, normal: { when: otherwise } }
`;

const ROOM = 'growth: { at_least: 5% }';
const ABOUT_HALF =
  '{ fact: growth, weight: 1, scale: [0%, 10%], missing: 0 }, { fact: revenue, weight: 1, scale: [0, 1m] }';

// ▸ stands where the finding points; in the criteria beside it the rule finds nothing.
it.each<readonly [code: string, severity: string, found: string, clean: string]>([
  [
    'contradiction',
    'error',
    key(`key: { when: { revenue: ▸{ at_least: 5, less_than: 5 }, ${ROOM} } }`),
    key(`key: { when: { revenue: { at_least: 5, at_most: 5 }, ${ROOM} } }`),
  ],
  [
    'contradiction',
    'error',
    key(`key: { when: { any: [{ revenue: ▸{ more_than: 5, at_most: 5 } }, { ${ROOM} }] } }`),
    key(`key: { when: { any: [{ revenue: { more_than: 5 } }, { revenue: { at_most: 5 } }, { ${ROOM} }] } }`),
  ],
  [
    'unreachable-category',
    'error',
    categories(
      'lost: { when: { status: { present: yes } } }',
      `▸key: { when: { status: active, ${ROOM} } }`,
      'normal: { when: otherwise }',
    ),
    categories(
      'lost: { when: { status: closed } }',
      `key: { when: { status: active, ${ROOM} } }`,
      'normal: { when: otherwise }',
    ),
  ],
  [
    'unreachable-criterion',
    'error',
    key(`key: { when: { any: [▸{ id: a, status: closed }, { ${ROOM} }] } }`),
    key(`key: { when: { any: [{ id: a, status: active }, { ${ROOM} }] } }`),
  ],
  // No search of customers comes to an end here: both ask the same of what is derived.
  [
    'masked-criterion',
    'warning',
    `derived: { rise: revenue / trust + revenue * growth }\n${key(
      'key: { when: { any: [{ id: a, rise: { at_least: 7 }, revenue: { at_least: 5 } }, ▸{ id: b, rise: { at_least: 7 }, revenue: { at_least: 6 } }] } }',
    )}`,
    `derived: { rise: revenue / trust + revenue * growth }\n${key(
      'key: { when: { any: [{ id: a, rise: { at_least: 7 }, revenue: { at_least: 5 } }, { id: b, rise: { at_least: 6 }, revenue: { at_least: 6 } }] } }',
    )}`,
  ],
  [
    'masked-criterion',
    'warning',
    key(`key: { when: { any: [{ ${ROOM} }, ▸{ growth: { at_least: 10% } }] } }`),
    key(`key: { when: { any: [{ growth: { at_least: 10% } }, { ${ROOM} }] } }`),
  ],
  [
    'gap',
    'error',
    categories(`key: { when: { ${ROOM} } }`, '▸normal: { when: { growth: { less_than: 4% } } }'),
    categories(`key: { when: { ${ROOM} } }`, 'normal: { when: { growth: { less_than: 5% } } }'),
  ],
  ['overlap', 'info', key(`key: { when: ▸{ ${ROOM} } }`), key(`key: { when: { status: active, ${ROOM} } }`)],
  [
    'idle-stays-while',
    'warning',
    key(`key: { when: { ${ROOM} }, stays_while: { growth: { ▸at_least: 6% } } }`),
    key(`key: { when: { ${ROOM} }, stays_while: { growth: { at_least: 4% } } }`),
  ],
  [
    'score-out-of-reach',
    'error',
    score('{ fact: growth, weight: 1, bands: { 0%: 10, 10%: 60 } }', '▸at_least: 61'),
    score('{ fact: growth, weight: 1, bands: { 0%: 10, 10%: 60 } }', 'at_least: 60'),
  ],
  [
    'score-out-of-reach',
    'error',
    score('{ fact: growth, weight: 1, bands: { 0%: 10, 10%: 60 }, missing: 5 }', '▸less_than: 0'),
    score('{ fact: growth, weight: 1, bands: { 0%: 10, 10%: 60 }, missing: 5 }', 'less_than: 10'),
  ],
  ['score-needs-factor', 'info', score(ABOUT_HALF, '▸at_least: 51'), score(ABOUT_HALF, 'at_least: 50')],
  [
    'idle-points',
    'warning',
    score('▸{ fact: trust, weight: 1, bands: { 1: 0, 6: 100 } }', 'at_least: 0'),
    score('{ fact: trust, weight: 1, bands: { 1: 0, 5: 100 } }', 'at_least: 50'),
  ],
  [
    'idle-points',
    'warning',
    score('▸{ fact: trust, weight: 1, scale: [1, 10] }', 'at_least: 20'),
    score('{ fact: trust, weight: 1, scale: [1, 5] }', 'at_least: 20'),
  ],
  [
    'no-growth',
    'warning',
    key('▸key: { when: { revenue: { at_least: 5m } } }'),
    key(`key: { when: { revenue: { at_least: 5m }, ${ROOM} } }`),
  ],
  [
    'subjective',
    'info',
    key(`key: { when: ▸{ trust: { at_least: 4 }, ${ROOM} } }`),
    key(`key: { when: { revenue: { at_least: 4 }, ${ROOM} } }`),
  ],
  [
    'capacity-without-manager',
    'warning',
    key(`▸key: { when: { ${ROOM} }, capacity: 40 }`),
    `${key(`key: { when: { ${ROOM} }, capacity: 40 }`)}duties: { manager: status }\n`,
  ],
])('%s (%s)', async (code, severity, found, clean) => {
  expect(await findingsOf(code, found.replace('▸', ''))).toEqual([[severity, found.indexOf('▸')]]);
  expect(await findingsOf(code, clean)).toEqual([]);
});

async function findingsOf(
  code: string,
  text: string,
): Promise<readonly (readonly [string, number | null])[]> {
  return lintCriteria(await compileText(text), AS_OF)
    .filter(({ diagnostic }) => diagnostic.code === code)
    .map(({ diagnostic: { severity, at } }) => [severity, at.kind === 'span' ? at.start : null]);
}

it('finds the masked one of many criteria on derived values', async () => {
  const names = Array.from({ length: 80 }, (_, index) => index);
  const criteria = await compileText(`fields:
  customer_id: { type: id }
  growth: { type: percent }
  revenue: { type: number }
${names.map((index) => `  f${index}: { type: number }\n`).join('')}
derived:
${names.map((index) => `  share${index}: f${index} / revenue\n`).join('')}
categories:
  key:
    when:
      any:
${names.map((index) => `        - { id: k${index}, share${index}: { at_least: ${index + 2} } }\n`).join('')}
        - { id: large, revenue: { at_least: 5 }, growth: { at_least: 5% } }
        - { id: last, revenue: { at_least: 9 }, growth: { at_least: 7% } }
  normal: { when: otherwise }
`);
  const found = lintCriteria(criteria, AS_OF).map(({ diagnostic: { code, message } }) => [code, message.en]);
  expect(found).toEqual([
    ['masked-criterion', 'criterion "last" never decides: whoever meets it meets "large" before it'],
  ]);
});

it('claims of many relative tests only what holds however they come out', async () => {
  const counts = Array.from({ length: 10 }, (_, index) => index + 1);
  const tops = (field: string): string =>
    counts
      .map(
        (count) =>
          `        - { id: ${field}${count}, ${field}: { top: ${count} }, growth: { at_least: ${count}% } }\n`,
      )
      .join('');
  const criteria = await compileText(`${FIELDS}priority: [lost, key, normal]
categories:
  lost:
    when:
      any:
${tops('trust')}
  key:
    when:
      any:
${tops('revenue')}
        - { id: last, revenue: { top: 4 }, growth: { at_least: 7% }, status: active }
  normal: { when: otherwise }
`);
  const found = lintCriteria(criteria, AS_OF)
    .map(({ diagnostic: { code, message } }) => [code, message.en])
    .filter(([code]) => code === 'masked-criterion' || code!.startsWith('unreachable'));
  expect(found).toEqual([
    ['masked-criterion', 'criterion "last" never decides: whoever meets it meets "revenue4" before it'],
  ]);
});
