import type { CountedSign, LostAnalysis, LostReason } from '../audit/lost.ts';
import { groupBySigns, type Sign } from '../audit/signs.ts';
import { formatCell } from '../output/numbers.ts';
import { type Block, type Cell, text } from '../output/report.ts';
import { namedText } from './account-blocks.ts';
import type { AuditVoice } from './audit-voice.ts';

/** Why customers were lost, whose reason nobody knows, and who shows the same signs today. */
export function lostBlocks(lost: LostAnalysis, voice: AuditVoice, most: number): Block[] {
  const { words, audit } = voice;
  const heading: Block = { kind: 'heading', text: audit.headings.lost };
  if (lost.customers === 0) return [heading, { kind: 'paragraph', text: audit.lost.none }];
  const worth = lost.hasRevenue ? formatCell({ kind: 'money', value: lost.revenue }, words) : null;
  const blocks: Block[] = [
    heading,
    { kind: 'paragraph', text: audit.lost.summary(lost.customers, worth, lost.missing.customers) },
    reasonTable(lost, voice),
  ];
  if (!lost.hasReason) blocks.push({ kind: 'note', severity: 'warning', text: audit.lost.noField });
  else if (lost.missing.top.length > 0) blocks.push(missingTable(lost, voice, most));
  return [...blocks, ...riskBlocks(lost, voice, most)];
}

function reasonTable(lost: LostAnalysis, voice: AuditVoice): Block {
  const { words, audit } = voice;
  const right = (header: string) => ({ header, align: 'right' as const });
  const { missing } = lost;
  const base = lost.revenue > 0 ? lost.revenue : lost.customers;
  const missingShare = (lost.revenue > 0 ? missing.revenue : missing.customers) / base;
  const money = (value: number): Cell[] => (lost.hasRevenue ? [{ kind: 'money', value }] : []);
  const share = (value: number): Cell => ({ kind: 'share', value });
  const rows = lost.reasons.map((reason): Cell[] => [
    text(reason.reason),
    { kind: 'count', value: reason.customers },
    ...money(reason.revenue),
    share(reason.share),
    share(reason.cumulative),
    text(signsText(reason, voice)),
  ]);
  if (missing.customers > 0)
    rows.push([
      { ...text(audit.lost.unknownReason), tone: 'warn' },
      { kind: 'count', value: missing.customers },
      ...money(missing.revenue),
      share(missingShare),
      share(1),
      text(''),
    ]);
  return {
    kind: 'table',
    columns: [
      { header: audit.columns.reason, align: 'left', flexible: 'wrap' },
      right(words.columns.customers),
      ...(lost.hasRevenue ? [right(audit.columns.worth)] : []),
      right(lost.revenue > 0 ? words.columns.shareOfRevenue : words.columns.shareOfCustomers),
      right(audit.columns.cumulative),
      { header: audit.columns.signs, align: 'left', flexible: 'wrap' },
    ],
    rows,
  };
}

function signsText({ signs }: LostReason, voice: AuditVoice): string {
  const { words, audit } = voice;
  if (signs.length === 0) return audit.lost.noSigns;
  const one = ({ sign, lost, current }: CountedSign): string => {
    const today = formatCell({ kind: 'share', value: current.shown / current.known }, words);
    return audit.lost.sign(signText(sign, voice), lost.shown, lost.known, today);
  };
  return signs.map(one).join(words.comma);
}

/** What a sign is called: a check by its id. */
function signText(sign: Sign, { audit }: AuditVoice): string {
  return sign.kind === 'check' ? sign.check.id : audit.lost.falling;
}

function missingTable({ missing }: LostAnalysis, voice: AuditVoice, most: number): Block {
  const { words, audit } = voice;
  const shown = missing.top.slice(0, most);
  const left = { align: 'left' as const };
  return {
    kind: 'table',
    caption: audit.lost.missing(missing.listed),
    columns: [
      { header: audit.columns.account, ...left, flexible: 'wrap' },
      { header: words.columns.accountManager, ...left, flexible: 'wrap' },
      { header: audit.columns.worth, align: 'right' },
      { header: audit.columns.stated, ...left, flexible: 'cut' },
    ],
    rows: shown.map((customer) => [
      text(namedText({ ...customer, revenue: null }, voice)),
      text(customer.manager ?? ''),
      customer.worth === null ? { kind: 'none' } : { kind: 'money', value: customer.worth },
      text(customer.stated ?? ''),
    ]),
    more: missing.listed > shown.length ? audit.more(missing.listed - shown.length) : undefined,
  };
}

function riskBlocks({ reasons }: LostAnalysis, voice: AuditVoice, most: number): Block[] {
  const { words, audit } = voice;
  const telling = reasons.filter(({ signs }) => signs.length > 0);
  if (telling.length === 0) return [];
  const rows = groupBySigns(telling).flatMap((own): Cell[][] => {
    const { atRisk } = own[0]!;
    const names = own.map(({ reason }) => reason).join(words.comma);
    if (atRisk.customers === 0) return [[{ ...text(audit.lost.nobodyAtRisk(names)), tone: 'dim' }]];
    const shown = atRisk.top.slice(0, most);
    const more = atRisk.customers - shown.length;
    return [
      [{ ...text(audit.lost.atRisk(names, atRisk.customers)), tone: 'key' }],
      ...shown.map((customer) => [
        text(`· ${namedText(customer, voice)}`),
        text(customer.manager ?? ''),
        {
          ...text(words.categories[customer.category]),
          tone: customer.category === 'key' ? ('key' as const) : undefined,
        },
        text(customer.signs.map((sign) => signText(sign, voice)).join(words.comma)),
      ]),
      ...(more > 0 ? [[{ ...text(audit.more(more)), tone: 'dim' as const }]] : []),
    ];
  });
  const column = (header: string, flexible: 'wrap' | undefined) => ({
    header,
    align: 'left' as const,
    flexible,
  });
  return [
    { kind: 'heading', text: audit.headings.atRisk },
    {
      kind: 'table',
      columns: [
        column(audit.columns.account, 'wrap'),
        column(words.columns.accountManager, 'wrap'),
        column(words.columns.category, undefined),
        column(audit.columns.signs, 'wrap'),
      ],
      rows,
    },
    { kind: 'note', severity: 'info', text: audit.lost.rule },
  ];
}
