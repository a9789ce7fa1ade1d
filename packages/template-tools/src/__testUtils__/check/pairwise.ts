/** What can be answered to each question. */
export type Dimensions<T> = Readonly<Record<string, readonly T[]>>;

/**
 * Few rows in which every two answers to different questions stand together at least once. The first row is the first
 * answer to everything; the same questions always give the same rows.
 */
export function pairwise<T>(dimensions: Dimensions<T>): Record<string, T>[] {
  const names = Object.keys(dimensions).filter(
    name => dimensions[name].length > 0,
  );
  const uncovered = allPairs(dimensions, names);
  const rows: Record<string, number>[] = [];
  const add = (row: Record<string, number>) => {
    rows.push(row);
    for (const pair of pairsOf(row, names)) uncovered.delete(pair);
  };
  add(Object.fromEntries(names.map(name => [name, 0])));
  coverSingles(dimensions, names, add);
  while (uncovered.size > 0) {
    add(rowFor(dimensions, names, uncovered));
  }
  return distinctRows(rows).map(row =>
    Object.fromEntries(names.map(name => [name, dimensions[name][row[name]]])),
  );
}

/** With one question there are no pairs: each answer gets its row. */
function coverSingles<T>(
  dimensions: Dimensions<T>,
  names: readonly string[],
  add: (row: Record<string, number>) => void,
): void {
  if (names.length !== 1) return;
  dimensions[names[0]].forEach((_, index) => add({ [names[0]]: index }));
}

function rowFor<T>(
  dimensions: Dimensions<T>,
  names: readonly string[],
  uncovered: ReadonlySet<string>,
): Record<string, number> {
  const [first] = uncovered;
  const [[one, oneIndex], [two, twoIndex]] = first
    .split('&')
    .map(part => part.split('='));
  const row: Record<string, number> = {
    [one]: Number(oneIndex),
    [two]: Number(twoIndex),
  };
  for (const name of names) {
    if (name in row) continue;
    const gains = dimensions[name].map(
      (_, index) =>
        pairsOf({ ...row, [name]: index }, names).filter(pair =>
          uncovered.has(pair),
        ).length,
    );
    row[name] = gains.indexOf(Math.max(...gains));
  }
  return row;
}

function allPairs<T>(
  dimensions: Dimensions<T>,
  names: readonly string[],
): Set<string> {
  const pairs = new Set<string>();
  names.forEach((one, index) => {
    for (const two of names.slice(index + 1)) {
      dimensions[one].forEach((_, i) =>
        dimensions[two].forEach((__, j) =>
          pairs.add(`${one}=${i}&${two}=${j}`),
        ),
      );
    }
  });
  return pairs;
}

function pairsOf(
  row: Record<string, number>,
  names: readonly string[],
): string[] {
  const present = names.filter(name => name in row);
  return present.flatMap((one, index) =>
    present
      .slice(index + 1)
      .map(two => `${one}=${row[one]}&${two}=${row[two]}`),
  );
}

function distinctRows(
  rows: readonly Record<string, number>[],
): Record<string, number>[] {
  return [...new Map(rows.map(row => [JSON.stringify(row), row])).values()];
}
