import { rmSync, statSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { makeCriteria, makeVariant } from './make-criteria.js';
import { makeCustomers } from './make-customers.js';
import { makeLines } from './make-lines.js';
import { measureByTurns } from './measure.js';

// What `npm run bench` prints: ratios of runs measured side by side, each with the limit it is held to. Ratios,
// because seconds belong to a machine. Ends with 1 when one is over.
//   --rows N   customers in the large file, 1,000,000 unless told
//   --times N  how often the large runs are repeated, 3 unless told
//   --quick    100,000 customers, once
const { values } = parseArgs({
  options: {
    rows: { type: 'string' },
    times: { type: 'string' },
    quick: { type: 'boolean', default: false },
  },
});
const ROWS = count(values.rows, values.quick ? 100_000 : 1_000_000);
const TENTH = Math.ceil(ROWS / 10);
const TIMES = count(values.times, values.quick ? 1 : 3);
const SHORT_TIMES = values.quick ? 5 : 15;

// Memory is promised at the full size; below it the size of node itself blurs the ratio.
const MEMORY_LIMIT = ROWS >= 1_000_000 ? 1.3 : null;
const LINES_MEGABYTES = 400;
const LINES_MEMORY_LIMIT = ROWS >= 1_000_000 ? 1 : null;

const TOOL = here('../../bin/keyaccounts.js');

async function main() {
  const large = await makeCustomers(ROWS);
  const small = await makeCustomers(TENTH);
  const few = await makeCustomers(10_000);
  const explained = await makeCustomers(Math.min(ROWS, 100_000));
  const lines = await makeLines(ROWS * 10, ROWS / 2);
  const manyCriteria = makeCriteria(200);
  const bytes = statSync(large).size;
  print(
    `${show(ROWS)} customers, ${show(bytes)} bytes, ${(bytes / ROWS).toFixed(0)} a row; node ${process.version}`,
  );

  const long = await measureByTurns(
    {
      read: { args: [here('read-alone.js'), large], memory: true },
      classify: { args: classify(large, 'bench.yaml'), memory: true },
      relative: { args: classify(large, 'bench-relative.yaml'), memory: true },
      small: { args: classify(small, 'bench.yaml'), memory: true },
      diff: { args: diff(large), memory: true },
      calibrate: { args: calibrate(large), memory: true },
    },
    TIMES,
  );
  // Order lines are many, so once is enough.
  const added = await measureByTurns(
    {
      read: { args: [here('read-alone.js'), lines] },
      lines: { args: addUp(lines), memory: true },
    },
    1,
  );
  const explain = await measureByTurns(
    {
      classify: { args: classify(explained, 'bench.yaml') },
      explain: { args: explainAll(explained) },
    },
    TIMES,
  );
  const pages = await measureByTurns(
    {
      classify: { args: classify(explained, 'bench.yaml') },
      report: { args: report(explained) },
    },
    TIMES,
  );
  const short = await measureByTurns(
    {
      bare: { args: ['-e', '0'] },
      help: { args: [TOOL, '--help'] },
      few: { args: classify(few, 'bench.yaml') },
      check: { args: [TOOL, 'check', manyCriteria, '--warn-only'] },
    },
    SHORT_TIMES,
  );

  // A run that left customers out would be fast for the wrong reason: each line has grown by our columns.
  if (statSync(outOf(large)).size <= bytes) throw new Error('expected every customer in the output');
  for (const file of [large, small, few, explained, lines]) rmSync(outOf(file), { force: true });
  rmSync(`${outOf(large)}.diff`, { force: true });
  rmSync(`${outOf(large)}.calibrate`, { force: true });
  rmSync(`${outOf(explained)}.html`, { force: true });

  const time = (runs, name) => ({ value: runs[name].seconds, unit: 's' });
  const memory = (name) => ({ value: long[name].megabytes, unit: 'MB' });
  const results = [
    ratio('classify to csv / csv-parse alone', time(long, 'classify'), time(long, 'read'), 1.4),
    ratio('with a relative test / csv-parse alone', time(long, 'relative'), time(long, 'read'), 2.4),
    ratio(`memory at ${show(ROWS)} / at ${show(TENTH)}`, memory('classify'), memory('small'), MEMORY_LIMIT),
    ratio('lines added up / csv-parse alone', time(added, 'lines'), time(added, 'read'), 1.3),
    ratio(
      `memory of ${show(ROWS * 10)} lines / ${LINES_MEGABYTES} MB`,
      { value: added.lines.megabytes, unit: 'MB' },
      { value: LINES_MEGABYTES, unit: 'MB' },
      LINES_MEMORY_LIMIT,
    ),
    ratio('diff of two criteria / classify', time(long, 'diff'), time(long, 'classify'), 1.5),
    ratio('calibrate / classify', time(long, 'calibrate'), time(long, 'classify'), 3),
    ratio('--help / bare node', time(short, 'help'), time(short, 'bare'), 1.6),
    ratio('explain --all / classify', time(explain, 'explain'), time(explain, 'classify'), 3),
    ratio('report to html / classify', time(pages, 'report'), time(pages, 'classify'), 2),
    ratio('check of 200 criteria / --help', time(short, 'check'), time(short, 'help'), 3),
    ratio('classify 10,000 / bare node', time(short, 'few'), time(short, 'bare'), 5),
  ];
  print('');
  print(line('what', 'ratio', 'limit', '', 'measured'));
  for (const result of results) print(result.text);
  print(`\nmemory with a relative test: ${long.relative.megabytes.toFixed(0)} MB`);
  print(`memory of calibrate: ${long.calibrate.megabytes.toFixed(0)} MB`);
  if (results.some((result) => result.over)) process.exitCode = 1;
}

function classify(file, criteria) {
  return [
    TOOL,
    'classify',
    file,
    '-c',
    here(criteria),
    '--as-of',
    '2026-06-30',
    '--format',
    'csv',
    '-o',
    outOf(file),
  ];
}

function addUp(file) {
  return [
    ...[TOOL, 'classify', '-c', here('bench-lines.yaml'), '--table', `orders=${file}`],
    ...['--as-of', '2026-06-30', '--format', 'csv', '-o', outOf(file)],
  ];
}

// A target that all thresholds can reach: the most work.
function calibrate(file) {
  return [
    ...[TOOL, 'calibrate', file, '-c', here('bench.yaml'), '--as-of', '2026-06-30'],
    ...['--key-accounts', String(Math.round(ROWS / 20)), '-o', `${outOf(file)}.calibrate`],
  ];
}

function report(file) {
  return [
    TOOL,
    'report',
    file,
    '-c',
    here('bench.yaml'),
    '--as-of',
    '2026-06-30',
    '--format',
    'html',
    '-o',
    `${outOf(file)}.html`,
  ];
}

function explainAll(file) {
  return [
    TOOL,
    'explain',
    file,
    '-c',
    here('bench.yaml'),
    '--as-of',
    '2026-06-30',
    '--all',
    '-o',
    outOf(file),
  ];
}

// The same criteria with one line moved.
function diff(file) {
  const args = classify(file, 'bench.yaml').slice(2, -4);
  const newer = makeVariant(here('bench.yaml'), 'at_least: 5m', 'at_least: 4m');
  args[args.indexOf('-c') + 1] = newer;
  return [TOOL, 'diff', ...args, '--against-criteria', here('bench.yaml'), '-o', `${outOf(file)}.diff`];
}

function outOf(file) {
  return `${file}.out`;
}

function ratio(what, one, other, limit) {
  const reached = one.value / other.value;
  const over = limit !== null && reached > limit;
  const verdict = limit === null ? '' : over ? 'OVER' : 'ok';
  const measured = `${amount(one)} / ${amount(other)}`;
  return { over, text: line(what, reached.toFixed(2), limit?.toFixed(2) ?? '', verdict, measured) };
}

function amount({ value, unit }) {
  return `${value.toFixed(unit === 's' ? 3 : 0)} ${unit}`;
}

function line(what, reached, limit, verdict, measured) {
  return `${what.padEnd(44)}${reached.padStart(6)}${limit.padStart(7)}  ${verdict.padEnd(6)}${measured}`.trimEnd();
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

function here(name) {
  return fileURLToPath(new URL(name, import.meta.url));
}

function print(text) {
  process.stdout.write(`${text}\n`);
}

await main();
