import { foldName, tidy } from '../fields/fold.ts';
import { judgeChinese, namesTwo } from './chinese-person.ts';
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
export type PartKind = 'person' | 'team' | 'role';

/**
 * Why a text does not name one individual; null when it does, as far as the text can tell. It goes by words alone, in
 * English, German and Chinese: it misses what only people know, and would rather miss than accuse, since many words
 * for teams and places are surnames too. In this order: blank, a placeholder, a person who has left, a mailbox,
 * several people, a team or a role.
 */
export function findWhyNoPerson(text: string | null): NotAPerson | null {
  // Two lines of several words each are a list; a name may be broken over lines too.
  const lines = tidy((text ?? '').normalize('NFKC')).replace(/(?<=\S \S+)\s*\n\s*(?=\S+ \S)/g, '; ');
  const plain = lines.replace(/\s+/g, ' ');
  const folded = foldName(plain);
  if (folded === '') return 'blank';
  if (!/\p{L}/u.test(folded) || isPlaceholder(folded)) return 'placeholder';
  if (hasLeft(folded)) return 'gone';
  const mailbox = judgeMail(folded);
  if (mailbox !== null) return mailbox.why;
  return judgeParts(plain);
}

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
