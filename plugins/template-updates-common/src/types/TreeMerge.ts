import type { TreeFile } from './FileTree';

/** What an update does to one file of the service. @public */
export type FileChange =
  | { kind: 'add' | 'change'; path: string; file: TreeFile }
  | { kind: 'delete'; path: string }
  /** `from` goes, `path` comes, with `file` as its content. */
  | { kind: 'move'; path: string; from: string; file: TreeFile };

/** Why a file needs a person. @public */
export const conflictReasons = [
  /** Both changed the same lines; the file has markers. */
  'overlap',
  /** Both added the file, with different content; text has markers. */
  'both-added',
  /** The team deleted it, the template changed it; it stays deleted. */
  'deleted-by-team',
  /** The template deleted it, the team changed it; it stays. */
  'deleted-by-template',
  /** Both changed a file that is not text; the team's stays. */
  'binary',
  /** The old version of the template is not known and the team changed the file; the team's stays. */
  'base-unknown',
] as const;
/** @public */
export type ConflictReason = (typeof conflictReasons)[number];

/** A file in which the update and the team's own work overlap. @public */
export interface FileConflict {
  path: string;
  reason: ConflictReason;
  /** Overlapping places in the file; absent where the whole file is meant. */
  places?: number;
}

/** Result of a three-way merge of whole trees. @public */
export interface TreeMerge {
  /** In order of path; empty when there is nothing to do. */
  changes: FileChange[];
  /** In order of path. */
  conflicts: FileConflict[];
  /** Files the template changed, but the team's record says to leave alone. */
  skipped: string[];
}
