import type { Checked } from '../text/diagnostic.ts';
import type { Source } from '../text/source.ts';
import type { Node } from './node.ts';
import { readPlainYaml } from './plain-yaml.ts';

/** Reads a criteria file as YAML: most are plain, and do without the parser, which takes its time to load. */
export async function openYaml(source: Source): Promise<Checked<Node>> {
  const plain = readPlainYaml({ source, start: 0, end: source.text.length });
  return plain === null
    ? (await import('./read-yaml.ts')).readYaml(source)
    : { value: plain, diagnostics: [] };
}
