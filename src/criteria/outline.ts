import type { Source } from '../text/source.ts';
import { child, entriesOf, scalarText } from './node.ts';
import { readYaml } from './read-yaml.ts';

/** What a criteria file has on its top level, and which other files it names, as it names them. */
export interface Outline {
  readonly keys: ReadonlySet<string>;
  /** The file that it extends. */
  readonly base: string | null;
  /** The files of its business units. */
  readonly units: readonly string[];
}

/** Takes the outline of a file without checking it; null when it is no YAML of criteria. */
export function outlineOf(source: Source): Outline | null {
  const { value: root } = readYaml(source);
  if (root?.kind !== 'map') return null;
  const units = entriesOf(child(child(root, 'units'), 'criteria')).map(({ value }) => scalarText(value));
  return {
    keys: new Set(root.entries.map(({ key }) => key)),
    base: scalarText(child(root, 'extends')) ?? null,
    units: units.filter((name) => name !== undefined),
  };
}
