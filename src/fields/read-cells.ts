import { CsvRow } from '../table/csv-row.ts';
import type { TableRecord } from '../table/table.ts';
import { openWasm } from '../table/wasm.ts';
import { POWERS_OF_TEN } from './decimal.ts';
import type { PlainForm } from './plain-cell.ts';

/** Reads the plain cells of some rows, a column at a time. What is found is good until the next call. */
export interface CellColumns {
  /** Takes rows, from one on, and gives how many; 0 where the first one must be read otherwise. */
  hold(rows: readonly TableRecord[], from: number, most: number): number;
  /** The numbers, or days, in a column of the rows that are held; `blank` where a cell is. */
  readNumbers(column: number, form: PlainForm, bounds: PlainBounds, blank: number): Found<Float64Array>;
  /** Whether a cell holds a text, by 0 and 1; all of it is plain where `isWhole`, else how it begins, as in `text-cell.ts`. */
  readTexts(column: number, isWhole: boolean): Found<Uint8Array>;
  /** The place of each word of a column among 64, BLANK, or -2 where it has none. */
  readWords(column: number): Int32Array;
}

/** The numbers that are plain: from `least` to `most`, and above `upTo`. */
export interface PlainBounds {
  readonly least: number;
  readonly most: number;
  readonly upTo: number;
}

/** What was found in each row, and the rows whose cells are not plain. */
interface Found<T> {
  readonly found: T;
  readonly odd: Int32Array;
}

/** Opens the reading of so many rows at most together, and of words in some columns; null where there is no WebAssembly. */
export function openCellColumns(rows: number, wordColumns: readonly number[]): CellColumns | null {
  const program = openWasm<Program>(READ_CELLS);
  if (program === null) return null;
  const { memory } = program;
  new Float64Array(memory.buffer).set(POWERS_OF_TEN);
  const numbers = new Float64Array(memory.buffer, FOUND, rows);
  const marks = new Uint8Array(memory.buffer, FOUND, rows);
  const oddAt = FOUND + 8 * rows;
  const odd = new Int32Array(memory.buffer, oddAt, rows);
  const words = new Int32Array(memory.buffer, FOUND, rows);
  const knownAt = oddAt + 4 * rows;
  const placesAt = knownAt + KNOWN * wordColumns.length;
  const places = new Int32Array(memory.buffer, placesAt);
  const bytes = Buffer.from(memory.buffer);
  let stride = 0;
  let count = 0;
  let shift = 0;
  return {
    hold(all, from, most) {
      const run = CsvRow.run(all, from, most, bytes.length - placesAt - AROUND);
      count = run?.count ?? 0;
      if (run === null) return 0;
      places.set(run.places);
      stride = (4 * run.places.length) / count;
      // The sixteen bytes before the end of a number are read, wherever it starts.
      const end = placesAt + 4 * run.places.length + 16;
      // Memory that threads share is copied by whole words where both sides begin alike, else byte by byte.
      const at = end + ((run.bytes.byteOffset - end) & 7);
      bytes.set(run.bytes, at);
      shift = at - run.start;
      return count;
    },
    readNumbers(column, { kind, decimal, isClear, isPercent, unsigned, shift: power }, bounds, blank) {
      const cells = placesAt + 8 * column;
      const { least, most, upTo } = bounds;
      const point = !isClear ? NO_POINT : decimal === '.' ? DOT : COMMA;
      const percent = isPercent ? (unsigned ? 1 : 2) : 0;
      const many =
        kind === 'day'
          ? program.days(cells, stride, count, shift, FOUND, oddAt, blank, least, most, upTo)
          : program.numbers(
              cells,
              stride,
              count,
              shift,
              FOUND,
              oddAt,
              point,
              percent,
              power,
              blank,
              least,
              most,
              upTo,
            );
      return { found: numbers, odd: odd.subarray(0, many) };
    },
    readTexts(column, isWhole) {
      const many = program.texts(placesAt + 8 * column, stride, count, shift, FOUND, oddAt, isWhole ? 1 : 0);
      return { found: marks, odd: odd.subarray(0, many) };
    },
    readWords(column) {
      program.words(
        placesAt + 8 * column,
        stride,
        count,
        shift,
        FOUND,
        knownAt + wordColumns.indexOf(column) * KNOWN,
      );
      return words;
    },
  };
}

interface Program {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly numbers: (...told: number[]) => number;
  readonly days: (...told: number[]) => number;
  readonly texts: (...told: number[]) => number;
  readonly words: (...told: number[]) => void;
}

// Behind the powers of ten.
const FOUND = 256;
// What is read before and behind the bytes of the rows, and where these begin.
const AROUND = 16 + 32 + 8;
/** What says that a cell is blank, in the place of a word. */
export const BLANK = -1;
// What is known of the words of a column: 64 places of 64 bytes.
const KNOWN = 64 * 64;
const DOT = 0x2e;
const COMMA = 0x2c;
// A digit is no sign between digits.
const NO_POINT = 0x30;

