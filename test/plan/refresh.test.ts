import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay } from '../../src/fields/day.ts';
import { addNote, addPart, refreshPlan, sealPlan } from '../../src/plan/generated.ts';

const FRESH = sealPlan(planOf('old', 'old'));

function planOf(why: string, business: string): string {
  return [
    ...[
      '---',
      'account: C1',
      '---',
      '# Plan',
      '',
      '<!-- keyaccounts:data why -->',
      why,
      '<!-- /keyaccounts:data -->',
    ],
    ...[
      '',
      '## Profile',
      '',
      '<!-- keyaccounts:data business -->',
      business,
      '<!-- /keyaccounts:data -->',
      '',
    ],
  ].join('\n');
}

function refresh(text: string, fresh: string): { text: string; codes: string[] } {
  const { text: after, diagnostics } = refreshPlan({ name: 'p.md', text }, fresh);
  return { text: after, codes: diagnostics.map(({ code }) => code) };
}

/** A plan without what its blocks hold: what a refresh must leave. */
function outside(text: string): string {
  return text.replace(
    /(<!-- keyaccounts:data [\w-]+)(?: #[0-9a-f]{8})?( -->[^\n\r]*[\n\r]+)[\s\S]*?(?=<!-- \/keyaccounts)/g,
    '$1$2',
  );
}

describe('refreshPlan', () => {
  it('changes nothing when nothing is new', () => {
    expect(refresh(FRESH, planOf('old', 'old'))).toEqual({ text: FRESH, codes: [] });
  });

  it('puts what is new between the markers, with its seal', () => {
    const { text, codes } = refresh(FRESH, planOf('new', 'old'));
    expect(codes).toEqual([]);
    expect(text).toBe(sealPlan(planOf('new', 'old')));
    expect(text).not.toBe(FRESH);
  });

  it('leaves a block that a person has changed, and refreshes it when its seal is taken away', () => {
    const edited = FRESH.replace('\nold\n', '\nold, but better\n');
    expect(refresh(edited, planOf('new', 'new'))).toEqual({
      text:
        edited.slice(0, edited.indexOf('## Profile')) +
        sealPlan(planOf('', 'new')).split('## Profile')[1]!.replace(/^/, '## Profile'),
      codes: ['edited-block'],
    });
    const freed = edited.replace(/ #[0-9a-f]{8}/, '');
    expect(refresh(freed, planOf('new', 'new'))).toEqual({ text: sealPlan(planOf('new', 'new')), codes: [] });
  });

  it('does not take an editor that lines tables up for a person', () => {
    const table = '| a | b |\n| - | ---: |\n| 1 | 2 |';
    const plan = sealPlan(planOf(table, 'old'));
    const lined = plan.replace(table, '| a   |    b |\n| --- | ---: |\n| 1   |    2 |\n');
    expect(refresh(lined, planOf(table, 'old'))).toEqual({ text: lined, codes: [] });
    expect(refresh(lined, planOf('new', 'old')).text).toBe(sealPlan(planOf('new', 'old')));
  });

  it.each([
    ['both markers', /<!-- keyaccounts:data why.*\nold\n.*\n/, '', ['missing-block']],
    ['the end', /old\n<!-- \/keyaccounts:data -->\n/, 'old\n', ['broken-marker']],
    ['the beginning', /<!-- keyaccounts:data why.*\n/, '', ['broken-marker', 'missing-block']],
  ])('says that %s was removed, and does not force it', (_, what, by, codes) => {
    const plan = FRESH.replace(what, by);
    const after = refresh(plan, planOf('new', 'new'));
    expect(after.codes).toEqual(codes);
    expect(outside(after.text)).toBe(outside(plan));
    expect(after.text).not.toContain('\nnew\n\n## Profile');
  });

  it('leaves markers in code alone', () => {
    const plan = `${FRESH}\n\`\`\`\n<!-- keyaccounts:data why -->\nhow it works\n<!-- /keyaccounts:data -->\n\`\`\`\n`;
    expect(refresh(plan, planOf('new', 'old')).text).toContain('\nhow it works\n');
  });

  it('leaves every other byte, whatever a person wrote and however lines end', () => {
    const prose = fc
      .string({ unit: 'grapheme' })
      .filter((text) => !/keyaccounts|[\r\n]|^ {0,3}[`~]{3}|^---|^\.\.\./.test(text));
    fc.assert(
      fc.property(
        fc.array(prose, { minLength: 4, maxLength: 4 }),
        fc.constantFrom('\n', '\r\n', '\r'),
        fc.boolean(),
        fc.boolean(),
        (lines, end, bom, newline) => {
          const [head, middle, section, last] = lines as [string, string, string, string];
          const edited = FRESH.replace('# Plan', () => `# Plan ${head}`)
            .replace('\n\n## Profile', () => `\n${middle}\n## Profile \t\n${section}  `)
            .replace(/$/, () => `\n${last}${newline ? '\n' : ''}`);
          const text = (bom ? '\ufeff' : '') + edited.replaceAll('\n', end);
          const { text: after, codes } = refresh(text, planOf('one\ntwo', 'three'));
          expect(codes).toEqual([]);
          expect(outside(after)).toBe(outside(text));
          expect(after).toContain(`${end}one${end}two${end}`);
          expect(refresh(after, planOf('one\ntwo', 'three')).text).toBe(after);
        },
      ),
    );
  });
});

describe('addNote', () => {
  it.each([
    ['text\n', '\n', 'text\n\n<!-- keyaccounts:closed 2026-07-31 -->\nBye.\n'],
    ['text', '\n', 'text\n\n<!-- keyaccounts:closed 2026-07-31 -->\nBye.\n'],
    ['a\r\ntext\r\n', '\r\n', 'a\r\ntext\r\n\r\n<!-- keyaccounts:closed 2026-07-31 -->\r\nBye.\r\n'],
  ])('stands at the end of %j', (text, _, expected) => {
    expect(addNote(text, 'closed', parseDay('2026-07-31')!, 'Bye.')).toBe(expected);
  });
});

describe('addPart', () => {
  const fresh = 'head\n\n<!-- keyaccounts:part recapture -->\n\n## The offer\n\nx\n';
  it.each([
    ['a plan without it', 'mine\n', 'mine\n\n<!-- keyaccounts:part recapture -->\n\n## The offer\n\nx\n'],
    [
      'lines that end otherwise',
      'mine\r\n',
      'mine\r\n\r\n<!-- keyaccounts:part recapture -->\r\n\r\n## The offer\r\n\r\nx\r\n',
    ],
    ['one that has it', 'mine\n<!-- keyaccounts:part recapture -->\nother\n', null],
    ['one whose marker was removed', 'mine\n## The offer\nother\n', null],
  ])('adds the part to %s', (_, text, expected) => {
    expect(addPart(text, fresh)).toEqual({ text: expected ?? text, added: expected !== null });
  });

  it('adds nothing where nothing opens', () => {
    expect(addPart('mine\n', 'head\n')).toEqual({ text: 'mine\n', added: false });
  });
});
