/**
 * Customers in the order in which a moving amount comes across them, as groups of equals. A heap, because most
 * customers are never reached: getting the next one costs a few steps, sorting all would cost many.
 */
export interface Walk {
  /** The next customers that turn round together; empty at the end. Not taken yet. */
  peek(): readonly number[];
  take(): readonly number[];
}

/** `distances` by customer, the nearest first; those within `slack` of each other count as equal. */
export function openWalk(
  customers: Uint32Array,
  distanceOf: (customer: number) => number,
  slackOf: (distance: number) => number,
): Walk {
  const heap = Uint32Array.from(customers);
  const keys = Float64Array.from(heap, distanceOf);
  let size = heap.length;
  for (let place = (size >>> 1) - 1; place >= 0; place -= 1) sink(heap, keys, place, size);
  const pop = (): number => {
    const first = heap[0]!;
    size -= 1;
    swap(heap, keys, 0, size);
    sink(heap, keys, 0, size);
    return first;
  };
  let next: number[] | null = null;
  const peek = (): number[] => {
    if (next !== null) return next;
    next = [];
    let last = Number.NaN;
    while (size > 0 && (next.length === 0 || keys[0]! - last <= slackOf(last))) {
      last = keys[0]!;
      next.push(pop());
    }
    return next;
  };
  return {
    peek,
    take() {
      const taken = peek();
      next = null;
      return taken;
    },
  };
}

function sink(heap: Uint32Array, keys: Float64Array, from: number, size: number): void {
  let place = from;
  for (;;) {
    let least = place * 2 + 1;
    if (least >= size) return;
    if (least + 1 < size && keys[least + 1]! < keys[least]!) least += 1;
    if (keys[place]! <= keys[least]!) return;
    swap(heap, keys, place, least);
    place = least;
  }
}

function swap(heap: Uint32Array, keys: Float64Array, one: number, other: number): void {
  const kept = heap[one]!;
  heap[one] = heap[other]!;
  heap[other] = kept;
  const key = keys[one]!;
  keys[one] = keys[other]!;
  keys[other] = key;
}
