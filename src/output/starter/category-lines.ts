import type { KeyRule, LostRule, StarterRules, TargetRule } from '../../criteria/starter/rules.ts';
import type { Proposed, Starter } from '../../criteria/starter/starter.ts';
import type { StarterWords } from '../words/starter/words.ts';
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
    ...lostLines(rules.lost, words),
    '',
    ...keyLines(starter, proposed, words),
    '',
    ...targetLines(rules.target, words),
    '',
    `  # ${words.normal}`,
    '  normal:',
    '    when: otherwise',
  ];
}

function lostLines(rules: readonly LostRule[], words: StarterWords): string[] {
  if (rules.length === 0) return noted(words.noLost);
  const lines = [`  # ${words.lost}`, '  lost:', '    when:', '      any:'];
  for (const rule of rules) {
    lines.push(`        # ${words.lostRules[rule.kind]}`, `        - id: ${rule.kind}`);
    switch (rule.kind) {
      case 'closed':
        lines.push(`          ${oneOf(rule.field.name, rule.values)}`);
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

function targetLines(rule: TargetRule | null, words: StarterWords): string[] {
  if (rule === null) return noted(words.noTarget);
  const lines = [`  # ${words.target} (${words.targetRules[rule.kind]})`, '  target:', '    when:'];
  if (rule.kind === 'status') return [...lines, `      ${oneOf(rule.field.name, rule.values)}`];
  lines.push(`      ${rule.measure}: { at_most: 0 }`);
  if (rule.prior !== null) lines.push(`      ${rule.prior}: { at_most: 0 }`);
  return lines;
}

function keyLines({ rules }: Starter, proposed: Proposed, words: StarterWords): string[] {
  if (rules.key.length === 0) return noted(words.noKey);
  const lines = [`  # ${words.key}`];
  if (rules.measure !== null && rules.measure.field.name !== 'revenue')
    lines.push(`  # ${words.notRevenue(rules.measure.field.name)}`);
  if (!rules.key.some(({ kind }) => kind === 'growing')) lines.push(`  # ${words.noGrowth}`);
  lines.push('  key:', '    when:', '      any:');
  for (const rule of rules.key) lines.push(...keyRuleLines(rule, rules, proposed, words));
  return lines;
}

function keyRuleLines(
  rule: KeyRule,
  { measure }: StarterRules,
  { large, wide, growth }: Proposed,
  words: StarterWords,
): string[] {
  const name = measure?.field.name ?? '';
  const line = rule.kind === 'large' ? large : wide;
  const reached = line === null ? words.nobody(name) : words.reached(line.reached, line.of, name);
  const comment = `        # ${words.keyRules[rule.kind]}`;
  const present = measure?.blanks === true ? 'present: yes, ' : '';
  const size = `          ${name}: { ${present}at_least: ${line?.amount ?? EXAMPLE} }`;
  const profit = '          margin: { more_than: 0% }';
  switch (rule.kind) {
    case 'large':
      return [`${comment}: ${reached}`, '        - id: large', size, ...(rule.profitable ? [profit] : [])];
    case 'growing': {
      const rate = growth.get(rule.growth) ?? '15%';
      const growing = `          ${rule.growth}: { present: yes, at_least: ${rate} }`;
      return [comment, `        # (${reached})`, `        - id: ${rule.id}`, size, growing];
    }
    case 'catalyst': {
      const flag = `          ${rule.field.name}: { present: yes, is: yes }`;
      return [comment, '        - id: catalyst', flag, size, ...(rule.profitable ? [profit] : [])];
    }
    case 'class':
      return [comment, '        - id: best-class', `          ${oneOf(rule.field.name, rule.values)}`];
    case 'flag':
      return [comment, '        - id: strategic', `          ${rule.field.name}: { present: yes, is: yes }`];
  }
}

const EXAMPLE = '1m';

// "status: closed", or one of several; a blank cell is none of them.
function oneOf(name: string, values: readonly string[]): string {
  const quoted = values.map(quoteYaml);
  const test = quoted.length === 1 ? `is: ${quoted[0]}` : `in: [${quoted.join(', ')}]`;
  return `${name}: { present: yes, ${test} }`;
}

function noted(lines: readonly string[]): string[] {
  return lines.map((line) => `  # ${line}`);
}
