import { createHash } from 'node:crypto';
import { charactersOf } from '../text/characters.ts';
import type { PlanKind } from './plan.ts';

/**
 * The name of a plan's file: what can be read of id and name, and a hash of the id, so that every customer has
 * another one on every file system, those that fold case among them. No part of it means anything to a shell, a
 * path or Windows: letters, digits and hyphens only.
 */
export function planFileName(id: string, name: string | null, kind: PlanKind): string {
  const stem = safeFileName(name === null ? id : `${id} ${name}`, id);
  return `${[stem, SUFFIX[kind]].filter((part) => part !== '').join('-')}.md`;
}

/** A name for a file, without ending: what can be read of a text, and a hash of what it stands for. */
export function safeFileName(text: string, of: string): string {
  const hash = createHash('sha256').update(of.normalize('NFC')).digest('hex').slice(0, 8);
  return [cutBytes(slugOf(text)), hash].filter((part) => part !== '').join('-');
}

const SUFFIX: Readonly<Record<PlanKind, string>> = { key: '', lost: 'recapture', target: 'pursuit' };

// Bytes: within what file systems, archives and encrypted folders allow, with room for hash and suffix.
const LONGEST = 90;

// Marks stay with their letters: without them Hindi and Thai could not be read.
function slugOf(text: string): string {
  return text
    .normalize('NFC')
    .replace(/[^\p{L}\p{N}\p{M}]+/gu, '-')
    .replace(/(^|-)\p{M}+/gu, '$1')
    .replace(/^-+|-+$/g, '');
}

function cutBytes(text: string): string {
  if (Buffer.byteLength(text) <= LONGEST) return text;
  let cut = '';
  let bytes = 0;
  for (const character of charactersOf(text)) {
    bytes += Buffer.byteLength(character);
    if (bytes > LONGEST) break;
    cut += character;
  }
  return cut.replace(/-+$/, '');
}
