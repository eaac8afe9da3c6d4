import { foldName, tidy } from '../fields/fold.ts';
import {
  CHINESE_PLACEHOLDERS,
  GONE,
  GROUP_COMPOUND,
  GROUP_PARTS,
  GROUP_WORDS,
  LONELY_SURNAMES,
  MAILBOX_WORDS,
  PLACEHOLDER_PHRASES,
  ROLE_WORDS,
  TITLES,
  WHOLE_PLACEHOLDERS,
} from './person-words.ts';

/** Why a text is not the name of one individual. */
export type NotAPerson = 'blank' | 'placeholder' | 'gone' | 'several' | 'mailbox' | 'team' | 'role';

/** What a part of a text is: a person as far as one can tell, or what it is instead. */
type PartKind = 'person' | 'team' | 'role';

/**
 * Why a text does not name one individual; null when it does, as far as the text can tell. It goes by words alone, in
 * English, German and Chinese: it misses what only people know, and would rather miss than accuse, since many words
 * for teams and places are surnames too. In this order: blank, a placeholder, a person who has left, a mailbox,
 * several people, a team or a role.
 */
export function findWhyNoPerson(text: string | null): NotAPerson | null {
  // Two lines of several words each are a list; a name may be broken over lines too.
  const start = (text ?? '').slice(0, MOST_READ);
  const lines = tidy(start.normalize('NFKC')).replace(/(?<=\S \S+)\s*\n\s*(?=\S+ \S)/g, '; ');
  const plain = lines.replace(/\s+/g, ' ');
  const folded = foldName(plain);
  if (folded === '') return 'blank';
  if (!/\p{L}/u.test(folded) || isPlaceholder(folded)) return 'placeholder';
  if (hasLeft(folded)) return 'gone';
  const mailbox = judgeMail(folded);
  if (mailbox !== null) return mailbox.why;
  return judgeParts(plain);
}

// A text that is longer names no person, whatever stands further on.
const MOST_READ = 500;

// Dots, dashes and brackets are spelling: "T.B.D.", "- TBD -", "<vacant>".
function isPlaceholder(folded: string): boolean {
  const bare = bareOf(folded);
  if (WHOLE_PLACEHOLDERS.has(bare) || /^(.)\1{2,}$/u.test(bare)) return true;
  if (CHINESE_PLACEHOLDERS.some((phrase) => folded.includes(phrase))) return true;
  const untitled = bare.split(' ').filter((word) => !TITLES.has(word));
  if (untitled.join(' ') === 'nn' || untitled.join(' ') === 'n n') return true;
  const padded = ` ${bare} `;
  return [...PLACEHOLDER_PHRASES].some((phrase) => phrase !== '' && padded.includes(` ${phrase} `));
}

function bareOf(folded: string): string {
  return folded
    .replace(/(?<=\p{L})\.(?=\p{L}(?:\.|$|\s))/gu, ' ')
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function hasLeft(folded: string): boolean {
  const behind = /(?:[([]|\s[-–—/]\s?|,\s?|(?<=\p{sc=Han})[-–—/])([^)\]]+)[)\]]?$/u.exec(folded)?.[1] ?? '';
  return behind.split(/[\s:.]+/).some((word) => GONE.has(word)) || /\p{sc=Han}(?:已离职|离职)$/u.test(folded);
}

// "sales@acme.com" is nobody's; "anna.meyer@acme.com" is a person's, and so is a name before an address.
function judgeMail(folded: string): { readonly why: NotAPerson | null } | null {
  const [, name, local] = /^(.*?)[<(]?([^\s<>()@]+)@[^\s<>()@]+\.[^\s<>()@]+[>)]?$/.exec(folded) ?? [];
  if (local === undefined) return null;
  if (name !== undefined && hasLetters(name)) return { why: judgeParts(name) };
  const words = local.split(/[._+\d-]+/).filter((word) => word !== '');
  const generic = (word: string): boolean => MAILBOX_WORDS.has(word) || GROUP_PARTS.has(word);
  const mailbox = words.length === 0 || MAILBOX_WORDS.has(words[0]!) || words.every(generic);
  return { why: mailbox ? 'mailbox' : null };
}

