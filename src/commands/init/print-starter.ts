import { categoryLines } from './category-lines.ts';
import { asComment, fieldLines, shown } from './field-lines.ts';
import type { Proposed, Starter } from './profile/starter.ts';
import type { StarterWords } from './words.ts';
import { quoteYaml } from './yaml-text.ts';

/** What a starter file says of its export, and the language in which it does. */
export interface StarterRun {
  /** The export, as people named it. */
  readonly file: string;
  /** What was told of it, and must be told again. */
  readonly encoding: string | null;
  readonly delimiter: string | null;
  readonly words: StarterWords;
}

/** The starter criteria file as text; its comments say what was seen, and what is proposed. */
export function printStarter(starter: Starter, proposed: Proposed, run: StarterRun): string {
  const { words } = run;
  const { fields, rules, rows } = starter;
  const used = fields.filter(({ name }) => rules.used.has(name));
  const unused = fields.filter(({ name }) => !rules.used.has(name));
  const file = shown(run.file);
  const lines = [
    ...words.intro(file, rows).map((line) => `# ${line}`),
    `name: ${words.title}`,
    'version: "0.1"',
    `reason: ${quoteYaml(words.reason(file))}`,
    `# ${words.owner}`,
    '',
    ...inputLines(starter, run),
    ...words.fields.map((line) => `# ${line}`),
    'fields:',
    ...used.flatMap((field) => fieldLines(field, rules.zeroBlanks, rows, words)),
  ];
  if (unused.length > 0) {
    lines.push('', ...words.unused.map((line) => `# ${line}`));
    lines.push(...unused.flatMap((field) => asComment(fieldLines(field, rules.zeroBlanks, rows, words))));
  }
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

function inputLines({ decimal }: Starter, { encoding, delimiter, words }: StarterRun): string[] {
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
  if (encoding !== null) keys.push(`  encoding: ${quoteYaml(encoding)}`);
  if (delimiter !== null) keys.push(`  delimiter: ${quoteYaml(delimiter)}`);
  return keys.length === 0 ? [] : ['input:', ...keys, ''];
}

function dutyLines({ fields, rules }: Starter, words: StarterWords): string[] {
  const has = (name: string): boolean =>
    rules.derived.some((one) => one.name === name) ||
    fields.some((field) => field.known && field.name === name && rules.used.has(name));
  const lines = [`# ${words.duties}`, 'duties:'];
  lines.push(has('account_manager') ? '  manager: account_manager' : `  # ${words.noManager}`);
  lines.push('  plan: required', '  review_every: 90 days');
  const checks = CHECKS.filter(([fact]) => has(fact)).map(([, line]) => `  - { ${line} }`);
  return checks.length === 0 ? lines : [...lines, '', `# ${words.checks}`, 'checks:', ...checks];
}

const CHECKS = [
  [
    'margin',
    'id: profitable, for: key, duty: profit, expect: { margin: { more_than: 0% } }, severity: error',
  ],
  [
    'growth',
    'id: not-shrinking, for: key, duty: growth, expect: { growth: { at_least: 0% } }, severity: warning',
  ],
  [
    'on_time_rate',
    'id: on-time, for: key, duty: value, expect: { on_time_rate: { at_least: 95% } }, severity: warning',
  ],
  [
    'idle_days',
    'id: going-quiet, for: [key, normal], duty: relationship, expect: { idle_days: { at_most: 120 days } }, severity: warning',
  ],
  [
    'lost_reason',
    'id: reason-known, for: lost, duty: reason, expect: { lost_reason: { present: yes } }, severity: warning',
  ],
] as const;
