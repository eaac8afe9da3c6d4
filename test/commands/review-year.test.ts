import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import type { ReviewFlags } from '../../src/commands/review/command.ts';
import { runReview } from '../../src/commands/review/run.ts';
import { nodeIo } from '../../src/io.ts';
import { createTestBook } from '../book/book-folder.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/**
 * What a year of reviews says: who moved and why (checks failed before), which plans were written or closed, and how
 * many key accounts are red, amber and green, with the exit code.
 */
const YEAR: Readonly<
  Record<string, { readonly moves: string[]; readonly plans: string[]; readonly audit: string }>
> = {
  '2026-01-31': {
    moves: [],
    plans: ['001', '002', '003', '004', '005', '021', '023', '031', '072', '081'].map(
      (id) => `M-${id} written`,
    ),
    audit: '0/10/0 → 0',
  },
  '2026-02-28': { moves: [], plans: [], audit: '0/10/0 → 0' },
  '2026-03-31': {
    moves: ['M-041 normal → lost: data', 'M-061 absent → normal: new'],
    plans: [],
    audit: '0/10/0 → 0',
  },
  '2026-04-30': {
    moves: ['M-032 normal → lost: data', 'M-051 target → normal: data', 'M-081 key → undetermined: data'],
    plans: [],
    audit: '0/9/0 → 0',
  },
  '2026-05-31': {
    moves: ['M-021 key → normal: data', 'M-034 normal → lost: data'],
    plans: ['M-021 closed'],
    audit: '8/0/0 → 1',
  },
  '2026-06-30': {
    moves: [
      'M-022 normal → key: data',
      'M-031 key → lost: data (on-time)',
      'M-053 target → absent: gone',
      'M-081 undetermined → key: data',
    ],
    plans: ['M-022 written', 'M-031 closed'],
    audit: '8/1/0 M-001 owner → 1',
  },
  '2026-07-31': {
    moves: [
      'M-012 normal → key: data',
      'M-033 normal → lost: data and calendar (going-quiet)',
      'M-062 absent → normal: new',
    ],
    plans: ['M-012 written'],
    audit: '8/2/0 M-002 manager, M-002 owner, M-001 owner → 1',
  },
  '2026-08-31': {
    moves: [
      'M-004 key → normal: data',
      'M-011 normal → key: data',
      'M-051 normal → key: data',
      'M-052 target → normal: data',
      'M-062 normal → key: data',
      'M-071 normal → absent: gone',
    ],
    plans: ['M-011 written', 'M-051 written', 'M-062 written', 'M-004 closed'],
    audit: '7/5/0 M-002 manager, M-002 owner, M-001 owner → 1',
  },
  '2026-09-30': {
    moves: [
      'M-023 key → normal: data',
      'M-035 normal → lost: data',
      'M-041 lost → normal: data',
      'M-073 normal → absent: gone',
    ],
    plans: ['M-023 closed'],
    audit: '7/4/0 M-002 manager, M-002 owner, M-001 owner → 1',
  },
  '2026-10-31': {
    moves: ['M-063 absent → normal: new', 'M-072 key → absent: gone', 'M-073 absent → normal: new'],
    plans: ['M-072 closed'],
    audit: '7/3/0 M-002 owner, M-001 owner → 1',
  },
  '2026-11-30': {
    moves: ['M-013 normal → key: data'],
    plans: ['M-013 written'],
    audit: '10/1/0 M-002 owner, M-001 owner → 1',
  },
  '2026-12-31': { moves: [], plans: [], audit: '10/1/0 M-002 owner, M-001 owner → 1' },
};

it('a year of monthly reviews tells who moved, why, and which plans that makes', async () => {
  const book = await createTestBook();
  const output = join(book.path, 'said.json');
  const io = nodeIo();
  const found: typeof YEAR = {};
  try {
    for (const asOf of Object.keys(YEAR)) {
      const flags: ReviewFlags = {
        book: book.path,
        criteria: join(ROOT, 'criteria', 'default.yaml'),
        asOf,
        output,
        format: 'json',
        lang: 'en',
        quiet: true,
        maxGone: '20%',
      };
      const code = await runReview(
        join(ROOT, 'fixtures', 'book', 'monthly', `${asOf.slice(0, 7)}.csv`),
        flags,
        io,
      );
      const { movements, plans, audit } = JSON.parse(readFileSync(output, 'utf8'));
      Object.assign(found, {
        [asOf]: {
          moves: (movements ?? []).map(moveText).sort(),
          plans: plansText(plans),
          audit: auditText(audit, code),
        },
      });
    }
    expect(found).toEqual(YEAR);
  } finally {
    await book.clear();
  }
});

interface Move {
  readonly customer_id: string;
  readonly from: string;
  readonly to: string;
  readonly causes: { kind: string }[];
  readonly causes_together: boolean;
  readonly failed_checks_before: string[];
}

function moveText({ customer_id: id, from, to, causes, causes_together: together, ...rest }: Move): string {
  const why = causes.map(({ kind }) => kind).join(together ? ' and ' : ' or ');
  const signs = rest.failed_checks_before.length === 0 ? '' : ` (${rest.failed_checks_before.join('; ')})`;
  return `${id} ${from} → ${to}: ${why}${signs}`;
}

interface AuditTotals {
  readonly totals: { red: number; amber: number; green: number; errors: number };
  readonly accounts: { customer_id: string; status: string; findings: { id: string }[] }[];
}

// How many are red, amber and green; what is broken of the red ones beyond an overdue review; the exit code.
function auditText({ totals, accounts }: AuditTotals, code: number): string {
  const { red, amber, green } = totals;
  const broken = accounts
    .filter(({ status }) => status === 'red')
    .flatMap(({ customer_id: id, findings }) => findings.map((finding) => `${id} ${finding.id}`));
  const duties = broken.filter((finding) => / (?:manager|owner|plan|profitable)$/.test(finding));
  return [`${red}/${amber}/${green}`, ...(duties.length > 0 ? [duties.join(', ')] : []), `→ ${code}`].join(
    ' ',
  );
}

function plansText(plans: { customer_id: string; result: string }[]): string[] {
  return plans
    .filter(({ result }) => result !== 'unchanged' && result !== 'refreshed')
    .map(({ customer_id: id, result }) => `${id} ${result}`);
}
