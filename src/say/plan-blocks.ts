import type { Audit } from '../audit/audit.ts';
import { fullMessage, regionOf } from '../output/region.ts';
import { type Block, type Cell, text } from '../output/report.ts';
import { formatPeriod } from '../plan/period.ts';
import { type Limit, namedText } from './account-blocks.ts';
import type { AuditVoice } from './audit-voice.ts';
import { tellDetail } from './finding.ts';

/** Plans whose customer is gone or no longer key, and mistakes in plans of others. */
export function planBlocks({ plans }: Audit, voice: AuditVoice, { most, more }: Limit): Block[] {
  if (plans === null || plans.orphans.length + plans.problems.length === 0) return [];
  const { audit } = voice;
  const column = (header: string) => ({ header, align: 'left' as const, flexible: 'wrap' as const });
  const orphans = plans.orphans.map(({ account, name, finding, file }): Cell[] => {
    const [wrong, todo] = tellDetail(finding.detail, voice);
    return [text(`${account}${name === null ? '' : ` ${name}`}`), text(wrong), text(`${todo} (${file})`)];
  });
  const problems = plans.problems.map((problem): Cell[] => {
    const { file, line } = regionOf(problem);
    const place = line === null ? file : `${file}:${line}`;
    return [
      text(''),
      { ...text(fullMessage({ ...problem, help: undefined }, '; ')), tone: 'bad' },
      text(place),
    ];
  });
  const rows = [...problems, ...orphans];
  return [
    { kind: 'heading', text: audit.headings.plans },
    ...(problems.length === 0
      ? []
      : [{ kind: 'note', severity: 'error', text: audit.planProblems(problems.length) } as const]),
    {
      kind: 'table',
      columns: [column(audit.columns.account), column(audit.columns.wrong), column(audit.columns.todo)],
      rows: rows.slice(0, most),
      more: rows.length > most ? more(rows.length - most) : undefined,
    },
  ];
}

/** Forecasts whose period has just ended, held against the data. */
export function forecastBlocks({ forecasts }: Audit, voice: AuditVoice, { most, more }: Limit): Block[] {
  if (forecasts.length === 0) return [];
  const { audit } = voice;
  const right = (header: string) => ({ header, align: 'right' as const });
  const money = (value: number | null): Cell =>
    value === null ? { kind: 'none' } : { kind: 'money', value };
  return [
    { kind: 'heading', text: audit.headings.forecasts },
    {
      kind: 'table',
      columns: [
        { header: audit.columns.account, align: 'left', flexible: 'wrap' },
        { header: audit.columns.period, align: 'left', flexible: 'wrap' },
        right(audit.columns.forecast),
        right(audit.columns.actual),
        right(audit.columns.deviation),
      ],
      rows: forecasts
        .slice(0, most)
        .map((one) => [
          text(namedText({ ...one, revenue: null }, voice)),
          text(formatPeriod(one.period)),
          money(one.forecast.revenue),
          money(one.actual.revenue),
          one.deviation === null
            ? { kind: 'none' }
            : { kind: 'share', value: one.deviation, tone: one.deviation < 0 ? 'warn' : 'good' },
        ]),
      more: forecasts.length > most ? more(forecasts.length - most) : undefined,
    },
    { kind: 'note', severity: 'info', text: audit.forecastNote },
  ];
}
