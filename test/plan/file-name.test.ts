import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { planFileName } from '../../src/plan/file-name.ts';
import { PLAN_KINDS } from '../../src/plan/plan.ts';

// What is left of a name without the hash and the ending.
function readable(id: string, name: string | null): string {
  return planFileName(id, name, 'key').replace(/-?[0-9a-f]{8}\.md$/, '');
}

describe('planFileName', () => {
  it.each([
    ['C-1289', 'Sandholt Tooling GmbH', 'C-1289-Sandholt-Tooling-GmbH'],
    ['00123', null, '00123'],
    ['KH1508', '禾屿机械（集团）有限公司', 'KH1508-禾屿机械-集团-有限公司'],
    ['A', '../../etc/passwd', 'A-etc-passwd'],
    ['CON', null, 'CON'],
    ['..', '..', ''],
    ['A', 'name.', 'A-name'],
    ['A', '-rf', 'A-rf'],
    ['A', '=cmd()', 'A-cmd'],
    ['A', 'a\u202egpj.exe', 'A-a-gpj-exe'],
    ['A', '\u001b[31mred', 'A-31mred'],
    ['A', '<script>alert(1)</script>', 'A-script-alert-1-script'],
    ['A', 'line\nbreak', 'A-line-break'],
    ['A', 'Cafe\u0301', 'A-Café'],
    ['A', 'कंपनी', 'A-कंपनी'],
  ])('reads %j %j as %s', (id, name, expected) => {
    expect(readable(id, name)).toBe(expected);
  });

  it('cuts by bytes, between characters', () => {
    expect(Buffer.byteLength(planFileName('A', '名'.repeat(300), 'lost'))).toBeLessThan(130);
    expect(readable('A', '名'.repeat(300))).toMatch(/^A-名+$/);
    expect(readable('A', '👩‍👩‍👧'.repeat(90))).toBe('A');
  });

  it('says what the plan is for', () => {
    expect(PLAN_KINDS.map((kind) => planFileName('A', null, kind).replace(/[0-9a-f]{8}/, '#'))).toEqual([
      'A-#.md',
      'A-#-recapture.md',
      'A-#-pursuit.md',
    ]);
  });

  it.each([
    ['a', 'A'],
    ['A/1', 'A-1'],
    ['..', '.'],
    ['ＣＯＮ', 'CON'],
  ])('tells %j from %j on a disk that folds case', (one, other) => {
    const folded = (id: string) => planFileName(id, null, 'key').toLowerCase();
    expect(folded(one)).not.toBe(folded(other));
  });

  it('is the same for an id however its accents are written', () => {
    expect(planFileName('e\u0301', null, 'key')).toBe(planFileName('\u00e9', null, 'key'));
  });

  it('is safe, whatever the data says', () => {
    const text = fc.oneof(fc.string({ unit: 'binary', maxLength: 400 }), fc.string({ maxLength: 20 }));
    fc.assert(
      fc.property(text, fc.option(text), fc.constantFrom(...PLAN_KINDS), (id, name, kind) => {
        const file = planFileName(id, name, kind);
        expect(file).toMatch(/^[\p{L}\p{N}][\p{L}\p{N}\p{M}-]*\.md$/u);
        expect(Buffer.byteLength(file)).toBeLessThan(143);
        expect(file).not.toMatch(/^(?:con|prn|aux|nul|com\d|lpt\d)\./i);
      }),
    );
  });
});
