import {
  mergeRecord,
  mergeTrees,
  parseTemplateRecord,
  replaceUntouched,
  type FileTree,
  type TemplateRecord,
  type TreeMerge,
} from '@heal7/backstage-plugin-template-updates-common';
import { hashOf } from '../records/hashOf';
import { recordPathIn, repositoryPaths } from '../records/recordPaths';
import type { UpdateTarget } from './ownTarget';

/** The record of the service, and the folder of the repository it was found in. */
export interface OwnRecord {
  record: TemplateRecord;
  folder: string;
}

/** What the update does to the repository that has the record, from the parts of the two renderings that belong there. */
export function planUpdate(
  target: UpdateTarget,
  own: OwnRecord,
  versions: { from: string; to: string },
): TreeMerge {
  const { base, ours } = target;
  const path = recordPathIn(own.folder);
  const theirs = withTeamsRecord(target.theirs, path, own.record);
  const skip = own.record.skip ?? [];
  return base
    ? // The record is the portal's own file: the new one replaces it, whatever the old one looked like.
      planMerge(
        { ours, base: withRecordOf(base, path, ours), theirs },
        versions,
        skip,
      )
    : replaceUntouched({
        ours,
        theirs,
        recorded: recordedOf(ours, path, own),
        hashes: hashesOf(ours),
        skip,
      });
}

/** What the update does to a repository, where the old version of the template is known. */
export function planMerge(
  trees: { ours: FileTree; base: FileTree; theirs: FileTree },
  versions: { from: string; to: string },
  skip: readonly string[] = [],
): TreeMerge {
  return mergeTrees({
    ...trees,
    skip,
    labels: {
      ours: 'this repository',
      base: `template ${versions.from}`,
      theirs: `template ${versions.to}`,
    },
  });
}

function withTeamsRecord(
  theirs: FileTree,
  path: string,
  record: TemplateRecord,
): FileTree {
  const file = theirs.get(path);
  // Without a list of its own the repository becomes exactly the new rendering, down to the white space.
  if (!file || record.skip === undefined) return theirs;
  const merged = mergeRecord(
    record,
    parseTemplateRecord(new TextDecoder().decode(file.content)),
  );
  const text = `${JSON.stringify(merged, null, 2)}\n`;
  return new Map(theirs).set(path, { content: new TextEncoder().encode(text) });
}

function withRecordOf(base: FileTree, path: string, ours: FileTree): FileTree {
  const file = ours.get(path);
  return file ? new Map(base).set(path, file) : base;
}

/** The record does not list itself; it counts as untouched. */
function recordedOf(
  ours: FileTree,
  path: string,
  { record, folder }: OwnRecord,
): Record<string, string> {
  const file = ours.get(path);
  return {
    ...repositoryPaths(record, folder),
    ...(file ? { [path]: hashOf(file.content) } : {}),
  };
}

function hashesOf(tree: FileTree): Record<string, string> {
  return Object.fromEntries(
    [...tree].map(([path, file]) => [path, hashOf(file.content)]),
  );
}
