import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeCriteria, makeVariant } from './make-criteria.js';
import { makeCustomers, makeMovers } from './make-customers.js';
import { makeLines } from './make-lines.js';
import { makeParquet } from './make-parquet.js';
import { measure, measureByTurns } from './measure.js';

// What `npm run bench` prints: figures of runs measured side by side, most of them ratios, because seconds belong to a
// machine; what each must be, and what it would be at its best. Ends with 1 when one is over what it must be.
//   --rows N   customers in the large file, 1,000,000 unless told; from 10,000,000 on, only what is about size
//   --times N  how often the large runs are repeated, 3 unless told
//   --quick    100,000 customers, once: too few for the figures of large files, which are shown alone
//   --write    puts the table into README.md, with the day and the processor
const { values } = parseArgs({
  options: {
    rows: { type: 'string' },
    times: { type: 'string' },
    quick: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const ROWS = count(values.rows, values.quick ? 100_000 : 1_000_000);
const TIMES = count(values.times, values.quick ? 1 : 3);
// Of so many, 300 are key accounts.
const PLANNED = 6405;
const IS_LARGE = ROWS >= 1_000_000;
const IS_HUGE = ROWS >= 10_000_000;
const DEFAULT = '../../criteria/default.yaml';
const TOOL = here('../../bin/keyaccounts.js');
const SCRATCH = mkdtempSync(join(tmpdir(), 'keyaccounts-bench-'));

async function main() {
  const file = await makeCustomers(ROWS);
  const bytes = statSync(file).size;
  print(`${show(ROWS)} customers, ${show(bytes)} bytes; ${machine()}\n`);
  const figures = [
    ...(await sizeFigures(file)),
    ...(await sqlFigures()),
    ...(IS_HUGE ? [] : await otherFigures(file)),
  ];
  const table = tableOf(figures);
  print(table);
  if (values.write) keep(table);
  if (figures.some(isOver)) process.exitCode = 1;
}

async function sizeFigures(file) {
  const small = await makeCustomers(100_000);
  const runs = await measureByTurns(
    {
      read: { args: [here('read-alone.js'), file] },
      duckdb1: { args: [here('duckdb-alone.js'), file, scratch('duckdb.csv'), '1'] },
      duckdb2: { args: [here('duckdb-alone.js'), file, scratch('duckdb.csv'), '2'] },
      classify: { args: classify(file, DEFAULT), memory: true },
      small: { args: classify(small, DEFAULT, 'small.csv'), memory: true },
      classify2: { args: classify(file, DEFAULT, 'classify2.csv', 2), memory: true },
    },
    TIMES,
  );
  // A run that left customers out would be fast for the wrong reason: each line has grown by our columns.
  for (const written of ['classify.csv', 'classify2.csv', 'duckdb.csv'])
    if (statSync(scratch(written)).size <= statSync(file).size)
      throw new Error(`expected every customer in ${written}`);
  return [
    ratio('classify to CSV / csv-parse alone', runs.classify, runs.read, ...(IS_LARGE ? [0.5, 0.35] : [])),
    ratio('classify on one thread / DuckDB SQL on one thread', runs.classify, runs.duckdb1),
    ratio(
      'classify on two threads / DuckDB SQL on two threads',
      runs.classify2,
      runs.duckdb2,
      ...(IS_HUGE ? [0.8, 0.5] : IS_LARGE ? [1.2, 0.8] : []),
    ),
    memory(
      `peak memory at ${show(ROWS)} / at 100,000`,
      runs.classify,
      runs.small,
      ...(IS_LARGE ? [1.3, 1.1] : []),
    ),
    memory('peak memory on two threads / on one', runs.classify2, runs.classify),
  ];
}

// What `sql` writes, in DuckDB, beside the same criteria in SQL by hand; both keep their result as Parquet.
async function sqlFigures() {
  const customers = await makeParquet(ROWS);
  const statement = (criteria, name) => {
    const args = ['sql', '-c', here(criteria), '--as-of', '2026-06-30', '-o', scratch(name), '--quiet'];
    execFileSync(process.execPath, [TOOL, ...args]);
    return scratch(name);
  };
  const byDefault = statement('../../criteria/default.yaml', 'sql.sql');
  const run = (file, output) => ({ args: [here('sql-alone.js'), customers, file, scratch(output)] });
  const measureBoth = async (file, byHand) =>
    measureByTurns({ sql: run(file, 'sql.parquet'), byHand: run(here(byHand), 'by-hand.parquet') }, TIMES);
  const absolute = await measureBoth(byDefault, 'by-hand.sql');
  const top = await measureBoth(statement('bench-sql-top.yaml', 'top.sql'), 'by-hand-top.sql');
  const quintiles = await measureBoth(
    statement('bench-sql-quintiles.yaml', 'quintiles.sql'),
    'by-hand-quintiles.sql',
  );
  const few = scratch('few.yaml');
  writeFileSync(
    few,
    'name: few\nfields: { customer_id: { type: id } }\ncategories: { normal: { when: otherwise } }\n',
  );
  const starts = await measureByTurns(
    {
      sql: { args: tool('sql', '--as-of', '2026-06-30', '--quiet') },
      few: { args: tool('sql', '-c', few, '--as-of', '2026-06-30', '--quiet') },
    },
    IS_HUGE ? 3 : 15,
  );
  const musts = (most) => (IS_LARGE ? [most] : []);
  return [
    ratio('sql in DuckDB / SQL by hand, default criteria', absolute.sql, absolute.byHand, ...musts(1.5)),
    ratio('sql in DuckDB / SQL by hand, top of each unit', top.sql, top.byHand, ...musts(1.5)),
    ratio('sql in DuckDB / SQL by hand, quintiles', quintiles.sql, quintiles.byHand, ...musts(3)),
    above('sql of the default criteria above that of one line', starts.sql, starts.few, 50),
    size('text of the default criteria as SQL', statSync(byDefault).size, 60),
  ];
}

async function otherFigures(file) {
  const few = await makeCustomers(10_000);
  const explained = await makeCustomers(100_000);
  const lines = await makeLines(ROWS * 10, ROWS / 2);
  const sample = here('../../fixtures/customers/sample.csv');
  const asOf = ['--as-of', '2026-06-30'];
  const bench = ['-c', here('bench.yaml'), ...asOf];
  const newer = makeVariant(here('bench.yaml'), 'at_least: 5m', 'at_least: 4m');
  const large = await measureByTurns(
    {
      classify: { args: classify(file, 'bench.yaml') },
      relative: { args: classify(file, 'bench-relative.yaml') },
      diff: { args: tool('diff', file, '-c', newer, '--against-criteria', here('bench.yaml'), ...asOf) },
      // A target that all thresholds can reach: the most work.
      calibrate: { args: tool('calibrate', file, ...bench, '--key-accounts', String(Math.round(ROWS / 20))) },
    },
    TIMES,
  );
  // Order lines are many, so once is enough.
  const added = await measureByTurns(
    {
      read: { args: [here('read-alone.js'), lines] },
      lines: {
        args: tool(
          'classify',
          '-c',
          here('bench-lines.yaml'),
          '--table',
          `orders=${lines}`,
          ...asOf,
          '--format',
          'csv',
        ),
      },
    },
    1,
  );
  const every = await measureByTurns(
    {
      classify: { args: classify(explained, 'bench.yaml') },
      explain: { args: tool('explain', explained, ...bench, '--all') },
      report: { args: tool('report', explained, ...bench, '--format', 'html') },
    },
    TIMES,
  );
  const book = scratch('full-book');
  await measure({ args: review(file, '2026-05-31', book), finds: true });
  const movers = [...review(await makeMovers(ROWS), '2026-06-30', book), '--accept', 'moved', '--dry-run'];
  const reviewed = await measure({ args: movers, memory: true, finds: true });
  const planned = await makeCustomers(PLANNED);
  const starts = await measureByTurns(
    {
      bare: { args: ['-e', '0'] },
      help: { args: [TOOL, '--help'] },
      few: { args: classify(few, 'bench.yaml') },
      check: { args: [TOOL, 'check', makeCriteria(200), '--warn-only'] },
      accounts: { args: classify(planned, 'bench.yaml') },
      plan: { args: [TOOL, 'plan', planned, ...bench, '--book', scratch('plans'), '--dry-run'] },
      sample: { args: tool('classify', sample, ...asOf) },
      report: { args: tool('report', sample, ...asOf) },
      near: { args: tool('explain', sample, ...asOf, '--near', '10%') },
      review: { args: tool('review', sample, ...asOf, '--book', scratch('book'), '--dry-run'), finds: true },
    },
    values.quick ? 5 : 15,
  );
  return [
    ratio('with a relative test / classify', large.relative, large.classify, 1.7, 1.4),
    ratio('diff of two criteria / classify', large.diff, large.classify, 1.3, 1.1),
    ratio('calibrate / classify', large.calibrate, large.classify, 1.8, 1.5),
    ratio('order lines added up / csv-parse alone', added.lines, added.read, 1.3),
    ratio('explain --all of 100,000 / classify', every.explain, every.classify, 2),
    ratio('report of 100,000 as HTML / classify', every.report, every.classify),
    {
      what: `peak memory of review, a seventh of ${show(ROWS)} moves`,
      reached: reviewed.megabytes,
      digits: 0,
      unit: ' MB',
      must: IS_LARGE ? 400 : null,
      moonshot: null,
      measured: `${reviewed.seconds.toFixed(3)} s`,
    },
    above('classify of 10,000 above bare node', starts.few, starts.bare, 110, 60),
    above('--help above bare node', starts.help, starts.bare, 25, 12),
    ratio('check of 200 criteria / --help', starts.check, starts.help, 3),
    above('report of 200 above classify', starts.report, starts.sample, 400, 150),
    above('explain --near of 200 above classify', starts.near, starts.sample, 400, 150),
    above('first review of 200 above classify', starts.review, starts.sample, 400, 150),
    above('plans of 300 key accounts above classify', starts.plan, starts.accounts, 1000),
  ];
}

function classify(file, criteria, output = 'classify.csv', threads = 1) {
  const args = [
    '-c',
    here(criteria),
    '--as-of',
    '2026-06-30',
    '--format',
    'csv',
    '--threads',
    String(threads),
  ];
  return [TOOL, 'classify', file, ...args, '-o', scratch(output)];
}

function review(file, day, book) {
  return [...tool('review', file, '-c', here('bench.yaml'), '--as-of', day, '--book', book), '--no-plans'];
}

function tool(command, ...args) {
  return [TOOL, command, ...args, '-o', scratch(command)];
}

function ratio(what, one, other, must = null, moonshot = null) {
  const measured = `${one.seconds.toFixed(3)} s / ${other.seconds.toFixed(3)} s`;
  return { what, reached: one.seconds / other.seconds, digits: 2, unit: '', must, moonshot, measured };
}

function memory(what, one, other, must = null, moonshot = null) {
  const measured = `${one.megabytes.toFixed(0)} MB / ${other.megabytes.toFixed(0)} MB`;
  return { what, reached: one.megabytes / other.megabytes, digits: 2, unit: '', must, moonshot, measured };
}

function size(what, bytes, must) {
  return {
    what,
    reached: bytes / 1000,
    digits: 0,
    unit: ' kB',
    must,
    moonshot: null,
    measured: `${show(bytes)} bytes`,
  };
}

function above(what, one, other, must, moonshot = null) {
  const measured = `${one.seconds.toFixed(3)} s − ${other.seconds.toFixed(3)} s`;
  return {
    what,
    reached: (one.seconds - other.seconds) * 1000,
    digits: 0,
    unit: ' ms',
    must,
    moonshot,
    measured,
  };
}

function isOver({ reached, must }) {
  return must !== null && reached > must;
}

function tableOf(figures) {
  const rows = figures.map((figure) => {
    const shown = (value) => (value === null ? '' : `${value.toFixed(figure.digits)}${figure.unit}`);
    const { what, must, moonshot, reached, measured } = figure;
    return [what, shown(must), shown(moonshot), shown(reached) + (isOver(figure) ? ' OVER' : ''), measured];
  });
  const all = [['figure', 'must', 'moonshot', 'reached', 'measured'], ...rows];
  const widths = all[0].map((_, column) => Math.max(...all.map((row) => row[column].length)));
  const lines = all.map((row) => `| ${row.map((cell, column) => cell.padEnd(widths[column])).join(' | ')} |`);
  lines.splice(1, 0, `|${widths.map((width) => '-'.repeat(width + 2)).join('|')}|`);
  return `${lines.join('\n')}\n`;
}

// A size has one section, which the next run of that size replaces.
function keep(table) {
  const file = here('README.md');
  const title = `## ${show(ROWS)} customers`;
  const [intro, ...sections] = readFileSync(file, 'utf8').split(/^(?=## )/m);
  const day = new Date().toISOString().slice(0, 10);
  const section = `${title}\n\n${day}, ${machine()}\n\n${table}\n`;
  const others = sections.filter((one) => !one.startsWith(`${title}\n`)).map((one) => `${one.trimEnd()}\n\n`);
  writeFileSync(file, `${[`${intro.trimEnd()}\n\n`, ...others, section].join('').trimEnd()}\n`);
}

// With the load beside it: on a busy machine the figures tell little.
const LOAD = loadavg()[0].toFixed(1);
function machine() {
  return `${cpus().length} × ${cpus()[0].model.trim()}, load ${LOAD} at the start, Node ${process.version}`;
}

function count(text, usual) {
  const number = text === undefined ? usual : Number(text);
  if (!Number.isInteger(number) || number < 1)
    throw new Error(`expected a whole number above 0, found "${text}"`);
  return number;
}

function show(number) {
  return String(number).replace(/\B(?=(\d{3})+$)/g, ',');
}

function scratch(name) {
  return join(SCRATCH, name);
}

function here(name) {
  return fileURLToPath(new URL(name, import.meta.url));
}

function print(text) {
  process.stdout.write(`${text}\n`);
}

try {
  await main();
} finally {
  if (existsSync(SCRATCH)) rmSync(SCRATCH, { recursive: true });
}
