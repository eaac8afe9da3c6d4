import { fileURLToPath } from 'node:url';
import license from 'rollup-plugin-license';

// What is loaded together is one file, because each file costs a start about a third of a millisecond, packages included:
// what the command line needs, and what a classification needs besides. The rest comes in pieces of the bundler.
const CHUNKS = {
  start: ['src/cli.ts'],
  classify: ['src/commands/classify/run.ts'],
};

const common = {
  platform: 'node',
  // Who reads from a database installs its client.
  external: [/^node:/, '@duckdb/node-api', 'pg'],
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
  plugins: [license({ thirdParty: { output: 'dist/licenses.txt' } })],
};

// What a thread that reads blocks loads: one file with nothing besides, since each thread loads it afresh.
const thread = {
  ...common,
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
