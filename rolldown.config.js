import { fileURLToPath } from 'node:url';
import license from 'rollup-plugin-license';

// What is loaded together is one file, because each file costs a start about a third of a millisecond, packages included:
// what the command line needs, what a classification needs besides, what tells of mistakes, what shows a report, and what
// looks at criteria over ranges of values. The rest comes in pieces of the bundler.
const CHUNKS = {
  start: ['src/cli.ts'],
  classify: ['src/commands/classify/exports.ts'],
  tell: ['src/output/diagnostics.ts', 'src/output/diagnostic-words.ts', 'src/output/style.ts'],
  show: ['src/commands/run/show-report.ts'],
  ranges: ['src/condition/domain.ts', 'src/facts/score-reach.ts'],
};

// Node gives each of its modules that is imported all of its exports at once, and loads for them what few runs ask for:
// for those of "node:fs" its streams, for those of "node:process" the terminal. One that is required comes as it is, and
// what takes milliseconds by itself is required when one of its functions is first called.
const SLOW = new Set(['node:crypto', 'node:v8']);
const OPEN_REQUIRE = `import { createRequire as openRequire } from "node:module";
const builtin = openRequire(import.meta.url);
`;
const requireBuiltins = {
  name: 'require-builtins',
  renderChunk(code) {
    const rendered = code.replace(
      /^import (\w+|\{ .+ \}) from "(node:(?!module").+)";$/gm,
      (_, names, from) => {
        if (!names.startsWith('{')) return `const ${names} = builtin("${from}");`;
        const pairs = names
          .slice(2, -2)
          .split(', ')
          .map((name) => name.split(' as '));
        if (!SLOW.has(from))
          return `const { ${pairs.map((pair) => pair.join(': ')).join(', ')} } = builtin("${from}");`;
        return pairs
          .map(([name, own = name]) => `const ${own} = (...given) => builtin("${from}").${name}(...given);`)
          .join('\n');
      },
    );
    return rendered === code ? null : `${OPEN_REQUIRE}${rendered}`;
  },
};

// What packages ask for when they are loaded, and never use here: our commands are no programs of their own, and it is we
// who say whether there is color.
const UNUSED = {
  'node:child_process': 'module.exports = {}',
  '#supports-color': 'export default { stdout: false, stderr: false }',
};
const leaveOutUnused = {
  name: 'leave-out-unused',
  resolveId: (id, importer) => (id in UNUSED && importer?.includes('node_modules') ? `\0unused:${id}` : null),
  load: (id) => UNUSED[id.replace('\0unused:', '')] ?? null,
};

const common = {
  platform: 'node',
  // Who reads from a database installs its client.
  external: [/^node:(?!child_process)/, '@duckdb/node-api', 'pg'],
  checks: { ineffectiveDynamicImport: false },
  // For Node, "yaml" ships modules that need a wrapper each, and cannot be left out where they are not used.
  resolve: { alias: { yaml: pathOf('node_modules/yaml/browser/dist/index.js') } },
};

const program = {
  ...common,
  input: { cli: 'src/cli.ts', index: 'src/index.ts' },
  preserveEntrySignatures: 'allow-extension',
  output: {
    dir: 'dist',
    format: 'esm',
    chunkFileNames: '[name]-[hash].js',
    comments: false,
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ debugName: 'chunks', name: chunkOf }],
    },
  },
  plugins: [license({ thirdParty: { output: 'dist/licenses.txt' } }), leaveOutUnused, requireBuiltins],
};

// What a thread that reads blocks loads: one file with nothing besides, since each thread loads it afresh.
const thread = {
  ...common,
  plugins: [requireBuiltins],
  output: { dir: 'dist', format: 'esm', chunkFileNames: 'block-[name]-[hash].js' },
};

export default [
  program,
  { ...thread, input: { 'block-worker': 'src/commands/classify/block-worker.ts' } },
  { ...thread, input: { 'explain-worker': 'src/commands/explain/block-worker.ts' } },
];

const members = new Map();

function chunkOf(id, modules) {
  for (const [name, entries] of Object.entries(CHUNKS)) {
    if (!members.has(name)) members.set(name, importedBy(entries.map(pathOf), modules));
    if (members.get(name).has(id)) return name;
  }
  return null;
}

// Everything that is imported at once, whereas what is imported when it is asked for is left out.
function importedBy(entries, modules) {
  const found = new Set(entries);
  for (const id of found)
    for (const imported of modules.getModuleInfo(id)?.importedIds ?? []) found.add(imported);
  return found;
}

function pathOf(file) {
  return fileURLToPath(new URL(file, import.meta.url));
}
