import type { TreeFile } from '../types/FileTree';
import type { ConflictReason } from '../types/TreeMerge';
import { isSameFile, isSameContent } from './isSameFile';
import { mergeText, type MergeLabels } from './mergeText';
import { fileOf, textOf } from './textOf';

/** One file in its three versions; absent = there is no such file. */
export interface FileVersions {
  ours?: TreeFile;
  base?: TreeFile;
  theirs?: TreeFile;
}

/** What becomes of it: `file` undefined = it is gone. */
export interface FileMerge {
  file?: TreeFile;
  conflict?: { reason: ConflictReason; places?: number };
}

/** Three-way merge of one file: whoever did not change it gives way; only true overlaps are conflicts. */
export function mergeFile(
  versions: FileVersions,
  labels: MergeLabels,
): FileMerge {
  const { ours, base, theirs } = versions;
  if (!theirs) return mergeDeletion(ours, base);
  if (!ours) return mergeAbsence(base, theirs);
  if (isSameFile(ours, theirs) || (base && isSameFile(base, theirs))) {
    return { file: ours };
  }
  if (base && isSameFile(base, ours)) return { file: theirs };
  return mergeContents(ours, base, theirs, labels);
}

/** The template has no such file (any more). */
function mergeDeletion(
  ours: TreeFile | undefined,
  base: TreeFile | undefined,
): FileMerge {
  if (!ours || !base) return { file: ours };
  return isSameFile(ours, base)
    ? {}
    : { file: ours, conflict: { reason: 'deleted-by-template' } };
}

/** The team has no such file. */
function mergeAbsence(base: TreeFile | undefined, theirs: TreeFile): FileMerge {
  if (!base) return { file: theirs };
  return isSameFile(base, theirs)
    ? {}
    : { conflict: { reason: 'deleted-by-team' } };
}

function mergeContents(
  ours: TreeFile,
  base: TreeFile | undefined,
  theirs: TreeFile,
  labels: MergeLabels,
): FileMerge {
  const executable = mergeMode(ours, base, theirs);
  const untouched = withoutBothSides(ours, base, theirs);
  if (untouched) return { file: withMode(untouched, executable) };
  const texts = [ours, base ?? fileOf('', false), theirs].flatMap(
    file => textOf(file) ?? [],
  );
  if (texts.length < 3) {
    return {
      file: withMode(ours, executable),
      conflict: { reason: 'binary' },
    };
  }
  const [ourText, baseText, theirText] = texts;
  const { text, places } = mergeText(ourText, baseText, theirText, labels);
  return {
    file: fileOf(text, executable),
    ...(places > 0
      ? { conflict: { reason: base ? 'overlap' : 'both-added', places } }
      : {}),
  };
}

/** The content, where not both sides changed it, or both in the same way. */
function withoutBothSides(
  ours: TreeFile,
  base: TreeFile | undefined,
  theirs: TreeFile,
): TreeFile | undefined {
  if (isSameContent(ours.content, theirs.content)) return ours;
  if (!base) return undefined;
  if (isSameContent(base.content, theirs.content)) return ours;
  return isSameContent(base.content, ours.content) ? theirs : undefined;
}

function mergeMode(
  ours: TreeFile,
  base: TreeFile | undefined,
  theirs: TreeFile,
): boolean {
  const changedByTemplate =
    base && Boolean(base.executable) !== Boolean(theirs.executable);
  return Boolean(changedByTemplate ? theirs.executable : ours.executable);
}

function withMode(file: TreeFile, executable: boolean): TreeFile {
  return { content: file.content, ...(executable ? { executable } : {}) };
}
