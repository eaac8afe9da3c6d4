import type { Fact } from '../../condition/fact.ts';
import { type Criteria, keyCategory } from '../../criteria/criteria.ts';
import { UserError } from '../../errors.ts';
import { didYouMean } from '../../text/suggest.ts';
import { verbatim } from '../../text/wording.ts';
import { knownFacts } from '../../verdict/known-facts.ts';
import { readShare, type ShareFlag } from '../run/read-share.ts';
import type { TargetText } from './calibration.ts';
import type { CalibrateFlags } from './command.ts';
import type { Target } from './engine/target.ts';

/** The flags that say what the key accounts are to come to, as typed. */
export type TargetFlags = Pick<CalibrateFlags, 'keyAccounts' | 'per' | 'atMost' | 'revenueShare'>;

/** The target, and the fact by which key accounts are counted or listed. */
export interface Aim {
  readonly target: Target;
  readonly per: Fact | null;
  readonly text: TargetText;
}

/** Reads the target, or takes it from the criteria: the capacity of key, the most that a manager may have. */
export function readTarget(flags: TargetFlags, criteria: Criteria): Aim {
  const { manager, revenue } = knownFacts(criteria);
  const perGroup = flags.per !== undefined || flags.atMost !== undefined;
  const asked = [flags.keyAccounts !== undefined, perGroup, flags.revenueShare !== undefined];
  if (asked.filter(Boolean).length > 1)
    throw new UserError(
      {
        en: 'calibrate aims at one thing: --key-accounts, --per with --at-most, or --revenue-share',
        zh: 'calibrate 每次只能有一个目标：--key-accounts、--per 加 --at-most，或 --revenue-share',
      },
      { en: 'run it once for each', zh: '请分几次运行' },
    );
  if (perGroup) return readLoad(flags, criteria, manager);
  if (flags.revenueShare !== undefined) {
    if (revenue === null)
      throw new UserError({
        en: '--revenue-share needs a money field called revenue, which these criteria do not have',
        zh: '--revenue-share 需要名为 revenue 的金额字段，而标准文件中没有',
      });
    const share = readShare(REVENUE_SHARE, flags.revenueShare);
    return {
      target: { kind: 'share', share },
      per: manager,
      text: { kind: 'share', ratio: share.value },
    };
  }
  const { least, most, told } = readCount(flags.keyAccounts, criteria);
  return { target: { kind: 'count', least, most }, per: manager, text: { kind: 'count', least, most, told } };
}

const REVENUE_SHARE: ShareFlag = { flag: '--revenue-share', example: '60%', orNothing: false };

function readCount(
  told: string | undefined,
  criteria: Criteria,
): { readonly least: number; readonly most: number; readonly told: boolean } {
  if (told === undefined) {
    const capacity = keyCategory(criteria)?.capacity ?? null;
    if (capacity !== null) return { least: 0, most: capacity, told: false };
    throw new UserError(
      {
        en: 'calibrate needs to know how many key accounts there should be: the criteria name no capacity',
        zh: 'calibrate 需要知道大客户应有多少个：标准文件没有写可管理数量（capacity）',
      },
      {
        en: 'give --key-accounts 40 or 30..40, --per account_manager --at-most 8, or --revenue-share 60%',
        zh: '请写 --key-accounts 40 或 30..40，--per account_manager --at-most 8，或 --revenue-share 60%',
      },
    );
  }
  const match = /^(\d{1,9})(?:\.\.(\d{1,9}))?$/.exec(told.trim());
  const [least, most] = [Number(match?.[1]), Number(match?.[2] ?? match?.[1])];
  if (match === null || least > most)
    throw new UserError({
      en: `--key-accounts: expected a number such as 40, or a range such as 30..40, found "${told}"`,
      zh: `--key-accounts：应为数字（如 40）或范围（如 30..40），实际为“${told}”`,
    });
  return { least, most, told: true };
}

function readLoad(flags: TargetFlags, criteria: Criteria, manager: Fact | null): Aim {
  const name = flags.per ?? manager?.name;
  if (name === undefined)
    throw new UserError(
      {
        en: '--at-most needs --per: the criteria name no field for account managers',
        zh: '--at-most 需要 --per：标准文件没有指明客户经理字段',
      },
      verbatim('--per business_unit'),
    );
  const per = criteria.facts.get(name);
  if (per === undefined)
    throw new UserError(
      {
        en: `--per: there is no field "${name}" in the criteria`,
        zh: `--per：标准文件中没有“${name}”这个字段`,
      },
      didYouMean(name, criteria.facts.keys()),
    );
  if (per.type.kind !== 'text')
    throw new UserError(
      {
        en: `--per: "${name}" is a number, and groups need a text`,
        zh: `--per：“${name}”是数字，而分组需要文本`,
      },
      verbatim('--per account_manager'),
    );
  const limit = criteria.duties.maxKeyAccountsPerManager;
  if (flags.atMost === undefined && (limit === null || per.name !== manager?.name))
    throw new UserError(
      { en: `--per ${name} needs --at-most`, zh: `--per ${name} 需要 --at-most` },
      verbatim(`--per ${name} --at-most 8`),
    );
  const most = flags.atMost === undefined ? limit! : Number(flags.atMost);
  if (!/^\d{1,9}$/.test(flags.atMost ?? String(limit)))
    throw new UserError({
      en: `--at-most: expected a whole number such as 8, found "${flags.atMost}"`,
      zh: `--at-most：应为整数，如 8，实际为“${flags.atMost}”`,
    });
  const told = flags.atMost !== undefined;
  return { target: { kind: 'load', most }, per, text: { kind: 'load', most, per: name, told } };
}
