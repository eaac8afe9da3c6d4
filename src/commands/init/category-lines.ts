import type { StarterField } from './profile/fields.ts';
import type { KeyRule } from './profile/rules.ts';
import type { Proposed, Starter } from './profile/starter.ts';
import type { StarterWords } from './words.ts';
import { quoteYaml } from './yaml-text.ts';

/** The categories with their rules, and in comments those for which the export has no column. */
export function categoryLines(starter: Starter, proposed: Proposed, words: StarterWords): string[] {
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
    lines.push(`        # ${words.lostRules[rule.kind]}`, `        - id: ${rule.kind}`);
    switch (rule.kind) {
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

function targetLines({ rules: { target: rule }, rows }: Starter, words: StarterWords): string[] {
  if (rule === null) return noted(words.noTarget);
  const lines = [`  # ${words.target(words.targetRules[rule.kind])}`, '  target:', '    when:'];
  if (rule.kind === 'status') return [...lines, `      ${oneOf(rule.field, rule.values, rows)}`];
  lines.push(`      ${rule.measure}: { at_most: 0 }`);
  if (rule.prior !== null) lines.push(`      ${rule.prior}: { at_most: 0 }`);
  return lines;
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
        '        - id: large',
        size,
        ...(rule.profitable ? [profit] : []),
      ];
    case 'growing': {
      const rate = growth.get(rule.growth) ?? '15%';
      const growing = `          ${rule.growth}: { present: yes, at_least: ${rate} }`;
      const said = comments(...words.growing[rule.growth], words.largeQuarter(reached));
      return [...said, `        - id: ${rule.id}`, size, growing];
    }
    case 'catalyst': {
      const flag = `          ${marked(rule.field, rows)}`;
      return [
        ...comments(words.keyRules[rule.kind]),
        '        - id: catalyst',
        flag,
        size,
        ...(rule.profitable ? [profit] : []),
      ];
    }
    case 'class':
      return [
        ...comments(words.keyRules[rule.kind]),
        '        - id: best-class',
        `          ${oneOf(rule.field, rule.values, rows)}`,
      ];
    case 'flag':
      return [
        ...comments(words.keyRules[rule.kind]),
        '        - id: strategic',
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

function marked({ name, column }: StarterField, rows: number): string {
  return column.filled < rows ? `${name}: { present: yes, is: yes }` : `${name}: yes`;
}

function noted(lines: readonly string[]): string[] {
  return lines.map((line) => `  # ${line}`);
}
