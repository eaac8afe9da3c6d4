import { foldName } from '../../../fields/fold.ts';

/** The texts of a status that say the customer has left. */
export function closedValues(values: readonly string[]): string[] {
  return values.filter((value) => says(value, CLOSED) && !says(value, WON));
}

/** The texts of a status that say the customer has not bought yet. */
export function prospectValues(values: readonly string[]): string[] {
  return values.filter((value) => says(value, PROSPECT) && !says(value, CLOSED));
}

/** The texts of a class that say the customer matters most. */
export function keyValues(values: readonly string[]): string[] {
  return values.filter((value) => says(value, KEY));
}

function says(value: string, words: RegExp): boolean {
  return words.test(` ${foldName(value).replace(/[^\p{L}\p{N}+]+/gu, ' ')} `);
}

const CLOSED =
  / (?:closed?|inactive|lost|churn(?:ed)?|terminated|cancell?ed|ended|former|ex|dormant|archived|blocked|inaktiv|geschlossen|gekündigt|verloren|ehemalig\w*|gesperrt) |关闭|流失|丢失|停用|终止|注销|休眠|非活跃|停止/;
const PROSPECT =
  / (?:prospects?|prospective|leads?|targets?|opportunity|pipeline|potential|interessent\w*|neukunde) |潜在|意向|目标|商机|线索/;
const WON = / won |成交/;
const KEY =
  / (?:a|a\+|aa|aaa|key|key account|vip|gold|platinum|strategic|strategisch|tier 1) |大客户|重点|战略|核心/;
