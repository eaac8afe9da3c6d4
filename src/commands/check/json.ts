import { formatDay } from '../../fields/day.ts';
import { regionOf } from '../../output/region.ts';
import { criteriaJson, cutPointsJson, dataFilesJson } from '../../say/run.ts';
import { sayDiagnostic } from '../../text/shorten.ts';
import { positionAt } from '../../text/source.ts';
import { DOCUMENT_HEAD } from '../../version.ts';
import type { CheckResult } from './check-file.ts';
import { coveredPercent } from './coverage.ts';

/** Everything that `check` found, for other programs. */
export function formatCheckJson(results: readonly CheckResult[], asOf: number): string {
  const document = {
    ...DOCUMENT_HEAD,
    as_of: formatDay(asOf),
    files: results.map(fileJson),
  };
  return `${JSON.stringify(document, null, 2)}\n`;
}

function fileJson({
  file,
  criteria,
  criteriaSha256,
  diagnostics,
  cases,
  coverage,
  examined,
}: CheckResult): object {
  return {
    file,
    readable: criteria !== null,
    criteria:
      criteria === null || criteriaSha256 === null
        ? null
        : criteriaJson({ criteria, criteriaFile: file, criteriaSha256 }),
    findings: diagnostics.map((diagnostic) => {
      const { line, column, endLine, endColumn, file: place } = regionOf(diagnostic);
      const { code, severity, message, help = null, notes } = sayDiagnostic(diagnostic, 'en');
      return {
        code,
        severity,
        message,
        file: place,
        line,
        column,
        end_line: endLine,
        end_column: endColumn,
        notes,
        help,
      };
    }),
    cases: cases.map(({ example, passed, customer }) => ({
      name: example.name,
      line: positionAt(example.span.source, example.span.start).line,
      passed,
      expected: example.expect,
      found:
        customer === null
          ? null
          : customer.verdict.kind === 'decided'
            ? customer.verdict.category
            : 'undetermined',
    })),
    coverage: coverage === null ? null : { ...coverageJson(coverage), percent: coveredPercent(coverage) },
    customers:
      examined === null
        ? null
        : {
            file: examined.file,
            data_sha256: examined.run.dataSha256,
            ...dataFilesJson(examined.run.files),
            ...cutPointsJson(examined.run.cutPoints),
            customers: examined.customers,
            expected: examined.expected,
            unexpected: examined.unexpected,
            coverage: coverageJson(examined.coverage),
            shifts: examined.shifts.map(({ shift, down, up }) => ({
              kind: shift.kind,
              fact: shift.fact,
              within: shift.within,
              from: shift.from,
              line: positionAt(shift.at.source, shift.at.start).line,
              minus_10_percent: down,
              plus_10_percent: up,
            })),
          },
  };
}

function coverageJson({
  criteria,
  conditions,
  covered,
  total,
}: NonNullable<CheckResult['coverage']>): object {
  return {
    covered,
    total,
    criteria: criteria.map(({ criterion, decided }) => ({
      category: criterion.category,
      criterion: criterion.id,
      decided,
    })),
    conditions: conditions.map(({ condition, category, outcomes }) => ({
      category,
      fact: condition.fact.name,
      line: positionAt(condition.span.source, condition.span.start).line,
      ...outcomes,
    })),
  };
}
