import { openRates } from '../../fields/convert.ts';
import { scaleName } from '../../fields/header-unit.ts';
import { cleanText } from '../../output/clean.ts';
import type { Language } from '../../output/language.ts';
import { cutText } from '../../output/width.ts';
import { quoteYaml } from '../../text/quote-yaml.ts';
import { blankWordsOf, type StarterField } from './fields.ts';
import { listed, type Notation } from './guess-type.ts';
import { blankCells } from './profile.ts';
import type { Proposed } from './propose-lines.ts';
import { type TitledRule, titleLine } from './rule-titles.ts';
import type { KeyRule, LostRule, Starter, StarterLines } from './starter.ts';
import { type StarterWords, starterWords } from './words.ts';

/** What the file says of the export that it was made from, and the language of its comments. */
export interface StarterSource {
  /** The export, as people named it. */
  readonly file: string;
  /** What flags said of it, so that the criteria must say it too. */
  readonly encoding: string | null;
  readonly delimiter: string | null;
  /** The sign that takes the meaning from the next one, which was found. */
  readonly escape: string | null;
  readonly language: Language;
}

/** The starter criteria file as text; its comments say what the export shows and what is proposed. */
export function printStarter(starter: Starter, proposed: Proposed, source: StarterSource): string {
  const words = starterWords(source.language);
  const { fields, rules, rows } = starter;
  const used = fields.filter(({ name }) => rules.used.has(name));
  const unused = fields.filter(({ name }) => !rules.used.has(name));
  const file = shown(source.file);
  const lines = [
    ...words.intro(file, rows).map((line) => `# ${line}`),
    `name: ${words.title}`,
    'version: "0.1"',
    `reason: ${quoteYaml(words.reason(file))}`,
    `# ${words.owner}`,
    '',
    ...(starter.lines?.hasCustomers === false ? [] : inputLines(starter, source, words)),
    ...(starter.lines === null ? [] : [...starter.lines.table, ...spareLines(starter.lines, words), '']),
    ...groupLines(starter, words),
    ...words.fields.map((line) => `# ${line}`),
    'fields:',
    ...used.flatMap((field) => fieldLines(field, starter, words)),
  ];
  if (unused.length > 0) {
    lines.push('', ...words.unused.map((line) => `# ${line}`));
    lines.push(
      ...unused.slice(0, MOST_UNUSED).flatMap((field) => asComment(fieldLines(field, starter, words))),
    );
    if (unused.length > MOST_UNUSED) lines.push(`  # ${words.moreUnused(unused.length - MOST_UNUSED)}`);
  }
  for (const { fields: worked } of starter.lines?.spare ?? []) lines.push(...asComment(worked));
  if (starter.nameless.length > 0) {
    const places = starter.nameless.map(({ index }) => index + 1);
    lines.push(`# ${words.nameless(places.join(', '))}`);
  }
  if (rules.derived.length > 0) {
    lines.push('', `# ${words.derived}`, 'derived:');
    lines.push(...rules.derived.map(({ name, formula }) => `  ${name}: ${formula}`));
  }
  lines.push('', ...categoryLines(starter, proposed, words), '', ...dutyLines(starter, words));
  return `${lines.join('\n')}\n`;
}

// So many that the criteria can still be read: a file of YAML has at most 100,000 lines.
const MOST_UNUSED = 2000;

/** How a customer file is written, and the fields that rules would read of it: enough to read its rows. */
export function printColumns(starter: Starter, source: StarterSource): string[] {
  const words = starterWords(source.language);
  const used = starter.fields.filter(({ name }) => starter.rules.used.has(name));
  return [
    ...inputLines(starter, source, words),
    'fields:',
    ...used.flatMap((field) => fieldLines(field, starter, words)),
  ];
}

/** A table of order lines as it stands in the file: how it is written, whose line it is, and its fields. */
export function printTable(
  name: string,
  starter: Starter,
  fields: readonly StarterField[],
  source: StarterSource,
): string[] {
  const words = starterWords(source.language);
  const indent = (line: string): string => `    ${line}`;
  // The id of a line's customer goes by another name.
  const input = inputLines(starter, source, words)
    .filter((line) => line !== '')
    .map((line) => line.replace(`{ ${starter.id.name}:`, '{ customer:'));
  return [
    'tables:',
    `  ${name}:`,
    `    customer: { columns: [${quoteYaml(starter.id.column.header)}] }`,
    ...input.map(indent),
    ...(fields.length === 0 ? [] : ['    fields:']),
    ...fields.flatMap((field) => fieldLines(field, starter, words)).map(indent),
  ];
}