/** What `read-cells.wat` compiles to. */
export const READ_CELLS =
  'AGFzbQEAAAABNARgDX9/f39/f39/f3x8fHwBf2AKf39/f39/fHx8fAF/YAd/f39/f39/AX9gBn9/f39/fwADBQQAAQIDBQMBAAgHKwUGbWVtb3J5AgAHbnVtYmVycwAABGRheXMAAQV0ZXh0cwACBXdvcmRzAAMK7wsElwQDCH8BewF8IAUhDgNAIAMgACgCAGohDyADIAAoAgRqIRAgCSEWAkAgDyAQRg0AAkAgCCERIAcEQCAQQQFrLQAAQSVGBEAgEEEBayEQQQIhEQUgB0ECRg0CCwsgDy0AAEEtRiESIA8gEmohD0EQIBAgD2trIQ8gD0EQTw0AIBBBEGv9AAQAQTD9D/1x/QwAAQIDBAUGBwgJCgsMDQ4PIA/9D/0s/U4hFSAVQQn9D/0o/WQhEyATBEAgE2ghFCATIBNBAWtxDQEgFCAPRg0BIBRBD0YNASAQQRBrIBRqLQAAIAZHDQEgEUEPIBRraiERIBX9DAABAgMEBQYHCAkKCwwNDg/9DAABAgMEBQYHCAkKCwwNDg8gFP0P/Sr9bv0OIRUFIA9FDQELIBVB/wH9EP1OQQr9EP2VASAVQQj9jQH9jgH9DGQAAQBkAAEAZAABAGQAAQD9ugEhFSAVIBX9hQH9DBAnAQAQJwEAECcBABAnAQD9ugEhFSAV/RsArUKAwtcvfiAV/RsBrXy5IRYgEUEATgR8IBYgEUEDdCsDAKMFIBZBACARa0EDdCsDAKILIRYgEiAWRAAAAAAAAAAAYnEEQCAWmiEWCyAWIAxkIBYgCmYgFiALZXFxDQELIAUgDTYCACAFQQRqIQULIAQgFjkDACAEQQhqIQQgACABaiEAIA1BAWohDSANIAJJDQALIAUgDmtBAnYLsAMEBH8BewN/AXwgBSELA0AgACgCACEMIAAoAgQgDGshDSAMIANqIQwgBiESAkAgDUUNAAJAIA1BCkcNACAM/QAEAP0MMDAwMC0wMC0wMAAAAAAAAP1xIQ4gDv0MCgoKCgEKCgEKCgAAAAAAAP0m/WRB/wdxQf8HRw0AIA79DAABAgMFBggJEBAQEBAQEBD9DiEOIA5B/wH9EP1OQQr9EP2VASAOQQj9jQH9jgEhDiAO/RkAQeQAbCAO/RkBaiEPIA79GQIhECAO/RkDIREgD0UNACAQQQFrQQtLDQAgEUUNACARQRwgD0EDcUUgD0HkAHBBAEcgD0GQA3BFcnFqQR5BqisgEHZBAXFqIBBBAkYbSw0AIA8gEEECTWshDyAQQQlqIBBBA2sgEEECTRshECAQQZkBbEECakEFbiARakHt9CtrIA9B7QJsIA9BAnZqIA9BkANuIA9B5ABua2pqtyESIBIgCWQgEiAHZiASIAhlcXENAQsgBSAKNgIAIAVBBGohBQsgBCASOQMAIARBCGohBCAAIAFqIQAgCkEBaiEKIAogAkkNAAsgBSALa0ECdgv6AQMFfwF7AX8gBSEIA0AgAyAAKAIAaiEJIAMgACgCBGohCiAEIAkgCkc6AAACQCAJIApGDQACQCAJLQAAIQsgC0Ewa0EJTSALQSByQeEAa0EZTXIgC0HkAWtBBU1yRQ0AIAZFDQEgCkEBay0AAEEgRg0AA0AgCf0ABAAhDCAMQSD9D/1xQd4A/Q/9KCAMQSv9D/0jIAxBIv0P/SP9UP1Q/WQhDSANQQBHIAkgDWhqIApJcQ0BIAlBEGohCSAJIApJDQALDAELIAUgBzYCACAFQQRqIQULIARBAWohBCAAIAFqIQAgB0EBaiEHIAcgAkkNAAsgBSAIa0ECdgulAgIFfwJ7A0AgACgCACEHIAAoAgQgB2shCCAHIANqIQdBfyEJAkAgCEUNAEF+IQkgCEEgSw0AIAf9AAQA/QwAAQIDBAUGBwgJCgsMDQ4PIAj9D/0m/U4hCyAH/QAEEP0MEBESExQVFhcYGRobHB0eHyAI/Q/9Jv1OIQwgC/0dACAL/R0BQhWJfCAM/R0AQiCJIAz9HQFCK4l8hUKV+Kn6l7fem55/fkI6iKchCSAFIAlBBnRqIQogCigCIEUEQCAKIAv9CwQAIAogDP0LBBAgCiAINgIgDAELIAooAiAgCEYgCv0ABAAgC/1RIAr9AAQQIAz9Uf1Q/VNFcQ0AQX4hCQsgBCAJNgIAIARBBGohBCAAIAFqIQAgBkEBaiEGIAYgAkkNAAsL';
