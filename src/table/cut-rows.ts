import { openWasm } from './wasm.ts';

/**
 * Cuts rows out of bytes from a place on, where one starts, up to the first that is not plain: that is none, ends
 * otherwise than with LF or CR LF, or ends far behind. What it finds is good until the next call.
 */
export type CutPlainRows = (bytes: Buffer, start: number, delimiter: number) => PlainRows;

/** Rows, one behind the other. */
interface PlainRows {
  /**
   * Five numbers for each row: where it ends, where the next one starts, how many numbers stand in `cells` by then,
   * whether a line ends in one of its cells, and whether one may begin as a formula: 0 where none does.
   */
  readonly rows: Int32Array;
  /** Where the cells of all rows start and end, in pairs, without quotes around them. */
  readonly cells: Int32Array;
}

/** Null where there is no WebAssembly. */
export function openCutPlainRows(): CutPlainRows | null {
  const program = openWasm<Program>(CUT_ROWS);
  if (program === null) return null;
  const { memory, cut } = program;
  const room = Buffer.from(memory.buffer);
  const numbers = new Int32Array(memory.buffer);
  return (bytes, start, delimiter) => {
    const part = bytes.subarray(start, start + MOST);
    // Memory that threads share is copied by whole words where both sides begin alike, else byte by byte.
    const from = part.byteOffset & 7;
    room.set(part, from);
    room.fill(0, from + part.length, from + part.length + TOGETHER);
    const end = cut(from - start, start, start + part.length, delimiter, CELLS, ROWS);
    const used = end === ROWS ? 0 : numbers[end / 4 - 3]!;
    return {
      rows: numbers.subarray(ROWS / 4, end / 4),
      cells: numbers.subarray(CELLS / 4, CELLS / 4 + used),
    };
  };
}

interface Program {
  readonly memory: { readonly buffer: ArrayBuffer };
  readonly cut: (
    bytes: number,
    place: number,
    to: number,
    delimiter: number,
    cells: number,
    rows: number,
  ) => number;
}

// How many bytes are read in one call: few enough to stay near the processor, with what is found in them.
const MOST = 16 * 1024;
const TOGETHER = 16;
// The list of cells stands behind the bytes. Each of them may end one, and a little more is written than is found.
const CELLS = MOST + 2 * TOGETHER;
const ROWS = CELLS + 8 * (MOST + 2 * TOGETHER);

/** What `cut-rows.wat` compiles to. */
export const CUT_ROWS =
  'AGFzbQEAAAABCwFgBn9/f39/fwF/AwIBAAUDAQAIBxACBm1lbW9yeQIAA2N1dAAACskHAcYHAgF7GH9BASESIAQhGSAEIRsgBCABNgIAAkADQCABIAJPDQEgACABav0ABAAhBiAGQSL9D/0j/WQhByAGQQr9D/0j/WQhCCAGQQ39D/0j/WQhCSAIIAYgA/0P/SP9ZHIhCkEAIQtBACENQQAhDkEAIQ9BACERIAcgCXIgFSATciAUcnIEQCAHIAdBAXRzIQsgCyALQQJ0cyELIAsgC0EEdHMhCyALIAtBCHRzIQsgC0EAIBVrcyELIAtB//8DcSELIAtB//8DcyEMIAcgDHEhDSAKIAxxIQogCyAIIAlycSEOIAggDHEhCCAJIAxxIQkgCUEBdCAUciEPIAcgC3EgByAKckEBdCASckF/c3EhESARIA1BAXQgE3IgByAKciAJckH//wNzcXIhESARIA8gCEH//wNzcXIhEQv9DAogMCAAAAAAAAEBAwEHACAgBkEP/Q/9Tv0O/QwBAAIECAAAAAAAAAAQACAAIAZBBP1t/Q79TkEA/Q/9JP1kIAcgCnJBAXQgEnJxIAogCXJB//8Dc3EhECAKIRwgASAcaGohHiAZIB42AgQgGSAeQQFqNgIIIBwgHEEBa3EhHCABIBxoaiEeIBkgHjYCDCAZIB5BAWo2AhAgHCAcQQFrcSEcIAEgHGhqIR4gGSAeNgIUIBkgHkEBajYCGCAcIBxBAWtxIRwgASAcaGohHiAZIB42AhwgGSAeQQFqNgIgIBwgHEEBa3EhHCAZQSBqIRoCQANAIBxFDQEgASAcaGohHiAaIB42AgQgGiAeQQFqNgIIIBpBCGohGiAcIBxBAWtxIRwMAAsLIAggEUEAIBFrcUEBa3EhCAJAA0AgCEUNASAIIAhBAWtzIR0gGSAKIB1xaUEDdGohGiABIAhoaiEeIAUgHkEBajYCBCAeIA8gCGh2QQFxayEeIAUgHjYCACAaQQRrIB42AgAgBSAaIARrQQJ2NgIIIAUgFyAOIB1xcjYCDCAFIBggECAdcXI2AhAgBUEUaiEFIBYgByAdcXIEQANAIBsoAgAhHiAAIB5qLQAAQSJGBEAgGyAeQQFqNgIAIBsgGygCBEEBazYCBAsgG0EIaiEbIBsgGkkNAAsLIBohG0EAIRZBACEXQQAhGCAHIB1Bf3NxIQcgDiAdQX9zcSEOIBAgHUF/c3EhECAIIAhBAWtxIQgMAAsLIBENASAWIAdyIRYgFyAOciEXIBggEHIhGCAZIAppQQN0aiEZIAcgCnJBD3YhEiANQQ92IRMgCUEPdiEUIAtBD3YhFSABQRBqIQEMAAsLIAUL';
