import { UserError } from '../../../errors.ts';
import { displayWidth } from '../../width.ts';
import { HEAD, MAIN } from './parts.ts';
import type { SharedTexts } from './shared-texts.ts';
import type { Styles } from './styles.ts';
import { textInCell } from './xml.ts';

/** How a sheet is laid out: a table below a header that stays and filters, or a page to be read. */
export type SheetLayout =
  | {
      readonly kind: 'table';
      readonly headers: readonly string[];
      /** How many columns stay when one goes to the right. */
      readonly staying: number;
      /** Columns whose text is broken into lines, rather than wide. */
      readonly wrapped?: ReadonlySet<number>;
    }
  | { readonly kind: 'page'; readonly widths: readonly number[] };

/** A sheet that is filled cell by cell, from left to right and row by row. */
export interface Sheet {
  text(text: string, style: number): void;
  number(value: number, style: number): void;
  blank(): void;
  endRow(): void;
  /** The cells of the table as a reference, header included: "$A$1:$K$200". */
  range(): string;
  cutCells(): number;
  end(): void;
}

/** Opens a sheet. The first rows are held back, since the widths of the columns stand before them. */
export function openSheet(
  layout: SheetLayout,
  styles: Styles,
  texts: SharedTexts,
  write: (xml: string, isLast: boolean) => void,
): Sheet {
  const widths: number[] = layout.kind === 'page' ? [...layout.widths] : [];
  const quoted = new Map<number, number>();
  let pending = '';
  let row = 0;
  let column = 0;
  let columns = 0;
  let cut = 0;
  let lines = 1;
  const wrapped = layout.kind === 'table' ? layout.wrapped : undefined;
  let isMeasured = layout.kind === 'page';
  let cells = '';
  const measure = (width: number): void => {
    widths[column] = Math.max(widths[column] ?? 0, width);
  };
  const place = (): string => {
    const letters = lettersOf(column);
    column += 1;
    return `${letters}${row + 1}`;
  };
  const begin = (): void => {
    pending = headOf(layout, widths) + pending;
    isMeasured = true;
  };
  const flush = (isLast: boolean): void => {
    write(pending, isLast);
    pending = '';
  };
  const sheet: Sheet = {
    text(text, style) {
      if (text === '') return sheet.blank();
      if (!isMeasured) measure(displayWidth(text.slice(0, WIDEST_WRAPPED)));
      if (wrapped?.has(column) === true) lines = Math.max(lines, linesOf(text));
      const own = FORMULA.test(text) ? quotedStyle(style) : style;
      const shared = texts.of(text);
      cells +=
        shared === null
          ? `<c r="${place()}" s="${own}" t="inlineStr"><is><t${EDGE_BLANK.test(text) ? ' xml:space="preserve"' : ''}>${textInCell(whole(text))}</t></is></c>`
          : `<c r="${place()}" s="${own}" t="s"><v>${shared}</v></c>`;
    },
    number(value, style) {
      if (!isMeasured) measure(String(value).length + 4);
      cells += `<c r="${place()}" s="${style}"><v>${value}</v></c>`;
    },
    blank() {
      column += 1;
    },
    endRow() {
      if (row === MOST_ROWS)
        throw new UserError(
          {
            en: 'a sheet of Excel has room for 1,048,576 rows, header included: there are more',
            zh: 'Excel 工作表最多容纳 1,048,576 行（含表头），数据超出',
          },
          AS_CSV,
        );
      if (column > MOST_COLUMNS)
        throw new UserError(
          {
            en: 'a sheet of Excel has room for 16,384 columns: the file has more',
            zh: 'Excel 工作表最多容纳 16,384 列，文件超出',
          },
          AS_CSV,
        );
      row += 1;
      const height = lines === 1 ? '' : ` ht="${lines * LINE}" customHeight="1"`;
      pending += `<row r="${row}"${height}>${cells}</row>`;
      cells = '';
      lines = 1;
      columns = Math.max(columns, column);
      column = 0;
      if (!isMeasured && row > MEASURED) begin();
      if (isMeasured && pending.length > CHUNK) flush(false);
    },
    range: () => `$A$1:$${lettersOf(Math.max(0, columns - 1))}$${Math.max(1, row)}`,
    cutCells: () => cut,
    end() {
      if (!isMeasured) begin();
      const all = sheet.range().replaceAll('$', '');
      const filter = layout.kind === 'table' ? `<autoFilter ref="${all}"/>` : '';
      pending += `</sheetData>${filter}<pageMargins left="0.5" right="0.5" top="0.6" bottom="0.6" header="0.3" footer="0.3"/><pageSetup orientation="landscape" fitToHeight="0"/><ignoredErrors><ignoredError sqref="${all}" numberStoredAsText="1"/></ignoredErrors></worksheet>`;
      flush(true);
    },
  };
  // More than a cell takes ends in an ellipsis; half a character does not stand before it.
  const whole = (text: string): string => {
    if (text.length <= LONGEST) return text;
    cut += 1;
    return `${text.slice(0, LONGEST - 1).replace(/[\ud800-\udbff]$/, '')}…`;
  };
  const quotedStyle = (style: number): number => {
    const known = quoted.get(style) ?? styles.of({ ...styles.look(style), quote: true });
    quoted.set(style, known);
    return known;
  };
  if (layout.kind === 'page') pending = headOf(layout, widths);
  else {
    const look = styles.of(HEADER);
    for (const header of layout.headers) sheet.text(header, look);
    sheet.endRow();
  }
  return sheet;
}

