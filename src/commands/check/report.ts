import { printCondition } from '../../condition/print.ts';
import { formatDay } from '../../fields/day.ts';
import { diagnosticWords } from '../../output/diagnostic-words.ts';
import type { Language } from '../../output/language.ts';
import { fullMessage, placeText } from '../../output/region.ts';
import { type Block, type Cell, count, text } from '../../output/report.ts';
import { wordsFor } from '../../output/words.ts';
import { conditionPhrases } from '../../say/condition.ts';
import { positionAt } from '../../text/source.ts';
import { SEMICOLON } from '../../text/wording.ts';
import type { CheckResult } from './check-file.ts';
import { coveredPercent } from './coverage.ts';
import { checkWords } from './words.ts';

/** What a check says of a file below its findings: cases, coverage, how firm each line is. */
export function summaryBlocks(result: CheckResult, language: Language): Block[] {
  if (result.criteria === null)
    return [{ kind: 'note', severity: 'error', text: checkWords(language).unreadable }];
  return [
    ...caseBlocks(result, language),
    ...coverageBlocks(result, language),
    ...shiftBlocks(result, language),
  ];
}

/** The findings as a table, where they are not shown in the source. */
export function findingBlocks({ diagnostics }: CheckResult, language: Language): Block[] {
  const say = checkWords(language);
  if (diagnostics.length === 0) return [{ kind: 'paragraph', text: say.nothingFound }];
  const { columns } = say;
  return [
    {
      kind: 'table',
      columns: [
        { header: columns.severity, align: 'left' },
        { header: columns.place, align: 'left' },
        { header: columns.finding, align: 'left', flexible: 'wrap' },
      ],
      rows: diagnostics.map((diagnostic) => {
        return [
          text(diagnosticWords(language).severities[diagnostic.severity]),
          text(placeText(diagnostic)),
          text(`${fullMessage(diagnostic, SEMICOLON, language)} [${diagnostic.code}]`),
        ];
      }),
    },
  ];
}

function caseBlocks({ cases, asOf }: CheckResult, language: Language): Block[] {
  const say = checkWords(language);
  const passed = cases.filter((one) => one.passed).length;
  return [
    { kind: 'heading', text: say.cases },
    {
      kind: 'paragraph',
      text: cases.length === 0 ? say.noCases : say.casesPassed(passed, cases.length, formatDay(asOf)),
    },
  ];
}

function coverageBlocks(
  { asOf, criteria, cases, coverage, examined }: CheckResult,
  language: Language,
): Block[] {
  const say = checkWords(language);
  if (coverage === null || (cases.length === 0 && examined === null)) return [];
  const { covered, total } = coverage;
  const lines = [say.covered(covered, total, coveredPercent(coverage))];
  if (examined !== null) {
    const { covered, total } = examined.coverage;
    lines.push(say.customersCovered(covered, total, examined.customers, formatDay(asOf)));
  }
  const blocks: Block[] = [
    { kind: 'heading', text: say.coverage },
    { kind: 'list', items: lines },
  ];
  const rows = coverage.conditions.flatMap(({ condition, category, outcomes }, index) => {
    const real = examined?.coverage.conditions[index]?.outcomes;
    if (outcomes.true > 0 && outcomes.false > 0 && (real === undefined || (real.true > 0 && real.false > 0)))
      return [];
    const words = printCondition(condition, criteria!.cohorts, conditionPhrases(language));
    const row: Cell[] = [
      count(positionAt(condition.span.source, condition.span.start).line),
      text(`${category}${wordsFor(language).colon}${words}`),
      count(outcomes.true),
      count(outcomes.false),
    ];
    return [real === undefined ? row : [...row, count(real.true), count(real.false)]];
  });
  if (rows.length === 0) return [...blocks, { kind: 'paragraph', text: say.allCovered }];
  const { columns } = say;
  const right = (header: string) => ({ header, align: 'right' as const });
  return [
    ...blocks,
    {
      kind: 'table',
      columns: [
        { header: columns.line, align: 'right' },
        { header: columns.condition, align: 'left', flexible: 'wrap' },
        right(columns.holdsInCases),
        right(columns.failsInCases),
        ...(examined === null ? [] : [right(columns.holdsForCustomers), right(columns.failsForCustomers)]),
      ],
      rows,
    },
  ];
}

function shiftBlocks({ examined }: CheckResult, language: Language): Block[] {
  const say = checkWords(language);
  if (examined === null || examined.shifts.length === 0) return [];
  const { columns } = say;
  const most = (one: (typeof examined.shifts)[number]): number => Math.max(one.down.flips, one.up.flips);
  const sorted = [...examined.shifts].sort((one, other) => most(other) - most(one));
  return [
    { kind: 'heading', text: say.robustness },
    { kind: 'paragraph', text: say.robustnessIntro(examined.customers) },
    {
      kind: 'table',
      columns: [
        { header: columns.line, align: 'right' },
        { header: columns.where, align: 'left', flexible: 'wrap' },
        { header: columns.from, align: 'right' },
        { header: columns.down, align: 'right' },
        { header: columns.up, align: 'right' },
      ],
      rows: sorted.map(({ shift, down, up }) => [
        count(positionAt(shift.at.source, shift.at.start).line),
        text(`${shift.within} › ${shift.fact}`),
        text(shift.from),
        text(say.flips(down.flips, down.key)),
        text(say.flips(up.flips, up.key)),
      ]),
    },
  ];
}
