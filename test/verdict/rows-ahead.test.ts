import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type Cuts, NO_CUTS } from '../../src/condition/condition.ts';
import type { Criteria } from '../../src/criteria/criteria.ts';
import { criteriaIn } from '../../src/criteria/per-criteria.ts';
import { exactFact, factText } from '../../src/fields/facts.ts';
import { openTable } from '../../src/table/open-table.ts';
import type { TableRecord } from '../../src/table/table.ts';
import { openPass, type Pass, type RowFacts } from '../../src/verdict/pass.ts';
import { AS_OF, criteriaOf, csvOf, SEEDS } from '../sql/agreement/engines.ts';
import { draws, situationOf } from '../sql/agreement/model.ts';

async function openRows(criteria: Criteria, csv: string): Promise<Pass> {
  async function* bytes(): AsyncGenerator<Uint8Array> {
    yield Buffer.from(csv);
  }
  const cuts = new Map<Criteria, Cuts>(criteriaIn(criteria).map((unit) => [unit, NO_CUTS]));
  const ignore = (): void => undefined;
  const told = { file: 'x.csv', encoding: null, delimiter: ',', report: ignore };
  const options = { criteria, asOf: AS_OF, report: ignore };
  return (await openPass(
    { ...options, open: (refuse) => openTable(bytes(), { ...told, refuse }) },
    [cuts],
    ignore,
    true,
  ))!;
}

// All that is known of a customer.
function show({ facts, problems, criteria, classifier }: RowFacts): unknown {
  const slots = [...criteria.facts.values()].map(({ name, slot, type }) => [
    name,
    facts.numbers[slot],
    // Of a value that is missing the error says nothing.
    Number.isNaN(facts.numbers[slot]) ? null : facts.errors[slot],
    type.kind === 'text' ? factText(facts, slot) : String(exactFact(facts, slot)),
  ]);
  return {
    problems: problems.map(({ code, message }) => [code, message.en]),
    slots,
    ...classifier.classify(facts, null),
  };
}

async function readAll(pass: Pass, expects: boolean, take: (record: TableRecord) => RowFacts) {
  const found: unknown[] = [];
  const problems: RowFacts['problems'][number][] = [];
  for await (const batch of pass.table.records) {
    if (expects) pass.expect(batch);
    for (const record of batch) {
      const row = take(record);
      problems.push(...row.problems);
      found.push(show(row));
    }
  }
  const seen = pass.seenCells!.findings('x.csv', null);
  return { found, helps: problems.map(({ help }) => help?.en), seen };
}

it.each(SEEDS)('rows read ahead are as each by itself, drawn with seed %i', async (seed) => {
  let customers = 0;
  await fc.assert(
    fc.asyncProperty(draws(300), async (draw) => {
      const situation = await situationOf(draw);
      const criteria = situation === null ? null : await criteriaOf(situation.files);
      if (criteria === null) return;
      const csv = csvOf(situation!.customers);
      const [ahead, alone, fields] = [
        await openRows(criteria, csv),
        await openRows(criteria, csv),
        await openRows(criteria, csv),
      ];
      const found = await readAll(ahead, true, ahead.take);
      expect(found).toEqual(await readAll(alone, false, alone.take));
      // Those who ask for fields alone compute by themselves.
      const computed = await readAll(fields, true, (record) => {
        const row = fields.read(record);
        row.classifier.compute(row.facts);
        return row;
      });
      expect(computed).toEqual(found);
      customers += found.found.length;
    }),
    // What fails is said as it was drawn: to shrink hundreds of customers takes a quarter of an hour.
    { seed, numRuns: 25, endOnFailure: true },
  );
  expect(customers).toBeGreaterThan(1000);
});
