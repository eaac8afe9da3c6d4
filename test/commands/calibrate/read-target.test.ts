import { expect, it } from 'vitest';
import { readTarget, type TargetFlags } from '../../../src/commands/calibrate/read-target.ts';
import { UserError } from '../../../src/errors.ts';
import { boundOf } from '../../../src/fields/facts.ts';
import { compileText } from '../../criteria/compile-text.ts';

const FIELDS = `fields:
  customer_id: { type: id }
  region: { type: text }
  revenue: { type: money }
`;
const PLAIN = `${FIELDS}categories: { key: { when: { revenue: { at_least: 5 } } }, normal: { when: otherwise } }\n`;
const FULL = `${FIELDS}  account_manager: { type: text }
categories:
  key: { when: { revenue: { at_least: 5 } }, capacity: 40 }
  normal: { when: otherwise }
duties: { manager: account_manager, max_key_accounts_per_manager: 8 }
`;

async function aim(flags: TargetFlags, text: string) {
  const { target, per } = readTarget(flags, await compileText(text));
  return [target, per?.name ?? null];
}

it.each<readonly [TargetFlags, string, object, string | null]>([
  [{ keyAccounts: '30' }, PLAIN, { kind: 'count', least: 30, most: 30 }, null],
  [{ keyAccounts: ' 30..40 ' }, FULL, { kind: 'count', least: 30, most: 40 }, 'account_manager'],
  [{}, FULL, { kind: 'count', least: 0, most: 40 }, 'account_manager'],
  [{ per: 'region', atMost: '5' }, PLAIN, { kind: 'load', most: 5 }, 'region'],
  [{ per: 'account_manager' }, FULL, { kind: 'load', most: 8 }, 'account_manager'],
  [{ atMost: '5' }, FULL, { kind: 'load', most: 5 }, 'account_manager'],
  [{ revenueShare: '60%' }, FULL, { kind: 'share', share: boundOf(0.6, '0.6') }, 'account_manager'],
])('%j aims at the target', async (flags, text, target, per) => {
  expect(await aim(flags, text)).toEqual([expect.objectContaining(target), per]);
});

it.each<readonly [TargetFlags, string]>([
  [{}, PLAIN],
  [{ keyAccounts: 'many' }, FULL],
  [{ keyAccounts: '40..30' }, FULL],
  [{ keyAccounts: '40', atMost: '8' }, FULL],
  [{ atMost: '8' }, PLAIN],
  [{ per: 'region' }, FULL],
  [{ per: 'account_managr', atMost: '8' }, FULL],
  [{ per: 'revenue', atMost: '8' }, FULL],
  [{ per: 'account_manager', atMost: '8.5' }, FULL],
  [{ revenueShare: '0.6' }, FULL],
  [{ revenueShare: '60%' }, PLAIN.replaceAll('revenue', 'sales')],
])('%j is refused', async (flags, text) => {
  await expect(aim(flags, text)).rejects.toBeInstanceOf(UserError);
});
