import { expect } from 'vitest';
import type { Criteria } from '../../src/criteria/criteria.ts';
import { readCriteriaSource } from '../../src/criteria/read-criteria.ts';

/** Compiles criteria in which there is no error; `unit` is the text of a unit's own. */
export async function compileText(text: string, unit: string | null = null): Promise<Criteria> {
  const { value, diagnostics } = await readCriteriaSource({ name: 'c.yaml', text }, async () =>
    unit === null ? null : { name: 'a.yaml', text: unit },
  );
  expect(diagnostics.filter(({ severity }) => severity === 'error')).toEqual([]);
  return value!;
}
