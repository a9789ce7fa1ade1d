import {
  templateRecordPath,
  type FileTree,
} from '@heal7/backstage-plugin-template-updates-common';

/** The files below a folder of a workspace, with paths from there; the empty folder is the workspace itself. */
export function subTree(tree: FileTree, folder: string): FileTree {
  const prefix = folder === '' ? '' : `${folder.replace(/\/$/, '')}/`;
  return new Map(
    [...tree]
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, file]) => [path.slice(prefix.length), file]),
  );
}

/** The folder that becomes the service's own repository: where the record lies. */
export function serviceFolder(tree: FileTree): string | undefined {
  const records = [...tree.keys()]
    .filter(
      path =>
        path === templateRecordPath || path.endsWith(`/${templateRecordPath}`),
    )
    .sort((one, other) => one.length - other.length);
  return records[0]?.slice(0, -templateRecordPath.length).replace(/\/$/, '');
}
