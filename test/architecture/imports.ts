/** One import of a source file: what it names, and whether only types cross. */
export interface Import {
  readonly specifier: string;
  readonly typeOnly: boolean;
}

/** Every import, re-export and dynamic import of a TypeScript file, in the order it is written. */
export function readImports(text: string): Import[] {
  const found: Import[] = [];
  for (const { groups } of withoutComments(text).matchAll(IMPORT)) {
    const { names = '', from, bare, dynamic } = groups as Partial<Record<string, string>>;
    const specifier = (from ?? bare ?? dynamic)!;
    found.push({ specifier, typeOnly: /^\s*type\s[^,]/.test(names) || onlyInlineTypes(names) });
  }
  return found;
}

/** The text with its comments blanked, line by line, so that prose about a forbidden name is no use of it. */
export function withoutComments(text: string): string {
  let open = false;
  return text
    .split('\n')
    .map((line) => {
      if (open || /^\s*\/\*/.test(line)) {
        const close = line.indexOf('*/');
        open = close === -1;
        return open ? '' : line.slice(close + 2);
      }
      return line.replace(/(^|[\s;,{}()])\/\/.*$/, '$1').replace(/\/\*.*?\*\//g, '');
    })
    .join('\n');
}

// from-clauses | bare imports | dynamic imports (and `import('x').T` in types)
const IMPORT = new RegExp(
  [
    /\b(?:import|export)\b(?<names>(?:\s+type\b)?\s*(?:[\w$]+\s*,?\s*)?(?:\*(?:\s*as\s+[\w$]+)?|\{[^}]*\})?)\s*from\s*['"](?<from>[^'"]+)['"]/,
    /\bimport\s*['"](?<bare>[^'"]+)['"]/,
    /\bimport\s*\(\s*['"`](?<dynamic>[^'"`]+)['"`]/,
  ]
    .map((part) => part.source)
    .join('|'),
  'g',
);

// `import { type A, type B }`: nothing of it is left at run time.
function onlyInlineTypes(names: string): boolean {
  const list = /^\s*\{([^}]*)\}\s*$/.exec(names)?.[1];
  if (list === undefined) return false;
  const parts = list
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
  return parts.length > 0 && parts.every((part) => part.startsWith('type '));
}
