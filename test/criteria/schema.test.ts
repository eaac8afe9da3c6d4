import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { criteriaJsonSchema } from '../../src/criteria/schema.ts';

it('ships the JSON Schema that the definition gives', () => {
  const shipped = JSON.parse(
    readFileSync(new URL('../../criteria/criteria.schema.json', import.meta.url), 'utf8'),
  );
  expect(shipped).toEqual(JSON.parse(JSON.stringify(criteriaJsonSchema())));
});
