import { groupBy } from '../../group-by.ts';
import { formatSuites, type JunitCase } from '../../output/formats/junit.ts';
import { fullMessage, placeText } from '../../output/region.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { sayDiagnostic } from '../../text/shorten.ts';
import { type Language, LINE_BREAK } from '../../text/wording.ts';
import type { CheckResult } from './check-file.ts';

/** JUnit XML: for each file a suite of its findings and a suite of its cases. */
export function formatJunit(results: readonly CheckResult[], asOf: number, language: Language): string {
  const suites = results.flatMap((result) => {
    const failures = result.diagnostics.filter(({ severity }) => severity === 'error');
    const byCase = groupBy(
      failures,
      (failure) => result.cases.find(({ example }) => ownsCase(failure, example.span))?.example.name,
    );
    const others = byCase.get(undefined) ?? [];
    const lint =
      others.length === 0
        ? [testCase('lint', result.file, [], language)]
        : others.map((one) => testCase(one.code, result.file, [one], language));
    const cases = result.cases.map(({ example }) =>
      testCase(example.name, result.file, byCase.get(example.name) ?? [], language),
    );
    return [
      { name: `${result.file} lint`, cases: lint },
      ...(cases.length === 0 ? [] : [{ name: `${result.file} cases`, cases }]),
    ];
  });
  return formatSuites(suites, asOf);
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

function testCase(
  name: string,
  file: string,
  failures: readonly Diagnostic[],
  language: Language,
): JunitCase {
  const [first] = failures;
  if (first === undefined) return { name, classname: file, outcome: 'passed' };
  const text = failures
    .map((one) => `${one.code}: ${placeText(one)}: ${fullMessage(one, LINE_BREAK, language)}`)
    .join('\n');
  const { message } = sayDiagnostic(first, language);
  return { name, classname: file, outcome: 'failed', message, type: first.code, text };
}
