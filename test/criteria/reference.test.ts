import { readFileSync } from 'node:fs';
import { type WriteSheet, writeXlsx } from 'hucre/xlsx';
import { describe, expect, it } from 'vitest';
import { REQUIREMENTS } from '../../src/audit/duty.ts';
import type { BookFolder } from '../../src/book/files.ts';
import { runCheck } from '../../src/commands/check/run.ts';
import { runClassify } from '../../src/commands/classify/run.ts';
import { runDiff } from '../../src/commands/diff/run.ts';
import { runInit } from '../../src/commands/init/run.ts';
import { loadCriteria } from '../../src/commands/run/inputs.ts';
import { NO_CUSTOMER_FILE } from '../../src/commands/run/no-customer-file.ts';
import { PLAN_ESCAPES } from '../../src/commands/run/plans/plan-templates.ts';
import { readPlans } from '../../src/commands/run/plans/read-plans.ts';
import { runSql } from '../../src/commands/sql/run.ts';
import { OPERATORS } from '../../src/condition/operators.ts';
import { DRIFT_LIMITS } from '../../src/criteria/drift-limits.ts';
import { FUNCTIONS } from '../../src/criteria/expression.ts';
import { readCriteriaSource } from '../../src/criteria/read-criteria.ts';
import {
  daysWithin,
  LINE_FUNCTION_NAMES,
  LINE_FUNCTIONS,
  type LineFunction,
} from '../../src/criteria/tables.ts';
import { InputError } from '../../src/errors.ts';
import { isProblem } from '../../src/fields/amount.ts';
import { DATE_FORMS } from '../../src/fields/date-forms.ts';
import { formatDay, parseDay } from '../../src/fields/day.ts';
import { IN_GROUP, usualInGroup } from '../../src/fields/in-group.ts';
import { cellReader } from '../../src/fields/parse-cell.ts';
import { VALUE_TYPES } from '../../src/fields/value.ts';
import { refreshPlan } from '../../src/plan/generated.ts';
import { parseTemplate, TEMPLATE_NAMES, type TemplateName } from '../../src/plan/template.ts';
import { COMMANDS } from '../../src/program.ts';
import { CODES } from '../../src/text/codes.ts';
import { createTestBook } from '../book/book-folder.ts';
import { expectChinese, expectChineseLines } from '../chinese.ts';
import { memoryIo } from '../commands/memory-io.ts';
import { zipOf } from '../table/zip-of.ts';

// criteria/README.md is the reference: what it says of each type, operator, function and code is run here.
const README = readFileSync(new URL('../../criteria/README.md', import.meta.url), 'utf8');
const DEFAULT = readFileSync(new URL('../../criteria/default.yaml', import.meta.url), 'utf8');

/** The rows of the tables under a heading: what each is about, and its other cells. */
function rowsUnder(heading: string): { name: string; cells: string[] }[] {
  const [, section] = README.split(new RegExp(`^#+ ${heading}\n`, 'm'));
  const [own] = section!.split(/^##+ /m);
  return [...own!.matchAll(/^\| `([\w-]+)`\s+\| (.*?)\s*\|$/gm)].map((match) => ({
    name: match[1]!,
    cells: match[2]!.split(/\s+\|\s/),
  }));
}

function codesIn(cell: string): string[] {
  return [...cell.matchAll(/`([^`]+)`/g)].map((match) => match[1]!);
}

/** The fenced file of that name. */
function fileNamed(name: string): string {
  return new RegExp(`\`\`\`yaml\n(# ${name}\n[^\`]*)\`\`\``).exec(README)![1]!;
}

