import { posix } from 'node:path';
import {
  templateRecordPath,
  type FileTree,
  type TemplateRecord,
} from '@heal7/backstage-plugin-template-updates-common';

/** Path of the record that belongs to a folder; the empty folder is the root. */
export function recordPathIn(folder: string): string {
  return posix.join(folder, templateRecordPath);
}

/** The folders of a tree that have a record, the shortest path first. */
export function recordFolders(tree: FileTree): string[] {
  return [...tree.keys()]
    .filter(
      path =>
        path === templateRecordPath || path.endsWith(`/${templateRecordPath}`),
    )
    .map(path => path.slice(0, -templateRecordPath.length).replace(/\/$/, ''))
    .sort((one, other) => one.length - other.length);
}

/** The files a record lists, with their hashes, by path in the repository. `folder` is where the record was found. */
export function repositoryPaths(
  record: TemplateRecord,
  folder: string,
): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record.files ?? {}).map(([path, hash]) => [
      posix.join(folder, record.root ?? '', path),
      hash,
    ]),
  );
}
