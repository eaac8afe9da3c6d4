import { formatDay } from '../../fields/day.ts';
import { cleanLines } from '../clean.ts';
import { escapeXml } from './workbook/xml.ts';

/** A suite of a JUnit report; `out` is what it says beside its cases. */
export interface JunitSuite {
  readonly name: string;
  readonly cases: readonly JunitCase[];
  readonly out?: string;
}

/** One case with how it came out; `message` is a line, `text` says the rest. */
export type JunitCase = { readonly name: string; readonly classname: string } & (
  | { readonly outcome: 'passed' }
  | { readonly outcome: 'skipped'; readonly message: string }
  | { readonly outcome: 'failed'; readonly message: string; readonly type: string; readonly text: string }
);

/**
 * JUnit XML, as CI servers read it. Every attribute that the schema of Ant's reports asks for is there; the time is
 * the as-of day's.
 */
export function formatSuites(suites: readonly JunitSuite[], asOf: number): string {
  const written = suites.map((one, id) => suiteText(one, id, asOf)).join('');
  return `<?xml version="1.0" encoding="UTF-8"?>\n<testsuites>\n${written}</testsuites>\n`;
}

function suiteText({ name, cases, out = '' }: JunitSuite, id: number, asOf: number): string {
  const count = (outcome: JunitCase['outcome']): number =>
    cases.filter((one) => one.outcome === outcome).length;
  const attributes = {
    package: 'keyaccounts',
    id,
    name,
    timestamp: `${formatDay(asOf)}T00:00:00`,
    hostname: 'localhost',
    tests: cases.length,
    failures: count('failed'),
    errors: 0,
    ...(count('skipped') > 0 ? { skipped: count('skipped') } : {}),
    time: 0,
  };
  const written = Object.entries(attributes).map(([key, value]) => `${key}="${xmlText(String(value))}"`);
  const said = out === '' ? '<system-out/>' : `<system-out>${xmlText(out)}</system-out>`;
  return [
    `  <testsuite ${written.join(' ')}>\n    <properties/>\n`,
    ...cases.map(caseText),
    `    ${said}\n    <system-err/>\n  </testsuite>\n`,
  ].join('');
}

function caseText(one: JunitCase): string {
  const head = `    <testcase name="${xmlText(one.name)}" classname="${xmlText(one.classname)}" time="0"`;
  const inside = (element: string): string => `${head}>\n      ${element}\n    </testcase>\n`;
  switch (one.outcome) {
    case 'passed':
      return `${head}/>\n`;
    case 'skipped':
      return inside(`<skipped message="${xmlText(one.message)}"/>`);
    case 'failed':
      return inside(
        `<failure message="${xmlText(one.message)}" type="${xmlText(one.type)}">${xmlText(one.text)}</failure>`,
      );
  }
}

function xmlText(text: string): string {
  return escapeXml(cleanLines(text));
}
