import { writeFileSync } from 'node:fs';
import { criteriaJsonSchema } from '../dist/index.js';

// Writes the JSON Schema for editors from the one definition of the criteria file: npm run schema.
writeFileSync(
  new URL('../criteria/criteria.schema.json', import.meta.url),
  `${JSON.stringify(criteriaJsonSchema(), null, 2)}\n`,
);
