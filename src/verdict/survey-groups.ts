import type { Criteria } from '../criteria/criteria.ts';
import { namesNeeded } from '../criteria/unused.ts';
import { factText } from '../fields/facts.ts';
import type { Field } from '../fields/field.ts';
import { usualInGroup } from '../fields/in-group.ts';
import { readText } from '../fields/text-cell.ts';
import { fieldLine } from '../fields/unknown-cell.ts';
import type { CompanyGroup } from '../group/find-heads.ts';
import { foldGroups, type GroupRule, type Groups } from '../group/fold-groups.ts';
import { type GroupTable, tabulateGroups } from '../group/group-table.ts';
import type { RefuseRow, TableRecord } from '../table/table.ts';
import { type Diagnostic, hasErrors } from '../text/diagnostic.ts';
import { listFirst } from '../text/list-first.ts';
import { quoteYaml } from '../text/quote-yaml.ts';
import { quoted } from '../text/wording.ts';
import { knownFacts } from './known-facts.ts';
import type { Pass, PassOptions, RowFacts } from './pass.ts';
import { openSites } from './sites.ts';

/** Makes groups of companies of the rows of a survey. */
export interface GroupSurvey {
  /** A row that can be read. */
  add(row: RowFacts, record: TableRecord): void;
  /** A row that cannot. */
  lose(record: TableRecord, pass: Pass | null): void;
  /** The groups, once all rows were seen; null after a report. */
  settle(pass: Pass): Promise<GroupTable | null>;
}

/** Opens the making of groups. */
export function surveyGroups(options: PassOptions, group: GroupRule): GroupSurvey {
  const { criteria, report } = options;
  const { by, matches } = group;
  const folder = foldGroups(criteria, group, options.beside?.fields ?? []);
  const lost: number[] = [];
  return {
    add: ({ facts }, { line }) => folder.add(facts, line),
    lose({ cells, line }, pass) {
      const textOf = ({ slot }: Field): string | null => {
        const column = pass?.columns[slot] ?? null;
        const text = column === null ? null : readText(cells[column] ?? '');
        return typeof text === 'string' ? text : null;
      };
      // Cells that are too many or too few may stand under another column.
      if (pass === null || cells.length !== pass.table.header.cells.length) lost.push(line);
      folder.lose({ key: textOf(matches), parent: textOf(by), line });
    },
    async settle({ table, columns }) {
      const { groups, problems } = folder.settle(table.file);
      const names =
        matches === criteria.idField ? await findParentNames(options, groups, by, table.file) : [];
      const found = [...problems, ...names];
      found.forEach(report);
      if (lost.length > 0) report(lostSites(lost, table.file));
      if (columns[by.slot] === null) report(noParents(by, table.file));
      if (hasErrors(found)) return null;
      differingSites(criteria, groups, table.file).forEach(report);
      return tabulateGroups(table, groups);
    },
  };
}

/** Refuses what is left of groups that lack a row, since their sums would be wrong, and says which groups they are. */
export async function refuseIncomplete(
  options: PassOptions,
  { groups, table }: GroupTable,
  isRefused: (line: number) => boolean,
  refuse: RefuseRow,
): Promise<void> {
  if (groups.incomplete.size === 0) return;
  options.report(setAside(groups.incomplete, table.file));
  for await (const { record, group } of openSites(options, groups)) {
    const missing = groups.incomplete.get(group);
    if (missing !== undefined && !isRefused(record.line))
      refuse(incompleteGroup(group, missing, record, table.file), record);
  }
}

function noParents({ name, columns }: Field, file: string): Diagnostic {
  return {
    code: 'no-parents',
    severity: 'warning',
    message: {
      en: `the file has no column for "${name}", by which customers are grouped: each row is a customer`,
      zh: `文件没有用于归集集团的“${name}”列：每行各算一个客户`,
    },
    help: {
      en: `add its header to the criteria: fields: { ${name}: { columns: [${columns.map(quoteYaml).join(', ')}, HEADER] } }`,
      zh: `请把它的表头加进标准文件：fields: { ${name}: { columns: [${columns.map(quoteYaml).join(', ')}, HEADER] } }`,
    },
    at: { kind: 'file', file },
  };
}

