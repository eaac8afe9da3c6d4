import type { Criteria } from '../criteria/criteria.ts';
import { type Facts, factText } from '../fields/facts.ts';
import type { Field } from '../fields/field.ts';
import { type Gathering, gatherExtreme, gatherOwn, gatherSame, gatherSum } from '../fields/gather.ts';
import { readId } from '../fields/text-cell.ts';
import { fieldLine, namesNobody } from '../fields/unknown-cell.ts';
import { factTypeOf } from '../fields/value.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { joined, verbatim } from '../text/wording.ts';
import {
  type CompanyGroup,
  findHeads,
  type HeadProblem,
  type Heads,
  type LookAlike,
  type Member,
} from './find-heads.ts';

/** The rule by which rows become groups: `group` of the criteria. */
export type GroupRule = NonNullable<Criteria['group']>;

/** The customers of a file where groups of companies are customers: the values of each, made of those of its sites. */
export interface Groups extends Omit<Heads, 'problems' | 'lookAlikes'> {
  /** Fills facts with the values of a group; what is calculated from them is not there yet. */
  fill(group: CompanyGroup, facts: Facts): void;
  /** The groups whose value of a field is missing because their sites differ. */
  differing(field: Field): readonly CompanyGroup[];
}

/** Makes groups of rows as they come. */
export interface GroupFolder {
  add(facts: Facts, line: number): void;
  /** Told of a row that cannot be read, as far as its cells can. */
  lose(member: Pick<Member, 'key' | 'parent' | 'line'>): void;
  /** What stands in the way is in `problems`, with what is only to be looked at. */
  settle(file: string): { readonly groups: Groups; readonly problems: readonly Diagnostic[] };
}

/** Opens the making of groups. `beside`: what else is read of a row, in slots of its own. */
export function foldGroups(
  { fields, idField }: Criteria,
  { by, matches }: GroupRule,
  beside: readonly Field[],
): GroupFolder {
  const heads = findHeads();
  const gatherings = [...fields, ...beside]
    .filter(({ slot }) => slot !== idField.slot && slot !== by.slot)
    .map((field) => ({ field, gathering: gatherField(field, heads.isHead) }));
  return {
    add(facts, line) {
      const id = factText(facts, idField.slot)!;
      const key = factText(facts, matches.slot);
      const parent = factText(facts, by.slot);
      const place = heads.add({ id, key, parent, line });
      for (const { gathering } of gatherings) gathering.add(place, facts);
    },
    lose: heads.lose,
    settle(file) {
      const { problems, lookAlikes, ...settled } = heads.settle((place, part) => {
        for (const { gathering } of gatherings) gathering.join(place, part);
      });
      const groups: Groups = {
        ...settled,
        fill(group, facts) {
          facts.texts[idField.slot] = group.id;
          facts.texts[by.slot] = null;
          for (const { field, gathering } of gatherings) gathering.fill(group.place, facts, field.slot);
        },
        differing(field) {
          const own = gatherings.find((one) => one.field === field)?.gathering;
          return own === undefined ? [] : settled.groups.filter(({ place }) => own.differs(place));
        },
      };
      // One id twice is said of the rows themselves.
      const isNamed = matches !== idField;
      const told = problems.filter(({ kind }) => kind !== 'shared-name' || isNamed);
      const taken = isNamed ? settled.headless.filter((name) => settled.groupOf(name) !== undefined) : [];
      return {
        groups,
        problems: [
          ...told.map((one) => describe(one, by, matches, file)),
          ...taken.map((name) => takenName(name, by, matches, file)),
          ...settled.headless.filter(isShortened).map((name) => shortenedParent(name, by, file)),
          ...settled.headless.filter(isNobody).map((name) => nobodyAsParent(name, by, file)),
          ...lookAlikes.slice(0, MOST_SHOWN).map((one) => lookAlikeParent(one, by, file)),
        ],
      };
    },
  };
}

function gatherField(field: Field, isHead: (place: number) => boolean): Gathering {
  const { slot, type, inGroup } = field;
  const { kind } = factTypeOf(type);
  switch (inGroup) {
    case 'sum':
      return gatherSum(slot, false);
    case 'mean':
      return gatherSum(slot, true);
    case 'largest':
    case 'latest':
    case 'any':
      return gatherExtreme(slot, 'largest');
    case 'smallest':
    case 'earliest':
    case 'all':
      return gatherExtreme(slot, 'smallest');
    case 'same':
      return gatherSame(slot, kind);
    case 'own':
      return gatherOwn(slot, kind, isHead);
  }
}

