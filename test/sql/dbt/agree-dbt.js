import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { DuckDBInstance } from '@duckdb/node-api';

// Builds the models that keyaccounts writes with dbt and DuckDB: npm run agree:dbt
// They must be green as they are, agree with classify on the sample, and be red when a threshold is changed in them by hand.
// dbt has a virtual environment of its own, which is made once. It takes Python 3.
const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
const PACKAGES = ['dbt-core==1.11.16', 'dbt-duckdb==1.11.1', 'duckdb==2.0.1'];
const FLAGS = ['--as-of', '2026-06-30', '-q'];

function run(command, args, folder = ROOT) {
  const { status, stdout, error } = spawnSync(command, args, {
    cwd: folder,
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, DBT_SEND_ANONYMOUS_USAGE_STATS: 'false' },
  });
  if (error !== undefined) throw error;
  return { status, stdout };
}

function must(command, args, folder) {
  const { status, stdout } = run(command, args, folder);
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} ended with ${status}:\n${stdout}`);
  return stdout;
}

// The folder of the programs of the virtual environment.
function environment() {
  const folder = join(tmpdir(), 'keyaccounts-dbt-1.11.16');
  if (!existsSync(join(folder, 'bin', 'dbt'))) {
    must('python3', ['-m', 'venv', folder]);
    must(join(folder, 'bin', 'python'), ['-m', 'pip', 'install', '--quiet', ...PACKAGES]);
  }
  return join(folder, 'bin');
}

// The sample as a warehouse would have it: columns with types.
async function loadSample(file) {
  const instance = await DuckDBInstance.create(file);
  const connection = await instance.connect();
  const amount = (name) =>
    `CAST(REGEXP_REPLACE(REPLACE("${name}", ',', ''), '^[(](.*)[)]$', '-\\1') AS DECIMAL(18, 2))`;
  await connection.run(`CREATE SCHEMA crm; CREATE TABLE crm.customers AS SELECT
    "Customer ID" AS customer_id, "Status" AS status,
    ${amount('Revenue (Last 12 Months)')} AS revenue, ${amount('Revenue (Prior 12 Months)')} AS prior_revenue,
    ${amount('Gross Profit')} AS gross_profit, ${amount('Prior Gross Profit')} AS prior_gross_profit,
    ${amount('Units Sold')} AS quantity, ${amount('Prior Units')} AS prior_quantity, ${amount('Potential')} AS potential,
    CAST("Last Order Date" AS DATE) AS last_order, "New Market" = 'yes' AS new_market
    FROM read_csv('${join(ROOT, 'fixtures/customers/sample.csv')}', header = true, all_varchar = true)`);
  connection.closeSync();
  instance.closeSync();
}

const PROJECT = {
  'dbt_project.yml': `name: crm
version: '1.0'
profile: crm
model-paths: [models]
flags: { send_anonymous_usage_stats: false }
`,
  'profiles.yml': `crm:
  target: dev
  outputs: { dev: { type: duckdb, path: warehouse.duckdb, threads: 1 } }
`,
  'models/sources.yml': `version: 2
sources: [{ name: crm, tables: [{ name: customers }] }]
`,
  'models/accounts.sql': `SELECT 1 AS customer_id, '{{ '{{' }} north }}' AS region, 'active' AS status, CAST(5750000 AS DECIMAL(18, 2)) AS revenue,
  CAST(5000000 AS DECIMAL(18, 2)) AS prior, CAST(12.5 AS DECIMAL(18, 2)) AS margin, DATE '2026-06-01' AS last_order, TRUE AS strategic
`,
};

function write(folder, files) {
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(join(folder, name, '..'), { recursive: true });
    writeFileSync(join(folder, name), text);
  }
}

async function main() {
  const bin = environment();
  const folder = mkdtempSync(join(tmpdir(), 'keyaccounts-dbt-'));
  const keyaccounts = (...args) =>
    must(process.execPath, [join(ROOT, 'bin/keyaccounts.js'), ...args, ...FLAGS]);
  const build = () => run(join(bin, 'dbt'), ['build', '--profiles-dir', '.'], folder);
  try {
    write(folder, PROJECT);
    await loadSample(join(folder, 'warehouse.duckdb'));
    const models = join(folder, 'models');
    keyaccounts(
      'sql',
      '-c',
      'criteria/default.yaml',
      '--table',
      'source:crm.customers',
      '--emit',
      'dbt',
      '-o',
      models,
    );
    keyaccounts(
      'sql',
      '-c',
      'test/sql/dbt/criteria.yaml',
      '--table',
      'ref:accounts',
      '--emit',
      'dbt',
      '-o',
      models,
    );
    const green = build();
    if (green.status !== 0) throw new Error(`dbt build is red:\n${green.stdout}`);
    const sample = join(ROOT, 'fixtures/customers/sample.csv');
    const expected = JSON.parse(keyaccounts('classify', sample, '--format', 'json')).customers;
    const found = JSON.parse(
      must(
        join(bin, 'python'),
        [
          '-c',
          'import duckdb, json; print(json.dumps(dict(duckdb.connect("warehouse.duckdb").sql("SELECT customer_id, category FROM customers_verdicts").fetchall())))',
        ],
        folder,
      ),
    );
    const wrong = expected.filter(
      ({ customer_id, category }) => found[customer_id] !== (category ?? 'undetermined'),
    );
    if (expected.length < 10 || wrong.length > 0)
      throw new Error(`${wrong.length} of ${expected.length} customers differ: ${JSON.stringify(wrong[0])}`);
    const model = join(models, 'customers_verdicts.sql');
    const text = readFileSync(model, 'utf8');
    const changed = text.replace('"revenue" >= 5000000', '"revenue" >= 6000000');
    if (changed === text) throw new Error('the model has no threshold of 5,000,000');
    writeFileSync(model, changed);
    const red = build();
    if (red.status === 0 || !red.stdout.includes('growth_and_margin_exactly_on_the_line'))
      throw new Error(`dbt build is not red over a changed threshold:\n${red.stdout}`);
    process.stdout.write(
      `dbt: ${expected.length} customers agree; green, and red over a changed threshold\n`,
    );
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

await main();
