import {
  parseTemplateRecord,
  type FileTree,
  type TemplateRecord,
} from '@heal7/backstage-plugin-template-updates-common';
import { recordFolders, recordPathIn, repositoryPaths } from './recordPaths';

/** What the other records of a repository say. */
export interface OtherRecords {
  /** Where they are. */
  folders: string[];
  /** The files they list, with the hash each of them has for it. */
  listed: ReadonlyMap<string, ReadonlySet<string>>;
}

/** The records of a repository but the one of `folder`. One that cannot be read lists nothing. */
export function otherRecords(files: FileTree, folder: string): OtherRecords {
  const folders = recordFolders(files).filter(other => other !== folder);
  const listed = new Map<string, Set<string>>();
  for (const other of folders) {
    const record = readRecord(files, other);
    for (const [path, hash] of Object.entries(
      record ? repositoryPaths(record, other) : {},
    )) {
      listed.set(path, (listed.get(path) ?? new Set()).add(hash));
    }
  }
  return { folders, listed };
}

function readRecord(
  files: FileTree,
  folder: string,
): TemplateRecord | undefined {
  try {
    const file = files.get(recordPathIn(folder));
    return parseTemplateRecord(new TextDecoder().decode(file?.content));
  } catch {
    return undefined;
  }
}
