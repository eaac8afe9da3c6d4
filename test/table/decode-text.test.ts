import { expect, it } from 'vitest';
import { UserError } from '../../src/errors.ts';
import { readTyped } from '../../src/table/decode-text.ts';

it('reads of a device without end no more than people type', async () => {
  let given = 0;
  async function* zeros(): AsyncGenerator<Uint8Array> {
    for (; given < 1000; given += 1) yield new Uint8Array(1024 * 1024);
  }
  await expect(readTyped(zeros(), '/dev/zero')).rejects.toThrow(UserError);
  expect(given).toBe(64);
});
