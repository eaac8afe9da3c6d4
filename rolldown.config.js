import license from 'rollup-plugin-license';

// Loading files took a third of the start-up time: a few chunks instead of hundreds of files, packages included.
export default {
  input: { cli: 'src/cli.ts', io: 'src/io.ts', index: 'src/index.ts' },
  platform: 'node',
  external: /^node:/,
  output: { dir: 'dist', format: 'esm', chunkFileNames: '[name]-[hash].js' },
  plugins: [license({ thirdParty: { output: 'dist/licenses.txt' } })],
};
