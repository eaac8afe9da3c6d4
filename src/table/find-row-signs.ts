/**
 * Where the signs stand at which a row of CSV may turn: quotes, line ends, and the first byte of the delimiter. They come
 * in ascending order, with a place beyond all bytes behind them, and are good until the next call.
 */
export type FindRowSigns = (bytes: Buffer, delimiter: number) => Int32Array;

/** Finds signs, sixteen bytes together where this Node can. */
export const findRowSigns: FindRowSigns = (bytes, delimiter) => {
  find ??= openTogether() ?? openOneByOne();
  return find(bytes, delimiter);
};

let find: FindRowSigns | null = null;

/**
 * Null where there is no WebAssembly, as with --jitless, or none of these instructions; and where the largest part of a
 * number comes first in memory, which WebAssembly never does.
 */
export function openTogether(): FindRowSigns | null {
  const code = Buffer.from(FIND_ROW_SIGNS, 'base64');
  if (!STARTS_SMALL || typeof WebAssembly === 'undefined' || !WebAssembly.validate(code)) return null;
  const { memory, find } = new WebAssembly.Instance(new WebAssembly.Module(code)).exports;
  let room = Buffer.from(memory.buffer);
  let places = new Int32Array(memory.buffer);
  return (bytes, delimiter) => {
    // Memory that threads share is copied by whole words where both sides begin alike, else byte by byte.
    const from = bytes.byteOffset & 7;
    const to = from + bytes.length;
    const list = (to + TOGETHER) & -TOGETHER;
    const needed = list + 4 * (bytes.length + TOGETHER);
    if (needed > room.length) {
      memory.grow(Math.ceil((needed - room.length) / PAGE));
      room = Buffer.from(memory.buffer);
      places = new Int32Array(memory.buffer);
    }
    room.set(bytes, from);
    const end = find(from, to, delimiter, list) / 4;
    places[end] = BEYOND;
    return places.subarray(list / 4, end + 1);
  };
}

/** The same in any Node. */
export function openOneByOne(): FindRowSigns {
  let places = new Int32Array(0);
  return (bytes, delimiter) => {
    if (places.length <= bytes.length) places = new Int32Array(bytes.length + 1);
    let found = 0;
    for (let at = 0; at < bytes.length; at += 1) {
      const byte = bytes[at]!;
      if (byte !== delimiter && byte !== QUOTE && byte !== LF && byte !== CR) continue;
      places[found] = at;
      found += 1;
    }
    places[found] = BEYOND;
    return places;
  };
}

/** What `find-row-signs.wat` compiles to. */
export const FIND_ROW_SIGNS =
  'AGFzbQEAAAABCQFgBH9/f38BfwMCAQAFAwEAAQcRAgZtZW1vcnkCAARmaW5kAAAK8AEB7QECAnsDfyAC/Q8hBAJAA0AgACAGaiABTw0BIAAgBmr9AAQAIQUgBSAE/SMgBUEi/Q/9I/1QIAVBCv0P/SMgBUEN/Q/9I/1Q/VD9ZCEHIAMgB2lBAnRqIQggAyAGIAdoajYCACAHIAdBAWtxIQcgAyAGIAdoajYCBCAHIAdBAWtxIQcgAyAGIAdoajYCCCAHIAdBAWtxIQcgAyAGIAdoajYCDCAHIAdBAWtxIQcgA0EQaiEDAkADQCAHRQ0BIAMgBiAHaGo2AgAgByAHQQFrcSEHIANBBGohAwwACwsgCCEDIAZBEGohBgwACwsgAws=';

// Of what Node has, the part that is used; its types have none of it.
declare const WebAssembly:
  | undefined
  | {
      validate(code: Uint8Array): boolean;
      readonly Module: new (code: Uint8Array) => object;
      readonly Instance: new (
        module: object,
      ) => {
        readonly exports: {
          readonly memory: { readonly buffer: ArrayBuffer; grow(pages: number): void };
          readonly find: (from: number, to: number, delimiter: number, list: number) => number;
        };
      };
    };

const QUOTE = 0x22;
const LF = 0x0a;
const CR = 0x0d;
const TOGETHER = 16;
const STARTS_SMALL = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;
const PAGE = 65_536;
const BEYOND = 0x7fff_ffff;
