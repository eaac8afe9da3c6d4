import { basename, dirname, join } from 'node:path';
import { keyMeant } from '../../criteria/check-shape.ts';
import { child, entriesOf, scalarText } from '../../criteria/node.ts';
import { openYaml } from '../../criteria/open-yaml.ts';
import type { Io } from '../../io.ts';
import { readTyped } from '../../table/decode-text.ts';
import type { Code } from '../../text/codes.ts';
import type { Diagnostic } from '../../text/diagnostic.ts';
import { compareText } from '../../text/order.ts';
import { shellWord } from '../../text/shell-word.ts';
import type { Source } from '../../text/source.ts';
import { AND, joined, quoted } from '../../text/wording.ts';

/**
 * A file without fields or without categories: a business unit's, or one that others extend. It can only be checked as a
 * part of the files that use it.
 */
export interface Layer {
  readonly lacks: readonly string[];
  /** Paths of the complete files that use it, the default one first, the others by name. */
  readonly users: readonly string[];
}

/** Finds the files that use a layer, among `told` or the files around it; null when the file is complete by itself. */
export async function findLayer(io: Io, file: string, told: string | undefined): Promise<Layer | null> {
  const { text, outline } = rememberFiles(io);
  const lacks = await lacksOf(file);
  if (lacks.length === 0) return null;
  // A file that was named and cannot be read reports its own mistakes.
  if (told !== undefined && (await outline(told)) === null) return { lacks, users: [told] };
  const candidates = told === undefined ? await filesAround(io, file) : [told];
  const users: string[] = [];
  const seen = new Set([io.identityOf(file)]);
  // A layer may be used by another layer: whoever uses that uses both.
  for (const layers = [file]; layers.length > 0; ) {
    const layer = layers.shift()!;
    for (const candidate of candidates) {
      if (seen.has(io.identityOf(candidate)) || !(await names(candidate, layer))) continue;
      seen.add(io.identityOf(candidate));
      if ((await lacksOf(candidate)).length > 0) layers.push(candidate);
      else users.push(candidate);
    }
  }
  return { lacks, users };

  async function lacksOf(path: string): Promise<string[]> {
    const keys = new Set<string>();
    const above = new Set<string | null>();
    for (let at: string | null = path; at !== null && !above.has(io.identityOf(at)); ) {
      above.add(io.identityOf(at));
      const found: Outline | null = await outline(at);
      // What cannot be read is no layer: it reports its own mistakes.
      if (found === null) return [];
      // A part whose name is misspelt is there: its file is wrong, and no layer.
      for (const key of found.keys) keys.add(keyMeant(key, PARTS) ?? key);
      at = found.base === null ? null : io.beside(at, found.base);
    }
    return PARTS.filter((part) => !keys.has(part));
  }

  async function names(user: string, layer: string): Promise<boolean> {
    // Most files of a folder are about something else, and need not be read as YAML.
    if (!(await text(user))?.includes(basename(layer))) return false;
    const found = await outline(user);
    if (found === null) return false;
    const named = [...(found.base === null ? [] : [found.base]), ...found.units];
    return named.some((name) => io.identityOf(io.beside(user, name)) === io.identityOf(layer));
  }
}

/** The error of a layer that no file uses, and what else is wrong with it for reasons of its own. */
export function unusedLayer(
  file: string,
  { lacks }: Layer,
  told: string | undefined,
  alone: readonly Diagnostic[],
): Diagnostic[] {
  const lacking = joined(lacks.map(quoted), AND);
  const nobody =
    told === undefined
      ? { en: `no file around "${file}" uses it`, zh: `“${file}”附近没有文件用到它` }
      : { en: `"${told}" does not use "${file}"`, zh: `“${told}”没有用到“${file}”` };
  const unused: Diagnostic = {
    code: 'missing-key',
    severity: 'error',
    message: {
      en: `expected ${lacking.en}, or a file that uses this one as a layer, found neither: ${nobody.en}`,
      zh: `应有${lacking.zh}，或有别的文件把它作为一层使用，两者都没有：${nobody.zh}`,
    },
    help: {
      en: `name the file that extends it or has it under units: keyaccounts check ${shellWord(file)} -c FILE`,
      zh: `请指明 extends 它或在 units 下引用它的文件：keyaccounts check ${shellWord(file)} -c FILE`,
    },
    at: { kind: 'file', file },
  };
  const follows = lacks.includes('fields') ? OF_FIELDS : [];
  return [unused, ...alone.filter(({ code }) => !follows.includes(code))];
}

const OF_FIELDS: readonly Code[] = ['no-id-field', 'unknown-fact', 'unknown-field', 'missing-key'];

const PARTS = ['fields', 'categories'];

interface Files {
  /** Null for what cannot be read. */
  text(path: string): Promise<string | null>;
  outline(path: string): Promise<Outline | null>;
}

function rememberFiles(io: Io): Files {
  const texts = new Map<string, string | null>();
  const outlines = new Map<string, Outline | null>();
  const text = async (path: string): Promise<string | null> => {
    const known = texts.get(path);
    if (known !== undefined) return known;
    const found = await readTyped(io.readBytes(path), path).catch(() => null);
    texts.set(path, found);
    return found;
  };
  const outline = async (path: string): Promise<Outline | null> => {
    const known = outlines.get(path);
    if (known !== undefined) return known;
    const found = await text(path);
    const read = found === null ? null : await outlineOf({ name: path, text: found });
    outlines.set(path, read);
    return read;
  };
  return { text, outline };
}

// Its folder, the one above, and the default one: the company's file lies beside its units' or over them.
async function filesAround(io: Io, file: string): Promise<string[]> {
  const folder = dirname(file);
  const found: string[] = [];
  for (const one of [folder, join(folder, '..'), 'criteria']) {
    const names = (await io.list(one)).filter((name) => /\.ya?ml$/i.test(name));
    const inOrder = names.sort((a, b) => Number(b === DEFAULT) - Number(a === DEFAULT) || compareText(a, b));
    found.push(...inOrder.map((name) => io.beside(join(one, name), basename(name))));
  }
  return found;
}

const DEFAULT = 'default.yaml';

// What a criteria file has on its top level, and which other files it names, as it names them.
interface Outline {
  readonly keys: ReadonlySet<string>;
  /** The file that it extends. */
  readonly base: string | null;
  /** The files of its business units. */
  readonly units: readonly string[];
}

// Takes the outline of a file without checking it; null when it is no YAML of criteria.
async function outlineOf(source: Source): Promise<Outline | null> {
  const { value: root } = await openYaml(source);
  if (root?.kind !== 'map') return null;
  const units = entriesOf(child(child(root, 'units'), 'criteria')).map(({ value }) => scalarText(value));
  return {
    keys: new Set(root.entries.map(({ key }) => key)),
    base: scalarText(child(root, 'extends')) ?? null,
    units: units.filter((name) => name !== undefined),
  };
}
