/**
 * Whether a row groups the columns that the row below it names: "Sales" above "2026" and "2025", often merged in a
 * spreadsheet. It has fewer names, or the same one several times beside each other, and neither row has figures.
 */
export function groupsColumns(above: readonly string[], below: readonly string[]): boolean {
  if (above.length !== below.length || [...above, ...below].some(isFigure) || holdsNotes(above)) return false;
  const groups = above.filter((cell, at) => isFilled(cell) && cell.trim() !== above[at - 1]?.trim()).length;
  // Units below names name nothing.
  if (below.every((cell, at) => !isFilled(above[at]!) || UNIT.test(cell))) return false;
  return (
    groups > 1 && groups < above.length && below.every((cell, at) => isFilled(cell) || !isFilled(above[at]!))
  );
}

const UNIT = /^\s*(?:[A-Z]{3}|[€$£¥%])\s*$/;

/**
 * The names of a header of two rows of which the lower is blank where a name of the upper reaches over both, as cells that
 * are merged in a spreadsheet leave it: the lower where it has one, else the upper. Null where the rows are no such header:
 * names stand below groups of two columns or more only, and above a column that `rows`, those below, fill with digits.
 */
export function joinHeaderRows(
  above: readonly string[],
  below: readonly string[],
  rows: readonly (readonly string[])[],
): readonly string[] | null {
  if (above.length !== below.length || [...above, ...below].some(isFigure)) return null;
  const inGroup = (at: number): boolean =>
    isFilled(above[at]!) ? at + 1 < above.length && !isFilled(above[at + 1]!) : true;
  const named = below.flatMap((cell, at) => (isFilled(cell) ? [at] : []));
  const isJoined =
    isFilled(above[0]!) &&
    named.length > 1 &&
    named.length < below.length &&
    named.every(inGroup) &&
    below.every((cell, at) => isFilled(cell) || (isFilled(above[at]!) && !inGroup(at)));
  if (!isJoined || !named.some((at) => !DIGIT.test(below[at]!) && isFigured(at, rows))) return null;
  return below.map((cell, at) => (isFilled(cell) ? cell : above[at]!));
}

// Notes of a report, each with its label, such as "Date: 30/06/2026" and "Page: 1"; groups of years share one.
function holdsNotes(cells: readonly string[]): boolean {
  const filled = cells.filter(isFilled);
  const labels = filled.flatMap((cell) => LABEL.exec(cell.trim())?.[1] ?? []);
  return labels.length === filled.length && new Set(labels).size === filled.length;
}

const LABEL = /^([^:：]+)[:：]\s*\S/;

/**
 * Whether a row below the header holds names or units in place of values: it has words where nearly all rows below it
 * have digits. One column of digits is enough where the words are names of a program: account_number__c, AnnualRevenue.
 */
export function holdsNames(cells: readonly string[], below: readonly (readonly string[])[]): boolean {
  if (cells.some((cell) => DIGIT.test(cell))) return false;
  const figured = cells.flatMap((_, at) => (isFigured(at, below) ? [at] : []));
  if (!figured.every((at) => WORD.test(cells[at]!))) return false;
  const filled = cells.filter(isFilled);
  const isTechnical = filled.every((cell) => NAME.test(cell)) && filled.some((cell) => PARTED.test(cell));
  return figured.length > (isTechnical ? 0 : 1);
}

function isFigured(column: number, rows: readonly (readonly string[])[]): boolean {
  const filled = rows.flatMap((row) => (isFilled(row[column] ?? '') ? [row[column]!] : []));
  return filled.length > 1 && filled.filter((cell) => DIGIT.test(cell)).length >= filled.length * NEARLY_ALL;
}

const NEARLY_ALL = 0.8;
const DIGIT = /\p{Nd}/u;

/** Whether a cell is a number, an amount, a percent or a date; a year or a month may be the name of a column. */
export function isFigure(cell: string): boolean {
  const text = cell.trim();
  return text.length <= LONGEST_FIGURE && FIGURE.test(text);
}

// The pattern goes back and forth over blanks, which a note may have by the thousand.
const LONGEST_FIGURE = 100;

const FIGURE =
  /^[^\p{L}\d]*(?!(?:19|20)\d\d(?:[-/.](?:0?\d|1[0-2]))?$|(?:0?\d|1[0-2])[-/.](?:19|20)\d\d$)\d[\d\s.,'’/:%-]*[^\p{L}\d]*$/u;
// N/A and "-" stand for a value; a word of a name or a unit has two letters at least.
const WORD = /^(?!\s*(?:n\/?a|none|null|nil|nan|nv|tbd|unknown|blank)\s*$).*(?:\p{L}{2}|[€$£¥%])/isu;
const NAME = /^\s*[\p{L}_][\p{L}_.]*\s*$/u;
const PARTED = /_|\p{Ll}\p{Lu}|\./u;

function isFilled(cell: string): boolean {
  return cell.trim() !== '';
}
