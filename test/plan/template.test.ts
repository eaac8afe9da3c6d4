import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { findBlocks } from '../../src/plan/generated.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { sectionsOf } from '../../src/plan/sections.ts';
import {
  EMPTY_VIEW,
  type Escapes,
  parseTemplate,
  SAMPLE_VIEW,
  type TemplateView,
} from '../../src/plan/template.ts';
import { positionAt, type Span } from '../../src/text/source.ts';

const ESCAPES: Escapes = { yaml: (text) => `"${text}"`, markdown: (text) => text.toUpperCase() };
const HEAD = '---\naccount: {{ id }}\n---\n';

function parse(body: string, head = HEAD) {
  return parseTemplate({ name: 't.md', text: head + body }, ESCAPES);
}

describe('parseTemplate', () => {
  it.each([
    ['{{ nam }}', 'unknown-name', [4, 4], 'did you mean "name"?'],
    ['{% if manger %}x{% endif %}', 'unknown-name', [4, 7], 'did you mean "manager"?'],
    ['{% for r in reason %}{% endfor %}', 'unknown-name', [4, 13], 'did you mean "reasons"?'],
    [
      '{% for r in reasons %}{{ r.criteron }}{% endfor %}',
      'unknown-name',
      [4, 26],
      'did you mean "criterion"?',
    ],
    ['{% if name %}a{% else %}{{ nam }}{% endif %}', 'unknown-name', [4, 28], 'did you mean "name"?'],
    ['x\n\n  {% if name %}', 'bad-template', [6, 1], 'write {% endif %} behind it'],
    ['{% for r in reasons %}', 'bad-template', [4, 1], 'write {% endfor %} behind it'],
    ['{% endif %}', 'bad-template', [4, 1], 'write {% if %} before it, or remove it'],
    ['{{ name', 'bad-template', [4, 1], undefined],
    ['{{ name | raw }}', 'bad-template', [4, 1], 'templates of plans have default'],
    ["{{ 'now' | date: '%Y' }}", 'bad-template', [4, 1], 'templates of plans have default'],
    [
      '{% include "secret" %}',
      'bad-template',
      [4, 1],
      'templates of plans have if, unless, for, comment and raw',
    ],
    ['{{ name.constructor }}', 'unknown-name', [4, 4], expect.any(String)],
  ])('says what is wrong with %j', (body, code, place, help) => {
    const { value, diagnostics } = parse(body);
    expect(value).toBeNull();
    const [found] = diagnostics;
    const at = found!.at as Span;
    const { line, column } = positionAt(at.source, at.start);
    expect([found!.code, [line, column], found!.help?.en]).toEqual([code, place, help]);
  });

  it('reports every mistake at once', () => {
    const { diagnostics } = parse('{{ a1 }}\n{{ b2 }}\n', '---\naccount: {{ ids }}\n---\n');
    expect(diagnostics.map(({ code }) => code)).toEqual(['unknown-name', 'unknown-name', 'unknown-name']);
  });

  it('wants front matter, since plans have it', () => {
    expect(parse('x', '# Plan\n').diagnostics.map(({ code }) => code)).toEqual(['no-front-matter']);
  });

  it('escapes for YAML above and for Markdown below, and leaves no lines of tags behind', () => {
    const { value } = parse(
      '{% for r in reasons %}\n- {{ r.criterion }}\n{% endfor %}\n{% if unit %}\n{{ unit }}\n{% else %}\nnone\n{% endif %}\nend\n',
    );
    const reasons = ['a', 'b'].map((criterion) => ({ criterion, conditions: null }));
    const view: TemplateView = { ...EMPTY_VIEW, id: 'c1', reasons };
    expect(value!.fill(view).value).toBe('---\naccount: "c1"\n---\n- A\n- B\nnone\nend\n');
  });

  it('never reads data as a template', () => {
    const { value } = parse('{{ name }}\n');
    expect(value!.fill({ ...EMPTY_VIEW, name: '{{ id }}{% raw %}' }).value).toContain('{{ ID }}{% RAW %}');
  });
});

describe('the shipped templates', () => {
  const folder = new URL('../../criteria/plans/', import.meta.url);
  const files = readdirSync(folder).sort();

  it('are one for each kind of plan in each language', () => {
    expect(files).toEqual([
      'key.en.md',
      'key.zh.md',
      'lost.en.md',
      'lost.zh.md',
      'target.en.md',
      'target.zh.md',
    ]);
  });

  it.each(files)('%s makes a plan that can be read, all of it known or nothing', async (file) => {
    const source = { name: file, text: readFileSync(new URL(file, folder), 'utf8') };
    const { value: template, diagnostics } = parseTemplate(source, {
      yaml: (text) => text,
      markdown: (text) => text,
    });
    expect(diagnostics).toEqual([]);
    for (const view of [
      {
        ...SAMPLE_VIEW,
        since: '2026-06-30',
        next_review: '2026-09-28',
        next_year: '2027',
        last_order: '2026-06-01',
      },
      { ...EMPTY_VIEW, id: 'C1' },
    ]) {
      const text = template!.fill({ ...view, as_of: '2026-06-30' }).value!;
      const { value: plan, diagnostics: found } = await parsePlan(text, file);
      expect(found).toEqual([]);
      expect([plan!.kind, plan!.language]).toEqual(file.split('.').slice(0, 2));
      expect(findBlocks(plan!.source).diagnostics).toEqual([]);
      expect(text).not.toMatch(/[ \t]$|\n{3}/m);
    }
  });

  it.each([
    ['key', 12],
    ['lost', 6],
    ['target', 6],
  ])('say the same of %s in both languages', (kind, count) => {
    const shapes = ['en', 'zh'].map((language) => {
      const name = `${kind}.${language}.md`;
      const text = readFileSync(new URL(name, folder), 'utf8');
      const { value } = parseTemplate({ name, text }, { yaml: (one) => one, markdown: (one) => one });
      const filled = value!.fill(SAMPLE_VIEW).value!;
      const source = { name, text: filled };
      return {
        sections: sectionsOf({ source }).map(({ state }) => state),
        blocks: findBlocks(source).blocks.map((block) => block.name),
        tables: [...filled.matchAll(/^\|.*\|$/gm)].map(([line]) => line.split('|').length),
        names: new Set([...text.matchAll(/\{[{%].*?[%}]\}/g)].map(([tag]) => tag)),
      };
    });
    expect(shapes[0]!.sections).toHaveLength(count);
    expect(shapes[1]).toEqual(shapes[0]);
  });
});
