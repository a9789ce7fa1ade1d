import { diff3Merge } from 'node-diff3';
import { mergeNeighbours } from './mergeNeighbours';

/** Names beside the conflict markers. @public */
export interface MergeLabels {
  ours: string;
  base: string;
  theirs: string;
}

/**
 * Three-way merge of lines with the marks of `git merge-file --diff3`. Changes that are the same on both sides, or only
 * neighbours, are no conflict. The team's kind of line ending stays.
 */
export function mergeText(
  ours: string,
  base: string,
  theirs: string,
  labels: MergeLabels,
): { text: string; places: number } {
  const ending = /\r\n/.test(ours) ? '\r\n' : '\n';
  const regions = diff3Merge(linesOf(ours), linesOf(base), linesOf(theirs), {
    excludeFalseConflicts: true,
  });
  let places = 0;
  const lines = regions.flatMap(region => {
    if (region.ok) return region.ok;
    const { a = [], o = [], b = [] } = region.conflict ?? {};
    const neighbours = mergeNeighbours(a, o, b);
    if (neighbours) return neighbours;
    places += 1;
    return [
      `<<<<<<< ${labels.ours}`,
      ...a,
      `||||||| ${labels.base}`,
      ...o,
      '=======',
      ...b,
      `>>>>>>> ${labels.theirs}`,
    ];
  });
  return { text: lines.join(ending), places };
}

/** The last element is empty when the text ends with a line break, so that the break itself takes part in the merge. */
function linesOf(text: string): string[] {
  return text.split(/\r?\n/);
}