function inputLines(
  { decimal, leftOut, hasFooter, html, unitRow, money, id, rows }: Starter,
  { encoding, delimiter, escape: sign }: StarterSource,
  words: StarterWords,
): string[] {
  const keys: string[] = [];
  if (decimal.decimal === ',' || decimal.doubt !== null) {
    if (decimal.doubt !== null) {
      const { column, text } = decimal.doubt;
      const other = decimal.decimal === ',' ? '.' : ',';
      keys.push(`  # ${words.confirmDecimal(shown(column), shown(text), other)}`);
    }
    const comment = decimal.decimal === ',' ? ` # ${words.decimalComma}` : '';
    keys.push(`  decimal: "${decimal.decimal}"${comment}`);
  }
  if (money.currency !== null) {
    const bare = money.bare ? ` # ${words.bareAmounts}` : '';
    keys.push(`  currency: ${money.currency}${bare}`);
  }
  if (money.others.length > 0) {
    keys.push(...words.openRates(money.currency!).map((line) => `  # ${line}`));
    keys.push(`  rates: ${openRates(money.others)}`);
  }
  const blankIds = rows - id.column.filled;
  const withoutId = blankIds > 0 ? words.blankIds(blankIds) : leftOut.has('no id') ? words.total : null;
  if (leftOut.size > 0 || withoutId !== null || unitRow !== null) keys.push('  leave_out:');
  if (unitRow !== null)
    keys.push(`    - { ${unitRow.name}: [${quoteYaml(unitRow.text)}] } # ${words.unitRow}`);
  for (const [name, forms] of leftOut) {
    if (name === 'no id') continue;
    const comment = forms.every(({ isTotal }) => isTotal) ? words.total : words.noCustomers;
    keys.push(`    - { ${name}: [${forms.map(({ form }) => quoteYaml(form)).join(', ')}] } # ${comment}`);
  }
  if (withoutId !== null) keys.push(`    - { ${id.name}: blank } # ${withoutId}`);
  if (html) keys.push(`  html: yes # ${words.html}`);
  if (hasFooter) keys.push(`  ends_at: blank_row # ${words.footer}`);
  if (encoding !== null) keys.push(`  encoding: ${quoteYaml(encoding)}`);
  if (delimiter !== null) keys.push(`  delimiter: ${quoteYaml(delimiter)}`);
  if (sign !== null) keys.push(`  escape: ${quoteYaml(sign)} # ${words.escaped}`);
  return keys.length === 0 ? [] : ['input:', ...keys, ''];
}

// Groups of companies, ready to be used: by the id of the parent, or by its name where no column has an id.
function groupLines({ parents: [by], fields, id }: Starter, words: StarterWords): string[] {
  if (by === undefined) return [];
  const named = !alike(by.guess.example, id.guess.example);
  const name = named && fields.some((field) => field.known && field.name === 'customer_name');
  return [
    `# ${words.group(by.name)}`,
    `# group: { by: ${by.name}${name ? ', matches: customer_name' : ''} }`,
    '',
  ];
}

// Whether two texts have letters and digits in the same places, as ids of one kind do.
function alike(one: string, other: string): boolean {
  const [form, otherForm] = [one, other].map((text) => text.replace(/\d/g, '0').replace(/\p{L}/gu, 'a'));
  return form === otherForm;
}

function spareLines({ spare }: StarterLines, words: StarterWords): string[] {
  return spare.flatMap(({ name, file, table }) => [
    ...words.spare(name, shown(file)).map((line) => `  # ${line}`),
    ...asComment(table),
  ]);
}

// One field, with what its cells showed behind its name.
function fieldLines(
  field: StarterField,
  { rules: { zeroBlanks }, money, rows, lines: fromLines }: Starter,
  words: StarterWords,
): string[] {
  const { name, column, guess } = field;
  const worked = fromLines?.fields.get(name);
  if (worked !== undefined) return [`  ${name}: ${worked}`];
  const seen = words.seen({
    type: guess.type,
    formats: guess.notation.formats,
    fits: guess.fits,
    filled: column.filled,
    rows,
    values: guess.values.length,
    example: shown(guess.example),
    unique: column.unique,
    misfit: guess.misfit === null ? null : { ...guess.misfit, text: shown(guess.misfit.text) },
  });
  const lines = [`  ${name}: # ${seen}`, `    type: ${guess.type}`];
  lines.push(...listLines('columns', [quoteYaml(column.header)]));
  if (guess.type === 'choice') lines.push(...listLines('values', guess.values.map(quoteYaml)));
  for (const doubt of guess.doubts) lines.push(`    # ${words.confirm[doubt.kind](doubt)}`);
  lines.push(...notationLines(guess.notation));
  const currencies = money.columns.get(name);
  if (currencies !== undefined) lines.push(`    currency_column: ${quoteYaml(currencies)}`);
  if (field.known && name === 'new_market') lines.push('    subjective: true');
  const blanks = [...blankWordsOf(field).keys()];
  if (blanks.length > 0)
    lines.push(`    blanks: [${blanks.map(quoteYaml).join(', ')}] # ${words.blankWords}`);
  if (zeroBlanks.has(name)) {
    const comment = words.blankIsZero(blankCells(column, rows));
    lines.push(`    missing: 0 # ${comment}`);
  }
  return lines;
}

