import { posix } from 'node:path';
import type { FileTree } from '@heal7/backstage-plugin-template-updates-common';

/** The files below a folder of a workspace, as they lie below `to` in a repository; empty folders are the whole of either. */
export function subTree(tree: FileTree, from: string, to = ''): FileTree {
  const prefix = from === '' ? '' : `${from.replace(/\/$/, '')}/`;
  return new Map(
    [...tree]
      .filter(([path]) => path.startsWith(prefix))
      .map(([path, file]) => [posix.join(to, path.slice(prefix.length)), file]),
  );
}
