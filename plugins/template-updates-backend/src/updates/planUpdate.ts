import { createHash } from 'node:crypto';
import {
  mergeRecord,
  mergeTrees,
  parseTemplateRecord,
  replaceUntouched,
  templateRecordPath,
  type FileTree,
  type TemplateRecord,
  type TreeMerge,
} from '@heal7/backstage-plugin-template-updates-common';

/** One repository and the parts of the two renderings that belong into it. */
export interface UpdateTarget {
  ours: FileTree;
  /** `undefined`: the old version of the template is lost. */
  base: FileTree | undefined;
  theirs: FileTree;
}

/** What the update does to one repository. */
export function planUpdate(
  target: UpdateTarget,
  record: TemplateRecord,
  versions: { from: string; to: string },
): TreeMerge {
  const { base } = target;
  const theirs = withTeamsRecord(target.theirs, record);
  const skip = record.skip ?? [];
  const merge = base
    ? mergeTrees({
        ours: target.ours,
        // The record is the portal's own file: the new one replaces it, whatever the old one looked like.
        base: withRecordOf(base, target.ours),
        theirs,
        skip,
        labels: {
          ours: 'this repository',
          base: `template ${versions.from}`,
          theirs: `template ${versions.to}`,
        },
      })
    : replaceUntouched({
        ours: target.ours,
        theirs,
        recorded: recordedOf(target.ours, record),
        hashes: hashesOf(target.ours),
        skip,
      });
  return merge;
}

function withTeamsRecord(theirs: FileTree, record: TemplateRecord): FileTree {
  const file = theirs.get(templateRecordPath);
  // Without a list of its own the repository becomes exactly the new rendering, down to the white space.
  if (!file || record.skip === undefined) return theirs;
  const merged = mergeRecord(
    record,
    parseTemplateRecord(new TextDecoder().decode(file.content)),
  );
  const text = `${JSON.stringify(merged, null, 2)}\n`;
  return new Map(theirs).set(templateRecordPath, {
    content: new TextEncoder().encode(text),
  });
}

function withRecordOf(base: FileTree, ours: FileTree): FileTree {
  const file = ours.get(templateRecordPath);
  return file ? new Map(base).set(templateRecordPath, file) : base;
}

/** The record does not list itself; it counts as untouched. */
function recordedOf(
  ours: FileTree,
  record: TemplateRecord,
): Record<string, string> {
  const own = ours.get(templateRecordPath);
  return {
    ...record.files,
    ...(own ? { [templateRecordPath]: hashOf(own.content) } : {}),
  };
}

function hashesOf(tree: FileTree): Record<string, string> {
  return Object.fromEntries(
    [...tree].map(([path, file]) => [path, hashOf(file.content)]),
  );
}

function hashOf(content: Uint8Array): string {
  return createHash('sha256').update(content).digest('hex');
}
