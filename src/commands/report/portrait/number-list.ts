/** Numbers as they come, 8 bytes each. */
export interface NumberList {
  push(value: number): void;
  readonly length: number;
  /** The largest first. */
  sorted(): Float64Array;
}

/** An empty list; its memory doubles when it is full. */
export function createNumberList(): NumberList {
  let values = new Float64Array(16);
  let length = 0;
  return {
    push(value) {
      if (length === values.length) {
        const larger = new Float64Array(length * 2);
        larger.set(values);
        values = larger;
      }
      values[length] = value;
      length += 1;
    },
    get length() {
      return length;
    },
    sorted: () => values.slice(0, length).sort().reverse(),
  };
}
