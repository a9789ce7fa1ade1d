import { isSameContent } from './isSameFile';
import { textOf } from './textOf';
import type { TreeFile } from '../types/FileTree';

/** How much of two files is the same, 0 to 1: lines in common, counted as Git does for renames; not text: all or nothing. */
export function similarity(one: TreeFile, other: TreeFile): number {
  if (isSameContent(one.content, other.content)) return 1;
  const first = textOf(one);
  const second = textOf(other);
  if (first === undefined || second === undefined) return 0;
  const counts = new Map<string, number>();
  const lines = linesOf(first);
  for (const line of lines) counts.set(line, (counts.get(line) ?? 0) + 1);
  const others = linesOf(second);
  let common = 0;
  for (const line of others) {
    const left = counts.get(line) ?? 0;
    if (left > 0) {
      common += 1;
      counts.set(line, left - 1);
    }
  }
  const longest = Math.max(lines.length, others.length);
  return longest === 0 ? 0 : common / longest;
}

/** Empty lines and brackets alone say nothing of what a file is. */
function linesOf(text: string): string[] {
  return text
    .split(/\r?\n/)
    .map(line => line.trim())
    .filter(line => /\w/.test(line));
}
