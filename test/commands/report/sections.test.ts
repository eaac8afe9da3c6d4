import { beforeAll, describe, expect, it } from 'vitest';
import type { ReportFlags } from '../../../src/commands/report/command.ts';
import type { PortfolioModel } from '../../../src/commands/report/model.ts';
import { makeModel } from '../../../src/commands/report/read-model.ts';
import { SECTIONS, type SectionName } from '../../../src/commands/report/report.ts';
import { sectionContext } from '../../../src/commands/report/sections/section.ts';
import { noTitles } from '../../../src/criteria/titles.ts';
import type { Block, Cell, Section, Table } from '../../../src/output/report.ts';
import { memoryIo } from '../memory-io.ts';

const FILES = {
  'criteria.yaml': `
name: Sections
version: "3"
fields:
  customer_id: { type: id }
  customer_name: { type: text }
  account_manager: { type: text }
  business_unit: { type: text }
  status: { type: text }
  revenue: { type: money }
  prior_revenue: { type: money }
  gross_profit: { type: money }
  potential: { type: money }
  lost_reason: { type: text }
derived:
  growth: revenue / prior_revenue - 1
  margin: gross_profit / revenue
priority: [lost, key, target, normal]
categories:
  lost: { when: { status: { is: closed } } }
  key: { when: { any: [{ id: large, revenue: { at_least: 100 } }] } }
  target: { when: { status: { is: prospect } } }
  normal: { when: otherwise }
checks:
  - { id: earns, for: [key], expect: { margin: { at_least: 15% } } }
duties:
  manager: account_manager
`,
  'customers.csv': `customer_id,customer_name,account_manager,business_unit,status,revenue,prior_revenue,gross_profit,potential,lost_reason
A1,Alpha,Ann Lee,North,active,400,300,100,500,
A2,Beta,,North,active,200,250,20,,
A3,Gamma,Bo Ray,South,active,96,90,30,,
A4,Delta,Ann Lee,South,active,50,60,10,,
A5,Epsilon,Bo Ray,South,prospect,0,,,900,
A6,Zeta,Bo Ray,North,closed,0,80,,,price
A7,Eta,Bo Ray,North,closed,0,40,,,
A8,Theta,Ann Lee,South,active,,10,,,
`,
};

let model: PortfolioModel;
beforeAll(async () => {
  const flags = { criteria: 'criteria.yaml', asOf: '2026-06-30', lang: 'en', quiet: true } as ReportFlags;
  ({ model } = await makeModel('customers.csv', flags, memoryIo(FILES)));
});

const CONTEXT = sectionContext('en', noTitles(), { most: 10, mostCustomers: 5, brief: false });

function build(name: SectionName): Section {
  return SECTIONS[name](model, CONTEXT);
}

it.each(Object.keys(SECTIONS) as SectionName[])(
  '%s has its name, a title and a sentence that leads',
  (name) => {
    const { id, title, short, lead } = build(name);
    expect(id).toBe(name);
    for (const text of [title, short, lead]) expect(text).not.toBe('');
  },
);

