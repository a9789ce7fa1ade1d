import type { FileTree } from '../types/FileTree';
import type { FileChange, FileConflict, TreeMerge } from '../types/TreeMerge';
import { skipMatcher } from '../record/skipMatcher';
import { isSameFile } from './isSameFile';

const isChange = (item: FileChange | FileConflict): item is FileChange =>
  'kind' in item;
const isConflict = (item: FileChange | FileConflict): item is FileConflict =>
  'reason' in item;

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
  const { ours, theirs, recorded } = options;
  const isSkipped = skipMatcher(options.skip ?? []);
  const skipped: string[] = [];
  const outcomes: (FileChange | FileConflict)[] = [];
  const decide = (path: string, outcome: FileChange | FileConflict) => {
    if (isSkipped(path)) skipped.push(path);
    else outcomes.push(outcome);
  };
  const isUntouched = (path: string) =>
    recorded[path] !== undefined && recorded[path] === options.hashes[path];

  for (const [path, file] of theirs) {
    const current = ours.get(path);
    if (!current) {
      decide(
        path,
        recorded[path] === undefined
          ? { kind: 'add', path, file }
          : { path, reason: 'deleted-by-team' },
      );
    } else if (!isSameFile(current, file)) {
      decide(
        path,
        isUntouched(path)
          ? { kind: 'change', path, file }
          : { path, reason: 'base-unknown' },
      );
    }
  }
  const dropped = Object.keys(recorded).filter(
    path => !theirs.has(path) && ours.has(path),
  );
  for (const path of dropped) {
    decide(
      path,
      isUntouched(path)
        ? { kind: 'delete', path }
        : { path, reason: 'deleted-by-template' },
    );
  }
  outcomes.sort((one, other) => (one.path < other.path ? -1 : 1));
  return {
    changes: outcomes.filter(isChange),
    conflicts: outcomes.filter(isConflict),
    skipped: skipped.sort(),
  };
}
