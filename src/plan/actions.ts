import type { Day } from '../fields/day.ts';
import type { Diagnostic } from '../text/diagnostic.ts';
import { quoted } from '../text/wording.ts';
import { cellsOf, dayAhead, dayLike, isPlaceholder, linesUnder, unreadDate } from './dated-lines.ts';
import type { Plan } from './plan.ts';

/** Something that a plan says is to be done. */
export interface PlannedAction {
  readonly action: string;
  /** As the plan names it; null where nobody is named. */
  readonly owner: string | null;
  readonly due: Day;
}

/** The open actions of a plan that have a day, as its section of actions lists them. */
export function openActions(plan: Plan): readonly PlannedAction[] {
  return readActions(plan).actions;
}

/**
 * Reads the rows of the tables in a plan's section of actions, whatever the columns are called in English, German or
 * Chinese. What is marked as done, or has no day, is left out; a day that cannot be read is a warning.
 */
export function readActions(plan: Plan): {
  readonly actions: readonly PlannedAction[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const actions: PlannedAction[] = [];
  const diagnostics: Diagnostic[] = [];
  let columns: Columns | null = null;
  for (const line of linesUnder(plan, ACTIONS) ?? []) {
    const cells = cellsOf(line);
    if (cells === null) {
      columns = null;
      continue;
    }
    const texts = cells.map(({ text }) => text);
    const isHeader = columns === null;
    columns ??= columnsOf(texts);
    const action = texts[columns.action] ?? '';
    const written = cells[columns.due];
    if (written === undefined || action === '' || DONE.test(texts[columns.state] ?? '')) continue;
    const due = dayAhead(written.text);
    if (due !== null) actions.push({ action, owner: texts[columns.owner] || null, due });
    else if (columns.isDated && !isHeader ? !isPlaceholder(written.text) : dayLike(written) !== null)
      diagnostics.push(unreadDate(plan.source, written, quoted(action), EFFECT));
  }
  return { actions, diagnostics };
}

interface Columns {
  readonly action: number;
  readonly owner: number;
  readonly due: number;
  readonly state: number;
  /** Whether the header names a column of days. */
  readonly isDated: boolean;
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
    due: find(DUE, 2),
    state: find(/state|status|done|stand|状态|进展/i, 3),
    isDated: header.some((cell) => DUE.test(cell)),
  };
}

const DUE = /due|until|by\b|when|deadline|termin|fällig|bis\b|截止|期限|日期/i;
const ACTIONS = /action|aktion|maßnahme|行动|措施/i;
const DONE =
  /^(?:\[x\]|✓|✔|done|closed?|complete|finished|erledigt|abgeschlossen|完成|已完成|已办|关闭|已关闭)/i;
const EFFECT = { en: 'the action is not shown as due', zh: '该行动不会列为到期事项' };
