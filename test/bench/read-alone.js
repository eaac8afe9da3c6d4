import { createReadStream } from 'node:fs';
import { parse } from 'csv-parse';

// What a verdict is measured against: the same file through csv-parse as arrays, and no other work.
let records = 0;
const parser = createReadStream(process.argv[2]).pipe(parse());
parser.on('readable', () => {
  while (parser.read() !== null) records += 1;
});
parser.on('error', (error) => {
  throw error;
});
parser.on('end', () => process.stdout.write(`${records}\n`));
