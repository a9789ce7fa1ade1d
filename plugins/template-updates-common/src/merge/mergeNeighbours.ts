import { diffIndices } from 'node-diff3';

/** Lines `[start, end)` of the base become `lines`. */
interface Edit {
  start: number;
  end: number;
  lines: string[];
}

/**
 * Merges changes of lines that lie next to each other but do not overlap, e.g. an image tag and the line below it. Git
 * calls them a conflict out of caution; here only true overlaps are. `undefined`: it is one.
 */
export function mergeNeighbours(
  ours: string[],
  base: string[],
  theirs: string[],
): string[] | undefined {
  const mine = editsOf(base, ours);
  const others = editsOf(base, theirs).filter(
    other => !mine.some(edit => isSame(edit, other)),
  );
  if (mine.some(edit => others.some(other => overlap(edit, other)))) {
    return undefined;
  }
  const edits = [...mine, ...others].sort(
    (one, other) => one.start - other.start || one.end - other.end,
  );
  const result: string[] = [];
  let position = 0;
  for (const { start, end, lines } of edits) {
    result.push(...base.slice(position, start), ...lines);
    position = end;
  }
  return [...result, ...base.slice(position)];
}

function editsOf(base: string[], side: string[]): Edit[] {
  return diffIndices(base, side).flatMap(({ buffer1, buffer2Content }) =>
    byLine({
      start: buffer1[0],
      end: buffer1[0] + buffer1[1],
      lines: buffer2Content,
    }),
  );
}

/** As many lines as before: each is a change of its own, so that one both sides made does not tie up the next. */
function byLine(edit: Edit): Edit[] {
  const { start, end, lines } = edit;
  if (lines.length !== end - start) return [edit];
  return lines.map((line, index) => ({
    start: start + index,
    end: start + index + 1,
    lines: [line],
  }));
}

function isSame(one: Edit, other: Edit): boolean {
  return (
    one.start === other.start &&
    one.end === other.end &&
    one.lines.join('\n') === other.lines.join('\n')
  );
}

/** Two insertions at one place overlap as well: nothing says which comes first. */
function overlap(one: Edit, other: Edit): boolean {
  const bothInsert = one.start === one.end && other.start === other.end;
  if (bothInsert) return one.start === other.start;
  return one.start < other.end && other.start < one.end;
}
