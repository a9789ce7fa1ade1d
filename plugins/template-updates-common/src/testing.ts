import type { FileTree, TreeFile } from './types/FileTree';
import { mergeTrees, type MergeTreesOptions } from './merge/mergeTrees';

type Content = string | Uint8Array | TreeFile;

/** `{ 'a.txt': 'text' }` as a tree. */
export function treeOf(files: Record<string, Content>): FileTree {
  return new Map(
    Object.entries(files).map(([path, content]) => [path, fileFrom(content)]),
  );
}

function fileFrom(content: Content): TreeFile {
  if (typeof content === 'string') {
    return { content: new TextEncoder().encode(content) };
  }
  return content instanceof Uint8Array ? { content } : content;
}

/** A tree as the texts of its files; an executable one ends in `*`. */
export function textsOf(tree: FileTree): Record<string, string> {
  return Object.fromEntries(
    [...tree].map(([path, file]) => [
      `${path}${file.executable ? '*' : ''}`,
      new TextDecoder().decode(file.content),
    ]),
  );
}

/** Merges, applies the changes to `ours` and gives the texts that come out with the conflicts. */
export function update(options: Omit<MergeTreesOptions, 'labels'>): {
  files: Record<string, string>;
  conflicts: string[];
  skipped: string[];
} {
  const { changes, conflicts, skipped } = mergeTrees({
    ...options,
    labels: { ours: 'service', base: 'template 1', theirs: 'template 2' },
  });
  const tree = new Map(options.ours);
  for (const change of changes) {
    if (change.kind === 'delete') tree.delete(change.path);
    else {
      if (change.kind === 'move') tree.delete(change.from);
      tree.set(change.path, change.file);
    }
  }
  return {
    files: textsOf(tree),
    conflicts: conflicts.map(({ path, reason }) => `${path}: ${reason}`),
    skipped,
  };
}