const TYPES = rowsUnder('Types');
const INPUT_ROWS = [...rowsUnder('How the export is written'), ...rowsUnder('Numbers')];
const OPERATOR_ROWS = rowsUnder('Operators');
const FUNCTION_ROWS = rowsUnder('Functions of formulas');
const CRITERIA_CODES = rowsUnder('In the criteria');
const SQL_CODES = rowsUnder('In SQL');
const CUSTOMER_CODES = [...rowsUnder('In a customer file'), ...rowsUnder('In the cells of a customer file')];
const GROUP_CODES = rowsUnder('Of groups of companies');
const BOOK_CODES = rowsUnder('In a book');
const UNREAD_CODES = rowsUnder('Which criteria');
const DATE_CODES = rowsUnder('Of the as-of date');
const EXPORT_CODES = rowsUnder('Between two exports');
const LINE_CODES = rowsUnder('In a file of order lines');
const LINE_FUNCTION_ROWS = rowsUnder('Order lines');
const SHARE_CODES = rowsUnder('Of relative tests');
const LOCK_CODES = rowsUnder('In a lock file');
const CHECK_CODES = rowsUnder('Found by check');
const MATCH_CODES = rowsUnder('Found by check on customers');
const INIT_CODES = rowsUnder('Said by init');
const PLAN_CODES = rowsUnder('In a plan');
const TEMPLATE_CODES = rowsUnder('In a template of plans');
const REQUIREMENT_ROWS = rowsUnder('Requirements');
const ALL_CODES = [
  ...CRITERIA_CODES,
  ...SQL_CODES,
  ...CUSTOMER_CODES,
  ...GROUP_CODES,
  ...BOOK_CODES,
  ...UNREAD_CODES,
  ...DATE_CODES,
  ...EXPORT_CODES,
  ...LINE_CODES,
  ...SHARE_CODES,
  ...LOCK_CODES,
  ...CHECK_CODES,
  ...MATCH_CODES,
  ...INIT_CODES,
  ...PLAN_CODES,
  ...TEMPLATE_CODES,
];
const TO_CSV = { format: 'csv', prefix: '', lang: 'en' } as const;
const BASE = { 'base.yaml': fileNamed('base.yaml'), 'unit.yaml': fileNamed('unit.yaml') };

it.each([
  ['type', TYPES, VALUE_TYPES],
  ['operator', OPERATOR_ROWS, Object.keys(OPERATORS)],
  ['function', FUNCTION_ROWS, Object.keys(FUNCTIONS)],
  ['function of lines', LINE_FUNCTION_ROWS, LINE_FUNCTION_NAMES],
  ['code', ALL_CODES, Object.keys(CODES)],
  ['requirement', REQUIREMENT_ROWS, REQUIREMENTS],
])('has one row for every %s', (_, rows, wanted) => {
  expect(rows.map(({ name }) => name).sort()).toEqual([...wanted].sort());
});

