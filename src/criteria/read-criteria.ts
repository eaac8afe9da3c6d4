import { type Checked, type Diagnostic, hasErrors } from '../text/diagnostic.ts';
import type { Source } from '../text/source.ts';
import { checkShape } from './check-shape.ts';
import { compileCriteria } from './compile.ts';
import type { Criteria } from './criteria.ts';
import { checkCurrencies, checkNamedAmounts } from './currencies.ts';
import { child, entriesOf, entryOf, type Node, overlay, scalarText } from './node.ts';
import { openYaml } from './open-yaml.ts';
import { withUnitTitles } from './titles.ts';

/** Opens a file that a criteria file names, relative to it; null when it cannot be read. */
export type OpenSource = (reference: string, from: Source) => Promise<Source | null>;

/** A file that criteria were read from, and how it was asked for: by what name, from which other file. */
export interface CriteriaSource {
  readonly source: Source;
  readonly reference: string;
  /** Null for the file that everything starts from. */
  readonly from: Source | null;
}

/** Reads a criteria file with all that it extends and its units; every mistake of every file in one go. */
export async function readCriteriaSource(source: Source, open: OpenSource): Promise<Checked<Criteria>> {
  const opened = new Map<string, Promise<Source | null>>();
  const openOnce: OpenSource = (reference, from) => {
    const key = JSON.stringify([reference, from.name]);
    const known = opened.get(key) ?? open(reference, from);
    opened.set(key, known);
    return known;
  };
  const read = await readFiles(source, openOnce);
  if (!hasErrors(read.diagnostics)) return read;
  // Most files have no mistakes, and start faster without what looks further into them.
  const { nameSlips } = await import('./slips/name-slips.ts');
  const diagnostics = await nameSlips(read.diagnostics, async (mended) => {
    const typed = (file: Source): Source => ({ ...file, text: mended.get(file.name) ?? file.text });
    const openTyped: OpenSource = async (reference, from) => {
      const file = await openOnce(reference, from);
      return file === null ? null : typed(file);
    };
    return (await readFiles(typed(source), openTyped)).diagnostics;
  });
  if (!diagnostics.some(({ code }) => code === 'yaml-syntax')) return { value: null, diagnostics };
  const { withoutConsequences } = await import('./read-yaml.ts');
  return { value: null, diagnostics: withoutConsequences(diagnostics) };
}

async function readFiles(source: Source, open: OpenSource): Promise<Checked<Criteria>> {
  const diagnostics: Diagnostic[] = [];
  const root = await readLayers(source, open, [], diagnostics);
  if (root === null) return { value: null, diagnostics };
  diagnostics.push(...missingKeys(root));
  if (hasErrors(diagnostics)) {
    const { mistakesBeside } = await import('./prune.ts');
    return { value: null, diagnostics: [...diagnostics, ...mistakesBeside(root)] };
  }
  const company = compileCriteria(root);
  diagnostics.push(...company.diagnostics);
  const units = await readUnits(root, open, diagnostics);
  if (company.value === null || hasErrors(diagnostics)) return { value: null, diagnostics };
  const by = company.value.facts.get(scalarText(child(child(root, 'units'), 'by')) ?? '');
  const slots = Math.max(company.value.slots, ...[...units.values()].map((unit) => unit.slots));
  const value: Criteria =
    by === undefined
      ? company.value
      : {
          ...company.value,
          slots,
          titles: withUnitTitles(
            company.value.titles,
            [...units.values()].map(({ titles }) => titles),
          ),
          units: { by, criteria: units },
        };
  diagnostics.push(...checkCurrencies(value), ...checkNamedAmounts(value));
  return { value: hasErrors(diagnostics) ? null : value, diagnostics };
}

async function readLayers(
  source: Source,
  open: OpenSource,
  above: readonly string[],
  diagnostics: Diagnostic[],
): Promise<Node | null> {
  const { value: root, diagnostics: found } = await openYaml(source);
  diagnostics.push(...found);
  if (root === null) return null;
  diagnostics.push(...checkShape(root).filter(({ code }) => code !== 'missing-key'));
  const reference = child(root, 'extends');
  const name = scalarText(reference);
  if (reference === undefined || name === undefined) return root;
  const base = await openReferenced(name, reference, source, open, diagnostics);
  if (base === null) return null;
  const path = [...above, source.name];
  if (path.includes(base.name)) {
    const message = {
      en: `files extend each other: ${[...path, base.name].join(' → ')}`,
      zh: `文件互相 extends：${[...path, base.name].join(' → ')}`,
    };
    diagnostics.push({
      code: 'cycle',
      severity: 'error',
      message,
      help: { en: 'take "extends" out of one of them', zh: '请从其中一个文件中删去 extends' },
      at: reference.span,
    });
    return null;
  }
  const below = await readLayers(base, open, path, diagnostics);
  return below === null ? null : overlay(below, root);
}

// What a layer lacks may stand in the one below it: only the whole can lack a key.
function missingKeys(root: Node): Diagnostic[] {
  return checkShape(root).filter(({ code }) => code === 'missing-key');
}

async function openReferenced(
  name: string,
  node: Node,
  source: Source,
  open: OpenSource,
  diagnostics: Diagnostic[],
): Promise<Source | null> {
  const opened = await open(name, source);
  if (opened === null) {
    const help = {
      en: 'the name is read from the folder of the file that names it',
      zh: '文件名以引用它的文件所在的文件夹为起点',
    };
    diagnostics.push({
      code: 'missing-file',
      severity: 'error',
      message: { en: `cannot read "${name}"`, zh: `无法读取“${name}”` },
      help,
      at: node.span,
    });
  }
  return opened;
}

// A unit's file lies over the company's; what the columns mean is said once, in the company's.
async function readUnits(
  root: Node,
  open: OpenSource,
  diagnostics: Diagnostic[],
): Promise<Map<string, Criteria>> {
  const units = new Map<string, Criteria>();
  for (const { key, value } of entriesOf(child(child(root, 'units'), 'criteria'))) {
    const name = scalarText(value);
    const source =
      name === undefined ? null : await openReferenced(name, value, value.span.source, open, diagnostics);
    const layer = source === null ? null : await readLayers(source, open, [], diagnostics);
    if (layer === null) continue;
    for (const own of ['fields', 'tables', 'input', 'group', 'units', 'drift', 'report']) {
      const entry = entryOf(layer, own);
      if (entry === undefined) continue;
      const message = {
        en: `a business unit has no "${own}" of its own`,
        zh: `事业部文件不能有自己的 ${own}`,
      };
      const help = {
        en: "put it into the company's file, which says what the columns mean",
        zh: '请写到公司级文件中，各列的含义由它规定',
      };
      diagnostics.push({ code: 'unit-fields', severity: 'error', message, help, at: entry.keySpan });
    }
    if (hasErrors(diagnostics)) continue;
    const whole = overlay(root, layer);
    const missing = missingKeys(whole);
    diagnostics.push(...missing);
    if (missing.length > 0) continue;
    const { value: criteria, diagnostics: found } = compileCriteria(whole);
    diagnostics.push(...found.filter((one) => one.severity === 'error'));
    if (criteria !== null) units.set(key, criteria);
  }
  return units;
}