// What categories, checks and duties ask for, and the sites do not agree on.
function differingSites(criteria: Criteria, groups: Groups, file: string): Diagnostic[] {
  const needed = namesNeeded(criteria);
  return criteria.fields.flatMap((field): Diagnostic[] => {
    const { name, type } = field;
    const differing = needed.has(name) ? groups.differing(field) : [];
    if (differing.length === 0) return [];
    const shown = listFirst(differing, MOST_SHOWN, ({ id }) => quoted(id));
    const what = differing.length === 1 ? '1 group has' : `${differing.length} groups have`;
    const way = type === 'percent' ? 'smallest' : usualInGroup(type);
    return [
      {
        code: 'differing-sites',
        severity: 'warning',
        message: {
          en: `"${name}": ${what} sites that differ, so that its value is not known: ${shown.en}`,
          zh: `“${name}”：有 ${differing.length} 个集团的成员取值不同，因此集团的值未知：${shown.zh}`,
        },
        help:
          way === 'own'
            ? {
                en: 'write it into the row of the head, or give the sites the same',
                zh: '请填在总部那一行，或让各成员填得一致',
              }
            : {
                en: `say what the value of a group is, in the criteria: ${fieldLine(name, `in_group: ${way}`)}`,
                zh: `请在标准文件中说明集团取哪个值：${fieldLine(name, `in_group: ${way}`)}`,
              },
        at: { kind: 'file', file },
      },
    ];
  });
}

function incompleteGroup(
  { id }: CompanyGroup,
  missing: number,
  { line }: TableRecord,
  file: string,
): Diagnostic {
  return {
    code: 'incomplete-group',
    severity: 'error',
    message: {
      en: `the group "${id}" lacks line ${missing}, which cannot be read: its sums would be wrong`,
      zh: `集团“${id}”缺少第 ${missing} 行，该行无法读取：汇总会有误`,
    },
    help: {
      en: `mend line ${missing}, and the whole group is classified`,
      zh: `请修正第 ${missing} 行，整个集团即可分类`,
    },
    at: { kind: 'cell', file, line, column: null },
  };
}

function setAside(incomplete: Groups['incomplete'], file: string): Diagnostic {
  const all = [...incomplete];
  const shown = listFirst(all, MOST_SHOWN, ([{ id }, line]) => ({
    en: `"${id}" (line ${line})`,
    zh: `“${id}”（第 ${line} 行）`,
  }));
  const what = all.length === 1 ? '1 group lacks' : `${all.length} groups lack`;
  return {
    code: 'incomplete-group',
    severity: 'warning',
    message: {
      en: `${what} a row that cannot be read, and all of its rows are set aside: ${shown.en}`,
      zh: `有 ${all.length} 个集团缺少一行（无法读取），其所有行一并剔除：${shown.zh}`,
    },
    help: { en: 'mend the row, and the group is classified', zh: '修正该行后，集团即可分类' },
    at: { kind: 'cell', file, line: all[0]![1], column: null },
  };
}

function lostSites(lines: readonly number[], file: string): Diagnostic {
  const shown = listFirst(lines, MOST_SHOWN, (line) => line);
  const which = `${lines.length === 1 ? 'line' : 'lines'} ${shown.en}`;
  return {
    code: 'lost-site',
    severity: 'warning',
    message: {
      en: `${which}: to which group it belongs cannot be read, so that the sums of some group may lack it`,
      zh: `第 ${shown.zh} 行：无法得知属于哪个集团，某个集团的汇总可能少了它`,
    },
    help: {
      en: 'mend the row; until then do not rely on the sums of the group that it belongs to',
      zh: '请修正该行；在此之前，请勿依赖它所属集团的汇总',
    },
    at: { kind: 'cell', file, line: lines[0]!, column: null },
  };
}

const MOST_SHOWN = 10;

// Where no parent is an id, and one of them is the name of a customer, they are names.
async function findParentNames(
  options: PassOptions,
  groups: Groups,
  by: Field,
  file: string,
): Promise<Diagnostic[]> {
  const { name } = knownFacts(options.criteria);
  if (name === null || groups.hasParents || groups.headless.length === 0) return [];
  const parents = new Set(groups.headless);
  for await (const { record, facts } of openSites(options, groups)) {
    const own = factText(facts, name.slot);
    if (own === null || !parents.has(own)) continue;
    return [
      {
        code: 'parent-names',
        severity: 'error',
        message: {
          en: `"${by.name}" holds names, not ids: "${own}" is the ${name.name} in line ${record.line}`,
          zh: `“${by.name}”中是名称而不是编号：“${own}”就是第 ${record.line} 行的 ${name.name}`,
        },
        help: {
          en: `say so in the criteria: group: { by: ${by.name}, matches: ${name.name} }`,
          zh: `请在标准文件中写：group: { by: ${by.name}, matches: ${name.name} }`,
        },
        at: { kind: 'cell', file, line: record.line, column: null },
      },
    ];
  }
  return [];
}
