/** Numbers in flat memory, which doubles when it is full: 8, 4 or 1 bytes each. */
export interface Column<A extends Flat = Flat> {
  values: A;
  length: number;
}

type Flat = Float64Array | Uint32Array | Uint8Array;

/** An empty column of doubles; NaN may be in it. */
export function numberColumn(): Column<Float64Array> {
  return { values: new Float64Array(64), length: 0 };
}

/** An empty column of whole numbers below 2^32. */
export function indexColumn(): Column<Uint32Array> {
  return { values: new Uint32Array(64), length: 0 };
}

/** An empty column of whole numbers below 256. */
export function byteColumn(): Column<Uint8Array> {
  return { values: new Uint8Array(64), length: 0 };
}

/** Puts a number at the end; `values` may be another array afterwards. */
export function push(column: Column, value: number): void {
  if (column.length === column.values.length) {
    const Kind = column.values.constructor as new (length: number) => Flat;
    const larger = new Kind(column.length * 2);
    larger.set(column.values);
    column.values = larger;
  }
  column.values[column.length] = value;
  column.length += 1;
}
