import { type Day, parseDay } from '../fields/day.ts';
import { withoutGaps } from './markup.ts';
import type { Plan } from './plan.ts';
import { sectionsOf } from './sections.ts';

/** Something that a plan says is to be done. */
export interface PlannedAction {
  readonly action: string;
  /** As the plan names it; null where nobody is named. */
  readonly owner: string | null;
  readonly due: Day;
}

/**
 * The open actions of a plan that have a day: the rows of the table in its section of actions, whatever its columns are
 * called in English, German or Chinese. What is marked as done, or has no day that can be read, is left out.
 */
export function openActions(plan: Plan): PlannedAction[] {
  const { text } = plan.source;
  const sections = sectionsOf(plan);
  return sections.flatMap(({ title, span }, index) => {
    if (!ACTIONS.test(title)) return [];
    const own = text.slice(span.end, sections[index + 1]?.span.start ?? text.length);
    return readRows(
      withoutGaps(own)
        .replace(COMMENT, '')
        .split(/\r\n|\n|\r/),
    );
  });
}

function readRows(lines: readonly string[]): PlannedAction[] {
  const found: PlannedAction[] = [];
  let columns: Columns | null = null;
  for (const line of lines) {
    if (!line.trimStart().startsWith('|')) {
      columns = null;
      continue;
    }
    const cells = cellsOf(line);
    columns ??= columnsOf(cells);
    const due = dayIn(cells[columns.due] ?? '');
    const action = cells[columns.action] ?? '';
    if (due === null || action === '' || DONE.test(cells[columns.state] ?? '')) continue;
    found.push({ action, owner: cells[columns.owner] || null, due });
  }
  return found;
}

interface Columns {
  readonly action: number;
  readonly owner: number;
  readonly due: number;
  readonly state: number;
}

// By the header; a table without one that is known has the order of the template.
function columnsOf(header: readonly string[]): Columns {
  const find = (words: RegExp, usual: number): number => {
    const at = header.findIndex((cell) => words.test(cell));
    return at < 0 ? usual : at;
  };
  return {
    action: find(/action|what|task|aktion|maßnahme|行动|措施|事项/i, 0),
    owner: find(/owner|who|verantwort|wer\b|负责/i, 1),
    due: find(/due|until|by\b|when|deadline|termin|fällig|bis\b|截止|期限|日期/i, 2),
    state: find(/state|status|done|stand|状态|进展/i, 3),
  };
}

// A bar behind a backslash is text.
function cellsOf(line: string): string[] {
  const bare = line.trim().replace(/^\|/, '').replace(/\|$/, '');
  return bare.split(/(?<!\\)\|/).map((cell) => cell.replaceAll('\\|', '|').trim());
}

function dayIn(cell: string): Day | null {
  const { year, month, date } = DAY.exec(cell)?.groups ?? {};
  return year === undefined ? null : parseDay(`${year}-${month!.padStart(2, '0')}-${date!.padStart(2, '0')}`);
}

const ACTIONS = /action|aktion|maßnahme|行动|措施/i;
const COMMENT = /<!--[\s\S]*?(?:-->|$)/g;
const DONE =
  /^(?:\[x\]|✓|✔|done|closed?|complete|finished|erledigt|abgeschlossen|完成|已完成|已办|关闭|已关闭)/i;
const DAY = /^(?<year>\d{4})(?:[-/.]|年)(?<month>\d{1,2})(?:[-/.]|月)(?<date>\d{1,2})(?!\d)/;
