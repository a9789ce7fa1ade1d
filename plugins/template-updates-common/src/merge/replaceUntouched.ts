import type { FileTree } from '../types/FileTree';
import type { FileChange, FileConflict, TreeMerge } from '../types/TreeMerge';
import { skipMatcher } from '../record/skipMatcher';
import { isSameFile } from './isSameFile';

const inOrder = <T extends { path: string }>(items: T[]): T[] =>
  items.sort(({ path: one }, { path: other }) => (one < other ? -1 : 1));

/**
 * The update where the old version of the template is lost: files whose hash is still the recorded one are replaced, new
 * ones added, and every other difference is left to a person.
 *
 * @public
 */
export function replaceUntouched(options: {
  ours: FileTree;
  theirs: FileTree;
  /** SHA-256 by path, as recorded when the files were generated. */
  recorded: Readonly<Record<string, string>>;
  /** SHA-256 by path, of `ours`. */
  hashes: Readonly<Record<string, string>>;
  skip?: readonly string[];
}): TreeMerge {
  const { ours, theirs, recorded, hashes } = options;
  const isSkipped = skipMatcher(options.skip ?? []);
  const changes: FileChange[] = [];
  const conflicts: FileConflict[] = [];
  const skipped: string[] = [];
  const isUntouched = (path: string) =>
    recorded[path] !== undefined && recorded[path] === hashes[path];

  for (const [path, file] of theirs) {
    const current = ours.get(path);
    if (current && isSameFile(current, file)) continue;
    if (isSkipped(path)) skipped.push(path);
    else if (!current && recorded[path] !== undefined) {
      conflicts.push({ path, reason: 'deleted-by-team' });
    } else if (!current) changes.push({ kind: 'add', path, file });
    else if (isUntouched(path)) changes.push({ kind: 'change', path, file });
    else conflicts.push({ path, reason: 'base-unknown' });
  }
  for (const path of Object.keys(recorded)) {
    if (theirs.has(path) || !ours.has(path)) continue;
    if (isSkipped(path)) skipped.push(path);
    else if (isUntouched(path)) changes.push({ kind: 'delete', path });
    else conflicts.push({ path, reason: 'deleted-by-template' });
  }
  return {
    changes: inOrder(changes),
    conflicts: inOrder(conflicts),
    skipped: skipped.sort(),
  };
}
