import { writeSync } from 'node:fs';

// Loaded into a measured process with --import: says on descriptor 3 the most memory it held, in kilobytes.
process.on('exit', () => writeSync(3, `${process.resourceUsage().maxRSS}`));
