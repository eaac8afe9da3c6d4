/**
 * Opens a program in WebAssembly, from its code in base64: its memory and functions. Null where there is no WebAssembly, as
 * with --jitless, or none of its instructions; where the largest part of a number comes first in memory, which
 * WebAssembly never does; and where a limit, such as `ulimit -v`, leaves no addresses for its memory.
 */
export function openWasm<Exports>(base64: string): Exports | null {
  const code = Buffer.from(base64, 'base64');
  if (!STARTS_SMALL || typeof WebAssembly === 'undefined' || !WebAssembly.validate(code)) return null;
  try {
    return new WebAssembly.Instance(new WebAssembly.Module(code)).exports as Exports;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

// Whether the smallest part of a number comes first in memory, as on nearly all machines.
const STARTS_SMALL = new Uint8Array(Uint16Array.of(1).buffer)[0] === 1;

// Of what Node has, the part that is used; its types have none of it.
declare const WebAssembly:
  | undefined
  | {
      validate(code: Uint8Array): boolean;
      readonly Module: new (code: Uint8Array) => object;
      readonly Instance: new (module: object) => { readonly exports: unknown };
    };