// A text from the export as a comment may hold it.
function shown(text: string): string {
  return cutText(cleanText(text), 40);
}

// The same lines commented out, so that they are in the right place once the "# " is removed.
function asComment(lines: readonly string[]): string[] {
  return lines.map((line) => `  # ${line.slice(2)}`);
}

function notationLines({ formats, decimal, scale, ...rest }: Notation): string[] {
  const keys = {
    ...rest,
    decimal: decimal === null ? null : quoteYaml(decimal),
    scale: scale === null ? null : scaleName(scale),
  };
  const said = Object.entries(keys).flatMap(([key, value]) =>
    value === null ? [] : [`    ${key}: ${value}`],
  );
  return formats.length === 0 ? said : [`    format: ${listed(formats)}`, ...said];
}

// `[a, b]` on one line if it fits, else one item a line, behind a key at some indentation.
function listLines(key: string, items: readonly string[]): string[] {
  const line = `    ${key}: [${items.join(', ')}]`;
  if (line.length <= WIDTH) return [line];
  return [`    ${key}:`, ...items.map((item) => `      - ${item}`)];
}

const WIDTH = 110;

// The categories with their rules, and in comments those for which the export has no column.
function categoryLines(starter: Starter, proposed: Proposed, words: StarterWords): string[] {
  const { rules } = starter;
  const used = (['lost', 'key', 'target'] as const).filter((name) =>
    name === 'target' ? rules.target !== null : rules[name].length > 0,
  );
  return [
    `# ${words.priority}`,
    `priority: [${[...used, 'normal'].join(', ')}]`,
    '',
    'categories:',
    ...lostLines(starter, words),
    '',
    ...keyLines(starter, proposed, words),
    '',
    ...targetLines(starter, words),
    '',
    `  # ${words.normal}`,
    '  normal:',
    '    when: otherwise',
  ];
}

function lostLines({ rules: { lost }, rows }: Starter, words: StarterWords): string[] {
  if (lost.length === 0) return noted(words.noLost);
  const lines = [`  # ${words.lost}`, '  lost:', '    when:', '      any:'];
  for (const rule of lost) {
    const id = 'field' in rule && rule.field.name !== 'status' ? ruleOf(rule.kind, rule.field) : rule.kind;
    lines.push(
      `        # ${words.lostRules[rule.kind]}`,
      ...idLines(id, id === rule.kind ? rule.kind : null),
    );
    switch (rule.kind) {
      case 'marked':
        lines.push(`          ${marked(rule.field, rows, rule.is)}`);
        break;
      case 'closed':
        lines.push(`          ${oneOf(rule.field, rule.values, rows)}`);
        break;
      case 'no-order':
        lines.push('          idle_days: { present: yes, more_than: 365 days }');
        break;
      case 'stopped-buying':
        lines.push(`          ${rule.measure}: { at_most: 0 }`, `          ${rule.prior}: { more_than: 0 }`);
    }
  }
  return lines;
}

// The rule of one field among several goes by its id, which names the field.
function idLines(id: string, rule: TitledRule | null): string[] {
  return [`        - id: ${id}`, ...(rule === null ? [] : [`          ${titleLine(rule)}`])];
}

// "marked-churn-flag": the rule of a field, where several may have one.
function ruleOf(kind: LostRule['kind'], { name }: StarterField): string {
  return `${kind}-${name.replaceAll('_', '-')}`;
}

function keyLines(starter: Starter, proposed: Proposed, words: StarterWords): string[] {
  const { rules } = starter;
  if (rules.key.length === 0) return noted(words.noKey);
  const lines = [`  # ${words.key}`];
  if (rules.measure !== null && rules.measure.field.name !== 'revenue')
    lines.push(`  # ${words.notRevenue(rules.measure.field.name)}`);
  if (!rules.key.some(({ kind }) => kind === 'growing')) lines.push(`  # ${words.noGrowth}`);
  lines.push('  key:', '    when:', '      any:');
  for (const rule of rules.key) lines.push(...keyRuleLines(rule, starter, proposed, words));
  return lines;
}

