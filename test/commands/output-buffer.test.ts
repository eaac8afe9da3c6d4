import fc from 'fast-check';
import { expect, test } from 'vitest';
import { byteRun, createOutputBuffer } from '../../src/commands/run/output-buffer.ts';

test('holds what was added, whatever was copied from where, and however much', () => {
  const sources = ['a short one, é', 'x'.repeat(5000), '客户'.repeat(300_000)].map((text) =>
    Buffer.from(text),
  );
  const copy = fc.record({ source: fc.nat({ max: 2 }), from: fc.nat(), length: fc.nat({ max: 700_000 }) });
  const text = fc.record({ text: fc.string({ unit: 'grapheme' }), times: fc.nat({ max: 2000 }) });
  fc.assert(
    fc.property(fc.array(fc.oneof(copy, text, fc.constant(null)), { maxLength: 12 }), (steps) => {
      const buffer = createOutputBuffer();
      const found: Buffer[] = [];
      const expected: Buffer[] = [];
      for (const step of steps) {
        if (step === null) found.push(Buffer.from(buffer.take()));
        else if ('text' in step) {
          const bytes = Buffer.from(step.text.repeat(step.times));
          if (step.times % 3 === 0) buffer.text(bytes.toString());
          else if (step.times % 3 === 1) buffer.bytes(bytes);
          else buffer.run(byteRun(bytes.toString()));
          expected.push(Buffer.from(step.text.repeat(step.times)));
        } else {
          const source = sources[step.source]!;
          const start = step.from % source.length;
          const end = Math.min(source.length, start + step.length);
          buffer.copy(source, start, end);
          expected.push(source.subarray(start, end));
        }
      }
      found.push(Buffer.from(buffer.take()));
      expect(Buffer.concat(found).equals(Buffer.concat(expected))).toBe(true);
    }),
    { numRuns: 50 },
  );
});

test('writes numbers as text does', () => {
  const buffer = createOutputBuffer();
  const written = (value: number): string => {
    buffer.number(value);
    return Buffer.from(buffer.take()).toString();
  };
  const decimal = fc
    .tuple(fc.maxSafeInteger(), fc.integer({ min: 0, max: 15 }))
    .map(([steps, places]) => steps / 10 ** places);
  const short = fc
    .tuple(fc.integer(), fc.constantFrom(0, 1, 2, 4, 9, 12))
    .map(([steps, places]) => steps / 10 ** places);
  fc.assert(
    fc.property(fc.oneof(decimal, short, fc.double()), (value) => {
      expect(written(value)).toBe(String(value));
    }),
    { numRuns: 20_000 },
  );
  const edges = [0, -0, 0.1, 1e-6, 9.99e-7, 999_999_999.99, 1e9, 999_999.999999999, 0.999999999999, 1e21];
  expect(edges.map(written)).toEqual(edges.map(String));
});
