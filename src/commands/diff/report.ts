import type { Comparison } from '../../compare/comparison.ts';
import type { Gate } from '../../compare/gates.ts';
import type { Change } from '../../criteria/changes/change.ts';
import type { Criteria } from '../../criteria/criteria.ts';
import { formatDay } from '../../fields/day.ts';
import { formatCount } from '../../output/numbers.ts';
import { type Block, type Cell, type Report, text } from '../../output/report.ts';
import { type DiffRun, headlineOf, type Voice } from '../../say/comparison.ts';
import { printChange } from '../../say/criteria-change.ts';
import { percentOf } from '../../say/distance.ts';
import { driftBlocks } from '../../say/drift.ts';
import { groupTables, matrixTable, movementTable, nearTable } from '../../say/movements.ts';

/** A comparison for people. `most`: how many customers a list shows; `fold`: what is long goes into details. */
export function reportDiff(
  comparison: Comparison,
  changes: readonly Change[],
  gates: readonly Gate[],
  run: DiffRun,
  voice: Voice,
  { most, fold }: { readonly most: number; readonly fold: boolean },
): Report {
  const { say } = voice;
  const blocks: Block[] = [];
  const headline: Block = { kind: 'paragraph', text: headlineOf(comparison, voice) };
  if (fold) blocks.push(headline);
  blocks.push(facts(comparison, run, voice));
  if (!fold) blocks.push(headline);
  blocks.push(...warnings(comparison, run, gates, voice), ...driftBlocks(run.drift, null, voice.language));
  if (run.before !== run.after) blocks.push(...changeBlocks(changes, voice));
  if (comparison.moved.customers > 0) {
    const section = (heading: string, table: Block): void => {
      if (fold) blocks.push({ kind: 'details', summary: heading, blocks: [table] });
      else blocks.push({ kind: 'heading', text: heading }, table);
    };
    const folds = fold && comparison.movements.length > FEW;
    const table = movementTable(comparison, changes, voice, folds ? FEW : most);
    blocks.push(
      { kind: 'heading', text: say.headings.movements },
      folds ? { ...table, more: undefined } : table,
    );
    if (folds)
      section(say.allMoves(comparison.movements.length), movementTable(comparison, changes, voice, most));
    section(say.headings.matrix, matrixTable(comparison, voice));
    for (const { heading, table } of groupTables(comparison, run, voice, most)) section(heading, table);
  }
  const near = comparison.near();
  if (near.found.length > 0) {
    const nearBlocks: Block[] = [
      {
        kind: 'paragraph',
        text: say.nearTitle(near.found.length, percentOf(near.within), near.isExact),
      },
      nearTable(near, comparison.hasRevenue, voice, most),
    ];
    if (fold) blocks.push({ kind: 'details', summary: say.headings.near, blocks: nearBlocks });
    else blocks.push({ kind: 'heading', text: say.headings.near }, ...nearBlocks);
  }
  const stays = run.after.categories.some(({ staysWhile }) => staysWhile !== null);
  if (!run.hasBook && stays) blocks.push({ kind: 'note', severity: 'info', text: say.noBook });
  return { title: say.title, blocks };
}

// A comment on a pull request is read at a glance: the rest is a click away.
const FEW = 10;

function facts(comparison: Comparison, run: DiffRun, { words, say }: Voice): Block {
  const items: { label: string; value: Cell }[] = [];
  const pair = (label: string, before: string, after: string): void => {
    items.push({ label, value: text(before === after ? after : say.arrow(before, after)) });
  };
  const version = (file: string, criteria: Criteria): string =>
    criteria.version === '' ? file : `${file} (${words.labels.version} ${criteria.version})`;
  pair(say.labels.customers, run.fileBefore, run.file);
  pair(
    say.labels.criteria,
    version(run.criteriaFileBefore, run.before),
    version(run.criteriaFile, run.after),
  );
  pair(say.labels.asOf, formatDay(run.asOfBefore), formatDay(run.asOfAfter));
  if (run.cutPoints !== null) items.push({ label: say.labels.cutPoints, value: text(run.cutPoints) });
  pair(say.labels.keyAccounts, formatCount(comparison.keyBefore), formatCount(comparison.keyAfter));
  return { kind: 'facts', items };
}

function warnings(
  comparison: Comparison,
  { before, after, rejected }: DiffRun,
  gates: readonly Gate[],
  { words, say }: Voice,
): Block[] {
  const notes: Block[] = [];
  const warn = (content: string): number => notes.push({ kind: 'note', severity: 'warning', text: content });
  if (rejected.before === null) {
    if (rejected.after > 0) warn(words.sentences.rejected(rejected.after, rejected.file));
  } else if (rejected.before + rejected.after > 0)
    warn(say.rejected(rejected.before, rejected.after, rejected.file));
  const most = after.duties.maxKeyAccountsPerManager;
  const mostBefore = before.duties.maxKeyAccountsPerManager ?? Number.POSITIVE_INFINITY;
  const over = comparison.managers.filter(
    ({ name, keyBefore, keyAfter }) =>
      name !== null && most !== null && keyAfter > most && !(keyBefore > mostBefore),
  );
  if (most !== null && over.length > 0)
    warn(say.overLoad(over.map(({ name, keyAfter }) => `${name} (${formatCount(keyAfter)})`).sort(), most));
  const capacity = after.categories.find(({ name }) => name === 'key')?.capacity ?? null;
  if (capacity !== null && comparison.keyAfter > capacity && comparison.keyAfter !== comparison.keyBefore)
    warn(say.overCapacity(comparison.keyAfter, capacity));
  for (const gate of gates)
    notes.push({ kind: 'note', severity: gate.passed ? 'info' : 'error', text: say.gate(gate) });
  return notes;
}

function changeBlocks(changes: readonly Change[], { say, language }: Voice): Block[] {
  const heading: Block = { kind: 'heading', text: say.headings.changes };
  if (changes.length === 0) return [heading, { kind: 'paragraph', text: say.noChanges }];
  const items = changes.map((change) => printChange(change, language));
  const blocks: Block[] = [heading, { kind: 'list', items, numbered: true }];
  if (!changes.some(({ decides }) => decides))
    blocks.push({ kind: 'note', severity: 'info', text: say.onlyPlain });
  return blocks;
}
