import { posix } from 'node:path';
import { readImports } from './imports.ts';

/** The circles among files that import each other, types included: the files of each circle. */
export function circles(sources: ReadonlyMap<string, string>): string[][] {
  const targets = new Map(
    [...sources].map(([file, text]) => [
      file,
      readImports(text)
        .map(({ specifier }) => posix.join(posix.dirname(file), specifier))
        .filter((target) => sources.has(target)),
    ]),
  );
  // Files that import nothing of what is left are in no circle, nor are those that nothing left imports.
  const left = new Set(sources.keys());
  for (let before = -1; before !== left.size; ) {
    before = left.size;
    const wanted = new Set([...left].flatMap((file) => targets.get(file)!));
    for (const file of [...left])
      if (!wanted.has(file) || !targets.get(file)!.some((target) => left.has(target))) left.delete(file);
  }
  const found: string[][] = [];
  while (left.size > 0) {
    const [first] = left;
    const circle = [...left].filter(
      (file) => file === first || (reaches(first!, file, targets) && reaches(file, first!, targets)),
    );
    if (circle.length > 1) found.push(circle.sort());
    for (const file of circle) left.delete(file);
  }
  return found;
}

function reaches(from: string, to: string, targets: ReadonlyMap<string, readonly string[]>): boolean {
  const seen = new Set([from]);
  for (const file of seen) {
    for (const target of targets.get(file)!) {
      if (target === to) return true;
      seen.add(target);
    }
  }
  return false;
}
