/**
 * Makes something of each thing once, when it is first asked for. The first few are found without a look into a map: of
 * what every row asks for, such as the criteria that a customer is under or the verdict that many share, there are no more.
 */
export function oncePer<K, T>(make: (of: K) => T): (of: K) => T {
  const first: Made<K, T>[] = [];
  const others = new Map<K, Made<K, T>>();
  return (of) => {
    for (let at = 0; at < first.length; at += 1) if (first[at]!.of === of) return first[at]!.made;
    let found = others.get(of);
    if (found === undefined) {
      found = { of, made: make(of) };
      if (first.length < FEW) first.push(found);
      else others.set(of, found);
    }
    return found.made;
  };
}

interface Made<K, T> {
  readonly of: K;
  readonly made: T;
}

const FEW = 16;
