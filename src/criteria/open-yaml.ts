import type { Checked } from '../text/diagnostic.ts';
import type { Source } from '../text/source.ts';
import type { Node } from './node.ts';
import { readPlainYaml } from './plain-yaml.ts';
import type { YamlPart } from './read-yaml.ts';

/** Reads a criteria file as YAML: most are plain, and do without the parser, which takes its time to load. */
export async function openYaml(source: Source): Promise<Checked<Node>> {
  if (last?.source.text === source.text && last.source.name === source.name) return last.read;
  const plain = readPlainYaml({ source, start: 0, end: source.text.length });
  const read =
    plain === null
      ? await (await import('./read-yaml.ts')).readYaml(source)
      : { value: plain, diagnostics: [] };
  last = { source, read };
  return read;
}

/** Reads a part of a file likewise. */
export async function openYamlPart(part: YamlPart): Promise<Checked<Node>> {
  const plain = readPlainYaml(part);
  if (plain !== null) return { value: plain, diagnostics: [] };
  return (await import('./read-yaml.ts')).readYamlPart(part);
}

// A check first looks whether a file is complete by itself, and then reads it with all that it names.
let last: { readonly source: Source; readonly read: Checked<Node> } | null = null;
