import { describe, expect, it } from 'vitest';
import { readCriteriaSource } from '../../src/criteria/read-criteria.ts';

const REST = `fields:
  customer_id: { type: id }
  name: { type: text }
  parent: { type: text, optional: true }
  revenue: { type: money }
categories: { key: { when: { revenue: { at_least: 5m } } }, normal: { when: otherwise } }
`;

async function read(text: string, unit = '') {
  return readCriteriaSource({ name: 'c.yaml', text }, async () => ({ name: 'unit.yaml', text: unit }));
}

describe('group', () => {
  it('names the field with the parent, and that of its row where it is not the id', async () => {
    const [plain, named, none] = await Promise.all([
      read(`group: { by: parent }\n${REST}`),
      read(`group: { by: parent, matches: name }\n${REST}`),
      read(REST),
    ]);
    expect(plain.value!.group).toMatchObject({ by: { name: 'parent' }, matches: { name: 'customer_id' } });
    expect(named.value!.group!.matches.name).toBe('name');
    expect(none.value!.group).toBeNull();
  });

  it.each([
    ['an unknown field', 'group: { by: parents }', 'unknown-field', 'parents'],
    ['a number', 'group: { by: revenue }', 'wrong-type', 'revenue'],
    ['the id itself', 'group: { by: customer_id }', 'wrong-type', 'customer_id'],
    ['its own row', 'group: { by: name, matches: name }', 'wrong-type', 'name'],
    ['no field', 'group: { matches: name }', 'missing-key', '{ matches: name }'],
    ['another key', 'group: { by: parent, of: name }', 'unknown-key', 'of'],
  ])('cannot be by %s', async (_, line, code, at) => {
    const { diagnostics } = await read(`${line}\n${REST}`);
    const shown = diagnostics.map(({ code: found, at: place }) => [
      found,
      place.kind === 'span' ? place.source.text.slice(place.start, place.end) : '',
    ]);
    expect(shown).toEqual([[code, at]]);
  });

  it('is the same for all business units', async () => {
    const units = 'units: { by: name, criteria: { A: unit.yaml } }\n';
    const { diagnostics } = await read(`${units}${REST}`, 'group: { by: parent }\n');
    expect(diagnostics.map(({ code }) => code)).toEqual(['unit-fields']);
    const { value } = await read(`${units}group: { by: parent }\n${REST}`, 'name: A\n');
    expect(value!.units!.criteria.get('A')!.group!.by.name).toBe('parent');
  });

  it.each([
    ['revenue', 'money', 'latest'],
    ['on_time', 'percent', 'sum'],
    ['last_order', 'date', 'mean'],
    ['partner', 'flag', 'largest'],
    ['city', 'text', 'any'],
  ])('does not make %s of sites by %s %s', async (name, type, way) => {
    const { diagnostics } = await read(
      REST.replace('fields:', `fields:\n  x_${name}: { type: ${type}, in_group: ${way} }`),
    );
    expect(diagnostics.map(({ code }) => code)).toEqual(['wrong-type']);
  });
});
