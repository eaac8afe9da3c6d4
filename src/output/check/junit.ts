import { formatDay } from '../../fields/day.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { cleanText } from '../clean.ts';
import { fullMessage, regionOf } from './region.ts';
import type { CheckResult } from './result.ts';

/**
 * JUnit XML, as CI servers read it: for each file a suite of its findings and a suite of its cases. Every
 * attribute that the schema of Ant's reports asks for is there; the time is the as-of day's.
 */
export function formatJunit(results: readonly CheckResult[], asOf: number): string {
  const suites = results.flatMap((result) => {
    const failures = result.diagnostics.filter(({ severity }) => severity === 'error');
    const caseFailures = new Map<string, Diagnostic[]>();
    const others: Diagnostic[] = [];
    for (const diagnostic of failures) {
      const name = result.cases.find(({ example }) => ownsCase(diagnostic, example.span))?.example.name;
      if (name === undefined) others.push(diagnostic);
      else caseFailures.set(name, [...(caseFailures.get(name) ?? []), diagnostic]);
    }
    const lint =
      others.length === 0
        ? [testCase('lint', result.file, [])]
        : others.map((one) => testCase(one.code, result.file, [one]));
    const cases = result.cases.map(({ example }) =>
      testCase(example.name, result.file, caseFailures.get(example.name) ?? []),
    );
    return [
      { name: `${result.file} lint`, cases: lint, failures: others.length },
      ...(cases.length === 0 ? [] : [{ name: `${result.file} cases`, cases, failures: caseFailures.size }]),
    ];
  });
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${suites.map((one, id) => suite(one, id, asOf)).join('')}</testsuites>\n`;
}

function ownsCase(
  { at, code }: Diagnostic,
  span: { readonly start: number; readonly end: number; readonly source: object },
): boolean {
  const own = code === 'failed-case' || code === 'bad-case';
  return (
    own && at.kind === 'span' && at.source === span.source && at.start >= span.start && at.end <= span.end
  );
}

interface Suite {
  readonly name: string;
  readonly cases: readonly string[];
  readonly failures: number;
}

function suite({ name, cases, failures }: Suite, id: number, asOf: number): string {
  const attributes = {
    package: 'keyaccounts',
    id,
    name,
    timestamp: `${formatDay(asOf)}T00:00:00`,
    hostname: 'localhost',
    tests: cases.length,
    failures,
    errors: 0,
    time: 0,
  };
  const written = Object.entries(attributes).map(([key, value]) => `${key}="${escapeXml(String(value))}"`);
  return [
    `  <testsuite ${written.join(' ')}>\n    <properties/>\n`,
    ...cases,
    '    <system-out/>\n    <system-err/>\n  </testsuite>\n',
  ].join('');
}

function testCase(name: string, file: string, failures: readonly Diagnostic[]): string {
  const head = `    <testcase name="${escapeXml(name)}" classname="${escapeXml(file)}" time="0"`;
  if (failures.length === 0) return `${head}/>\n`;
  const [first] = failures;
  const text = failures.map((one) => `${one.code}: ${placeOf(one)}: ${fullMessage(one, '\n')}`).join('\n');
  return `${head}>\n      <failure message="${escapeXml(first!.message)}" type="${first!.code}">${escapeXml(text)}</failure>\n    </testcase>\n`;
}

function placeOf(diagnostic: Diagnostic): string {
  const { file, line } = regionOf(diagnostic);
  return line === null ? file : `${file}:${line}`;
}

function escapeXml(text: string): string {
  return text
    .split('\n')
    .map(cleanText)
    .join('\n')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}