// How many lines a text takes that is broken in its cell, as far as can be told without the font.
function linesOf(text: string): number {
  const lines = text
    .slice(0, MOST_SHOWN)
    .split('\n')
    .reduce((sum, line) => sum + Math.max(1, Math.ceil(displayWidth(line) / (WIDEST_WRAPPED - 6))), 0);
  return Math.min(MOST_LINES, lines);
}

function headOf(layout: SheetLayout, widths: readonly number[]): string {
  const columns = Array.from(widths, (width = 0, index) => {
    const most = layout.kind === 'table' && layout.wrapped?.has(index) === true ? WIDEST_WRAPPED : WIDEST;
    const shown = layout.kind === 'page' ? width : Math.min(most, Math.max(NARROWEST, width + ARROW));
    return `<col min="${index + 1}" max="${index + 1}" width="${shown}" customWidth="1"/>`;
  });
  const cols = columns.length === 0 ? '' : `<cols>${columns.join('')}</cols>`;
  const view =
    layout.kind === 'table' ? frozen(layout.staying) : '<sheetView showGridLines="0" workbookViewId="0"/>';
  return `${HEAD}<worksheet xmlns="${MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr><sheetViews>${view}</sheetViews><sheetFormatPr defaultRowHeight="15"/>${cols}<sheetData>`;
}

function frozen(staying: number): string {
  const across = staying === 0 ? '' : ` xSplit="${staying}"`;
  const pane = staying === 0 ? 'bottomLeft' : 'bottomRight';
  return `<sheetView workbookViewId="0"><pane${across} ySplit="1" topLeftCell="${lettersOf(staying)}2" activePane="${pane}" state="frozen"/><selection pane="${pane}"/></sheetView>`;
}

// 0 is A, 26 is AA.
function lettersOf(column: number): string {
  LETTERS[column] ??=
    (column < 26 ? '' : lettersOf(Math.floor(column / 26) - 1)) + String.fromCharCode(65 + (column % 26));
  return LETTERS[column];
}

const LETTERS: string[] = [];
const HEADER = { bold: true, ink: 'FFFFFF', fill: '2F3E50', format: '@' } as const;
// What somebody who edits the cell would turn into a formula.
const FORMULA = /^\s*[=+\-@＝＋－＠]/;
// Blanks that would be lost at an edge.
const EDGE_BLANK = /^\s|\s$|[\n\t]/;
const AS_CSV = { en: 'write CSV: -o customers.csv', zh: '请改用 CSV：-o customers.csv' };
/** The limits of Excel. */
const MOST_ROWS = 1_048_576;
const MOST_COLUMNS = 16_384;
const LONGEST = 32_767;
// Enough rows to see how wide a column is.
const MEASURED = 200;
const WIDEST = 48;
const WIDEST_WRAPPED = 90;
const NARROWEST = 8;
/** The height of a line in points; a row of Excel is at most 409 high. */
const LINE = 15;
const MOST_LINES = 27;
const MOST_SHOWN = 4000;
// The button of the filter stands beside the header.
const ARROW = 3;
const CHUNK = 1 << 16;
