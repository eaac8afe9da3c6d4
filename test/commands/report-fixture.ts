import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { main } from '../../src/cli.ts';
import { ROOT } from '../case-folders.ts';
import { memoryIo } from './memory-io.ts';

// The shipped criteria and a sample, by the names that tests use.
const SHIPPED = {
  'criteria/default.yaml': read('criteria', 'default.yaml'),
  'sample.csv': read('fixtures', 'customers', 'sample.csv'),
  ...Object.fromEntries(
    ['key.en', 'key.zh'].map((name) => [
      `criteria/plans/${name}.md`,
      read('criteria', 'plans', `${name}.md`),
    ]),
  ),
};

/** Runs a report of a day in memory; what it wrote. Throws with what was said when it could not. */
export async function runReport(files: Readonly<Record<string, string>>, ...args: string[]): Promise<string> {
  const day = args.includes('--as-of') ? [] : ['--as-of', '2026-06-30'];
  return runCommand('report', files, ...args, ...day);
}

/** Runs a command; broken duties are no failure. */
export async function runCommand(
  command: string,
  files: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<string> {
  const io = memoryIo({ ...SHIPPED, ...files });
  const code = await main([command, ...args, '--quiet'], io);
  if (code > 1) throw new Error(`ended with ${code}: ${io.said()}`);
  return io.written();
}

/** The Chinese sample, as text. */
export function chineseExport(): string {
  const bytes = readFileSync(join(ROOT, 'fixtures', 'customers', 'sample-zh.csv'));
  return new TextDecoder('gb18030', { fatal: true }).decode(bytes);
}

export function monthlyExport(month: string): string {
  return read('fixtures', 'book', 'monthly', `2026-${month}.csv`);
}

/** What people and machines have put into names to make something of them. */
export const HOSTILE = [
  '<script>window.hacked=1</script>',
  '"onload="window.hacked=1" x="',
  "'><img src=x onerror=window.hacked=1>",
  '</title><script>window.hacked=1</script>',
  '</style><script>window.hacked=1</script>',
  '--><svg onload=window.hacked=1>',
  'javascript:window.hacked=1',
  '{{constructor.constructor("window.hacked=1")()}}',
  '&lt;b&gt;&amp;amp;',
  '\u001b[31mred\u001b[0m',
  'abc\u202egnp.exe',
  'zero\u200bwidth',
  '=HYPERLINK("http://evil.example","x")',
  // biome-ignore lint/suspicious/noTemplateCurlyInString: it is meant to look like a template
  '`${window.hacked=1}`',
];

/** An export in which every customer has a hostile name, unit and manager, some of each category. */
export function hostileExport(): string {
  const quote = (text: string): string => `"${text.replaceAll('"', '""')}"`;
  const head =
    'customer_id,customer_name,business_unit,account_manager,status,revenue,prior_revenue,gross_profit,potential,last_order,on_time_rate,lost_reason';
  const rows = HOSTILE.flatMap((text, index) => {
    const [name, id] = [quote(text), quote(`${text.replace(/[^ -~]/g, '?')}${index}`)];
    return [
      `${id},${name},${name},${name},active,${6_000_000 + index},5000000,900000,20000000,2026-06-01,90%,`,
      `T${index},${name},${name},${name},prospect,,,,${9_000_000 + index},,,`,
      `L${index},${name},${name},${name},closed,100,${100_000 + index},10,,2025-01-01,,`,
    ];
  });
  return `${[head, ...rows].join('\n')}\n`;
}

function read(...path: string[]): string {
  return readFileSync(join(ROOT, ...path), 'utf8');
}