describe('what each section shows', () => {
  it('overview: figures, what to do, and every category with what it brings', () => {
    const { blocks } = build('overview');
    const figures = only(blocks, 'figures');
    expect(figures.items.map(({ value }) => cellValue(value))).toEqual([8, 2, 600, 120, 50 / 550, 1]);
    const urgent = only(blocks, 'actions').items.filter(({ urgency }) => urgency === 'bad');
    expect(urgent.map(({ about, section }) => [about, section])).toEqual([
      // Nobody answers for it, and it breaks a check.
      [['Beta'], 'duties'],
      [['Beta'], 'duties'],
    ]);
    const { table } = chart(blocks, 'categories');
    expect(valuesIn(table, 0, 2, 4)).toEqual([
      ['key', 2, 600],
      ['normal', 2, 146],
      ['target', 1, 0],
      ['lost', 2, 0],
      ['undetermined', 1, null],
    ]);
  });

  it('concentration: the customers behind 80 % of revenue, the largest first', () => {
    const { blocks } = build('concentration');
    const core = tables(blocks).at(-1)!;
    expect(valuesIn(core, 0, 3)).toEqual([
      ['A1', 400],
      ['A2', 200],
    ]);
    expect(chart(blocks, 'units-base').table.rows.map(([unit]) => cellValue(unit))).toEqual([
      'North',
      'South',
    ]);
  });

  it('growth: a point for each customer whose growth and margin are known', () => {
    const { data } = chart(build('growth').blocks, 'growth-map');
    expect(data.kind === 'scatter' ? data.points.map(({ x, y }) => [x.toFixed(4), y]) : []).toEqual([
      ['0.3333', 0.25],
      ['-0.2000', 0.1],
      ['0.0667', 30 / 96],
      ['-0.1667', 0.2],
    ]);
  });

  it('scores: who is within 5 % of becoming key, and by what', () => {
    const [misses, ...others] = tables(build('scores').blocks);
    expect(others).toEqual([]);
    expect(valuesIn(misses!, 0, 3, 5)).toEqual([['A3', '4.2%', 'revenue +4, to 100, makes it key']]);
  });

  it('movements: nothing without a book', () => {
    expect(build('movements').blocks).toEqual([]);
  });

  it('lost: reasons by what was lost with them, and those of whom nobody knows why', () => {
    const { blocks } = build('lost');
    expect(valuesIn(chart(blocks, 'lost-reasons').table, 0, 1, 2)).toEqual([
      ['price', 1, 80],
      ['no reason given', 1, 40],
    ]);
    expect(tables(blocks).flatMap((table) => valuesIn(table, 0, 3))).toEqual([['A7', 40]]);
  });

  it('target: whom to pursue, and what is lacking', () => {
    const [list] = tables(build('target').blocks);
    expect(valuesIn(list!, 0, 2, 3)).toEqual([['A5', 900, 'large']]);
  });

  it('duties: red and amber by manager, and how often each is kept', () => {
    const { blocks } = build('duties');
    expect(valuesIn(chart(blocks, 'duties-managers').table, 0, 1, 3, 4, 5)).toEqual([
      ['nobody by name', 1, 1, 0, 0],
      ['Ann Lee', 1, 0, 0, 1],
    ]);
    const [kept] = only(blocks, 'details').blocks as readonly Table[];
    expect(valuesIn(kept!, 0, 2, 3)).toEqual([
      ['manager named', 1, 1],
      ['earns', 1, 1],
    ]);
  });

  it('units: everything for each business unit and account manager', () => {
    const [units, managers] = tables(build('units').blocks);
    expect(valuesIn(units!, 0, 1)).toEqual([
      ['North', 4],
      ['South', 4],
    ]);
    expect(managers!.rows.map(([name]) => cellValue(name))).toEqual(['Ann Lee', 'nobody by name', 'Bo Ray']);
  });

  it('criteria: each in words, with the key accounts that it makes', () => {
    const [rules, checks] = tables(build('criteria').blocks);
    expect(valuesIn(rules!, 0, 1, 2, 3)).toContainEqual(['key', 'large', 2, 'revenue is at least 100']);
    expect(valuesIn(checks!, 0, 3)).toEqual([['earns', 'margin is at least 15%']]);
  });

  it('data: what is missing in the file, and for how many', () => {
    const { table } = chart(build('data').blocks, 'lacks');
    expect(valuesIn(table, 0, 1)).toEqual([['revenue', 1]]);
  });

  it('customers: as many as a page holds, and how many are left out', () => {
    const [list] = tables(build('customers').blocks);
    expect(list!.rows.map(([id]) => cellValue(id))).toEqual(['A1', 'A2', 'A3', 'A4', 'A5']);
    expect(list!.more).toMatch(/8/);
  });
});

function only<K extends Block['kind']>(blocks: readonly Block[], kind: K): Extract<Block, { kind: K }> {
  const found = blocks.filter((block): block is Extract<Block, { kind: K }> => block.kind === kind);
  expect(found).toHaveLength(1);
  return found[0]!;
}

function tables(blocks: readonly Block[]): Table[] {
  return blocks.filter((block): block is Table => block.kind === 'table');
}

function chart(blocks: readonly Block[], id: string) {
  const found = blocks.find((block) => block.kind === 'chart' && block.id === id);
  if (found?.kind !== 'chart') throw new Error(`there is no chart "${id}"`);
  return found;
}

function valuesIn({ rows }: Table, ...columns: number[]): unknown[][] {
  return rows.map((row) => columns.map((column) => cellValue(row[column])));
}

function cellValue(cell: Cell | undefined): unknown {
  if (cell === undefined || cell.kind === 'none') return null;
  if (cell.kind === 'months') return cell.values;
  return cell.kind === 'text' ? cell.text : cell.kind === 'day' ? cell.day : cell.value;
}
