import type { FileTree } from '@heal7/backstage-plugin-template-updates-common';
import { hashOf } from '../records/hashOf';
import { otherRecords, type OtherRecords } from '../records/otherRecords';
import type { Renderings } from '../templates/Renderings';

/** The three trees of an update of the repository that has the record. */
export interface UpdateTarget extends Renderings {
  ours: FileTree;
}

/**
 * What an update may look at in a repository, which may hold more services than this one: the files the template makes,
 * wherever they are, and everything in the folder of the record, so that files the team moved there are followed. Folders
 * below with a record of their own are somebody else's, and so is what another record settles.
 */
export function ownTarget(
  files: FileTree,
  folder: string,
  part: Renderings,
): UpdateTarget {
  const others = otherRecords(files, folder);
  const isOpen = (path: string) => !isSettled(path, part.theirs, others);
  const theirs = pick(part.theirs, isOpen);
  const base = part.base && pick(part.base, isOpen);
  const foreign = others.folders.filter(other => isBelow(other, folder));
  const isOwn = (path: string) =>
    isBelow(path, folder) && !foreign.some(other => isBelow(path, other));
  const isMade = (path: string) => theirs.has(path) || base?.has(path);
  return {
    base,
    theirs,
    ours: pick(files, path => isOpen(path) && (isMade(path) || isOwn(path))),
  };
}

/**
 * Another record has the new version of the file already, so that a difference is the team's; or it needs one that the
 * new version no longer has.
 */
function isSettled(
  path: string,
  theirs: FileTree,
  { listed }: OtherRecords,
): boolean {
  const hashes = listed.get(path);
  const file = theirs.get(path);
  return hashes !== undefined && (!file || hashes.has(hashOf(file.content)));
}

function pick(tree: FileTree, isWanted: (path: string) => unknown): FileTree {
  return new Map([...tree].filter(([path]) => isWanted(path)));
}

function isBelow(path: string, folder: string): boolean {
  return folder === '' || path.startsWith(`${folder}/`);
}
