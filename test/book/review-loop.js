import { rmSync } from 'node:fs';
import { main } from '../../dist/cli.js';

// Reviews month after month, and then again with a new book, until somebody ends it. The books are called 1, 2, …
// in the folder that it runs in; crash.test.ts looks at them at any moment.
const [criteria, ...exports] = process.argv.slice(2);

for (let book = 1; ; book += 1) {
  for (const [index, file] of exports.entries()) {
    const day = `2026-0${index + 1}-28`;
    const args = [
      'review',
      file,
      '-c',
      criteria,
      '--as-of',
      day,
      '--max-gone',
      '100%',
      '-q',
      '-o',
      'loop.txt',
    ];
    const code = await main([...args, '--book', String(book)]);
    if (code === 2) process.exit(code);
  }
  rmSync(String(book - 1), { recursive: true, force: true });
}