// What stands in brackets only remarks on a name before it; where there is none before, it may be the name.
function judgeParts(plain: string): NotAPerson | null {
  const remarks = [...plain.matchAll(BRACKETS)].map((match) => match[1]!);
  const before = plain.replace(BRACKETS, ' ').replace(OF_A_FATHER, ' ');
  const parts = before.split(BETWEEN_PEOPLE).filter(hasLetters);
  const kinds = parts.map(judgePart);
  const people = kinds.filter((kind) => kind === 'person').length;
  if (people > 1 || isListOfPeople(before) || parts.some((part) => namesTwo(part.trim()))) return 'several';
  if (people === 1 || remarks.some((remark) => hasLetters(remark) && judgePart(remark) === 'person'))
    return null;
  return kinds.includes('team') ? 'team' : kinds.includes('role') ? 'role' : 'placeholder';
}

const BRACKETS = /[([{<]([^)\]}>]*)[)\]}>]?/g;
// Indian and Malay names: son or daughter of.
const OF_A_FATHER = /\s(?:[sdw]\/o|a\/[lp])\s/gi;
const BETWEEN_PEOPLE = /\s*[/;、；|&+→]\s*|\s*[-=]>\s*|\s+(?:and|und|u\.|sowie|AND|UND|And|Und)\s+/u;

function hasLetters(text: string): boolean {
  return /\p{L}/u.test(text);
}

// "Meyer, Anna" is one person, as are "Anna Meyer, PhD" and "Meyer, Anna, North". Lists are told from them only where
// each item says who it is: "A. Meyer, B. Smith", "李伟,王芳".
function isListOfPeople(text: string): boolean {
  const items = text.split(/\s*,\s*/).filter(hasLetters);
  if (items.length < 2) return false;
  const initialled = items.every((item) => /^\p{Lu}\.\s?(?:\p{Lu}\.\s?)*\p{Lu}\p{Ll}+/u.test(item));
  const chinese = items.every((item) => /^\p{sc=Han}{2,4}$/u.test(item) && judgePart(item) === 'person');
  const shouted = items.every(
    (item) => /^\p{Lu}\p{Ll}+ \p{Lu}\p{Ll}+$/u.test(item) && judgePart(item) === 'person',
  );
  return initialled || chinese || (shouted && items.length > 2);
}

// A person where any segment may be one: "Vertrieb Nord - Anna Meyer", "Meyer, Anna", "销售部：张伟".
function judgePart(part: string): PartKind {
  const segments = part
    .split(/\s+[-–—]\s+|[:,：，_]\s*|(?<=\p{sc=Han})[-–—]|[-–—](?=\p{sc=Han})/u)
    .filter(hasLetters);
  const kinds = segments.map(judgeSegment);
  if (kinds.includes('person')) return 'person';
  return kinds.includes('team') ? 'team' : 'role';
}

function judgeSegment(segment: string): PartKind {
  return /\p{sc=Han}/u.test(segment) ? judgeMixed(segment) : judgeLatin(segment);
}

// "KAM团队" has no name in either script; "Wei Li 李伟" has.
function judgeMixed(segment: string): PartKind {
  const latin = segment.replace(/\p{sc=Han}+/gu, ' ');
  const kind = judgeChinese(segment.replace(/[^\p{sc=Han}\s\d]+/gu, ' ').trim());
  return /\p{L}{2}/u.test(latin) && judgeLatin(latin) === 'person' ? 'person' : kind;
}