function describe(problem: HeadProblem, by: Field, matches: Field, file: string): Diagnostic {
  switch (problem.kind) {
    case 'cycle': {
      const { members } = problem;
      const shown = members
        .slice(0, MOST_SHOWN)
        .map(({ id, line }) => ({ en: `"${id}" (line ${line})`, zh: `“${id}”（第 ${line} 行）` }));
      const more = members.length > MOST_SHOWN ? ['…'] : [];
      const circle = joined([...shown, ...more, shown[0]!], verbatim(' → '));
      return {
        code: 'group-cycle',
        severity: 'error',
        message: {
          en: `customers are each other's parents: ${circle.en}`,
          zh: `客户互为上级：${circle.zh}`,
        },
        help: {
          en: `the head of a group has no "${by.name}", or names itself`,
          zh: `集团总部的“${by.name}”应留空，或填它自己`,
        },
        at: { kind: 'cell', file, line: members[0]!.line, column: null },
      };
    }
    case 'shared-name': {
      const { name, lines } = problem;
      return {
        code: 'shared-parent',
        severity: 'error',
        message: {
          en: `"${name}" is the parent of other rows, and the "${matches.name}" in line ${lines[0]} and in line ${lines[1]}`,
          zh: `“${name}”是其他行的上级，却在第 ${lines[0]} 行和第 ${lines[1]} 行的“${matches.name}”中都出现`,
        },
        help: { en: `group by a column with the parent's id`, zh: '请按填有上级编号的列归集' },
        at: { kind: 'cell', file, line: lines[1], column: null },
      };
    }
  }
}

const MOST_SHOWN = 10;

function takenName(name: string, by: Field, matches: Field, file: string): Diagnostic {
  return {
    code: 'shared-parent',
    severity: 'error',
    message: {
      en: `"${name}" in "${by.name}" is no "${matches.name}", but the id of a row`,
      zh: `“${by.name}”中的“${name}”不是任何“${matches.name}”，而是某一行的编号`,
    },
    help: { en: `group by a column that holds either ids or names`, zh: '请按只填编号或只填名称的列归集' },
    at: { kind: 'file', file },
  };
}

function isShortened(name: string): boolean {
  return typeof readId(name) !== 'string';
}

function shortenedParent(name: string, by: Field, file: string): Diagnostic {
  return {
    code: 'bad-cell',
    severity: 'error',
    message: {
      en: `"${by.name}": expected an id, found "${name}"`,
      zh: `“${by.name}”：应为编号，实际为“${name}”`,
    },
    help: {
      en: 'the spreadsheet shortened a long id: export the column as text',
      zh: '电子表格把长编号截短了：请把该列按文本导出',
    },
    at: { kind: 'file', file },
  };
}

// A system that knows of no parent writes words or zeros, by which strangers would become one group.
function isNobody(name: string): boolean {
  return namesNobody(name) || /^0+$/.test(name);
}

function nobodyAsParent(name: string, by: Field, file: string): Diagnostic {
  const line = fieldLine(by.name, `blanks: [${JSON.stringify(name)}]`);
  return {
    code: 'bad-cell',
    severity: 'error',
    message: {
      en: `"${by.name}": expected an id, found "${name}", which is no row`,
      zh: `“${by.name}”：应为编号，实际为“${name}”，而没有这一行`,
    },
    help: {
      en: `if it stands for no parent, say so in the criteria: ${line}`,
      zh: `如果表示没有上级，请在标准文件中写：${line}`,
    },
    at: { kind: 'file', file },
  };
}

function lookAlikeParent({ name, key, line }: LookAlike, by: Field, file: string): Diagnostic {
  return {
    code: 'look-alike-ids',
    severity: 'warning',
    message: {
      en: `"${name}" in "${by.name}" and "${key}" differ only in case, width, zeros in front or what cannot be seen`,
      zh: `“${by.name}”中的“${name}”和“${key}”只在大小写、全半角、前导零或不可见字符上不同`,
    },
    help: {
      en: 'they count as two groups; if they are one, write both in the same way',
      zh: '它们算作两个集团；如果是同一个，请统一写法',
    },
    at: { kind: 'cell', file, line, column: null },
  };
}
