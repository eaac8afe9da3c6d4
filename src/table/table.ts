import type { Diagnostic, ReportDiagnostic } from '../text/diagnostic.ts';
import type { Wording } from '../text/wording.ts';
import type { Layout, LeftOutWhy, RowCells } from './layout.ts';
import type { RowBlocks } from './row-blocks.ts';

/** How the file was written, and what of it was found rather than told. */
export interface Dialect {
  readonly encoding: string;
  readonly delimiter: string;
  readonly detected: boolean;
  /** Whether a flag or the criteria told the delimiter. */
  readonly delimiterTold?: boolean;
  /** The sheet of a spreadsheet. */
  readonly sheet?: string;
  /** The columns that the rows of a database are ordered by; none where they come as it gives them. */
  readonly order?: readonly string[];
}

/**
 * One row of the file with its own text. Nothing keeps it beyond its batch, since it holds a window of the file whose memory
 * is used again; but the last of a batch gets bytes of its own before the next one is read.
 */
export interface TableRecord extends RowCells {
  readonly width: number;
  /**
   * Where a cell starts and ends in `source`, without quotes around it, those in it still doubled; -1 where its text
   * is not what stands there.
   */
  cellStart(column: number): number;
  cellEnd(column: number): number;
  /** False where no cell begins with a byte that a formula of a spreadsheet may begin with. */
  readonly mayHoldFormula: boolean;
  /** The first cell, from a column on, that may begin with one of the bytes that are marked; -1 where none does. */
  beginsWith(marks: Uint8Array, from: number): number;
  /** The physical line on which it starts, from 1. */
  readonly line: number;
  /** As it stands in the file, without its line end. */
  readonly text: string;
  /** Its own bytes in UTF-8, without its line end, are `source` from `start` to `end`. */
  readonly source: Buffer;
  readonly start: number;
  readonly end: number;
}

/** A file that was opened: its header is known, its rows are still to come. */
export interface CustomerTable {
  readonly file: string;
  readonly dialect: Dialect;
  readonly header: TableRecord;
  /** The rows below the header, once, in batches; rows that cannot be read went to `refuse`. */
  readonly records: AsyncIterable<readonly TableRecord[]>;
  /** The same as blocks of bytes that others may read instead; not there where rows are not what stands in the bytes. */
  readonly blocks?: RowBlocks | undefined;
  /** The names of columns behind those of the file, which header and rows have as cells only. */
  readonly added: readonly string[];
  /** The files that these come from, each added up row by row. */
  readonly addedFrom: readonly AddedFile[];
  /** Whether an error of the file as a whole, reported already, ended the reading. */
  readonly isCut: boolean;
  /** Whether every row is a customer, whatever its id reads like: a run of a book took it for one. */
  readonly isKept?: boolean;
}

/** What a file looked like whose rows were added up for each customer. */
export interface AddedFile {
  /** What the criteria call it. */
  readonly table: string;
  readonly rows: number;
  readonly header: readonly string[];
  /** The header that each field was read from, by the name of the field; null where the file has none. */
  readonly columns: ReadonlyMap<string, string | null>;
}

/** How a file is to be read; for an encoding or a delimiter null looks at the file. */
export interface TableOptions {
  readonly file: string;
  readonly encoding: string | null;
  readonly delimiter: string | null;
  /** The sign that takes the meaning from the next one, as in a database dump: \" is a quote. */
  readonly escape?: string | null;
  /** The sheet to read of a spreadsheet; null takes the only one. */
  readonly sheet?: string | null;
  /** What all looks at one file share: a spreadsheet is parsed for the first of them alone. */
  readonly looks?: object;
  /** The database that the rows come from: they are counted from 1 below the header, and not by lines. */
  readonly database?: { readonly kind: string; readonly order: readonly string[] };
  /** Where the customers stand; without it the first row that is not blank is the header. */
  readonly layout?: Layout;
  /** Called for each row that is no customer, with the reason. */
  readonly leftOut?: (why: LeftOutWhy, record: TableRecord) => void;
  readonly report: ReportDiagnostic;
  /** A row that cannot be read as a row: why, and the row. */
  readonly refuse: RefuseRow;
}

/** Called for each row that is refused, with the reason. */
export type RefuseRow = (problem: Diagnostic, record: TableRecord) => void;

/** Says why a file cannot be read, in all or from a line on. */
export type Fail = (
  code: Diagnostic['code'],
  message: Wording,
  help: Wording | undefined,
  line?: number,
) => null;
