import { spawnSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';

// Compares the evaluator with the databases at length: npm run agree -- --verdicts 1000000 --seed 7
const { values } = parseArgs({ options: { verdicts: { type: 'string' }, seed: { type: 'string' } } });
const { status } = spawnSync(
  process.execPath,
  [
    fileURLToPath(new URL('../../node_modules/vitest/vitest.mjs', import.meta.url)),
    'run',
    'test/sql/agreement.test.ts',
  ],
  {
    stdio: 'inherit',
    env: {
      ...process.env,
      AGREE_VERDICTS: values.verdicts ?? '1000000',
      ...(values.seed === undefined ? {} : { AGREE_SEED: values.seed }),
    },
  },
);
process.exitCode = status ?? 1;