function keyRuleLines(
  rule: KeyRule,
  { rules: { measure }, rows }: Starter,
  { large, wide, growth }: Proposed,
  words: StarterWords,
): string[] {
  const name = measure?.field.name ?? '';
  const line = rule.kind === 'large' ? large : wide;
  const reached = line === null ? words.nobody(name) : words.reached(line.reached, line.of, name);
  const comments = (text: string, ...more: readonly string[]): string[] =>
    [text, ...more].map((one) => `        # ${one}`);
  const present = measure?.blanks === true ? 'present: yes, ' : '';
  const size = `          ${name}: { ${present}at_least: ${line?.amount ?? EXAMPLE} }`;
  const profit = '          margin: { more_than: 0% }';
  switch (rule.kind) {
    case 'large':
      return [
        ...comments(words.largeTenth(reached)),
        ...idLines('large', 'large'),
        size,
        ...(rule.profitable ? [profit] : []),
      ];
    case 'growing': {
      const rate = growth.get(rule.growth) ?? '15%';
      const growing = `          ${rule.growth}: { present: yes, at_least: ${rate} }`;
      const said = comments(...words.growing[rule.growth], words.largeQuarter(reached));
      return [...said, ...idLines(rule.id, rule.growth), size, growing];
    }
    case 'catalyst': {
      const flag = `          ${marked(rule.field, rows)}`;
      return [
        ...comments(words.keyRules[rule.kind]),
        ...idLines('catalyst', 'catalyst'),
        flag,
        size,
        ...(rule.profitable ? [profit] : []),
      ];
    }
    case 'class':
      return [
        ...comments(words.keyRules[rule.kind]),
        ...idLines('best-class', 'best-class'),
        `          ${oneOf(rule.field, rule.values, rows)}`,
      ];
    case 'flag':
      return [
        ...comments(words.keyRules[rule.kind]),
        ...idLines('strategic', 'strategic'),
        `          ${marked(rule.field, rows)}`,
      ];
  }
}

const EXAMPLE = '1m';

// "status: closed", or one of several; a blank cell is none of them.
function oneOf({ name, column }: StarterField, values: readonly string[], rows: number): string {
  const quoted = values.map(quoteYaml);
  const test = quoted.length === 1 ? `is: ${quoted[0]}` : `in: [${quoted.join(', ')}]`;
  if (column.filled < rows) return `${name}: { present: yes, ${test} }`;
  return quoted.length === 1 ? `${name}: ${quoted[0]}` : `${name}: { ${test} }`;
}

function marked({ name, column }: StarterField, rows: number, is: 'yes' | 'no' = 'yes'): string {
  return column.filled < rows ? `${name}: { present: yes, is: ${is} }` : `${name}: ${is}`;
}

function targetLines({ rules: { target: rule }, rows }: Starter, words: StarterWords): string[] {
  if (rule === null) return noted(words.noTarget);
  const lines = [`  # ${words.target(words.targetRules[rule.kind])}`, '  target:', '    when:'];
  if (rule.kind === 'status') return [...lines, `      ${oneOf(rule.field, rule.values, rows)}`];
  if (rule.kind === 'marked') return [...lines, `      ${marked(rule.field, rows)}`];
  lines.push(`      ${rule.measure}: { at_most: 0 }`);
  if (rule.prior !== null) lines.push(`      ${rule.prior}: { at_most: 0 }`);
  return lines;
}

function noted(lines: readonly string[]): string[] {
  return lines.map((line) => `  # ${line}`);
}

function dutyLines({ fields, rules }: Starter, words: StarterWords): string[] {
  const has = (name: string): boolean =>
    rules.derived.some((one) => one.name === name) ||
    fields.some((field) => field.known && field.name === name && rules.used.has(name));
  const lines = [`# ${words.duties}`, 'duties:'];
  lines.push(has('account_manager') ? '  manager: account_manager' : `  # ${words.noManager}`);
  lines.push('  plan: required', '  review_every: 90 days');
  const checks = CHECKS.filter(([fact]) => has(fact)).map(
    ([, id, line]) => `  - { id: ${id}, ${titleLine(id)}, ${line} }`,
  );
  return checks.length === 0 ? lines : [...lines, '', `# ${words.checks}`, 'checks:', ...checks];
}

const CHECKS = [
  ['margin', 'profitable', 'for: key, duty: profit, expect: { margin: { more_than: 0% } }, severity: error'],
  [
    'growth',
    'not-shrinking',
    'for: key, duty: growth, expect: { growth: { at_least: 0% } }, severity: warning',
  ],
  [
    'on_time_rate',
    'on-time',
    'for: key, duty: value, expect: { on_time_rate: { at_least: 95% } }, severity: warning',
  ],
  [
    'idle_days',
    'going-quiet',
    'for: [key, normal], duty: relationship, expect: { idle_days: { at_most: 120 days } }, severity: warning',
  ],
  [
    'lost_reason',
    'reason-known',
    'for: lost, duty: reason, expect: { lost_reason: { present: yes } }, severity: warning',
  ],
] as const;
