import type { FileTree } from '../types/FileTree';
import { similarity } from './similarity';

/** Below this share of common lines two files are different files, as in Git. */
const leastSimilarity = 0.5;

/** Which file of `before` is found under another path in `after`: path before → path after. */
export function findMoves(
  before: FileTree,
  after: FileTree,
): Map<string, string> {
  const gone = [...before.keys()].filter(path => !after.has(path));
  const come = [...after.keys()].filter(path => !before.has(path));
  const candidates = gone
    .flatMap(from =>
      come.map(to => ({ from, to, score: score(before, from, after, to) })),
    )
    .filter(({ score: value }) => value >= leastSimilarity)
    .sort(
      (one, other) =>
        other.score - one.score ||
        one.from.localeCompare(other.from) ||
        one.to.localeCompare(other.to),
    );
  const moves = new Map<string, string>();
  const taken = new Set<string>();
  for (const { from, to } of candidates) {
    if (!moves.has(from) && !taken.has(to)) {
      moves.set(from, to);
      taken.add(to);
    }
  }
  return moves;
}

/** Between equals the one that kept its name is the moved one; an empty file tells nothing. */
function score(
  before: FileTree,
  from: string,
  after: FileTree,
  to: string,
): number {
  const old = before.get(from);
  const now = after.get(to);
  if (!old || !now || old.content.length === 0) return 0;
  const sameName = from.split('/').at(-1) === to.split('/').at(-1);
  return similarity(old, now) + (sameName ? 0.001 : 0);
}