function judgeLatin(segment: string): PartKind {
  // "E. North" is a person, "Sales E" is none.
  const initialled = /(?:^|\s)\p{L}\.(?:\s|\p{L}|$)/u.test(segment);
  const words = segment
    .toLowerCase()
    .split(/\s+/)
    .map((word) => word.replace(/^[^\p{L}\p{N}]+|[^\p{L}\p{N}]+$/gu, ''))
    .filter((word) => word !== '');
  const named = words.filter((word) => !TITLES.has(word));
  if (named.length < words.length && named.length > 0) return 'person';
  if (words.some(isGroup)) return 'team';
  if (initialled) return 'person';
  const plain = words.flatMap((word) => word.split(/[-']/)).filter((word) => !/^\d*$/.test(word));
  if (plain.some((word) => !GROUP_PARTS.has(word) && !ROLE_WORDS.has(word))) return 'person';
  if (words.length === 1 && LONELY_SURNAMES.has(words[0]!)) return 'person';
  return plain.some((word) => ROLE_WORDS.has(word) || word === 'kam' || word === 'gam') ? 'role' : 'team';
}

function isGroup(word: string): boolean {
  return GROUP_COMPOUND.test(word) || word.split('-').some((part) => GROUP_WORDS.has(part));
}

/** A name as two of them are compared: without width, case, invisible characters, and blanks between Han characters. */
export function personKey(text: string): string {
  return foldName(text).replace(/(?<=\p{sc=Han})\s+(?=\p{sc=Han})/gu, '');
}

/** The name of one individual as names are compared; null where the text names none. */
export function managerKey(text: string | null): string | null {
  return findWhyNoPerson(text) === null ? personKey(text!) : null;
}

/**
 * What a Chinese text without separators is. A group when it ends as groups do (销售部, 华东二组, 张伟团队), a role when
 * nothing but the words of departments, places and positions is left of it; what stands behind a department is looked
 * at alone (销售部张伟). Two names side by side are found where both begin with a common surname.
 */
function judgeChinese(text: string): PartKind {
  const names = text.split(/\s+/).filter((part) => part !== '');
  const kinds = names.map(judgeWord);
  if (kinds.includes('person')) return 'person';
  return kinds.includes('team') ? 'team' : 'role';
}

/** Whether the text sets two Chinese names side by side: 张伟和李娜, 李伟 王芳. */
function namesTwo(text: string): boolean {
  const parts = text.split(/\s+/);
  const [first] = parts;
  if (parts.length > 1)
    return !COMPOUND_SURNAMES.includes(first!) && parts.every((part) => part.length < 5 && isFullName(part));
  const [, left, right] = /^(\p{sc=Han}{2,4})[和与及跟](\p{sc=Han}{2,4})$/u.exec(text) ?? [];
  return left !== undefined && isFullName(left) && isFullName(right!);
}

function judgeWord(text: string): PartKind {
  const word = text.replace(/\d+/g, '');
  if (JAPANESE_SURNAMES.test(word)) return 'person';
  if (endsAsGroup(word)) return 'team';
  const behind = word.replace(/^.*(?:部|组|中心|团队|办事处|公司|大区|区)(?=.)/u, '');
  if (behind !== word && isFullName(behind) && !isVocabulary(behind)) return 'person';
  if (!isVocabulary(word)) return 'person';
  return POSITION.test(word) ? 'role' : 'team';
}

function isVocabulary(word: string): boolean {
  return word.replace(VOCABULARY, '') === '';
}

function endsAsGroup(word: string): boolean {
  if (/(?:团队|小组|中心|部门|事业部|办事处|分公司|公司|集团|大区|片区|门店|科室|班组)$/u.test(word))
    return true;
  if (/^.{2,}[部组]$/u.test(word) || /^[东南西北中总][部区]$/u.test(word)) return true;
  // One character alone ends given names too: only behind a word that is no name.
  const [, before] = /^(.+)[处室科区线队班]$/u.exec(word) ?? [];
  return before !== undefined && isVocabulary(before);
}

function isFullName(text: string): boolean {
  return (
    /^\p{sc=Han}{2,4}$/u.test(text) &&
    (SURNAMES.has(text[0]!) || COMPOUND_SURNAMES.some((one) => text.startsWith(one)))
  );
}

const POSITION = /经理|总监|主管|代表|专员|顾问|总裁|主任|负责人|业务员|销售员|助理|老板|部长|组长|员$/u;

// Longer words first: what they leave must be no word by itself.
const WORDS = `
  大客户 重点客户 客户 客服 客户服务 销售员 销售 营销 市场 业务员 业务 商务 售后 售前 渠道 电商 内销 外销 外贸 出口 进口 国内 国际
  海外 直销 经销 代理 工业 能源 医疗 建筑 战略 行业 区域 全国 总部 内勤 外勤 服务 管理 运营 支持 技术 产品 项目 综合
  华东 华南 华北 华中 西南 西北 东北 东南 东区 南区 西区 北区 中区
  总经理 副总经理 副总裁 总裁 副总 老总 高级 资深 初级 经理 总监 主管 代表 专员 顾问 主任 负责人 助理 老板 部长 组长 人员
  部门 团队 小组 中心 岗
`
  .trim()
  .split(/\s+/)
  .sort((one, other) => other.length - one.length);
const VOCABULARY = new RegExp(`${WORDS.join('|')}|[部组区科处室队线第一二三四五六七八九十]`, 'gu');

const COMPOUND_SURNAMES = [
  '欧阳',
  '司马',
  '诸葛',
  '上官',
  '司徒',
  '东方',
  '夏侯',
  '皇甫',
  '尉迟',
  '公孙',
  '慕容',
  '令狐',
  '宇文',
  '长孙',
];

// The hundred that most people bear; only used to find a second name.
const SURNAMES = new Set(
  '王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤',
);

// They end as groups do: 服部, 長谷部.
const JAPANESE_SURNAMES =
  /^(?:服部|渡部|阿部|安部|矢部|岡部|冈部|園部|园部|軽部|磯部|矶部|長谷部|长谷部|日下部|曽我部|曾我部|春日部)/u;
