import { openWasm } from './wasm.ts';

/**
 * Cuts rows out of bytes from a place on, where one starts, up to the first that is not plain: that is none, ends
 * otherwise than with LF or CR LF, or ends far behind. What it finds is good until the next call.
 */
export type CutPlainRows = (bytes: Buffer, start: number, delimiter: number) => PlainRows;

/** Rows, one behind the other. */
interface PlainRows {
  /**
   * Four numbers for each row: where it ends, where the next one starts, how many numbers stand in `cells` by then, and
   * whether a line ends in one of its cells: 0 where none does.
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
    const used = end === ROWS ? 0 : numbers[end / 4 - 2]!;
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
  'AGFzbQEAAAABCwFgBn9/f39/fwF/AwIBAAUDAQAHBxACBm1lbW9yeQIAA2N1dAAACs4GAcsGAgF7Fn9BASERIAQhFyAEIRkgBCABNgIAAkADQCABIAJPDQEgACABav0ABAAhBiAGQSL9D/0j/WQhByAGQQr9D/0j/WQhCCAGQQ39D/0j/WQhCSAIIAYgA/0P/SP9ZHIhCkEAIQtBACENQQAhDkEAIQ9BACEQIAcgCXIgFCASciATcnIEQCAHIAdBAXRzIQsgCyALQQJ0cyELIAsgC0EEdHMhCyALIAtBCHRzIQsgC0EAIBRrcyELIAtB//8DcSELIAtB//8DcyEMIAcgDHEhDSAKIAxxIQogCyAIIAlycSEOIAggDHEhCCAJIAxxIQkgCUEBdCATciEPIAcgC3EgByAKckEBdCARckF/c3EhECAQIA1BAXQgEnIgByAKciAJckH//wNzcXIhECAQIA8gCEH//wNzcXIhEAsgCiEaIAEgGmhqIRwgFyAcNgIEIBcgHEEBajYCCCAaIBpBAWtxIRogASAaaGohHCAXIBw2AgwgFyAcQQFqNgIQIBogGkEBa3EhGiABIBpoaiEcIBcgHDYCFCAXIBxBAWo2AhggGiAaQQFrcSEaIAEgGmhqIRwgFyAcNgIcIBcgHEEBajYCICAaIBpBAWtxIRogF0EgaiEYAkADQCAaRQ0BIAEgGmhqIRwgGCAcNgIEIBggHEEBajYCCCAYQQhqIRggGiAaQQFrcSEaDAALCyAIIBBBACAQa3FBAWtxIQgCQANAIAhFDQEgCCAIQQFrcyEbIBcgCiAbcWlBA3RqIRggASAIaGohHCAFIBxBAWo2AgQgHCAPIAhodkEBcWshHCAFIBw2AgAgGEEEayAcNgIAIAUgGCAEa0ECdjYCCCAFIBYgDiAbcXI2AgwgBUEQaiEFIBUgByAbcXIEQANAIBkoAgAhHCAAIBxqLQAAQSJGBEAgGSAcQQFqNgIAIBkgGSgCBEEBazYCBAsgGUEIaiEZIBkgGEkNAAsLIBghGUEAIRVBACEWIAcgG0F/c3EhByAOIBtBf3NxIQ4gCCAIQQFrcSEIDAALCyAQDQEgFSAHciEVIBYgDnIhFiAXIAppQQN0aiEXIAcgCnJBD3YhESANQQ92IRIgCUEPdiETIAtBD3YhFCABQRBqIQEMAAsLIAUL';