it.each(rowsUnder('Drift'))(
  'has the limit $name, and says what holds without it',
  async ({ name, cells }) => {
    const key = name.replace(/_(.)/g, (_, letter: string) =>
      letter.toUpperCase(),
    ) as keyof typeof DRIFT_LIMITS;
    const shown = cells[0] === 'none' ? null : Number(cells[0]!.replace(/[`%]/g, '')) / 100;
    expect(DRIFT_LIMITS[key]).toEqual(shown);
    const source = { name: 'a.yaml', text: `${BASE['base.yaml']}drift: { ${name}: 7% }\n` };
    const { value } = await readCriteriaSource(source, async () => null);
    const limit = value!.drift[key];
    expect(typeof limit === 'number' ? limit : limit!.value).toBe(0.07);
  },
);

it.each(rowsUnder('Flags of drift'))('names commands that have the flag $name', ({ name, cells }) => {
  for (const of of codesIn(cells[0]!)) {
    const { flags } = COMMANDS.find(({ declaration }) => declaration.name === of)!.declaration;
    expect(Object.values(flags).map(({ option }) => option.long)).toContain(name);
  }
});

it('has a row for every limit of drift, and reads the example', async () => {
  expect(rowsUnder('Drift').length).toBe(Object.keys(DRIFT_LIMITS).length);
  const [, example] = /```yaml\n(drift: [^`]*)```/.exec(README)!;
  const source = { name: 'a.yaml', text: `${BASE['base.yaml']}${example}` };
  const { value, diagnostics } = await readCriteriaSource(source, async () => null);
  expect(diagnostics).toEqual([]);
  expect(value!.drift).toMatchObject({ maxGone: 0.1, maxKeyChange: { kind: 'count', value: 3 } });
});

it('reads the example of what a report shows', async () => {
  const [, example] = /```yaml\n(report: [^`]*)```/.exec(README)!;
  const orders = fileNamed('orders.yaml').replace(
    /^fields:$/m,
    'fields:\n  region: { type: text }\n  business_unit: { type: text }',
  );
  const source = { name: 'a.yaml', text: `${orders}${example}` };
  const { value, diagnostics } = await readCriteriaSource(source, async () => null);
  expect(diagnostics).toEqual([]);
  expect(value!.report.baseBy.map(({ kind }) => kind)).toEqual(['unit', 'customers', 'lines']);
});

it.each(ALL_CODES)('says of $name what the code means', (row) => {
  expect(row.cells[0]).toBe(CODES[row.name as keyof typeof CODES].en);
});

it.each(TYPES)('has a field of type $name and cells that it reads', async ({ name, cells }) => {
  const [field] = codesIn(cells[1]!);
  // A file has one id: the example's takes the place of the usual one.
  const usual = name === 'id' ? DEFAULT.replace('type: id', 'type: text') : DEFAULT;
  const text = usual.replace(/^fields:$/m, `fields:\n  ${field}`);
  const { value, diagnostics } = await readCriteriaSource({ name: 'x.yaml', text }, async () => null);
  expect(diagnostics).toEqual([]);
  const declared = value!.fields[0]!;
  expect(declared.type).toBe(name);
  const read = cellReader(declared, { decimal: '.' });
  expect(codesIn(cells[2]!).filter((cell) => isProblem(read(cell)) || read(cell) === null)).toEqual([]);
});

it.each(INPUT_ROWS)('reads an export that is written with $name', async ({ cells }) => {
  const [, example, file, customers] = cells;
  const io = memoryIo({
    ...BASE,
    'own.yaml': `extends: base.yaml\n${exampleIn(example!)}\n`,
    'c.csv': await fileOf(exampleIn(file!)),
  });
  await runClassify('c.csv', { criteria: 'own.yaml', format: 'ndjson', prefix: '', lang: 'en' }, io);
  expect(io.written().trim().split('\n')).toHaveLength(Number(customers));
});

it('says how the values of a group are made, and of which types', () => {
  const rows = rowsUnder('Groups of companies').map(({ name, cells: [meaning, of, usual] }) => [
    name,
    meaning,
    of!.split(', '),
    usual === '–' ? [] : usual!.split(', '),
  ]);
  expect(rows).toEqual(
    Object.entries(IN_GROUP).map(([way, { meaning, of }]) => [
      way,
      meaning,
      VALUE_TYPES.filter((type) => (of as readonly string[]).includes(type)),
      VALUE_TYPES.filter((type) => usualInGroup(type) === way),
    ]),
  );
});

it('gives the groups of the example their categories', async () => {
  const [, section] = README.split('these rows give the last two columns:\n\n');
  const rows = section!
    .split('\n\n')[0]!
    .split('\n')
    .map((line) =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim()),
    )
    .filter(([first]) => !first!.startsWith('-'));
  const io = memoryIo({
    ...BASE,
    'groups.yaml': fileNamed('groups.yaml'),
    'c.csv': rows.map((row) => row.slice(0, 4).join(',')).join('\n'),
  });
  await runClassify('c.csv', { criteria: 'groups.yaml', format: 'csv', prefix: '', lang: 'en' }, io);
  const found = io
    .written()
    .trim()
    .split('\n')
    .map((line) => line.split(','));
  const [category, group] = ['category', 'group'].map((name) => found[0]!.indexOf(name)) as [number, number];
  expect(found.map((row) => [row[0], row[category], row[group]])).toEqual(
    rows.map((row) => [row[0], row[4], row[5]]),
  );
});

it('has a row for each form of dates', () => {
  const [, section] = README.split('### Dates\n');
  const rows = [
    ...section!.split(/^##+ /m)[0]!.matchAll(/^\| (?:`(.+?)`|none)\s+\| `(.+?)`\s+\| (.*?)\s*\|$/gm),
  ];
  const needs = { century: '`century: 2000`', day: '`day: first` or `day: last`' };
  expect(rows.map(([, format, example, beside]) => [format ?? null, example, beside])).toEqual(
    DATE_FORMS.map((form) => [form.format, form.example, form.needs === null ? '' : needs[form.needs]]),
  );
});

it.each(OPERATOR_ROWS)('has an example of $name that compiles', async ({ name, cells }) => {
  const [example] = codesIn(cells[1]!);
  expect(example).toContain(`${name}:`);
  await expectSilence(`categories: { key: { when: { ${example} } } }\n`);
});

it.each(FUNCTION_ROWS)('has an example of $name that compiles', async ({ name, cells }) => {
  const [example] = codesIn(cells[1]!);
  expect(example).toContain(`${name}(`);
  await expectSilence(`derived: { example: "${example}" }\n`);
});

const LINES = /```csv\n(Customer No[^`]*)```/.exec(README)![1]!;

it.each(LINE_FUNCTION_ROWS)('works $name out of lines as it says', async ({ name, cells }) => {
  const [means, takes, , given] = cells;
  const rule = LINE_FUNCTIONS[name as LineFunction];
  expect([means, takes]).toEqual([rule.meaning, rule.takes.join(', ')]);
  const own = `extends: orders.yaml\nfields: { example: ${codesIn(cells[2]!)[0]} }\n`;
  const io = memoryIo({ 'own.yaml': own, 'orders.yaml': fileNamed('orders.yaml'), 'orders.csv': LINES });
  await runClassify(
    NO_CUSTOMER_FILE,
    { ...TO_CSV, criteria: 'own.yaml', asOf: '2026-06-30', quiet: true },
    io,
  );
  const [header, first] = io.written().split('\n');
  expect(first!.split(',')[header!.split(',').indexOf('example')]).toBe(codesIn(given!)[0]);
});

it('says which days a window has', async () => {
  const [, section] = README.split('| as of        | `within`');
  const rows = [
    ...section!.split('\n\n')[0]!.matchAll(/^\| `(.+?)`\s+\| `(.+?)`\s+\| `(.+?)`\s+\| `(.+?)`/gm),
  ];
  expect(rows.length).toBeGreaterThan(5);
  for (const [, asOf, within, from, to] of rows) {
    const text = fileNamed('orders.yaml').replace('within: 12 months', `within: ${within}`);
    const { value } = await readCriteriaSource({ name: 'a.yaml', text }, async () => null);
    const { after, upTo } = daysWithin(value!.tables[0]!.sums[0]!.within, {
      reckoned: parseDay(asOf!)!,
      known: parseDay(asOf!)!,
    });
    expect([asOf, within, formatDay(after + 1), formatDay(upTo)]).toEqual([asOf, within, from, to]);
  }
});

it.each(formulaRows())('says what %s gives', async (formula, words) => {
  const text = `extends: base.yaml\nderived: { example: "${formula}" }\n`;
  const open = async () => ({ name: 'base.yaml', text: BASE['base.yaml'] });
  const { value } = await readCriteriaSource({ name: 'x.yaml', text }, open);
  const { type } = value!.facts.get('example')!;
  const units: Record<string, string> = { 'a ratio': 'ratio', 'a number': 'number', 'a date': 'day' };
  expect(type).toEqual({ kind: 'number', unit: units[words] ?? words });
});

function formulaRows(): [string, string][] {
  const [, section] = README.split('### Numbers and units in formulas');
  const rows = [...section!.split(/^##+ /m)[0]!.matchAll(/^\| `(.+?)`\s+\| (.*?)\s*\|$/gm)];
  return rows.map((match) => [match[1]!, match[2]!]);
}

async function expectSilence(lines: string): Promise<void> {
  const source = { name: 'x.yaml', text: `extends: default.yaml\n${lines}` };
  const open = async () => ({ name: 'default.yaml', text: DEFAULT });
  expect((await readCriteriaSource(source, open)).diagnostics).toEqual([]);
}

// In Chinese, which is looked at as well.
describe('an example brings out', () => {
  it.each(CRITERIA_CODES)('$name', async ({ name, cells }) => {
    const text = exampleIn(cells[1]!);
    const own = text.startsWith('extends:') ? text : `extends: base.yaml\n${text}`;
    const io = memoryIo({ ...BASE, 'example.yaml': `${own}\n` });
    const codes = await codesOf(async () =>
      (await loadCriteria(io, 'example.yaml')).warnings.map((one) => {
        expectChinese(one);
        return one.code;
      }),
    );
    expect(codes).toEqual([name]);
  });

  it.each(SQL_CODES)('$name', async ({ name, cells }) => {
    const io = memoryIo({ ...BASE, 'example.yaml': `extends: base.yaml\n${exampleIn(cells[1]!)}\n` });
    const flags = { criteria: 'example.yaml', emit: 'query', asOf: '2026-06-30', lang: 'zh' } as const;
    const codes = await codesOf(async () => {
      await runSql(flags, io);
      return [];
    });
    expect(codes).toEqual([name]);
  });

  it.each(CHECK_CODES)('$name', async ({ name, cells }) => {
    const io = memoryIo({ ...BASE, 'example.yaml': `extends: base.yaml\n${exampleIn(cells[1]!)}\n` });
    await runCheck(['example.yaml'], { lang: 'zh', verbose: true, minCoverage: '90' }, io);
    expect(codesSaid(io.written())).toContain(name);
  });

  it.each(MATCH_CODES)('$name', async ({ name, cells }) => {
    const [own, file] = exampleIn(cells[1]!).split(' · ') as [string, string];
    const io = memoryIo({ ...BASE, 'own.yaml': `extends: base.yaml\n${own}\n`, 'c.csv': file });
    await runCheck(['own.yaml'], { lang: 'zh', verbose: true, customers: 'c.csv' }, io);
    expect(codesSaid(io.written())).toContain(name);
  });

  it.each(CUSTOMER_CODES)('$name', async ({ name, cells }) => {
    const example = exampleIn(cells[1]!);
    const [, input = '', file = example] = /^(input: \{.*\}) · (.*)$/s.exec(example) ?? [];
    const own = `extends: base.yaml\n${input}\n`;
    const io = memoryIo({ ...BASE, 'own.yaml': own, 'c.csv': await fileOf(file) });
    const flags = { criteria: 'own.yaml', format: 'csv', prefix: '', lang: 'zh' } as const;
    expect(
      await codesOf(async () => {
        await runClassify('c.csv', flags, io);
        return codesSaid(io.said());
      }),
    ).toEqual([name]);
  });

  it.each(GROUP_CODES)('$name', async ({ name, cells }) => {
    const example = exampleIn(cells[1]!);
    const [, own = '', file = example] = /^((?:group|fields): \{.*\}) · (.*)$/s.exec(example) ?? [];
    const io = memoryIo({
      ...BASE,
      'groups.yaml': fileNamed('groups.yaml'),
      'own.yaml': `extends: groups.yaml\n${own}\n`,
      'c.csv': file,
    });
    const flags = { criteria: 'own.yaml', rejects: 'r.csv', format: 'csv', prefix: '', lang: 'zh' } as const;
    expect(
      await codesOf(async () => {
        await runClassify('c.csv', flags, io);
        return codesSaid(io.said());
      }),
    ).toEqual([name]);
  });

  it.each(BOOK_CODES)('$name', async ({ name, cells }) => {
    const [file, text] = exampleIn(cells[1]!).split(': ') as [string, string];
    const book = await createTestBook({ [file]: `${text}\n` });
    const io = memoryIo({ ...BASE, 'c.csv': 'customer_id,revenue\nA,1\n' });
    const flags = { criteria: 'base.yaml', format: 'csv', prefix: '', lang: 'zh', book: book.path } as const;
    const codes = await codesOf(async () => {
      await runClassify('c.csv', flags, io);
      return codesSaid(io.said());
    });
    await book.clear();
    expect(codes).toEqual([name]);
  });

  it.each(UNREAD_CODES)('$name', async ({ name, cells }) => {
    const io = memoryIo({
      [exampleIn(cells[1]!)]: 'fields: {}',
      'shipped.yaml': DEFAULT,
    });
    const { warnings } = await loadCriteria({ ...io, shipped: () => 'shipped.yaml' }, undefined);
    warnings.forEach(expectChinese);
    expect(warnings.map(({ code }) => code)).toEqual([name]);
  });

  it.each(DATE_CODES)('$name', async ({ name, cells }) => {
    const io = memoryIo({
      ...BASE,
      'dated.yaml': fileNamed('dated.yaml'),
      'c.csv': await fileOf(exampleIn(cells[1]!)),
    });
    await runClassify('c.csv', { criteria: 'dated.yaml', format: 'csv', prefix: '', lang: 'zh' }, io);
    expect(codesSaid(io.said())).toEqual([name]);
    expect(io.said()).toContain('--as-of 2015-12-31');
  });

  it.each(EXPORT_CODES)('$name', async ({ name, cells }) => {
    const io = memoryIo({
      ...BASE,
      'before.csv': 'customer_id,revenue\nA,1\n',
      'c.csv': await fileOf(exampleIn(cells[1]!)),
    });
    const flags = { criteria: 'base.yaml', against: 'before.csv', format: 'json', lang: 'zh' } as const;
    await runDiff('c.csv', flags, io);
    expect(codesSaid(io.said())).toEqual([name]);
  });

  it.each(LINE_CODES)('$name', async ({ name, cells }) => {
    const io = memoryIo({
      'orders.yaml': fileNamed('orders.yaml'),
      'orders.csv': exampleIn(cells[1]!),
      'c.csv': 'Customer No\nA\n',
    });
    const codes = await codesOf(async () => {
      await runClassify('c.csv', { ...TO_CSV, lang: 'zh', criteria: 'orders.yaml', asOf: '2026-06-30' }, io);
      return codesSaid(io.said());
    });
    expect(codes).toEqual([name]);
  });

  it.each(SHARE_CODES)('$name', async ({ name, cells }) => {
    const io = memoryIo({
      ...BASE,
      'shares.yaml': fileNamed('shares.yaml'),
      'c.csv': await fileOf(exampleIn(cells[1]!)),
    });
    await runClassify('c.csv', { criteria: 'shares.yaml', format: 'csv', prefix: '', lang: 'zh' }, io);
    expect(codesSaid(io.said())).toEqual([name]);
  });

  it.each(LOCK_CODES)('$name', async ({ name, cells }) => {
    const files = { 'ranked.yaml': fileNamed('ranked.yaml'), 'ranked.lock.json': exampleIn(cells[1]!) };
    const io = memoryIo({ ...BASE, ...files, 'c.csv': 'customer_id,revenue\nA,1\n' });
    const flags = { criteria: 'ranked.yaml', format: 'csv', prefix: '', lang: 'zh' } as const;
    expect(
      await codesOf(async () => {
        await runClassify('c.csv', flags, io);
        return codesSaid(io.said());
      }),
    ).toEqual([name]);
  });

  it.each(INIT_CODES)('$name', async ({ name, cells }) => {
    const io = memoryIo({ 'c.csv': bytesOf(exampleIn(cells[1]!)) });
    expect(
      await codesOf(async () => {
        await runInit('c.csv', { lang: 'zh' }, io);
        return codesSaid(io.said());
      }),
    ).toEqual([name]);
  });

  it.each(PLAN_CODES)('$name', async ({ name, cells }) => {
    const { all, diagnostics } = await readPlans(bookOf(exampleIn(cells[1]!).split(' · ')));
    const fresh = '<!-- keyaccounts:data why -->\nby revenue\n<!-- /keyaccounts:data -->\n';
    const refreshed = all.flatMap(({ plan }) => refreshPlan(plan.source, fresh).diagnostics);
    const found = [...diagnostics, ...refreshed];
    found.forEach(expectChinese);
    expect(found.map(({ code }) => code)).toEqual([name]);
  });

  it.each(TEMPLATE_CODES)('$name', ({ name, cells }) => {
    const text = `---\naccount: {{ id }}\n---\n${exampleIn(cells[1]!)}`;
    const { diagnostics } = parseTemplate({ name: 'template.md', text }, PLAN_ESCAPES);
    diagnostics.forEach(expectChinese);
    expect(diagnostics.map(({ code }) => code)).toEqual([name]);
  });
});

it('names every name of templates', () => {
  const rows = rowsUnder('Templates of plans');
  expect(rows.map(({ name }) => name)).toEqual(Object.keys(TEMPLATE_NAMES));
  for (const { name, cells } of rows)
    expect([name, codesIn(cells[0]!)]).toEqual([name, TEMPLATE_NAMES[name as TemplateName] ?? []]);
});

// A book that holds these plans.
function bookOf(plans: readonly string[]): BookFolder {
  const names = plans.map((_, at) => `plans/${at}.md`);
  return {
    path: 'book',
    nameOf: (name) => name,
    read: async (name) => plans[names.indexOf(name)] ?? null,
    bytes: async () => null,
    list: async () => names,
    listBelow: async () => names,
  };
}

function exampleIn(cell: string): string {
  const [example] = codesIn(cell);
  return example!.replaceAll('⏎', '\n').replace('…', 'x'.repeat(2_000_000));
}

// "North: … · South: …" is a spreadsheet with these sheets; anything else is the file itself.
// "North: rows · South: rows" is a workbook, "Sheet: rows" one with a single sheet, "name.csv in a zip: rows" an archive.
async function fileOf(text: string): Promise<Uint8Array> {
  const [, inside, csv] = /^(\S+) in a zip: (.*)$/s.exec(text) ?? [];
  if (inside !== undefined) return zipOf({ [inside]: csv! });
  const sheets = text.split(' · ').flatMap((part) => {
    const [, name, rows] = /^(\w+): (.*)$/s.exec(part) ?? [];
    return name === undefined ? [] : [sheetOf(name, rows!.split('\n'))];
  });
  return sheets.length > 1 || text.startsWith('Sheet: ') ? writeXlsx({ sheets }) : bytesOf(text);
}

// "=…" is a formula without a result, "^" a cell merged with the one above, "~" before a row hides it.
function sheetOf(name: string, lines: readonly string[]): WriteSheet {
  const texts = lines.map((line) => line.replace(/^~/, '').split(','));
  const rows = texts.map((row) => row.map(valueIn));
  const merges = texts.flatMap((row, at) =>
    row.flatMap((text, column) =>
      text === '^' ? [{ startRow: at - 1, startCol: column, endRow: at, endCol: column }] : [],
    ),
  );
  const hidden = lines.flatMap((line, at) => (line.startsWith('~') ? [[at, { hidden: true }] as const] : []));
  const cells = texts.flatMap((row, at) =>
    row.flatMap((text, column) =>
      text.startsWith('=') ? [[`${at},${column}`, { formula: text.slice(1) }] as const] : [],
    ),
  );
  return { name, rows, merges, rowDefs: new Map(hidden), cells: new Map(cells) };
}

function valueIn(text: string): string | number | Date | null {
  if (text === '^' || text.startsWith('=')) return null;
  if (/^\d{4}-\d\d-\d\d$/.test(text)) return new Date(text);
  return /^\d+$/.test(text) ? Number(text) : text;
}

function bytesOf(text: string): Uint8Array {
  const parts = text.split(/(\\x[0-9A-F]{2})/);
  return Buffer.concat(
    parts.map((part) => (/^\\x/.test(part) ? Buffer.from(part.slice(2), 'hex') : Buffer.from(part))),
  );
}

async function codesOf(run: () => Promise<string[]>): Promise<string[]> {
  try {
    return await run();
  } catch (error) {
    if (error instanceof InputError) {
      error.diagnostics.forEach(expectChinese);
      return error.diagnostics.map(({ code }) => code);
    }
    throw error;
  }
}

// What check finds comes before its report.
function codesSaid(text: string): string[] {
  const [findings] = text.split(/^检查：/m);
  expectChineseLines(findings!);
  return [...findings!.matchAll(/\[([\w-]+)\]$/gm)].map((match) => match[1]!);
}
